"""The screen at a desk, on a large screen and enlarged twice: nothing is cut off or covered; axe finds no barrier."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.npm_tools import AXE
from tests.readback.browser import needs_browser
from tests.web.browser.running import DESK, HALL, Served, visiting
from tests.web.browser.screen import Screen

pytestmark = needs_browser

#: Window, and how much it is enlarged: a browser at 200 % has half as many pixels, each twice as large.
SIZES = {"desk": (DESK, 1), "hall": (HALL, 1), "enlarged": ((640, 400), 2), "hall enlarged": ((960, 540), 2)}
#: What is on the screen when its look is judged: keys of items, or windows to open.
STATES = ("", "cell:langkah/1/kegiatan", "item:dasar_hukum/0", "actor:pelaksana/0", "list", "build", "keys")

PROBES = Path(__file__).parent / "probes"
_SIDEWAYS = "() => document.documentElement.scrollWidth > innerWidth"


def probe(name: str) -> str:
    """What is asked of the page, as a function for it."""
    return (PROBES / f"{name}.js").read_text(encoding="utf-8").partition("\n")[2]


def show(screen: Screen, state: str) -> None:
    """Bring the screen into one of the states that are judged."""
    page = screen.page
    page.keyboard.press("Escape")
    if state == "list":
        page.click("#show-list")
    elif state in ("build", "keys"):
        page.click(f"#{state}")
    elif state:
        screen.item(state).dispatch_event("click")


@pytest.fixture(scope="module")
def fine(browser: Any, server: Served) -> Iterator[Any]:
    """A page on a screen that has two dots for each pixel: what a browser shows at 200 %."""
    with visiting(browser, server, SIZES["enlarged"][0], 2) as page:
        yield page


@pytest.fixture
def screen(request: pytest.FixtureRequest, page: Any, fine: Any, server: Served) -> Iterator[Screen]:
    """The SOP of the letter in a window of the size that the test is about."""
    window, scale = SIZES[request.param]
    shown = page if scale == 1 else fine
    shown.set_viewport_size({"width": window[0], "height": window[1]})
    yield Screen(shown, server).open("surat")
    shown.keyboard.press("Escape")
    shown.set_viewport_size({"width": DESK[0], "height": DESK[1]})


@pytest.mark.parametrize("screen", SIZES, indirect=True)
def test_nothing_is_cut_off_or_covered(screen: Screen) -> None:
    page = screen.page
    for state in STATES:
        show(screen, state)
        assert [*page.evaluate(probe("cut_off")), *page.evaluate(probe("overlap"))] == [], state
        assert not page.evaluate(_SIDEWAYS), state


@pytest.mark.parametrize("screen", ["desk", "enlarged"], indirect=True)
def test_the_caret_is_seen_where_it_is_put(screen: Screen) -> None:
    for item in ("cell:langkah/0/kegiatan", "cell:langkah/4/output", "item:peralatan/1", "actors:langkah/2"):
        screen.item(item).dispatch_event("click")
        assert screen.page.evaluate(probe("caret_seen")), item


def axe() -> Path:
    """Where axe is; the test is skipped aloud without it."""
    found = AXE.find()
    if found is None:
        pytest.skip("axe-core is not installed (npm): the page was NOT searched for barriers; scripts/setup.sh test")
    return found


def barriers(page: Any) -> list[tuple[str, list[str]]]:
    """What axe finds on the page as it is."""
    result = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in result["violations"]]


def test_axe_finds_no_barrier_before_an_sop_is_chosen_but_one_that_is_made(browser: Any, server: Served) -> None:
    with visiting(browser, server) as page:
        page.evaluate(axe().read_text(encoding="utf-8"))
        assert barriers(page) == []
        page.evaluate("document.querySelector('label[for=search]').remove()")
        page.evaluate("document.getElementById('search').removeAttribute('placeholder')")
        assert [name for name, _ in barriers(page)] == ["label"]


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_no_barrier(page: Any, server: Served, state: str) -> None:
    page.evaluate(axe().read_text(encoding="utf-8"))
    screen = Screen(page, server).open("surat")
    show(screen, state)
    found = barriers(page)
    show(screen, "")
    assert found == []
