"""The list of SOPs: searched, filtered, and how each stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.readback.browser import needs_browser
from tests.web.browser.running import served, visiting
from tests.web.browser.screen import Screen

pytestmark = needs_browser


@pytest.fixture(scope="module")
def page(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A page of a server that has no other SOPs than the office's."""
    with served(tmp_path_factory.mktemp("list")) as server, visiting(browser, server) as page:
        page.served = server
        yield page


@pytest.fixture
def screen(page: Any) -> Screen:
    """The screen with the office's own SOPs and the list beside them."""
    if not page.locator("#list").is_visible():
        page.click("#show-list")
    page.fill("#search", "")
    page.select_option("#status-filter", "")
    return Screen(page, page.served).choose("surat")


def shown(screen: Screen) -> list[str]:
    """The keys of the SOPs that the list shows."""
    return [str(entry.get_attribute("data-sop")) for entry in screen.page.locator("#entries button").all()]


def test_words_of_title_number_or_unit_find_an_sop(screen: Screen) -> None:
    screen.page.click("#show-list")
    assert sorted(shown(screen)) == ["arsip", "surat"]
    for words, found in (("surat dinas", ["surat"]), ("CTH.01", ["arsip"]), ("biro umum", ["arsip", "surat"])):
        screen.page.fill("#search", words)
        assert sorted(shown(screen)) == found
    assert screen.page.locator("#count").text_content() == "2 SOP"


def test_a_status_leaves_only_its_sops(screen: Screen) -> None:
    screen.page.click("#show-list")
    screen.page.select_option("#status-filter", "konsep")
    assert shown(screen) == ["arsip"]
    assert screen.page.locator("#count").text_content() == "1 dari 2 SOP"


def test_the_list_is_used_by_keys(screen: Screen) -> None:
    screen.page.click("#show-list")
    screen.page.focus("#search")
    screen.type("arsip")
    screen.press("Enter")
    screen.until(lambda: "Arsip" in (screen.page.locator("#title").text_content() or ""))


def test_an_sop_with_unsaved_work_is_marked(screen: Screen) -> None:
    screen.item("cell:langkah/2/waktu").click()
    screen.type("1")
    screen.page.click("#show-list")
    entry = screen.page.locator("#entries [data-sop='surat']")
    screen.until(lambda: "belum disimpan" in (entry.text_content() or ""))
    screen.press("Control+s")
    screen.until(lambda: "belum disimpan" not in (entry.text_content() or ""))


def test_an_sop_is_opened_again_when_the_page_is_loaded_again(screen: Screen) -> None:
    screen.page.reload()
    screen.page.wait_for_selector("body.has-document .sheet svg")
    assert "Surat Dinas" in (screen.page.locator("#title").text_content() or "")
