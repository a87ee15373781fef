"""Where in a source's text something stands, ends, and goes on: what every change of the text has to ask."""

from __future__ import annotations

import re

from sopgen.source.document import MappingNode, Node, Scalar, SequenceNode, Source, SourcePath

BLOCK_STYLES = frozenset("|>")

_HEADER = re.compile(r"[|>][^\s#]*")
_BREAK = re.compile(r"[\r\n]")
_COLON = re.compile(r"\s*:")
_BLANKS = " \t\r\n"


def line_start(source: Source, offset: int) -> int:
    """Where the line that holds ``offset`` begins."""
    return source.lines.starts[source.lines.number(offset) - 1]


def line_stop(source: Source, offset: int) -> int:
    """Where the line that holds ``offset`` ends: before its line break, or at the end of the text."""
    match = _BREAK.search(source.text, offset)
    return match.start() if match else len(source.text)


def column(source: Source, offset: int) -> int:
    """How many characters stand before ``offset`` on its line."""
    return offset - line_start(source, offset)


def is_flow(source: Source, node: Node) -> bool:
    """Whether ``node`` is a list or a mapping in brackets."""
    return not isinstance(node, Scalar) and source.text.startswith(("[", "{"), node.start)


def in_flow(source: Source, path: SourcePath) -> bool:
    """Whether the place at ``path`` is within brackets."""
    above = (source.node(path[:depth]) for depth in range(len(path)))
    return any(node is not None and is_flow(source, node) for node in above)


def colon_end(source: Source, key: Scalar) -> int | None:
    """Where the colon behind ``key`` ends; None when it has none (``{key}``)."""
    match = _COLON.match(source.text, key.end)
    return match.end() if match else None


def content_end(source: Source, node: Node) -> int:
    """Where what ``node`` says ends: without blank lines, and comments, that come after it.

    Behind a block text that keeps its blank lines (``|+``) that is where the next line begins.
    """
    text = source.text
    if isinstance(node, Scalar):
        keeps = node.style in BLOCK_STYLES and "+" in header(text, node)
        return node.end if keeps or node.style not in BLOCK_STYLES else _stripped_end(text, node.start, node.end)
    if is_flow(source, node) or not isinstance(node, MappingNode | SequenceNode):
        return node.end
    below = [entry.value for entry in node.entries.values()] if isinstance(node, MappingNode) else node.items
    end = max((content_end(source, part) for part in below), default=node.start)
    return max(end, _last_content(source, end, node.end))


def header(text: str, scalar: Scalar) -> str:
    """The header of a block text: ``|``, ``>-`` and so on; empty for another text."""
    match = _HEADER.match(text, scalar.start)
    return match[0] if match and scalar.style in BLOCK_STYLES else ""


def _last_content(source: Source, start: int, end: int) -> int:
    """Where the last line between two places ends that is neither blank nor a comment; ``start`` when there is none.

    So end entries that the tree does not have: blank ones, and repeated keys.
    """
    at = start
    first = source.lines.number(start) + (not source.text[:start].endswith(("\r", "\n")))
    for begin in source.lines.starts[first - 1 :]:
        if begin >= end:
            break
        line = source.text[begin : min(line_stop(source, begin), end)].strip(_BLANKS)
        if line and not line.startswith("#"):
            at = _stripped_end(source.text, begin, min(line_stop(source, begin), end))
    return at


def _stripped_end(text: str, start: int, end: int) -> int:
    """Where the text between two places ends, blanks aside."""
    return start + len(text[start:end].rstrip(_BLANKS))
