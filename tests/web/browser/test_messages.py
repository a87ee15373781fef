"""Findings at their place, pages that cannot be drawn, and everything that others do meanwhile."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.readback.browser import needs_browser
from tests.web.browser.running import served, visiting
from tests.web.browser.screen import Screen

pytestmark = needs_browser

CELL = "cell:langkah/2/waktu"


def test_a_finding_stands_at_its_cell_and_is_repaired_there(screen: Screen) -> None:
    arsip = screen.open("arsip")
    arsip.page.locator(".mark[data-item='cell:langkah/0/waktu']").click()
    assert "Temuan: Satuan waktu" in (arsip.item("cell:langkah/0/waktu").get_attribute("aria-label") or "")
    assert "Tulis “5 Menit”." in (arsip.page.locator("#panel .finding").first.text_content() or "")
    arsip.button("Perbaiki").click()
    arsip.until(lambda: arsip.steps[0]["texts"]["waktu"] == "5 Menit")
    arsip.until(lambda: arsip.page.locator(".mark[data-item='cell:langkah/0/waktu']").count() == 0)


def test_the_document_lists_its_findings_and_leads_to_them(screen: Screen) -> None:
    arsip = screen.open("arsip")
    finding = arsip.page.locator("#panel .finding", has_text="Satuan waktu")
    finding.get_by_role("button", name="Tunjukkan").click()
    assert arsip.chosen == "cell:langkah/0/waktu"


def test_pages_that_cannot_be_drawn_stay_greyed_with_the_reason_above(screen: Screen) -> None:
    screen.item("cell:langkah/2/kegiatan").click()
    screen.text.fill("kata panjang sekali " * 400)
    screen.until(lambda: screen.page.locator("#stale").is_visible())
    assert "Gambar ini belum memuat perubahan terakhir" in (screen.page.locator("#stale").text_content() or "")
    assert screen.page.locator(".sheets.is-stale").count() == 1
    screen.press("Control+z")
    screen.until(lambda: screen.page.locator("#stale").is_hidden())


def test_another_tab_sees_what_is_changed(browser: Any, screen: Screen) -> None:
    with visiting(browser, screen.server) as page:
        other = Screen(page, screen.server, number=screen.number).open("surat")
        screen.item(CELL).click()
        screen.type("1")
        other.until(lambda: other.item(CELL).text_content() == "5 Menit1")
        other.until(lambda: other.page.locator("#unsaved").is_visible())


def test_texts_at_different_places_in_two_tabs_are_both_kept(browser: Any, screen: Screen) -> None:
    with visiting(browser, screen.server) as page:
        other = Screen(page, screen.server, number=screen.number).open("surat")
        other.item("cell:langkah/3/waktu").click()
        other.page.route("**/api/events", lambda route: route.abort())
        screen.item(CELL).click()
        screen.type("1")
        other.type("2")
        screen.until(lambda: [step["texts"]["waktu"] for step in screen.steps[2:4]] == ["5 Menit1", "5 Menit2"])


def test_two_texts_for_one_place_are_both_shown_and_one_is_taken(browser: Any, screen: Screen) -> None:
    with visiting(browser, screen.server) as page:
        other = Screen(page, screen.server, number=screen.number).open("surat")
        other.item(CELL).click()
        other.page.keyboard.type("1")
        screen.item(CELL).click()
        screen.type("2")
        both = None
        for one in (screen, other):
            one.page.wait_for_timeout(1200)
            if one.page.locator("dialog").count():
                both = one
        assert both is not None
        ours, theirs = (both.page.get_by_label(label).input_value() for label in ("Teks Anda", "Teks di tempat lain"))
        assert {ours, theirs} == {"5 Menit1", "5 Menit2"}
        both.page.get_by_role("button", name="Pakai teks saya").click()
        both.until(lambda: both.steps[2]["texts"]["waktu"] == ours)


def test_while_the_server_is_away_the_text_is_kept_and_sent_again(screen: Screen) -> None:
    screen.item(CELL).click()
    screen.page.route("**/change", lambda route: route.abort())
    screen.type("1")
    screen.until(lambda: screen.page.locator("#banner").is_visible())
    assert "Server tidak menjawab" in (screen.page.locator("#banner").text_content() or "")
    screen.type("2")
    assert screen.text.input_value() == "5 Menit12"
    screen.page.unroute("**/change")
    screen.until(lambda: screen.steps[2]["texts"]["waktu"] == "5 Menit12")
    screen.until(lambda: screen.page.locator("#banner").is_hidden())


def test_what_the_server_refuses_is_said_and_the_text_stays(screen: Screen) -> None:
    screen.item(CELL).click()
    answer = {"status": 422, "json": {"error": "Isian ini terlalu panjang."}}
    screen.page.route("**/change", lambda route: route.fulfill(**answer))
    screen.type("1")
    screen.until(lambda: screen.said == "Isian ini terlalu panjang.")
    assert screen.text.input_value() == "5 Menit1"
    assert screen.text.get_attribute("aria-invalid") == "true"


def test_a_file_that_another_program_has_changed_is_not_overwritten(screen: Screen) -> None:
    screen.item(CELL).click()
    screen.type("1")
    screen.until(lambda: screen.steps[2]["texts"]["waktu"] == "5 Menit1")
    file = screen.server.file(screen.key)
    file.write_text(file.read_text(encoding="utf-8").replace("Disposisi", "Arahan"), encoding="utf-8")
    screen.press("Control+s")
    screen.until(lambda: "diubah oleh program lain" in (screen.page.locator("#banner").text_content() or ""))
    assert "5 Menit1" not in screen.source
    screen.page.get_by_role("button", name="Muat isi berkas").click()
    screen.until(lambda: screen.steps[0]["texts"]["kelengkapan"] == "Arahan")
    screen.press("Control+z")
    screen.until(lambda: screen.steps[2]["texts"]["waktu"] == "5 Menit1")


def test_what_is_saved_elsewhere_is_shown_where_nothing_is_unsaved(screen: Screen) -> None:
    file = screen.server.file(screen.key)
    file.write_text(file.read_text(encoding="utf-8").replace("Disposisi", "Arahan"), encoding="utf-8")
    screen.server.editor.documents.notice([file])
    screen.until(lambda: screen.item("cell:langkah/0/kelengkapan").text_content() == "Arahan")


def test_unsaved_work_is_there_again_when_the_program_starts_again(browser: Any, tmp_path: Path) -> None:
    with served(tmp_path) as server, visiting(browser, server) as page:
        first = Screen(page, server).open("surat")
        first.item(CELL).click()
        first.type("1")
        first.until(lambda: first.steps[2]["texts"]["waktu"] == "5 Menit1")
    with served(tmp_path) as server, visiting(browser, server) as page:
        second = Screen(page, server).open("surat")
        second.until(lambda: second.item(CELL).text_content() == "5 Menit1")
        assert page.locator("#unsaved").is_visible()
        page.click("#undo")
        second.until(lambda: second.item(CELL).text_content() == "5 Menit")
