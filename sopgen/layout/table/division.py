"""The room of the texts divided among their columns: low rows, and columns near the form's shares."""

from __future__ import annotations

import itertools
import math
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sopgen.layout.style.widths import MOVED, SAME_HEIGHT
from sopgen.layout.table.cells import CellMetrics, Texts
from sopgen.work import MEASURING, Work


@dataclass(frozen=True, slots=True)
class Part:
    """A column that takes part in the division: its least width and the one that the form would give it, in mm."""

    key: str
    least: float
    wish: float


@dataclass(frozen=True, slots=True)
class Division:
    """Widths of the parts, how high all rows are then, and how far the widths are off the form's, all in mm.

    ``score`` holds both (less is better).
    """

    score: float
    height: float
    off: float
    widths: tuple[float, ...]


class RowHeights:
    """Divides the room of one table's texts; the lines of one column at one width are counted once."""

    def __init__(self, metrics: CellMetrics, texts: Texts) -> None:
        self._metrics = metrics
        self._texts = texts
        self._effort = {text: metrics.effort(text) for each in texts.values() for text in each}
        self._efforts = {key: sum(self._effort[text] for text in texts) for key, texts in self._texts.items()}
        self._counts: dict[str, dict[float, list[int]]] = {}  # by column and width
        self._widths: dict[str, list[float]] = {}  # those widths, in order
        self._work = Work(MEASURING)
        self._line = metrics.height(2) - metrics.height(1)
        self._padding = metrics.height(0)

    def divide(
        self, parts: Sequence[Part], room: float, fixed: Mapping[str, float], least: Sequence[float], price: float
    ) -> Division:
        """``room`` mm divided among ``parts``; the first takes what whole millimetres leave.

        ``fixed`` are the widths of the other columns, ``least`` the heights that the symbols ask of the rows,
        ``price`` the mm of height that each mm off the form's widths must save.
        Begins at the form's shares and at shares by how much each column has to say, and moves room from one column
        to another, less and less of it, while that helps. Texts too long to try so much get the form's shares.
        """
        start = _spread([part.wish for part in parts], parts, room)
        if self.used_up or too_much_to_try(sum(self._efforts.values())):
            return Division(0.0, 0.0, 0.0, start)
        search = _Search(self, parts, self._others(fixed, least), start, price)
        said = _spread([self._efforts[part.key] for part in parts], parts, room)
        starts = dict.fromkeys((start, said))
        found = [search.from_(widths) for widths in starts if not self.used_up]
        return min(found, key=lambda division: division.score, default=Division(0.0, 0.0, 0.0, start))

    @property
    def used_up(self) -> bool:
        """Whether more lines have been looked for than may be."""
        return self._work.used_up

    def height(self, parts: Sequence[Part], widths: Sequence[float], others: Sequence[float]) -> float:
        """Sum of the rows' heights in mm, when ``others`` are the least lines of each."""
        counts = [self._count(part.key, width) for part, width in zip(parts, widths, strict=True)]
        lines: float = sum(map(max, others, *counts))
        return lines * self._line + len(others) * self._padding

    def _others(self, fixed: Mapping[str, float], least: Sequence[float]) -> list[float]:
        """What the columns of fixed widths and the symbols ask of each row, in lines."""
        lines = [(height - self._padding) / self._line for height in least]
        counts = [self._count(key, fixed[key]) for key in self._texts if key in fixed]
        return list(map(max, lines, *counts)) if counts else lines

    def _count(self, key: str, width: float) -> list[int]:
        """The lines of each row in one column.

        A text with as many lines in a narrower and in a wider column has them in those between, too.
        """
        known = self._counts.setdefault(key, {})
        found = known.get(width)
        if found is None:
            widths = self._widths.setdefault(key, [])
            at = bisect(widths, width)
            unknown = [None] * len(self._texts[key])
            narrower = known[widths[at - 1]] if at else unknown
            wider = known[widths[at]] if at < len(widths) else unknown
            between = [
                most if most is not None and (most == fewest or most == 1) else None
                for most, fewest in zip(narrower, wider, strict=True)
            ]
            found = known[width] = self._completed(between, self._texts[key], width)
            widths.insert(at, width)
        return found

    def _completed(self, known: Sequence[int | None], texts: Sequence[str], width: float) -> list[int]:
        """The lines of these texts, looked for where they are not known."""
        looked_at = [text for text, lines in zip(texts, known, strict=True) if lines is None]
        self._work.count(sum([self._effort[text] for text in looked_at]))
        counted = iter(self._metrics.line_counts(looked_at, width))
        return [next(counted) if lines is None else lines for lines in known]


@dataclass(frozen=True, slots=True)
class _Search:
    """Moves room between columns while that makes the table better."""

    rows: RowHeights
    parts: Sequence[Part]
    others: Sequence[float]
    wishes: Sequence[float]
    price: float
    tried: dict[tuple[float, ...], Division] = field(default_factory=dict)

    def from_(self, widths: tuple[float, ...]) -> Division:
        """The best division found from ``widths`` on."""
        best = self._division(widths)
        for moved in MOVED:
            while (better := self._better(best, moved)) is not None:
                best = better
        return best

    def _better(self, best: Division, moved: float) -> Division | None:
        """The best division after ``moved`` mm went from one column to another; None when none is better."""
        found = best
        for widths in self._moves(best.widths, moved):
            if self.rows.used_up:
                break
            division = self._division(widths)
            if division.score < found.score - SAME_HEIGHT:
                found = division
        return None if found is best else found

    def _moves(self, widths: tuple[float, ...], moved: float) -> Iterator[tuple[float, ...]]:
        for giver, taker in itertools.permutations(range(len(widths)), 2):
            if widths[giver] - moved >= self.parts[giver].least:
                changed = list(widths)
                changed[giver] = round(changed[giver] - moved, 2)
                changed[taker] = round(changed[taker] + moved, 2)
                yield tuple(changed)

    def _division(self, widths: tuple[float, ...]) -> Division:
        if widths not in self.tried:
            self.tried[widths] = self._found(widths)
        return self.tried[widths]

    def _found(self, widths: tuple[float, ...]) -> Division:
        off = sum([abs(width - wish) for width, wish in zip(widths, self.wishes, strict=True)])
        height = self.rows.height(self.parts, (math.floor(widths[0]), *widths[1:]), self.others)
        return Division(height + self.price * off, height, off, widths)


def too_much_to_try(effort: int) -> bool:
    """Whether texts that take so much to find their lines once are too long to find them at several widths."""
    return 2 * effort > MEASURING.allowance()


def _spread(shares: Sequence[float], parts: Sequence[Part], room: float) -> tuple[float, ...]:
    """``room`` mm by ``shares``, none less than its least width, all but the first whole millimetres.

    What columns lack at their shares the others give in proportion.
    """
    least = [part.least for part in parts]
    held = [False] * len(parts)
    widths = list(least)
    while not all(held):
        free = room - sum(least[at] for at in range(len(parts)) if held[at])
        total = sum(share for share, fast in zip(shares, held, strict=True) if not fast) or 1.0
        widths = [least[at] if held[at] else free * shares[at] / total for at in range(len(parts))]
        short = [at for at in range(len(parts)) if not held[at] and widths[at] < least[at]]
        if not short:
            break
        for at in short:
            held[at] = True
    others = [max(low, math.floor(width)) for width, low in zip(widths[1:], least[1:], strict=True)]
    return (round(room - sum(others), 2), *others)
