"""Signature fields of the parts: kept where a document is to be signed as a whole."""

from __future__ import annotations

from collections.abc import Sequence

from pikepdf import String

from sopgen.book.merge.output.writer import Writer
from sopgen.book.merge.prepared_part import Sheaf

_SIGNATURES_EXIST = 1


class Fields:
    """The new document's form, which has signature fields only."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._fields: list[int] = []
        self._names: set[str] = set()

    def add(self, sheaf: Sheaf, lines: Sequence[bytes], base: int) -> None:
        """Write the fields of a part into the form; those that would have one name get a number."""
        for widget in sheaf.widgets:
            name = f"{widget.name}_{len(self._names) + 1}" if widget.name in self._names else widget.name
            self._names.add(name)
            text = b"<< %b /T %b >>" % (lines[widget.line], String(name).unparse())
            self._writer.put(base + widget.number, text)
            self._fields.append(base + widget.number)

    def finish(self) -> bytes:
        """The form's entry in the catalogue; empty when there is nothing to sign."""
        if not self._fields:
            return b""
        fields = b" ".join(b"%d 0 R" % number for number in self._fields)
        form = self._writer.add(b"<< /Fields [ %b ] /SigFlags %d >>" % (fields, _SIGNATURES_EXIST))
        return b"/AcroForm %d 0 R" % form
