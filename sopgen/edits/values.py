"""New values as YAML text, the way somebody who fills in a form would type them.

Lines come without line ends. The first of a value's lines has no indentation: it goes on where the caller puts it
(behind ``- ``, behind ``key: ``, or on a line of its own); the others are indented by ``indent`` spaces.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from sopgen.source.document import Plain, clean

STEP = 2  # spaces by which what belongs to a key or an item stands further in

# What makes an unquoted text something else: a first character with a meaning, ``: ``, `` #``, a colon at the end.
_MARK_FIRST = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`=]|\.\.\.|<<")
_MARK_INSIDE = re.compile(r": |:$| #")
_FLOW_MARK = re.compile(r"[,\[\]{}?]|:")


def block_lines(value: Plain, indent: int) -> list[str]:
    """The lines of ``value`` in a file of lists by ``- `` and mappings by lines ``key: value``."""
    margin = " " * indent
    if isinstance(value, str):
        return _text_lines(clean(value), margin)
    if not value:
        return [flow_text(value)]
    if isinstance(value, list):
        parts = [item_lines(item, indent) for item in value]
    else:
        parts = [entry_lines(key, below, indent) for key, below in value.items()]
    return [*parts[0], *(line if at else margin + line for part in parts[1:] for at, line in enumerate(part))]


def item_lines(value: Plain, indent: int) -> list[str]:
    """The lines of a list's item whose dash stands ``indent`` columns in."""
    first, *others = block_lines(value, indent + STEP)
    return [f"- {first}", *others]


def entry_lines(key: str, value: Plain, indent: int) -> list[str]:
    """The lines of a mapping's ``key: value`` that stands ``indent`` columns in."""
    first, *others = block_lines(value, indent + STEP)
    if isinstance(value, str) or not value:
        return [f"{flow_text(key)}: {first}", *others]
    return [f"{flow_text(key)}:", " " * (indent + STEP) + first, *others]


def flow_text(value: Plain) -> str:
    """``value`` on one line, as it stands between the brackets of ``[...]`` or ``{...}``."""
    if isinstance(value, str):
        text = clean(value)
        return text if _is_plain(text) and not _FLOW_MARK.search(text) else quoted(text)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{flow_text(key)}: {flow_text(below)}" for key, below in value.items()) + "}"
    return "[" + ", ".join(map(flow_text, value)) + "]"


def quoted(text: str) -> str:
    """``text`` in the quotes that leave most of it as it is."""
    if "\n" not in text and "\r" not in text and ('"' in text or "\\" in text):
        return "'" + text.replace("'", "''") + "'"
    return double_quoted(text)


def double_quoted(text: str) -> str:
    """``text`` in double quotes, on one line: JSON's strings are YAML's."""
    return json.dumps(text, ensure_ascii=False)


def line_end(text: str) -> str:
    """How lines end in a file's text: as the first of them does."""
    match = re.search(r"\r\n|\n|\r", text)
    return match[0] if match else "\n"


def _text_lines(text: str, margin: str) -> list[str]:
    if _is_literal(text):
        return ["|", *(margin + line if line else "" for line in text.rstrip("\n").split("\n"))]
    return [text if _is_plain(text) else quoted(text)]


def _is_plain(text: str) -> bool:
    """Whether ``text`` needs no quotes as the value of a key or as an item."""
    if not text or text != text.strip() or "\n" in text or "\r" in text:
        return False
    return not (_MARK_FIRST.match(text) or _MARK_INSIDE.search(text))


def _is_literal(text: str) -> bool:
    """Whether ``text`` has several lines that can stand below ``|`` as they are."""
    lines = text.rstrip("\n").split("\n")
    blank_or_odd = any((line and not line.strip(" ")) or "\r" in line for line in lines)
    return len(lines) > 1 and not blank_or_odd and lines[0][:1] not in ("", " ")
