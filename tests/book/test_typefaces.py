"""Booklets and letters in whatever typeface an office has: their own pages, those of the SOPs, and what is stamped."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf
import pytest

from sopgen.book.attach import letter_files
from sopgen.layout.layout import lay_out
from sopgen.model.load import load
from sopgen.model.project import Project
from sopgen.render.pdf.document import render
from tests.book.conftest import CASES, build_booklet
from tests.book.letters import pdf_of
from tests.book.walk import walk
from tests.cli.projects import copy_case, outputs, start
from tests.conftest import FUZZING
from tests.generators.typefaces import cff_font, known_fonts
from tests.readback.cross_reference import faults
from tests.readback.texts import Glyph, glyphs, packed_page
from tests.verapdf import validate

FAMILY = "Huruf Uji"
BOOKLET, LETTER = "buku-sop.pdf", "lampiran/nota.pdf"
MOST = None if FUZZING else 2


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """What an office gets whose face has CFF outlines, in bold with other units than in regular."""
    folder = tmp_path_factory.mktemp("huruf")
    cff_font(folder / "biasa.otf", FAMILY, "Regular", 1000)
    cff_font(folder / "tebal.otf", FAMILY, "Bold", 2048)
    office = copy_case("book-and-letter", tmp_path_factory.mktemp("kantor"))
    source = office / "sop_sources/instansi.yaml"
    source.write_text(f"{source.read_text(encoding='utf-8')}format:\n  huruf: {FAMILY}\n", encoding="utf-8")
    done = start(office, "build", FONTCONFIG_FILE=str(known_fonts(folder)))
    said, _ = done.communicate()
    assert done.returncode == 0, said
    return outputs(office)


@pytest.mark.parametrize("name", [BOOKLET, LETTER])
def test_each_cff_face_is_embedded_once_and_there_is_no_other(written: Mapping[str, bytes], name: str) -> None:
    with pikepdf.open(io.BytesIO(written[name])) as pdf:
        found = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/FontName" in item]
        assert sorted(str(item.FontName).split("+")[1] for item in found) == ["Huruf-Uji", "Huruf-Uji-Bold"]
        assert all(item.FontFile3.Subtype == pikepdf.Name.CIDFontType0C for item in found)
        assert walk(pdf).faults == []
    assert faults(written[name]) == []


def test_page_numbers_stand_in_that_face_where_they_stand_in_any(written: Mapping[str, bytes]) -> None:
    with pymupdf.open(stream=written[LETTER]) as pdf, pymupdf.open(stream=_letter("Liberation Sans")) as usual:
        assert len(pdf) == len(usual)
        for number, (page, other) in enumerate(zip(pdf, usual, strict=True), 1):
            if number == 1:
                continue
            stamped, expected = (_stamped(f"- {number} -", each) for each in (page, other))
            assert {glyph.font for glyph in stamped} == {"Huruf-Uji"}
            assert _place(stamped) == pytest.approx(_place(expected), abs=0.02)


def test_an_sop_in_a_booklet_looks_as_it_does_alone(written: Mapping[str, bytes]) -> None:
    with pymupdf.open(stream=written[BOOKLET]) as booklet, pymupdf.open(stream=written["sop/sop.pdf"]) as alone:
        first = next(number for number, page in enumerate(booklet) if "NomorSOPCTH.27.01" in packed_page(page))
        for number, page in enumerate(alone):
            above = pymupdf.Rect(0, 0, page.rect.width, page.rect.height - 40)  # the booklet's own number is below
            pictures = [each.get_pixmap(dpi=60, clip=above).samples for each in (page, booklet[first + number])]
            assert pictures[0] == pictures[1]


def test_they_are_archival_and_accessible(written: Mapping[str, bytes], tmp_path: Path) -> None:
    files = [tmp_path / Path(name).name for name in (BOOKLET, LETTER)]
    for file, name in zip(files, (BOOKLET, LETTER), strict=True):
        file.write_bytes(written[name])
    assert validate(files) == ()


def test_every_installed_family_sets_booklet_and_letter() -> None:
    """Two of them in the usual run, all in the long one."""
    for family in _families()[:MOST]:
        with pymupdf.open(stream=_letter(family)) as letter, pymupdf.open(stream=_booklet(family)) as booklet:
            assert all(f"- {number} -" in page.get_text() for number, page in enumerate(letter, 1) if number > 1), (
                family
            )
            assert len(booklet) > 10, family


def _stamped(text: str, page: Any) -> tuple[Glyph, ...]:
    """The characters of a text on a page."""
    found = glyphs(page)
    at = "".join(glyph.char for glyph in found).index(text)
    return found[at : at + len(text)]


def _place(text: Sequence[Glyph]) -> tuple[float, float, float]:
    """Where the middle of a text is, its baseline, and its size."""
    return ((text[0].x + text[-1].right) / 2, text[0].y, text[0].size_pt)


def _families() -> list[str]:
    """The families that fontconfig knows; none of the metric-compatible ones that all other tests are set in."""
    listed = subprocess.run(["fc-list", ":", "family"], capture_output=True, check=True, text=True).stdout
    families = sorted({line.split(",")[0] for line in listed.splitlines()})
    return [family for family in families if not family.startswith("Liberation")]


@cache
def _project(family: str) -> Project:
    base = load(CASES / "book-and-letter")
    assert base.institution is not None
    institution = replace(base.institution, format=replace(base.institution.format, huruf=family))
    sops = tuple(replace(sop, format=replace(sop.format, huruf=family)) for sop in base.sops)
    return replace(base, institution=institution, sops=sops)


def _letter(family: str) -> bytes:
    project = _project(family)
    return pdf_of(letter_files(project.letters[0], project))


def _booklet(family: str) -> bytes:
    project = _project(family)
    institution = project.institution
    assert institution is not None
    drawn = {sop.nomor: render(sop, institution, lay_out(sop, institution), project.root) for sop in project.sops}
    return build_booklet(project, drawn).pdf
