"""The work of a drawing is counted before it is drawn, and counting is itself little work."""

from __future__ import annotations

import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sopgen.render import svg_work
from sopgen.render.svg_work import HeavyError, check_work
from sopgen.work import LOGO

from .test_logos import drawing, drawn_again

MOST_WORK = LOGO.allowance()
SHAPES = '<rect width="1" height="1"/>'


def refused(svg: bytes) -> bool:
    """Whether a drawing is too much work."""
    try:
        check_work(svg)
    except HeavyError:
        return True
    return False


@given(levels=st.integers(1, 40), times=st.integers(1, 12))
@example(levels=4, times=8)
def test_what_is_drawn_again_counts_again_and_is_looked_at_once(levels: int, times: int) -> None:
    looked_at = 0
    own_work = svg_work._own_work

    def counted(element: svg_work.ElementTree.Element) -> int:
        nonlocal looked_at
        looked_at += 1
        return own_work(element)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(svg_work, "_own_work", counted)
        heavy = refused(drawn_again(levels, times))
    drawn = sum(times**level for level in range(levels + 1))
    assert looked_at <= 4 + levels * (times + 1)
    assert heavy or drawn <= MOST_WORK
    assert not heavy or 5 * drawn + levels * times > MOST_WORK  # what is defined is counted beside what is drawn


@pytest.mark.parametrize(
    "inside",
    [
        SHAPES * (MOST_WORK + 1),
        '<pattern id="p">' + SHAPES * 200 + "</pattern>" + '<rect fill="url(#p)"/>' * 200,
        '<marker id="m">' + SHAPES * 50 + '</marker><path marker-mid="url(#m)" d="M0 0' + "L1 1" * 500 + '"/>',
        f"<text>{'a' * (MOST_WORK + 1)}</text>",
        '<g opacity=".5"><rect/></g>' * 1000,
        '<g style="opacity:0.5"><rect/></g>' * 1000,
        '<mask id="m"><rect/></mask>' + '<g mask="url(#m)"><rect/></g>' * 1000,
        "<style>.a{opacity:.5}</style>" + '<g class="a"/>' * 5000,
        "<style>" + ".a .b{fill:red}" * 5000 + "</style>" + SHAPES * 1000,
        f'<path d="M0 0{"a9 9 0 1 1 1 1" * 2000}"/>',
        f'<path d="M0 0{"L1 1" * 600_000}"/>',
        f'<polygon points="{"1,1 0,0 " * 300_000}"/>',
        '<marker id="m">' + SHAPES * 50 + '</marker><polyline marker-mid="url(#m)" points="' + "1,1 " * 500 + '"/>',
        '<path d="M0 0' + "".join(f"L{random.Random(n).random():.3f} {n % 2}" for n in range(30_000)) + '"/>',
    ],
    ids=[
        *("elements", "patterns", "markers", "letters", "layers", "layers by style", "masks", "layers by class"),
        *("rules", "arcs", "points", "corners", "markers at corners", "long lines"),
    ],
)
def test_each_kind_of_work_has_its_end(inside: str) -> None:
    assert refused(drawing(inside))


@pytest.mark.parametrize(
    "inside",
    [
        SHAPES * 5000,
        '<filter id="f"/><g filter="none" style="filter:none">' + SHAPES + "</g>",
        '<g id="a"><use href="#a"/></g>',
        '<path d="M0 0' + "".join(f"l.01 .0{n % 9}l-.01 .01" for n in range(20_000)) + '"/>',
        '<g opacity="1" style="opacity:1;fill-opacity:.3">' + SHAPES + "</g>" * 1,
        "<style>.a{opacity:.5}</style>" + '<g class="a"/>' * 500,
    ],
    ids=["a fine drawing", "no filter", "itself", "a traced outline", "no layer", "classes"],
)
def test_an_honest_drawing_is_not_refused(inside: str) -> None:
    assert not refused(drawing(inside))
