"""The whole check: everything at once, nothing twice, what is set aside left out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from sopgen.findings import Finding
from sopgen.model.load import load
from sopgen.model.project import Project
from sopgen.rules.check import check

Findings = Callable[[str], list[Finding]]
IGNORE = "abaikan:\n  - kode: {}\n    alasan: Kesepakatan kantor\n"


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def test_a_sound_sop_has_no_findings(findings: Findings) -> None:
    assert findings("") == []


TEN = """\
tanggal_efektif: 2016-05-02
status: aktif
peringatan: SOP ini wajib dilaksanakan
pelaksana: [Staf, Kepala, Arsiparis]
tinjau_sebelum: 2020-05-02
pencatattan: Disimpan
langkah:
  - kegiatan: Pemeriksaan disposisi
    pelaksana: Staf
    kelengkapan: Disposisi
    waktu: secepatnya
    output: kONSEP surat
  - kegiatan: Memeriksa konsep surat
    pelaksana: Kepala
    tidak: 2
    kelengkapan: kONSEP surat
    waktu: 10 Menit
    output: Surat
"""


def test_a_file_with_ten_mistakes_of_ten_kinds_has_ten_findings(findings: Findings) -> None:
    lines = [(finding.code, finding.excerpt.strip().split(":")[0].lstrip("- ")) for finding in findings(TEN)]
    assert sorted(lines) == [
        ("SOP-E120", "pencatattan"),
        ("SOP-E123", "status"),
        ("SOP-E204", "tidak"),
        ("SOP-S101", "kegiatan"),
        ("SOP-S104", "output"),
        ("SOP-S105", "peringatan"),
        ("SOP-W101", "tanggal_efektif"),
        ("SOP-W105", "waktu"),
        ("SOP-W106", "tinjau_sebelum"),
        ("SOP-W202", "pelaksana"),
    ]


def test_findings_come_by_file_and_place(findings: Findings) -> None:
    found = findings("# b.yaml\nnomor: A.1\njudul: Surat\n# a.yaml\nnomor: A.2\nperingatan: Wajib\njudul: Surat")
    assert [finding.file for finding in found] == ["sop_sources/a.yaml"] * 2 + ["sop_sources/b.yaml"]
    assert found == sorted(found, key=lambda finding: finding.sort_key)


def test_an_sop_with_errors_is_still_asked_about_everything_else(findings: Findings) -> None:
    assert codes(findings("judul: Surat\nunit: lain")) == ["SOP-S103", "SOP-E130"]


def test_a_code_set_aside_in_instansi_yaml_is_left_out_everywhere(findings: Findings) -> None:
    assert findings("# instansi.yaml\n" + IGNORE.format("SOP-S103") + "# sop.yaml\njudul: Surat\n") == []


def test_a_code_set_aside_in_one_sop_is_left_out_there_only(findings: Findings) -> None:
    text = "# a.yaml\nnomor: A.1\njudul: Surat\n" + IGNORE.format("SOP-S103") + "# b.yaml\nnomor: A.2\njudul: Surat\n"
    assert [finding.file for finding in findings(text)] == ["sop_sources/b.yaml"]


def test_an_sop_with_errors_keeps_its_own_list(findings: Findings) -> None:
    assert codes(findings("judul: Surat\nunit: lain\n" + IGNORE.format("SOP-S103"))) == ["SOP-E130"]


@pytest.mark.parametrize(("today", "found"), [(date(2020, 5, 2), []), (date(2020, 5, 3), ["SOP-W106"])])
def test_the_caller_says_what_day_it_is(project: Callable[[str], Project], today: date, found: list[str]) -> None:
    assert codes(list(check(project("tinjau_sebelum: 2020-05-02"), today))) == found


def test_a_project_without_instansi_yaml_is_one_finding(project: Callable[[str], Project]) -> None:
    loaded = project("")
    (loaded.root / "sop_sources" / "instansi.yaml").unlink()
    assert codes(list(check(load(loaded.root), date(2024, 6, 1)))) == ["SOP-E140"]
