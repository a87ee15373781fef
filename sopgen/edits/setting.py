"""A value set: a text for another, a list or mapping in place of what stood there, a key that was not there."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sopgen.edits.meant import cleaned
from sopgen.edits.operations import Insert, Set
from sopgen.edits.placement import insert_candidates
from sopgen.edits.places import (
    BLOCK_STYLES,
    colon_end,
    column,
    content_end,
    header,
    in_flow,
    is_flow,
    line_stop,
)
from sopgen.edits.scalars import scalar_candidates
from sopgen.edits.values import STEP, block_lines, flow_text, line_end
from sopgen.source.document import KeyValue, MappingNode, Node, Plain, Scalar, Source, SourcePath

_LONGEST_LINE = 120


def set_candidates(source: Source, operation: Set) -> Iterator[str]:
    """The whole file's text with the value set, in one way after the other, the most faithful first."""
    path, value = operation.path, cleaned(operation.value)
    if isinstance(source.node(path[:-1]), Scalar | MappingNode) and path[-1] == 0:
        path = path[:-1]
    node, parent = source.node(path), source.node(path[:-1])
    if node is None:
        if isinstance(parent, MappingNode) and isinstance(path[-1], str):
            yield from insert_candidates(source, Insert(path, value))
    elif isinstance(node, Scalar) and not node.absent and isinstance(value, str):
        for text in scalar_candidates(source, node, value):
            yield source.text[: node.start] + text + source.text[node.end :]
    else:
        entry = parent.entries[str(path[-1])] if isinstance(parent, MappingNode) else None
        yield from _replaced(source, path, node, entry, value)


def _replaced(source: Source, path: SourcePath, node: Node, entry: KeyValue | None, value: Plain) -> Iterator[str]:
    """The file's text with another value in place of ``node``, where at least one of them is no text."""
    small = flow_text(value)
    fits = column(source, node.start) + len(small) <= _LONGEST_LINE
    if in_flow(source, path) or (is_flow(source, node) and not isinstance(value, str) and fits):
        yield _in_place(source, node, entry, small)
    if not in_flow(source, path):
        yield _in_lines(source, node, entry, value)
    yield _in_place(source, node, entry, small)
    yield _in_place(source, node, entry, _json(value))


def _in_place(source: Source, node: Node, entry: KeyValue | None, value: str) -> str:
    """The file's text with a value on one line where the old one stood, or behind its key or dash."""
    text = source.text
    if not (isinstance(node, Scalar) and node.absent):
        return text[: node.start] + value + text[content_end(source, node) :]
    if entry is None:
        return f"{text[: node.end]} {value}{text[node.end :]}"
    colon = colon_end(source, entry.key)
    if colon is None:
        return f"{text[: entry.key.end]}: {value}{text[entry.key.end :]}"
    rest = text[colon:] if text[colon : node.end].strip() else text[max(colon, node.end) :]
    return f"{text[:colon]} {value}{rest}"


def _in_lines(source: Source, node: Node, entry: KeyValue | None, value: Plain) -> str:
    """The file's text with a value in lines of its own, and the comment that stood behind the old one."""
    text, ending = source.text, line_end(source.text)
    end = content_end(source, node)
    if entry is None:
        absent = isinstance(node, Scalar) and node.absent
        indent = column(source, node.start) + absent
        head, (first, *others) = text[: node.start] + " " * absent, block_lines(value, indent)
        comment = "" if _in_block_lines(source, node) else _comment(source, node, end)
    else:
        colon = colon_end(source, entry.key)
        start = entry.key.end if colon is None else colon
        indent = column(source, entry.key.start) + STEP
        first, *others = block_lines(value, indent)
        if isinstance(value, str) or not value:
            first = " " + first
        else:
            first, others = "", [" " * indent + first, *others]
        head, comment = text[:start], _comment_of_entry(source, node, start, end)
    rest = text[end:] if text[:end].endswith(("\r", "\n")) else text[line_stop(source, end) :]
    joined = ending.join([first + comment, *others])
    return head + joined + (ending if rest and not rest.startswith(("\r", "\n")) else "") + rest


def _in_block_lines(source: Source, node: Node) -> bool:
    """Whether ``node`` is a list or a mapping in lines of its own."""
    return not isinstance(node, Scalar) and not is_flow(source, node)


def _comment(source: Source, node: Node, end: int) -> str:
    """The comment on the last line of a value (in the header of a block text), with the blanks before it."""
    text = source.text
    if isinstance(node, Scalar) and node.style in BLOCK_STYLES:
        return text[node.start + len(header(text, node)) : line_stop(source, node.start)].rstrip()
    return text[end : line_stop(source, end)].rstrip()


def _comment_of_entry(source: Source, node: Node, start: int, end: int) -> str:
    """The comment behind a key whose value stands in the lines below, or else behind the value."""
    stop = line_stop(source, start)
    if node.start > stop:
        behind_key = source.text[start:stop].rstrip()
        return behind_key if behind_key or _in_block_lines(source, node) else _comment(source, node, end)
    return _comment(source, node, end)


def _json(value: Plain) -> str:
    """A value as JSON, which is YAML on one line with every text in quotes."""
    return json.dumps(value, ensure_ascii=False)
