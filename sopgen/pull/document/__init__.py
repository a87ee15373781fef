"""An edited Word document, read without trusting it: what it says now, and where each text stands."""
