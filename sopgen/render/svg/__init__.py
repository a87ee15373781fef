"""Drawings: by Graphviz, every position given, and frames around those of others."""
