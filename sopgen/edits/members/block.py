"""A list or a mapping that is written line by line: units come, go and move; everything else stays.

What lies between units (blank lines, comments that blank lines part from them) stays between the same neighbours.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

_BREAK = re.compile(r"\r\n|\n|\r")
_BLANK_OR_COMMENT = re.compile(r"[ \t]*(?:#[^\r\n]*)?[\r\n]*\Z")
_BLANKS = " \t\r\n"


@dataclass(frozen=True, slots=True)
class Unit:
    """An item or an entry: its lines with their ends, of which the first ``above`` are the comment above it.

    ``keeps`` is set where blank lines below it would become part of its value (``|+``).
    """

    lines: tuple[str, ...]
    above: int = 0
    keeps: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A text around one list or mapping that is written below each other, parted into lines.

    ``head`` ends where the line of the first unit begins, or the blank lines and free comments above that.
    ``prefix`` is what stands before the first unit on its line, when that is more than blanks: ``- `` of a list around
    it. ``gaps`` are the lines above each unit that are not its own, ``column`` is where units begin.
    """

    head: tuple[str, ...]
    prefix: str
    column: int
    gaps: tuple[tuple[str, ...], ...]
    units: tuple[Unit, ...]
    tail: tuple[str, ...]

    def text(self) -> str:
        """The whole text, each unit with the gap above it."""
        parts = list(self.head)
        for index, (gap, unit) in enumerate(zip(self.gaps, self.units, strict=True)):
            lines = [*gap, *unit.lines]
            if index == 0 and self.prefix:
                lines = _after_prefix(self.prefix, lines)
            elif index and self.units[index - 1].keeps:
                lines = without_leading_blanks(lines)
            parts += lines
        last = self.units[-1] if self.units else None
        parts += without_leading_blanks(self.tail) if last is not None and last.keeps else self.tail
        return "".join(parts)

    def without(self, index: int) -> Block:
        """The block without one unit; the blank lines that parted it from its neighbours part them now."""
        gaps, tail = list(self.gaps), self.tail
        above, last = gaps.pop(index), index == len(self.units) - 1
        if not last:
            gaps[index] = _merged(above, gaps[index]) if index or above else tuple(without_leading_blanks(gaps[index]))
        elif any(not is_blank(line) for line in above):
            tail = _before_tail(above, tail)
        units = (*self.units[:index], *self.units[index + 1 :])
        return replace(self, gaps=tuple(gaps), units=units, tail=tail)

    def with_unit(self, index: int, unit: Unit, parting: Sequence[str], below_gap: bool = False) -> Block:
        """The block with a new unit, by ``parting`` from the unit above it (of the first one: from the one below).

        With ``below_gap`` it is the gap that is already there which parts it from the one above.
        """
        gaps = list(self.gaps)
        gaps.insert(index + 1 if index == 0 or (below_gap and index < len(gaps)) else index, tuple(parting))
        if not self.units:
            gaps = [()]
        units = (*self.units[:index], unit, *self.units[index:])
        return replace(self, gaps=tuple(gaps), units=units)

    def parting(self) -> list[str]:
        """The blank lines that most neighbours are parted by (as many by more as by fewer: by more)."""
        blank = [tuple(gap[: len(gap) - len(without_leading_blanks(gap))]) for gap in self.gaps[1:]]
        counted = Counter(map(len, blank))
        most = max(counted, key=lambda length: (counted[length], length), default=0)
        return list(next((lines for lines in blank if len(lines) == most), ()))

    def emptied(self, index: int, behind: int, brackets: str) -> str:
        """The whole text with ``brackets`` instead of units, behind the colon or the dash at offset ``behind``.

        Of the unit ``index`` nothing is left, of others (blank entries) their comments.
        """
        left: list[str] = []
        for at, (gap, unit) in enumerate(zip(self.gaps, self.units, strict=True)):
            left += [*gap, *(line for line in unit.lines if at != index and _is_comment(line))]
        left = [] if all(map(is_blank, left)) else left
        head = "".join(self.head)
        if self.prefix:
            found = _BREAK.search("".join(self.units[0].lines))
            head += f"{self.prefix.rstrip()} {brackets}{found[0] if found else ''}"
        else:
            head = f"{head[:behind]} {brackets}{head[behind:]}"
        return head + "".join(_before_tail(left, self.tail))

    def with_comments_moved_in(self) -> Block:
        """The same with every comment no further in than the units, where a block text above would swallow it."""
        gaps = tuple(_moved_in(gap, self.column) for gap in self.gaps)
        units = tuple(
            replace(unit, lines=(*_moved_in(unit.lines[: unit.above], self.column), *unit.lines[unit.above :]))
            for unit in self.units
        )
        count = next((at for at, line in enumerate(self.tail) if not is_blank_or_comment(line)), len(self.tail))
        tail = (*_moved_in(self.tail[:count], self.column), *self.tail[count:])
        return replace(self, gaps=gaps, units=units, tail=tail)


def is_blank(line: str) -> bool:
    """Whether a line has nothing on it."""
    return not line.strip(_BLANKS)


def is_blank_or_comment(line: str) -> bool:
    """Whether a line has nothing on it, or only a comment."""
    return _BLANK_OR_COMMENT.match(line) is not None


def _is_comment(line: str) -> bool:
    return not is_blank(line) and is_blank_or_comment(line)


def without_leading_blanks(lines: Sequence[str]) -> list[str]:
    """The lines from the first on that is not blank."""
    count = next((at for at, line in enumerate(lines) if not is_blank(line)), len(lines))
    return list(lines[count:])


def _after_prefix(prefix: str, lines: list[str]) -> list[str]:
    """The lines with ``prefix`` before the first; on a line of its own when a comment or a blank line comes first."""
    if is_blank_or_comment(lines[0]):
        found = _BREAK.search(lines[0])
        return [prefix.rstrip() + (found[0] if found else "\n"), *lines]
    return [prefix + lines[0][len(prefix) :], *lines[1:]]


def _moved_in(lines: Sequence[str], column: int) -> tuple[str, ...]:
    """The lines with comments no further in than ``column``."""
    return tuple(
        line if is_blank(line) or len(line) - len(line.lstrip(" ")) <= column else " " * column + line.lstrip(" ")
        for line in lines
    )


def _merged(above: Sequence[str], below: Sequence[str]) -> tuple[str, ...]:
    """Lines above others, with the blank lines where they meet only once."""
    ending = next((count for count, line in enumerate(reversed(above)) if not is_blank(line)), len(above))
    beginning = len(below) - len(without_leading_blanks(below))
    return (*above, *below[min(ending, beginning) :])


def _before_tail(above: Sequence[str], tail: Sequence[str]) -> tuple[str, ...]:
    """Lines above the rest of a file, which ends without blank lines where there is no rest."""
    if tail:
        return _merged(above, tail)
    return tuple(reversed(without_leading_blanks(list(reversed(above)))))
