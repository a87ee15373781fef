"""All documents of a project that somebody is editing: the one door, which any thread may use."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Lock, RLock

from sopgen.builder.source_writer import write_source
from sopgen.editing.changes import Change
from sopgen.editing.document import Document, opened
from sopgen.editing.office import Office, open_office
from sopgen.editing.sheets import Sheets
from sopgen.editing.showing import Shown, show
from sopgen.editing.state import DocumentState, Entry
from sopgen.editing.translation.operations import operations_of
from sopgen.model.form.form import FORM, Form
from sopgen.paths import SOURCES


class OutdatedError(Exception):
    """The change was made on another version: somebody else has changed the document; ``state`` is what it is now."""

    def __init__(self, state: DocumentState) -> None:
        super().__init__(state.key)
        self.state = state


class ConflictError(Exception):
    """The file on disk is not the one that was read, and nothing was written; ``state`` is what the document is."""

    def __init__(self, state: DocumentState) -> None:
        super().__init__(state.key)
        self.state = state


class _Desk:
    """One open document, and what was made of it last."""

    def __init__(self, key: str, document: Document) -> None:
        self.key = key
        self.document = document
        self.lock = RLock()
        self.sheets = Sheets()
        self.shown: Shown | None = None


class Workspace:
    """The documents of the project in ``root``. ``today`` tells the day for rules about review dates."""

    def __init__(self, root: Path, today: Callable[[], date] = date.today) -> None:
        """Raises UserError when there is no folder of sources."""
        self.root = root.absolute()
        self._today = today
        self._lock = RLock()  # of what all documents share; never held while one is drawn
        self._drawing = Lock()  # the libraries that measure texts are not made for threads
        self._office = open_office(self.root, {})
        self._desks: dict[str, _Desk] = {}
        self._counts: dict[str, tuple[int, int]] = {}

    # -- reading ----------------------------------------------------------------------------------------------------

    def entries(self) -> tuple[Entry, ...]:
        """The list of all SOPs, in order of their files. Errors and warnings are told of those looked at so far."""
        with self._lock:
            office, desks = self._office, dict(self._desks)
            counts = dict(self._counts)
        return tuple(_entry(name, office, desks.get(key_of(name)), counts.get(name)) for name in office.files)

    @property
    def project(self) -> str:
        """What the office calls itself; empty where its file does not say."""
        with self._lock:
            institution = self._office.institution
        return institution.nama if institution else ""

    def knows(self, key: str) -> bool:
        """Whether there is an SOP of this key."""
        with self._lock:
            return f"{SOURCES}/{key}.yaml" in self._office.files

    def state(self, key: str) -> DocumentState:
        """All that there is to show of one SOP. Raises KeyError when there is no such SOP."""
        desk = self._desk(key)
        with desk.lock:
            return self._state(desk)

    # -- changing ---------------------------------------------------------------------------------------------------

    def change(self, key: str, version: int, change: Change) -> DocumentState:
        """Make a change in the version that somebody saw.

        Raises KeyError, OutdatedError, and UserError (EditError) when it cannot be made; nothing was done then.
        """
        return self._made(key, version, lambda desk: self._changed(desk, change))

    def undo(self, key: str, version: int) -> DocumentState:
        """Take the last step back. Raises as ``change`` does."""
        return self._made(key, version, lambda desk: desk.document.undone(self._form))

    def redo(self, key: str, version: int) -> DocumentState:
        """Make the step again that was taken back last. Raises as ``change`` does."""
        return self._made(key, version, lambda desk: desk.document.redone(self._form))

    def save(self, key: str, version: int) -> DocumentState:
        """Write the document into its file. Raises ConflictError where that has changed, UserError, OutdatedError."""
        return self._made(key, version, self._saved)

    def reload(self, key: str) -> DocumentState:
        """Take the file as it is on disk; what was unsaved comes back by ``undo``. Raises KeyError."""
        desk = self._desk(key)
        with desk.lock:
            desk.document = desk.document.with_file(self.root, self._form)
            return self._state(desk)

    def _made(self, key: str, version: int, make: Callable[[_Desk], Document]) -> DocumentState:
        desk = self._desk(key)
        with desk.lock:
            if version != desk.document.version:
                raise OutdatedError(self._state(desk))
            desk.document = make(desk)
            return self._state(desk)

    def _changed(self, desk: _Desk, change: Change) -> Document:
        source = desk.document.readable
        operations = operations_of(change, source, self._show(desk))
        return desk.document.changed(operations, self._form)

    def _saved(self, desk: _Desk) -> Document:
        document = desk.document
        source = document.readable
        if document.conflict or _bytes(document.file) != document.saved:
            desk.document = replace(document, conflict=document.dirty)
            raise ConflictError(self._state(desk))
        if document.dirty and document.saved is not None:
            write_source(document.file, document.saved, source.raw)
        return replace(document, saved=source.raw)

    def count_next(self) -> str | None:
        """Look at one SOP of the list that nobody has looked at yet; its key, or None when all have been."""
        return None

    def notice(self, files: Iterable[Path]) -> tuple[str, ...]:
        """Look at files that have changed on disk; the keys of SOPs whose state or line in the list has changed."""
        return ()

    # -- what is made of a document -----------------------------------------------------------------------------------

    @property
    def _form(self) -> Form:
        institution = self._office.institution
        return institution.format.form if institution else FORM

    def _desk(self, key: str) -> _Desk:
        with self._lock:
            if key not in self._desks:
                name = f"{SOURCES}/{key}.yaml"
                file = self._office.files[name]
                self._desks[key] = _Desk(key, opened(file, name, self.root, self._form))
            return self._desks[key]

    def _state(self, desk: _Desk) -> DocumentState:
        return self._show(desk).state(desk.key, desk.document)

    def _show(self, desk: _Desk) -> Shown:
        """What there is to show, made again where something has changed since."""
        office, today = self._office, self._today()
        if desk.shown is None or not desk.shown.fits(desk.document, office, today):
            with self._drawing:
                desk.shown = show(desk.document, office, today, desk.sheets)
            with self._lock:
                self._office = desk.shown.office if self._office is office else self._office
                self._counts[desk.document.name] = desk.shown.counts
        return desk.shown


def key_of(name: str) -> str:
    """The key of the SOP in the file called ``name``."""
    return name.removeprefix(f"{SOURCES}/").removesuffix(".yaml")


def _bytes(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def _entry(name: str, office: Office, desk: _Desk | None, counts: tuple[int, int] | None) -> Entry:
    head = office.heads.get(name)
    unit = office.institution.unit.get(head.unit) if office.institution and head else None
    errors, warnings = counts or (None, None)
    return Entry(
        key=key_of(name),
        file=name,
        nomor=head.nomor if head else "",
        title=head.judul if head else "",
        unit=unit.nama if unit else head.unit if head else "",
        status=head.status.value if head else "",
        kind=head.jenis.value if head and head.jenis else "",
        errors=errors,
        warnings=warnings,
        dirty=desk is not None and desk.document.dirty,
    )
