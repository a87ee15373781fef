"""Every kind of table and form on the screen: whatever stands on its pages can be selected, and has a name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.readback.browser import needs_browser
from tests.web.browser.running import served, visiting
from tests.web.browser.screen import Screen

pytestmark = [needs_browser, pytest.mark.slow]

CASES = (
    *("groups", "symbols-in-a-row", "joined-symbols-in-a-row", "three-sections", "form-on-two-pages"),
    *("empty-texts-and-no-kind", "15-actors"),
)
#: Clicks on each item in turn: those after which it is not selected, or the caret is not in the panel.
_WRONG = """() => {
  const items = [...document.querySelectorAll(".sheet [data-item]:not(.mark)")];
  return items.filter((element) => {
    const key = element.dataset.item;
    element.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    const chosen = document.querySelector(".sheet [aria-current]")?.dataset.item ?? "";
    // The ground of a box leads to the first of its entries.
    const fits = chosen === key || chosen.startsWith(key.replace("field:", "item:") + "/");
    return !fits || !document.activeElement.closest("#panel");
  }).map((element) => element.dataset.item);
}"""
_NAMELESS = "() => document.querySelectorAll('.sheet [role=button]:not([aria-label])').length"


@pytest.mark.parametrize("case", CASES)
def test_all_that_stands_on_the_pages_can_be_selected(browser: Any, tmp_path: Path, case: str) -> None:
    with served(tmp_path, ROOT / "tests" / "cases" / case) as server, visiting(browser, server) as page:
        screen = Screen(page, server).open("sop")
        assert page.locator(".sheet [data-item]").count() > 20
        assert page.evaluate(_WRONG) == []
        assert page.evaluate(_NAMELESS) == 0
        assert screen.state["version"] == 1


def test_each_symbol_of_a_row_has_its_own_pelaksana(browser: Any, tmp_path: Path) -> None:
    with served(tmp_path, ROOT / "tests" / "cases" / "symbols-in-a-row") as server, visiting(browser, server) as page:
        screen = Screen(page, server).open("sop")
        index = next(at for at, step in enumerate(screen.steps) if step["symbols"])
        before = [symbol["actors"] for symbol in screen.steps[index]["symbols"]]
        screen.item(f"cell:langkah/{index}/kegiatan").click()
        assert page.locator("#panel .actors").count() == len(before)
        free = next(at for at in range(9) if at not in before[1])
        page.locator(f"#actor-{free}-1").check()
        screen.until(lambda: screen.steps[index]["symbols"][1]["actors"] == [*before[1], free])
        assert screen.steps[index]["symbols"][0]["actors"] == before[0]


def test_a_symbol_of_a_row_is_dragged_to_another_column(browser: Any, tmp_path: Path) -> None:
    with served(tmp_path, ROOT / "tests" / "cases" / "symbols-in-a-row") as server, visiting(browser, server) as page:
        screen = Screen(page, server).open("sop")
        before = [symbol["actors"] for symbol in screen.steps[1]["symbols"]]
        slot = page.locator("[data-path='langkah/1'] rect[data-actor='0']")
        screen.drag(page.locator("g.symbol[data-symbol='2.2']"), slot)
        screen.until(lambda: [symbol["actors"] for symbol in screen.steps[1]["symbols"]] == [before[0], [0]])
