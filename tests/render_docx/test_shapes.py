"""Paths of edges and boxes of texts, in whole EMU."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sopgen.layout.style import STYLE
from sopgen.render.docx.blocks import CLOSE, EmuPoint, PathSegment
from sopgen.render.docx.shapes import rounded_path
from sopgen.render.docx.units import EMU_PER_MM, emu, half_points, point_twips, twips

R = emu(STYLE.corner_radius)
K = round(R * (1 - 0.5523))


def move_to(point: EmuPoint) -> PathSegment:
    return PathSegment("moveTo", (point,))


def line_to(point: EmuPoint) -> PathSegment:
    return PathSegment("lnTo", (point,))


def curve_to(*points: EmuPoint) -> PathSegment:
    return PathSegment("cubicBezTo", points)


def test_a_straight_edge_is_two_points() -> None:
    path = rounded_path(((10.0, 5.0), (10.0, 20.0)), 10.0, 5.0, head=True)
    assert path == (move_to((0, 0)), line_to((0, 15 * EMU_PER_MM)))


def test_a_corner_is_a_quarter_circle() -> None:
    path = rounded_path(((0.0, 0.0), (10.0, 0.0), (10.0, 10.0)), 0.0, 0.0, head=True)
    end = 10 * EMU_PER_MM
    assert path == (
        move_to((0, 0)),
        line_to((end - R, 0)),
        curve_to((end - K, 0), (end, K), (end, R)),
        line_to((end, end)),
    )


def test_the_last_stretch_keeps_the_heads_length_straight() -> None:
    short = STYLE.arrow_length + 0.2
    path = rounded_path(((0.0, 0.0), (10.0, 0.0), (10.0, short)), 0.0, 0.0, head=True)
    curve = next(part for part in path if part.verb == "cubicBezTo")
    assert emu(short) - end_of(curve)[1] >= emu(STYLE.arrow_length)
    join = rounded_path(((0.0, 0.0), (10.0, 0.0), (10.0, short)), 0.0, 0.0, head=False)
    assert end_of(next(part for part in join if part.verb == "cubicBezTo"))[1] == emu(short) // 2


def end_of(part: PathSegment) -> EmuPoint:
    assert part != CLOSE
    return part.points[-1]


@st.composite
def polylines(draw: st.DrawFn) -> tuple[tuple[float, float], ...]:
    """Orthogonal polylines of up to nine stretches, some of them very short."""
    x, y = draw(st.integers(0, 2000)), draw(st.integers(0, 2000))
    points = [(x / 10, y / 10)]
    across = draw(st.booleans())
    for length in draw(st.lists(st.integers(-400, 400).filter(bool), min_size=1, max_size=9)):
        x, y = (x + length, y) if across else (x, y + length)
        across = not across
        points.append((x / 10, y / 10))
    return tuple(points)


@given(points=polylines(), head=st.booleans())
def test_every_path_keeps_its_ends_stays_in_its_box_and_never_turns_back(
    points: tuple[tuple[float, float], ...], head: bool
) -> None:
    left, top = min(x for x, _ in points), min(y for _, y in points)
    path = rounded_path(points, left, top, head)
    ends = [end_of(part) for part in path]
    origin = (emu(left), emu(top))
    assert ends[0] == (emu(points[0][0]) - origin[0], emu(points[0][1]) - origin[1])
    assert ends[-1] == (emu(points[-1][0]) - origin[0], emu(points[-1][1]) - origin[1])
    width = emu(max(x for x, _ in points)) - origin[0]
    height = emu(max(y for _, y in points)) - origin[1]
    assert all(0 <= x <= width and 0 <= y <= height for x, y in ends)
    for before, part in pairwise(path):
        if part.verb == "lnTo":
            a, b = end_of(before), end_of(part)
            assert a[0] == b[0] or a[1] == b[1]


def test_lengths_are_whole_units() -> None:
    assert (twips(25.4), point_twips(10.8), half_points(8.5), emu(1.0)) == (1440, 216, 17, 36_000)
