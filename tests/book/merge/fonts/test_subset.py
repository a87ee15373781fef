"""Subsets of one face put together again: every glyph is drawn, and as wide, as in the font they were cut from."""

from __future__ import annotations

import io
from collections.abc import Collection, Sequence

from fontTools.cffLib import CFFFontSet
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sopgen.book.merge.fonts.subset import Union, read_subset
from tests.conftest import scaled

_COORDINATE = st.integers(-2000, 4000)
_POINT = st.tuples(_COORDINATE, _COORDINATE)
#: A glyph: its width and its outlines; of each the first point, then lines (one point) and curves (three).
_GLYPH = st.tuples(
    st.integers(0, 3000),
    st.lists(st.lists(st.one_of(_POINT.map(lambda point: (point,)), st.tuples(_POINT, _POINT, _POINT)), min_size=2)),
)
Glyph = tuple[int, Sequence[Sequence[Sequence[tuple[int, int]]]]]
TRIANGLE: Glyph = (500, [[((0, 0),), ((100, 0),), ((100, 700),)]])


@st.composite
def cuts(draw: st.DrawFn) -> tuple[list[Glyph], list[set[int]], int]:
    """Glyphs of a face, the numbers of those that each of some subsets has, the units of an em."""
    glyphs = draw(st.lists(_GLYPH, min_size=2, max_size=8))
    numbers = st.sets(st.integers(1, len(glyphs)), min_size=1)
    return glyphs, draw(st.lists(numbers, min_size=1, max_size=3)), draw(st.sampled_from([1000, 2048, 2816]))


@settings(max_examples=scaled(10))  # a font is made, cut and put together for each
@example(([TRIANGLE] * 400, [{400}, {7, 300}], 2048))
@given(cuts())
def test_a_union_of_cff_subsets_draws_what_the_font_draws(cut: tuple[list[Glyph], list[set[int]], int]) -> None:
    glyphs, subsets, units = cut
    font = made(glyphs, units, is_cff=True)
    union = united(font, subsets)
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(union.program()), TTFont())
    (whole,) = fonts.topDictIndex
    original = TTFont(io.BytesIO(font))
    assert sorted(whole.charset[1:]) == sorted(f"cid{number:05d}" for number in set().union(*subsets))
    assert [round(1 / scale) for scale in (whole.FontMatrix[0], whole.FontMatrix[3])] == [units, units]
    for number in set().union(*subsets):
        drawn, expected = RecordingPen(), RecordingPen()
        charstring = whole.CharStrings[f"cid{number:05d}"]
        charstring.draw(drawn)
        original.getGlyphSet()[f"g{number}"].draw(expected)
        assert drawn.value == expected.value
        assert charstring.width == glyphs[number - 1][0]
        assert union.per_mille(number) == round(glyphs[number - 1][0] * 1000 / units)


def test_subsets_of_another_face_do_not_fit() -> None:
    other: Glyph = (500, [[((0, 0),), ((100, 0),), ((100, 701),)]])
    union = united(made([TRIANGLE, TRIANGLE], 1000, is_cff=True), [{1}])
    for font, fits in (
        (made([TRIANGLE, other], 1000, is_cff=True), True),
        (made([other, TRIANGLE], 1000, is_cff=True), False),
        (made([TRIANGLE, TRIANGLE], 2048, is_cff=True), False),
        (made([TRIANGLE, TRIANGLE], 1000, is_cff=False), False),
    ):
        assert union.fits(read_subset(subset_of(font, {1, 2}), [1, 2])) is fits


def made(glyphs: Sequence[Glyph], units: int, *, is_cff: bool) -> bytes:
    """A font of these glyphs, named g1, g2 ..."""
    builder = FontBuilder(units, isTTF=not is_cff)
    names = [f"g{number}" for number in range(1, len(glyphs) + 1)]
    builder.setupGlyphOrder([".notdef", *names])
    builder.setupCharacterMap({0xE000 + number: name for number, name in enumerate(names)})
    drawn = dict(zip([".notdef", *names], [(units // 2, []), *glyphs], strict=True))
    if is_cff:
        builder.setupCFF("Uji", {}, {name: _charstring(glyph) for name, glyph in drawn.items()}, {})
    else:
        builder.setupGlyf({name: _truetype(glyph) for name, glyph in drawn.items()})
    builder.setupHorizontalMetrics({name: (glyph[0], 0) for name, glyph in drawn.items()})
    builder.setupHorizontalHeader()
    builder.setupPost()
    file = io.BytesIO()
    builder.save(file)
    return file.getvalue()


def _charstring(glyph: Glyph) -> object:
    pen = T2CharStringPen(glyph[0], None)
    _draw(glyph, pen)
    return pen.getCharString()


def _truetype(glyph: Glyph) -> object:
    pen = TTGlyphPen(None)
    _draw(glyph, pen)
    return pen.glyph()


def _draw(glyph: Glyph, pen: T2CharStringPen | TTGlyphPen) -> None:
    for outline in glyph[1]:
        pen.moveTo(outline[0][0])
        for points in outline[1:]:
            (pen.lineTo if len(points) == 1 else pen.curveTo)(*points)
        pen.closePath()


def subset_of(font: bytes, numbers: Collection[int]) -> bytes:
    """A subset that keeps the numbers of its glyphs."""
    opened = TTFont(io.BytesIO(font))
    subsetter = Subsetter(Options(retain_gids=True, desubroutinize=True, notdef_outline=True))
    subsetter.populate(gids=list(numbers))
    subsetter.subset(opened)
    file = io.BytesIO()
    opened.save(file)
    return file.getvalue()


def united(font: bytes, subsets: Sequence[Collection[int]]) -> Union:
    """The union of a font's subsets."""
    read = [read_subset(subset_of(font, numbers), numbers) for numbers in subsets]
    union = Union(read[0])
    for subset in read:
        assert union.fits(subset)
        union.add(subset)
    return union
