"""Texts whose controls and bookmarks are gone, given back to their fields: by what they say, then by their place.

Three examples, the form printed with "A", "B", "C" one below the other, and no mark left of any:

    A, B, C      -> the three fields, as printed
    A, X, C      -> X is the second field's new text: one text stands where one is missing
    A, X, Y, C   -> nobody knows which of the two is the second field: both stay texts of no field
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from sopgen.edits.unique_pairs import unique_pairs
from sopgen.layout.text.measurer import printable
from sopgen.pull.document.items import Item
from sopgen.pull.document.row_tags import is_entry
from sopgen.pull.document.wordml import TICKS
from sopgen.render.docx.package.embedded import PrintedField


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A paragraph as it was printed: its fields' tags and texts, and the fixed words before, between and after them."""

    tags: tuple[str, ...]
    texts: tuple[str, ...]
    words: tuple[str, ...]
    marks: tuple[str, ...]  # the bookmarks around the fields

    @property
    def whole(self) -> str:
        """All that it says, as texts are compared."""
        parts = [self.words[0]]
        for text, words in zip(self.texts, self.words[1:], strict=True):
            parts += [text, words]
        return _said("".join(parts).strip(f"{TICKS} \n"))

    def values(self, text: str) -> tuple[str, ...] | None:
        """What each field says in a paragraph that says ``text``; None when its fixed words are not in it."""
        before, *between, after = (" ".join(words.split()) for words in self.words)
        if not (text.startswith(before) and text.removeprefix(before).endswith(after)):
            return None
        rest, values = text.removeprefix(before).removesuffix(after), []
        for words in between:
            value, found, rest = rest.strip().partition(words or " ")
            if not found:
                return None
            values.append(printable(value))
        return (*values, printable(rest))


def printed_lines(fields: Sequence[PrintedField]) -> Iterator[PrintedLine]:
    """The paragraphs that fields were printed in, in order: those of one have the same fixed words around them."""
    waiting: list[PrintedField] = []
    for printed in fields:
        if waiting and not _goes_on(waiting[-1], printed):
            yield _line(waiting)
            waiting = []
        waiting.append(printed)
    if waiting:
        yield _line(waiting)


def _goes_on(last: PrintedField, following: PrintedField) -> bool:
    same = last.before + last.after == following.before + following.after
    return same and following.before.startswith(last.before) and len(following.before) > len(last.before)


def _line(fields: Sequence[PrintedField]) -> PrintedLine:
    befores = [printed.before for printed in fields]
    between = [now[len(last) :] for last, now in pairwise(befores)]
    words = (befores[0], *between, fields[-1].after)
    tags, texts, marks = zip(*((printed.tag, printed.text, printed.bookmark) for printed in fields), strict=True)
    return PrintedLine(tags, texts, words, marks)


@dataclass
class MarksLost:
    """Gives texts back to ``lines``; ``fixed`` are the form's own words, which are nobody's, with their counts."""

    lines: Sequence[PrintedLine]
    fixed: Mapping[str, int]
    by_place: int = 0
    likely: set[str] = field(default_factory=set)
    seen: Counter[str] = field(default_factory=Counter)

    def found(self, items: Sequence[Item]) -> list[Item]:
        """``items`` with the tags of those that are lines; lines printed empty that left no trace are empty still."""
        places: dict[tuple[str, str], list[int]] = {}  # of a tag, and of a tag with its bookmark
        for index, line in enumerate(self.lines):
            for tag, mark in zip(line.tags, line.marks, strict=True):
                for key in {(tag, ""), (tag, mark)}:
                    places.setdefault(key, []).append(index)
        result: list[Item] = []
        waiting: list[Item] = []
        at = 0
        for item in items:
            if not item.tag:
                waiting.append(item)
                continue
            own = places.get((item.tag, item.mark)) or places.get((item.tag, ""), [])
            following = bisect_left(own, at)
            end = own[following] if following < len(own) else at
            result += self.between(waiting, self.lines[at:end])
            result.append(item)
            waiting, at = [], end + 1 if following < len(own) else at
        return result + self.between(waiting, self.lines[at:])

    def between(self, texts: list[Item], missing: Sequence[PrintedLine]) -> list[Item]:
        """The texts between two known ones, and the lines that are missing there."""
        if not missing:
            return texts
        wholes = {line.whole for line in missing}
        strange = [index for index, text in enumerate(texts) if self.is_strange(text.text, wholes)]
        pairs = dict(unique_pairs([_said(texts[index].text) for index in strange], [line.whole for line in missing]))
        known = {strange[one]: missing[other] for one, other in pairs.items()}
        self.by_place += len(known)
        for ones, others in _gaps(len(strange), len(missing), pairs):
            known |= self.in_order([strange[one] for one in ones], [missing[other] for other in others], texts)
        result = [part for index, text in enumerate(texts) for part in _named(text, known.get(index))]
        there = {item.tag for item in result}
        return result + [Item(tag, "") for line in missing if not line.whole for tag in line.tags if tag not in there]

    def is_strange(self, text: str, wholes: Container[str]) -> bool:
        """Whether a text is none of the form's words; a line of ``wholes`` that reads like one of them comes later."""
        self.seen[text] += 1
        count = self.fixed.get(text, 0)
        return not count or (_said(text) in wholes and self.seen[text] > count)

    def in_order(
        self, ones: Sequence[int], others: Sequence[PrintedLine], texts: Sequence[Item]
    ) -> Mapping[int, PrintedLine]:
        """Texts where as many lines are missing, one by one; several are sure only where they are alike."""
        if len(ones) != len(others):
            others = [line for line in others if line.whole]
        if len(ones) != len(others):
            return {}
        self.by_place += len(ones)
        if len(ones) > 1:
            for one, line in zip(ones, others, strict=True):
                if not _reworded(texts[one].text, line.whole):
                    self.likely.update(line.tags)
        return dict(zip(ones, others, strict=True))


def _named(text: Item, line: PrintedLine | None) -> Iterator[Item]:
    """A text as a line's fields; as it is when that is not to be."""
    values = line.values(text.text) if line else None
    if line is None or values is None:
        yield text
        return
    for tag, value in zip(line.tags, values, strict=True):
        number = "" if is_entry(tag) or tag != line.tags[0] else text.number
        yield replace(text, tag=tag, text=number + value)


def _said(text: str) -> str:
    return " ".join(printable(text).split())


def _reworded(one: str, other: str) -> bool:
    """Whether half of the words are the same."""
    words, others = set(one.casefold().split()), set(other.casefold().split())
    return 2 * len(words & others) >= max(len(words), len(others))


def _gaps(ones: int, others: int, pairs: Mapping[int, int]) -> Iterator[tuple[range, range]]:
    """What is left between the pairs."""
    last = (-1, -1)
    for pair in (*sorted(pairs.items()), (ones, others)):
        yield range(last[0] + 1, pair[0]), range(last[1] + 1, pair[1])
        last = pair
