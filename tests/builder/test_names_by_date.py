"""A ministry is renamed: documents of before keep its names, documents of after bear the new ones, in PDF and Word."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest
from docx import Document

from sopgen.builder.request import Kind
from tests.builder.building import built
from tests.cli.projects import copy_case

OFFICE = """\
nama: Kementerian Pembangunan Contoh
kota: Kota Contoh
alamat: Jalan Contoh Nomor 2
sejak: 2024-10-21
riwayat: {nama: Kementerian Urusan Contoh, alamat: Jalan Contoh Nomor 1}
unit:
  biro-contoh:
    nama: Biro Umum
    sejak: 2024-10-21
    riwayat: {nama: Biro Perencanaan}
pejabat:
  kepala:
    jabatan: Kepala Biro Umum
    nama: Nama Pejabat
    sejak: 2024-10-21
    riwayat: {jabatan: Kepala Biro Perencanaan, nama: Nama Pejabat Lama}
"""
LETTER = """\
jenis: Nota Dinas
nomor: ND-1/2024
tanggal: 2024-03-04
dari: kepala
unit: biro-contoh
kepada: Sekretaris Kementerian
hal: Penyampaian SOP
isi: Bersama ini disampaikan SOP.
lampiran:
  - sop: [CTH.01.01]
"""
BOOK = """\
judul: Buku SOP
unit: biro-contoh
tahun: 2024
keputusan: {nomor: KEP-9/2024, tentang: SOP, tanggal: 2024-12-02, ditetapkan_oleh: kepala}
"""
OLD = ("Kementerian Urusan Contoh", "Biro Perencanaan", "Nama Pejabat Lama")
NEW = ("Kementerian Pembangunan Contoh", "Biro Umum", "Nama Pejabat")


@pytest.fixture(scope="module")
def build_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is built of an office with an SOP of before the renaming, one revised after it, a letter and a booklet."""
    office = copy_case("one-step", tmp_path_factory.mktemp("nama"))
    sources = office / "sop_sources"
    text = (sources / "sop.yaml").read_text(encoding="utf-8")
    revised = "revisi:\n  - tanggal: 2024-12-02\ntanggal_efektif:"
    (sources / "baru.yaml").write_text(
        text.replace("CTH.01.01", "CTH.01.02").replace("tanggal_efektif:", revised), encoding="utf-8"
    )
    (sources / "surat").mkdir()
    for name, content in (("instansi", OFFICE), ("surat/nota", LETTER), ("buku", BOOK)):
        (sources / f"{name}.yaml").write_text(content, encoding="utf-8")
    built(office, (Kind.PDF, Kind.DOCX))
    return office / "build"


def said(path: Path, page: int) -> str:
    with pymupdf.open(path) as document:
        return " ".join(document[page].get_text().split()).casefold()


def bears(text: str, names: tuple[str, ...]) -> bool:
    """Whether a page bears these names and none of the others."""
    others = set(OLD + NEW) - set(names) - {"Nama Pejabat"}
    return all(name.casefold() in text for name in names) and not any(name.casefold() in text for name in others)


def test_forms_bear_the_names_of_their_day_in_both_documents(build_folder: Path) -> None:
    for name, names in (("sop", OLD), ("baru", NEW)):
        assert bears(said(build_folder / f"sop/{name}.pdf", 0), names)
        word = Document(str(build_folder / f"sop/{name}.docx"))
        form = " ".join(each.text or "" for each in word.tables[0]._tbl.iter("{*}t"))  # also in content controls
        assert bears(" ".join(form.split()).casefold(), names)


def test_a_letter_bears_the_names_of_its_day_and_its_attachment_its_own(build_folder: Path) -> None:
    letter = said(build_folder / "lampiran/nota.pdf", 0)
    assert bears(letter, OLD)
    assert "jalan contoh nomor 1" in letter
    word = Document(str(build_folder / "lampiran/nota.docx"))
    assert bears(" ".join(p.text for p in (*word.tables[0].cell(0, 1).paragraphs, *word.paragraphs)).casefold(), OLD)
    assert bears(said(build_folder / "lampiran/nota.pdf", 1), OLD)


def test_a_booklet_bears_the_names_of_its_decision_and_its_sops_their_own(build_folder: Path) -> None:
    with pymupdf.open(build_folder / "buku-sop.pdf") as document:
        pages = [" ".join(page.get_text().split()) for page in document]
    assert bears(" ".join(pages[:2]).casefold(), NEW)
    assert any(page.startswith("B A B I Biro Umum") for page in pages)
    forms = {
        number: page.casefold()
        for number in ("01", "02")
        for page in pages
        if f"Nomor SOP CTH.01.{number}" in page[:30]
    }
    assert bears(forms["01"], OLD)
    assert bears(forms["02"], NEW)
    word = "\n".join(paragraph.text for paragraph in Document(str(build_folder / "buku-sop.docx")).paragraphs[:12])
    assert "Kementerian Pembangunan Contoh".upper() in word.upper()
