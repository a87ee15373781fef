"""What text belongs to an item of a list or an entry of a mapping, where they stand below each other.

To it belong its own lines, the comment directly above it and comments further in below it; not the blank lines
around it, nor a comment that a blank line parts from it: that one speaks of a section and stays. A comment at the
top of the file is the file's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sopgen.edits.block import Block, Unit, is_blank, is_blank_or_comment
from sopgen.edits.values import line_end
from sopgen.source.document import KeyValue, Lines, MappingNode, Node, Scalar, SequenceNode, Source, SourcePath
from sopgen.source.read import parse

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
_BREAK = re.compile(r"\r\n|\n|\r")
_COLON = re.compile(r"\s*:")
_BEFORE_FIRST = re.compile(r"[ \t-]*\Z")
_BLOCK = frozenset("|>")
_BLANKS = " \t\r\n"


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
        below = _below(source.text, found, part)
        if below is None:
            return None
        found = below
    return found


def _below(text: str, above: Slot, part: str | int) -> Slot | None:
    node, counted = above.node, above.counted
    bracketed = above.bracketed or in_brackets(text, node)
    if isinstance(node, MappingNode) and isinstance(counted, MappingNode) and isinstance(part, str):
        if part not in node.entries:
            return None
        entry = node.entries[part]
        behind = colon_end(text, entry.key) or entry.key.end
        return Slot(entry.value, counted.entries[part].value, behind, column_of(text, entry.key.start), bracketed)
    if isinstance(node, SequenceNode) and isinstance(counted, SequenceNode) and isinstance(part, int):
        typed = typed_index(node, counted, part)
        if typed is None:
            return None
        item = node.items[typed]
        dashes = None if bracketed else starts(text, node)
        behind = dashes[typed] + 1 if dashes else item.start
        return Slot(item, counted.items[part], behind, column_of(text, node.start), bracketed, item=True)
    return None


def typed_index(node: SequenceNode, counted: SequenceNode, index: int) -> int | None:
    """Which of the items as typed is the one with ``index`` when blank entries do not count."""
    if not 0 <= index < len(counted.items):
        return None
    start = counted.items[index].start
    return next(at for at, item in enumerate(node.items) if item.start == start)


def in_brackets(text: str, node: Node) -> bool:
    """Whether a value is a list or a mapping in brackets."""
    return isinstance(node, MappingNode | SequenceNode) and text.startswith(("[", "{"), node.start)


def colon_end(text: str, key: Scalar) -> int | None:
    """The offset behind a key's colon, None where none follows it."""
    found = _COLON.match(text, key.end)
    return found.end() if found else None


def content_end(text: str, node: Node) -> int:
    """Where a value's last character stands: neither a comment behind it nor blank lines below, unless they count."""
    if isinstance(node, Scalar) and node.style in _BLOCK and not keeps(text, node):
        return node.start + len(text[node.start : node.end].rstrip(_BLANKS))
    if isinstance(node, SequenceNode) and node.items and not in_brackets(text, node):
        return content_end(text, node.items[-1])
    if isinstance(node, MappingNode) and node.entries and not in_brackets(text, node):
        return entry_end(text, list(node.entries.values())[-1])
    return node.end


def entry_end(text: str, entry: KeyValue) -> int:
    """Where a key and its value end."""
    behind = colon_end(text, entry.key) or entry.key.end
    absent = isinstance(entry.value, Scalar) and entry.value.absent
    return behind if absent else max(behind, content_end(text, entry.value))


def keeps(text: str, node: Node) -> bool:
    """Whether blank lines below a value are part of it."""
    if isinstance(node, Scalar):
        return node.style in _BLOCK and "+" in _BREAK.split(text[node.start : node.end], maxsplit=1)[0].split("#")[0]
    if in_brackets(text, node):
        return False
    if isinstance(node, SequenceNode) and node.items:
        return keeps(text, node.items[-1])
    return isinstance(node, MappingNode) and bool(node.entries) and keeps(text, list(node.entries.values())[-1].value)


def column_of(text: str, offset: int) -> int:
    """How many characters stand before ``offset`` on its line."""
    return offset - line_start(text, offset)


def line_start(text: str, offset: int) -> int:
    """Where the line that holds ``offset`` begins."""
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def starts(text: str, node: SequenceNode | MappingNode) -> list[int] | None:
    """Where the dashes of a list or the keys of a mapping stand; None where they are not written below each other."""
    if isinstance(node, MappingNode):
        return [entry.key.start for entry in node.entries.values()]
    column = column_of(text, node.start)
    found = [node.start]
    for item in node.items[:-1]:
        at = _line_below(text, content_end(text, item))
        while at < len(text) and is_blank_or_comment(_line_at(text, at)):
            at += len(_line_at(text, at))
        found.append(at + column)
    return found if all(text.startswith("-", at) for at in found) else None


def _line_below(text: str, offset: int) -> int:
    """Where the line after the one that ``offset`` stands on begins; ``offset`` itself behind a line end."""
    if text[:offset].endswith(("\n", "\r")):
        return offset
    return offset + len(_line_at(text, offset))


def _line_at(text: str, offset: int) -> str:
    found = _LINES.match(text, offset)
    return found[0] if found else ""


# -- parting a text into the units of one list or mapping -------------------------------------------------------------


def block_of(text: str, node: SequenceNode | MappingNode) -> Block | None:
    """The text around ``node``, which has items or entries; None where they are not written line by line."""
    places = starts(text, node)
    ends = _ends(text, node)
    if places is None or not _in_lines(text, places):
        return None
    column = column_of(text, places[0])
    prefix = text[line_start(text, places[0]) : places[0]]
    lines, numbers = lines_of(text), Lines(text)
    rows = [numbers.number(place) - 1 for place in places]
    below = [numbers.number(_line_below(text, end)) - 1 for end in ends]
    if any(not is_blank_or_comment(line) for end, row in zip(below, rows[1:], strict=False) for line in lines[end:row]):
        return None  # a key written twice, of which the tree has only the first
    lines[rows[0]] = " " * len(prefix) + lines[rows[0]][len(prefix) :]
    inner = [_inner_column(text, child) for child in _children(node)]
    return _parted(lines, column, "" if is_blank(prefix) else prefix, rows, below, inner, _keeping(text, node))


def _parted(
    lines: list[str],
    column: int,
    prefix: str,
    rows: list[int],
    below: list[int],
    inner: list[int | None],
    keeping: list[bool],
) -> Block:
    """The block whose units begin in ``rows`` and whose values end above the lines ``below``."""
    top = rows[0] if prefix else _top_of_comments(lines, rows[0])
    above = 0 if prefix or top == 0 or lines[top - 1].startswith("---") else _comments_above(lines[top : rows[0]])
    gaps: list[tuple[str, ...]] = []
    units: list[Unit] = []
    start, begin = top, rows[0] - above
    for index, row in enumerate(rows):
        if index:
            above = _comments_above(lines[start:row])
            begin = row - above
        gaps.append(tuple(lines[start:begin]))
        limit = rows[index + 1] if index + 1 < len(rows) else len(lines)
        end = below[index] + _own_comments(lines[below[index] : limit], column, inner[index])
        units.append(Unit(tuple(lines[begin:end]), above, keeping[index]))
        start = end
    return Block(tuple(lines[:top]), prefix, column, tuple(gaps), tuple(units), tuple(lines[start:]))


def _children(node: SequenceNode | MappingNode) -> list[Node]:
    return list(node.items) if isinstance(node, SequenceNode) else [entry.value for entry in node.entries.values()]


def _keeping(text: str, node: SequenceNode | MappingNode) -> list[bool]:
    return [keeps(text, child) for child in _children(node)]


def _ends(text: str, node: SequenceNode | MappingNode) -> list[int]:
    if isinstance(node, SequenceNode):
        return [content_end(text, item) for item in node.items]
    return [entry_end(text, entry) for entry in node.entries.values()]


def _in_lines(text: str, places: list[int]) -> bool:
    """Whether all begin in one column, the first on its line aside from dashes, the others on theirs."""
    columns = {column_of(text, place) for place in places}
    before = [text[line_start(text, place) : place] for place in places]
    return len(columns) == 1 and _BEFORE_FIRST.match(before[0]) is not None and all(map(is_blank, before[1:]))


def _inner_column(text: str, node: Node) -> int | None:
    """Where the units of a value begin that is itself written below each other."""
    if isinstance(node, MappingNode | SequenceNode) and not in_brackets(text, node):
        return column_of(text, node.start)
    return None


def _top_of_comments(lines: list[str], row: int) -> int:
    """The first of the blank lines and comments above ``row``."""
    while row and is_blank_or_comment(lines[row - 1]):
        row -= 1
    return row


def _comments_above(lines: Sequence[str]) -> int:
    """How many comments stand at the end of ``lines`` without a blank line between."""
    return next((count for count, line in enumerate(reversed(lines)) if is_blank(line)), len(lines))


def _own_comments(lines: Sequence[str], column: int, inner: int | None) -> int:
    """How many of the lines below a unit are its own: comments further in than it.

    Behind a blank line only those count that stand where the unit's own lines do (``inner``).
    """
    count, after_blank = 0, False
    for at, line in enumerate(lines):
        if is_blank(line):
            after_blank = True
            continue
        indent = len(line) - len(line.lstrip(" \t"))
        inside = indent > column and (not after_blank or (inner is not None and indent >= inner))
        if not is_blank_or_comment(line) or not inside:
            break
        count = at + 1
    return count
