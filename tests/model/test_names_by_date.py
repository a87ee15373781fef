"""An institution, its units and its officials are called what they were called on the day of a document."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sopgen.model.load import load
from sopgen.model.project import Project
from sopgen.rules.check import check

OFFICE = """\
nama: Kementerian Pembangunan Contoh
singkatan: KPC
kota: Kota Contoh
sejak: 2024-10-21
riwayat:
  - nama: Kementerian Urusan Contoh
    singkatan: KUC
    sampai: 2024-10-20
unit:
  biro:
    nama: Biro Organisasi
    induk: Sekretariat Kementerian Pembangunan Contoh
    riwayat:
      - nama: Biro Umum
        induk: Sekretariat Kementerian Urusan Contoh
        sejak: 2020-01-01
        sampai: 2024-10-20
      - nama: Biro Tata Usaha
        induk: Sekretariat Kementerian Urusan Contoh
        sampai: 2019-12-31
pejabat:
  kepala:
    jabatan: Kepala Biro Organisasi
    nama: Nama Pejabat
    sejak: 2024-10-21
    riwayat:
      - jabatan: Kepala Biro Umum
        nama: Nama Pejabat, S.H.
        sejak: 2020-01-01
      - jabatan: Kepala Biro Tata Usaha
        nama: Nama Pejabat, S.E.
        sampai: 2019-12-31
"""
SOP = """\
nomor: {nomor}
judul: Penerimaan Surat
unit: biro
tanggal_efektif: {day}
disahkan_oleh: kepala
pelaksana: [Staf]
langkah:
  - kegiatan: Mencatat surat
    pelaksana: Staf
{more}"""
LETTER = """\
jenis: Nota Dinas
nomor: ND-1
tanggal: {day}
dari: kepala
unit: biro
kepada: Sekretaris Kementerian
hal: SOP
lampiran: {{sop: A.1}}
"""
BOOK = """\
judul: Buku SOP
unit: biro
tahun: 2024
keputusan: {nomor: KEP-1, tentang: SOP, tanggal: 2024-03-01, ditetapkan_oleh: kepala}
kata_pengantar: Buku ini memuat SOP.
tanda_tangan_pengantar: {tanggal: 2025-01-02, oleh: kepala}
"""


def project(root: Path, office: str = OFFICE, **files: str) -> Project:
    for name, text in {"instansi": office, **files}.items():
        path = root / "sop_sources" / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return load(root)


def sop(day: str, nomor: str = "A.1", more: str = "") -> str:
    return SOP.format(nomor=nomor, day=day, more=more)


@pytest.mark.parametrize(
    ("day", "unit", "office", "official"),
    [
        ("2015-05-02", "Biro Tata Usaha", "Kementerian Urusan Contoh", "Nama Pejabat, S.E."),
        ("2019-12-31", "Biro Tata Usaha", "Kementerian Urusan Contoh", "Nama Pejabat, S.E."),
        ("2020-01-01", "Biro Umum", "Kementerian Urusan Contoh", "Nama Pejabat, S.H."),
        ("2024-10-20", "Biro Umum", "Kementerian Urusan Contoh", "Nama Pejabat, S.H."),
        ("2024-10-21", "Biro Organisasi", "Kementerian Pembangunan Contoh", "Nama Pejabat"),
    ],
)
def test_an_sop_bears_the_names_of_its_day(tmp_path: Path, day: str, unit: str, office: str, official: str) -> None:
    made = project(tmp_path, sop=sop(day))
    (found,) = made.sops
    assert made.institution is not None
    assert made.institution.at(found.newest_day).nama == office
    assert (found.unit.nama, found.disahkan_oleh.nama) == (unit, official)
    assert made.findings == ()


def test_a_revision_brings_the_names_of_its_day(tmp_path: Path) -> None:
    (found,) = project(tmp_path, sop=sop("2018-01-01", more="revisi:\n  - tanggal: 2024-11-01\n")).sops
    assert found.unit.nama == "Biro Organisasi"


def test_an_sop_without_a_date_bears_the_names_of_today(tmp_path: Path) -> None:
    (found,) = project(tmp_path, sop=sop("")).sops
    assert (found.unit.nama, found.disahkan_oleh.jabatan) == ("Biro Organisasi", "Kepala Biro Organisasi")


def test_letter_decision_and_foreword_bear_the_names_of_their_own_days(tmp_path: Path) -> None:
    made = project(tmp_path, sop=sop("2015-05-02"), buku=BOOK, surat__nota=LETTER.format(day="2024-10-21"))
    (letter,) = made.letters
    book = made.book
    assert book is not None
    assert book.keputusan is not None
    assert book.unit is not None
    assert book.tanda_tangan_pengantar is not None
    assert letter.unit is not None
    assert (letter.dari.jabatan, letter.unit.nama) == ("Kepala Biro Organisasi", "Biro Organisasi")
    assert (book.keputusan.ditetapkan_oleh.jabatan, book.unit.nama) == ("Kepala Biro Umum", "Biro Umum")
    assert book.tanda_tangan_pengantar.oleh.jabatan == "Kepala Biro Organisasi"
    assert book.chapters[0].judul == "Biro Umum"


def test_an_office_that_never_was_called_otherwise_is_the_same_on_every_day(tmp_path: Path) -> None:
    plain = "nama: Kementerian Contoh\nsejak: 2020-01-01\nunit: {biro: {nama: Biro}}\npejabat: {}\n"
    institution = project(tmp_path, plain).institution
    assert institution is not None
    assert institution.at(date(2010, 1, 1)) is institution


@pytest.mark.parametrize(
    ("old", "new", "told", "line"),
    [
        (
            "    sampai: 2024-10-20\nunit",
            "  - nama: Kementerian Contoh\nunit",
            "Nama ini belum menyebut sejak atau sampai kapan dipakai.",
            8,
        ),
        (
            "sejak: 2024-10-21\nriwayat",
            "sejak: 2024-10-01\nriwayat",
            "Nama ini dipakai sejak 2024-10-01, padahal nama sebelumnya masih dipakai sampai 2024-10-20.",
            4,
        ),
        (
            "sejak: 2020-01-01\n        sampai: 2024-10-20",
            "sejak: 2020-01-01\n        sampai: 2019-10-20",
            "Nama ini dipakai sampai 2019-10-20, sebelum mulai dipakai pada 2020-01-01.",
            17,
        ),
        (
            "    sejak: 2024-10-21\n    riwayat",
            "    riwayat",
            "Tidak diketahui sejak kapan nama ini dipakai sebagai ganti nama sebelumnya.",
            23,
        ),
    ],
)
def test_days_that_cannot_be_put_in_order_are_told(tmp_path: Path, old: str, new: str, told: str, line: int) -> None:
    assert OFFICE.count(old) == 1
    (finding,) = project(tmp_path, OFFICE.replace(old, new)).findings
    assert (finding.message, finding.span.line) == (told, line)


def test_the_nip_of_an_official_before_is_looked_at_where_it_stands(tmp_path: Path) -> None:
    wrong = OFFICE.replace("nama: Nama Pejabat, S.H.\n", 'nama: Nama Pejabat, S.H.\n        nip: "123"\n')
    found = [finding for finding in check(project(tmp_path, wrong), date(2025, 1, 1)) if finding.code == "SOP-W103"]
    assert [(finding.span.line, finding.span.column) for finding in found] == [(29, 14)]
