"""Random SOP sections and frames for the drawing's tests: the same seed gives the same section everywhere.

``plain`` is the mix that the router was first measured with (3-8 pelaksana, 8-45 steps, 38 % decisions, 12 % steps of
several pelaksana, mostly short loops); ``wide`` has 3-12 pelaksana, 5-60 steps, up to half decisions, jumps of any
length, rows of several symbols and parallel splits.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from sopgen.flow.graph import Flow
from sopgen.flow.make_flow import build
from sopgen.layout.drawing.drawing import Strips, column_demands, cut_cost, draw, row_demands
from sopgen.layout.routing.frame import Drawing, Frame, MoreRoom
from sopgen.layout.scene import Column, Row, RowKind
from sopgen.layout.style import Style
from sopgen.layout.text.protocol import Measurer
from sopgen.model.institution import Format, TerminatorStyle
from sopgen.model.sop import Actor, Section, Step, StepSymbol, Target, TargetKind

ACTOR_WIDTH = {3: 22.0, 4: 21.0, 5: 20.0, 6: 18.0, 7: 16.5, 8: 15.0, 9: 13.0, 10: 12.0, 11: 10.5, 12: 9.5}
ROW_HEIGHTS = (14.2, 15.0, 17.0, 20.0, 23.0, 26.0, 30.0)
FIRST_PAGE, NEXT_PAGE = 150.0, 165.0  # mm of rows
TOP = 40.0
LEFT = 97.0


@dataclass(frozen=True, slots=True)
class Case:
    """A random section with its flow and the row heights its texts would ask for."""

    seed: int
    section: Section
    flow: Flow
    text_heights: tuple[float, ...]
    column_width: float


def to_step(step: int) -> Target:
    """A target that is a step's only or first symbol."""
    return Target(TargetKind.SYMBOL, step, 0)


def plain(seed: int) -> Case:
    """The first mix."""
    dice = random.Random(seed)
    actors, count = dice.randint(3, 8), dice.randint(8, 45)
    column = dice.randrange(actors)
    steps: list[Step] = []
    for number in range(1, count + 1):
        chosen = _several(dice, actors, column)
        decision = 1 < number < count and dice.random() < 0.38 and number > 2
        goal = 0
        if decision:
            goal = max(1, number - min(number - 1, int(dice.expovariate(0.35)) + 1))
            if dice.random() >= 0.88 and number <= count - 4:
                goal = min(count, number + dice.randint(2, 6))
        steps.append(_step(number, (StepSymbol(chosen, decision=decision, no=(to_step(goal),) if decision else ()),)))
        column = max(0, min(actors - 1, column + dice.choice([-2, -1, -1, 0, 1, 1, 2])))
    return _case(seed, dice, actors, steps)


def wide(seed: int) -> Case:
    """The wider mix."""
    dice = random.Random(10_000 + seed)
    actors, count = dice.randint(3, 12), dice.randint(5, 60)
    decisions = dice.uniform(0.0, 0.5)
    column = dice.randrange(actors)
    steps: list[Step] = []
    for number in range(1, count + 1):
        symbols = [_wide_symbol(dice, number, count, actors, column, decisions)]
        if number < count and dice.random() < 0.05:
            beside = dice.randrange(actors)
            symbols.append(StepSymbol((beside,)))
        steps.append(_step(number, tuple(symbols)))
        column = max(0, min(actors - 1, column + dice.choice([-3, -2, -1, -1, 0, 1, 1, 2, 3])))
    return _case(seed, dice, actors, steps)


def rich(seed: int) -> Case:
    """Everything the source format allows, on few or very many pelaksana, columns as narrow as they come."""
    dice = random.Random(20_000 + seed)
    actors, count = dice.choice([1, 2, 2, 3, 4, 6, 9, 14, 20]), dice.randint(1, 40)
    steps: list[Step] = []
    for number in range(1, count + 1):
        symbols = tuple(
            _rich_symbol(dice, number, count, actors, last=index == 0)
            for index in reversed(range(dice.choice([1, 1, 1, 1, 2, 3])))
        )
        steps.append(_step(number, symbols))
    case = _case(seed, dice, actors, steps)
    width = dice.choice([7.5, 9.0, 12.0]) if actors > 3 else dice.choice([20.0, 30.0, 40.0])
    return Case(seed, case.section, case.flow, case.text_heights, width)


def _rich_symbol(dice: random.Random, number: int, count: int, actors: int, last: bool) -> StepSymbol:
    chosen = tuple(dice.sample(range(actors), min(actors, dice.choice([1, 1, 1, 1, 2, 3]))))
    reach = count if dice.random() < 0.25 else 4
    near = range(max(1, number - reach), min(count, number + reach) + 1)
    others = [step for step in near if step not in (number, number + 1)]
    start = dice.randrange(actors) if number > 1 and dice.random() < 0.03 else None
    if others and dice.random() < 0.3:
        goals = tuple(to_step(step) for step in dice.sample(others, min(len(others), dice.choice([1, 1, 1, 2]))))
        yes: tuple[Target, ...] = ()
        forward = [step for step in near if step > number and to_step(step) not in goals]
        if last and len(goals) == 1 and forward and dice.random() < 0.15:
            yes = (to_step(dice.choice(forward)),)
        return StepSymbol(
            chosen,
            decision=True,
            no=goals,
            yes=yes,
            text=dice.choice(["", "", "Setuju?", "Lengkap dan benar?"]),
            label_yes=dice.choice([None, None, "Ya", "Disetujui"]),
            label_no=dice.choice([None, None, "Tidak", "Ditolak"]),
            start=start,
        )
    forward = list(range(number + 1, min(count, number + 5) + 1))
    if last and len(forward) > 2 and dice.random() < 0.1:
        goals = tuple(to_step(step) for step in dice.sample(forward, dice.choice([1, 2, 3])))
        return StepSymbol(chosen, next=goals, start=start)
    end = dice.randrange(actors) if last and number == count and dice.random() < 0.5 else None
    return StepSymbol(chosen, text=dice.choice(["", "", "", "Mencatat dan mengarsipkan"]), start=start, end=end)


def _several(dice: random.Random, actors: int, column: int) -> tuple[int, ...]:
    """Mostly one pelaksana; else neighbours, or any."""
    if dice.random() >= 0.12:
        return (column,)
    if dice.random() < 0.4:
        chosen = dice.sample(range(actors), min(actors, dice.randint(2, 4)))
        return tuple(chosen)
    return tuple(range(column, min(actors, column + dice.randint(2, 4))))


def _wide_symbol(
    dice: random.Random, number: int, count: int, actors: int, column: int, decisions: float
) -> StepSymbol:
    chosen = _several(dice, actors, column)
    others = [step for step in range(1, count + 1) if step not in (number, number + 1)]
    if 2 < number < count and dice.random() < decisions and others:
        goal = dice.choice(others) if dice.random() < 0.4 else max(1, number - dice.randint(1, 5))
        return StepSymbol(chosen, decision=True, no=(to_step(goal),))
    if number < count - 3 and dice.random() < 0.04:
        return StepSymbol(chosen, next=(to_step(number + 1), to_step(number + dice.randint(2, 3))))
    return StepSymbol(chosen)


def _step(number: int, symbols: tuple[StepSymbol, ...]) -> Step:
    return Step(number, f"Kegiatan {number}", symbols)


def _case(seed: int, dice: random.Random, actors: int, steps: list[Step]) -> Case:
    section = Section(None, tuple(Actor(f"Pelaksana {index + 1}") for index in range(actors)), tuple(steps))
    style = dice.choice([TerminatorStyle.SEPARATE, TerminatorStyle.ACTIVITY])
    flow = build(section, Format(terminator=style))
    heights = tuple(dice.choice(ROW_HEIGHTS) for _ in steps)
    return Case(seed, section, flow, heights, ACTOR_WIDTH.get(actors, 22.0))


def frames(
    flow: Flow,
    text_heights: tuple[float, ...],
    column_width: float,
    measurer: Measurer,
    style: Style,
) -> tuple[Frame, ...]:
    """Columns of one width, rows as high as text and flow ask, pages broken where the fewest flows are cut."""
    demands = column_demands(flow, measurer, style)
    columns: list[Column] = []
    left = LEFT
    for actor, demand in enumerate(demands):
        right = left + max(column_width, demand)
        columns.append(Column("actor", left, right, actor))
        left = right
    widths = tuple(column.width for column in columns)
    needed = row_demands(flow, widths, measurer, style)
    heights = [max(a, b) for a, b in zip(text_heights, needed, strict=True)]
    strips = Strips.of(flow)
    ranges = _break(heights, cut_cost(flow), style.strip_height)
    strip = strips.height(ranges, style)
    ranges = _break(heights, cut_cost(flow), strip)
    return tuple(
        _frame(number, tuple(columns), pages, heights, strips.sides(pages), strip)
        for number, pages in enumerate(ranges, 2)
    )


def drawn(
    case: Case, measurer: Measurer, style: Style, rounds: int = 8
) -> tuple[tuple[Frame, ...], tuple[Drawing, ...]] | MoreRoom:
    """Frames and drawings of a case, more room given when the drawing asks for it, as the table does."""
    heights = list(case.text_heights)
    width = case.column_width
    answer: MoreRoom | None = None
    for _ in range(rounds):
        pages = frames(case.flow, tuple(heights), width, measurer, style)
        result = draw(case.flow, pages, measurer, style)
        if not isinstance(result, MoreRoom):
            return pages, result
        answer = result
        for step, more in result.row_growth:
            heights[step - 1] += more
        width *= 1.12 if result.columns_wider or result.columns else 1.0
    assert answer is not None
    return answer


def _frame(
    number: int,
    columns: tuple[Column, ...],
    steps: tuple[int, int],
    heights: list[float],
    strips: tuple[bool, bool],
    strip: float,
) -> Frame:
    rows: list[Row] = []
    y = TOP
    if strips[0]:
        rows.append(Row(RowKind.STRIP_TOP, y, y + strip))
        y += strip
    for step in range(steps[0], steps[1] + 1):
        rows.append(Row(RowKind.STEP, y, y + heights[step - 1], step))
        y += heights[step - 1]
    if strips[1]:
        rows.append(Row(RowKind.STRIP_BOTTOM, y, y + strip))
    return Frame(number, columns, tuple(rows))


def _break(heights: list[float], cuts: tuple[int, ...], strip: float) -> tuple[tuple[int, int], ...]:
    """Fewest pages, then fewest flows cut, then even fill."""
    count = len(heights)
    best: dict[int, tuple[int, float, tuple[tuple[int, int], ...]]] = {0: (0, 0.0, ())}
    for end in range(1, count + 1):
        for start in range(end):
            if start not in best:
                continue
            room = (FIRST_PAGE if start == 0 else NEXT_PAGE - strip) - (strip if end < count else 0)
            used = sum(heights[start:end])
            if used > room and end - start > 1:
                continue
            pages, cost, path = best[start]
            slack = (room - used) / room
            cost += 0 if end == count else 10 * cuts[end] + 30 * slack * slack
            candidate = (pages + 1, cost, (*path, (start + 1, end)))
            if end not in best or candidate[:2] < best[end][:2]:
                best[end] = candidate
    return best[count][2]
