"""One source that somebody is editing: its text, its history, and the bytes that its file holds.

Documents are values; what happens to one gives the next one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from sopgen.edits.apply import apply
from sopgen.edits.history import History
from sopgen.edits.operations import Operation
from sopgen.findings import Finding, UserError
from sopgen.model.form.form import Form
from sopgen.model.resolve.blanks import without_blank_entries
from sopgen.source.document import Source
from sopgen.source.read import bytes_of, read

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Document:
    """A source and what was done to it.

    ``source`` is its text as it is being edited; where the file on disk cannot be read, which ``unread`` tells of, the
    last one that could be (None: there was none). ``saved`` are the bytes of the file as far as is known, None when
    there is no file. ``conflict``: somebody else has written the file since, and what is here is not saved.
    """

    file: Path
    name: str
    source: Source | None
    saved: bytes | None
    unread: tuple[Finding, ...] = ()
    history: History = field(default_factory=History)
    version: int = 1
    conflict: bool = False

    @property
    def dirty(self) -> bool:
        """Whether its text is not that of its file."""
        return self.source is not None and not self.unread and self.source.raw != self.saved

    @property
    def readable(self) -> Source:
        """Its text. Raises UserError when the file cannot be read: nobody can say what would be changed."""
        if self.source is None or self.unread:
            raise UserError(f"Berkas {self.name} tidak dapat dibaca; perbaiki dahulu di editor teks.")
        return self.source

    def changed(self, operations: Sequence[Operation], form: Form) -> Document:
        """The document after operations; itself when they change nothing. Raises EditError and its like."""
        before = self.readable
        after = apply(before, operations, form)
        if after.raw == before.raw:
            return self
        return self._next(after, self.history.record(before, after, operations))

    def undone(self, form: Form) -> Document:
        """The document without its last step. Raises UserError when there is none.

        Of a file that somebody has made unreadable, that is what is taken back.
        """
        if self.unread and self.source is not None:
            return self._next(self.source, self.history)
        history, source = self.history.undo(self.readable, form)
        return self._next(source, history)

    def redone(self, form: Form) -> Document:
        """The document with the step that was undone last. Raises UserError when there is none."""
        history, source = self.history.redo(self.readable, form)
        return self._next(source, history)

    def with_file(self, root: Path, form: Form) -> Document:
        """The document as its file is on disk now, whatever was unsaved: one more step of its history.

        Where no step can tell that (a byte order mark came or went), its history is empty.
        """
        fresh = opened(self.file, self.name, root, form)
        if fresh.source is None:
            return replace(self, saved=fresh.saved, unread=fresh.unread, version=self.version + 1, conflict=False)
        made = replace(fresh, version=self.version + 1)
        before = self.source
        if before is None or before.raw == fresh.source.raw:
            return replace(made, history=self.history)
        if before.raw.startswith(_BOM) != fresh.source.raw.startswith(_BOM):
            return made
        return replace(made, history=self.history.record(before, fresh.source, ()))

    def _next(self, source: Source, history: History) -> Document:
        return replace(self, source=source, history=history, version=self.version + 1, unread=())


def opened(file: Path, name: str, root: Path, form: Form) -> Document:
    """The document of a file as it is on disk."""
    try:
        raw = bytes_of(file)
    except OSError:
        raw = None
    source, findings = read(file, root, {} if raw is None else {file: raw})
    if source is None:
        return Document(file, name, None, raw, findings)
    return Document(file, name, without_blank_entries(source, form), raw)
