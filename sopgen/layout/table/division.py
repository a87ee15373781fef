"""The room of the texts divided among the columns that share it, so that the rows together are low."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sopgen.layout.style.widths import (
    DIVISION_STEP,
    FEW_STEPS,
    MOST_DIVISIONS,
    MOST_SHARE,
    OFF_SHARES,
    USUALLY_SHARED,
)
from sopgen.layout.table.cells import CellMetrics, round_up
from sopgen.model.form.columns import TableColumn, shared
from sopgen.model.sop import Step
from sopgen.work import MEASURING, Work


@dataclass(frozen=True, slots=True)
class _Division:
    """Widths of the texts, and how low the rows and how balanced the widths are then (less is better)."""

    score: float
    widths: tuple[float, ...]


class RowHeights:
    """The sum of all rows' heights for a division; line counts of one column are found once for each width."""

    def __init__(
        self, metrics: CellMetrics, columns: Sequence[TableColumn], steps: Sequence[Step], fixed: Mapping[str, float]
    ) -> None:
        self._metrics, self._few = metrics, len(steps) <= FEW_STEPS
        self._texts = {column.key: [step.cell(column) for step in steps] for column in columns if column.field}
        self._counts: dict[tuple[str, float], list[int]] = {}
        self._efforts = {key: sum(map(metrics.effort, texts)) for key, texts in self._texts.items()}
        self._work = Work(MEASURING)
        self._keys = tuple(column.key for column in shared(columns))
        shares = [column.share for column in shared(columns)]
        self._shares = tuple(share / sum(shares) for share in shares)
        others = [self._count(key, fixed[key]) for key in self._texts if key in fixed]
        self._others = [max(counts) for counts in zip(*others, strict=True)] if others else [0 for _ in steps]
        self._line = self._metrics.height(2) - self._metrics.height(1)
        self._padding = self._metrics.height(0)

    def _count(self, key: str, width: float) -> list[int]:
        found = self._counts.get((key, width))
        if found is None:
            self._work.count(self._efforts[key])
            found = [self._metrics.line_count(text, width) for text in self._texts[key]]
            self._counts[key, width] = found
        return found

    def divide(self, room: float, floors: Sequence[float], least_share: float) -> tuple[float, ...]:
        """``room`` mm divided among the columns that share it, so that the rows are low and the shares balanced.

        Each gets at least what ``floors`` says, and all but the first ``least_share`` of the room. In long tables a
        coarse grid of divisions first, then the neighbourhood of the best. Texts too long to try so many get their
        shares.
        """
        if too_much_to_try(sum(self._efforts.values())):
            return self._by_shares(room, floors)
        share = least_share * min(USUALLY_SHARED / len(floors), 1.0)
        lowest = [round_up(max(floor, share * room)) for floor in floors[1:]]
        best = _Division(math.inf, (round(room - sum(floors[1:]), 2), *floors[1:]))
        step = DIVISION_STEP if self._few else 2 * DIVISION_STEP
        grids = [_grid(low, MOST_SHARE * room, step) for low in lowest]
        thinned = _thinned(grids)
        best = self._best(room, floors[0], itertools.product(*thinned), best)
        if not self._few or thinned != grids:
            near = [
                tuple(round(width + move, 2) for move in (-DIVISION_STEP, 0.0, DIVISION_STEP) if width + move >= low)
                for width, low in zip(best.widths[1:], lowest, strict=True)
            ]
            best = self._best(room, floors[0], itertools.product(*near), best)
        return self._by_shares(room, floors) if self._work.used_up else best.widths

    def _by_shares(self, room: float, floors: Sequence[float]) -> tuple[float, ...]:
        """``room`` mm divided by the form's shares, none less than its floor where the first can give way."""
        others = [round(max(floor, share * room), 2) for floor, share in zip(floors[1:], self._shares[1:], strict=True)]
        first = round(room - sum(others), 2)
        return (first, *others) if first >= floors[0] else (round(room - sum(floors[1:]), 2), *floors[1:])

    def _best(self, room: float, floor: float, choices: Iterable[tuple[float, ...]], best: _Division) -> _Division:
        """The best division of ``room`` mm among widths for all that share but the first, and ``best``.

        The first gets the rest, at least ``floor``, and never less than the others.
        """
        for others in choices:
            if self._work.used_up:
                break
            first = round(room - sum(others), 2)
            if first < max(floor, 0.0, *others):
                continue
            widths = (first, *others)
            departure = sum([abs(width - share * room) for width, share in zip(widths, self._shares, strict=True)])
            score = self._total(widths) + OFF_SHARES * departure
            if score < best.score - 1e-9:
                best = _Division(score, widths)
        return best

    def _total(self, widths: tuple[float, ...]) -> float:
        """Sum of the rows' heights in mm."""
        counts = [self._count(key, width) for key, width in zip(self._keys, widths, strict=True)]
        rows: Iterable[tuple[int, ...]] = zip(*counts, self._others, strict=True)
        least = self._metrics.style.row_min
        return sum([max(max(counts) * self._line + self._padding, least) for counts in rows])


def too_much_to_try(effort: int) -> bool:
    """Whether texts that take so much to find their lines once are too long to find them at several widths."""
    return 2 * effort > MEASURING.allowance()


def _grid(first: float, last: float, step: float) -> tuple[float, ...]:
    """Widths from ``first`` on, whole ``step``s apart, so that different divisions meet at the same widths."""
    count = int(max(last - first, 0.0) / step)
    start = round_up(first)
    return tuple(round(start + index * step, 2) for index in range(count + 1))


def _thinned(grids: Sequence[tuple[float, ...]]) -> list[tuple[float, ...]]:
    """Grids of more than two columns with so few widths left that their combinations can all be tried."""
    every = 1
    while len(grids) + 1 > USUALLY_SHARED and math.prod(len(grid[::every]) for grid in grids) > MOST_DIVISIONS:
        every += 1
    return [grid[::every] for grid in grids]
