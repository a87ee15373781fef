"""Numbers about SOPs."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from sopgen.flow.ways import Span
from sopgen.model.project import Project
from sopgen.report.stats import Load, csv_text, loads_csv, reviews_csv, stats, stats_csv, stats_json

Loader = Callable[[str], Project]

TWO = """\
# a.yaml
nomor: A.1
judul: =Penyusunan, Surat
jenis: makro
pelaksana: [Staf, Kepala]
langkah:
  - kegiatan: Menyusun surat
    pelaksana: Staf
    waktu: 1 Jam
  - kegiatan: Memeriksa surat
    pelaksana: [Kepala, Staf]
    tidak: selesai
    waktu: 1,5 Menit
  - kegiatan: Mengirim surat
    pelaksana: Staf
    waktu: secepatnya
  - kegiatan: Mengarsipkan surat
    pelaksana: Staf
    waktu: 1 Hari
# b.yaml
nomor: A.2
judul: Penyusunan Berkas
bagian:
  - judul: Satu
    langkah: [{kegiatan: Menyusun berkas, pelaksana: Staf, waktu: 30 Menit}]
  - judul: Dua
    langkah: [{kegiatan: Memeriksa berkas, pelaksana: Kepala, waktu: 30 Menit}]
pelaksana: [Staf, Kepala]
langkah: HAPUS
"""


def test_each_sop_is_counted_and_the_sum_counts_names_once(project: Loader) -> None:
    numbers = stats(project(TWO).sops)
    first, second = numbers.sops
    assert (first.steps, first.actors, first.decisions, first.left_out) == (4, 2, 1, 1)
    assert first.time == Span(Decimal("61.5"), Decimal("511.5"))
    assert (second.steps, second.time) == (2, Span(Decimal(60), Decimal(60)))
    total = numbers.total
    assert (total.steps, total.actors, total.decisions, total.left_out) == (6, 2, 1, 1)
    assert total.time == Span(Decimal("121.5"), Decimal("571.5"))


def test_the_load_of_a_step_done_together_falls_to_everyone_and_the_decision_to_the_lead(project: Loader) -> None:
    assert stats(project(TWO).sops).loads == (
        Load("Staf", 2, 5, 0, Decimal("541.5")),
        Load("Kepala", 2, 2, 1, Decimal("31.5")),
    )


def test_csv_for_an_indonesian_spreadsheet_has_semicolons_and_decimal_commas() -> None:
    rows: list[tuple[str | int | float, ...]] = [("a, b; c", 3, 7.5)]
    assert csv_text(["judul", "langkah", "menit"], rows, ";") == 'judul;langkah;menit\r\n"a, b; c";3;7,5\r\n'


def test_csv_has_a_row_an_sop_and_their_sum(project: Loader) -> None:
    assert stats_csv(stats(project(TWO).sops)).split("\r\n") == [
        "nomor,judul,jenis,unit,berkas,langkah,pelaksana,keputusan,menit_tersingkat,menit_terlama,langkah_tanpa_waktu",
        'A.1,"\'=Penyusunan, Surat",makro,Biro Contoh,sop_sources/a.yaml,4,2,1,61.5,511.5,1',
        "A.2,Penyusunan Berkas,,Biro Contoh,sop_sources/b.yaml,2,2,0,60,60,0",
        ",Jumlah,,,,6,2,1,121.5,571.5,1",
        "",
    ]
    assert loads_csv(stats(project(TWO).sops)).split("\r\n") == [
        "pelaksana,sop,langkah,keputusan,menit",
        "Staf,2,5,0,541.5",
        "Kepala,2,2,1,31.5",
        "",
    ]


def test_json_says_the_same(project: Loader) -> None:
    content = json.loads(stats_json(stats(project(TWO).sops)))
    assert [entry["nomor"] for entry in content["sop"]] == ["A.1", "A.2"]
    assert content["jumlah"]["menit_terlama"] == 571.5
    assert content["pelaksana"][1] == {"nama": "Kepala", "sop": 2, "langkah": 2, "keputusan": 1, "menit": 31.5}


def test_without_sops_there_is_nothing_to_count(project: Loader) -> None:
    numbers = stats(project("judul: [a]").sops)
    assert (numbers.sops, numbers.loads) == ((), ())
    assert numbers.total.time == Span(Decimal(0), Decimal(0))


def test_a_text_that_looks_like_a_formula_stays_a_text() -> None:
    assert csv_text(["a"], [["=1+1"], ["-"], ["@x"], ["1=1"], [3]]) == "a\r\n'=1+1\r\n'-\r\n'@x\r\n1=1\r\n3\r\n"


REVIEWED = """\
# a.yaml
nomor: A.1
judul: Penyusunan Surat
tinjau_sebelum: 2025-01-31
# b.yaml
nomor: A.2
judul: Penyusunan Berkas
tinjau_sebelum: 2024-12-31
# c.yaml
nomor: A.3
judul: Pemusnahan Arsip
status: dicabut
tinjau_sebelum: 2024-01-01
# d.yaml
nomor: A.4
judul: Penataan Arsip
"""


def test_reviews_are_listed_by_their_day_without_those_of_withdrawn_sops(project: Loader) -> None:
    sops = project(REVIEWED).sops
    told = json.loads(stats_json(stats(sops)))["peninjauan"]
    assert [(each["tinjau_sebelum"], each["nomor"], each["sisa_hari"]) for each in told] == [
        ("2024-12-31", "A.2", None),
        ("2025-01-31", "A.1", None),
    ]


def test_the_days_until_a_review_count_from_the_day_that_is_given(project: Loader) -> None:
    numbers = stats(project(REVIEWED).sops, date(2025, 1, 1))
    assert [line.rpartition(",")[2] for line in reviews_csv(numbers).splitlines()] == ["sisa_hari", "-1", "30"]
