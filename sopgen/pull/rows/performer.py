"""Who does a new step: what somebody put into the columns of pelaksana of its row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sopgen.flow.graph import SymbolKind
from sopgen.model.resolve.column_places import column_places
from sopgen.model.resolve.roster import roster_of
from sopgen.model.visible import visible
from sopgen.pull.changes import short
from sopgen.pull.document.edited import ColumnMark, Edited, TypedRow
from sopgen.pull.sources import Sources
from sopgen.render.docx.ids import path_of, tag_of

#: What people put into a column that does not apply, and an empty tick box.
_NOTHING = re.compile(r"[-–—_.…☐]*")
#: A sign that says "here": ``x``, ``v``, ``√``, ``●``, a ticked box.
_SIGN = re.compile(r"[xvo]|[^\w\s]{1,3}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of pelaksana: ``word`` is what a step of today's source calls it, ``names`` what else it is called."""

    word: str
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Performer:
    """Who does a new step, empty when that is not clear, and in an Indonesian clause from what it is known or why not.

    ``decides``: the symbol is a decision's. Three examples: ``("Karo PO", "lambang di kolomnya")``,
    ``("Karo PO", "tanda “x” di kolomnya")``, ``("", "pelaksananya tidak ditandai")``.
    """

    word: str
    reason: str
    decides: bool = False


def columns(section: str, sources: Sources, edited: Edited) -> tuple[Column, ...]:
    """The columns of the part whose steps' names begin with ``section``, as the document has them, left to right.

    What is no column any more has no word.
    """
    steps = path_of(f"{section}langkah")
    then = column_places(sources.base or sources.today, steps)
    now_steps = sources.place(steps).path or steps
    now = column_places(sources.today, now_steps)
    roster = roster_of(tuple(place.actor for place in now))
    words = {place.name: roster.full_name(index) for index, place in enumerate(now)}
    found = []
    for place in then:
        word = words.get(sources.place(place.name).path or (), "")
        typed = edited.texts.get(tag_of(place.name), ())
        names = {place.actor.name, word, *typed}
        names |= {f"{place.actor.group} / {place.actor.name}"} if place.actor.group else set()
        found.append(Column(word, frozenset(map(_key, filter(None, names)))))
    return tuple(found)


@dataclass
class Pelaksana:
    """The columns of pelaksana of each part of a document."""

    sources: Sources
    edited: Edited

    def __post_init__(self) -> None:
        self._columns: dict[str, tuple[Column, ...]] = {}

    def of(self, section: str) -> tuple[Column, ...]:
        """Those of the part whose steps' names begin with ``section``."""
        if section not in self._columns:
            self._columns[section] = columns(section, self.sources, self.edited)
        return self._columns[section]


def performer(row: TypedRow, there: Sequence[Column]) -> Performer:
    """Who does the step of a new row, of the pelaksana that are ``there``."""
    marks = [mark for mark in row.marks if mark.symbols or not _NOTHING.fullmatch(mark.text)]
    if not marks:
        if len(there) == 1 and there[0].word:
            return Performer(there[0].word, "satu-satunya pelaksana")
        return Performer("", "pelaksananya tidak ditandai")
    if len(marks) > 1:
        return Performer("", "lebih dari satu kolom pelaksana terisi")
    (mark,) = marks
    if mark.picked:
        return _picked(mark, there)
    if mark.text and not _SIGN.fullmatch(mark.text) and not _NOTHING.fullmatch(mark.text):
        return _named(mark, there)
    return _marked(mark, there)


def column_called(name: str, there: Sequence[Column]) -> Column | None:
    """The one column that is called so; None when there is none or several are."""
    meant = [column for column in there if _key(name) in column.names]
    return meant[0] if len(meant) == 1 else None


def _picked(mark: ColumnMark, there: Sequence[Column]) -> Performer:
    """Who is meant by a name picked in a symbol, wherever that stands."""
    column = column_called(mark.picked, there)
    if column is None or not column.word:
        return Performer("", f"“{short(mark.picked)}” di dalam lambang bukan nama pelaksana")
    return Performer(column.word, "dipilih di dalam lambangnya", SymbolKind.DECISION in mark.symbols)


def _named(mark: ColumnMark, there: Sequence[Column]) -> Performer:
    """Who is meant by a name that was typed."""
    meant = [index for index, column in enumerate(there) if _key(mark.text) in column.names]
    own = [index for index in meant if mark.first <= index <= mark.last]
    if len(own) == 1 and there[own[0]].word:
        return Performer(there[own[0]].word, "namanya tertulis di kolomnya")
    if not meant:
        return Performer("", f"“{short(mark.text)}” di kolom pelaksana bukan nama pelaksana")
    return Performer("", f"“{short(mark.text)}” tertulis di kolom pelaksana lain")


def _marked(mark: ColumnMark, there: Sequence[Column]) -> Performer:
    """Who is meant by a symbol or a sign."""
    what = "lambang" if mark.symbols else f"tanda “{mark.text}”"
    if mark.first != mark.last:
        return Performer("", f"{what} menempati beberapa kolom pelaksana")
    if mark.first >= len(there) or not there[mark.first].word:
        return Performer("", f"kolom pelaksana dengan {what} tidak ada lagi di berkas sumber")
    return Performer(there[mark.first].word, f"{what} di kolomnya", SymbolKind.DECISION in mark.symbols)


def _key(name: str) -> str:
    return visible(name).casefold()
