"""Faces taken apart and united: one embedded font for each face of a booklet."""
