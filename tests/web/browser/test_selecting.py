"""What is clicked or come to by keys is selected on its page, spoken, and written in the panel."""

from __future__ import annotations

import pytest

from tests.readback.browser import needs_browser
from tests.web.browser.screen import Screen

pytestmark = needs_browser

CELL = "cell:langkah/2/waktu"


def test_a_click_on_a_cell_puts_the_caret_into_its_text(screen: Screen) -> None:
    screen.item(CELL).click()
    assert screen.chosen == CELL
    assert screen.text.input_value() == "5 Menit"
    assert screen.said == "Dipilih: Langkah 3, Waktu: 5 Menit"


def test_what_is_selected_is_outlined_where_it_stands(screen: Screen) -> None:
    screen.item(CELL).click()
    frame, cell = screen.page.locator(".outline").bounding_box(), screen.item(CELL).bounding_box()
    assert frame
    assert cell
    assert all(abs(frame[side] - cell[side]) < cell["width"] / 10 for side in ("x", "y", "width", "height"))


@pytest.mark.parametrize(
    ("item", "label", "caret"),
    [
        ("actors:langkah/1", "Langkah 2, Pelaksana: Kepala Bagian; keputusan", "actor-1"),
        ("edge:langkah/1:tidak:2:1", "Panah dari langkah 2 ke langkah 1, Tidak", "no"),
        ("edge:langkah/2::3:4", "Panah dari langkah 3 ke langkah 4", "next"),
        ("field:judul", "", "of-judul"),
        ("actor:pelaksana/1", "Pelaksana: Kepala Bagian", "actor-name"),
    ],
)
def test_each_kind_of_item_leads_to_its_own_control(screen: Screen, item: str, label: str, caret: str) -> None:
    screen.item(item).dispatch_event("click")
    assert screen.page.evaluate("document.activeElement.id") == caret
    assert label in (screen.item(item).get_attribute("aria-label") or "")


def test_an_entry_of_a_list_and_its_box_lead_to_the_list(screen: Screen) -> None:
    screen.item("item:dasar_hukum/1").click()
    assert screen.text.input_value().startswith("Peraturan Contoh Nomor 7")
    screen.item("field:dasar_hukum").dispatch_event("click")
    assert screen.text.input_value().startswith("Peraturan Contoh Nomor 1")


def test_an_empty_place_in_a_column_leads_to_that_pelaksana(screen: Screen) -> None:
    screen.page.locator("[data-path='langkah/0'] rect[data-actor='2']").click()
    assert screen.chosen == "actors:langkah/0"
    assert screen.page.evaluate("document.activeElement.id") == "actor-2"


def test_tab_goes_through_cells_in_reading_order_and_back(screen: Screen) -> None:
    screen.item("cell:langkah/0/kegiatan").click()
    went = []
    for _ in range(7):
        screen.press("Tab")
        went.append(screen.chosen)
    assert went == [
        "actors:langkah/0",
        *(f"cell:langkah/0/{column}" for column in ("kelengkapan", "waktu", "output", "ket")),
        "cell:langkah/1/kegiatan",
        "actors:langkah/1",
    ]
    screen.press("Shift+Tab", "Shift+Tab")
    assert screen.chosen == "cell:langkah/0/ket"
    assert screen.text.count() == 1


def test_escape_leaves_the_text_then_the_selection(screen: Screen) -> None:
    screen.item(CELL).click()
    screen.press("Escape")
    assert screen.page.evaluate("document.activeElement.dataset.item") == CELL
    screen.press("Escape")
    assert screen.chosen == ""
    assert screen.page.locator("#panel h2").text_content() == "Dokumen ini"


def test_arrows_go_about_the_page_and_enter_goes_into_the_text(screen: Screen) -> None:
    screen.item(CELL).click()
    screen.press("Escape", "ArrowDown", "ArrowRight")
    assert screen.chosen == "cell:langkah/3/output"
    screen.press("ArrowUp", "Enter")
    assert screen.text.input_value() == "Surat"


def test_tab_leaves_the_page_after_its_last_cell(screen: Screen) -> None:
    screen.item("cell:langkah/4/ket").click()
    screen.press("Escape", "Tab")
    assert not screen.page.evaluate("Boolean(document.activeElement.closest('.sheets'))")


def test_one_item_of_the_pages_is_reached_by_tab_from_elsewhere(screen: Screen) -> None:
    assert screen.page.locator(".sheets [tabindex='0']").count() == 1
    screen.item(CELL).click()
    assert screen.page.locator(".sheets [tabindex='0']").get_attribute("data-item") == CELL


def test_f6_goes_round_the_parts_of_the_screen(screen: Screen) -> None:
    screen.item(CELL).click()
    went = []
    for _ in range(4):
        screen.press("F6")
        went.append(screen.page.evaluate("document.activeElement.textContent || document.activeElement.id"))
    assert went[0] == "Sisipkan di atas"
    assert went[1] == "decision"
    assert screen.text.input_value() == "5 Menit"
    screen.press("Shift+F6")
    assert screen.page.evaluate("document.activeElement.dataset.item") == CELL


def test_a_click_beside_everything_shows_the_document(screen: Screen) -> None:
    screen.item(CELL).click()
    screen.page.locator(".sheet .paper").first.click(position={"x": 4, "y": 4})
    assert screen.chosen == ""
    assert screen.page.locator("#panel h2").text_content() == "Dokumen ini"


def test_the_keys_are_told(screen: Screen) -> None:
    screen.press("Control+/")
    assert "Shift+Enter" in (screen.page.locator("dialog").text_content() or "")
    screen.press("Escape")
    screen.until(lambda: screen.page.locator("dialog").count() == 0)
