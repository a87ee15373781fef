"""The sheet of a proposal in Word: accepting all of its changes gives the new texts, rejecting them the old ones."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from sopgen.builder.change_proposal import Versions, proposal_docx, redline, versions
from sopgen.cli.run import run
from sopgen.findings import UserError
from sopgen.model.load import load
from sopgen.model.project import Project
from sopgen.model.sop import Sop, Step
from sopgen.pull.document.foreign import ForeignDocumentError
from sopgen.pull.document.read import read
from sopgen.render.change_matrix import Fate
from tests.conftest import ROOT
from tests.npm_tools import DOCX_VALIDATOR
from tests.render_docx.office import converted, needs_office
from tests.validate_docx.audit import audit_errors
from tests.validate_docx.invariants import broken_invariants
from tests.validate_docx.microsoft import microsoft_errors
from tests.validate_docx.package import W

CASE = ROOT / "tests" / "cases" / "book-and-letter"
HOSTILE = "& < > \" ' {{ 7*7 }} {% raw %} \\ 😀 </w:t>\nbaris kedua"
VALIDATOR = DOCX_VALIDATOR.find()


@cache
def project() -> Project:
    return load(CASE)


def with_steps(sop: Sop, *steps: Step) -> Sop:
    """The SOP with these steps, numbered anew."""
    first, *others = sop.sections
    numbered = tuple(replace(step, number=number) for number, step in enumerate(steps, 1))
    return replace(sop, sections=(replace(first, steps=numbered), *others))


@cache
def proposals() -> dict[str, Versions]:
    """Two versions by what happens between them."""
    old = project().sops[1]
    first, second, *rest = old.sections[0].steps
    reworded = replace(second, waktu="2 Hari", output=HOSTILE)
    extra = replace(first, id=None, kegiatan="Mengarsipkan berkas yang sudah selesai")
    longer = with_steps(old, first, second, *rest, extra)
    pairs = {
        "texts": (old, replace(with_steps(old, first, reworded, *rest), tanggal_efektif=old.tanggal_pembuatan)),
        "moved steps": (old, with_steps(old, second, first, *rest)),
        "an added step": (old, longer),
        "a removed step": (longer, old),
        "nothing": (old, old),
    }
    return {name: versions(*pair, "lama", "baru") for name, pair in pairs.items()}


@cache
def made(name: str) -> bytes:
    return proposal_docx(proposals()[name], project())


def body(docx: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def rows(docx: bytes, without: str) -> Iterator[tuple[str, str]]:
    """Where, and what is said there, when all tracked changes of one kind (``ins``, ``del``) are taken out."""
    tree = body(docx)
    for change in list(tree.iter(f"{W}{without}")):
        change.getparent().remove(change)
    for row in tree.iter(f"{W}tr"):
        cells = ["".join(_text(cell)) for cell in row.iter(f"{W}tc")]
        if len(cells) == 4 and cells[0].isdecimal():
            yield cells[1], cells[2]


def _text(cell: etree._Element) -> Iterator[str]:
    for part in cell.iter(f"{W}t", f"{W}delText", f"{W}br"):
        yield "\n" if part.tag == f"{W}br" else part.text or ""


@pytest.mark.parametrize("name", ["texts", "moved steps", "an added step", "a removed step", "nothing"])
def test_accepting_all_gives_the_new_texts_and_rejecting_all_the_old_ones(name: str) -> None:
    changes = proposals()[name].changes.changes
    assert (changes == ()) == (name == "nothing")
    dated = {"2024-02-05": "5 Februari 2024", "2024-01-08": "8 Januari 2024"}
    assert list(rows(made(name), "del")) == [(each.where, dated.get(each.after, each.after)) for each in changes]
    assert list(rows(made(name), "ins")) == [(each.where, dated.get(each.before, each.before)) for each in changes]


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_redline_holds_both_texts(before: str, after: str) -> None:
    stretches = redline(before, after)
    assert "".join(each.text for each in stretches if each.fate is not Fate.NEW) == before
    assert "".join(each.text for each in stretches if each.fate is not Fate.GONE) == after


def test_only_the_words_that_changed_are_tracked() -> None:
    tree = body(made("texts"))
    gone = {"".join(change.itertext()) for change in tree.iter(f"{W}del")}
    new = {"".join(change.itertext()) for change in tree.iter(f"{W}ins")}
    assert "1" in gone
    assert "2" in new
    assert "Hari" not in " ".join(gone | new)
    assert {change.get(f"{W}author") for change in tree.iter(f"{W}ins", f"{W}del")} == {"sopgen"}
    assert not any(change.get(f"{W}date") for change in tree.iter(f"{W}ins", f"{W}del"))


def test_the_document_is_sound_by_two_judges_and_the_same_every_time() -> None:
    for name, both in proposals().items():
        assert broken_invariants(made(name)) == []
        assert audit_errors(made(name)) == []
        assert proposal_docx(both, project()) == made(name)


@pytest.mark.slow
@pytest.mark.skipif(VALIDATOR is None, reason="Microsoft's validator is not installed: run make validate (needs npm)")
def test_microsoft_finds_nothing_in_it() -> None:
    assert VALIDATOR is not None
    assert microsoft_errors([(name, made(name)) for name in proposals()], VALIDATOR) == {}


@needs_office
@pytest.mark.slow
def test_libreoffice_shows_both_texts_on_one_page() -> None:
    with pymupdf.open(stream=converted({"usulan": made("texts")})["usulan"]) as printed:
        assert len(printed) == 1
        text = " ".join(printed[0].get_text().split())
    assert "Matriks Perubahan" in text
    assert "Halaman 1 dari 1" in text
    assert "baris kedua" in text
    for change in proposals()["texts"].changes.changes:
        assert change.where in text


def test_without_an_institution_there_is_no_sheet() -> None:
    with pytest.raises(UserError, match=r"instansi\.yaml"):
        proposal_docx(proposals()["nothing"], replace(project(), institution=None))


def test_pull_takes_nothing_out_of_it() -> None:
    with pytest.raises(ForeignDocumentError, match=r"^Berkas ini lembar perubahan \(“Matriks perubahan .*”\)"):
        read(made("texts"))


def test_a_text_longer_than_a_page_may_go_on_on_the_next() -> None:
    old = project().sops[1]
    first, *rest = old.sections[0].steps
    both = versions(old, with_steps(old, replace(first, output="kata " * 3000), *rest), "lama", "baru")
    table = list(body(proposal_docx(both, project())).iter(f"{W}tbl"))[1]
    *_, last = table.iter(f"{W}tr")
    assert last.find(f"{W}trPr/{W}cantSplit") is None


def test_the_command_writes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "usulan.docx"
    first, second = (str(sop.source.file) for sop in project().sops[:2])
    run(["-C", str(CASE), "diff", first, second, "--docx", str(file)])
    assert "Perubahan" in capsys.readouterr().out
    assert next(rows(file.read_bytes(), "del"), None) is not None
