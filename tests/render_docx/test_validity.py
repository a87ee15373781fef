"""Every document is sound by three judges, and each judge refuses a document that was broken on purpose."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest

from tests.npm_tools import DOCX_VALIDATOR
from tests.render_docx.documents import FOLDERS, made, makro
from tests.validate_docx.audit import audit_errors
from tests.validate_docx.invariants import broken_invariants
from tests.validate_docx.microsoft import microsoft_errors
from tests.validate_docx.package import Package, flattened

VALIDATOR = DOCX_VALIDATOR.find()
NUMBERING = "word/numbering.xml"
needs_validator = pytest.mark.skipif(
    VALIDATOR is None,
    reason="Microsoft's validator is not installed: documents were NOT checked with it; run make validate (needs npm)",
)


@pytest.mark.parametrize("case", FOLDERS)
def test_every_document_keeps_our_invariants(case: str) -> None:
    for document in made(case):
        assert broken_invariants(document.docx) == []


@pytest.mark.parametrize("case", FOLDERS)
def test_every_document_passes_openxml_audit(case: str) -> None:
    for document in made(case):
        assert audit_errors(document.docx) == []


@needs_validator
@pytest.mark.slow
def test_microsoft_finds_nothing_in_the_documents_with_the_most_kinds_of_content() -> None:
    assert VALIDATOR is not None
    cases = ("sop_sources", "notes-and-extra-boxes", "groups", "symbols-in-a-row", "form-on-two-pages")
    files = [(document.name, document.docx) for case in cases for document in made(case)]
    assert microsoft_errors(files, VALIDATOR) == {}


def replaced(content: bytes, name: str, old: str, new: str, count: int = 1) -> bytes:
    """The file with one text of one part replaced."""
    source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for member in source.namelist():
            data = source.read(member)
            if member == name:
                text = data.decode()
                assert old in text, f"{old} is not in {name}"
                data = text.replace(old, new, count).encode()
            archive.writestr(member, data)
    return target.getvalue()


def without(content: bytes, name: str) -> bytes:
    """The file without one of its parts."""
    source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for member in source.namelist():
            if member != name:
                archive.writestr(member, source.read(member))
    return target.getvalue()


def in_body(old: str, new: str, count: int = 1) -> Callable[[bytes], bytes]:
    """A breakage of the body."""
    return lambda content: replaced(content, "word/document.xml", old, new, count)


@pytest.mark.parametrize(
    ("sentence", "breakage"),
    [
        ("well-formed", in_body("</w:body>", "")),
        ("docPr id", in_body('<wp:docPr id="2"', '<wp:docPr id="3"')),
        ("sdt id", in_body('<w:id w:val="1002"/>', '<w:id w:val="1003"/>')),
        ("bookmark id", in_body('<w:bookmarkStart w:id="2"', '<w:bookmarkStart w:id="3"')),
        ("bookmark name", in_body('w:name="f_dasar_hukum_2"', 'w:name="f_dasar_hukum_1"')),
        ("is no bookmark name", in_body('w:name="f_dasar_hukum_2"', 'w:name="2 dasar hukum"')),
        ("start and end", in_body('<w:bookmarkEnd w:id="2"/>', "")),
        ("does not end with a paragraph", in_body("</w:p></w:tc>", "</w:p><w:tbl/></w:tc>")),
        ("columns", in_body('<w:gridSpan w:val="5"/>', '<w:gridSpan w:val="4"/>')),
        ("sum of its grid", in_body("<w:gridCol ", '<w:gridCol w:w="9"/><w:gridCol ')),
        ("nothing began", in_body('<w:vMerge w:val="restart"/>', "", 99)),
        ("posOffset", in_body("<wp:posOffset>", "<wp:posOffset>1.5")),
        ("extent", in_body('<wp:extent cx="', '<wp:extent cx="-')),
        ("prefix", in_body('mc:Ignorable="w14 w15"', 'mc:Ignorable="w14 w16"')),
        ("is no relationship", in_body('r:id="', 'r:id="x')),
        ("paragraph style", in_body('<w:pStyle w:val="SOPSel"/>', '<w:pStyle w:val="Sel"/>')),
        ("is no list", in_body('<w:numId w:val="1"/>', '<w:numId w:val="99"/>')),
        ("which is not there", lambda content: without(content, "word/footer1.xml")),
    ],
)
def test_our_invariants_refuse_a_broken_document(sentence: str, breakage: Callable[[bytes], bytes]) -> None:
    assert any(sentence in found for found in broken_invariants(breakage(makro().docx)))


def test_lists_that_take_turns_by_one_definition_are_noticed() -> None:
    (document,) = made("form-on-two-pages")
    package = Package.of(document.docx)
    shared = re.sub(rb'<w:abstractNumId w:val="\d+"/>', b'<w:abstractNumId w:val="1"/>', package.members[NUMBERING])
    broken = replaced(document.docx, NUMBERING, package.members[NUMBERING].decode(), shared.decode())
    assert broken_invariants(document.docx) == []
    assert any("goes on behind list" in found for found in broken_invariants(broken))


def out_of_order(content: bytes) -> bytes:
    """A cell's properties in an order that the schema forbids."""
    return in_body("<w:cantSplit/><w:trHeight", "<w:bogus/><w:trHeight")(content)


def test_openxml_audit_refuses_a_broken_document() -> None:
    assert audit_errors(out_of_order(makro().docx))


@needs_validator
@pytest.mark.slow
def test_microsoft_refuses_documents_broken_outside_and_inside_shapes() -> None:
    assert VALIDATOR is not None
    outside = out_of_order(makro().docx)
    inside = in_body("<wp:wrapNone/>", "<wp:wrapNothing/>")(makro().docx)
    assert set(microsoft_errors([("outside", outside), ("inside", inside)], VALIDATOR)) == {
        "outside (raw)",
        "outside (flattened)",
        "inside (flattened)",
    }


def test_a_flattened_copy_shows_what_choices_hold() -> None:
    body = Package.of(flattened(makro().docx)).members["word/document.xml"]
    assert b"AlternateContent" not in body
    assert b"wps:wsp" in body
