"""The screen as a person uses it: what is clicked, what is typed, what is then shown."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sopgen.editing.state import state_json
from tests.web.browser.running import Served, playwright

_PATIENCE = 10.0
_PAUSE = 40
State = dict[str, Any]


@dataclass(frozen=True)
class Screen:
    """A page of ``server`` on which the SOP ``key`` is open; ``number`` is that of the copies that are worked on."""

    page: playwright.Page
    server: Served
    key: str = ""
    number: int = 0

    def open(self, name: str) -> Screen:
        """The screen with an SOP open, by its address."""
        key = f"{name}-{self.number}" if self.number else name
        self.page.evaluate("key => { location.hash = encodeURIComponent(key) }", key)
        self.page.wait_for_selector(f"body[data-sop='{key}'] .sheet svg")
        return Screen(self.page, self.server, key, self.number)

    def choose(self, key: str) -> Screen:
        """The screen with an SOP open, chosen from the list."""
        if not self.page.locator("#list").is_visible():
            self.page.click("#show-list")
        self.page.locator(f"#entries [data-sop='{key}']").click()
        self.page.wait_for_selector(f"body[data-sop='{key}'] .sheet svg")
        return Screen(self.page, self.server, key)

    @property
    def source(self) -> str:
        """The text of its file."""
        return self.server.source(self.key)

    def item(self, key: str) -> playwright.Locator:
        """What stands on the page for an item: ``cell:langkah/1/waktu``."""
        kind = "g.symbol" if key.startswith("actors:") else ""
        return self.page.locator(f".sheet {kind}[data-item='{key}']:not(.mark)").first

    def button(self, name: str) -> playwright.Locator:
        """A button of the panel, by its name."""
        return self.page.locator("#panel").get_by_role("button", name=name, exact=True)

    @property
    def text(self) -> playwright.Locator:
        """The text in which the caret is."""
        return self.page.locator("textarea:focus")

    @property
    def chosen(self) -> str:
        """The key of the item that is selected."""
        found = self.page.locator(".sheet [aria-current=true]")
        return found.get_attribute("data-item") or "" if found.count() else ""

    @property
    def said(self) -> str:
        """The line that a screen reader speaks."""
        return self.page.locator("#status").text_content() or ""

    def press(self, *keys: str) -> None:
        """Keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Letters, where the caret is."""
        self.page.keyboard.type(text)

    @property
    def state(self) -> State:
        """The document as the server has it."""
        state = self.server.workspace.state(self.key)
        return dict(state_json(state, frozenset(page.digest for page in state.pages)))

    @property
    def steps(self) -> list[State]:
        """The steps of its first section."""
        return list(self.state["sections"][0]["steps"])

    @property
    def activities(self) -> list[str]:
        """What the steps do."""
        return [step["texts"]["kegiatan"] for step in self.steps]

    def until(self, holds: Callable[[], object]) -> None:
        """Wait until something holds; fails when it never does."""
        end = time.monotonic() + _PATIENCE
        while not holds():
            assert time.monotonic() < end, (self.said, self.state["sections"])
            self.page.wait_for_timeout(_PAUSE)

    def settled(self) -> None:
        """Wait until all that was typed has been sent and is shown."""
        self.until(lambda: self.page.evaluate("document.body.dataset.waiting") == "no")

    def drag(self, start: playwright.Locator, goal: playwright.Locator, at: float = 0.5) -> None:
        """The mouse from the middle of ``start`` to ``goal``, at that part of its height; the page goes on below it."""
        start.scroll_into_view_if_needed()
        one, view = start.bounding_box(), self.page.locator("#pages").bounding_box()
        assert one
        assert view
        top = max(view["y"], 0)
        bottom = min(view["y"] + view["height"], self.page.evaluate("innerHeight"))
        mouse = self.page.mouse
        mouse.move(one["x"] + one["width"] / 2, one["y"] + one["height"] / 2)
        mouse.down()
        reached = None
        for _ in range(60):
            other = goal.bounding_box()
            assert other
            x, y = other["x"] + other["width"] / 2, other["y"] + other["height"] * at
            if (x, y) == reached:
                break
            reached = x, min(max(y, top + 10), bottom - 10) if x < view["x"] + view["width"] else y
            mouse.move(*reached, steps=3)
        mouse.up()
