"""Texts are written in the panel or in their place, sent when the writer rests, and undone like everything else."""

from __future__ import annotations

from tests.readback.browser import needs_browser
from tests.web.browser.screen import Screen

pytestmark = needs_browser

CELL = "cell:langkah/2/waktu"


def waktu(screen: Screen, step: int = 2) -> str:
    """The time of a step, as the server has it."""
    return str(screen.steps[step]["texts"]["waktu"])


def test_what_is_typed_is_on_the_page_after_a_rest(screen: Screen) -> None:
    screen.item(CELL).click()
    screen.type(" Kerja")
    screen.until(lambda: "Kerja" in (screen.item(CELL).text_content() or ""))
    assert waktu(screen) == "5 Menit Kerja"
    assert screen.text.input_value() == "5 Menit Kerja"
    assert screen.page.locator("#unsaved").is_visible()


def test_only_pages_that_have_changed_are_put_in_anew(screen: Screen) -> None:
    screen.page.evaluate("document.querySelectorAll('.sheet svg').forEach((svg) => (svg.old = true))")
    screen.item(CELL).click()
    screen.type("!")
    screen.until(lambda: waktu(screen) == "5 Menit!")
    screen.settled()
    kept = screen.page.evaluate("[...document.querySelectorAll('.sheet svg')].map((svg) => svg.old === true)")
    assert kept == [True, False]


def test_a_text_is_sent_when_it_is_left(screen: Screen) -> None:
    screen.item(CELL).click()
    screen.type("1")
    screen.item("cell:langkah/3/waktu").click()
    screen.until(lambda: waktu(screen) == "5 Menit1")


def test_what_is_typed_while_a_request_is_on_its_way_is_not_lost(screen: Screen) -> None:
    screen.item(CELL).click()
    text = " dan seterusnya sampai selesai"
    screen.page.keyboard.type(text, delay=45)
    screen.until(lambda: waktu(screen) == f"5 Menit{text}")
    assert screen.text.input_value() == f"5 Menit{text}"


def test_a_double_click_writes_in_the_place_itself(screen: Screen) -> None:
    screen.item(CELL).dblclick()
    area, cell = screen.page.locator(".in-place").bounding_box(), screen.item(CELL).bounding_box()
    assert area
    assert cell
    assert abs(area["x"] - cell["x"]) < 3
    assert abs(area["y"] - cell["y"]) < 3
    screen.press("Control+a")
    screen.type("1 Jam")
    screen.until(lambda: waktu(screen) == "1 Jam")
    assert screen.text.get_attribute("class") == "in-place"
    screen.press("Escape")
    assert screen.page.locator(".in-place").count() == 0
    assert screen.page.evaluate("document.activeElement.dataset.item") == CELL


def test_enter_adds_a_step_below_and_typing_goes_on_in_it(screen: Screen) -> None:
    screen.item("cell:langkah/2/kegiatan").click()
    screen.type(" dinas")
    screen.press("Enter")
    screen.type("Menggandakan surat")
    screen.until(lambda: screen.activities[2:4] == ["Menandatangani surat dinas", "Menggandakan surat"])
    assert len(screen.steps) == 6
    assert screen.chosen == "cell:langkah/3/kegiatan"
    assert screen.text.input_value() == "Menggandakan surat"


def test_shift_enter_is_a_line_of_its_own(screen: Screen) -> None:
    screen.item(CELL).click()
    screen.press("Shift+Enter")
    screen.type("kerja")
    screen.until(lambda: waktu(screen) == "5 Menit\nkerja")
    assert len(screen.steps) == 5


def test_undo_and_redo_go_through_the_whole_document(screen: Screen) -> None:
    screen.item(CELL).click()
    screen.type("1")
    screen.until(lambda: waktu(screen) == "5 Menit1")
    screen.item("cell:langkah/3/waktu").click()
    screen.type("2")
    screen.press("Control+z")
    screen.until(lambda: waktu(screen, 3) == "5 Menit")
    screen.until(lambda: screen.text.input_value() == "5 Menit")
    screen.press("Control+z")
    screen.until(lambda: waktu(screen) == "5 Menit")
    screen.until(lambda: not screen.page.locator("#unsaved").is_visible())
    screen.press("Control+y", "Control+Shift+z")
    screen.until(lambda: (waktu(screen), waktu(screen, 3)) == ("5 Menit1", "5 Menit2"))
    screen.page.click("#undo")
    screen.until(lambda: waktu(screen, 3) == "5 Menit")
    screen.page.click("#redo")
    screen.until(lambda: waktu(screen, 3) == "5 Menit2")


def test_the_search_has_its_own_undo(screen: Screen) -> None:
    screen.item(CELL).click()
    screen.type("1")
    screen.until(lambda: waktu(screen) == "5 Menit1")
    if not screen.page.locator("#search").is_visible():
        screen.page.click("#show-list")
    screen.page.fill("#search", "arsip")
    screen.press("Control+z")
    screen.page.wait_for_timeout(300)
    assert waktu(screen) == "5 Menit1"


def test_save_writes_the_file_by_key_and_by_button(screen: Screen) -> None:
    screen.item(CELL).click()
    screen.type("1")
    screen.press("Control+s")
    screen.until(lambda: "waktu: 5 Menit1" in screen.source)
    screen.until(lambda: screen.said == "Tersimpan")
    screen.type("2")
    screen.page.click("#save")
    screen.until(lambda: "waktu: 5 Menit12" in screen.source)
    screen.until(lambda: not screen.page.locator("#unsaved").is_visible())


def test_a_field_of_the_form_is_written(screen: Screen) -> None:
    screen.item("field:judul").dispatch_event("click")
    screen.type(" Biasa")
    screen.until(lambda: screen.state["title"].endswith("Biasa"))
    screen.until(lambda: (screen.page.locator("#title").text_content() or "").endswith("Biasa"))


def items(screen: Screen, name: str) -> list[str]:
    """The entries of a list of the form."""
    return next(list(field["items"]) for field in screen.state["fields"] if field["path"] == [name])


def test_entries_of_a_list_are_added_by_button_and_by_enter(screen: Screen) -> None:
    screen.item("item:peralatan/1").click()
    screen.press("Enter")
    screen.type("Meja")
    screen.until(lambda: items(screen, "peralatan")[2:] == ["Meja"])
    screen.button("Tambah butir").click()
    screen.type("Kursi")
    screen.until(lambda: items(screen, "peralatan")[2:] == ["Meja", "Kursi"])
    assert screen.text.input_value() == "Kursi"
    screen.type(" kerja")
    screen.until(lambda: items(screen, "peralatan")[3] == "Kursi kerja")


def test_an_entry_that_stays_empty_is_none(screen: Screen) -> None:
    screen.item("item:peralatan/1").click()
    screen.press("Enter", "Escape")
    screen.settled()
    assert len(items(screen, "peralatan")) == 2
    assert screen.page.locator("#panel .entries textarea").count() == 2


def test_entries_are_moved_and_deleted_by_buttons(screen: Screen) -> None:
    screen.item("item:peralatan/1").click()
    screen.button("Naikkan butir 2").click()
    screen.until(lambda: items(screen, "peralatan")[0] == "Komputer dan pencetak")
    screen.button("Hapus butir 1").click()
    screen.until(lambda: items(screen, "peralatan") == ["Alat Tulis Kantor (ATK)"])


def test_entries_are_moved_and_deleted_by_keys(screen: Screen) -> None:
    screen.item("item:peralatan/0").click()
    screen.press("Alt+ArrowDown")
    screen.until(lambda: items(screen, "peralatan")[0] == "Komputer dan pencetak")
    screen.until(lambda: screen.chosen == "item:peralatan/1")
    screen.press("Escape", "Delete")
    screen.until(lambda: items(screen, "peralatan") == ["Komputer dan pencetak"])


def test_an_entry_that_is_emptied_goes_when_it_is_left(screen: Screen) -> None:
    screen.item("item:peralatan/0").click()
    screen.press("Control+a", "Delete")
    screen.page.wait_for_timeout(600)
    assert len(items(screen, "peralatan")) == 2
    screen.press("Escape")
    screen.until(lambda: items(screen, "peralatan") == ["Komputer dan pencetak"])
