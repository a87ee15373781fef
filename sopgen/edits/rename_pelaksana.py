"""A renamed pelaksana, or group of them: every word in the steps that means it.

What the new name would make doubtful, because another column has it already, is not made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sopgen.edits.steps import step_lists, symbols, texts
from sopgen.findings import UserError
from sopgen.model.resolve.column_places import ColumnPlace, column_places
from sopgen.model.resolve.roster import Roster, roster_of
from sopgen.model.sop import Actor
from sopgen.model.visible import visible
from sopgen.source.document import Source, SourcePath

#: A name in the list of pelaksana, and a group in it.
_NAME = re.compile(r"(?:bagian/\d+/)?pelaksana/(?:\d+/)?(?:\d+|anggota/\d+|kelompok)$")
_WORDS = ("pelaksana", "mulai", "selesai")
_JOINT = " / "


class NameTakenError(UserError):
    """Something else has the new name already; the message is an Indonesian clause."""


def is_pelaksana(path: SourcePath) -> bool:
    """Whether a name or a group in a Pelaksana header stands at ``path``."""
    return _NAME.match("/".join(map(str, path))) is not None


def references(source: Source, path: SourcePath, new: str) -> tuple[tuple[SourcePath, str], ...]:
    """Path and new text of every word in the steps that means the column or group named at ``path``.

    Raises NameTakenError when ``new`` would not tell the columns apart.
    """
    found: list[tuple[SourcePath, str]] = []
    for steps in step_lists(source):
        places = column_places(source, steps)
        if not any(path in (place.name, place.group) for place in places):
            continue
        after = tuple(replace(place, actor=_renamed(place, path, new)) for place in places)
        _check(places, after, path)
        renaming = _Renaming(path, places, after, _roster(places), _roster(after))
        for at, typed in _words(source, steps):
            text = renaming.text(typed) if "pelaksana" in at[-2:] else renaming.word(typed)
            if text != typed:
                found.append((at, text))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Renaming:
    """One table's columns before and after what is named at ``path`` gets another name."""

    path: SourcePath
    before: tuple[ColumnPlace, ...]
    after: tuple[ColumnPlace, ...]
    old: Roster
    new: Roster

    def text(self, typed: str) -> str:
        """Who does a step, as it must read now: one name, or several in one text."""
        text, places = visible(typed), self.old.listed_places(typed)
        if not places:
            return self.word(typed)
        words = [self.word(text[start:end]) for start, end in places]
        for (start, end), word in reversed([*zip(places, words, strict=True)]):
            text = f"{text[:start]}{word}{text[end:]}"
        if self.new.listed(text) != tuple(map(visible, words)):
            raise _unclear(typed)
        return text if text != visible(typed) else typed

    def word(self, word: str) -> str:
        """A word that may mean a column, as it must read now."""
        columns = self.old.columns(word)
        if len(columns) == 1 and self.path in (self.before[columns[0]].name, self.before[columns[0]].group):
            return _reworded(word, self.before[columns[0]], self.after[columns[0]].actor, self.new)
        if columns and self.new.columns(word) != columns:
            raise _unclear(word)
        return word


def _unclear(word: str) -> NameTakenError:
    return NameTakenError(f"“{word}” pada langkah lain tidak lagi jelas maksudnya")


def _renamed(place: ColumnPlace, path: SourcePath, new: str) -> Actor:
    if place.name == path:
        return replace(place.actor, name=new)
    return replace(place.actor, group=new) if place.group == path else place.actor


def _roster(places: tuple[ColumnPlace, ...]) -> Roster:
    return roster_of(tuple(place.actor for place in places))


def _check(before: tuple[ColumnPlace, ...], after: tuple[ColumnPlace, ...], path: SourcePath) -> None:
    """Raise NameTakenError when a renamed column is called as another one is."""
    for old, new in zip(before, after, strict=True):
        twins = [place for place in before if place is not old and visible(place.actor.name) == visible(new.actor.name)]
        if old.name == path and any(place.actor.group == old.actor.group for place in twins):
            raise NameTakenError(f"nama “{new.actor.name}” sudah dipakai kolom lain")
    groups = {visible(place.actor.group) for place in before if place.group not in (None, path) and place.actor.group}
    for new in after:
        if new.group == path and new.actor.group and visible(new.actor.group) in groups:
            raise NameTakenError(f"nama “{new.actor.group}” sudah dipakai kelompok lain")


def _reworded(word: str, place: ColumnPlace, actor: Actor, roster: Roster) -> str:
    """``word``, which means the column at ``place``, as it must read when that is called ``actor``."""
    bare = visible(word) == visible(place.actor.name)
    text = actor.name if bare or actor.group is None else f"{actor.group}{_JOINT}{actor.name}"
    return roster.full_name(roster.actors.index(actor)) if len(roster.columns(text)) != 1 else text


def _words(source: Source, steps: SourcePath) -> Iterator[tuple[SourcePath, str]]:
    """Path and text of every word that may mean a column, in the steps at ``steps``."""
    for symbol in symbols(source, steps):
        for key in _WORDS:
            yield from texts(source, (*symbol, key))
