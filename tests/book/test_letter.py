"""A letter's PDF: covering letter, heading blocks, running numbers, and room to sign."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pymupdf
import pytest
from docx import Document

from sopgen.book.attach import letter_files
from sopgen.book.attachment_page import LEAST_SCALE, MARGINS, attachment_placement
from sopgen.book.content.blocks import texts as content_texts
from sopgen.book.letter import cover_wording, heading_lines, letter_day
from sopgen.book.merge.part import POINTS_PER_MM
from sopgen.book.pages.typesetter import Sheet, Typesetter
from sopgen.findings import FindingsError, UserError
from sopgen.layout.style import STYLE
from sopgen.model.institution import Paper, Unit
from sopgen.model.letter import Answered, Attachment, Numbering
from sopgen.model.load import load
from sopgen.model.sop import Status
from tests.book.letters import ANCHOR, letter, made, pdf_of, project
from tests.book.walk import walk
from tests.conftest import ROOT
from tests.readback.cross_reference import faults
from tests.readback.signing import archival_style, signatures_hold, signed
from tests.verapdf import validate


def texts(pdf: bytes) -> list[str]:
    with pymupdf.open(stream=pdf) as document:
        return [" ".join(page.get_text().split()) for page in document]


def test_the_covering_letter_says_everything_the_source_says() -> None:
    page = texts(pdf_of(made()))[0]
    for said in (
        letter().jenis.upper(),
        letter().nomor,
        letter().kepada,
        letter().hal,
        *letter().isi,
        "5 Februari 2024",
    ):
        assert " ".join(said.split()) in page
    assert letter().dari.jabatan in page
    assert letter().dari.nama in page
    assert "dua berkas" in page
    assert ANCHOR in page


def test_attachments_go_on_with_the_letters_page_numbers() -> None:
    pages = texts(pdf_of(made()))
    assert made().made.cover_pages == 1
    assert "- 1 -" not in pages[0]
    assert all(f"- {number} -" in text for number, text in enumerate(pages[1:], 2))
    assert [attachment.first for attachment in made().made.attachments] == [
        2,
        pages.index(next(heads("II", pages))) + 1,
    ]


def test_a_letters_pages_bear_its_own_numbers_alone() -> None:
    for page in texts(pdf_of(made()))[1:]:
        assert "Halaman" not in page
        assert page.count("CTH.BUKU") >= 1  # the nomor below stays


def heads(number: str, pages: list[str]) -> Iterator[str]:
    return (text for text in pages if f"Lampiran {number} {letter().jenis}" in text)


def test_each_attachment_begins_with_its_heading_block_and_only_there() -> None:
    pages = texts(pdf_of(made()))
    for attachment in made().made.attachments:
        headed = list(heads(attachment.number, pages))
        assert headed == [pages[attachment.first - 1]]
        assert f"Nomor: {letter().nomor} Tanggal: 5 Februari 2024" in headed[0]


def test_one_attachment_has_no_number_and_several_may_have_arabic_ones() -> None:
    assert heading_lines(letter(), "")[0] == f"Lampiran {letter().jenis}"
    arabic = replace(letter(), penomoran_lampiran=Numbering.ARABIC)
    numbers = [attachment.number for attachment in letter_files(arabic, project()).made.attachments]
    assert numbers == ["1", "2"]
    single = replace(letter(), lampiran=letter().lampiran[:1])
    assert [attachment.number for attachment in letter_files(single, project()).made.attachments] == [""]


@pytest.mark.parametrize("paper", Paper)
def test_sops_are_scaled_no_further_than_agreed_and_keep_the_letters_margins(paper: Paper) -> None:
    sheet = Sheet.of(paper)
    placed = attachment_placement(sheet)
    assert LEAST_SCALE <= placed.scale <= 1
    left, right, top, bottom = MARGINS
    assert placed.x + STYLE.margin_left * placed.scale >= left - 0.01
    assert placed.y + STYLE.margin_bottom * placed.scale >= bottom - 0.01
    # Letter paper is too narrow for the right margin and 90 % at once: the text may reach 0.6 mm into it.
    assert sheet.long - placed.x - (sheet.long - STYLE.margin_right) * placed.scale >= right - 0.6
    assert sheet.short - placed.y - (sheet.short - STYLE.margin_top) * placed.scale >= top - 0.01


def test_a_letter_without_text_has_no_cover_and_its_attachment_begins_on_page_2() -> None:
    files = letter_files(replace(letter(), isi=()), project())
    assert files.made.cover_pages == 0
    assert "- 2 -" in texts(pdf_of(files))[0]
    with pymupdf.open(stream=pdf_of(files)) as document:
        assert [page.get_label() for page in document] == ["2", "3", "4", "5"]


def test_an_sop_that_is_not_in_force_is_refused() -> None:
    with pytest.raises(UserError, match="--konsep"):
        letter_files(letter(), project(Status.DRAFT))
    with pytest.raises(UserError, match="dicabut"):
        letter_files(letter(), project(Status.WITHDRAWN))


@pytest.mark.parametrize(("status", "mark"), [(Status.DRAFT, "KONSEP"), (Status.WITHDRAWN, "DICABUT")])
def test_allowed_all_the_same_it_is_stamped_on_every_page(status: Status, mark: str) -> None:
    files = letter_files(letter(), project(status), drafts=True)
    first, *_ = files.made.attachments[0].sops
    stamped = [number for number, text in enumerate(texts(pdf_of(files)), 1) if mark in text.split()]
    assert stamped == list(range(first.first, first.last + 1))


PARAGRAPH = (
    "Bersama ini kami sampaikan SOP yang terlampir agar dijadikan pedoman dalam pelaksanaan tugas sehari-hari. " * 3
)


@pytest.mark.parametrize("count", [10, 13, 16])
def test_a_signature_is_never_alone_on_the_letters_last_page(count: int) -> None:
    files = letter_files(replace(letter(), isi=(PARAGRAPH,) * count), project())
    last = texts(pdf_of(files))[files.made.cover_pages - 1]
    assert letter().dari.nama in last
    assert "sehari-hari." in last


def test_a_letter_prints_its_sifat_and_tembusan() -> None:
    copies = ("Inspektur Jenderal Contoh", "Kepala Biro Hukum Contoh")
    files = letter_files(replace(letter(), sifat="Segera", tembusan=copies), project())
    cover = texts(pdf_of(files))[0]
    assert "Sifat : Segera" in cover
    assert cover.index("Nama Pejabat") < cover.index("Tembusan:") < cover.index(copies[0]) < cover.index(copies[1])
    single = letter_files(replace(letter(), tembusan=copies[:1]), project())
    assert "Tembusan: Inspektur Jenderal Contoh" in texts(pdf_of(single))[0]
    assert "Sifat" not in texts(pdf_of(single))[0]


def test_a_letter_bears_the_head_of_its_unit_and_names_the_letter_that_it_answers() -> None:
    unit = Unit("bagian", "Bagian Arsip Contoh", "Biro Umum Contoh", "Gedung B, Kota Contoh")
    answered = Answered("B-7/HK/2024", date(2024, 1, 20), dari="Kepala Biro Hukum Contoh", hal="Permintaan SOP")
    files = letter_files(replace(letter(), unit=unit, menjawab=answered), project())
    page = texts(pdf_of(files))[0]
    head = "BIRO UMUM CONTOH BAGIAN ARSIP CONTOH Gedung B, Kota Contoh"
    said = "Surat Kepala Biro Hukum Contoh Nomor B-7/HK/2024 tanggal 20 Januari 2024 hal Permintaan SOP"
    assert head in page
    assert f"Menjawab : {said}" in page
    (word,) = (content for name, content in files.files.items() if name.endswith(".docx"))
    document = Document(io.BytesIO(word))
    kop = [paragraph.text for paragraph in document.tables[0].cell(0, 1).paragraphs]
    assert " ".join(kop[1:]) == head
    assert f"Menjawab\t:\t{said}" in [paragraph.text for paragraph in document.paragraphs]


def test_a_letter_to_others_names_the_letter_that_it_answers_below_its_hal() -> None:
    answered = Answered("B-7/HK/2024", None, jenis="Nota Dinas")
    asked = replace(letter(), jenis="Surat Dinas", menjawab=answered)
    institution = project().institution
    assert institution is not None
    said = list(
        content_texts(Typesetter(ROOT, institution, letter_day(asked)).content(cover_wording(institution, asked)))
    )
    assert said[said.index("Menjawab") - 1 :][:3] == [asked.hal, "Menjawab", "Nota Dinas Nomor B-7/HK/2024"]


def test_an_sop_that_does_not_exist_is_a_user_error() -> None:
    with pytest.raises(UserError, match=r"TIDAK\.ADA"):
        letter_files(replace(letter(), lampiran=(Attachment(("TIDAK.ADA",)),)), project())


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert letter_files(letter(), project()).files == made().files


def test_the_manifest_tells_files_pages_and_revisions() -> None:
    name = letter().name
    content = json.loads(made().files[f"{name}.json"])
    listed = {file["nama"]: file["sha256"] for file in content["berkas"]}
    assert listed == {
        file: sha256(written).hexdigest() for file, written in made().files.items() if not file.endswith(".json")
    }
    attached = [sop for attachment in content["lampiran"] for sop in attachment["sop"]]
    sources = {sop.nomor: sop for sop in project().sops}
    for entry in attached:
        source = sources[entry["nomor"]]
        assert entry["sha256_sumber"] == sha256(source.source.raw).hexdigest()
        assert entry["status"] == "berlaku"
        assert (entry["revisi"] or {}).get("ke") == (source.revisi[-1].ke if source.revisi else None)
    assert content["halaman"] == len(texts(pdf_of(made())))


def signature_boxes() -> dict[str, tuple[int, pymupdf.Rect]]:
    with pymupdf.open(stream=pdf_of(made())) as document:
        return {
            widget.field_name: (page.number, pymupdf.Rect(widget.rect))
            for page in document
            for widget in page.widgets()
        }


def test_every_signature_has_a_field_the_letters_own_round_its_anchor() -> None:
    boxes = signature_boxes()
    assert set(boxes) == {"ttd_surat", "ttd_CTH_BUKU_1", "ttd_CTH_BUKU_2"}
    assert all(box.height > 15 * POINTS_PER_MM for _, box in boxes.values())
    page, box = boxes["ttd_surat"]
    with pymupdf.open(stream=pdf_of(made())) as document:
        (anchor,) = document[page].search_for(ANCHOR)
        assert box.x0 - 0.1 <= anchor.x0 <= anchor.x1 <= box.x1
        assert box.y0 <= anchor.y0 <= anchor.y1 <= box.y1


def test_a_letter_bears_one_anchor_in_both_documents() -> None:
    assert [text.count(ANCHOR) for text in texts(pdf_of(made()))] == [1, 0, 0, 0, 0]
    word = next(content for name, content in made().files.items() if name.endswith(".docx"))
    with ZipFile(io.BytesIO(word)) as package:
        assert package.read("word/document.xml").count(ANCHOR.encode()) == 1


def test_an_office_without_an_anchor_has_the_fields_all_the_same() -> None:
    plain = load(ROOT / "tests" / "cases" / "book-and-letter")
    pdfs = {sop.nomor: b"%PDF without a field" for sop in plain.sops}
    files = letter_files(plain.letters[0], plain, pdfs)
    with pikepdf.open(io.BytesIO(pdf_of(files))) as pdf:
        assert len(pdf.Root.AcroForm.Fields) == 3


def test_sops_whose_numbers_look_alike_have_fields_of_their_own() -> None:
    first, second = (attachment.sop[0] for attachment in letter().lampiran)
    renamed = {first: "A.1", second: "A/1"}
    sops = tuple(replace(sop, nomor=renamed.get(sop.nomor, sop.nomor)) for sop in project().sops)
    alike = replace(letter(), lampiran=(Attachment(("A.1",)), Attachment(("A/1",))))
    with pikepdf.open(io.BytesIO(pdf_of(letter_files(alike, replace(project(), sops=sops))))) as pdf:
        assert [str(field.T) for field in pdf.Root.AcroForm.Fields] == ["ttd_surat", "ttd_A_1", "ttd_A_1_3"]


def test_the_structure_is_sound_fields_included() -> None:
    with pikepdf.open(io.BytesIO(pdf_of(made()))) as pdf:
        found = walk(pdf)
        assert found.faults == []
        assert found.tags["Form"] == 3
        assert int(pdf.Root.AcroForm.SigFlags) == 1


@pytest.mark.slow
def test_the_pdf_can_be_signed_twice_and_stays_what_it_claims_to_be(tmp_path: Path) -> None:
    style = archival_style(tmp_path)
    once = signed(pdf_of(made()), "ttd_surat", style)
    twice = signed(once, "ttd_CTH_BUKU_1", style)
    assert signatures_hold(twice) == [True, True]
    assert faults(twice) == []
    (tmp_path / "surat.pdf").write_bytes(twice)
    assert validate([tmp_path / "surat.pdf"]) == ()


def test_an_sop_named_twice_is_a_user_error() -> None:
    again = replace(letter(), lampiran=(letter().lampiran[0], letter().lampiran[0]))
    with pytest.raises(UserError, match="lebih dari sekali"):
        letter_files(again, project())


def test_a_character_that_no_font_has_is_a_finding_in_the_letter() -> None:
    with pytest.raises(FindingsError) as caught:
        letter_files(replace(letter(), hal="Hal \U000f0000"), project())
    (finding,) = caught.value.findings
    assert finding.code == "SOP-E303"
    assert finding.file == letter().source.name
    assert "U+F0000" in finding.message
    assert finding.excerpt.startswith("hal:")


def test_a_character_that_no_font_has_in_the_offices_address_is_told_too() -> None:
    found = project()
    assert found.institution is not None
    strange = replace(found, institution=replace(found.institution, alamat="Jalan \U000f0000"))
    with pytest.raises(UserError, match="tidak dapat dibuat dengan lengkap"):
        letter_files(letter(), strange)
