"""Drawings by Graphviz, every position given."""
