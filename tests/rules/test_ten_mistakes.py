"""Ten mistakes of ten kinds in one file are ten findings, each where the mistake stands."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sopgen.model.load import load
from sopgen.rules.check import check

INSTITUTION = """\
nama: Kantor Contoh
unit:
  biro: {nama: Biro Contoh}
pejabat:
  karo: {jabatan: Kepala Biro, nama: Nama Pejabat, nip: "196001011985031001"}
"""
SOP = """\
nomor: A.1
jenis: mikro
jdul: Penyusunan Laporan Tahunan
judul: Penyusunan Laporan Tahunan
unit: biroo
tanggal_pembuatan: 08 November 2017
tanggal_efektif: 2018-05-02
disahkan_oleh: kabag
dasar_hukum: [Peraturan Kantor Contoh]
kualifikasi_pelaksana: [Mampu menyusun laporan]
keterkaitan:
  - sop: B.99
peralatan: [Komputer]
peringatan: Apabila SOP ini tidak dilaksanakan maka laporan terlambat
pencatatan: Disimpan sebagai arsip
pelaksana: [Staf, Kasi]
langkah:
  - kegiatan: Menyusun konsep laporan
    pelaksana: Staff
    kelengkapan: Bahan
    waktu: sebentar
    output: kONSEP
  - kegiatan: Memeriksa konsep laporan
    pelaksana: Kasi
    kelengkapan: kONSEP
    waktu: 10 Menit
    output: Laporan
    tidak: konsp
  - kegiatan: Laporan diarsipkan
    pelaksana: Staf
    kelengkapan: Laporan
    waktu: 10 Menit
    output: Arsip
"""
TEN = [
    ("SOP-E120", 3, 1),  # jdul
    ("SOP-E130", 5, 7),  # biroo
    ("SOP-E124", 6, 20),  # 08 November 2017
    ("SOP-E131", 8, 16),  # kabag
    ("SOP-E402", 12, 10),  # B.99
    ("SOP-E132", 19, 16),  # Staff
    ("SOP-W105", 21, 12),  # sebentar
    ("SOP-S104", 22, 13),  # kONSEP
    ("SOP-E134", 28, 12),  # konsp
    ("SOP-S101", 29, 15),  # Laporan diarsipkan
]


def test_ten_mistakes_are_ten_findings_where_they_stand(tmp_path: Path) -> None:
    folder = tmp_path / "sop_sources"
    folder.mkdir()
    (folder / "instansi.yaml").write_text(INSTITUTION, encoding="utf-8")
    (folder / "sop.yaml").write_text(SOP, encoding="utf-8")
    found = check(load(tmp_path), date(2024, 6, 1))
    assert [(finding.code, finding.span.line, finding.span.column) for finding in found] == TEN
    assert len({finding.code for finding in found}) == 10
