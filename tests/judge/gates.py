"""The gates that need one page only: how lines, symbols, texts and rules stand to each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import hypot

from tests.judge.sheet import Box, Outline, Point, Shape, Sheet, Stroke

SIDES = {"atas": (0, -1), "kanan": (1, 0), "bawah": (0, 1), "kiri": (-1, 0)}
SPACING = 0.8
HEAD_LONG, HEAD_WIDE = 1.5, 1.4
BEHIND = 0.15  # mm of straight line that shows behind a head
BESIDE = 0.2  # mm between a head and a line that goes elsewhere
REACH = 6.0 + 0.6  # mm from the letters of a text: its box, of which the contract speaks, is up to that much higher
TEXT_CLEAR = 0.35


@dataclass(frozen=True, slots=True)
class Ends:
    """Where a stroke starts and ends: outlines by index and their sides."""

    source: int
    source_side: str
    target: int
    target_side: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with a page; ``slack`` in mm is how exactly its places are known."""

    sheet: Sheet
    slack: float = 0.02

    def faults(self) -> list[str]:
        """All broken gates of the page."""
        return [
            f"page {self.sheet.number}: {fault}"
            for gate in (
                self.orthogonal,
                self.ends,
                self.sides,
                self.through,
                self.spacing,
                self.bounds,
                self.texts,
                self.heads,
            )
            for fault in gate()
        ]

    # -- 1: lines and where they end

    def orthogonal(self) -> Iterator[str]:
        """Every piece of every line is level or upright."""
        for stroke in self.sheet.strokes:
            for (x0, y0), (x1, y1) in stroke.pieces:
                if min(abs(x0 - x1), abs(y0 - y1)) > self.slack:
                    yield f"slanting from {x0:.2f}, {y0:.2f} to {x1:.2f}, {y1:.2f}"

    def ends(self) -> Iterator[str]:
        """Every line begins and ends in the middle of a symbol's side, coming from outside."""
        for stroke in self.sheet.strokes:
            for name, end, inner in (("start", *stroke.points[:2]), ("end", *stroke.points[:-3:-1])):
                if self.meets(end, inner) is None:
                    yield f"{name} at {end[0]:.2f}, {end[1]:.2f} is no middle of a symbol's side"

    def meets(self, end: Point, inner: Point) -> tuple[int, str] | None:
        """The outline and side whose middle ``end`` is, when the line comes from outside there."""
        for index, outline in enumerate(self.sheet.outlines):
            for side, (dx, dy) in SIDES.items():
                x, y = outline.x + dx * outline.width / 2, outline.y + dy * outline.height / 2
                outward = (inner[0] - end[0]) * dx + (inner[1] - end[1]) * dy
                if hypot(end[0] - x, end[1] - y) <= 2 * self.slack and outward > 0:
                    return index, side
        return None

    def ends_of(self, stroke: Stroke) -> Ends | None:
        """Both ends of a stroke; None when one is in mid-air."""
        start = self.meets(stroke.points[0], stroke.points[1])
        end = self.meets(stroke.points[-1], stroke.points[-2])
        return Ends(*start, *end) if start and end else None

    def sides(self) -> Iterator[str]:
        """Only arrows that enter may share a side."""
        uses: dict[tuple[int, str], list[str]] = {}
        for stroke in self.sheet.strokes:
            if ends := self.ends_of(stroke):
                role = "out" if stroke.head else "join"
                uses.setdefault((ends.source, ends.source_side), []).append(role)
                uses.setdefault((ends.target, ends.target_side), []).append("in" if stroke.head else "join")
        for (index, side), roles in uses.items():
            if len(roles) > 1 and set(roles) != {"in"}:
                outline = self.sheet.outlines[index]
                yield f"{'+'.join(roles)} {side} of the {outline.shape} at {outline.x:.2f}, {outline.y:.2f}"

    # -- 2: lines and symbols

    def through(self) -> Iterator[str]:
        """No line runs through a symbol, no symbol over another."""
        depth = 0.1 + self.slack
        for outline in self.sheet.outlines:
            left, top, right, bottom = outline.box
            inner = (left + depth, top + depth, right - depth, bottom - depth)
            for stroke in self.sheet.strokes:
                for piece in stroke.pieces:
                    if _overlap(inner, _box(piece)):
                        yield f"a line through the {outline.shape} at {outline.x:.2f}, {outline.y:.2f}"
        for one, other in combinations(self.sheet.outlines, 2):
            if _overlap(one.box, other.box):
                yield f"{one.shape} over {other.shape} at {one.x:.2f}, {one.y:.2f}"

    # -- 3: lines and lines

    def spacing(self) -> Iterator[str]:
        """Lines to different symbols cross squarely or keep apart."""
        for one, other in combinations(self.sheet.strokes, 2):
            if self._same_flow(one, other):
                continue
            for a in one.pieces:
                for b in other.pieces:
                    if _gap(_box(a), _box(b)) < SPACING - 2 * self.slack and not _crosses(a, b):
                        yield f"lines nearer than {SPACING} mm at {a[0]} - {a[1]} and {b[0]} - {b[1]}"

    def _same_flow(self, one: Stroke, other: Stroke) -> bool:
        """Whether two lines may touch: arrows into one symbol, or the join lines of one row."""
        if not one.head and not other.head:
            return abs(one.points[0][1] - other.points[0][1]) <= 2 * self.slack
        a, b = self.ends_of(one), self.ends_of(other)
        return one.head and other.head and a is not None and b is not None and a.target == b.target

    # -- 4: lines, symbols and rules

    def bounds(self) -> Iterator[str]:
        """Lines stay between the outer rules and off all others; each symbol stands in one cell."""
        uprights, levels = self.sheet.uprights, self.sheet.levels
        for stroke in self.sheet.strokes:
            for (x0, y0), (x1, y1) in stroke.pieces:
                if min(x0, x1) <= uprights[0] or max(x0, x1) >= uprights[-1]:
                    yield f"a line outside the Pelaksana columns at {x0:.2f}, {y0:.2f}"
                if min(y0, y1) <= levels[0] or max(y0, y1) >= levels[-1]:
                    yield f"a line outside the rows at {x0:.2f}, {y0:.2f}"
                rules, place = (uprights, x0) if abs(x0 - x1) <= self.slack else (levels, y0)
                if any(abs(rule - place) < 0.45 - self.slack for rule in rules):
                    yield f"a line along a rule at {x0:.2f}, {y0:.2f}"
        for outline in self.sheet.outlines:
            left, top, right, bottom = outline.box
            if not (_within(left, right, uprights) and _within(top, bottom, levels)):
                yield f"the {outline.shape} at {outline.x:.2f}, {outline.y:.2f} stands in no cell"

    # -- 5: texts

    def texts(self) -> Iterator[str]:
        """Labels and notes touch nothing and stand beside what they belong to."""
        clear = TEXT_CLEAR - self.slack
        for index, words in enumerate(self.sheet.words):
            at = f"{words.text!r} at {words.box[0]:.2f}, {words.box[1]:.2f}"
            grown = _grown(words.box, clear)
            if any(_overlap(grown, _box(piece)) for stroke in self.sheet.strokes for piece in stroke.pieces):
                yield f"{at} touches a line"
            if not (
                _within(words.box[0], words.box[2], self.sheet.uprights)
                and _within(words.box[1], words.box[3], self.sheet.levels)
            ):
                yield f"{at} touches a rule"
            if any(_overlap(words.box, other.box) for other in self.sheet.words[index + 1 :]):
                yield f"{at} touches another text"
            if any(_touches(words.box, outline) for outline in self.sheet.outlines):
                yield f"{at} touches a symbol"
            if self.owner(words.box) is None:
                yield f"{at} stands beside no decision or connector"

    def owner(self, box: Box) -> int | None:
        """The nearest decision or connector within reach of a text."""
        found = [
            (_gap(box, outline.box), index)
            for index, outline in enumerate(self.sheet.outlines)
            if outline.shape is Shape.DIAMOND or outline.is_connector
        ]
        distance, index = min(found, default=(REACH + 1, -1))
        return index if distance <= REACH else None

    # -- 8: arrow heads

    def heads(self) -> Iterator[str]:
        """Heads stand on straight line, clear of rules, texts and whatever leads elsewhere; none meets another."""
        for stroke in self.sheet.strokes:
            if not stroke.head:
                continue
            (x, y), before = stroke.points[-1], stroke.points[-2]
            at = f"at {x:.2f}, {y:.2f}"
            if abs(x - before[0]) + abs(y - before[1]) < HEAD_LONG + BEHIND - 2 * self.slack:
                yield f"a head right after a corner {at}"
            box = _head(before, (x, y))
            inner = _grown(box, -0.03 - self.slack)
            if any(inner[0] < rule < inner[2] for rule in self.sheet.uprights) or any(
                inner[1] < rule < inner[3] for rule in self.sheet.levels
            ):
                yield f"a head on a rule {at}"
            if any(_overlap(box, words.box) for words in self.sheet.words):
                yield f"a head on a text {at}"
            grown = _grown(box, BESIDE - self.slack)
            for other in self.sheet.strokes:
                elsewhere = other is not stroke and not self._same_flow(stroke, other)
                if elsewhere and any(_overlap(grown, _box(piece)) for piece in other.pieces):
                    yield f"a head on another line {at}"
        yield from self.head_on()

    def head_on(self) -> Iterator[str]:
        """No two arrows turn into each other from opposite sides."""
        turns: dict[tuple[Point, Point], list[tuple[Point, Stroke]]] = {}
        for stroke in self.sheet.strokes:
            for before, at, after in zip(stroke.points, stroke.points[1:], stroke.points[2:], strict=False):
                place = (round(at[0], 1), round(at[1], 1))
                turns.setdefault((place, _way(at, after)), []).append((_way(before, at), stroke))
        for (place, _), found in turns.items():
            for (came, one), (met, other) in combinations(found, 2):
                if came == (-met[0], -met[1]) and one.head and other.head and _same(one.points[-1], other.points[-1]):
                    yield f"arrows meet head on at {place[0]:.1f}, {place[1]:.1f}"


def _same(one: Point, other: Point) -> bool:
    return hypot(one[0] - other[0], one[1] - other[1]) < 0.1


def _head(before: Point, tip: Point) -> Box:
    """What a head at ``tip`` covers whose line comes from ``before``."""
    dx, dy = _way(before, tip)
    back = (tip[0] - dx * HEAD_LONG, tip[1] - dy * HEAD_LONG)
    left, top, right, bottom = _box((back, tip))
    wide = HEAD_WIDE / 2
    return left - abs(dy) * wide, top - abs(dx) * wide, right + abs(dy) * wide, bottom + abs(dx) * wide


def _way(a: Point, b: Point) -> Point:
    """The direction from ``a`` to ``b``, which lie on a level or upright line: -1, 0 or 1 along each axis."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    level = abs(dx) > abs(dy)
    return (float((dx > 0) - (dx < 0)), 0.0) if level else (0.0, float((dy > 0) - (dy < 0)))


def _box(piece: tuple[Point, Point]) -> Box:
    (x0, y0), (x1, y1) = piece
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _grown(box: Box, by: float) -> Box:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def _gap(one: Box, other: Box) -> float:
    dx = max(other[0] - one[2], one[0] - other[2], 0.0)
    dy = max(other[1] - one[3], one[1] - other[3], 0.0)
    return hypot(dx, dy)


def _crosses(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Whether two pieces cross squarely, neither with its end."""
    a, b = _box(one), _box(other)
    if (a[2] - a[0] > a[3] - a[1]) == (b[2] - b[0] > b[3] - b[1]):
        return False
    level, upright = (a, b) if a[2] - a[0] > a[3] - a[1] else (b, a)
    x, y = (upright[0] + upright[2]) / 2, (level[1] + level[3]) / 2
    return level[0] + 0.1 < x < level[2] - 0.1 and upright[1] + 0.1 < y < upright[3] - 0.1


def _within(low: float, high: float, rules: tuple[float, ...]) -> bool:
    """Whether a stretch lies between two neighbouring rules."""
    return any(a < low and high < b for a, b in pairwise(rules))


def _touches(box: Box, outline: Outline) -> bool:
    """Whether a text reaches into a symbol; a diamond's corners are free."""
    if outline.shape is not Shape.DIAMOND:
        return _overlap(box, outline.box)
    dx = max(box[0] - outline.x, outline.x - box[2], 0.0)
    dy = max(box[1] - outline.y, outline.y - box[3], 0.0)
    return dx / (outline.width / 2) + dy / (outline.height / 2) < 1
