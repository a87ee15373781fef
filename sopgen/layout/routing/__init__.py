"""Symbols, arrows, connectors and labels of one page: where they stand and how they run."""
