"""Changes into a YAML file, touching nothing but the values changed.

A changed scalar is replaced where it stands, in its own style (plain, quoted, block), with its own indentation and
line width; comments, order, quoting and blank lines of everything else stay byte for byte. Each change is tried in
the most faithful style first and taken only when the file, read again, says exactly what was wanted.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sopgen.findings import UserError
from sopgen.layout.text.measurer import printable
from sopgen.model.resolve.blanks import without_blank_entries
from sopgen.pull.changes import Change
from sopgen.source.document import MappingNode, Node, Plain, Scalar, Source, SourcePath, clean
from sopgen.source.read import parse

_BLOCK = frozenset("|>")
_BOM = b"\xef\xbb\xbf"


def write(source: Source, changes: Sequence[Change]) -> bytes:
    """The bytes of the source file with ``changes`` made. Raises UserError when one cannot be made faithfully."""
    source = without_blank_entries(source)
    for change in changes:
        for part in (change, *change.also):
            source = _written(source, part)
    return source.raw


def _written(source: Source, change: Change) -> Source:
    """The source with one change, checked by reading it again."""
    wanted = _replaced(_shown(source.plain()), change.path, printable(clean(change.new)))
    for text in _candidates(source, change):
        if "\r\n" in source.text:
            text = text.replace("\r\n", "\n").replace("\n", "\r\n")
        raw = (_BOM if source.raw.startswith(_BOM) else b"") + text.encode()
        new, findings = parse(raw, source.file, source.name)
        new = without_blank_entries(new) if new else None
        if new is not None and not findings and _shown(new.plain()) == wanted:
            return new
    raise UserError(f"Medan {change.tag} tidak dapat ditulis ke {source.name} dengan aman; ubahlah dengan tangan.")


# -- what the file must say afterwards --------------------------------------------------------------------------


def _shown(tree: Plain) -> Plain:
    """A tree with every text as documents print it."""
    if isinstance(tree, str):
        return printable(tree)
    if isinstance(tree, list):
        return [_shown(item) for item in tree]
    return {key: _shown(value) for key, value in tree.items()}


def _replaced(tree: Plain, path: SourcePath, new: str) -> Plain:
    if not path or (isinstance(tree, str) and path == (0,)):
        return new
    part, rest = path[0], path[1:]
    if isinstance(tree, list) and isinstance(part, int):
        return [_replaced(item, rest, new) if index == part else item for index, item in enumerate(tree)]
    if isinstance(tree, dict) and isinstance(part, str):
        return {**tree, part: _replaced(tree.get(part, ""), rest, new)}
    return tree


# -- ways to write it -------------------------------------------------------------------------------------------


def _candidates(source: Source, change: Change) -> Iterator[str]:
    """The whole file's text with the change in one style after the other, the most faithful first."""
    node, parent = _target(source, change.path)
    text = source.text
    if isinstance(node, Scalar) and not node.absent:
        for value in _values(_Raw.of(source, node), change.new):
            yield text[: node.start] + value + text[node.end :]
    elif isinstance(parent, MappingNode):
        key = str(change.path[-1])
        for value in _values(_Raw("", "", 0), change.new):
            if key in parent.entries:  # only the key was typed
                at = text.index(":", parent.entries[key].key.end) + 1
                yield f"{text[:at]} {value}{text[at:]}"
            else:
                yield _with_entry(source, parent, key, value)


def _target(source: Source, path: SourcePath) -> tuple[Node | None, Node | None]:
    """The value at ``path`` (a single text counts as a list of one), and what holds it."""
    node = source.node(path)
    if node is None and path[-1] == 0:
        node = source.node(path[:-1])
        return node, source.node(path[:-2])
    return node, source.node(path[:-1])


@dataclass(frozen=True, slots=True)
class _Raw:
    """How a scalar is written: its characters, its style, and the column where its line's content begins."""

    text: str
    style: str
    column: int

    @classmethod
    def of(cls, source: Source, node: Scalar) -> _Raw:
        line = source.text[source.text.rfind("\n", 0, node.start) + 1 : node.start]
        column = len(line) - len(line.lstrip(" -"))
        return cls(source.text[node.start : node.end].replace("\r\n", "\n"), node.style, column)

    @property
    def indent(self) -> str:
        """What continuation lines begin with: as they do now, or two columns further in than the first."""
        following = [line for line in self.text.split("\n")[1:] if line.strip()]
        if following:
            return following[0][: len(following[0]) - len(following[0].lstrip(" "))]
        return " " * (self.column + 2)


def _values(raw: _Raw, new: str) -> Iterator[str]:
    if raw.style in _BLOCK:
        yield _block(raw, new)
    single = "\n" not in new
    if single and raw.style == "" and new:
        yield _folded(raw, new)
        yield new
    if single and raw.style in ("", "'"):
        yield _folded(raw, "'" + new.replace("'", "''") + "'")
    yield _folded(raw, _double(new))
    yield _double(new)


def _double(new: str) -> str:
    """A double-quoted scalar on one line: JSON's strings are YAML's."""
    return json.dumps(new, ensure_ascii=False)


def _folded(raw: _Raw, value: str) -> str:
    """A value on as many lines as the old one's width asks for; on one line when the old one was."""
    if "\n" not in raw.text:
        return value
    width = max(40, *map(len, raw.text.split("\n"))) - len(raw.indent)
    lines = textwrap.wrap(value, width, break_long_words=False, break_on_hyphens=False)
    return f"\n{raw.indent}".join(lines)


def _block(raw: _Raw, new: str) -> str:
    """A literal or folded block with the old header; a folded one folds, and keeps breaks as empty lines."""
    header, _, body = raw.text.partition("\n")
    lines = new.split("\n")
    if raw.style == ">":
        width = max(40, *map(len, body.split("\n"))) - len(raw.indent)
        folded = [textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) or [""] for line in lines]
        lines = [line for part in folded for line in [*part, ""]][:-1]
    tail = body[len(body.rstrip("\n ")) :] if body.strip() else "\n"
    return header + "\n" + "\n".join(raw.indent + line if line else "" for line in lines) + tail


def _with_entry(source: Source, mapping: MappingNode, key: str, value: str) -> str:
    """The file's text with one more entry at the end of a mapping."""
    text = source.text
    first, last = next(iter(mapping.entries.values())), list(mapping.entries.values())[-1]
    if text[mapping.start : mapping.start + 1] == "{":
        at = last.value.end
        return f"{text[:at]}, {key}: {value}{text[at:]}"
    column = first.key.start - (text.rfind("\n", 0, first.key.start) + 1)
    end = last.value.end if last.value.end > last.key.end else last.key.end + 1
    at = end if text[:end].endswith("\n") else text.find("\n", end)
    entry = f"{' ' * column}{key}: {value}"
    if at < 0:
        return f"{text}\n{entry}\n"
    if text[:at].endswith("\n"):
        at = len(text[:at].rstrip("\n")) + 1
        return f"{text[:at]}{entry}\n{text[at:]}"
    return f"{text[:at]}\n{entry}{text[at:]}"
