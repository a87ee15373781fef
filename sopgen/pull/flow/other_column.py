"""A symbol in another column, as a change of who does its step in today's source, and why that may be in doubt."""

from __future__ import annotations

from dataclasses import dataclass

from sopgen.edits.steps import step_at, texts
from sopgen.model.resolve.column_places import column_places
from sopgen.model.resolve.roster import Roster, roster_of
from sopgen.pull.changes import Change
from sopgen.pull.sources import Sources
from sopgen.render.docx.ids import tag_of
from sopgen.source.document import Source, SourcePath

KEY = "pelaksana"
_CHECK = f"periksa “{KEY}”"


@dataclass(frozen=True, slots=True)
class Moved:
    """What to write, None where that cannot be told; ``reason`` is why to ask first, empty where it is certain."""

    change: Change | None
    reason: str = ""


def moved(sources: Sources, symbol: SourcePath, old: SourcePath, new: SourcePath) -> Moved | None:
    """What becomes of the base's ``symbol`` that went from the column named at ``old`` to that at ``new``.

    None when today's source says so already.
    """
    base = sources.base
    if base is None:
        return Moved(None, f"sumber di dalam dokumen itu tidak terbaca, {_CHECK}")
    then = _Columns.of(base, symbol)
    typed = list(texts(base, (*symbol, KEY)))
    named = [at for at, text in typed if then.column(text) == then.number(old) is not None]
    if len(named) != 1:
        return Moved(None, f"langkah itu dikerjakan beberapa pelaksana, {_CHECK}")
    place, header = sources.place(named[0]), sources.place(new)
    if place.path is None or header.path is None:
        return Moved(None, f"kolom itu tidak ditemukan lagi di berkas sumber, {_CHECK}")
    now = _Columns.of(sources.today, place.path)
    column, written = now.number(header.path), sources.now(place.path)
    if column is None:
        return Moved(None, f"kolom itu tidak ditemukan lagi di berkas sumber, {_CHECK}")
    if now.column(written) == column:
        return None
    change = Change(tag_of(named[0]), place.path, written, now.roster.full_name(column))
    before = sources.place(old).path
    if before is None or now.column(written) != now.number(before):
        return Moved(change, f"pelaksananya berubah juga di berkas sumber, {_CHECK}")
    if not (place.certain and header.certain):
        return Moved(change, f"tempatnya di berkas sumber tidak pasti lagi, {_CHECK}")
    return Moved(change, f"langkah itu dikerjakan beberapa pelaksana, {_CHECK}" if len(typed) > 1 else "")


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a step's table: where their names stand, and what means them."""

    names: tuple[SourcePath, ...]
    roster: Roster

    @classmethod
    def of(cls, source: Source, path: SourcePath) -> _Columns:
        step = step_at(source, path)
        places = column_places(source, step[:-1]) if step else ()
        return cls(tuple(place.name for place in places), roster_of(tuple(place.actor for place in places)))

    def number(self, path: SourcePath) -> int | None:
        """The column whose name stands at ``path``."""
        return self.names.index(path) if path in self.names else None

    def column(self, word: str) -> int | None:
        """The one column that a word means."""
        found = self.roster.columns(word)
        return found[0] if len(found) == 1 else None
