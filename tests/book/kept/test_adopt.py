"""Any PDF can be bound: signed, scanned, turned, locked, old; what cannot be is said."""

from __future__ import annotations

import io
from contextlib import suppress
from functools import cache
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields

from sopgen.book.kept.adopt import MOST_PAGES, UnusablePdfError, adopt, is_marked
from sopgen.book.merge.merge import merge
from sopgen.book.merge.part import Align, Part, Stamp, StampRole
from sopgen.model.sop import Sop
from tests.book.documents import ABOUT, plain, sheets
from tests.book.sops import sop
from tests.book.walk import walk
from tests.readback.signing import archival_style, signatures_hold, signed

KEY = "A.1"


@cache
def one() -> Sop:
    """The SOP that the documents are of, on A4."""
    return sop(KEY)


def words(pdf: bytes) -> str:
    """What a PDF says."""
    with pymupdf.open(stream=pdf, filetype="pdf") as opened:
        return " ".join(" ".join(page.get_text() for page in opened).split())


def ink(pdf: bytes, page: int = 0) -> bytes:
    """A page as a picture."""
    with pymupdf.open(stream=pdf, filetype="pdf") as opened:
        return bytes(opened[page].get_pixmap(dpi=40).samples)


def scanned(width: float = 842, height: float = 595, turned: int = 0, count: int = 1) -> Pdf:
    """Pages as another program makes them: white all over, no tags, a font that is not embedded."""
    made = Pdf.new()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    for number in range(1, count + 1):
        made.add_blank_page(page_size=(width, height))
        page = made.pages[-1].obj
        white = b"1 g 0 0 %d %d re f 0 g " % (width, height)  # as a scanner has the paper
        page.Contents = made.make_stream(white + b"BT /F1 24 Tf 100 300 Td (Hasil pindai %d) Tj ET" % number)
        page.Resources = Dictionary(Font=Dictionary(F1=font))
        page.Rotate = turned
    return made


def saved(pdf: Pdf, **how: object) -> bytes:
    """Its bytes."""
    file = io.BytesIO()
    pdf.save(file, **how)  # type: ignore[arg-type]
    return file.getvalue()


def with_signature(pdf: bytes, folder: Path) -> bytes:
    """A document signed where everybody sees it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    fields.append_signature_field(writer, fields.SigFieldSpec("ttd", on_page=0, box=(500, 60, 700, 120)))
    file = io.BytesIO()
    writer.write(file)
    return signed(file.getvalue(), "ttd", archival_style(folder))


def bound(pdf: bytes, *stamps: Stamp) -> bytes:
    """A booklet of one part."""
    file = io.BytesIO()
    part = Part(KEY, "SOP A.1", pdf, stamps=((*stamps, Stamp("1", 148, 6)),))
    merge((part,), ABOUT, sheets("0123456789"), file)
    return file.getvalue()


def claims(pdf: bytes) -> bool:
    """Whether a PDF says that it is made for archives."""
    with Pdf.open(io.BytesIO(pdf)) as opened, opened.open_metadata() as packet:
        return "pdfaid:part" in packet


def test_a_document_of_our_own_is_taken_as_it_is() -> None:
    adopted = adopt(plain(KEY), one())
    assert (adopted.pages, adopted.lacks) == (2, ())
    assert walk(Pdf.open(io.BytesIO(adopted.pdf))).faults == []
    assert claims(bound(adopted.pdf))


def test_a_signed_document_keeps_its_text_and_shows_its_signature(tmp_path: Path) -> None:
    with_field = with_signature(plain(KEY), tmp_path)
    assert signatures_hold(with_field) == [True]
    adopted = adopt(with_field, one())
    assert adopted.lacks == ()
    assert "Ditandatangani" in words(adopted.pdf)
    assert "A.1 halaman 1" in words(adopted.pdf)
    assert ink(adopted.pdf) == ink(with_field)
    whole = Pdf.open(io.BytesIO(bound(adopted.pdf)))
    found = walk(whole)
    assert found.faults == []
    assert found.tags["Figure"] == 1
    assert "/AcroForm" not in whole.Root
    assert "Ditandatangani" in words(saved(whole))


def test_a_scan_is_bound_as_pictures_of_its_pages_and_what_it_lacks_is_told() -> None:
    adopted = adopt(saved(scanned(count=2)), one())
    assert adopted.pages == 2
    assert adopted.lacks == ("tanpa tag untuk pembaca layar", "huruf tidak disertakan di dalamnya (Helvetica)")
    whole = bound(adopted.pdf)
    assert "Hasil pindai 1" in words(whole)
    found = walk(Pdf.open(io.BytesIO(whole)))
    assert (found.faults, found.tags["Figure"]) == ([], 2)
    assert not claims(whole)


def test_one_scan_takes_the_claim_to_be_archival_from_the_whole_booklet() -> None:
    file = io.BytesIO()
    scan = Part(KEY, "SOP A.1", adopt(saved(scanned()), one()).pdf)
    merge((Part("A.2", "SOP A.2", plain("A.2")), scan), ABOUT, sheets(), file)
    assert not claims(file.getvalue())


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_pages_of_other_sizes_and_turned_ones_stand_upright_within_the_paper(turned: int) -> None:
    source = saved(scanned(1191, 1684, turned))
    adopted = adopt(source, one())
    assert "ukuran kertasnya lain (halaman 1)" in adopted.lacks
    with pymupdf.open(stream=source, filetype="pdf") as before, pymupdf.open(stream=adopted.pdf) as after:
        assert (round(after[0].rect.width), round(after[0].rect.height)) == (842, 595)
        assert after[0].rotation == 0
        (text,) = after[0].get_text("dict")["blocks"][0]["lines"]
        (same,) = before[0].get_text("dict")["blocks"][0]["lines"]
        turn = before[0].rotation_matrix
        across, up = same["dir"]
        seen = (across * turn.a + up * turn.c, across * turn.b + up * turn.d)
        assert text["dir"] == pytest.approx(seen)
        assert pymupdf.Rect(text["bbox"]) in after[0].rect


def test_scripts_attachments_and_actions_stay_out_of_the_booklet() -> None:
    source = scanned()
    source.attachments["rahasia.txt"] = b"isi"
    source.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=source.Root.OpenAction)
    source.pages[0].obj.Annots = Array([source.make_indirect(link)])
    adopted = adopt(saved(source), one())
    assert "berkas lampiran di dalamnya tidak ikut dijilid" in adopted.lacks
    assert "skrip di dalamnya tidak ikut dijilid" in adopted.lacks
    with Pdf.open(io.BytesIO(bound(adopted.pdf))) as whole:
        assert len(whole.attachments) == 0
        assert not any(b"JavaScript" in each.unparse(resolved=True) for each in whole.objects)


def test_what_somebody_added_to_a_document_of_ours_does_nothing_in_the_booklet() -> None:
    with Pdf.open(io.BytesIO(plain(KEY))) as source:
        note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]))
        note.A = Dictionary(S=Name.Launch, F=String("jahat.exe"))
        source.pages[0].obj.Annots = Array([source.make_indirect(note)])
        changed = saved(source)
    whole = bound(adopt(changed, one()).pdf)
    with Pdf.open(io.BytesIO(whole)) as opened:
        assert not any(b"Launch" in each.unparse(resolved=True) for each in opened.objects)
    assert "A.1 halaman 1" in words(whole)


def test_a_document_that_only_its_owner_may_change_is_bound() -> None:
    locked = saved(scanned(), encryption=pikepdf.Encryption(owner="rahasia", user=""))
    assert "Hasil pindai 1" in words(adopt(locked, one()).pdf)


def test_a_watermark_is_seen_on_a_scan() -> None:
    adopted = adopt(saved(scanned()), one())
    mark = Stamp("KONSEP", 148, 77, 130, Align.CENTRE, True, 0.88, 30, StampRole.WATERMARK)
    white = adopted.pdf
    assert ink(bound(white, mark)) != ink(bound(white))
    assert is_marked(bound(white, mark))
    assert not is_marked(bound(white))


BROKEN = {
    "kosong": b"",
    "bukan PDF": b"Ini surat biasa.",
    "terpotong": plain(KEY)[:4000],
    "tanpa halaman": saved(Pdf.new()),
    "terlalu banyak": saved(scanned(count=MOST_PAGES + 1)),
    "bersandi": saved(scanned(), encryption=pikepdf.Encryption(owner="a", user="b")),
}


@pytest.mark.parametrize("pdf", BROKEN.values(), ids=BROKEN)
def test_a_file_that_cannot_be_bound_is_said_to_be_so(pdf: bytes) -> None:
    with pytest.raises(UnusablePdfError):
        adopt(pdf, one())


@pytest.mark.parametrize("start", range(0, 60, 7))
def test_a_damaged_document_is_bound_or_refused(start: int) -> None:
    whole = bytearray(saved(scanned(count=2)) if start % 2 else plain(KEY))
    step = len(whole) // 60
    for place in range(start * step, (start + 1) * step, 3):
        whole[place] ^= 0x15
    with suppress(UnusablePdfError):
        assert bound(adopt(bytes(whole), one()).pdf)


def test_the_same_document_gives_the_same_bytes() -> None:
    source = saved(scanned(), deterministic_id=True)
    assert adopt(source, one()).pdf == adopt(source, one()).pdf
