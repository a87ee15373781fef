"""Identity blocks of any texts: both documents, the block on one page as planned, or a finding at what to shorten."""

from __future__ import annotations

from io import BytesIO

import pymupdf
import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import Phase, given, settings

from sopgen.findings import Finding, FindingsError
from sopgen.layout.layout import lay_out
from sopgen.layout.style import STYLE
from sopgen.model.institution import Institution
from sopgen.model.resolve.make_institution import make_institution
from sopgen.model.resolve.make_sop import make_sop
from sopgen.model.resolve.sop_register import Register, link, registered
from sopgen.model.sop import Sop
from sopgen.render.docx import document as word
from sopgen.render.pdf import document as sop_pdf
from tests.conftest import ROOT, scaled
from tests.generators.identities import Sources, identities, written
from tests.model.office import source_of
from tests.readback.frames import identity_differences

#: What fails is told as it was found: making a smaller one would set hundreds of PDFs.
SEARCH = (Phase.explicit, Phase.reuse, Phase.generate)


def made(sources: Sources) -> tuple[Sop, Institution]:
    """The SOP and its office."""
    institution, told = make_institution(source_of(sources[0], "sop_sources/instansi.yaml"))
    assert institution is not None
    sop, findings = make_sop(source_of(sources[1]), institution)
    assert sop is not None
    assert (*told, *findings) == ()
    return link(sop, Register([registered(sop)]))[0], institution


def sources(size: float, paper: str = "Letter", **texts: str) -> Sources:
    """An office and its SOP; ``texts`` are those of the identity block that are not short."""
    office = {
        "nama": texts.get("nama", "Kantor Contoh"),
        "unit": {"biro": {"nama": texts.get("unit", "Biro Umum"), "induk": ""}},
        "pejabat": {"kepala": {"jabatan": texts.get("jabatan", "Kepala"), "nama": "Nama Pejabat"}},
    }
    sop: dict[str, object] = {
        "nomor": texts.get("nomor", "A.01"),
        "judul": texts.get("judul", "Pelayanan Tamu"),
        "unit": "biro",
        "disahkan_oleh": "kepala",
        "pelaksana": ["Staf"],
        "langkah": [{"kegiatan": "Menyusun laporan", "pelaksana": "Staf"}],
        "format": {"kertas": paper, "ukuran_huruf": size},
    }
    if "jangkar" in texts:
        sop["format"] = {"kertas": paper, "ukuran_huruf": size, "jangkar_ttd": texts["jangkar"]}
    return written(office), written(sop)


def dated_sources(size: float, number: int, paper: str = "A4") -> Sources:
    """An office and its SOP with all its dates, written in long words, and a revision of that number."""
    office, sop = sources(size, paper)
    day = "2024-09-28"
    dates = f"tanggal_pembuatan: {day}\ntanggal_efektif: {day}\nrevisi: [{{ke: {number}, tanggal: {day}}}]\n"
    return office, sop + dates


def outcome(given_sources: Sources) -> Finding | None:
    """The finding about an SOP; without one both its documents are made, and its identity block is as planned."""
    sop, institution = made(given_sources)
    try:
        scene = lay_out(sop, institution)
    except FindingsError as error:
        (finding,) = error.findings
        return finding
    assert word.render(sop, institution, scene, ROOT)
    block = scene.form[0].identity
    assert block is not None
    assert block.bottom <= scene.form[0].height - STYLE.margin_bottom - STYLE.page_reserve
    with pymupdf.open(stream=sop_pdf.render(sop, institution, scene, ROOT)) as document:
        page = document[0]
        for field in list(page.widgets()):  # a viewer shows the field to sign in over its room
            page.delete_widget(field)
        assert identity_differences(page, block) == []
    return None


@pytest.mark.parametrize("key", ["nama", "unit", "jabatan", "judul"])
def test_a_text_that_is_higher_than_a_page_in_the_size_asked_for_gives_both_documents(key: str) -> None:
    assert outcome(sources(16, **{key: "Koordinator Tata Usaha " * 31})) is None


def test_a_mark_to_sign_at_of_many_lines_stands_between_title_and_name() -> None:
    assert outcome(sources(9, jangkar="Ditandatangani secara elektronik " * 20)) is None


@pytest.mark.parametrize(("size", "number"), [(11, 12), (12, 12), (16, 99)])
def test_dates_stay_within_the_identity_block_in_large_letters(size: float, number: int) -> None:
    assert outcome(dated_sources(size, number)) is None


@pytest.mark.parametrize(("size", "between"), [(9, "    "), (16, "\n")])
def test_word_breaks_a_revision_before_its_date_where_the_pdf_does(size: float, between: str) -> None:
    sop, institution = made(dated_sources(size, 12))
    document = Document(BytesIO(word.render(sop, institution, lay_out(sop, institution), ROOT)))
    letters = [
        "\n" if part.tag == qn("w:br") else part.text or ""
        for part in document.element.body.iter(qn("w:t"), qn("w:br"))
    ]
    assert f"Revisi ke 12{between}Sabtu, 28 September 2024" in "".join(letters)


def test_a_title_longer_than_a_page_in_every_size_is_a_finding_at_its_place() -> None:
    finding = outcome(sources(9, judul="Pelayanan Tamu " * 400))
    assert finding is not None
    assert (finding.code, finding.file, finding.span.line) == ("SOP-E301", "sop_sources/x.yaml", 2)


@settings(max_examples=scaled(5), phases=SEARCH)
@given(identities(short=True))
def test_any_dates_stay_within_the_identity_block(random_sources: Sources) -> None:
    assert outcome(random_sources) is None


@pytest.mark.slow
@settings(max_examples=scaled(5), phases=SEARCH)
@given(identities())
def test_any_identity_block_is_printed_or_told(random_sources: Sources) -> None:
    finding = outcome(random_sources)
    assert finding is None or (finding.code, bool(finding.hint)) == ("SOP-E301", True)
