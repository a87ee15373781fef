"""A text written where another one stands, in its style: quotes, block and lines stay what they are where they can."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from sopgen.edits.places import BLOCK_STYLES, column, header, line_start
from sopgen.edits.splice import Written, spliced
from sopgen.edits.values import STEP, double_quoted, line_end
from sopgen.source.document import Scalar, Source

_BREAKS = re.compile(r"\r\n|\n|\r")
_NARROWEST = 40  # columns that a folded text gets at least
_BLANKS = " \t\r\n"  # what YAML does not count as text; a no-break space is text


def scalar_candidates(source: Source, node: Scalar, new: str) -> Iterator[str]:
    """What may stand in place of ``node`` to say ``new`` (see ``clean``), the most faithful first."""
    written = _written(source, node)
    yield from spliced(written, new)
    comment, tail = _around_block(source.text, node)
    for value, whole in _values(written, new):
        text = value.replace("\n", written.line_end)
        yield text if whole else text + comment + tail


def _written(source: Source, node: Scalar) -> Written:
    raw = source.text[node.start : node.end]
    return Written(raw, node.style, node.text, column(source, node.start), _margin(source, node), line_end(source.text))


def _margin(source: Source, node: Scalar) -> str:
    """What further lines begin with: as they do now, or two columns further in than the first line's content."""
    raw = source.text[node.start : node.end]
    following = next((line for line in _BREAKS.split(raw)[1:] if line.strip(_BLANKS)), None)
    if following is not None:
        text = node.text.lstrip("\n") if node.style in BLOCK_STYLES else ""
        own = len(text) - len(text.lstrip(" "))  # blanks that are part of a block text
        return following[: len(following) - len(following.lstrip(" ")) - own]
    line = source.text[line_start(source, node.start) : node.start]
    return " " * (len(line) - len(line.lstrip(" -")) + STEP)


def _around_block(text: str, node: Scalar) -> tuple[str, str]:
    """The comment in the header line of a block text and the line break behind it; nothing of another text."""
    if node.style not in BLOCK_STYLES:
        return "", ""
    raw = text[node.start : node.end]
    first = _BREAKS.split(raw, maxsplit=1)[0]
    return first[len(header(text, node)) :].rstrip(), raw[len(raw.rstrip(_BLANKS)) :]


def _values(written: Written, new: str) -> Iterator[tuple[str, bool]]:
    """Values with ``\\n`` for line breaks, in one style after the other, and whether a block's end is in them."""
    if written.style in BLOCK_STYLES and new.strip():
        yield _block(written, new), True
    single = "\n" not in new
    if single and written.style == "" and new:
        yield _folded(written, new), False
        yield new, False
    if single and written.style in ("", "'"):
        yield _folded(written, "'" + new.replace("'", "''") + "'"), False
    yield _folded(written, double_quoted(new)), False
    yield double_quoted(new), False


def _folded(written: Written, value: str) -> str:
    """A value on as many lines as the old one's width asks for; on one line when the old one was."""
    lines = _BREAKS.split(written.raw)
    if len(lines) == 1 or written.style in BLOCK_STYLES:
        return value
    width = max(_NARROWEST, *map(len, lines)) - len(written.margin)
    return f"\n{written.margin}".join(_wrapped(value, width))


def _block(written: Written, new: str) -> str:
    """A literal or folded block with the old header; a folded one folds, and keeps breaks as empty lines."""
    raw = _BREAKS.sub("\n", written.raw)
    first, _, body = raw.partition("\n")
    lines = new.rstrip("\n").split("\n")
    if written.style == ">":
        width = max(_NARROWEST, *map(len, body.split("\n"))) - len(written.margin)
        lines = [line for part in lines for line in [*(_wrapped(part, width) or [""]), ""]][:-1]
    tail = body[len(body.rstrip("\n ")) :] if body.strip() else "\n"
    return first + "\n" + "\n".join(written.margin + line if line else "" for line in lines) + tail


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
