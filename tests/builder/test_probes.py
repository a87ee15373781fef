"""What a build refuses, the check tells before: nothing is learnt only by building but what it takes to draw."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sopgen.builder import events, pipeline
from sopgen.builder.request import Request
from sopgen.findings import Finding, Severity
from tests.conftest import FUZZING
from tests.generators.broken_templates import broken_templates

from ..cli.projects import copy_built, copy_case, edit

INSTITUTION, BOOK = "sop_sources/instansi.yaml", "sop_sources/buku.yaml"
LETTER, SOP, ATTACHED = "sop_sources/surat/nota.yaml", "sop_sources/sop.yaml", "sop_sources/arsip/makro.yaml"
#: A character that no font has.
NOWHERE = "\u0378"
Breaking = Callable[[Path], None]


def added(name: str, text: str) -> Breaking:
    """A text at the end of a source."""

    def add(project: Path) -> None:
        with (project / name).open("a", encoding="utf-8") as file:
            file.write(f"\n{text}\n")

    return add


def typed(name: str, key: str, text: str = NOWHERE) -> Breaking:
    """A text at the beginning of the first value of a key."""
    return lambda project: edit(project, name, f"{key}: ", f"{key}: {text} ")


def file(name: str, content: bytes, setting: str = "") -> Breaking:
    """Another file in the project, and the setting that names it."""

    def put(project: Path) -> None:
        place = project / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        if setting:
            added(INSTITUTION, setting)(project)

    return put


def renamed(name: str, length: int) -> Breaking:
    """A source of a long name."""

    def rename(project: Path) -> None:
        place = project / name
        place.rename(place.with_name(f"{'p' * length}.yaml"))
        edit(project, BOOK, f"{place.name}]", '"pp*.yaml"]')

    return rename


def copied(name: str, other: str) -> Breaking:
    """A source a second time under another name."""

    def copy(project: Path) -> None:
        (project / other).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(project / name, project / other)

    return copy


def templates(name: str, text: str) -> Breaking:
    """An own template."""
    return file(f"templates/{name}", text.encode())


BROKEN: dict[str, Breaking] = {
    "logo that is none": file("sop_sources/l.svg", b"bukan gambar", "logo: l.svg"),
    "logo cut short": file("sop_sources/l.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "logo: l.png"),
    "logo without a size": file(
        "sop_sources/l.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>', "logo: l.svg"
    ),
    "logo that is not there": added(INSTITUTION, "logo: l.svg"),
    "logo among the templates": file("templates/logo.svg", b"bukan gambar"),
    "reference document that is none": file("sop_sources/r.docx", b"PK\3\4 rusak", "format:\n  rujukan_docx: r.docx"),
    "reference document that is not there": added(INSTITUTION, "format:\n  rujukan_docx: r.docx"),
    "character in a step": typed(SOP, "kegiatan"),
    "character written as an escape": typed(SOP, "judul", '"\\u0378"\n# '),
    "character in the name of the office": typed(INSTITUTION, "nama"),
    "character in the booklet": typed(BOOK, "judul"),
    "character in a letter": typed(LETTER, "hal"),
    "name too long for outputs": renamed(SOP, 248),
    "name too long for parts": renamed(SOP, 242),
    "nomor used twice": copied(SOP, "sop_sources/lagi.yaml"),
    "letter of the same name": copied(LETTER, "sop_sources/surat/2024/nota.yaml"),
    "letter of an SOP that there is not": lambda project: edit(project, LETTER, "CTH.BUKU.1", "CTH.BUKU.9"),
    "flow without end": added(SOP, "langkah:\n  - {kegiatan: Menulis, pelaksana: Staf, lanjut: 1}"),
}
TEMPLATES: dict[str, Breaking] = {
    "style sheet with a typo": templates("pdf/sop.css.j2", "{% if %}"),
    "style sheet that hides text": templates(
        "pdf/sop.css.j2", '{% include "bawaan/pdf/sop.css.j2" %}\n.block { display: none }'
    ),
    "front of the booklet": templates("book/front.html.j2", "{{ buku }}"),
    "letter without a place to sign": templates("letter/letter.html.j2", '{% extends "book/page.html.j2" %}'),
    "band of Word pages": templates("docx/band.xml.j2", "<w:hdr>"),
    **{broken.what: broken.put for broken in list(broken_templates())[4 :: 9 if FUZZING else 18]},
}


def failures(project: Path) -> list[events.Failed]:
    """What a build of everything cannot make."""
    return [event for event in pipeline.build(Request(project, project / "build")) if isinstance(event, events.Failed)]


def told(project: Path) -> tuple[Finding, ...]:
    """What the check says that may keep something from being made."""
    return tuple(finding for finding in pipeline.check(project) if finding.severity is not Severity.ADVICE)


def assert_told_before(breaking: Breaking, tmp_path: Path) -> None:
    """Every failure of a build is told of by the check: the same finding, or one about that source."""
    project = copy_built("book-and-letter", tmp_path)
    breaking(project)
    findings = told(project)
    failed = failures(project)
    assert failed or any(finding.severity is Severity.ERROR for finding in findings)
    known = {(finding.code, finding.file, finding.span) for finding in findings}
    for event in failed:
        assert not event.breakdown
        assert {(finding.code, finding.file, finding.span) for finding in event.findings} <= known
        assert event.findings or findings
    assert {finding.file for finding in findings if finding.severity is Severity.ERROR} <= {
        *(event.source for event in failed),
        *(finding.file for event in failed for finding in event.findings),
        INSTITUTION,
    }
    assert told(project) == findings, "a build leaves no other answer behind"


@pytest.mark.parametrize("status", ["konsep", "dicabut"])
def test_a_letter_of_sops_not_in_force_is_passed_over_with_a_warning_by_both(status: str, tmp_path: Path) -> None:
    project = copy_built("book-and-letter", tmp_path)
    assert failures(project) == []
    before = {path: path.read_bytes() for path in (project / "build/lampiran").iterdir()}
    added(ATTACHED, f"status: {status}")(project)
    findings = told(project)
    assert Severity.ERROR not in {finding.severity for finding in findings}
    assert [finding.file for finding in findings if finding.code == "SOP-W304"] == [LETTER]
    happened = list(pipeline.build(Request(project, project / "build")))
    assert [event for event in happened if isinstance(event, events.Failed | events.Removed)] == []
    assert [event.is_whole for event in happened if isinstance(event, events.Finished)] == [True]
    assert {path: path.read_bytes() for path in (project / "build/lampiran").iterdir()} == before


@pytest.mark.parametrize("what", BROKEN)
def test_the_check_tells_what_the_build_refuses(what: str, tmp_path: Path) -> None:
    assert_told_before(BROKEN[what], tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("what", TEMPLATES)
def test_the_check_tells_of_templates_that_the_build_cannot_use(what: str, tmp_path: Path) -> None:
    assert_told_before(TEMPLATES[what], tmp_path)


def test_a_sound_project_is_told_to_be_so_with_and_without_own_templates(tmp_path: Path) -> None:
    project = copy_built("book-and-letter", tmp_path)
    templates("pdf/sop.css.j2", '{% include "bawaan/pdf/sop.css.j2" %}\nh1 { color: #123456 }')(project)
    assert told(project) == ()
    assert failures(project) == []


@pytest.mark.parametrize("kinds", ["--pdf", "--svg"])
def test_a_build_of_some_kinds_does_not_answer_for_the_others(
    kinds: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from sopgen.cli.run import run

    project = copy_case("one-step", tmp_path)
    templates("docx/table.xml.j2", "x")(project)
    assert run(["-C", str(project), "build", kinds]) == 0
    assert run(["-C", str(project), "check"]) == 1
    assert "templates/docx/table.xml.j2" in capsys.readouterr().out


#: 255 bytes are a name everywhere; ``.bagian.lembar`` is the longest ending of an output.
LONGEST = 255 - len(".bagian.lembar")


@pytest.mark.parametrize("letter", ["p", "é", "—", "𝐚"])
def test_a_name_too_long_for_outputs_is_told_once_at_its_file_and_fits_when_cut_as_the_hint_says(
    letter: str, tmp_path: Path
) -> None:
    project = copy_case("one-step", tmp_path)
    size = len(letter.encode())
    fits = (project / SOP).rename(project / f"sop_sources/{letter * (LONGEST // size)}.yaml")
    assert told(project) == ()
    long = fits.rename(fits.with_name(f"{letter * (LONGEST // size + 1)}.yaml"))
    (finding,) = told(project)
    assert (finding.code, finding.severity) == ("SOP-E145", Severity.ERROR)
    assert (finding.file, finding.span.line) == (f"sop_sources/{long.name}", 1)
    (count,) = re.findall(r"^Hapus sedikitnya (\d+) huruf terakhir", finding.hint)
    assert int(count) == 1
    long.rename(long.with_name(f"{long.stem[: -int(count)]}.yaml"))
    assert told(project) == ()


def test_names_that_differ_in_case_alone_are_warned_of(tmp_path: Path) -> None:
    project = copy_case("one-step", tmp_path)
    text = (project / SOP).read_text(encoding="utf-8")
    (project / "sop_sources/Sop.yaml").write_text(text.replace("nomor: ", "nomor: X."), encoding="utf-8")
    assert ("SOP-W305", SOP) in {(finding.code, finding.file) for finding in told(project)}
