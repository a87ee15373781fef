"""Findings about flows that are no flows: where they point and what they say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sopgen.findings import Finding
from sopgen.flow.check import check
from sopgen.model.load import load
from sopgen.model.resolve.make_sop import make_sop
from sopgen.source.read import parse

HEAD = """\
nomor: CTH.01
judul: Penyusunan Surat Dinas
unit: biro
tanggal_pembuatan: 2017-11-08
tanggal_efektif: 2018-05-02
disahkan_oleh: kepala
pelaksana: [Staf, Kepala]
langkah:
"""
CASES = sorted(Path(__file__).parents[1].glob("cases/*/sop_sources"))


def steps(*keys: str) -> str:
    """An SOP of as many steps as arguments, each with those flow keys."""
    rows = (f"  - kegiatan: Menyusun\n    pelaksana: Staf\n{_indented(each)}" for each in keys)
    return HEAD + "".join(rows)


def _indented(keys: str) -> str:
    return "".join(f"    {line}\n" for line in keys.split("; ") if line)


@pytest.fixture
def found(tmp_path: Path) -> Callable[[str], list[Finding]]:
    def find(text: str) -> list[Finding]:
        source, findings = parse(text.encode(), tmp_path / "sop.yaml", "sop.yaml")
        assert source is not None
        assert findings == ()
        sop, _ = make_sop(source, None)
        assert sop is not None
        return list(check(sop))

    return find


Found = Callable[[str], list[Finding]]


def told(findings: list[Finding]) -> list[tuple[str, int | None, str]]:
    return [(finding.code, finding.step, finding.message) for finding in findings]


def test_a_flow_in_order_has_no_findings(found: Found) -> None:
    assert found(steps("", "tidak: 1", "")) == []


def test_a_section_without_steps_has_nothing_that_is_lost(found: Found) -> None:
    assert found(HEAD.replace("langkah:", "langkah: []")) == []


def test_a_step_that_nobody_leads_to_is_a_finding(found: Found) -> None:
    (finding,) = found(steps("selesai: true", "", ""))
    assert finding.code == "SOP-E201"
    assert finding.message == "Langkah 2 tidak pernah dicapai: tidak ada alur yang menuju ke sini."
    assert finding.hint == (
        "Arahkan “lanjut”, “ya” atau “tidak” suatu langkah ke sini, "
        "atau tulis “mulai: true” di sini dan pada langkah 1 bila alur juga dimulai di sini."
    )
    assert (finding.span.line, finding.excerpt) == (12, "  - kegiatan: Menyusun")


def test_two_lost_ends_are_two_findings_and_what_follows_them_none(found: Found) -> None:
    findings = found(steps("selesai: true", "selesai: true", "", "lanjut: 6", "", ""))
    assert [(finding.code, finding.step) for finding in findings] == [("SOP-E201", 2), ("SOP-E201", 3), ("SOP-E201", 5)]


def test_lost_steps_in_a_circle_are_one_finding_at_the_first(found: Found) -> None:
    findings = found(steps("selesai: true", "", "lanjut: 2"))
    assert [(finding.code, finding.step) for finding in findings] == [("SOP-E201", 2)]


def test_a_flow_that_only_goes_round_is_one_finding_at_its_last_step(found: Found) -> None:
    (finding,) = found(steps("", "", "lanjut: 2"))
    assert told([finding]) == [("SOP-E202", 3, "Langkah 3 tidak pernah sampai ke akhir: alurnya terus kembali.")]
    assert finding.hint == (
        "Tulis “selesai: true” pada langkah tempat alur berakhir, atau arahkan salah satu cabangnya "
        "ke langkah sesudahnya."
    )


def test_steps_after_a_circle_are_not_reported_as_well(found: Found) -> None:
    findings = found(steps("", "", "lanjut: 2", "", ""))
    assert [(finding.code, finding.step) for finding in findings] == [("SOP-E202", 3)]


def test_equal_branches_are_one_finding_even_when_they_cut_off_the_rest(found: Found) -> None:
    (finding,) = found(steps("", "ya: 1; tidak: 1", ""))
    assert told([finding]) == [("SOP-E203", 2, "Langkah 2: cabang Y dan T menuju langkah yang sama (langkah 1).")]
    assert finding.hint == (
        "Arahkan salah satunya ke langkah lain, atau hapus “ya” dan “tidak” bila ini bukan keputusan."
    )
    assert finding.excerpt[finding.span.column - 1 : finding.span.end_column - 1] == "1"


@pytest.mark.parametrize("keys", ["tidak: lanjut", "tidak: 3", "tidak: 3; ya: lanjut"])
def test_equal_branches_are_found_however_they_are_written(found: Found, keys: str) -> None:
    assert [finding.code for finding in found(steps("", keys, ""))] == ["SOP-E203"]


def test_both_branches_to_the_end_are_named_as_the_end(found: Found) -> None:
    (finding,) = found(steps("", "tidak: selesai"))
    assert finding.message == "Langkah 2: cabang Y dan T menuju langkah yang sama (akhir alur)."


def test_branches_that_share_one_of_several_targets_are_allowed(found: Found) -> None:
    assert found(steps("", "tidak: [1, 3]", "", "")) == []


def test_a_step_that_points_at_itself_is_one_finding(found: Found) -> None:
    (finding,) = found(steps("", "lanjut: 2", ""))
    assert told([finding]) == [("SOP-E204", 2, "Langkah 2 menunjuk dirinya sendiri pada “lanjut”.")]
    assert finding.hint == "Tulis pada “lanjut” id langkah lain, misalnya langkah yang diperbaiki."
    assert (finding.span.line, finding.span.column) == (13, 13)


def test_a_target_written_twice_is_a_finding_at_the_second(found: Found) -> None:
    (finding,) = found(steps("", "tidak: [1, 1]", ""))
    assert told([finding]) == [("SOP-E205", 2, "Langkah 2 menyebut tujuan yang sama dua kali pada “tidak”.")]
    assert finding.hint == "Hapus salah satunya dari “tidak”."
    assert (finding.span.line, finding.span.column) == (13, 16)


def test_symbols_of_a_row_are_named_and_pointed_at(found: Found) -> None:
    text = HEAD + (
        "  - kegiatan: Menyusun\n    simbol:\n      - pelaksana: Staf\n"
        "      - id: paraf\n        pelaksana: Kepala\n        tidak: paraf\n"
    )
    (finding,) = found(text)
    assert told([finding]) == [("SOP-E204", 1, "Langkah 1 simbol 2 menunjuk dirinya sendiri pada “tidak”.")]
    assert (finding.span.line, finding.span.column) == (14, 16)


def test_a_flow_with_an_unknown_target_is_not_judged(found: Found) -> None:
    assert found(steps("selesai: true", "tidak: nirwana", "")) == []


def test_each_section_is_a_flow_of_its_own(found: Found) -> None:
    text = HEAD.replace("langkah:", "bagian:") + "".join(
        f"  - judul: Bagian {name}\n    langkah:\n      - kegiatan: Menyusun\n        pelaksana: Staf\n"
        f"        {key}\n      - kegiatan: Menyusun\n        pelaksana: Kepala\n"
        for name, key in (("A", 'ket: ""'), ("B", "selesai: true"))
    )
    (finding,) = found(text)
    assert (finding.code, finding.step, finding.span.line) == ("SOP-E201", 2, 21)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.parent.name)
def test_every_case_is_a_flow(case: Path) -> None:
    assert [finding for sop in load(case.parent).sops for finding in check(sop)] == []
