"""Steps, columns and ways: everything that can be done with them, by mouse and by keys."""

from __future__ import annotations

import pytest

from tests.readback.browser import needs_browser
from tests.web.browser.screen import Screen

pytestmark = needs_browser

FIVE = [
    "Menyusun konsep surat",
    "Memeriksa konsep surat",
    "Menandatangani surat",
    "Memberi nomor pada surat",
    "Mengirimkan surat",
]


def names(screen: Screen) -> list[str]:
    """The columns of pelaksana."""
    return [actor["name"] for actor in screen.state["sections"][0]["actors"]]


def no_of(screen: Screen, step: int) -> object:
    """Where the answer no of a step leads: the path of a step, or None."""
    return screen.steps[step]["no"]


@pytest.mark.parametrize(("button", "index"), [("Sisipkan di atas", 2), ("Sisipkan di bawah", 3)])
def test_a_step_is_inserted_above_or_below(screen: Screen, button: str, index: int) -> None:
    screen.item("cell:langkah/2/waktu").click()
    screen.button(button).click()
    screen.until(lambda: len(screen.steps) == 6)
    assert screen.activities == [*FIVE[:index], "", *FIVE[index:]]
    screen.until(lambda: screen.chosen == f"cell:langkah/{index}/kegiatan")
    screen.type("Menyetempel surat")
    screen.until(lambda: screen.activities[index] == "Menyetempel surat")


def test_a_step_is_duplicated(screen: Screen) -> None:
    screen.item("cell:langkah/2/waktu").click()
    screen.button("Gandakan").click()
    screen.until(lambda: screen.activities == [*FIVE[:3], *FIVE[2:]])
    screen.until(lambda: screen.chosen == "cell:langkah/3/waktu")


def test_a_step_is_moved_by_keys_and_the_caret_goes_along(screen: Screen) -> None:
    screen.item("cell:langkah/3/waktu").click()
    screen.type("1")
    screen.press("Alt+ArrowDown")
    screen.type("2")
    screen.until(lambda: screen.activities == [*FIVE[:3], FIVE[4], FIVE[3]])
    screen.until(lambda: screen.steps[4]["texts"]["waktu"] == "5 Menit12")
    assert screen.chosen == "cell:langkah/4/waktu"
    screen.press("Escape", "Alt+ArrowUp")
    screen.until(lambda: screen.activities == FIVE)


def test_a_step_is_moved_by_buttons(screen: Screen) -> None:
    screen.item("cell:langkah/3/waktu").click()
    screen.button("Turunkan").click()
    screen.until(lambda: screen.activities[3:] == [FIVE[4], FIVE[3]])
    screen.until(lambda: screen.chosen == "cell:langkah/4/waktu")
    screen.button("Naikkan").click()
    screen.until(lambda: screen.activities == FIVE)


@pytest.mark.parametrize(("goal", "at", "index"), [(4, 0.8, 4), (1, 0.2, 1)])
def test_a_row_is_dragged_to_another_place(screen: Screen, goal: int, at: float, index: int) -> None:
    screen.drag(screen.item("step:langkah/3"), screen.item(f"step:langkah/{goal}"), at)
    others = [*FIVE[:3], FIVE[4]]
    screen.until(lambda: screen.activities == [*others[:index], FIVE[3], *others[index:]])
    assert screen.page.locator(".goal").count() == 0


def test_a_drag_that_ends_beside_the_table_does_nothing(screen: Screen) -> None:
    screen.drag(screen.item("step:langkah/3"), screen.page.locator("#panel h2"))
    screen.settled()
    assert screen.activities == FIVE


def test_a_symbol_is_dragged_to_another_column(screen: Screen) -> None:
    slot = screen.page.locator("[data-path='langkah/3'] rect[data-actor='2']")
    screen.drag(screen.page.locator("g.symbol.process[data-path='langkah/3']"), slot)
    screen.until(lambda: screen.steps[3]["actors"] == [2])
    screen.until(lambda: screen.item("actors:langkah/3").get_attribute("data-actor") == "2")


def test_a_step_is_deleted_by_button(screen: Screen) -> None:
    screen.item("cell:langkah/3/waktu").click()
    screen.button("Hapus").click()
    screen.until(lambda: screen.activities == [*FIVE[:3], FIVE[4]])
    screen.press("Control+z")
    screen.until(lambda: screen.activities == FIVE)


def test_a_step_is_deleted_by_key_from_its_number_or_symbol(screen: Screen) -> None:
    screen.item("cell:langkah/3/kegiatan").click()
    screen.press("Escape", "ArrowLeft", "Delete")
    screen.until(lambda: screen.activities == [*FIVE[:3], FIVE[4]])


@pytest.mark.parametrize(("choice", "goal"), [("Langkah sesudahnya", 0), ("3. Menandatangani surat", 1)])
def test_deleting_a_target_asks_where_what_led_to_it_leads(screen: Screen, choice: str, goal: int) -> None:
    screen.item("cell:langkah/0/waktu").click()
    screen.button("Hapus").click()
    dialog = screen.page.locator("dialog")
    assert "Langkah 1 adalah tujuan langkah 2." in (dialog.text_content() or "")
    dialog.get_by_label("Alur itu lalu menuju").select_option(label=choice)
    dialog.get_by_role("button", name="Hapus langkah").click()
    screen.until(lambda: screen.activities == FIVE[1:])
    assert no_of(screen, 0) == ["langkah", goal]


def test_deleting_a_target_can_be_given_up(screen: Screen) -> None:
    screen.item("cell:langkah/0/waktu").click()
    screen.button("Hapus").click()
    screen.page.locator("dialog").get_by_role("button", name="Batal").click()
    screen.settled()
    assert screen.activities == FIVE


def test_pelaksana_are_chosen_by_mouse(screen: Screen) -> None:
    screen.item("cell:langkah/3/kegiatan").click()
    screen.page.get_by_label("Kepala Biro", exact=True).check()
    screen.until(lambda: screen.steps[3]["actors"] == [0, 2])
    screen.page.get_by_label("Analis", exact=True).uncheck()
    screen.until(lambda: screen.steps[3]["actors"] == [2])


def test_pelaksana_are_chosen_by_keys(screen: Screen) -> None:
    screen.item("cell:langkah/3/kegiatan").click()
    screen.press("Tab", "ArrowDown", "Space")
    screen.until(lambda: screen.steps[3]["actors"] == [0, 1])
    screen.settled()
    assert screen.page.evaluate("document.activeElement.id") == "actor-1"
    screen.press("Tab")
    assert screen.chosen == "cell:langkah/3/kelengkapan"


def test_a_step_becomes_a_decision_with_targets_from_the_list(screen: Screen) -> None:
    screen.item("cell:langkah/2/kegiatan").click()
    screen.page.get_by_label("Jadikan keputusan").check()
    screen.until(lambda: screen.steps[2]["decision"])
    assert no_of(screen, 2) == ["langkah", 1]
    screen.page.get_by_label("Tidak ke", exact=True).select_option(label="1. Menyusun konsep surat")
    screen.until(lambda: no_of(screen, 2) == ["langkah", 0])
    screen.page.get_by_label("Ya ke", exact=True).select_option(label="5. Mengirimkan surat")
    screen.until(lambda: screen.steps[2]["yes"] == ["langkah", 4])
    screen.until(lambda: screen.page.locator("g.symbol.decision[data-path='langkah/2']").count() == 1)
    screen.page.get_by_label("Jadikan keputusan").uncheck()
    screen.until(lambda: not screen.steps[2]["decision"])


def test_a_target_is_clicked_on_the_page(screen: Screen) -> None:
    screen.item("edge:langkah/1:tidak:2:1").dispatch_event("click")
    screen.button("Tidak ke: pilih di halaman").click()
    screen.item("cell:langkah/3/kegiatan").click()
    screen.until(lambda: no_of(screen, 1) == ["langkah", 3])
    assert screen.page.locator("#banner").is_hidden()


def test_a_target_is_chosen_on_the_page_by_keys(screen: Screen) -> None:
    screen.item("actors:langkah/1").click()
    screen.page.locator("#no").focus()
    screen.press("Tab", "Enter")
    screen.press("ArrowDown", "ArrowDown", "Enter")
    screen.until(lambda: no_of(screen, 1) == ["langkah", 3])


def test_choosing_on_the_page_is_given_up_by_escape(screen: Screen) -> None:
    screen.item("actors:langkah/1").click()
    screen.button("Tidak ke: pilih di halaman").click()
    screen.press("Escape")
    assert screen.page.locator("#banner").is_hidden()
    screen.item("cell:langkah/3/kegiatan").click()
    screen.settled()
    assert no_of(screen, 1) == ["langkah", 0]


def test_a_step_goes_on_elsewhere_or_ends(screen: Screen) -> None:
    screen.item("cell:langkah/2/kegiatan").click()
    way = screen.page.get_by_label("Lanjut ke", exact=True)
    way.select_option(label="5. Mengirimkan surat")
    screen.until(lambda: screen.steps[2]["next"] == ["langkah", 4])
    way.select_option(label="Langkah berikutnya")
    screen.until(lambda: screen.steps[2]["next"] is None)


def test_columns_are_added_renamed_moved_and_deleted(screen: Screen) -> None:
    screen.item("actor:pelaksana/1").click()
    screen.button("Kolom di kanan").click()
    screen.page.get_by_label("Nama pelaksana").fill("Sekretaris")
    screen.press("Enter")
    screen.until(lambda: names(screen) == ["Analis", "Kepala Bagian", "Sekretaris", "Kepala Biro"])
    screen.until(lambda: screen.chosen == "actor:pelaksana/2")
    screen.button("Ke kiri").click()
    screen.until(lambda: names(screen) == ["Analis", "Sekretaris", "Kepala Bagian", "Kepala Biro"])
    screen.until(lambda: screen.chosen == "actor:pelaksana/1")
    screen.button("Hapus kolom").click()
    screen.until(lambda: names(screen) == ["Analis", "Kepala Bagian", "Kepala Biro"])


def test_a_pelaksana_is_renamed_everywhere(screen: Screen) -> None:
    screen.item("actor:pelaksana/0").click()
    screen.type(" Surat")
    screen.until(lambda: names(screen)[0] == "Analis Surat")
    screen.press("Control+s")
    screen.until(lambda: screen.source.count("Analis Surat") == 4)


def test_a_column_in_use_is_not_deleted(screen: Screen) -> None:
    screen.item("actor:pelaksana/0").click()
    screen.button("Hapus kolom").click()
    screen.until(lambda: "masih dipakai langkah 1, 4, 5" in screen.said)
    assert names(screen)[0] == "Analis"
