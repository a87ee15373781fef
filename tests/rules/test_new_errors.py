"""Which errors an edit brings, and which were there before and only moved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from sopgen.findings import Finding, Severity
from sopgen.model.load import load
from sopgen.model.project import Project
from sopgen.model.sop import Sop
from sopgen.rules.check import check, errors
from sopgen.rules.new_errors import new_errors

TODAY = date(2024, 6, 1)
Load = Callable[[str], Project]
STEP = (
    "  - kegiatan: Menyusun surat\n    pelaksana: Staf\n    kelengkapan: Surat\n    waktu: 1 Jam\n    output: Surat\n"
)


def steps(*flow: str) -> str:
    """An SOP's flow table; each of its steps has these further lines."""
    return "langkah:\n" + "".join(STEP + "".join(f"    {line}\n" for line in each.splitlines()) for each in flow)


def told(before: Project, text: str) -> list[tuple[int | None, str]]:
    """Step and code of the errors that ``text``, laid over ``before``'s SOP as unsaved bytes, would bring."""
    (file,) = (sop.source.file for sop in (*before.sops, *before.partial))
    raw = file.read_bytes()
    after = load(before.root, unsaved={file: raw[: raw.index(b"langkah:")] + text.encode()})
    return [(finding.step, finding.code) for finding in new_errors(before, after, TODAY)]


def test_no_change_brings_no_error(project: Load) -> None:
    before = project(steps("", "tidak: 9"))
    assert told(before, steps("", "tidak: 9")) == []


def test_an_error_that_was_not_there_is_told(project: Load) -> None:
    assert told(project(steps("", "")), steps("", "tidak: entah")) == [(2, "SOP-E134")]


def test_a_warning_is_no_error(project: Load) -> None:
    assert told(project(steps("", "", "")), steps("", "tidak: 1", "")) == []


def test_an_error_that_moved_with_its_step_is_not_new(project: Load) -> None:
    before = project(steps("", "selesai: true\nid: a", "id: a"))
    assert told(before, steps("", "", "selesai: true\nid: a", "id: a")) == []


def test_the_same_error_a_second_time_is_new(project: Load) -> None:
    before = project(steps("id: '1'", "", ""))
    assert told(before, steps("id: '1'", "id: '1'", "")) == [(2, "SOP-E135")]


def test_a_number_in_quotes_is_part_of_what_is_told(project: Load) -> None:
    before = project(steps("id: '1'", ""))
    assert told(before, steps("id: '2'", "")) == [(1, "SOP-E135")]


def test_of_two_errors_that_differ_by_their_step_the_one_that_came_is_told(project: Load) -> None:
    before = project(steps("", "lanjut: 9", ""))
    assert told(before, steps("", "lanjut: 9", "lanjut: 12")) == [(3, "SOP-E134")]


def test_a_broken_file_is_told_as_what_broke_it(project: Load) -> None:
    assert told(project(steps("", "")), "langkah: [\n") == [(None, "SOP-E101")]


@pytest.mark.parametrize(
    "flow", [(), ("tidak: 9", ""), ("selesai: true", ""), ("id: '1'", "tidak: 2"), ("waktu: []", "lanjut: 1")]
)
def test_errors_are_those_among_all_findings(project: Load, flow: tuple[str, ...]) -> None:
    given = project(steps(*flow) + "tanggal_efektif: kemarin\n")
    told = [finding for finding in check(given, TODAY) if finding.severity is Severity.ERROR]
    assert told
    assert list(errors(given, TODAY)) == told


def test_errors_hold_an_internal_error_of_the_flow(project: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(sop: Sop) -> tuple[Finding, ...]:
        raise IndexError(sop.nomor)

    given = project(steps(""))
    monkeypatch.setattr("sopgen.rules.check.check_flow", broken)
    told = [finding for finding in check(given, TODAY) if finding.severity is Severity.ERROR]
    assert [finding.code for finding in told] == ["SOP-E199"]
    assert [finding.code for finding in errors(given, TODAY)] == ["SOP-E199"]
