"""A booklet or letter that lacks an SOP is told of and stays as it was; a booklet without it has to be asked for."""

from __future__ import annotations

import shutil
from pathlib import Path

import pymupdf
import pytest
from docx import Document

from sopgen.builder.events import Event, Failed, Finished, Made
from sopgen.builder.request import Kind, Request
from tests.builder.building import happened
from tests.cli.projects import copy_case, edit, outputs

BOOK, LETTER, SOP = (f"sop_sources/{name}.yaml" for name in ("buku", "surat/nota", "surat-menyurat"))
SUSUNAN = '  - judul: Arsip\n    sop: ["arsip/*.yaml", sop.yaml]\n  - judul: Surat\n    sop: [CTH.BUKU.2]\n'
TURNED = '  - judul: Surat\n    sop: [surat-menyurat.yaml]\n  - judul: Arsip\n    sop: ["arsip/*.yaml", sop.yaml]\n'


def build(office: Path, partial: bool = False) -> list[Event]:
    return happened(Request(office, office / "build", kinds=(Kind.PDF,), partial=partial))


def failures(events: list[Event]) -> dict[str, Failed]:
    return {event.source: event for event in events if isinstance(event, Failed)}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office whose first chapter holds one SOP, which a letter attaches; everything is built."""
    office = copy_case("book-and-letter", tmp_path_factory.mktemp("utuh"))
    edit(office, BOOK, SUSUNAN, TURNED)
    assert not failures(build(office))
    return office


@pytest.fixture
def office(built: Path, tmp_path: Path) -> Path:
    return shutil.copytree(built, tmp_path / "kantor")


def pages(office: Path) -> list[str]:
    with pymupdf.open(office / "build" / "buku-sop.pdf") as document:
        return [" ".join(page.get_text().split()) for page in document]


@pytest.mark.parametrize(
    ("old", "new"),
    [("    tidak: susun\n", "    tidak: susun\n    ya: susun\n"), ("langkah:\n", "langkah: [\n")],
    ids=["that is no flow", "that cannot be read"],
)
def test_the_earlier_booklet_and_letter_stay_and_are_called_stale(office: Path, old: str, new: str) -> None:
    before = outputs(office)
    edit(office, SOP, old, new)
    told = failures(build(office))
    assert set(told) == {SOP, BOOK, LETTER}
    assert told[BOOK].refusal == (
        "buku tidak dibuat, karena tidak dapat memuat CTH.BUKU.2 (tidak dapat dibuat). "
        "Perbaiki dahulu, atau tambahkan --sebagian untuk membuat buku tanpa SOP itu."
    )
    assert "CTH.BUKU.2" in told[LETTER].refusal
    assert {path.name for path in told[BOOK].outdated} == {"buku-sop.pdf", "buku-sop.docx"}
    assert {path.name for path in told[LETTER].outdated} == {"nota.pdf", "nota.docx", "nota.json"}
    after = outputs(office)
    assert all(after[name] == before[name] for name in before if not name.startswith("schema/"))


def test_a_booklet_in_part_keeps_its_chapters_and_registers_what_it_lacks(office: Path) -> None:
    edit(office, SOP, "langkah:\n", "langkah: [\n")
    events = build(office, partial=True)
    (made,) = (event for event in events if isinstance(event, Made) and event.source == BOOK)
    assert "CTH.BUKU.2 tidak dimuat dalam buku (tidak dapat dibuat)" in made.remarks
    found = pages(office)
    assert any(page.startswith("B A B I Surat Bab ini belum memuat SOP") for page in found)
    assert any(page.startswith("B A B I I Arsip") for page in found)
    register = " ".join(found[next(at for at, page in enumerate(found) if page.startswith("REGISTER SOP")) :])
    assert "CTH.BUKU.2 Pengelolaan Surat Masuk Mikro – – – – – tidak dimuat: tidak dapat dibuat" in register
    word = Document(str(office / "build" / "buku-sop.docx"))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert "tidak dimuat: tidak dapat dibuat" in cells
    assert "Bab ini belum memuat SOP; sebabnya tercatat dalam Register SOP." in [each.text for each in word.paragraphs]


def test_an_sop_whose_head_cannot_be_read_is_named_by_its_file_where_every_sop_is_bound(office: Path) -> None:
    text = (office / BOOK).read_text(encoding="utf-8")
    (office / BOOK).write_text(text[: text.index("susunan:")], encoding="utf-8")
    (office / SOP).write_text("judul: [\n", encoding="utf-8")
    assert f"{SOP} (tidak dapat dibuat)" in failures(build(office))[BOOK].refusal


def test_an_sop_that_is_mended_gives_the_booklet_of_before(office: Path) -> None:
    before = outputs(office)
    edit(office, SOP, "langkah:\n", "langkah: [\n")
    build(office, partial=True)
    edit(office, SOP, "langkah: [\n", "langkah:\n")
    end = build(office)[-1]
    assert isinstance(end, Finished)
    assert end.is_whole
    assert outputs(office) == before
