"""``waktu`` as an amount and a unit."""

from __future__ import annotations

import re
from decimal import Decimal

from sopgen.model.sop import Duration, TimeUnit

_DURATION = re.compile(r"(\d{1,9}(?:\.\d{3})*)(?:[,.](\d{1,6}))?\s*([a-z]+(?:\s+[a-z]+)?)", re.ASCII)
_UNITS = {unit.value.casefold(): unit for unit in TimeUnit}


def parse_duration(text: str) -> Duration | None:
    """Return the time that ``text`` says (``10 Menit``, ``1,5 jam``, ``2 hari kerja``), or None for free text.

    A comma is the decimal sign; a point before exactly three digits groups thousands, else it is a decimal sign too.
    A blank may be of any kind.
    """
    match = _DURATION.fullmatch(" ".join(text.casefold().split()))
    if not match:
        return None
    unit = _UNITS.get(" ".join(match[3].split()))
    if unit is None:
        return None
    whole = match[1].replace(".", "")
    return Duration(Decimal(f"{whole}.{match[2]}" if match[2] else whole), unit)
