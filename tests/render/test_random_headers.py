"""Random headers of tables and titles of boxes: always both documents, and the finished page is as planned."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest
from hypothesis import Phase, given, settings

from sopgen.findings import FindingsError
from sopgen.layout.layout import lay_out
from sopgen.layout.scene import Scene
from sopgen.model.sop import Sop
from sopgen.render.docx import document as docx
from sopgen.render.pdf import document as sop_pdf
from tests.conftest import ROOT, scaled
from tests.generators.headers import headed_sources, titled_sources
from tests.model.office import institution, sop_of
from tests.readback.frames import box_differences, header_differences

#: What fails is told as it was found: making a smaller one would set hundreds of PDFs.
SEARCH = (Phase.explicit, Phase.reuse, Phase.generate)

NAMES = """
pelaksana:
  - {alone}
  - kelompok: {group}
    anggota: [{member}]
langkah:
  - kegiatan: Menyusun laporan
    pelaksana: {member}
"""
HEAD = "nomor: A.01\njudul: Pelayanan Tamu\nunit: biro-umum\ndisahkan_oleh: kepala"


def differences(sop: Sop, root: Path = ROOT) -> list[str]:
    """What the PDF of ``sop`` shows otherwise than planned; both documents are made, or refused with findings."""
    try:
        scene = lay_out(sop, institution())
    except FindingsError:
        return []
    docx.render(sop, institution(), scene, root)
    return pdf_differences(sop, scene, root)


def pdf_differences(sop: Sop, scene: Scene, root: Path) -> list[str]:
    """The differences between the printed frames and those of the scene."""
    with pymupdf.open(stream=sop_pdf.render(sop, institution(), scene, root)) as document:
        told = [text for page in scene.form for text in box_differences(document[page.number - 1], page)]
        tables = [page for page in scene.pages if page.rows]
        return told + [text for page in tables for text in header_differences(document[page.number - 1], page)]


@pytest.mark.parametrize(
    ("alone", "group", "member"),
    [
        ("Penjaga Gudang Layar dan Dayung", "Dermaga", "Juru Mudi"),
        ("Pengamat Cuaca/Arus 1", "a", "b"),
        ("Perwira Jaga (Sub-Dinas)", "Regu", "Pandu"),
    ],
)
def test_a_name_of_several_lines_beside_a_kelompok_gives_both_documents(alone: str, group: str, member: str) -> None:
    sop = sop_of(HEAD + NAMES.format(alone=alone, group=group, member=member))
    header = lay_out(sop, institution()).pages[0].header
    assert len(next(cell for cell in header.cells if cell.text == alone).lines) > 1
    assert differences(sop) == []


@pytest.mark.slow
@settings(max_examples=scaled(10), phases=SEARCH)
@given(headed_sources())
def test_a_random_header_stands_as_planned(source: str) -> None:
    assert differences(sop_of(source)) == []


@pytest.mark.slow
@settings(max_examples=scaled(4), phases=SEARCH)
@given(titled_sources())
def test_random_titles_of_boxes_stand_as_planned(source: str) -> None:
    assert differences(sop_of(source)) == []
