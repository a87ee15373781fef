"""Whatever text of a document somebody changes or deletes, pull says something."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

from sopgen.pull.compare import compare
from sopgen.pull.document.read import read
from tests.pull.editing import controls, edited, row_of
from tests.render_docx.documents import Made, made, makro
from tests.validate_docx.package import Package, W

BOXES = "☐☒"
#: A paragraph that somebody typed.
TYPED = b"<w:p><w:r><w:t>RAHASIA</w:t></w:r></w:p>"
#: The same as a watermark, and a picture behind the text.
WATERMARK = (
    b'<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="RAHASIA"/></v:shape>'
    b"</w:pict></w:r></w:p>"
)
PICTURE = WATERMARK.replace(b'textpath string="RAHASIA"', b"imagedata")


def documents() -> list[Made]:
    """Documents with every kind of text: two pages of flow, groups, questions, labels of their own, a revision."""
    cases = ("revisions-and-draft", "groups", "question-in-diamond", "own-labels", "column-numbers-and-total-time")
    return [makro(), *(made(case)[0] for case in cases)]


def texts(root: etree._Element) -> list[etree._Element]:
    """Every text that can be read, but the glyphs of tick boxes."""
    return [text for text in root.iter(f"{W}t") if (text.text or "").strip() and text.text not in BOXES]


@pytest.mark.parametrize("new", ["Teks lain", ""])
def test_no_text_is_changed_or_deleted_in_silence(new: str) -> None:
    for document in documents():
        count = len(texts(Package.of(document.docx).xml["word/document.xml"]))
        assert count > 50
        for index in range(0, count, 2 if new else 5):

            def edit(root: etree._Element, index: int = index) -> None:
                texts(root)[index].text = new

            comparison = compare(read(edited(document.docx, edit)), document.sop.source)
            assert not comparison.same, f"{document.name}: text {index}"


def test_an_emptied_label_prints_nothing_at_that_decision() -> None:
    def edit(root: etree._Element) -> None:
        label = next(text for text in texts(root) if text.text == "T")
        label.text = ""

    (change,) = compare(read(edited(makro().docx, edit)), makro().sop.source).changes
    assert (change.tag.rpartition("/")[2], change.new) == ("label_tidak", "")


def test_a_heading_changed_on_one_page_of_several_is_told() -> None:
    def edit(root: etree._Element) -> None:
        next(text for text in texts(root) if text.text == "Kelengkapan").text = "Output"

    comparison = compare(read(edited(makro().docx, edit)), makro().sop.source)
    assert not comparison.changes
    assert any("“Kelengkapan”" in report for report in comparison.reports)


def test_a_row_number_typed_beside_the_automatic_one_is_told() -> None:
    def edit(root: etree._Element) -> None:
        paragraph = row_of(root, "langkah/5/kegiatan").find(f"{W}tc/{W}p")
        assert paragraph is not None
        etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t").text = "6"

    assert any("“6”" in report for report in compare(read(edited(makro().docx, edit)), makro().sop.source).reports)


def test_the_numbers_of_rows_that_word_counts_are_no_change_when_one_is_taken_away() -> None:
    def edit(root: etree._Element) -> None:
        paragraph = row_of(root, "langkah/5/kegiatan").find(f"{W}tc/{W}p/{W}pPr")
        assert paragraph is not None
        paragraph.remove(paragraph.find(f"{W}numPr"))

    assert compare(read(edited(makro().docx, edit)), makro().sop.source).same


@pytest.mark.parametrize("place", ["langkah/1/kegiatan", "langkah/1/output", "dasar_hukum/1", "judul"])
def test_the_words_of_a_text_box_are_told_wherever_it_hangs(place: str) -> None:
    def edit(root: etree._Element) -> None:
        paragraph = next(controls(root, place)[0].iterancestors(f"{W}p"))
        shape = etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}pict")
        inner = etree.SubElement(etree.SubElement(shape, f"{W}txbxContent"), f"{W}p")
        etree.SubElement(etree.SubElement(inner, f"{W}r"), f"{W}t").text = "Kata di kotak teks"

    comparison = compare(read(edited(makro().docx, edit)), makro().sop.source)
    assert not (*comparison.changes, *comparison.doubts)
    assert comparison.reports == ("Teks “Kata di kotak teks” bukan bagian dari isian mana pun; tidak diambil.",)


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("word/footer", b"OT.01.02-043-097", b"OT.01.02-999"),
        ("word/header", b"</w:hdr>", TYPED + b"</w:hdr>"),
        ("word/header", b"</w:hdr>", WATERMARK + b"</w:hdr>"),
        ("word/header", b"</w:hdr>", PICTURE + b"</w:hdr>"),
    ],
    ids=["footer", "empty header", "watermark", "picture"],
)
def test_a_header_or_footer_that_was_changed_is_told(part: str, old: bytes, new: bytes) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(makro().docx)) as source, zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            archive.writestr(name, content.replace(old, new) if name.startswith(part) else content)
    comparison = compare(read(target.getvalue()), makro().sop.source)
    assert not comparison.changes
    (report,) = comparison.reports
    assert report.startswith("Kepala atau kaki halaman berubah")
