"""The value at a place replaced where it stands, in its own style; the most faithful text first."""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.edits.operations import Set
from sopgen.source.document import Source


def set_candidates(source: Source, operation: Set) -> Iterator[str]:
    """The whole file's text with the value set, in one way after the other."""
    yield from ()
