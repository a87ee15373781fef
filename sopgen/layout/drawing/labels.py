"""Where the answers stand: a label beside each way out of a decision, off every line, symbol, rule and other label."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from math import hypot

from sopgen.flow.graph import SymbolKind
from sopgen.layout.routing.frame import Frame
from sopgen.layout.routing.geometry import Box, around, box_gap, diamond_gap, which_meet
from sopgen.layout.routing.ports import OUTWARD, Side
from sopgen.layout.scene import Label, Point, Symbol
from sopgen.layout.style import BOLD_MORE, MM_PER_POINT, STYLE, TEXT_HEIGHT, Style
from sopgen.layout.style.clearances import (
    GRAIN,
    LABEL_BESIDE_LINE,
    LABEL_IN_SIGHT,
    LABEL_OVER_VERTEX,
    LABEL_SHORT_OF_MOST,
    LABEL_TO_HEAD,
    LABEL_TO_LINE,
    LABEL_TO_RULE,
    LABEL_TO_SYMBOL,
)
from sopgen.layout.style.tries import (
    LABEL_AWAY_FIRST,
    LABEL_AWAY_PLACES,
    LABEL_AWAY_STEP,
    LABEL_EDGE_SHARE,
    LABEL_EDGE_STEP,
    LABEL_HIGHER,
)
from sopgen.layout.text.lines import word_gaps
from sopgen.layout.text.measurer import sizes
from sopgen.layout.text.protocol import Measurer


@dataclass(frozen=True, slots=True)
class Asked:
    """A label to place: beside which symbol, at which side the line leaves, the line and its straight pieces.

    ``own`` are the pieces of all lines to the line's target.
    """

    key: int
    text: str
    step: int
    symbol: Symbol
    side: Side
    points: tuple[Point, ...]
    pieces: tuple[Box, ...]
    own: frozenset[Box] = frozenset()


class Obstacles:
    """What labels must keep clear of on one page."""

    def __init__(self, frame: Frame, symbols: Sequence[Symbol], segments: Sequence[Box], heads: Sequence[Box]) -> None:
        self.upright_rules, self.level_rules = frame.rules
        self.left, self.right = self.upright_rules[0], self.upright_rules[-1]
        self.top, self.bottom = self.level_rules[0], self.level_rules[-1]
        self.symbols = symbols
        self.notes = [around(*symbol.note_box) for symbol in symbols if symbol.note_box is not None]
        self.segments = segments
        self.heads = heads
        self.labels: list[Box] = []
        self.widest = self.right - self.left  # no label that is wider in mm has a place: all stand between two rules

    def around(self, symbol: Symbol, reach: float) -> Obstacles:
        """The obstacles within ``reach`` mm of a symbol only; the list of placed labels is the same object."""
        box = (symbol.x - reach, symbol.y - reach, symbol.x + reach, symbol.y + reach)
        near = copy(self)
        near.segments = [self.segments[at] for at in which_meet(box, self.segments, 0.0)]
        near.heads = [self.heads[at] for at in which_meet(box, self.heads, 0.0)]
        far = reach + 10
        near.symbols = [s for s in self.symbols if abs(s.x - symbol.x) < far and abs(s.y - symbol.y) < far]
        columns = itertools.pairwise(self.upright_rules)
        widths = (right - left for left, right in columns if left < box[2] and right > box[0])
        near.widest = max(widths, default=0.0) - 2 * LABEL_TO_RULE + GRAIN
        near.upright_rules = [x for x in self.upright_rules if abs(x - symbol.x) < far]
        near.level_rules = [y for y in self.level_rules if abs(y - symbol.y) < far]
        return near

    def free(self, box: Box) -> bool:
        """Whether a label may stand in this box."""
        left, top, right, bottom = box
        if left < self.left + LABEL_TO_RULE or right > self.right - LABEL_TO_RULE:
            return False
        if any(left - LABEL_TO_RULE < x < right + LABEL_TO_RULE for x in self.upright_rules):
            return False
        if top < self.top + LABEL_TO_RULE or bottom > self.bottom - LABEL_TO_RULE:
            return False
        if any(top - LABEL_TO_RULE < y < bottom + LABEL_TO_RULE for y in self.level_rules):
            return False
        if which_meet(box, self.segments, LABEL_TO_LINE) or which_meet(box, self.heads, LABEL_TO_HEAD):
            return False
        if not self.clear_of_labels(box):
            return False
        if any(symbol_near(box, symbol, LABEL_TO_SYMBOL) for symbol in self.symbols):
            return False
        return not which_meet(box, self.notes, LABEL_TO_LINE)

    def clear_of_labels(self, box: Box) -> bool:
        """Whether no placed label is near."""
        return not which_meet(box, self.labels, LABEL_TO_LINE)

    def in_sight(self, box: Box, one: Asked) -> bool:
        """Whether no other line runs between a label and the port where its line leaves."""
        (x, y), after = one.points[0], one.points[1]
        left, right = min(x, box[0]), max(x, box[2])
        top, bottom = min(y, box[1]), max(y, box[3])
        if y == after[1]:
            left, right, top, bottom = left + LABEL_IN_SIGHT, right, top + LABEL_IN_SIGHT, bottom - LABEL_IN_SIGHT
        else:
            left, right, top, bottom = left + LABEL_IN_SIGHT, right - LABEL_IN_SIGHT, top + LABEL_IN_SIGHT, bottom
        sight = (left, top, right, bottom)
        return all(self.segments[at] in one.pieces for at in which_meet(sight, self.segments, 0.0))

    def nearest_own(self, box: Box, one: Asked) -> bool:
        """Whether no line to another target is nearer to a label than its own line."""
        own = min(box_gap(box, piece) for piece in one.pieces)
        return not any(box_gap(box, s) < own - GRAIN for s in self.segments if s not in one.own)


def symbol_near(box: Box, symbol: Symbol, clear: float) -> bool:
    """Whether a box is nearer to a symbol's outline than ``clear`` mm (a diamond is taken as one, others as boxes)."""
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
    near = {one.key: obstacles.around(one.symbol, _reach(one, measurer, style)) for one in asked}
    choices = {one.key: _choices(one, near[one.key], strict, measurer, style) for one in asked}
    for one in sorted(asked, key=lambda item: (len(choices[item.key]), item.key)):
        label = next((label for label in choices[one.key] if obstacles.clear_of_labels(_box(label))), None)
        if label is None and choices[one.key]:  # other labels took all places of this size
            kinds = _kinds(one, near[one.key], strict, measurer, style)
            label = next((label for places in kinds for label in places), None)
        if label is None:
            lost.append(one)
            continue
        placed[one.key] = label
        obstacles.labels.append(_box(label))
    return placed, lost


def _reach(one: Asked, measurer: Measurer, style: Style) -> float:
    """How far from its symbol's centre a label may extend, in mm."""
    text = max(style.label_pt * MM_PER_POINT * 2, measurer.width(one.text, style.label_pt, bold=True))
    return style.label_max_distance + max(one.symbol.width, one.symbol.height) / 2 + text + LABEL_TO_LINE


def _choices(one: Asked, obstacles: Obstacles, strict: bool, measurer: Measurer, style: Style) -> list[Label]:
    """The free places of the best kind that has any."""
    return next((places for places in _kinds(one, obstacles, strict, measurer, style) if places), [])


def _box(label: Label) -> Box:
    return around(label.x, label.y, label.width, label.height)


def _kinds(one: Asked, obstacles: Obstacles, strict: bool, measurer: Measurer, style: Style) -> Iterator[list[Label]]:
    """Free places, the best kind first: at the vertex in good size, then further off, then in small letters.

    A label of several words is also tried in two lines, everywhere after the same in one. In good size those come first
    that are nearer to the label's own line than to any other.
    """
    free = _FreePlaces(one, obstacles, strict, measurer, style)
    tried = sizes(style.label_pt, style.min_symbol_pt)
    good = [size for size in tried if size >= style.label_good_pt]
    forms = tuple(dict.fromkeys(((), halves(one.text, measurer))))
    places: tuple[_Place, ...] = (_at_vertex, _at_edge, _further_off)
    doubtful: list[list[Label]] = []
    for place, lines, size in itertools.product(places, forms, good):
        found = free.of(place, lines, size)
        own = [label for label in found if obstacles.nearest_own(_box(label), one)]
        doubtful.append([label for label in found if label not in own])
        yield own
    yield from doubtful
    for size, place, lines in itertools.product(tried[len(good) :], places, forms):
        yield sorted(free.of(place, lines, size), key=lambda label: not obstacles.nearest_own(_box(label), one))


_Place = Callable[[Asked, float, float], Iterator[Point]]


@dataclass(frozen=True, slots=True)
class _FreePlaces:
    """Finds where one label may stand; the fields are those of :func:`place_labels`."""

    one: Asked
    obstacles: Obstacles
    strict: bool
    measurer: Measurer
    style: Style

    def of(self, place: _Place, lines: tuple[str, ...], size: float) -> list[Label]:
        """The label at each place of a kind where it may stand, written in ``lines`` and ``size`` points."""
        one = self.one
        width, height = _size(lines or (one.text,), size, self.measurer, self.style)
        if width > self.obstacles.widest:
            return []
        farthest = self.style.label_max_distance - LABEL_SHORT_OF_MOST
        found: list[Label] = []
        for x, y in place(one, width, height):
            x, y = round(x, 2), round(y, 2)
            box = around(x, y, width, height)
            if not self.obstacles.free(box) or (self.strict and not self.obstacles.in_sight(box, one)):
                continue
            label = Label(one.text, x, y, width, height, one.step, size, lines)
            if diamond_gap(label, one.symbol) <= farthest:
                found.append(label)
        return found


def _size(lines: tuple[str, ...], size: float, measurer: Measurer, style: Style) -> tuple[float, float]:
    """Width and height in mm of a label's lines at a size in points."""
    width = max(measurer.width(line, size, bold=True) for line in lines)
    height = (TEXT_HEIGHT + (len(lines) - 1) * style.line_height) * size * MM_PER_POINT
    return round(width + BOLD_MORE, 2), round(height, 2)


def halves(text: str, measurer: Measurer) -> tuple[str, ...]:
    """A text of several words in two lines, as narrow as they can be; nothing for one word."""
    splits = [(text[:start], text[end:]) for start, end in word_gaps(text)]
    return min(splits, key=lambda lines: max(measurer.width(line, 10.0, bold=True) for line in lines), default=())


def narrowest(text: str, size: float, measurer: Measurer) -> float:
    """The least width in mm in which a label can be written at a size in points."""
    return max(measurer.width(line, size, bold=True) for line in halves(text, measurer) or (text,))


def _at_vertex(one: Asked, width: float, height: float) -> Iterator[Point]:
    """Places close in the corner of the diamond and its line: above a level line, right of an upright one first."""
    symbol, (x, y) = one.symbol, one.points[0]
    gap = LABEL_BESIDE_LINE
    half_width, half_height = symbol.width / 2, symbol.height / 2
    dx, dy = OUTWARD[one.side]
    if dx:
        nearest = _nearest(half_width, half_height, gap) + width / 2
        for along in (max(nearest, half_width + width / 2 - LABEL_OVER_VERTEX), nearest):
            yield symbol.x + dx * along, y - gap - height / 2
        yield symbol.x + dx * nearest, y + gap + height / 2
    else:
        nearest = _nearest(half_height, half_width, gap) + height / 2
        if len(one.points) == 2 and abs(one.points[1][1] - y) < height + 2 * STYLE.arrow_length:
            beside_head = LABEL_TO_LINE + STYLE.arrow_width / 2 + width / 2  # a short arrow: its head stands there too
            for side in (1, -1):
                yield x + side * beside_head, symbol.y + dy * nearest
        for along in (nearest, nearest + LABEL_HIGHER):
            for side in (1, -1):
                yield x + side * (gap + width / 2), symbol.y + dy * along


def _at_edge(one: Asked, width: float, height: float) -> Iterator[Point]:
    """Beside a level line, further up (or down) along the diamond's edge, which leaves more room for long labels."""
    symbol, y = one.symbol, one.points[0][1]
    dx, _ = OUTWARD[one.side]
    gap = LABEL_BESIDE_LINE + LABEL_EDGE_STEP
    while dx and gap <= LABEL_EDGE_SHARE * symbol.height / 2:
        along = _nearest(symbol.width / 2, symbol.height / 2, gap) + width / 2
        for side in (-1, 1):
            yield symbol.x + dx * along, y + side * (gap + height / 2)
        gap += LABEL_EDGE_STEP


def _nearest(along: float, across: float, gap: float) -> float:
    """How far from a diamond's centre a label's corner stands, measured along the line that leaves, to be clear of it.

    ``along`` and ``across`` are half the diamond's size in the line's direction and square to it, ``gap`` is how far
    beside the line the corner is.
    """
    return along * (1 - gap / across) + (LABEL_TO_SYMBOL + GRAIN) * hypot(1, along / across)


def _further_off(one: Asked, width: float, height: float) -> Iterator[Point]:
    """Places along the line, nearest first; a level line's may be in the next columns or past its corner."""
    x, y = one.points[0]
    gap = LABEL_BESIDE_LINE
    dx, dy = OUTWARD[one.side]
    for step in range(LABEL_AWAY_PLACES):
        along = LABEL_AWAY_FIRST + LABEL_AWAY_STEP * step
        if dx:
            for side in (-1, 1):
                yield x + dx * (along + width / 2), y + side * (gap + height / 2)
        else:
            for side in (1, -1):
                yield x + side * (gap + width / 2), y + dy * (along + height / 2)
