"""Sheets from a finished PDF, sopgen's own or LibreOffice's print of the DOCX."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import hypot
from typing import Any

from sopgen.layout.style import MM_PER_POINT
from tests.judge.sheet import Band, Beside, Box, Outline, Point, Shape, Sheet, Stroke, Words
from tests.readback.paths import Path, paths_of
from tests.readback.texts import Glyph, glyphs

_FLOW_PT, _WEIGHT = 0.75, 0.1
_PITCH = 1.2  # of two lines, in sizes
_SAME = 0.3  # mm: rules nearer than this are one
_CAPITAL, _DESCENT = 0.72, 0.0  # of the size: the labels' ink


@dataclass(frozen=True, slots=True)
class _Rules:
    """Level and upright rules of a page as (place, from, to)."""

    level: tuple[tuple[float, float, float], ...]
    upright: tuple[tuple[float, float, float], ...]

    def level_at(self, x: float) -> tuple[float, ...]:
        """Heights of the rules over and under the cells that hold ``x``."""
        return _distinct([y for y, a, b in self.level if a - _SAME <= x <= b + _SAME])

    def upright_at(self, y: float) -> tuple[float, ...]:
        """Places of the rules beside the cells that hold ``y``."""
        return _distinct([x for x, a, b in self.upright if a - _SAME <= y <= b + _SAME])


def read_sheet(page: Any, number: int, beside: Beside) -> Sheet | None:
    """The flow of a pymupdf page; None when no table with a flow stands on it. ``beside`` tells where in the table."""
    paths = [path for drawing in page.get_drawings() for path in paths_of(drawing)]
    flow = [path for path in paths if abs(path.stroke_pt - _FLOW_PT) < _WEIGHT]
    heads = [path for path in paths if path.filled and path.closed and len(path.points) == 3]
    rules = _rules([path for path in paths if 0 < path.stroke_pt < _FLOW_PT - _WEIGHT])
    written = glyphs(page)
    bands = tuple(_bands(rules, written)) if rules.upright else ()
    if not any(band.step for band in bands):
        return None
    outlines = tuple(_outline(path) for path in flow if path.closed)
    uprights = beside.within(rules.upright_at((bands[0].top + bands[0].bottom) / 2))
    area = (uprights[0], bands[0].top, uprights[-1], bands[-1].bottom)
    inside = [glyph for glyph in written if _in(area, glyph) and not glyph.char.isspace()]
    named, words = _texts(outlines, inside)
    strokes = tuple(_stroke(path, heads) for path in flow if not path.closed)
    return Sheet(number, uprights, bands, named, strokes, words)


def _distinct(values: Sequence[float]) -> tuple[float, ...]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _SAME:
            found.append(value)
    return tuple(found)


def _rules(paths: Sequence[Path]) -> _Rules:
    level, upright = [], []
    for path in paths:
        (x0, y0), (x1, y1) = path.points[0], path.points[-1]
        if len(path.points) != 2:
            continue
        if abs(y0 - y1) < 0.01:
            level.append((y0, min(x0, x1), max(x0, x1)))
        elif abs(x0 - x1) < 0.01:
            upright.append((x0, min(y0, y1), max(y0, y1)))
    return _Rules(tuple(level), tuple(upright))


def _bands(rules: _Rules, written: Sequence[Glyph]) -> Iterator[Band]:
    """Rows by their first cell: its number, or nothing in a strip. Header and total have other words there."""
    left = min(x for x, _, _ in rules.upright)
    places = rules.level_at(left + 2 * _SAME)
    for top, bottom in itertools.pairwise(places):
        columns = rules.upright_at((top + bottom) / 2)
        if columns[0] > left + _SAME:
            continue
        cell = (columns[0], top, columns[1], bottom)
        text = "".join(glyph.char for glyph in written if _in(cell, glyph)).strip()
        if not text or text.isdigit():
            yield Band(top, bottom, int(text) if text else None)


def _in(box: Box, glyph: Glyph) -> bool:
    middle = glyph.y - 0.36 * glyph.size_pt * MM_PER_POINT
    return box[0] < (glyph.x + glyph.right) / 2 < box[2] and box[1] < middle < box[3]


def _outline(path: Path) -> Outline:
    xs, ys = [x for x, _ in path.points], [y for _, y in path.points]
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    return Outline(
        shape_of(path.points, path.curved), (left + right) / 2, (top + bottom) / 2, right - left, bottom - top
    )


def shape_of(points: Sequence[Point], curved: bool) -> Shape:
    """What a closed outline with these corners is."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    near = 0.02 * (max(xs) - min(xs)) + 0.03
    if curved:
        return Shape.CAPSULE
    if len(points) == 5:
        lowest = sum(abs(place - max(ys)) < near for place in ys)
        return Shape.PENTAGON_DOWN if lowest == 1 else Shape.PENTAGON_UP
    if len(points) == 4 and all(abs(px - x) < near or abs(py - y) < near for px, py in points):
        return Shape.DIAMOND
    if len(points) == 4:
        return Shape.BOX
    raise ValueError(f"an outline of no symbol: {points}")


def _stroke(path: Path, heads: Sequence[Path]) -> Stroke:
    """A line led on to the tip of the arrow head that covers its end."""
    end = path.points[-1]
    for head in heads:
        if (tip := _tip(head, path.points[-2], end)) is not None:
            return Stroke((*path.points[:-1], tip), True)
    return Stroke(path.points, False)


def _tip(head: Path, before: Point, end: Point) -> Point | None:
    """The tip of a head that flies along the line's last piece and holds its end."""
    length = hypot(end[0] - before[0], end[1] - before[1])
    along = ((end[0] - before[0]) / length, (end[1] - before[1]) / length)
    for index, tip in enumerate(head.points):
        a, b = (point for at, point in enumerate(head.points) if at != index)
        base = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
        flight = (
            (tip[0] - base[0]) * along[0] + (tip[1] - base[1]) * along[1],
            hypot(tip[0] - base[0], tip[1] - base[1]),
        )
        behind = (tip[0] - end[0]) * along[0] + (tip[1] - end[1]) * along[1]
        aside = abs((tip[0] - end[0]) * along[1] - (tip[1] - end[1]) * along[0])
        if flight[0] > 0.99 * flight[1] and aside < 0.08 and -0.08 <= behind <= flight[1] + 0.08:
            return tip
    return None


def _texts(outlines: Sequence[Outline], written: Sequence[Glyph]) -> tuple[tuple[Outline, ...], tuple[Words, ...]]:
    """Outlines with their texts, and what is written outside them."""
    inside: list[list[str]] = [[] for _ in outlines]
    outside: list[Glyph] = []
    for glyph in written:
        index = next(
            (i for i, outline in enumerate(outlines) if _in(outline.box, glyph) and _holds(outline, glyph)), None
        )
        if index is None:
            outside.append(glyph)
        else:
            inside[index].append(glyph.char)
    named = tuple(
        Outline(one.shape, one.x, one.y, one.width, one.height, "".join(chars))
        for one, chars in zip(outlines, inside, strict=True)
    )
    return named, tuple(_stacked(_words(outside)))


def _holds(outline: Outline, glyph: Glyph) -> bool:
    """Whether a glyph's middle lies inside a diamond, not only inside its box."""
    if outline.shape is not Shape.DIAMOND:
        return True
    x, y = (glyph.x + glyph.right) / 2, glyph.y - 0.36 * glyph.size_pt * MM_PER_POINT
    return abs(x - outline.x) / outline.width + abs(y - outline.y) / outline.height <= 0.5


def _words(written: Sequence[Glyph]) -> Iterator[Words]:
    """Runs of glyphs on one baseline, one after the other."""
    run: list[Glyph] = []
    for glyph in written:
        size = glyph.size_pt * MM_PER_POINT
        if run and not (abs(glyph.y - run[-1].y) < 0.02 and -0.1 < glyph.x - run[-1].right < 0.5 * size):
            yield _run(run)
            run = []
        run.append(glyph)
    if run:
        yield _run(run)


def _stacked(words: Iterable[Words]) -> Iterator[Words]:
    """Texts, those in several lines as one: lines close below each other around one middle."""
    above: Words | None = None
    for line in words:
        if above is not None and _goes_on(above.box, line.box):
            left, right = min(above.box[0], line.box[0]), max(above.box[2], line.box[2])
            above = Words(above.text + line.text, (left, above.box[1], right, line.box[3]))
            continue
        if above is not None:
            yield above
        above = line
    if above is not None:
        yield above


def _goes_on(above: Box, line: Box) -> bool:
    size = (line[3] - line[1]) / _CAPITAL
    same_middle = abs(above[0] + above[2] - line[0] - line[2]) < 0.4
    return same_middle and abs(line[3] - above[3] - _PITCH * size) < 0.1 * size


def _run(run: Sequence[Glyph]) -> Words:
    size = run[0].size_pt * MM_PER_POINT
    box = (run[0].x, run[0].y - _CAPITAL * size, run[-1].right, run[0].y + _DESCENT * size)
    return Words("".join(glyph.char for glyph in run), box)
