"""A change as operations on the source."""

from __future__ import annotations

from sopgen.editing.changes import Change, SetText
from sopgen.editing.showing import Shown
from sopgen.edits.operations import Operation, Set
from sopgen.findings import UserError
from sopgen.source.document import Source


def operations_of(change: Change, source: Source, shown: Shown) -> tuple[Operation, ...]:
    """The operations, one after the other, that a change of ``source`` comes to. Raises UserError."""
    if isinstance(change, SetText):
        return (Set(change.path, change.text),)
    raise UserError("Perubahan itu belum dapat dibuat.")
