"""Where the names in a table's Pelaksana header stand in the source: what a renamed header is a change of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sopgen.model.sop import Actor
from sopgen.model.visible import visible
from sopgen.source.document import MappingNode, Node, Scalar, SequenceNode, Source, SourcePath

_LIST, _GROUP, _MEMBERS = "pelaksana", "kelompok", "anggota"


@dataclass(frozen=True, slots=True)
class ColumnPlace:
    """One Pelaksana column as the source has it: its words, and the paths of its name and of its group's (or None)."""

    actor: Actor
    name: SourcePath
    group: SourcePath | None = None


def list_path(source: Source, steps: SourcePath) -> SourcePath:
    """The path of the list of pelaksana for the steps at ``steps``: the section's own list, or the SOP's."""
    own = (*steps[:-1], _LIST)
    return own if source.node(own) is not None else (_LIST,)


def column_places(source: Source, steps: SourcePath) -> tuple[ColumnPlace, ...]:
    """The columns of the table whose steps stand at ``steps``, left to right."""
    path = list_path(source, steps)
    return tuple(place for item, at in _items(source.node(path), path) for place in _columns(item, at))


def _columns(item: Node, path: SourcePath) -> Iterator[ColumnPlace]:
    """A list's entry: one column, or a group with several."""
    if isinstance(item, Scalar) and visible(item.text):
        yield ColumnPlace(Actor(item.text.strip()), path)
    elif isinstance(item, MappingNode) and _GROUP in item.entries and _MEMBERS in item.entries:
        group = item.entries[_GROUP].value
        members = (*path, _MEMBERS)
        for name, at in _items(item.entries[_MEMBERS].value, members):
            if isinstance(group, Scalar) and isinstance(name, Scalar) and visible(name.text):
                yield ColumnPlace(Actor(name.text.strip(), group.text.strip()), at, (*path, _GROUP))


def _items(node: Node | None, path: SourcePath) -> Iterator[tuple[Node, SourcePath]]:
    """The entries of a list with their paths; a single entry may stand without a list."""
    if isinstance(node, SequenceNode):
        yield from ((item, (*path, index)) for index, item in enumerate(node.items))
    elif isinstance(node, Scalar | MappingNode):
        yield node, (*path, 0)
