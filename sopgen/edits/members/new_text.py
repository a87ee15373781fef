"""New items and entries as lines, in the style of their neighbours; values where nothing or a single text stood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sopgen.edits.members.block import Unit
from sopgen.edits.members.extents import Slot, lines_of, starts, whole_lines
from sopgen.edits.places import column, content_end, is_flow
from sopgen.edits.values import STEP, block_lines, entry_lines, flow_text, line_end
from sopgen.source.document import MappingNode, Node, Plain, Scalar, SequenceNode, Source, plain

_REST = re.compile(r"[^\r\n]*")
_BREAKS = "\r\n"


def item_unit(source: Source, node: SequenceNode, value: Plain, indent: int) -> Iterator[Unit]:
    """A new item of a list whose dashes stand in column ``indent``, in one way after the other."""
    neighbours = [item for item in node.items if isinstance(item, MappingNode | SequenceNode)]
    on_one_line = _ended(source, [f"{' ' * indent}- {flow_text(value)}"])
    if neighbours and not isinstance(value, str) and all(is_flow(source, item) for item in neighbours):
        yield Unit(on_one_line)
    gap = _gap(source, node)
    if isinstance(value, dict) and value:
        yield Unit(_ended(source, _dashed(_like(source, neighbours, value, indent + 1 + gap), indent, gap)))
    yield Unit(_ended(source, _item(value, indent, gap)))
    yield Unit(on_one_line)


def entry_unit(source: Source, key: str, value: Plain, indent: int) -> Iterator[Unit]:
    """A new entry of a mapping whose keys stand in column ``indent``, in one way after the other."""
    margin = " " * indent
    if isinstance(value, list) and value:
        yield Unit(_ended(source, [f"{margin}{flow_text(key)}:", *_listed(source, value, indent)]))
    first, *others = entry_lines(key, value, indent)
    yield Unit(_ended(source, [margin + first, *others]))
    yield Unit(_ended(source, [f"{margin}{flow_text(key)}: {flow_text(value)}"]))


def filled(source: Source, place: Slot, value: Plain) -> Iterator[str]:
    """The whole text with ``value`` behind a colon or a dash, where nothing stands, ``[]``, ``{}`` or one text."""
    text, end = whole_lines(source)
    node, behind = place.node, place.behind
    until = behind if _absent(node) else _line_content_end(source, node)
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


def listed_value(source: Source, place: Slot, value: Plain, first: bool) -> Iterator[str]:
    """The whole text with the text or mapping at ``place`` as a list of two, of which ``value`` is the other."""
    text, end = whole_lines(source)
    node, behind = place.node, place.behind
    until = content_end(source, node)
    typed = text[node.start : until]
    if not place.bracketed and not place.item:
        inset, gap = _list_style(source)
        rest, below = _rest(text, until)
        lines = [line.rstrip(_BREAKS) for line in lines_of(typed + rest)]
        begin = column(source, node.start) if isinstance(node, MappingNode) else None
        lines = _further_in(lines, place.column + inset + 1 + gap, begin)
        items = [_dashed(lines, place.column + inset, gap), _item(value, place.column + inset, gap)]
        lines = [line for item in (reversed(items) if first else items) for line in item]
        comments = text[behind : node.start].rstrip(" ").rstrip(_BREAKS)
        yield f"{text[:behind]}{comments if '#' in comments else ''}{end}{''.join(_ended(source, lines))}{below}"
    for old in (typed, flow_text(plain(node))):
        both = [flow_text(value), old] if first else [old, flow_text(value)]
        yield f"{text[: node.start]}[{', '.join(both)}]{text[_line_content_end(source, node) :]}"


def _further_in(lines: Sequence[str], indent: int, begin: int | None) -> list[str]:
    """The lines of a value, all but the first moved in alike until they begin in column ``indent`` or behind it.

    ``begin`` is the column in which the first one stands, if the others have to keep their distance from it.
    """
    if begin is None:
        begin = min((len(line) - len(line.lstrip(" ")) for line in lines[1:] if line.strip(" ")), default=indent)
    margin = " " * max(0, indent - begin)
    return [lines[0], *(margin + line if line.strip(" ") else line for line in lines[1:])]


def _line_content_end(source: Source, node: Node) -> int:
    """Where a value ends, without the line breaks that a block text keeps."""
    end = content_end(source, node)
    return node.start + len(source.text[node.start : end].rstrip(" " + _BREAKS))


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
    indent = place.column + STEP
    first, *others = block_lines(value, indent)
    return [" " * indent + first, *others]


def _listed(source: Source, items: Sequence[Plain], indent: int) -> list[str]:
    """The lines of a list below a key, as the file's other lists stand below theirs."""
    inset, gap = _list_style(source)
    return [line for item in items for line in _item(item, indent + inset, gap)]


def _item(value: Plain, indent: int, gap: int) -> list[str]:
    return _dashed(block_lines(value, indent + 1 + gap), indent, gap)


def _dashed(lines: Sequence[str], indent: int, gap: int) -> list[str]:
    return [f"{' ' * indent}-{' ' * gap}{lines[0]}", *lines[1:]]


def _like(source: Source, neighbours: Sequence[Node], value: dict[str, Plain], indent: int) -> list[str]:
    """The lines of a mapping, with those values in brackets that are so in every neighbour that has them."""
    lines: list[str] = []
    for key, below in value.items():
        others = [
            item.entries[key].value for item in neighbours if isinstance(item, MappingNode) and key in item.entries
        ]
        if below and not isinstance(below, str) and others and all(is_flow(source, other) for other in others):
            entry = [f"{flow_text(key)}: {flow_text(below)}"]
        else:
            entry = entry_lines(key, below, indent)
        lines += [" " * indent + entry[0] if lines else entry[0], *entry[1:]]
    return lines


def _gap(source: Source, node: SequenceNode) -> int:
    """How many blanks stand behind the dashes of a list."""
    for dash, item in zip(starts(source, node) or (), node.items, strict=False):
        between = source.text[dash + 1 : item.start]
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
            elif isinstance(value, SequenceNode) and value.items and not is_flow(source, value):
                inset = column(source, value.start) - column(source, entry.key.start)
                return inset, _gap(source, value)
    return STEP, 1
