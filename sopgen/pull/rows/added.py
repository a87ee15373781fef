"""Rows that somebody added to a flow table in Word: new steps in doubt, or YAML for somebody to paste.

A complete row (its kegiatan, who does it and the mutu baku) is a new step, written only when it is asked for by name.
Nothing is guessed of any other: the step is given as YAML, with the place where it belongs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sopgen.edits.steps import mappings, step_lists
from sopgen.layout.text.measurer import printable
from sopgen.model.form.columns import MUTU_BAKU, by_field
from sopgen.model.form.form import Form
from sopgen.model.visible import visible
from sopgen.pull.changes import UNREADABLE, Change, Doubt, Kind, ReadyStep, short, unreadable
from sopgen.pull.document.edited import Edited, TypedRow
from sopgen.pull.rows.paste import Entry, place_of, renumbered, step_lines
from sopgen.pull.rows.performer import Pelaksana, Performer, performer
from sopgen.pull.sources import Sources, step_name
from sopgen.render.docx.ids import path_of, tag_of
from sopgen.source.document import SourcePath

_KEGIATAN, _PELAKSANA, _NO = "kegiatan", "pelaksana", "tidak"
#: Ends the name of a step that the source has not yet.
_NEW = "baru"
#: So many letters of a kegiatan tell which step is meant.
_QUOTED = 60


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a new step belongs today: its list, and the index that it has there; not ``certain``: likely."""

    steps: SourcePath
    index: int
    certain: bool


@dataclass(frozen=True, slots=True)
class _Step:
    """What a new row says of its step: the texts that are filled in, by field, and who does it.

    ``unread`` are the fields that hold more than can be read.
    """

    row: TypedRow
    texts: dict[str, str]
    who: Performer
    unread: frozenset[str]

    @property
    def kegiatan(self) -> str:
        return self.texts.get(_KEGIATAN, "")


@dataclass
class AddedRows:
    """The rows of a document's flow tables that no step printed.

    ``printed`` are the names of the steps that the document was made with, in order. ``moved`` are those whose own row
    is gone, but which a new row says again: it was typed anew, or pasted elsewhere.
    """

    edited: Edited
    sources: Sources
    form: Form
    printed: Sequence[str]
    pelaksana: Pelaksana
    moved: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        there = set(self.edited.steps)
        gone = [step for step in self.printed if step not in there]
        self._gone = {kegiatan: step for step in gone if (kegiatan := self.was(step, _KEGIATAN))}
        self._came = dict(self.came())

    def found(self) -> Iterator[Doubt | ReadyStep | str]:
        """What becomes of each new row, in the order of the document; a text is a report."""
        numbers: Counter[str] = Counter()
        for row in self.edited.rows:
            name = f"{row.above or f'{row.section}langkah/0'}/{_NEW}"
            numbers[name] += 1
            found = self.row(row, name if numbers[name] == 1 else f"{name}-{numbers[name]}")
            if found is not None:
                yield found

    def row(self, row: TypedRow, tag: str) -> Doubt | ReadyStep | str | None:
        """What becomes of one new row; None when today's source has its step already."""
        if row.texts is None:
            return f"{self.called(row)} “{short(row.shown)}” selnya lain; tambahkan langkahnya di berkas sumber."
        texts = {name: readable for name, text in row.texts if (readable := _readable(text))}
        unread = frozenset(name for name, text in row.texts if unreadable([text]))
        step = _Step(row, texts, performer(row, self.pelaksana.of(row.section)), unread)
        if step.kegiatan in self._came:
            return self.come(step, self._came[step.kegiatan])
        if step.kegiatan in self._gone:
            return self.moved_row(step, self._gone[step.kegiatan])
        reasons, spot = tuple(self.missing(step)), self.spot(row)
        if reasons or spot is None:
            return self.ready(step, reasons, spot)
        return Doubt(tag, self.message(step, spot), self.change(tag, step, spot))

    # -- a step that is known already -------------------------------------------------------------------------

    def came(self) -> Iterator[tuple[str, SourcePath]]:
        """Kegiatan and path of each step of today's source that the document was not made with."""
        if self.sources.base is None:
            return
        known = {self.sources.place(path_of(step)).path for step in self.printed}
        for steps in step_lists(self.sources.today):
            for path in mappings(self.sources.today, steps):
                if path not in known and (kegiatan := self.now(path, _KEGIATAN)):
                    yield kegiatan, path

    def come(self, step: _Step, path: SourcePath) -> str | None:
        """What is told of a row whose step today's source has at ``path``: what it says otherwise."""
        other = [name for name, text in step.texts.items() if text != self.now(path, name) or name in step.unread]
        if step.who.word and visible(self.now(path, _PELAKSANA)) != visible(step.who.word):
            other.insert(0, _PELAKSANA)
        if not other:
            return None
        there = f"sudah ada di berkas sumber ({step_name(tag_of(path))}), tetapi isinya lain"
        return f"{self.called(step.row)} {there}: {self.said(step, other)}."

    def moved_row(self, step: _Step, then: str) -> str:
        """What is told of a row that says the kegiatan of a step whose own row is gone."""
        self.moved.add(then)
        other = [name for name, text in step.texts.items() if text != self.was(then, name) or name in step.unread]
        told = f"; yang berubah: {self.said(step, other)}" if other else ""
        return (
            f"Baris {step_name(then)} ditulis ulang atau dipindahkan di Word, kini {self.place_in_word(step.row)}; "
            f"sesuaikan langkahnya di berkas sumber{told}."
        )

    def said(self, step: _Step, names: Sequence[str]) -> str:
        """What a row says in these fields."""
        texts = {**step.texts, _PELAKSANA: step.who.word}
        return ", ".join(f"{name} “{short(texts[name])}”" for name in names)

    def was(self, step: str, name: str) -> str:
        """A text of a step as it was printed."""
        return printable(self.sources.was((*path_of(step), name)))

    def now(self, path: SourcePath, name: str) -> str:
        """A text of a step of today's source as it is printed."""
        return printable(self.sources.now((*path, name)))

    # -- a new step -------------------------------------------------------------------------------------------

    def missing(self, step: _Step) -> Iterator[str]:
        """Why a row is not taken for a new step, in Indonesian clauses."""
        if step.unread:
            yield f"{_named(sorted(step.unread))} memuat {UNREADABLE}"
        if not step.kegiatan and _KEGIATAN not in step.unread:
            yield "kegiatannya kosong"
        if not step.who.word:
            yield step.who.reason
        if step.who.decides:
            yield "lambangnya keputusan, sedangkan tujuan “tidak” tidak diketahui"
        like = step.row.like
        if like and step.kegiatan == self.was(like, _KEGIATAN):
            yield f"kegiatannya sama dengan {step_name(like)}"
        standard = (name for name, column in by_field(self.form.columns).items() if column.above == MUTU_BAKU)
        empty = [name for name in standard if name not in step.texts and name not in step.unread]
        if empty:
            yield f"{_named(empty)} kosong"

    def spot(self, row: TypedRow) -> _Spot | None:
        """Where the step of a row belongs today: between the same two steps as in Word; None when neither is there."""
        above, below = (self.sources.place(path_of(step)) if step else None for step in (row.above, row.below))
        spots = [
            (place.path[:-1], place.path[-1] + further)
            for place, further in ((above, 1), (below, 0))
            if place is not None and place.path is not None and isinstance(place.path[-1], int)
        ]
        if not spots:
            return None
        known = all(place.certain for place in (above, below) if place is not None)
        steps, index = spots[0]
        beside = len(set(spots)) == 1 and len(spots) == (above is not None) + (below is not None)
        return _Spot(steps, index, known and beside)

    def message(self, step: _Step, spot: _Spot) -> str:
        """A new step in doubt, as a sentence."""
        sentence = f"{self.called(step.row)}: langkah baru untuk {step.who.word} ({step.who.reason})"
        doubt = "; tempatnya tidak pasti, karena langkah di sekitarnya di berkas sumber sudah berubah"
        return f"{sentence}{'' if spot.certain else doubt}."

    def change(self, tag: str, step: _Step, spot: _Spot) -> Change:
        """A new step as a change of today's source."""
        entries = [entry for entry in self.entries(step) if entry.text]
        lines = "\n".join(step_lines(self.sources.today, spot.steps, entries))
        value = tuple((entry.key, entry.text) for entry in entries)
        return Change(tag, (*spot.steps, spot.index), "", lines, kind=Kind.INSERT, step=value)

    def ready(self, step: _Step, reasons: Sequence[str], spot: _Spot | None) -> ReadyStep:
        """A row as YAML to paste, with the ``reasons`` why it is not taken."""
        today = self.sources.today
        steps = spot.steps if spot is not None else path_of(f"{step.row.section}langkah")
        where = place_of(today, steps, spot.index) if spot is not None else "di tempat yang sesuai"
        message = f"{self.called(step.row)} belum dapat diambil: {'; '.join(reasons) or 'tempatnya tidak ditemukan'}."
        moved = renumbered(today, steps, spot.index) if spot is not None else ()
        return ReadyStep(message, where, step_lines(today, steps, self.entries(step)), moved)

    def entries(self, step: _Step) -> tuple[Entry, ...]:
        """What a row says of its step, in the order in which steps say it."""
        words = ", ".join(column.word for column in self.pelaksana.of(step.row.section) if column.word)
        who = Entry(_PELAKSANA, step.who.word, f"salah satu dari: {words}")
        others = (
            Entry(name, step.texts.get(name, ""), "ketik isinya")
            for name in dict.fromkeys((*step.texts, *sorted(step.unread)))
            if name != _KEGIATAN
        )
        no = (Entry(_NO, "", "id atau nomor langkah tujuan"),) if step.who.decides else ()
        return (Entry(_KEGIATAN, step.kegiatan, "tulis kegiatannya"), who, *no, *others)

    def called(self, row: TypedRow) -> str:
        """A new row by its place: ``Baris baru di Word sesudah langkah 4 (“Menyiapkan bahan”)``."""
        return f"Baris baru di Word {self.place_in_word(row)}"

    def place_in_word(self, row: TypedRow) -> str:
        """``sesudah langkah 4 (“Menyiapkan bahan”)``, by the numbers that were printed."""
        step, where = (row.above, "sesudah") if row.above else (row.below, "sebelum")
        kegiatan = short(" ".join(self.was(step, _KEGIATAN).split()), _QUOTED)
        return f"{where} {step_name(step)}" + (f" (“{kegiatan}”)" if kegiatan else "")


def _readable(text: str) -> str:
    """A text without what is none."""
    return printable("".join(letter for letter in text if not unreadable([letter])))


def _named(names: Sequence[str]) -> str:
    """Names as a sentence lists them."""
    return " dan ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)
