"""A decision with its considerations and a foreword that is signed, as both booklets print them."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest
from docx import Document

from sopgen.builder.request import Kind
from tests.builder.building import built
from tests.cli.projects import copy_case

BOOK = """\
judul: Buku SOP Contoh
unit: {unit}
tahun: 2024
keputusan:
  nomor: KEP-1/2024
  tentang: SOP Biro Contoh
  tanggal: 2024-02-01
  ditetapkan_oleh: {official}
  menimbang:
    - bahwa setiap kegiatan memerlukan prosedur yang tetap;
    - bahwa prosedur itu perlu ditetapkan dengan keputusan;
  mengingat: Peraturan Contoh Nomor 1 Tahun 2020 tentang Tata Naskah
  memutuskan:
    - Memberlakukan SOP dalam buku ini.
    - Keputusan ini mulai berlaku pada tanggal ditetapkan.
kata_pengantar: Buku ini memuat satu SOP.
tanda_tangan_pengantar:
  tempat: Kota Contoh
  tanggal: 2024-01-31
  oleh: {official}
"""


@pytest.fixture(scope="module")
def booklet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a booklet of one SOP."""
    office = copy_case("one-step", tmp_path_factory.mktemp("keputusan"))
    keys = {"unit": "biro-contoh", "official": "kepala"}
    (office / "sop_sources" / "buku.yaml").write_text(BOOK.format(**keys), encoding="utf-8")
    assert not [finding for finding in built(office, (Kind.PDF,)) if finding.file.endswith("buku.yaml")]
    return office / "build"


def test_the_decision_says_why_and_what_it_rules_in_the_order_of_decisions(booklet: Path) -> None:
    with pymupdf.open(booklet / "buku-sop.pdf") as document:
        decision, foreword = (" ".join(document[page].get_text().split()) for page in (1, 2))
    said = (
        "Menimbang : a. bahwa setiap kegiatan memerlukan prosedur yang tetap; b. bahwa prosedur itu perlu ditetapkan "
        "dengan keputusan; Mengingat : Peraturan Contoh Nomor 1 Tahun 2020 tentang Tata Naskah MEMUTUSKAN: Menetapkan :"
    )
    assert said in decision
    assert "KESATU : Memberlakukan SOP dalam buku ini. KEDUA : Keputusan ini mulai berlaku" in decision
    assert decision.index("TENTANG SOP BIRO CONTOH.") < decision.index("KESATU") < decision.index("Ditetapkan di")
    assert "Buku ini memuat satu SOP. Kota Contoh, 31 Januari 2024 Kepala " in foreword
    assert foreword.endswith("Nama Pejabat iii")


def test_word_says_the_same_without_rules_between_the_lines(booklet: Path) -> None:
    word = Document(str(booklet / "buku-sop.docx"))
    tables = [table for table in word.tables if table.cell(0, 0).text in ("Menimbang", "Menetapkan")]
    rows = [" ".join(dict.fromkeys(cell.text for cell in row.cells)).split() for table in tables for row in table.rows]
    assert [row[:3] for row in rows if row[0] in ("Menimbang", "b.", "KEDUA")] == [
        ["Menimbang", ":", "a."],
        ["b.", "bahwa", "prosedur"],
        ["KEDUA", ":", "Keputusan"],
    ]
    assert all(table._tbl.tblPr.find(".//{*}tblBorders/{*}insideH").values() == ["nil"] for table in tables)
    assert "Kota Contoh, 31 Januari 2024" in [paragraph.text for paragraph in word.paragraphs]
