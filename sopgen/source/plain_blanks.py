"""A source typed with blanks that YAML does not know, with plain ones where they tell something."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sopgen.source.document import KeyValue, MappingNode, Node, Scalar, SequenceNode, Source
from sopgen.source.read import MAX_DEPTH, bytes_of, parse, relative_name
from sopgen.source.slips import with_plain_blanks

_BYTE_ORDER_MARK = "\ufeff".encode()


def with_blanks_mended(file: Path, root: Path) -> tuple[Source, Source, int] | None:
    """The source in ``file`` as it is and as it reads with plain blanks, and how many lines are others.

    Plain become indentation and what stands after a hyphen or a colon that begins something; texts in quotes or behind
    “|” keep theirs. None when that changes nothing or is not enough to read the file. The first of the two has no
    tree where the file cannot be read.
    """
    name = relative_name(file, root)
    try:
        raw = bytes_of(file)
        text = raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None
    lines = text.split("\n")
    mended = with_plain_blanks(text, MAX_DEPTH).split("\n")
    mark = _BYTE_ORDER_MARK if raw.startswith(_BYTE_ORDER_MARK) else b""

    def source_of(typed: list[str]) -> Source | None:
        return parse(mark + "\n".join(typed).encode(), file, name)[0]

    after = source_of(mended) if mended != lines else None
    if after is None:
        return None
    kept = {number for scalar in _scalars(after.tree) if scalar.style for number in _further_lines(after, scalar)}
    partly = [old if number in kept else new for number, (old, new) in enumerate(zip(lines, mended, strict=True), 1)]
    if partly != mended and (found := source_of(partly)) is not None:
        after, mended = found, partly
    count = sum(old != new for old, new in zip(lines, mended, strict=True))
    return (Source(file, name, text, raw, after.reading), after, count) if count else None


def _scalars(node: Node | KeyValue) -> Iterator[Scalar]:
    match node:
        case KeyValue():
            yield from _scalars(node.value)
        case MappingNode():
            for entry in node.entries.values():
                yield from _scalars(entry)
        case SequenceNode():
            for item in node.items:
                yield from _scalars(item)
        case Scalar():
            yield node


def _further_lines(source: Source, scalar: Scalar) -> range:
    """The numbers of the lines of a text behind its first."""
    return range(source.lines.number(scalar.start) + 1, source.lines.number(max(scalar.start, scalar.end - 1)) + 1)
