"""Hypothesis strategies for sources in other layouts: the same tree, written as other people would type it.

Every comment has its own number, so that a test can follow it.
"""

from __future__ import annotations

import json
import random
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from hypothesis import assume
from hypothesis import strategies as st

from sopgen.edits.values import block_lines, flow_text
from sopgen.model.resolve.blanks import TEXT_LISTS, without_blank_entries
from sopgen.source.document import MappingNode, Node, Plain, Scalar, SequenceNode, Source
from sopgen.source.read import parse

ROOT = Path(__file__).parents[2]
#: All sources that come with sopgen, and those of the cases.
SOURCES = tuple(
    sorted([*ROOT.glob("sop_sources/**/*.yaml"), *ROOT.glob("tests/cases/*/sop_sources/**/*.yaml")]),
)
FILE = ROOT / "sop_sources" / "sop.yaml"
BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Layout:
    """What a variant may have; each choice is made anew at every place, by ``seed``."""

    seed: int
    comments: bool
    blank_lines: bool
    blank_entries: bool
    brackets: bool
    other_quotes: bool
    blocks: bool
    insets: tuple[int, ...]
    gaps: tuple[int, ...]
    line_end: str
    bom: bool
    final_line_end: bool
    document_start: bool


layouts = st.builds(
    Layout,
    seed=st.integers(0, 2**32),
    comments=st.booleans(),
    blank_lines=st.booleans(),
    blank_entries=st.booleans(),
    brackets=st.booleans(),
    other_quotes=st.booleans(),
    blocks=st.booleans(),
    insets=st.sampled_from(((2,), (0,), (4,), (0, 1, 2, 4))),
    gaps=st.sampled_from(((1,), (3,), (1, 2, 3))),
    line_end=st.sampled_from(("\n", "\r\n", "\r")),
    bom=st.booleans(),
    final_line_end=st.booleans(),
    document_start=st.booleans(),
)


@st.composite
def variants(draw: st.DrawFn, raw: bytes) -> bytes:
    """The same source in another layout: it reads as the same tree (blank entries aside), without findings."""
    before = source_of(raw)
    layout = draw(layouts)
    text = _Writer(layout).text(before.tree)
    after = text.encode()
    made, findings = parse((BOM if layout.bom else b"") + after, FILE, FILE.name)
    assume(made is not None and not findings)
    assert made is not None
    assume(told(made) == told(before))
    return made.raw


@st.composite
def sources(draw: st.DrawFn, largest: int = 3000) -> Source:
    """One of the sources of up to ``largest`` bytes, in another layout, without blank entries in its tree."""
    small = [path for path in SOURCES if path.stat().st_size <= largest]
    return without_blank_entries(source_of(draw(variants(draw(st.sampled_from(small)).read_bytes()))))


def source_of(raw: bytes) -> Source:
    """A source that has no findings, in memory."""
    source, findings = parse(raw, FILE, FILE.name)
    assert source is not None
    assert not findings
    return source


def told(source: Source) -> Plain:
    """What a source says: blank entries and line breaks at the end of texts aside."""
    return _stripped(without_blank_entries(source).plain())


def _stripped(tree: Plain) -> Plain:
    if isinstance(tree, str):
        return tree.rstrip("\n")
    if isinstance(tree, list):
        return [_stripped(item) for item in tree]
    return {key: _stripped(value) for key, value in tree.items()}


@dataclass
class _Writer:
    """Writes one tree, with choices by ``layout``."""

    layout: Layout
    chance: random.Random = field(init=False)
    numbers: count[int] = field(default_factory=count)
    block_above: bool = False  # the line above belongs to a block text, which would swallow what is further in

    def __post_init__(self) -> None:
        self.chance = random.Random(self.layout.seed)

    def text(self, tree: MappingNode) -> str:
        """The whole file's text."""
        lines = ["---"] if self.layout.document_start else []
        if self.layout.comments and self._often():
            lines += [self._comment(), ""]
        lines += self._mapping(tree, 0)
        lines += self._comments(0) if self.layout.comments else []
        text = "\n".join(lines) + ("\n" if self.layout.final_line_end else "")
        return text.replace("\n", self.layout.line_end)

    def _often(self) -> bool:
        return self.chance.random() < 0.3

    def _comment(self) -> str:
        return f"# komentar {next(self.numbers)}, ya: benar"

    def _comments(self, indent: int) -> list[str]:
        return [" " * indent + self._comment() for _ in range(self.chance.choice((0, 0, 0, 1, 1, 2)))]

    def _above(self, indent: int) -> list[str]:
        """Blank lines and comments above a unit: some directly above it, some parted from it."""
        lines: list[str] = []
        if self.layout.blank_lines and self._often():
            lines += [""] * self.chance.choice((1, 1, 2))
        if self.layout.comments and self.layout.blank_lines and self.chance.random() < 0.1:
            lines += [" " * indent + self._comment(), ""]
        return lines + (self._comments(indent) if self.layout.comments else [])

    def _further_in(self, indent: int) -> list[str]:
        """A comment below a unit that is further in."""
        if self.block_above or not self.layout.comments or self.chance.random() > 0.1:
            return []
        return [" " * (indent + 2) + self._comment()]

    def _behind(self) -> str:
        return f"   {self._comment()}" if self.layout.comments and self.chance.random() < 0.15 else ""

    def _mapping(self, node: MappingNode, indent: int) -> list[str]:
        """The lines of a mapping, all with their indentation."""
        lines: list[str] = []
        for name, entry in node.entries.items():
            above = self._above(indent) if lines or indent == 0 else []
            key = json.dumps(name) if self.layout.other_quotes and self._often() else flow_text(name)
            lines += [*above, *self._valued(" " * indent + key + ":", name, entry.value, indent)]
            lines += self._further_in(indent)
        return lines

    def _valued(self, begun: str, name: str, node: Node, indent: int) -> list[str]:
        """A line that ends with a colon, and the value behind or below it."""
        if isinstance(node, Scalar):
            first, *others = self._scalar(node, indent + 2)
            return [f"{begun} {first}".rstrip(" ") if not first else f"{begun} {first}", *others]
        brackets = self._brackets(node, indent + 2)
        if brackets is not None:
            return [f"{begun} {brackets[0]}", *brackets[1:]]
        begun += self._behind()
        self.block_above = False
        if isinstance(node, SequenceNode):
            return [begun, *self._list(node, indent + self.chance.choice(self.layout.insets), name in TEXT_LISTS)]
        assert isinstance(node, MappingNode)
        return [begun, *self._mapping_below(node, indent + self.chance.choice((2, 3)))]

    def _mapping_below(self, node: MappingNode, indent: int) -> list[str]:
        return [*(self._comments(indent) if self.layout.comments else []), *self._mapping(node, indent)]

    def _list(self, node: SequenceNode, indent: int, texts: bool) -> list[str]:
        """The lines of a list, all with their indentation."""
        gap = self.chance.choice(self.layout.gaps)
        parted = self.layout.blank_lines and self._often()
        lines: list[str] = []
        for item in node.items:
            if lines and parted:
                lines.append("")
            if texts and self.layout.blank_entries and self._often():
                lines.append(" " * indent + self.chance.choice(("-", '- ""', "- ''   # kosong")))
                self.block_above = False
            lines += [*self._above(indent), *self._item(item, indent, gap), *self._further_in(indent)]
        return lines

    def _item(self, item: Node, indent: int, gap: int) -> list[str]:
        dash, inner = " " * indent + "-" + " " * gap, indent + 1 + gap
        if isinstance(item, Scalar):
            first, *others = self._scalar(item, inner)
            return [dash + first if first else dash.rstrip(), *others]
        brackets = self._brackets(item, inner)
        if brackets is not None:
            return [dash + brackets[0], *brackets[1:]]
        self.block_above = False
        if isinstance(item, SequenceNode):
            first, *others = self._list(SequenceNode(item.items, 0, 0), inner, False)
        else:
            assert isinstance(item, MappingNode)
            first, *others = self._mapping(item, inner)
        if first.strip() and first.lstrip()[0] != "#" and self.chance.random() > 0.1:
            return [dash + first[inner:], *others]
        return [" " * indent + "-" + self._behind(), first, *others]

    def _scalar(self, node: Scalar, indent: int) -> list[str]:
        """The lines of a text; the first goes behind a colon or a dash, with a comment."""
        self.block_above = False
        if node.absent:
            return [self._behind().strip()]
        text = node.text.rstrip("\n")
        if self.layout.blocks and self._often() and re.fullmatch(r"\S(?:[^\t\r]*\S)?", text) and "\n " not in text:
            return self._block(text, indent)
        if "\n" in text:
            return [json.dumps(text, ensure_ascii=False) + self._behind()]
        if self.layout.other_quotes and self._often():
            quotes = json.dumps(text, ensure_ascii=False), "'" + text.replace("'", "''") + "'"
            return self._folded(self.chance.choice(quotes), indent)
        return self._folded(block_lines(text, 0)[0], indent)

    def _folded(self, value: str, indent: int) -> list[str]:
        """A value, sometimes on several lines."""
        if len(value) > 40 and "  " not in value and "\\" not in value and self._often():
            lines = textwrap.wrap(value, 30, break_long_words=False, break_on_hyphens=False)
            if not any(re.match(r"[-?:#\[\]{}&*!|>%@`]", line) for line in lines[1:]):
                first, *others = lines
                others = [" " * indent + line for line in others]
                return [first, *others[:-1], others[-1] + self._behind()] if others else [first + self._behind()]
        return [value + self._behind()]

    def _block(self, text: str, indent: int) -> list[str]:
        self.block_above = True
        chomping = self.chance.choice(("", "-", "+"))
        if "\n" not in text and "  " not in text and self._often():
            lines = textwrap.wrap(text, 40, break_long_words=False, break_on_hyphens=False)
            return [">" + chomping + self._behind(), *(" " * indent + line for line in lines)]
        lines = [" " * indent + line if line else "" for line in text.split("\n")]
        return ["|" + chomping + self._behind(), *lines]

    def _brackets(self, node: Node, indent: int) -> list[str] | None:
        """A short list or mapping in brackets, on one line or on many; None for another one."""
        empty = not (node.items if isinstance(node, SequenceNode) else getattr(node, "entries", True))
        if empty:
            self.block_above = False
            return [("[]" if isinstance(node, SequenceNode) else "{}") + self._behind()]
        members = self._members(node)
        if members is None or not self.layout.brackets or not self._often():
            return None
        self.block_above = False
        opened, closed = ("[", "]") if isinstance(node, SequenceNode) else ("{", "}")
        if self.chance.random() < 0.6:
            return [opened + ", ".join(members) + closed + self._behind()]
        lines = [opened + self._behind()]
        for at, member in enumerate(members):
            comma = "," if at < len(members) - 1 or self._often() else ""
            lines += self._comments(indent) if self.layout.comments else []
            lines.append(" " * indent + member + comma + self._behind())
        return [*lines, " " * indent + closed + self._behind()]

    def _members(self, node: Node) -> Sequence[str] | None:
        """The members of a list or mapping as they stand in brackets; None when they are too long for that."""
        if isinstance(node, SequenceNode):
            found = [self._member(item) for item in node.items]
        else:
            assert isinstance(node, MappingNode)
            found = [
                None if (value := self._member(entry.value)) is None else f"{flow_text(name)}: {value}"
                for name, entry in node.entries.items()
            ]
        members = [member for member in found if member is not None]
        return members if len(members) == len(found) and sum(map(len, members)) < 300 else None

    def _member(self, node: Node) -> str | None:
        if isinstance(node, Scalar):
            return None if node.absent or "\n" in node.text else flow_text(node.text)
        members = self._members(node)
        if members is None:
            return None
        return f"[{', '.join(members)}]" if isinstance(node, SequenceNode) else f"{{{', '.join(members)}}}"
