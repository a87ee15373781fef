"""A whole SOP written on its page, from the empty source of ``sopgen new`` to the document that is fetched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pymupdf
import pytest

from sopgen.builder.new_sop import Wish, draft
from sopgen.model.sop import Kind
from tests.readback.browser import needs_browser
from tests.web.browser.running import HALL, served, visiting
from tests.web.browser.screen import Screen

pytestmark = [needs_browser, pytest.mark.slow]

ACTORS = ("Analis", "Kepala Bagian", "Kepala Biro")
#: What each step says, and the index of who does it.
STEPS = (
    ("Menerima disposisi penyusunan laporan", "Disposisi", "10 Menit", "Disposisi tercatat", 0),
    ("Mengumpulkan bahan laporan", "Disposisi tercatat", "1 Hari", "Bahan laporan", 0),
    ("Menyusun konsep laporan", "Bahan laporan", "2 Hari", "Konsep laporan", 0),
    ("Memeriksa konsep laporan", "Konsep laporan", "2 Jam", "Konsep laporan yang diparaf", 1),
    ("Menyampaikan konsep laporan kepada kepala biro", "Konsep yang diparaf", "15 Menit", "Konsep terkirim", 1),
    ("Menelaah isi laporan", "Konsep terkirim", "3 Jam", "Laporan yang ditelaah", 2),
    ("Menyetujui laporan", "Laporan yang ditelaah", "30 Menit", "Laporan yang disetujui", 2),
    ("Memberi nomor pada laporan", "Laporan yang disetujui", "5 Menit", "Laporan bernomor", 0),
    ("Mengirimkan laporan", "Laporan bernomor", "20 Menit", "Tanda terima", 0),
    ("Menyimpan arsip laporan", "Tanda terima", "10 Menit", "Arsip", 0),
)
#: Index of a decision -> where its answer no leads.
DECISIONS = {3: 2, 6: 1}


def write_step(screen: Screen, index: int) -> None:
    """Its texts by keys, cell after cell; who does it by name."""
    kegiatan, kelengkapan, waktu, output, actor = STEPS[index]
    screen.type(kegiatan)
    screen.press("Tab")
    if screen.steps[index]["actors"] != [actor]:
        screen.page.get_by_label(ACTORS[actor], exact=True).check()
        screen.until(lambda: actor in screen.steps[index]["actors"])
        for other in set(screen.steps[index]["actors"]) - {actor}:
            screen.page.get_by_label(ACTORS[other], exact=True).uncheck()
        screen.until(lambda: screen.steps[index]["actors"] == [actor])
        screen.settled()
        screen.page.get_by_label(ACTORS[actor], exact=True).focus()
    for text in (kelengkapan, waktu, output):
        screen.press("Tab")
        screen.type(text)


def write_all(screen: Screen) -> None:
    """All steps, each added by Enter in the last text of the one before it."""
    screen.item("cell:langkah/0/kegiatan").click()
    for index in range(len(STEPS)):
        write_step(screen, index)
        if index + 1 < len(STEPS):
            screen.press("Enter")
            screen.until(lambda: screen.chosen == f"cell:langkah/{index + 1}/kegiatan")  # noqa: B023


def decide(screen: Screen) -> None:
    """The two decisions, with where they lead back to."""
    for index, goal in DECISIONS.items():
        screen.item(f"cell:langkah/{index}/kegiatan").click()
        screen.page.get_by_label("Jadikan keputusan").check()
        screen.until(lambda: screen.steps[index]["decision"])  # noqa: B023
        screen.page.get_by_label("Tidak ke", exact=True).select_option(label=f"{goal + 1}. {STEPS[goal][0]}")
        screen.until(lambda: screen.steps[index]["no"] == ["langkah", goal])  # noqa: B023


def fetch(screen: Screen) -> Path:
    """The PDF, asked for and downloaded."""
    page = screen.page
    page.click("#build")
    page.get_by_role("button", name="Buat", exact=True).click()
    page.wait_for_selector(".files a", timeout=120_000)
    with page.expect_download() as download:
        page.locator(".files a", has_text=".pdf").first.click()
    return Path(download.value.path())


def words(text: str) -> str:
    """A text as it compares: line breaks of a cell do not matter."""
    return "".join(text.split())


def test_an_sop_of_ten_steps_is_written_saved_built_and_fetched(browser: Any, tmp_path: Path) -> None:
    source = tmp_path / "sop_sources" / "laporan.yaml"
    source.parent.mkdir()
    wish = Wish("CTH.03.01", Kind.MIKRO, "Penyusunan Laporan", "biro-contoh", "kepala", ACTORS, 1)
    source.write_bytes(draft(wish, "sop_sources/laporan.yaml", tmp_path))
    with served(tmp_path) as server, visiting(browser, server, HALL) as page:
        screen = Screen(page, server).open("laporan")
        screen.item("field:dasar_hukum").dispatch_event("click")
        screen.type("Peraturan Contoh Nomor 1 Tahun 2020")
        write_all(screen)
        decide(screen)
        screen.until(lambda: screen.activities == [step[0] for step in STEPS])
        screen.item("cell:langkah/8/kegiatan").click()
        screen.press("Alt+ArrowDown")
        screen.until(lambda: screen.activities[8:] == [STEPS[9][0], STEPS[8][0]])
        screen.button("Hapus").click()
        screen.until(lambda: len(screen.steps) == 9)
        screen.press("Control+z", "Control+z")
        screen.until(lambda: screen.activities == [step[0] for step in STEPS])
        screen.settled()
        screen.press("Control+s")
        screen.until(lambda: screen.said == "Tersimpan")
        with pymupdf.open(stream=fetch(screen).read_bytes(), filetype="pdf") as pdf:
            printed = words("".join(sheet.get_text() for sheet in pdf))
    assert source.read_text(encoding="utf-8").startswith("# yaml-language-server")
    for step in STEPS:
        for text in step[:4]:
            assert words(text) in printed
    assert "PeraturanContohNomor1" in printed
