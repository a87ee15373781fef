"""Writes the pages of docs/ that are made from the program: run by ``make pages``, compared by a test."""

from __future__ import annotations

from pathlib import Path

from sopgen.cli.codes import later_codes
from sopgen.rules.catalogue import catalogue

PAGE = Path(__file__).parent.parent / "docs" / "temuan.md"

if __name__ == "__main__":
    PAGE.write_text(catalogue(later_codes()), encoding="utf-8")
