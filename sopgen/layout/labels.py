"""Where the answers stand: a label beside each way out of a decision, off every line, symbol, rule and other label."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass

from sopgen.layout.frame import Frame
from sopgen.layout.measure import Measurer
from sopgen.layout.metrics import diamond_gap
from sopgen.layout.ports import Side
from sopgen.layout.scene import Label, Point, RowKind, Symbol, SymbolKind
from sopgen.layout.style import MM_PER_POINT, Style

Box = tuple[float, float, float, float]  # left, top, right, bottom

LINE_CLEAR = 0.3  # mm between a label and a line
RULE_CLEAR = 0.2  # mm between a label and a table rule
SYMBOL_CLEAR = 0.25  # mm between a label and a symbol
TEXT_HEIGHT = 1.12  # of the size: ascent and descent of the faces used


@dataclass(frozen=True, slots=True)
class Asked:
    """A label to place: beside which symbol, at which side the line leaves, and the line's first corner."""

    key: int
    text: str
    step: int
    symbol: Symbol
    side: Side
    points: tuple[Point, ...]


class Obstacles:
    """What labels must keep clear of on one page."""

    def __init__(self, frame: Frame, symbols: Sequence[Symbol], lines: Sequence[tuple[Point, ...]]) -> None:
        columns = [column for column in frame.columns if column.actor is not None]
        self.left, self.right = columns[0].left, columns[-1].right
        self.upright_rules = [column.left for column in columns] + [columns[-1].right]
        rows = [row for row in frame.rows if row.kind is not RowKind.TOTAL]
        self.level_rules = [row.top for row in rows] + [rows[-1].bottom]
        self.top, self.bottom = rows[0].top, rows[-1].bottom
        self.symbols = symbols
        self.notes = [symbol.note_box for symbol in symbols if symbol.note_box is not None]
        self.segments = [
            (min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
            for points in lines
            for a, b in itertools.pairwise(points)
        ]
        self.labels: list[Box] = []

    def around(self, symbol: Symbol, reach: float) -> Obstacles:
        """The obstacles near a symbol only; labels are shared with this."""
        box = (symbol.x - reach, symbol.y - reach, symbol.x + reach, symbol.y + reach)
        near = copy(self)
        near.segments = [segment for segment in self.segments if _meet(box, segment, 0.0)]
        far = reach + 10
        near.symbols = [s for s in self.symbols if abs(s.x - symbol.x) < far and abs(s.y - symbol.y) < far]
        return near

    def free(self, box: Box) -> bool:
        """Whether a label may stand in this box."""
        left, top, right, bottom = box
        if left < self.left + RULE_CLEAR or right > self.right - RULE_CLEAR:
            return False
        if any(left - RULE_CLEAR < x < right + RULE_CLEAR for x in self.upright_rules):
            return False
        if top < self.top + RULE_CLEAR or bottom > self.bottom - RULE_CLEAR:
            return False
        if any(top - RULE_CLEAR < y < bottom + RULE_CLEAR for y in self.level_rules):
            return False
        if any(_meet(box, other, LINE_CLEAR) for other in self.segments):
            return False
        if not self.clear_of_labels(box):
            return False
        return not any(symbol_near(box, symbol, SYMBOL_CLEAR) for symbol in self.symbols) and not any(
            _meet(box, (x - w / 2, y - h / 2, x + w / 2, y + h / 2), LINE_CLEAR) for x, y, w, h in self.notes
        )

    def clear_of_labels(self, box: Box) -> bool:
        """Whether no placed label is near."""
        return not any(_meet(box, other, LINE_CLEAR) for other in self.labels)

    def in_sight(self, box: Box, one: Asked) -> bool:
        """Whether no other line runs between a label and the port where its line leaves."""
        (x, y), after = one.points[0], one.points[1]
        left, right = min(x, box[0]), max(x, box[2])
        top, bottom = min(y, box[1]), max(y, box[3])
        if y == after[1]:
            left, right, top, bottom = left + 0.1, right, top + 0.1, bottom - 0.1
        else:
            left, right, top, bottom = left + 0.1, right - 0.1, top + 0.1, bottom
        own = {
            (min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
            for a, b in itertools.pairwise(one.points)
        }
        return not any(_meet((left, top, right, bottom), s, 0.0) for s in self.segments if s not in own)


def _meet(box: Box, other: Box, clear: float) -> bool:
    return (
        box[0] < other[2] + clear
        and box[2] > other[0] - clear
        and box[1] < other[3] + clear
        and box[3] > other[1] - clear
    )


def symbol_near(box: Box, symbol: Symbol, clear: float) -> bool:
    """Whether a box is nearer to a symbol's outline than ``clear`` (a diamond is taken as one, others as boxes)."""
    dx = max(box[0] - symbol.x, symbol.x - box[2], 0.0)
    dy = max(box[1] - symbol.y, symbol.y - box[3], 0.0)
    if dx > symbol.width / 2 + clear or dy > symbol.height / 2 + clear:
        return False
    if symbol.kind is not SymbolKind.DECISION:
        return True
    width, height = box[2] - box[0], box[3] - box[1]
    stand_in = Label("", (box[0] + box[2]) / 2, (box[1] + box[3]) / 2, width, height, 0, 0.0)
    return diamond_gap(stand_in, symbol) < clear


def place_labels(
    asked: Sequence[Asked], obstacles: Obstacles, strict: bool, measurer: Measurer, style: Style
) -> tuple[dict[int, Label], list[Asked]]:
    """Place every label; those with fewest places first. Returns labels by key and what found no place.

    ``strict`` refuses places where another line runs between a label and its way out.
    """
    placed: dict[int, Label] = {}
    lost: list[Asked] = []
    near = {one.key: obstacles.around(one.symbol, style.label_max_distance + one.symbol.width) for one in asked}
    choices = {one.key: _choices(one, near[one.key], strict, measurer, style) for one in asked}
    for one in sorted(asked, key=lambda item: (len(choices[item.key]), item.key)):
        label = next((label for label in choices[one.key] if obstacles.clear_of_labels(_box(label))), None)
        if label is None:  # other labels took all places of this size
            label = next(_free_places(one, near[one.key], strict, measurer, style), None)
        if label is None:
            lost.append(one)
            continue
        placed[one.key] = label
        obstacles.labels.append(_box(label))
    return placed, lost


def _choices(one: Asked, obstacles: Obstacles, strict: bool, measurer: Measurer, style: Style) -> list[Label]:
    """The free places of the largest size that has any."""
    places = _free_places(one, obstacles, strict, measurer, style)
    first = next(places, None)
    return [first, *itertools.takewhile(lambda label: label.size_pt == first.size_pt, places)] if first else []


def _box(label: Label) -> Box:
    return (
        label.x - label.width / 2,
        label.y - label.height / 2,
        label.x + label.width / 2,
        label.y + label.height / 2,
    )


def _free_places(one: Asked, obstacles: Obstacles, strict: bool, measurer: Measurer, style: Style) -> Iterator[Label]:
    """Candidate labels that touch nothing, best first; smaller letters only where the size of all others fails."""
    size = style.label_pt
    while size >= style.min_symbol_pt:
        width = measurer.width(one.text, size, bold=True) + 0.1
        height = size * TEXT_HEIGHT * MM_PER_POINT
        for x, y in candidates(one, width, height):
            label = Label(one.text, round(x, 2), round(y, 2), round(width, 2), round(height, 2), one.step, size)
            if diamond_gap(label, one.symbol) > style.label_max_distance - 0.1 or not obstacles.free(_box(label)):
                continue
            if not strict or obstacles.in_sight(_box(label), one):
                yield label
        size -= 0.5


def candidates(one: Asked, width: float, height: float) -> Iterator[Point]:
    """Centres of possible boxes: snug at the vertex, then further along the line, then beside its next piece."""
    symbol = one.symbol
    gap = LINE_CLEAR + 0.15
    half_width, half_height = symbol.width / 2, symbol.height / 2
    (x0, y0), (_, y1) = one.points[0], one.points[1]
    if one.side in (Side.EAST, Side.WEST):
        sign = 1 if one.side is Side.EAST else -1
        snug = half_width * (1 - gap / half_height) + SYMBOL_CLEAR * 1.4 + width / 2
        for along in (max(snug, half_width + 0.2 + width / 2 - 0.9), snug, half_width + 0.5 + width / 2):
            yield symbol.x + sign * along, y0 - gap - height / 2
        yield symbol.x + sign * snug, y0 + gap + height / 2
        for further in (1.5, 3.0, 4.5):
            yield symbol.x + sign * (half_width + further + width / 2), y0 - gap - height / 2
            yield symbol.x + sign * (half_width + further + width / 2), y0 + gap + height / 2
        turn = 1 if y1 > y0 else -1
        yield from _beside_corner(one, sign, turn, gap, width, height)
    else:
        sign = 1 if one.side is Side.SOUTH else -1
        snug = half_height * (1 - gap / half_width) + SYMBOL_CLEAR * 1.4 + height / 2
        for along in (snug, snug + 0.5, *(half_height + more + height / 2 for more in (0.3, 1.5, 2.5, 3.5, 4.5))):
            for side in (1, -1):
                yield x0 + side * (gap + width / 2), symbol.y + sign * along


def _beside_corner(one: Asked, sign: int, turn: int, gap: float, width: float, height: float) -> Iterator[Point]:
    """Places in the next columns, above and below the line's level piece."""
    x_end = one.points[1][0]
    for step in range(1, 8):
        x = one.points[0][0] + sign * (0.8 * step + width / 2)
        if abs(x - one.points[0][0]) > abs(x_end - one.points[0][0]) + 6:
            break
        for side in (-turn, turn):
            yield x, one.points[0][1] + side * (gap + height / 2)
