"""What a regular expression costs: its steps are counted by a matcher that backtracks as Python's own does."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any

#: Python's parser of regular expressions and the names of their parts; there is no public way to either.
_parser: Any = import_module("re._parser")
#: Steps after which nobody doubts that it takes too long; no text of a test is that long.
MOST_STEPS = 200_000


class TooManyStepsError(Exception):
    """The count has run out."""


@dataclass(slots=True)
class Matcher:
    """Looks for a pattern in a text, one step after the other."""

    pattern: re.Pattern[str]
    text: str
    steps: int = 0
    groups: dict[int, tuple[int, int]] = field(default_factory=dict)

    def search(self) -> None:
        """From every place in turn, as ``search`` does where nothing is found."""
        for start in range(len(self.text) + 1):
            if self.matches(start):
                return

    def matches(self, start: int = 0, whole: bool = False) -> bool:
        """Whether it matches from this place (to the end of the text, when ``whole``)."""
        ends = self._sequence(_parsed(self.pattern.pattern, self.pattern.flags), 0, start)
        return any(not whole or end == len(self.text) for end in ends)

    def _step(self) -> None:
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise TooManyStepsError

    def _sequence(self, items: Sequence[Any], index: int, at: int) -> Iterator[int]:
        if index == len(items):
            yield at
            return
        for end in self._item(items[index], at):
            yield from self._sequence(items, index + 1, end)

    def _item(self, item: Any, at: int) -> Iterator[int]:
        self._step()
        name, value = item[0].name, item[1]
        match name:
            case "LITERAL" | "NOT_LITERAL" | "ANY" | "IN" | "CATEGORY":
                if at < len(self.text) and self._fits(name, value, self.text[at]):
                    yield at + 1
            case "BRANCH":
                for branch in value[1]:
                    yield from self._sequence(branch, 0, at)
            case "SUBPATTERN":
                yield from self._sequence(value[3], 0, at)
            case "ATOMIC_GROUP":
                yield from self._first(self._sequence(value, 0, at))
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                low, high, inner = value
                ends = self._repeat(inner, int(low), min(int(high), len(self.text) + 1), at, lazy=name == "MIN_REPEAT")
                yield from self._first(ends) if name == "POSSESSIVE_REPEAT" else ends
            case "ASSERT" | "ASSERT_NOT":
                if self._asserted(*value, at) == (name == "ASSERT"):
                    yield at
            case "AT":
                if self._stands(value.name, at):
                    yield at
            case _:
                raise NotImplementedError(name)

    @staticmethod
    def _first(ends: Iterator[int]) -> Iterator[int]:
        for end in ends:
            yield end
            return

    def _repeat(self, inner: Sequence[Any], low: int, high: int, at: int, lazy: bool) -> Iterator[int]:
        """All ends of a repetition: the longest first, or the shortest."""
        ways: list[Iterator[int]] = []
        ends = [at]
        if low <= 0 and lazy:
            yield at
        ways.append(self._sequence(inner, 0, at) if high > 0 else iter(()))
        while ways:
            end = next(ways[-1], None)
            if end is None or end == ends[-1]:
                ways.pop()
                last = ends.pop()
                if not lazy and len(ways) >= low:
                    yield last
                continue
            ends.append(end)
            if lazy and len(ways) >= low:
                yield end
            ways.append(self._sequence(inner, 0, end) if len(ways) < high else iter(()))

    def _asserted(self, direction: int, inner: Sequence[Any], at: int) -> bool:
        if direction > 0:
            return any(True for _ in self._sequence(inner, 0, at))
        width = _parsed_width(inner)
        return at >= width and any(end == at for end in self._sequence(inner, 0, at - width))

    def _stands(self, where: str, at: int) -> bool:
        text, end = self.text, len(self.text)
        multiline = bool(self.pattern.flags & re.MULTILINE)
        before, after = text[at - 1 : at], text[at : at + 1]
        if where == "AT_BOUNDARY":
            return _is_word(before) != _is_word(after)
        if where.startswith("AT_BEGINNING"):
            return at == 0 or (where == "AT_BEGINNING" and multiline and before == "\n")
        return at == end or (where == "AT_END" and (text[at:] == "\n" or (multiline and after == "\n")))

    def _fits(self, name: str, value: Any, char: str) -> bool:
        folded = self.pattern.flags & re.IGNORECASE
        chars = {char, char.lower(), char.upper()} if folded else {char}
        match name:
            case "LITERAL":
                return any(ord(each) == value for each in chars if len(each) == 1)
            case "NOT_LITERAL":
                return ord(char) != value
            case "ANY":
                return char != "\n" or bool(self.pattern.flags & re.DOTALL)
            case "CATEGORY":
                return _in_category(value.name, char)
        negated = value[0][0].name == "NEGATE"
        return negated != any(
            ord(each) in range(part[1][0], part[1][1] + 1)
            if part[0].name == "RANGE"
            else self._fits(part[0].name, part[1], each)
            for part in value[negated:]
            for each in chars
            if len(each) == 1
        )


@cache
def _parsed(pattern: str, flags: int) -> Any:
    return _parser.parse(pattern, flags)


def _parsed_width(inner: Any) -> int:
    return int(inner.getwidth()[0])


def _is_word(char: str) -> bool:
    return bool(char) and (char.isalnum() or char == "_")


def _in_category(name: str, char: str) -> bool:
    found = {
        "DIGIT": unicodedata.category(char) == "Nd",
        "SPACE": char.isspace(),
        "WORD": _is_word(char),
    }[name.rpartition("_")[2]]
    return found != ("_NOT_" in name)


def steps(pattern: re.Pattern[str], text: str, search: bool) -> int:
    """How many steps it takes to look for ``pattern`` in ``text``, or to find that the whole text does not match."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, 100_000))
    matcher = Matcher(pattern, text)
    try:
        matcher.search() if search else matcher.matches(whole=True)
    except TooManyStepsError:
        pass
    finally:
        sys.setrecursionlimit(limit)
    return matcher.steps


def example(pattern: re.Pattern[str]) -> str:
    """A text that a pattern begins to match: every repetition once, of every choice the first."""
    return "".join(_example(_parsed(pattern.pattern, pattern.flags)))


def _example(items: Sequence[Any]) -> Iterator[str]:
    for name, value in ((str(item[0]), item[1]) for item in items):
        match name:
            case "LITERAL":
                yield chr(value)
            case "NOT_LITERAL" | "ANY":
                yield "a" if value != ord("a") else "b"
            case "IN":
                yield next((char for char in "aA1 .-_\n(é" if re.match(_class(value), char)), "")
            case "BRANCH":
                yield from _example(value[1][0])
            case "SUBPATTERN":
                yield from _example(value[3])
            case "ATOMIC_GROUP":
                yield from _example(value)
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                for _ in range(max(1, int(value[0]))):
                    yield from _example(value[2])


def _class(parts: Sequence[Any]) -> str:
    """A set of characters, written as a pattern again."""
    names = {"DIGIT": "d", "SPACE": "s", "WORD": "w"}
    written = ""
    for name, value in ((str(part[0]), part[1]) for part in parts):
        if name == "NEGATE":
            written += "^"
        elif name == "RANGE":
            written += f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
        elif name == "CATEGORY":
            letter = names[str(value).rpartition("_")[2]]
            written += f"\\{letter.upper() if '_NOT_' in str(value) else letter}"
        else:
            written += re.escape(chr(value))
    return f"[{written}]"
