"""What a benchmark says: lines of Markdown, and goals with what was measured beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Goal:
    """One promise: ``what`` in words, its ``limit``, what was ``measured``, and whether that keeps it."""

    what: str
    limit: str
    measured: str
    met: bool

    @classmethod
    def at_most(cls, what: str, limit: float, measured: float, unit: str = "", digits: int = 2) -> Goal:
        """A goal that a smaller number keeps."""
        shown = f"{measured:.{digits}f}{unit}"
        return cls(what, f"≤ {limit:g}{unit}", shown, round(measured, digits) <= limit)

    @classmethod
    def at_least(cls, what: str, limit: float, measured: float, unit: str = "", digits: int = 2) -> Goal:
        """A goal that a larger number keeps."""
        shown = f"{measured:.{digits}f}{unit}"
        return cls(what, f"≥ {limit:g}{unit}", shown, round(measured, digits) >= limit)


@dataclass(slots=True)
class Section:
    """One part of the page."""

    title: str
    lines: list[str] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)

    def say(self, *lines: str) -> None:
        """Add lines; an empty one after them."""
        self.lines += [*lines, ""]

    def table(self, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Add a table."""
        self.lines += [_row(head), _row(["---"] * len(head)), *(_row(row) for row in rows), ""]

    def markdown(self) -> list[str]:
        """The part as the page has it."""
        return [f"## {self.title}", "", *self.lines]


def goals_table(goals: Sequence[Goal]) -> list[str]:
    """All goals in one table, those that are not met in bold."""
    section = Section("")
    rows = (
        (goal.what, goal.limit, goal.measured if goal.met else f"**{goal.measured}**", "yes" if goal.met else "**no**")
        for goal in goals
    )
    section.table(("goal", "limit", "measured", "met"), rows)
    return section.lines


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
