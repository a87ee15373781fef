"""What text belongs to an item of a list or an entry of a mapping, where they stand below each other.

To it belong its own lines, the comment directly above it and comments further in below it; not the blank lines
around it, nor a comment that a blank line parts from it: that one speaks of a section and stays. A comment at the
top of the file is the file's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sopgen.edits.members.block import Block, Unit, is_blank, is_blank_or_comment
from sopgen.edits.places import colon_end, column, content_end, header, is_flow, line_start
from sopgen.edits.values import line_end
from sopgen.source.document import KeyValue, MappingNode, Node, Scalar, SequenceNode, Source, SourcePath
from sopgen.source.read import parse

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
_BEFORE_FIRST = re.compile(r"[ \t-]*\Z")


@dataclass(frozen=True, slots=True)
class Slot:
    """A value as typed, blank entries included, and where it stands.

    ``counted`` is the same value without blank entries, ``behind`` the offset behind its colon or dash (its start in a
    list in brackets), ``column`` that of its key or dash. ``bracketed``: it stands in brackets.
    """

    node: Node
    counted: Node
    behind: int = 0
    column: int = 0
    bracketed: bool = False
    item: bool = False


def whole_lines(source: Source) -> tuple[str, str]:
    """The text with a line end behind its last line, and that line end: the file's first."""
    end = line_end(source.text)
    return (source.text if source.text.endswith(("\n", "\r")) else source.text + end), end


def lines_of(text: str) -> list[str]:
    """The lines of a text (parted by LF, CRLF or CR), each with its end."""
    return _LINES.findall(text)


def slot(source: Source, path: SourcePath) -> Slot | None:
    """The value at ``path`` as typed, None where nothing stands there."""
    typed, _ = parse(source.raw, source.file, source.name)
    assert typed is not None
    found = Slot(typed.tree, source.tree)
    for part in path:
        below = _below(source, found, part)
        if below is None:
            return None
        found = below
    return found


def _below(source: Source, above: Slot, part: str | int) -> Slot | None:
    node, counted = above.node, above.counted
    if isinstance(node, MappingNode) and part == 0:  # the only entry of a list, typed without it
        return above
    bracketed = above.bracketed or is_flow(source, node)
    if isinstance(node, MappingNode) and isinstance(counted, MappingNode) and isinstance(part, str):
        if part not in node.entries:
            return None
        entry = node.entries[part]
        behind = colon_end(source, entry.key) or entry.key.end
        return Slot(entry.value, counted.entries[part].value, behind, column(source, entry.key.start), bracketed)
    if isinstance(node, SequenceNode) and isinstance(counted, SequenceNode) and isinstance(part, int):
        typed = typed_index(node, counted, part)
        if typed is None:
            return None
        item = node.items[typed]
        dashes = None if bracketed else starts(source, node)
        behind = dashes[typed] + 1 if dashes else item.start
        return Slot(item, counted.items[part], behind, column(source, node.start), bracketed, item=True)
    return None


def typed_index(node: SequenceNode, counted: SequenceNode, index: int) -> int | None:
    """Which of the items as typed is the one with ``index`` when blank entries do not count."""
    if not 0 <= index < len(counted.items):
        return None
    start = counted.items[index].start
    return next(at for at, item in enumerate(node.items) if item.start == start)


def entry_end(source: Source, entry: KeyValue) -> int:
    """Where a key and its value end."""
    behind = colon_end(source, entry.key) or entry.key.end
    absent = isinstance(entry.value, Scalar) and entry.value.absent
    return behind if absent else max(behind, content_end(source, entry.value))


def keeps(source: Source, node: Node) -> bool:
    """Whether blank lines below a value are part of it."""
    if isinstance(node, Scalar):
        return "+" in header(source.text, node)
    if is_flow(source, node):
        return False
    if isinstance(node, SequenceNode) and node.items:
        return keeps(source, node.items[-1])
    return isinstance(node, MappingNode) and bool(node.entries) and keeps(source, list(node.entries.values())[-1].value)


def starts(source: Source, node: SequenceNode | MappingNode) -> list[int] | None:
    """Where the dashes of a list or the keys of a mapping stand; None where a dash is not where it should be."""
    if isinstance(node, MappingNode):
        return [entry.key.start for entry in node.entries.values()]
    found, indent = [node.start], column(source, node.start)
    lines = lines_of(source.text)
    for item in node.items[:-1]:
        row = _row_below(source, content_end(source, item))
        while row < len(lines) and is_blank_or_comment(lines[row]):
            row += 1
        found.append(source.lines.starts[min(row, len(lines) - 1)] + indent)
    return found if all(source.text.startswith("-", at) for at in found) else None


def _row_below(source: Source, offset: int) -> int:
    """The index of the line after the one on which something ends; behind a line break that is the line there."""
    number = source.lines.number(offset)
    return number - 1 if source.text[:offset].endswith(("\n", "\r")) else number


# -- parting a text into the units of one list or mapping -------------------------------------------------------------


def block_of(source: Source, node: SequenceNode | MappingNode) -> Block | None:
    """The text around ``node``, which has items or entries; None where they are not written line by line."""
    places = starts(source, node)
    if places is None or not _in_lines(source, places):
        return None
    lines = lines_of(whole_lines(source)[0])
    rows = [source.lines.number(place) - 1 for place in places]
    below = [_row_below(source, end) for end in _ends(source, node)]
    if any(not is_blank_or_comment(line) for end, row in zip(below, rows[1:], strict=False) for line in lines[end:row]):
        return None  # a key written twice, of which the tree has only the first
    prefix = source.text[line_start(source, places[0]) : places[0]]
    lines[rows[0]] = " " * len(prefix) + lines[rows[0]][len(prefix) :]
    written = [
        _Written(row, end, _inner_column(source, child), keeps(source, child))
        for row, end, child in zip(rows, below, _children(node), strict=True)
    ]
    return _parted(lines, len(prefix), "" if is_blank(prefix) else prefix, written)


@dataclass(frozen=True, slots=True)
class _Written:
    """The lines of an item or entry, from its dash or key to the end of its value; ``inner`` is their column below."""

    row: int
    below: int
    inner: int | None
    keeps: bool


def _parted(lines: list[str], indent: int, prefix: str, written: Sequence[_Written]) -> Block:
    """The block whose units begin in column ``indent``, with comments given to the units that they belong to."""
    top = written[0].row if prefix else _top_of_comments(lines, written[0].row)
    gaps: list[tuple[str, ...]] = []
    units: list[Unit] = []
    start = top
    for index, each in enumerate(written):
        above = _comments_above(lines[start : each.row])
        if index == 0 and above == each.row - top and (top == 0 or lines[top - 1].startswith("---")):
            above = 0
        begin = each.row - above
        gaps.append(tuple(lines[start:begin]))
        limit = written[index + 1].row if index + 1 < len(written) else len(lines)
        start = each.below + _own_comments(lines[each.below : limit], indent, each.inner)
        units.append(Unit(tuple(lines[begin:start]), above, each.keeps))
    return Block(tuple(lines[:top]), prefix, indent, tuple(gaps), tuple(units), tuple(lines[start:]))


def _children(node: SequenceNode | MappingNode) -> list[Node]:
    return list(node.items) if isinstance(node, SequenceNode) else [entry.value for entry in node.entries.values()]


def _ends(source: Source, node: SequenceNode | MappingNode) -> list[int]:
    if isinstance(node, SequenceNode):
        return [content_end(source, item) for item in node.items]
    return [entry_end(source, entry) for entry in node.entries.values()]


def _in_lines(source: Source, places: list[int]) -> bool:
    """Whether all begin in one column, the first on its line aside from dashes, the others on theirs."""
    columns = {column(source, place) for place in places}
    before = [source.text[line_start(source, place) : place] for place in places]
    return len(columns) == 1 and _BEFORE_FIRST.match(before[0]) is not None and all(map(is_blank, before[1:]))


def _inner_column(source: Source, node: Node) -> int | None:
    """Where the units of a value begin that is itself written below each other."""
    if isinstance(node, MappingNode | SequenceNode) and not is_flow(source, node):
        return column(source, node.start)
    return None


def _top_of_comments(lines: list[str], row: int) -> int:
    """The first of the blank lines and comments above ``row``."""
    while row and is_blank_or_comment(lines[row - 1]):
        row -= 1
    return row


def _comments_above(lines: Sequence[str]) -> int:
    """How many comments stand at the end of ``lines`` without a blank line between."""
    return next((count for count, line in enumerate(reversed(lines)) if is_blank(line)), len(lines))


def _own_comments(lines: Sequence[str], indent: int, inner: int | None) -> int:
    """How many of the lines below a unit are its own: comments further in than it.

    Behind a blank line only those count that stand where the unit's own lines do (``inner``).
    """
    count, after_blank = 0, False
    for at, line in enumerate(lines):
        if is_blank(line):
            after_blank = True
            continue
        place = len(line) - len(line.lstrip(" \t"))
        inside = place > indent and (not after_blank or (inner is not None and place >= inner))
        if not is_blank_or_comment(line) or not inside:
            break
        count = at + 1
    return count
