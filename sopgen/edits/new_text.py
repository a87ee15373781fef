"""New items and entries as lines, in the style of their neighbours; values where nothing or a single text stood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sopgen.edits.block import Unit
from sopgen.edits.extents import Slot, column_of, content_end, in_brackets, lines_of, starts, whole_lines
from sopgen.edits.values import STEP, block_lines, entry_lines, flow_text, line_end
from sopgen.source.document import MappingNode, Node, Plain, Scalar, SequenceNode, Source

_REST = re.compile(r"[^\r\n]*")
_BREAKS = "\r\n"


def item_unit(source: Source, node: SequenceNode, value: Plain, column: int) -> Iterator[Unit]:
    """A new item of a list whose dashes stand in ``column``, in one way after the other."""
    neighbours = [item for item in node.items if isinstance(item, MappingNode | SequenceNode)]
    on_one_line = _ended(source, [f"{' ' * column}- {flow_text(value)}"])
    if neighbours and not isinstance(value, str) and all(in_brackets(source.text, item) for item in neighbours):
        yield Unit(on_one_line)
    gap = _gap(source.text, node)
    if isinstance(value, dict) and value:
        yield Unit(_ended(source, _dashed(_like(source.text, neighbours, value, column + 1 + gap), column, gap)))
    yield Unit(_ended(source, _item(value, column, gap)))
    yield Unit(on_one_line)


def entry_unit(source: Source, key: str, value: Plain, column: int) -> Iterator[Unit]:
    """A new entry of a mapping whose keys stand in ``column``, in one way after the other."""
    margin = " " * column
    if isinstance(value, list) and value:
        yield Unit(_ended(source, [f"{margin}{flow_text(key)}:", *_listed(source, value, column)]))
    first, *others = entry_lines(key, value, column)
    yield Unit(_ended(source, [margin + first, *others]))
    yield Unit(_ended(source, [f"{margin}{flow_text(key)}: {flow_text(value)}"]))


def filled(source: Source, place: Slot, value: Plain) -> Iterator[str]:
    """The whole text with ``value`` behind a colon or a dash, where nothing stands, ``[]``, ``{}`` or one text."""
    text, end = whole_lines(source)
    node, behind = place.node, place.behind
    until = behind if _absent(node) else content_end(text, node)
    if not isinstance(node, Scalar) and "#" in text[node.start : until]:
        return  # a comment between the brackets
    between = "" if _absent(node) else text[behind : node.start].rstrip()
    if value and not place.bracketed and "#" not in between:
        rest, below = _rest(text, until)
        lines = _below(source, place, value)
        if isinstance(value, str) or (place.item and not rest.strip()):
            yield f"{text[:behind]} {lines[0].lstrip(' ')}{rest}{end}{''.join(_ended(source, lines[1:]))}{below}"
        else:
            yield f"{text[:behind]}{rest}{end}{''.join(_ended(source, lines))}{below}"
    colon = "" if place.item or text[:behind].endswith(":") else ":"
    blank = "" if place.item and place.bracketed else " "
    yield f"{text[:behind]}{colon}{blank}{flow_text(value)}{between}{text[until:]}"


def listed_text(source: Source, place: Slot, value: Plain, first: bool) -> Iterator[str]:
    """The whole text with the one text at ``place`` as a list of two, of which ``value`` is the other."""
    text, end = whole_lines(source)
    node, behind = place.node, place.behind
    assert isinstance(node, Scalar)
    until = content_end(text, node)
    typed = text[node.start : until]
    if not place.bracketed and not place.item:
        inset, gap = _list_style(source)
        rest, below = _rest(text, until)
        shifted = lines_of(typed + rest)
        further = " " * (inset + 1 + gap)
        shifted = [line.rstrip(_BREAKS) for line in shifted]
        shifted = [further + line if at and line.strip() else line for at, line in enumerate(shifted)]
        items = [_dashed(shifted, place.column + inset, gap), _item(value, place.column + inset, gap)]
        lines = [line for item in (reversed(items) if first else items) for line in item]
        comments = text[behind : node.start].rstrip(" ").rstrip(_BREAKS)
        yield f"{text[:behind]}{comments if '#' in comments else ''}{end}{''.join(_ended(source, lines))}{below}"
    for old in (typed, flow_text(node.text)):
        both = [flow_text(value), old] if first else [old, flow_text(value)]
        yield f"{text[: node.start]}[{', '.join(both)}]{text[until:]}"


def _absent(node: Node) -> bool:
    return isinstance(node, Scalar) and node.absent


def _ended(source: Source, lines: Sequence[str]) -> tuple[str, ...]:
    end = line_end(source.text)
    return tuple(line + end for line in lines)


def _rest(text: str, until: int) -> tuple[str, str]:
    """What stands on the line of ``until`` behind it, and everything below that line."""
    if text[:until].endswith(("\n", "\r")):
        return "", text[until:]
    found = _REST.match(text, until)
    after = found.end() if found else until
    step = 2 if text.startswith("\r\n", after) else 1
    return text[until:after], text[after + step :]


def _below(source: Source, place: Slot, value: Plain) -> list[str]:
    """The lines of a value that is to stand behind the colon or the dash of a place, or below it."""
    if isinstance(value, list) and not place.item:
        return _listed(source, value, place.column)
    column = place.column + STEP
    first, *others = block_lines(value, column)
    return [" " * column + first, *others]


def _listed(source: Source, items: Sequence[Plain], column: int) -> list[str]:
    """The lines of a list below a key in ``column``, as the file's other lists stand below theirs."""
    inset, gap = _list_style(source)
    return [line for item in items for line in _item(item, column + inset, gap)]


def _item(value: Plain, column: int, gap: int) -> list[str]:
    return _dashed(block_lines(value, column + 1 + gap), column, gap)


def _dashed(lines: Sequence[str], column: int, gap: int) -> list[str]:
    return [f"{' ' * column}-{' ' * gap}{lines[0]}", *lines[1:]]


def _like(text: str, neighbours: Sequence[Node], value: dict[str, Plain], column: int) -> list[str]:
    """The lines of a mapping, with those values in brackets that are so in every neighbour that has them."""
    lines: list[str] = []
    for key, below in value.items():
        others = [
            item.entries[key].value for item in neighbours if isinstance(item, MappingNode) and key in item.entries
        ]
        if below and not isinstance(below, str) and others and all(in_brackets(text, other) for other in others):
            entry = [f"{flow_text(key)}: {flow_text(below)}"]
        else:
            entry = entry_lines(key, below, column)
        lines += [" " * column + entry[0] if lines else entry[0], *entry[1:]]
    return lines


def _gap(text: str, node: SequenceNode) -> int:
    """How many blanks stand behind the dashes of a list."""
    for dash, item in zip(starts(text, node) or (), node.items, strict=False):
        between = text[dash + 1 : item.start]
        if between and not between.strip(" "):
            return len(between)
    return 1


def _list_style(source: Source) -> tuple[int, int]:
    """How far in from their keys the dashes of the file's first list stand, and how many blanks stand behind them."""
    waiting: list[MappingNode] = [source.tree]
    while waiting:
        mapping = waiting.pop(0)
        for entry in mapping.entries.values():
            value = entry.value
            if isinstance(value, MappingNode):
                waiting.append(value)
            elif isinstance(value, SequenceNode) and value.items and not in_brackets(source.text, value):
                inset = column_of(source.text, value.start) - column_of(source.text, entry.key.start)
                return inset, _gap(source.text, value)
    return STEP, 1
