"""Where in today's source that stands which a document was made from, after items were added, moved or reworded."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from sopgen.layout.text.measurer import printable
from sopgen.pull.matching import Item, Match, match
from sopgen.source.document import MappingNode, Node, Plain, Scalar, SequenceNode, Source, SourcePath, plain

#: By what an item of a list is known: its id, and the first of these texts that it has.
_IDS = ("id", "ke")
_MAINS = ("kegiatan", "judul", "kelompok", "tanya", "teks", "tanggal", "sop", "nama", "pelaksana")
_SECTIONS, _STEPS = "bagian", "langkah"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value of the base stands today; no ``path`` when it is not found.

    Not ``certain`` means that it is likely there, but something else may be meant.
    """

    path: SourcePath | None
    certain: bool


NOWHERE = Place(None, certain=False)
_TOP = Place((), certain=True)


class Alignment:
    """Which value of ``today`` is which one of ``base``; both without blank entries."""

    def __init__(self, base: Source, today: Source) -> None:
        self.base = base
        self.today = today
        self._lists: dict[tuple[SourcePath, SourcePath], Mapping[int, Match]] = {}

    def place(self, path: SourcePath) -> Place:
        """Where the value at ``path`` of the base is now; a key that is not there is where its mapping is."""
        count = _step_length(path)
        if count:
            then, found = self._steps.get(path[:count], ((), NOWHERE))
        else:
            then, found = (), _TOP
        for part in path[count:]:
            if found.path is None:
                return NOWHERE
            if isinstance(part, str):
                then, found = (*then, part), replace(found, path=(*found.path, part))
            else:
                then, found = self._item(then, found, part)
        return found

    def _item(self, then: SourcePath, now: Place, index: int) -> tuple[SourcePath, Place]:
        """The item ``index`` of the base's list at ``then``: its path, and its place in today's list."""
        assert now.path is not None
        base, today = items(self.base, then), items(self.today, now.path)
        found = self._matches(then, now.path).get(index)
        if found is None:
            return then, NOWHERE
        return base[index].path, Place(today[found.index].path, found.certain and now.certain)

    def _matches(self, then: SourcePath, now: SourcePath) -> Mapping[int, Match]:
        """How the base's list at ``then`` and today's at ``now`` match."""
        key = (then, now)
        if key not in self._lists:
            self._lists[key] = match(items(self.base, then), items(self.today, now))
        return self._lists[key]

    @cached_property
    def _steps(self) -> Mapping[SourcePath, tuple[SourcePath, Place]]:
        """Path of each step by its numbers -> its path, and its place today, in another section too."""
        then, now = self._numbered(self.base), self._numbered(self.today)
        sections = self._matches((_SECTIONS,), (_SECTIONS,))
        groups = {index: found.index for index, found in sections.items() if found.certain}
        if not (items(self.base, (_SECTIONS,)) or items(self.today, (_SECTIONS,))):
            groups = {0: 0}  # one list then and now
        base = [replace(step, group=groups.get(step.group, -1 - step.group)) for step in then.values()]
        today = list(now.values())
        found_steps = match(base, today)
        places = (found_steps.get(index) for index in range(len(base)))
        return {
            path: (step.path, Place(today[place.index].path, place.certain) if place else NOWHERE)
            for (path, step), place in zip(then.items(), places, strict=True)
        }

    def _numbered(self, source: Source) -> dict[SourcePath, Item]:
        """Every step by its numbers, with the index of its section as group."""
        sections = [section.path for section in items(source, (_SECTIONS,))] or [()]
        return {
            ((_SECTIONS, number, _STEPS, index) if section else (_STEPS, index)): replace(step, group=number)
            for number, section in enumerate(sections)
            for index, step in enumerate(items(source, (*section, _STEPS)))
        }


def _step_length(path: SourcePath) -> int:
    """How many parts of a path say which step it is in; 0 when it is in none."""
    if path[:1] == (_STEPS,):
        return 2 if len(path) > 1 else 0
    return 4 if path[:1] == (_SECTIONS,) and path[2:3] == (_STEPS,) and len(path) > 3 else 0


def items(source: Source, path: SourcePath) -> tuple[Item, ...]:
    """The items of the list at ``path``; a single one may stand without a list."""
    return tuple(_item(node, at) for node, at in _nodes(source.node(path), path))


def _nodes(node: Node | None, path: SourcePath) -> Iterator[tuple[Node, SourcePath]]:
    if isinstance(node, SequenceNode):
        yield from ((item, (*path, index)) for index, item in enumerate(node.items))
    elif isinstance(node, MappingNode):
        yield node, (*path, 0)
    elif isinstance(node, Scalar) and not node.absent:
        yield node, path


def _item(node: Node, path: SourcePath) -> Item:
    """An item as it is compared."""
    said = plain(node)
    if not isinstance(said, dict):
        text = _one_line(said)
        return Item(path, text, words=frozenset(text.casefold().split()))
    texts = {key: _one_line(value) for key, value in said.items()}
    name = next((key for key in _IDS if texts.get(key)), "")
    main = next((key for key in _MAINS if texts.get(key)), "")
    others = tuple(text for key in sorted(said) if key not in (name, main) for text in _others(key, said[key]))
    return Item(path, texts.get(main, ""), texts.get(name, ""), others, _words(said, texts.get(main, "")))


def _others(key: str, value: Plain) -> Iterator[str]:
    """What an item says under a key, each entry of a list alone."""
    for each in value if isinstance(value, list) else [value]:
        if text := _one_line(each):
            yield f"{key}: {text}"


def _words(said: dict[str, Plain], main: str) -> frozenset[str]:
    """What an item has in common with those like it: words of its text, and a section its steps too."""
    steps = said.get(_STEPS)
    kegiatan = [step.get("kegiatan", "") for step in steps if isinstance(step, dict)] if isinstance(steps, list) else []
    return frozenset(main.casefold().split()) | frozenset(map(_one_line, kegiatan))


def _one_line(value: Plain) -> str:
    """A value as one text, blanks and line breaks as documents print them left out of account."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
    return " ".join(printable(text).split())
