"""One source file, read and located: its text as a tree of nodes that know where they stand.

Every scalar is text; what a text means (a date, a number, a yes) is the model's business.
Places are character offsets into ``Source.text``; lines and columns are computed when a finding asks.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeAlias

from sopgen.findings import Finding, Severity, Span

SourcePath: TypeAlias = tuple[str | int, ...]
Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"

# C0 and C1 controls, line separators that are no line break in YAML 1.2, marks that turn the reading direction
# (the text would not read as it prints), a byte order mark inside, and what is no character.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")

# The header of a block text (``|``, ``>``), then its first line that is not blank.
_BLOCK_CONTENT = re.compile(r"[|>][^\r\n]*[\r\n]\s*(\S[^\r\n]*)")
_LINE_BREAK = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text. ``style`` is YAML's: empty for plain, ``'``, ``"``, ``|`` or ``>``. Offsets include the quotes."""

    text: str
    start: int
    end: int
    style: str = ""

    @property
    def absent(self) -> bool:
        """Whether nothing at all was typed (``ket:``); ``ket: ""`` is an empty text, not an absent one."""
        return not self.text and not self.style


@dataclass(frozen=True, slots=True)
class KeyValue:
    """One ``key: value`` of a mapping."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class MappingNode:
    """Keys and values in the order typed; a repeated key keeps its first value (the reader reports the others)."""

    entries: dict[str, KeyValue]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SequenceNode:
    """A list."""

    items: tuple[Node, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class BrokenNode:
    """A value that the reader has already reported (an alias, a nest too deep): nobody complains about it again."""

    start: int
    end: int


Node: TypeAlias = Scalar | MappingNode | SequenceNode | BrokenNode

#: Reads a text: gives its tree (None when nothing in it can be used) and its findings, equal ones each time.
Reading: TypeAlias = Callable[[], tuple[MappingNode | None, tuple[Finding, ...]]]


def _nothing() -> tuple[MappingNode | None, tuple[Finding, ...]]:
    """The reading of an empty text."""
    return MappingNode({}, 0, 0), ()


@lru_cache(maxsize=400)  # 12 MB
def kept(reading: Reading) -> tuple[MappingNode | None, tuple[Finding, ...]]:
    """Return what ``reading`` gives: kept for the sources asked last, made again for the others.

    A tree takes ten times its text's memory, and once an SOP is made of it only findings ask for it again.
    """
    return reading()


@dataclass(frozen=True)
class Lines:
    """The lines of a text (parted by LF, CRLF or CR), counted from 1."""

    text: str

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Offsets of the first character of every line."""
        return (0, *(match.end() for match in _LINE_BREAK.finditer(self.text)))

    def number(self, offset: int) -> int:
        """Return the number of the line that holds ``offset``."""
        return bisect_right(self.starts, offset)

    def line(self, number: int) -> str:
        """Return line ``number`` without its line break; empty when there is no such line.

        Control characters are shown as U+FFFD: an excerpt must not reach a terminal as a command.
        """
        if not 1 <= number <= len(self.starts):
            return ""
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return CONTROL.sub("\ufffd", self.text[self.starts[number - 1] : end].rstrip("\r\n"))

    def span(self, start: int, end: int) -> Span:
        """Return the place of characters ``start`` to ``end``, cut where the line they begin on ends (blanks aside)."""
        line = self.number(start)
        first = self.starts[line - 1]
        column = start - first + 1
        return Span(line, column, max(column, min(end - first, len(self.line(line).rstrip())) + 1))


@dataclass(frozen=True)
class Source:
    """A source file. ``file`` is absolute, ``name`` relative to the project folder with forward slashes.

    ``text`` is the decoded content without byte order mark, ``raw`` the bytes on disk. ``reading`` gives the tree
    (see ``kept``) and can be pickled.
    """

    file: Path
    name: str
    text: str = field(repr=False)
    raw: bytes = field(repr=False)
    reading: Reading = field(repr=False, compare=False)

    @property
    def tree(self) -> MappingNode:
        """Everything in it, with its places."""
        tree, _ = kept(self.reading)
        assert tree is not None  # of an unreadable text no source is made
        return tree

    @property
    def root(self) -> Path:
        """The project folder (the file's own folder when it lies outside)."""
        return self.file.parent if self.name.startswith("/") else self.file.parents[self.name.count("/")]

    @cached_property
    def lines(self) -> Lines:
        """Its text by lines."""
        return Lines(self.text)

    def without_text(self) -> Source:
        """The file by its name alone, for whoever keeps many and asks for nothing in them: places are its beginning."""
        return replace(self, text="", raw=b"", reading=_nothing)

    def node(self, path: SourcePath) -> Node | None:
        """Return the value at ``path``, or None when nothing stands there."""
        node, rest = self._nearest(path)
        return None if rest else node

    def locate(self, path: SourcePath, key: bool = False) -> Span:
        """Return the place of the value at ``path`` (of its key, if ``key``), or of its nearest existing ancestor.

        A mapping or a list is marked at its first key or item. Where only the key was typed, the key is marked.
        """
        node, rest = self._nearest(path)
        if path and not rest:
            parent, last = self.node(path[:-1]), path[-1]
            if isinstance(parent, MappingNode) and isinstance(last, str) and (key or _absent(node)):
                node = parent.entries[last].key
        return self._span_of_node(node)

    def finding(
        self,
        code: str,
        severity: Severity,
        path: SourcePath,
        message: str,
        hint: str = "",
        step: int | None = None,
        key: bool = False,
    ) -> Finding:
        """Make a finding about the value (or the key) at ``path``, with its line as excerpt."""
        return self.finding_at(code, severity, self.locate(path, key), message, hint, step)

    def finding_at(
        self, code: str, severity: Severity, span: Span, message: str, hint: str = "", step: int | None = None
    ) -> Finding:
        """Make a finding about a place that is already known."""
        return Finding(code, severity, self.name, span, self.lines.line(span.line), message, hint, step)

    def plain(self) -> dict[str, Plain]:
        """Return the whole tree as dicts, lists and texts: absent entries left out, texts cleaned (see ``clean``)."""
        return {key: plain(entry.value) for key, entry in self.tree.entries.items() if not _absent(entry.value)}

    def _nearest(self, path: SourcePath) -> tuple[Node, SourcePath]:
        """Walk down ``path`` as far as it exists; return the last node and the part of the path left over."""
        node: Node = self.tree
        for index, part in enumerate(path):
            below = _child(node, part)
            if below is None:
                return node, path[index:]
            node = below
        return node, ()

    def _span_of_node(self, node: Node) -> Span:
        if isinstance(node, MappingNode) and node.entries:
            node = next(iter(node.entries.values())).key
        elif isinstance(node, SequenceNode) and node.items:
            return self._span_of_node(node.items[0])
        elif isinstance(node, Scalar) and node.style in {"|", ">"}:
            content = _BLOCK_CONTENT.match(self.text, node.start, node.end)
            return (
                self.lines.span(content.start(1), content.end(1))
                if content
                else self.lines.span(node.start, node.start + 1)
            )
        return self.lines.span(node.start, node.end)


def _child(node: Node, part: str | int) -> Node | None:
    if isinstance(node, MappingNode) and isinstance(part, str):
        entry = node.entries.get(part)
        return entry.value if entry else None
    if isinstance(node, SequenceNode) and isinstance(part, int) and 0 <= part < len(node.items):
        return node.items[part]
    return node if isinstance(node, MappingNode) and part == 0 else None  # the only entry of a list, typed without it


def _absent(node: Node) -> bool:
    return isinstance(node, Scalar) and node.absent


def plain(node: Node) -> Plain:
    """Return ``node`` as dicts, lists and texts; a broken node is an empty text."""
    if isinstance(node, Scalar):
        return clean(node.text)
    if isinstance(node, MappingNode):
        return {key: plain(entry.value) for key, entry in node.entries.items() if not _absent(entry.value)}
    if isinstance(node, SequenceNode):
        return [plain(item) for item in node.items]
    return ""


def clean(text: str) -> str:
    """Return ``text`` as the model keeps it: composed (NFC), so that equal words are equal, tabs as spaces."""
    if "\t" in text:
        text = text.replace("\t", " ")
    return text if text.isascii() else unicodedata.normalize("NFC", text)
