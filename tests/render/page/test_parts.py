"""Pages that are put together of parts drawn before are those that would be drawn anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from lxml import etree

from sopgen.layout.layout import lay_out
from sopgen.model.load import load
from sopgen.model.sop import Sop
from sopgen.render.page.pages import draw_pages
from sopgen.render.page.parts import DrawnParts
from tests.conftest import ROOT

PROJECT = load(ROOT)


def drawn(sop: Sop, parts: DrawnParts | None) -> list[str]:
    """The SOP's pages."""
    assert PROJECT.institution is not None
    scene = lay_out(sop, PROJECT.institution)
    pages = draw_pages(sop, PROJECT.institution, scene, "logo.svg", parts=parts)
    return [etree.tostring(page, encoding="unicode") for page in pages]


def with_text(sop: Sop, text: str) -> Sop:
    """The SOP with another text in its second step."""
    first, second, *steps = sop.sections[0].steps
    section = replace(sop.sections[0], steps=(first, replace(second, kegiatan=text), *steps))
    return replace(sop, sections=(section, *sop.sections[1:]))


def without_last_step(sop: Sop) -> Sop:
    """The SOP with one step fewer."""
    section = sop.sections[0]
    return replace(sop, sections=(replace(section, steps=section.steps[:-1]), *sop.sections[1:]))


def with_actor(sop: Sop, name: str) -> Sop:
    """The SOP with another name of its first pelaksana."""
    first, *actors = sop.sections[0].actors
    section = replace(sop.sections[0], actors=(replace(first, name=name), *actors))
    return replace(sop, sections=(section, *sop.sections[1:]))


def with_format(sop: Sop, **settings: object) -> Sop:
    """The SOP with other settings."""
    return replace(sop, format=replace(sop.format, **settings))  # type: ignore[arg-type]


CHANGES: dict[str, Callable[[Sop], Sop]] = {
    "a short text": lambda sop: with_text(sop, "Memeriksa"),
    "a long text": lambda sop: with_text(sop, "Memeriksa berkas permohonan dan kelengkapannya " * 6),
    "fewer steps": without_last_step,
    "a name": lambda sop: with_actor(sop, "Pengolah Data"),
    "a title": lambda sop: replace(sop, judul="Penyusunan Rencana Kerja " * 4),
    "a number": lambda sop: replace(sop, nomor="99/SOP/2030"),
    "the header's colour": lambda sop: with_format(sop, warna_kepala="#ddeeff"),
    "the rules' colour": lambda sop: with_format(sop, warna_garis="#336699"),
    "the flow's colour": lambda sop: with_format(sop, warna_alur="#993333"),
    "the flow's width": lambda sop: with_format(sop, tebal_alur=1.5),
    "the rules' width": lambda sop: with_format(sop, tebal_garis=0.25),
    "letters": lambda sop: with_format(sop, ukuran_huruf=8.0),
    "a typeface": lambda sop: with_format(sop, huruf="Times New Roman"),
    "margins": lambda sop: with_format(sop, tepi_kiri=30.0),
    "a row of numbers": lambda sop: with_format(sop, nomor_kolom=True),
    "a row of sums": lambda sop: with_format(sop, jumlah_waktu=True),
    "notes": lambda sop: replace(sop, catatan=("Disimpan lima tahun.",)),
}


@pytest.mark.parametrize("sop", PROJECT.sops, ids=lambda sop: sop.source.file.stem)
def test_pages_of_parts_drawn_before_are_those_drawn_anew(sop: Sop) -> None:
    parts = DrawnParts()
    drawn(sop, parts)
    for change in CHANGES.values():
        assert drawn(change(sop), parts) == drawn(change(sop), None)
        assert drawn(sop, parts) == drawn(sop, None)


def test_a_part_is_drawn_again_only_where_its_basis_is_another() -> None:
    parts, made = DrawnParts(), []

    def draw(root: etree._Element) -> None:
        made.append(etree.SubElement(root, "g"))

    for basis in ("one", "one", "other", "one"):
        root = etree.Element("svg")
        parts.draw(root, 1, "row", basis, draw)
        assert [child.tag for child in root] == ["g"]
    parts.draw(etree.Element("svg"), 2, "row", "one", draw)
    assert len(made) == 4


def test_whoever_changes_a_page_does_not_change_the_next() -> None:
    parts = DrawnParts()

    def draw(root: etree._Element) -> None:
        etree.SubElement(root, "g")

    for _ in range(3):
        root = etree.Element("svg")
        parts.draw(root, 1, "flow", "same", draw)
        assert dict(root[0].attrib) == {}
        root[0].set("class", "marked")
