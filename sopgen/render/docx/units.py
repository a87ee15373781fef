"""Lengths of WordprocessingML and DrawingML: whole twips (1/20 pt), EMU (1/36000 mm) and half-points.

Positions are rounded, never lengths: a width is the difference of two rounded positions, so that sums stay exact.
"""

from __future__ import annotations

EMU_PER_MM = 36_000
EMU_PER_POINT = 12_700
TWIPS_PER_MM = 1440 / 25.4
TWIPS_PER_POINT = 20


def emu(mm: float) -> int:
    """Millimetres as EMU."""
    return round(mm * EMU_PER_MM)


def twips(mm: float) -> int:
    """Millimetres as twips."""
    return round(mm * TWIPS_PER_MM)


def point_twips(points: float) -> int:
    """Points as twips."""
    return round(points * TWIPS_PER_POINT)


def colour(name: str) -> str:
    """A colour as Word writes it: ``black``, ``#000`` and ``#1f3a5f`` are ``000000`` and ``1F3A5F``."""
    digits = "000000" if name == "black" else name.lstrip("#").upper()
    return digits if len(digits) == 6 else "".join(2 * digit for digit in digits)


def half_points(points: float) -> int:
    """A font size in points as half-points, the unit of ``w:sz``."""
    return round(points * 2)
