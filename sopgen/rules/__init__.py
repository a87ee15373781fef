"""Checks made from the rules of the form; each is one small function."""
