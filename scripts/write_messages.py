"""Compiles the catalogue of click's words in Indonesian (.po, written by people) to what gettext reads (.mo).

Run by ``make pages``; a test compares the two.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CATALOGUE = Path(__file__).parent.parent / "sopgen/cli/locale/id/LC_MESSAGES/messages.po"


def compiled(catalogue: Path = CATALOGUE) -> bytes:
    """The catalogue as gettext reads it."""
    content = BytesIO()
    with catalogue.open("rb") as file:
        write_mo(content, read_po(file, locale="id", abort_invalid=True))
    return content.getvalue()


if __name__ == "__main__":
    CATALOGUE.with_suffix(".mo").write_bytes(compiled())
