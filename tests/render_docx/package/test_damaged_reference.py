"""Reference documents that hands or accidents have changed: what Word reads is read, else a finding names the part."""

from __future__ import annotations

import io
import random
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from sopgen.findings import Finding, FindingsError
from sopgen.layout.layout import lay_out
from sopgen.model.sop import Sop
from sopgen.render.docx.blocks import Role
from sopgen.render.docx.document import render
from sopgen.render.docx.package.archive import write_members
from sopgen.render.docx.package.reference import default_reference, load_reference, restyled
from sopgen.render.docx.package.styles import by_name
from tests.conftest import scaled
from tests.generators.damaged_docx import VALUES, damaged_bytes, damaged_parts
from tests.render_docx.documents import Made, made

#: What python-docx or we count with, as the default reference document has it; and what one may write there.
MEASURES = [
    *(("word/styles.xml", "w:sz", "w:val"), ("word/styles.xml", "w:szCs", "w:val")),
    *(("word/styles.xml", "w:spacing", "w:before"), ("word/styles.xml", "w:spacing", "w:after")),
    *(("word/document.xml", "w:pgSz", "w:w"), ("word/document.xml", "w:pgSz", "w:h")),
    *(("word/document.xml", "w:pgMar", f"w:{side}") for side in ("left", "right", "top", "bottom", "header", "footer")),
    ("word/footer1.xml", "w:tab", "w:pos"),
]
#: A part of a package is named by its path: ``word/styles.xml``, ``_rels/.rels``.
PART = re.compile(r"bagian “[^”]+” ")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project folder of these tests alone."""
    return tmp_path_factory.mktemp("proyek")


def members() -> dict[str, bytes]:
    """The parts of the default reference document."""
    with zipfile.ZipFile(io.BytesIO(default_reference("Arial"))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def one_step() -> Made:
    """A small SOP."""
    return made("one-step")[0]


def wanting(content: bytes, folder: Path) -> Sop:
    """The small SOP, asking for a reference document of these bytes in a project ``folder``."""
    (folder / "sop_sources").mkdir(exist_ok=True)
    file = folder / "sop_sources" / "rujukan.docx"
    file.write_bytes(content)
    sop = one_step().sop
    return replace(sop, format=replace(sop.format, rujukan_docx=str(file)))


def built(content: bytes, folder: Path) -> tuple[Finding, ...]:
    """Make the small SOP's document with a reference of these bytes; what there is to say about it."""
    sop, institution = wanting(content, folder), one_step().institution
    reference = load_reference(sop, folder)
    sop = restyled(sop, reference)
    assert docx.Document(io.BytesIO(render(sop, institution, lay_out(sop, institution), folder, reference)))
    return reference.findings


def told(content: bytes, folder: Path) -> str:
    """The one message about a reference document that cannot be used; empty when it can."""
    try:
        built(content, folder)
    except FindingsError as error:
        (finding,) = error.findings
        return finding.message
    return ""


def with_text(part: str, old: str, new: str) -> bytes:
    """The default reference document with another text in one of its parts."""
    parts = members()
    assert old.encode() in parts[part]
    return write_members(parts | {part: parts[part].replace(old.encode(), new.encode())})


@settings(max_examples=scaled(60))
@given(seed=st.integers(0, 10**9))
@example(seed=97)  # a content type without its type
@example(seed=386)  # a relationship that leads to the package itself
@example(seed=4087)  # a list of content types that is none
def test_edited_parts_are_read_or_named(seed: int, folder: Path) -> None:
    message = told(damaged_parts(default_reference("Arial"), random.Random(seed)), folder)
    assert message == "" or PART.search(message)


@settings(max_examples=scaled(60))
@given(seed=st.integers(0, 10**9))
def test_damaged_bytes_are_read_or_told(seed: int, folder: Path) -> None:
    told(damaged_bytes(default_reference("Arial"), random.Random(seed)), folder)


@settings(max_examples=scaled(40))
@given(place=st.sampled_from(MEASURES), value=st.sampled_from(VALUES), nth=st.integers(0, 50))
@example(place=("word/styles.xml", "w:sz", "w:val"), value="6pi", nth=0)
def test_a_size_in_any_writing_is_read_or_named(
    place: tuple[str, str, str], value: str, nth: int, folder: Path
) -> None:
    part, element, attribute = place
    parts = members()
    root = etree.fromstring(parts[part])
    found = [each for each in root.iter(qn(element)) if qn(attribute) in each.attrib]
    found[nth % len(found)].set(qn(attribute), value)
    message = told(write_members(parts | {part: etree.tostring(root)}), folder)
    named = f"“{value}”" in message or "(paling besar" in message  # one that is read, and too large, in points
    assert message == "" or (f"bagian “{part}” " in message and named)


@pytest.mark.parametrize(
    ("written", "points"),
    [("16", 8), ("16.0", 8), ("15.9", 8), ("8pt", 8), ("8.5pt", 8.5), ("0.2cm", 5.5), ("3mm", 8.5), ("0.125in", 9)],
)
def test_a_size_is_the_one_that_word_reads(written: str, points: float, tmp_path: Path) -> None:
    parts = members()
    root = etree.fromstring(parts["word/styles.xml"])
    style = by_name(root)[Role.CELL.value.casefold()]
    etree.SubElement(etree.SubElement(style, qn("w:rPr")), qn("w:sz")).set(qn("w:val"), written)
    sop = wanting(write_members(parts | {"word/styles.xml": etree.tostring(root)}), tmp_path)
    assert restyled(sop, load_reference(sop, tmp_path)).format.ukuran_huruf == points


@pytest.mark.parametrize("length", ["20mm", "2cm", "56.69pt", "1133.9"])
def test_margins_in_any_unit_move_the_tab_stops_alike(length: str, tmp_path: Path) -> None:
    parts = members()
    main, footer = parts["word/document.xml"], parts["word/footer1.xml"]
    assert re.search(rb'w:right="\d+"', main)
    width = int(re.search(rb'w:w="(\d+)"', main)[1]) - int(re.search(rb'w:left="(\d+)"', main)[1]) - 1134
    parts["word/document.xml"] = re.sub(rb'w:right="\d+"', b'w:right="%b"' % length.encode(), main)
    parts["word/footer1.xml"] = re.sub(rb'(w:val="right" )w:pos="\d+"', b'\\1w:pos="%d"' % width, footer)
    sop, institution = wanting(write_members(parts), tmp_path), one_step().institution
    reference = load_reference(sop, tmp_path)
    document = docx.Document(io.BytesIO(render(sop, institution, lay_out(sop, institution), tmp_path, reference)))
    (page,) = {section.page_width - section.left_margin - section.right_margin for section in document.sections}
    stops = document.sections[0].footer.paragraphs[0].paragraph_format.tab_stops
    assert max(stop.position for stop in stops) == page


@pytest.mark.parametrize(
    ("part", "old", "new", "words"),
    [
        ("word/styles.xml", "w:sz w:val", 'w:sz w:val="besar" w:lama', "“besar” pada sz (val) bukan ukuran"),
        ("word/styles.xml", "<w:styles", "<w:gaya", "isinya rusak"),
        ("word/document.xml", "r:id=", 'r:id="rId99" r:lama=', "merujuk kepala atau kaki halaman dengan keliru"),
        ("word/_rels/document.xml.rels", "header1.xml", "header9.xml", "bagian “word/header9.xml” tidak ada"),
        ("_rels/.rels", "word/document.xml", "word/isi.xml", "bagian “word/isi.xml” tidak ada"),
        ("_rels/.rels", "word/document.xml", "/", "bagian “_rels/.rels” merujuk “/”, padahal itu bukan nama bagian"),
        ("_rels/.rels", "word/document.xml", " 20 ", "bagian “ 20 ” tidak ada, padahal dirujuk oleh “_rels/.rels”"),
        ("[Content_Types].xml", "ContentType=", "Jenis=", "satu jenis bagian tidak lengkap"),
        ("[Content_Types].xml", "document.main+xml", "template.main+xml", "adalah templat atau dokumen bermakro"),
    ],
)
def test_what_is_wrong_is_said_with_its_part(part: str, old: str, new: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(FindingsError) as raised:
        built(with_text(part, old, new), tmp_path)
    (finding,) = raised.value.findings
    assert finding.code == "SOP-E331"
    assert words in finding.message


@pytest.mark.parametrize("part", sorted(members()))
def test_a_lost_part_is_named(part: str, tmp_path: Path) -> None:
    parts = members()
    del parts[part]
    message = told(write_members(parts), tmp_path)
    assert f"bagian “{part}” tidak ada" in message or part.endswith("document.xml.rels")


@pytest.mark.parametrize("target", ["NULL", "/"])
def test_a_picture_or_link_that_leads_nowhere_is_left_to_word(target: str, tmp_path: Path) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    dead = f'<Relationship Id="rId77" Type="{kind}/image" Target="{target}"/>'
    link = f'<Relationship Id="rId78" Type="{kind}/hyperlink" Target="#atas"/>'
    content = with_text("word/_rels/document.xml.rels", "</Relationships>", f"{dead}{link}</Relationships>")
    assert built(content, tmp_path) == ()


def test_letters_that_fill_pages_with_single_words_are_refused(tmp_path: Path) -> None:
    document = docx.Document(io.BytesIO(default_reference("Arial")))
    document.styles[Role.CELL.value].font.size = Pt(400)
    saved = io.BytesIO()
    document.save(saved)
    assert "memberi gaya “SOP Sel” huruf 400 pt (paling besar 40 pt)" in told(saved.getvalue(), tmp_path)
