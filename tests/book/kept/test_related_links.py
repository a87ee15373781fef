"""What sopgen built and somebody signed stands in booklets as if drawn for them: with links, without an anchor."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf
import pymupdf
import pytest

from sopgen.book.kept.adopt import adopt
from sopgen.layout.layout import lay_out
from sopgen.model.load import load_institution, load_sop
from sopgen.model.sop import Related, Sop
from sopgen.render.pdf.document import render_both
from tests.book.kept.test_adopt import ink, with_signature, words
from tests.book.walk import walk
from tests.life.office import SOURCE, edit, office

LONG = "Penyusunan Laporan Akuntabilitas Kinerja Instansi Pemerintah Tingkat Eselon I dan Pemutakhiran Datanya"
#: More than a page of the form holds: texts, and SOPs with short titles and with one of two lines.
LINES = [f"    - sop: A.{number}\n" if number % 3 else f"    - Naskah {number}\n" for number in range(60)]
ANCHOR = "#ttd"


@dataclass(frozen=True)
class Drawn:
    """An SOP, its document as it is signed, and as it is drawn for booklets."""

    sop: Sop
    alone: bytes
    part: bytes


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Drawn:
    """An SOP that names many others, of an office that signs electronically."""
    root = office(tmp_path_factory.mktemp("kantor"))
    related = f"keterkaitan:\n{''.join(LINES)}format: {{jangkar_ttd: '{ANCHOR}'}}\n"
    edit(root, "keterkaitan: SOP Mikro Contoh\n", related)
    institution, _ = load_institution(root / "sop_sources/instansi.yaml", root)
    assert institution is not None
    read = load_sop(root / SOURCE, root, institution).sop
    assert read is not None
    related = (replace(each, text=each.text or titled(each)) for each in read.keterkaitan)
    sop = replace(read, keterkaitan=tuple(related))
    return Drawn(sop, *render_both(sop, institution, lay_out(sop, institution), root))


def titled(related: Related) -> str:
    """What the SOP is called that is named."""
    return f"SOP Mikro {LONG if related.nomor == 'A.4' else related.nomor}"


def links(pdf: bytes) -> list[tuple[int, str, pymupdf.Rect]]:
    """Page, address and place of each link, from the top."""
    with pymupdf.open(stream=pdf, filetype="pdf") as opened:
        found = [(page.number, link["uri"], link["from"]) for page in opened for link in page.get_links()]
    return sorted(found, key=lambda each: (each[0], each[2].y0))


def without_fields(pdf: bytes) -> bytes:
    """A document without the field to sign in, which viewers show as a box."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for page in opened.pages:
            page.obj.Annots = pikepdf.Array([each for each in page.obj.get("/Annots", []) if "/T" not in each])
        file = io.BytesIO()
        opened.save(file)
    return file.getvalue()


def test_a_kept_document_leads_where_a_drawn_one_does(drawn: Drawn) -> None:
    kept, right = links(adopt(drawn.alone, drawn.sop).pdf), links(drawn.part)
    assert links(drawn.alone) == []
    assert len({page for page, *_ in right}) > 1
    assert [each[:2] for each in kept] == [each[:2] for each in right]
    assert [uri for _, uri, _ in kept].count("sop:A.4") == 2  # a link for each line
    for (_, _, box), (_, _, same) in zip(kept, right, strict=True):
        assert (box.x0, box.x1, box.y0) == pytest.approx((same.x0, same.x1, same.y0), abs=1)


def test_what_a_kept_document_names_is_what_its_own_source_says(drawn: Drawn) -> None:
    renumbered = replace(drawn.sop, keterkaitan=drawn.sop.keterkaitan[::-1])
    kept = [uri for _, uri, _ in links(adopt(drawn.alone, renumbered).pdf)]
    assert kept == [uri for _, uri, _ in links(drawn.part)]


def test_a_kept_document_has_no_anchor_and_looks_as_one_that_is_drawn(drawn: Drawn) -> None:
    assert ANCHOR in words(drawn.alone)
    kept = adopt(drawn.alone, replace(drawn.sop, format=replace(drawn.sop.format, jangkar_ttd=None))).pdf
    assert ANCHOR not in words(kept)
    assert ink(kept) == ink(without_fields(drawn.part))
    assert walk(pikepdf.open(io.BytesIO(kept))).faults == []


def test_a_signed_document_has_links_and_no_anchor_either(drawn: Drawn, tmp_path: Path) -> None:
    kept = adopt(with_signature(drawn.alone, tmp_path), drawn.sop).pdf
    assert (ANCHOR in words(kept), "Ditandatangani" in words(kept)) == (False, True)
    assert links(kept) == links(adopt(drawn.alone, drawn.sop).pdf)
    assert walk(pikepdf.open(io.BytesIO(kept))).faults == []


def test_a_field_that_is_not_the_sops_own_clears_nothing(drawn: Drawn) -> None:
    assert ANCHOR in words(adopt(drawn.alone, replace(drawn.sop, nomor="A.0")).pdf)
