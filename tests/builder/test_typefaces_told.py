"""A typeface that this machine has not is told where it is asked for, by check and by build, with what to do."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from sopgen.builder import pipeline
from sopgen.builder.events import Found
from sopgen.builder.request import Request
from sopgen.findings import Finding
from sopgen.layout.text import substitutes

from ..cli.projects import copy_case

INSTITUTION, SOP = "sop_sources/instansi.yaml", "sop_sources/sop.yaml"


def asked(folder: Path, name: str, more: str) -> Path:
    """A project with this at the end of a source."""
    project = copy_case("one-step", folder)
    with (project / name).open("a", encoding="utf-8") as file:
        file.write(more)
    return project


def told_by_build(project: Path) -> tuple[Finding, ...]:
    """What a build tells before it makes anything."""
    with closing(pipeline.build(Request(project, project / "build"))) as events:
        return next(event.findings for event in events if isinstance(event, Found))


@pytest.mark.parametrize("name", [INSTITUTION, SOP])
def test_check_and_build_tell_what_is_printed_instead(name: str, tmp_path: Path) -> None:
    project = asked(tmp_path, name, "format:\n  huruf: Huruf Kantor Contoh\n")
    [found] = [finding for finding in pipeline.check(project) if finding.code == "SOP-W306"]
    assert (found.file, found.excerpt) == (name, "  huruf: Huruf Kantor Contoh")
    taken, _ = substitutes.face_names("Huruf Kantor Contoh")
    assert found.message == f"Huruf “Huruf Kantor Contoh” tidak terpasang di mesin ini; “{taken}” dipakai."
    assert found.hint == "Pasang huruf itu di mesin ini, atau pilih huruf lain pada “huruf”."
    assert found in told_by_build(project)


def test_the_package_is_named_where_one_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(substitutes, "face_names", lambda family, bold=False: ("DejaVu Sans", "Book"))
    [found] = pipeline.check(asked(tmp_path, INSTITUTION, "format:\n  huruf: Calibri\n"))
    assert "“DejaVu Sans” dipakai" in found.message
    assert "(paket fonts-crosextra-carlito)" in found.hint


@pytest.mark.parametrize(
    "more",
    ["", "format:\n  huruf: arial\n", "format:\n  huruf: Huruf Kantor\nabaikan:\n  - {kode: SOP-W306, alasan: x}\n"],
)
def test_a_face_of_the_same_widths_and_what_is_set_aside_are_not_told(more: str, tmp_path: Path) -> None:
    assert pipeline.check(asked(tmp_path, INSTITUTION, more)) == ()
