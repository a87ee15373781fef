"""Documents of many SOPs: what they have in common, and letters."""
