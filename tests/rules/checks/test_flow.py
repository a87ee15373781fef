"""Warnings about the flow table: where they point and what they say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sopgen.findings import Finding

Findings = Callable[[str], list[Finding]]


def marked(finding: Finding) -> str:
    return finding.excerpt[finding.span.column - 1 : finding.span.end_column - 1]


def table(*rows: str, actors: str = "Staf, Kepala") -> str:
    """Steps done by Staf (other fields given win), each row a text of keys parted by "; "."""
    lines = [f"pelaksana: [{actors}]", "langkah:"]
    for row in rows:
        given = dict(pair.split(": ", 1) for pair in row.split("; ") if pair)
        step = {"kegiatan": "Menyusun surat", "pelaksana": "Staf", "kelengkapan": "Surat", "waktu": "1 Jam"}
        step |= {"output": "Surat"} | given
        lines += [f"  {'- ' if first else '  '}{key}: {value}" for first, (key, value) in _first(step)]
    return "\n".join(lines)


def _first(step: dict[str, str]) -> list[tuple[bool, tuple[str, str]]]:
    return [(index == 0, item) for index, item in enumerate(step.items())]


KEPALA = "pelaksana: Kepala"


def test_a_kelengkapan_that_is_not_the_output_before_it_is_found(findings: Findings) -> None:
    (finding,) = findings(table("output: Konsep surat", f"{KEPALA}; kelengkapan: Draf"))
    assert finding.code == "SOP-W201"
    assert finding.message == "Kelengkapan langkah 2 tidak menyebut output langkah 1."
    assert finding.hint == "Tulis “Konsep surat”, atau samakan output langkah 1."
    assert (finding.step, marked(finding)) == (2, "Draf")


@pytest.mark.parametrize(
    ("output", "kelengkapan"),
    [
        ("Konsep surat", "konsep  surat"),
        ("Konsep surat", "Konsep surat, agenda surat"),
        ("Konsep + lampiran", "lampiran + konsep"),
        ("Konsep surat.", "Konsep surat"),
        ("Konsep", '""'),
        ("Surat dan lampiran", "Surat, lampiran"),
        ("Laporan program, kegiatan, dan anggaran", "Laporan program, kegiatan, dan anggaran"),
    ],
)
def test_case_marks_order_and_additions_do_not_matter(findings: Findings, output: str, kelengkapan: str) -> None:
    found = findings(table(f"output: {output}", f"{KEPALA}; kelengkapan: {kelengkapan}"))
    assert "SOP-W201" not in [finding.code for finding in found]


def test_half_an_output_is_not_enough(findings: Findings) -> None:
    found = findings(table("output: Konsep surat dinas", f"{KEPALA}; kelengkapan: Konsep surat"))
    assert [finding.code for finding in found] == ["SOP-W201"]


def test_after_a_jump_the_output_of_any_step_that_leads_there_will_do(findings: Findings) -> None:
    rows = ("output: A; lanjut: [dua, tiga]", "id: dua; kelengkapan: A; output: B; lanjut: empat")
    more = (f"id: tiga; {KEPALA}; kelengkapan: A; output: C", "id: empat; kelengkapan: B")
    assert findings(table(*rows, *more)) == []


def test_a_start_needs_no_output_before_it(findings: Findings) -> None:
    assert findings(table("mulai: true", f"{KEPALA}; mulai: true; kelengkapan: Permohonan")) == []


def test_a_column_without_symbols_is_found_at_its_name(findings: Findings) -> None:
    (finding,) = findings(table("", KEPALA, actors="Staf, Kepala, Arsiparis"))
    assert finding.code == "SOP-W202"
    assert finding.message == "Pelaksana “Arsiparis” tidak mengerjakan satu langkah pun."
    assert finding.hint == "Hapus dari daftar “pelaksana”, atau tulis pada langkah yang dikerjakannya."
    assert marked(finding) == "Arsiparis"


def test_a_member_of_a_kelompok_without_symbols_is_found_at_its_name(findings: Findings) -> None:
    text = table("", KEPALA).replace(
        "[Staf, Kepala]", "\n  - Staf\n  - kelompok: Bagian\n    anggota: [Kepala, Arsiparis]"
    )
    (finding,) = findings(text)
    assert (finding.code, marked(finding)) == ("SOP-W202", "Arsiparis")


def test_a_column_that_only_holds_a_capsule_is_used(findings: Findings) -> None:
    assert findings(table("", f"{KEPALA}; selesai: Pemohon", actors="Staf, Kepala, Pemohon")) == []


def test_a_column_of_several_sections_is_used_when_one_of_them_uses_it(findings: Findings) -> None:
    section = "  - judul: Bagian\n    langkah:\n      - kegiatan: Menyusun\n        pelaksana: {}\n"
    section += "        kelengkapan: Surat\n        waktu: 1 Jam\n        output: Surat\n"
    text = "pelaksana: [Staf, Kepala]\nlangkah: HAPUS\nbagian:\n" + section.format("Staf") + section.format("Kepala")
    assert [finding.code for finding in findings(text)] == []


def test_a_flow_that_starts_in_a_later_column_is_found(findings: Findings) -> None:
    (finding,) = findings(table("", KEPALA, actors="Kepala, Staf"))
    assert finding.code == "SOP-W203"
    assert finding.message == "Alur dimulai oleh “Staf”, yang tidak berada di kolom pertama."
    assert finding.hint == "Pindahkan “Staf” ke urutan pertama daftar “pelaksana”."
    assert (finding.step, marked(finding)) == (1, "Staf")


def test_an_unused_first_column_is_one_finding_not_two(findings: Findings) -> None:
    found = findings(table("", KEPALA, actors="Pemohon, Staf, Kepala"))
    assert [finding.code for finding in found] == ["SOP-W202"]


def test_a_start_capsule_in_the_first_column_is_enough(findings: Findings) -> None:
    assert findings(table("mulai: Pemohon", KEPALA, actors="Pemohon, Staf, Kepala")) == []


def test_a_number_as_target_is_found_and_the_hint_says_what_to_type(findings: Findings) -> None:
    (finding,) = findings(table("", f"{KEPALA}; tidak: 1"))
    assert finding.code == "SOP-W204"
    assert finding.message == "Langkah 2 menunjuk langkah 1 dengan nomornya, yang dapat bergeser."
    assert finding.hint == "Tulis “id: menyusun-surat” pada langkah 1, lalu tulis “tidak: menyusun-surat” di sini."
    assert (finding.step, marked(finding)) == (2, "1")


def test_the_hint_takes_an_id_that_is_there(findings: Findings) -> None:
    (finding,) = findings(table("id: susun", f"{KEPALA}; tidak: 1"))
    assert finding.hint == "Tulis “tidak: susun” di sini."


def test_steps_of_the_same_words_are_suggested_different_ids(findings: Findings) -> None:
    hints = [finding.hint for finding in findings(table("", "", f"{KEPALA}; tidak: 1", f"{KEPALA}; tidak: 2"))]
    assert [hint.partition("”")[0] for hint in hints] == ["Tulis “id: menyusun-surat", "Tulis “id: menyusun-surat-2"]


@pytest.mark.parametrize("name", ["susun", "'3'"])
def test_an_id_that_means_another_step_is_not_suggested(findings: Findings, name: str) -> None:
    found = findings(table("id: susun", f"id: {name}", f"{KEPALA}; tidak: 2", ""))
    (hint,) = [finding.hint for finding in found if finding.code == "SOP-W204"]
    assert hint == "Beri langkah 2 id berupa kata yang tidak dipakai langkah lain, lalu tulis id itu di sini."


def test_numbers_in_a_list_are_found_one_by_one(findings: Findings) -> None:
    found = findings(table("lanjut: [2, 3]", "lanjut: 4", KEPALA, ""))
    assert [(finding.code, marked(finding)) for finding in found] == [("SOP-W204", text) for text in "234"]


def test_a_number_that_is_wrong_anyway_is_one_finding(findings: Findings) -> None:
    assert [finding.code for finding in findings(table("", f"{KEPALA}; tidak: 2"))] == ["SOP-E204"]


def test_a_t_that_goes_forward_is_found(findings: Findings) -> None:
    (finding,) = findings(table("", f"{KEPALA}; tidak: akhir", "", "id: akhir"))
    assert finding.code == "SOP-W205"
    assert finding.message == "Cabang T langkah 2 melompat ke depan, ke langkah 4."
    assert finding.hint == (
        "Arahkan “tidak” ke langkah yang diulang, atau balik pertanyaannya dan susun ulang langkah-langkahnya."
    )
    assert (finding.step, marked(finding)) == (2, "akhir")


def test_a_t_that_ends_the_flow_is_fine(findings: Findings) -> None:
    assert findings(table("", f"{KEPALA}; tidak: selesai", "")) == []


@pytest.mark.parametrize(
    ("labels", "told", "hint"),
    [
        ("label_tidak: Y", "Kedua cabang langkah 2 berlabel “Y”.", "Tulis “label_tidak: T” di sini."),
        ("label_ya: t", "Kedua cabang langkah 2 berlabel “T”.", "Tulis “label_ya: Y” di sini."),
        ("label_ya: T; label_tidak: T", "Kedua cabang langkah 2 berlabel “T”.", "Tulis “label_tidak: Tidak” di sini."),
        ("label_ya: ''; label_tidak: ''", "Kedua cabang langkah 2 tidak berlabel.", "Tulis “label_tidak: T” di sini."),
    ],
)
def test_two_answers_of_one_label_are_found(findings: Findings, labels: str, told: str, hint: str) -> None:
    (finding,) = findings(table("id: susun", f"{KEPALA}; tidak: susun; {labels}", ""))
    assert (finding.code, finding.step, finding.message, finding.hint) == ("SOP-W206", 2, told, hint)


def test_answers_that_the_format_calls_alike_are_told_once(findings: Findings) -> None:
    flows = table("id: susun", f"{KEPALA}; tidak: susun", f"{KEPALA}; tidak: susun", "")
    (finding,) = findings(f"format: {{label_ya: X, label_tidak: x}}\n{flows}")
    assert (finding.code, finding.step) == ("SOP-W206", 2)
    assert finding.hint == "Tulis “label_ya” dan “label_tidak” yang berlainan pada “format:”."


def test_labels_of_two_answers_that_differ_are_fine(findings: Findings) -> None:
    assert findings(table("id: susun", f"{KEPALA}; tidak: susun; label_ya: Sah; label_tidak: ''", "")) == []
