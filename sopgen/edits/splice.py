"""A written text with only those words changed that are to be others: all its other lines stay as they are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeAlias

from sopgen.edits.unique_pairs import unique_pairs
from sopgen.source.document import clean
from sopgen.work import REWORDING, Work, WorkUsedUpError

_RAW_GAPS = re.compile(r"([ \t\r\n]+)")
_GAPS = re.compile(r"([ \t\n]+)")
_BLOCK_HEAD = re.compile(r"[|>][^\r\n]*(?:\r\n|\n|\r)")
_BREAKS = re.compile(r"\r\n|\n|\r")
_ROOM = 9 / 8  # how much longer than the longest one a line may become

#: What stands before a word, and the word.
_Token: TypeAlias = tuple[str, str]
#: What happens, and to which words: from and to of those as written, from and to of those as meant.
_Opcode: TypeAlias = tuple[str, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Written:
    """How a scalar is written: its characters, style and text, and what its lines look like.

    ``before`` is how many characters stand before it on its line, ``margin`` what its further lines begin with,
    ``line_end`` how they end.
    """

    raw: str
    style: str
    text: str
    before: int
    margin: str
    line_end: str


def spliced(written: Written, new: str) -> Iterator[str]:
    """The scalar's characters with the words changed: with no line much longer than its longest one, then as they come.

    Nothing when its words cannot be told apart in what is written, or when most of several lines would be new.
    """
    tokens = _tokens(written)
    if tokens is None:
        return
    head, tail = _ends(written)
    old = [(clean(gap), clean(word)) for gap, word in _split(_GAPS, _unended(written, written.text))]
    made = _made(written, old, tokens, _split(_GAPS, _unended(written, new)))
    if made is None:
        return
    broken = _broken(written, head, made)
    for parts in (broken, made):
        yield head + "".join(gap + word for gap, word in parts) + tail


def _ends(written: Written) -> tuple[str, str]:
    """What stands before the first word and behind the last: quotes, the header of a block, its last line end."""
    if written.style in ("'", '"'):
        return written.style, written.style
    if written.style:
        match = _BLOCK_HEAD.match(written.raw)
        head = match[0] if match else written.raw
        head += written.margin if written.raw.startswith(written.margin, len(head)) else ""
        return head, written.raw[max(len(head), len(written.raw.rstrip(" \t\r\n"))) :]
    return "", ""


def _tokens(written: Written) -> list[_Token] | None:
    """The words as written, each with what stands before it; None when they are not those of the text."""
    head, tail = _ends(written)
    tokens = _split(_RAW_GAPS, written.raw[len(head) : len(written.raw) - len(tail)])
    words = [word for _, word in _split(_GAPS, _unended(written, written.text))]
    try:
        said = [_decoded(written.style, word) for _, word in tokens]
    except ValueError:
        return None
    return tokens if said == words else None


def _unended(written: Written, text: str) -> str:
    """``text`` without the line breaks at its end, where a block's own stay."""
    return text.rstrip("\n") if written.style in ("|", ">") else text


def _split(gaps: re.Pattern[str], text: str) -> list[_Token]:
    parts = ["", *gaps.split(text)]
    return list(zip(parts[::2], parts[1::2], strict=True))


def _decoded(style: str, word: str) -> str:
    """A word of a scalar as it reads. Raises ValueError where that cannot be told word by word."""
    if style == "'":
        return word.replace("''", "'")
    return str(json.loads(f'"{word}"')) if style == '"' else word


def _encoded(style: str, word: str) -> str:
    if style == "'":
        return word.replace("'", "''")
    return json.dumps(word, ensure_ascii=False)[1:-1] if style == '"' else word


def _made(written: Written, old: Sequence[_Token], raw: Sequence[_Token], new: Sequence[_Token]) -> list[_Token] | None:
    """The new words as they are to be written: those that stay as they are, in lines as they are."""
    made: list[_Token] = []
    kept = 0
    fold = ""  # a line break before a word that went: what comes next takes it
    for kind, old_from, old_to, new_from, new_to in _opcodes(old, new):
        if kind == "equal":
            gap, word = raw[old_from]
            first = (fold, word) if fold and old[old_from][0] == " " else (gap, word)
            made += [first, *raw[old_from + 1 : old_to]]
            kept += old_to - old_from
            fold = ""
            continue
        for at in range(new_from, new_to):
            beside = old_from + at - new_from
            paired = beside < old_to and old[beside][0] == new[at][0]
            written_gap = raw[beside][0] if paired else _gap(written, new[at][0])
            if written_gap is None:
                return None
            made.append((written_gap, _encoded(written.style, new[at][1])))
        gone = range(old_from + new_to - new_from, old_to)
        fold = next((raw[at][0] for at in gone if old[at][0] == " " and _BREAKS.search(raw[at][0])), fold)
    several = _BREAKS.search(written.raw) is not None
    return None if several and kept * 2 < len(new) else made


def _opcodes(old: Sequence[_Token], new: Sequence[_Token]) -> list[_Opcode]:
    """What to do with which words, as ``SequenceMatcher`` tells it; for very long texts by the words that tell most."""
    try:
        Work(REWORDING).spend(len(old) * len(new))
    except WorkUsedUpError:
        return list(_opcodes_between(unique_pairs(old, new), len(old), len(new)))
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()  # type: ignore[return-value]


def _opcodes_between(pairs: Iterable[tuple[int, int]], old_end: int, new_end: int) -> Iterator[_Opcode]:
    """The same opcodes as ``SequenceMatcher`` has, of pairs of words that are alike."""
    old_at = new_at = 0
    for old_next, new_next in (*pairs, (old_end, new_end)):
        if (old_at, new_at) != (old_next, new_next):
            yield "replace", old_at, old_next, new_at, new_next
        if old_next < old_end:
            yield "equal", old_next, old_next + 1, new_next, new_next + 1
        old_at, new_at = old_next + 1, new_next + 1


def _gap(written: Written, gap: str) -> str | None:
    """What stands between two words, as it is to be written; None when this style cannot say it."""
    if "\n" not in gap:
        return gap
    if written.style == "|":
        first, *between, last = gap.split("\n")
        lines = [first, *(part and written.margin + part for part in between), written.margin + last]
        return written.line_end.join(lines)
    if gap.strip("\n") or not _BREAKS.search(written.raw):
        return None
    return written.line_end * (len(gap) + 1) + written.margin


def _broken(written: Written, head: str, tokens: Sequence[_Token]) -> list[_Token]:
    """The words with line breaks where a line of a text of several lines would be much longer than they are."""
    if written.style == "|" or not _BREAKS.search(written.raw):
        return list(tokens)
    lines = _BREAKS.split(" " * written.before + written.raw)
    limit = _ROOM * max(map(len, lines))
    broken: list[_Token] = []
    at = len(_BREAKS.split(" " * written.before + head)[-1])
    for gap, word in tokens:
        parts = _BREAKS.split(gap)
        at = len(parts[-1]) + (at if len(parts) == 1 else 0) + len(word)
        if at > limit and gap == " ":
            gap = written.line_end + written.margin
            at = len(written.margin) + len(word)
        broken.append((gap, word))
    return broken
