"""All documents of a project that somebody is editing: the one door, which any thread may use."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Lock, RLock

from sopgen.builder.source_writer import write_new_source, write_source
from sopgen.editing.changes import Change, Repair
from sopgen.editing.document import Document, opened
from sopgen.editing.drawn_sop import DrawnSop
from sopgen.editing.entries import counted, entry_of, key_of
from sopgen.editing.journal import Journal
from sopgen.editing.journals import Journals
from sopgen.editing.office import head_of, judge, open_office
from sopgen.editing.recovery import recovered
from sopgen.editing.showing import Shown, findings_of, show
from sopgen.editing.state import DocumentState, Entry
from sopgen.editing.translation.operations import operations_of, sentence
from sopgen.edits.rename_pelaksana import NameTakenError
from sopgen.findings import UserError
from sopgen.model.form.form import FORM, Form
from sopgen.model.load import is_passed_over
from sopgen.paths import SOURCES, output_folder
from sopgen.rules.fix import is_harmless
from sopgen.source.read import bytes_of, relative_name


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


class _OpenDocument:
    """One open document, and what was made of it last."""

    def __init__(self, key: str, document: Document, journal: Journal, notices: tuple[str, ...]) -> None:
        self.key = key
        self.document = document
        self.journal = journal
        self.notices = notices
        self.lock = RLock()
        self.drawn = DrawnSop()
        self.shown: Shown | None = None

    def become(self, document: Document) -> None:
        """Go on as ``document``, once that is written down. Raises UserError when it cannot be."""
        self.journal.keep(self.document, document)
        self.document = document


class Workspace:
    """The documents of the project in ``root``. ``today`` tells the day for rules about review dates.

    Whoever needs several locks takes that of a document first, then that of all, then that of drawing.
    """

    def __init__(self, root: Path, today: Callable[[], date] = date.today) -> None:
        """Raises UserError when there is no folder of sources, or none for journals."""
        self.root = root.absolute()
        self._today = today
        self._lock = RLock()  # of what all documents share
        self._drawing = Lock()  # the libraries that measure texts are not made for threads
        self._output = output_folder(self.root, None)
        self._office = open_office(self.root)
        self._journals = Journals(self._output)
        self._open: dict[str, _OpenDocument] = {}
        self._counts: dict[str, tuple[int, int]] = {}

    def close(self) -> None:
        """Leave the journals to another process."""
        self._journals.close()

    # -- reading ----------------------------------------------------------------------------------------------------

    def entries(self) -> tuple[Entry, ...]:
        """The list of all SOPs, in order of their files. Errors and warnings are told of those looked at so far."""
        with self._lock:
            office, counts = self._office, dict(self._counts)
            documents = {held.document.name: held.document for held in self._open.values()}
        alone = (name for name, document in documents.items() if document.dirty)  # somebody has taken their files away
        names = sorted({*office.files, *alone})
        return tuple(entry_of(name, office, documents.get(name), counts.get(name)) for name in names)

    @property
    def project(self) -> str:
        """What the office calls itself; empty where its file does not say."""
        with self._lock:
            institution = self._office.institution
        return institution.nama if institution else ""

    def knows(self, key: str) -> bool:
        """Whether there is an SOP of this key; what somebody edits stays, though its file is taken away."""
        with self._lock:
            return key in self._open or f"{SOURCES}/{key}.yaml" in self._office.files

    def state(self, key: str) -> DocumentState:
        """All that there is to show of one SOP. Raises KeyError when there is no such SOP."""
        held = self._find(key)
        with held.lock:
            return self._state(held)

    # -- changing ---------------------------------------------------------------------------------------------------

    def change(self, key: str, version: int, change: Change) -> DocumentState:
        """Make a change in the version that somebody saw.

        Raises KeyError, OutdatedError, and UserError (EditError) when it cannot be made; nothing was done then.
        """
        return self._made(key, version, lambda held: self._changed(held, change))

    def undo(self, key: str, version: int) -> DocumentState:
        """Take the last step back. Raises as ``change`` does."""
        return self._made(key, version, lambda held: held.document.undone(self._form))

    def redo(self, key: str, version: int) -> DocumentState:
        """Make the step again that was taken back last. Raises as ``change`` does."""
        return self._made(key, version, lambda held: held.document.redone(self._form))

    def save(self, key: str, version: int) -> DocumentState:
        """Write the document into its file. Raises ConflictError where that has changed, UserError, OutdatedError."""
        return self._made(key, version, self._saved)

    def reload(self, key: str) -> DocumentState:
        """Take the file as it is on disk; what was unsaved comes back by ``undo``. Raises KeyError."""
        held = self._find(key)
        with held.lock:
            held.become(held.document.with_file(self.root, self._form))
            held.notices = ()
            return self._state(held)

    def _made(self, key: str, version: int, make: Callable[[_OpenDocument], Document]) -> DocumentState:
        held = self._find(key)
        with held.lock:
            if version != held.document.version:
                raise OutdatedError(self._state(held))
            document = make(held)
            if document is not held.document:
                held.become(document)
            return self._state(held)

    def _changed(self, held: _OpenDocument, change: Change) -> Document:
        source, shown = held.document.readable, self._show(held)
        if isinstance(change, Repair):
            return self._repaired(held.document, change, shown)
        try:
            operations = operations_of(change, source, shown.sop, self._form, shown.office.register)
            return held.document.changed(operations, self._form)
        except NameTakenError as error:
            raise sentence(error) from error

    def _repaired(self, document: Document, change: Repair, shown: Shown) -> Document:
        """The document with what answers a finding, unless that would bring an error or send the flow elsewhere."""
        operations = shown.placed.repairs.get(change.finding)
        if operations is None or shown.judged is None:
            raise UserError("Temuan itu tidak ada lagi, atau tidak dapat diperbaiki otomatis.")
        after = document.changed(operations, self._form)
        with self._drawing:
            judged = judge(shown.office, after.readable, shown.today)
        if not is_harmless(shown.judged.project, judged.project, shown.today):
            raise UserError("Perbaikan otomatis di sini akan mengubah alur atau menimbulkan galat, jadi tidak dibuat.")
        return after

    def _saved(self, held: _OpenDocument) -> Document:
        document = held.document
        source = document.readable
        if document.conflict or _bytes(document.file) != document.saved:
            held.document = replace(document, conflict=document.dirty)
            raise ConflictError(self._state(held))
        if document.saved is None:
            write_new_source(document.file, source.raw)
        elif document.dirty:
            written = write_source(document.file, document.saved, source.raw)
            if written.beside is not None:
                raise UserError(
                    f"{document.name} sedang dibuka di program lain; disimpan sebagai {written.beside.name}."
                )
        held.notices = ()
        return replace(document, saved=source.raw)

    # -- what others do -----------------------------------------------------------------------------------------------

    def count_next(self) -> str | None:
        """Look at one SOP of the list that nobody has looked at yet; its key, or None when all have been."""
        with self._lock:
            office = self._office
            name = next((name for name in office.files if name not in self._counts), None)
        if name is None:
            return None
        document = opened(office.files[name], name, self.root, self._form)
        with self._drawing:
            found = findings_of(document, office, self._today())
        with self._lock:
            self._counts.setdefault(name, counted(found))
        return key_of(name)

    def notice(self, files: Iterable[Path]) -> tuple[str, ...]:
        """Look at files that have changed on disk; the keys of SOPs whose state or line in the list has changed.

        A document without unsaved changes is read again; one with some keeps them, and is in conflict.
        """
        seen = [file.absolute() for file in files]
        names = {relative_name(file, self.root) for file in seen if self._matters(file)}
        with self._lock:
            touched = [held for held in self._open.values() if held.document.name in names]
            changed = {key_of(name) for name in names & self._office.files.keys()}
            if self._is_shared(names):
                self._reopen()
                changed |= {held.key for held in self._open.values()}
            else:
                self._look_again(names)
        kept = {held.key for held in touched if not self._noticed(held)}
        return tuple(sorted(changed - kept))

    def _matters(self, file: Path) -> bool:
        """Whether a file is anything but an output, or what editors and sync programs leave beside what they write."""
        return not (file.is_relative_to(self._output) or is_passed_over(file.name) or file.name.endswith("~"))

    def _is_shared(self, names: Iterable[str]) -> bool:
        """Whether one of these files may concern more than one SOP: it is no SOP, or it came or went."""
        known = self._office.files
        return any(name not in known or not known[name].is_file() for name in names)

    def _reopen(self) -> None:
        unsaved = (held.document.source for held in self._open.values() if held.document.dirty)
        self._office = open_office(self.root, {source.file: source.raw for source in unsaved if source is not None})
        self._counts = {}

    def _look_again(self, names: Iterable[str]) -> None:
        """Learn what the heads of these SOPs say now; those that are open tell it themselves."""
        for name in names:
            self._counts.pop(name, None)
            if key_of(name) not in self._open:
                self._office = self._office.knowing(name, head_of(name, self._office, {}))

    def _noticed(self, held: _OpenDocument) -> bool:
        """Take in what another program did to an open document's file; whether it did anything."""
        with held.lock:
            document, now = held.document, _bytes(held.document.file)
            if now == document.saved and not document.conflict:
                return False
            if document.source is not None and now in (document.saved, document.source.raw):
                held.become(replace(document, saved=now, conflict=False))
            elif document.dirty:
                held.document = replace(document, conflict=True)
            else:
                held.become(document.with_file(self.root, self._form))
            return True

    # -- what is made of a document -----------------------------------------------------------------------------------

    @property
    def _form(self) -> Form:
        institution = self._office.institution
        return institution.format.form if institution else FORM

    def _find(self, key: str) -> _OpenDocument:
        with self._lock:
            if key not in self._open:
                name = f"{SOURCES}/{key}.yaml"
                document = opened(self._office.files[name], name, self.root, self._form)
                journal = self._journals.of(name)
                document, notices = recovered(document, journal, self.root, self._form)
                self._open[key] = _OpenDocument(key, document, journal, notices)
            return self._open[key]

    def _state(self, held: _OpenDocument) -> DocumentState:
        return self._show(held).state(held.key, held.document, held.notices)

    def _show(self, held: _OpenDocument) -> Shown:
        """What there is to show, made again where something has changed since."""
        office, today = self._office, self._today()
        if held.shown is None or not held.shown.fits(held.document, office, today):
            with self._drawing:
                held.shown = show(held.document, office, today, held.drawn)
            with self._lock:
                if self._office is office:
                    self._office = held.shown.office
                self._counts[held.document.name] = counted(held.shown.findings)
        return held.shown


def _bytes(file: Path) -> bytes | None:
    try:
        return bytes_of(file)
    except OSError:
        return None
