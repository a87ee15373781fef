"""Random edits made as Word makes them are written, reported or told as a doubt: none is silent, none written wrong.

The same after LibreOffice saved the document anew. What that leaves out itself nobody can see: an equation within a
content control, as all of these are; it counts as lost only where it is not in the file any more. (It also leaves out
comments within text boxes. Comments here are made on texts, headings and whole shapes, and all of them are told.)
"""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopgen.layout.layout import lay_out
from sopgen.layout.text.measurer import printable
from sopgen.model.resolve.make_sop import make_sop
from sopgen.pull.changes import Change, Comparison, Kind, chosen, write
from sopgen.pull.compare import compare
from sopgen.pull.document.read import read
from sopgen.render.docx.document import render
from sopgen.source.read import parse
from tests.conftest import FUZZING, scaled
from tests.generators.word_edits import WordEdit, drawn, kinds, unpacked
from tests.generators.word_hands import M
from tests.render_docx.documents import Made, made, makro
from tests.render_docx.office import converted, needs_office

CASES = (
    *("one-step", "question-in-diamond", "notes-and-extra-boxes", "revisions-and-draft", "groups", "three-sections"),
    *("column-numbers-and-total-time", "symbols-in-a-row", "capsule-texts-and-box-texts"),
)
#: All edits; where nobody is searching, every kind is made once.
ALL, FEW = 300, len(kinds())
#: What LibreOffice leaves out when it saves a document, by the kind of edit: the element that is not in it any more.
LOST_BY_LIBREOFFICE = {"an equation": f"{M}oMath"}


@cache
def documents() -> tuple[Made, ...]:
    """Documents with every kind of text, row and symbol."""
    return (*(document for case in CASES for document in made(case)), makro())


def numbered(seed: int) -> tuple[Made, WordEdit]:
    """An edit, and the document that it was made in: neighbours differ in both."""
    found = documents()
    document = found[(seed // len(kinds()) + seed) % len(found)]
    return document, drawn(document.docx, seed)


def told(edit: WordEdit, comparison: Comparison) -> str:
    """The edit and all that is said of it."""
    doubts = [doubt.message for doubt in comparison.doubts]
    return f"{edit.kind} at {edit.where}: {comparison.changes} {doubts} {comparison.reports} {comparison.notes}"


def is_lost(edit: WordEdit, saved: bytes) -> bool:
    """Whether LibreOffice left out what was put in."""
    element = LOST_BY_LIBREOFFICE.get(edit.kind)
    return element is not None and next(unpacked(saved).body.iter(element), None) is None


def check(document: Made, edit: WordEdit, content: bytes, lost: bool = False) -> None:
    """An edit is told of if somebody sees it, and nothing is written but what it says."""
    comparison = compare(read(content), document.sop.source)
    said = told(edit, comparison)
    if edit.shows and not lost:
        assert not comparison.same, said
    if not edit.shows:
        assert not (*comparison.changes, *comparison.doubts), said
    for change in comparison.changes:
        assert as_typed(edit, change), said
    if comparison.changes and not comparison.doubts:
        check_written(document, edit, chosen(comparison), said)


def as_typed(edit: WordEdit, change: Change) -> bool:
    """Whether a change says what was typed, part by part."""
    entries = {entry for entries in edit.lists.values() for entry in entries}
    return all(
        part.new == edit.texts.get(part.tag) or is_moved(edit, part.tag)
        if part.kind is Kind.SET
        else part.new in entries
        for part in change.parts
    )


def is_moved(edit: WordEdit, tag: str) -> bool:
    """Whether a field says in whose column the symbol stands that was moved: ``Kegiatan 2.1`` is ``simbol/1``."""
    symbol = edit.where.rpartition(" ")[2].replace(".", "/simbol/")
    return edit.kind.startswith("a shape moved") and tag.endswith(f"langkah/{symbol}/pelaksana")


def check_written(document: Made, edit: WordEdit, changes: tuple[Change, ...], said: str) -> None:
    """The document made of the source with these changes says what the edited one says, and elsewhere what it said."""
    before, after = texts(document.docx), texts(rebuilt(document, write(document.sop.source, changes)))
    for name, entries in edit.lists.items():
        if any(change.tag.startswith(f"{name}/") for change in changes):
            now = [text for tag, (text, *_) in after.items() if tag.rpartition("/")[0] == name]
            assert now == list(map(printable, entries)), said
            before, after = without(before, name), without(after, name)
    written = {change.tag for change in changes if not is_moved(edit, change.tag)}
    expected = {tag: (printable(edit.texts[tag]),) * len(was) if tag in written else was for tag, was in before.items()}
    assert plain(after) == plain(expected), said


def without(found: dict[str, tuple[str, ...]], name: str) -> dict[str, tuple[str, ...]]:
    return {tag: text for tag, text in found.items() if tag.rpartition("/")[0] != name}


def plain(found: dict[str, tuple[str, ...]]) -> dict[str, set[str]]:
    """Each field's text, without line breaks made for the page; what is computed is left out."""
    computed = ("jumlah_waktu", "penghubung")
    return {
        tag: {" ".join(text.split()) for text in said} for tag, said in found.items() if not tag.startswith(computed)
    }


def texts(content: bytes) -> dict[str, tuple[str, ...]]:
    """What each field of a document says."""
    return read(content).texts


def rebuilt(document: Made, raw: bytes) -> bytes:
    """The document as it is made from a source that reads otherwise."""
    source, findings = parse(raw, document.sop.source.file, document.sop.source.name)
    assert source is not None
    assert not findings
    sop, _ = make_sop(source, document.institution)
    assert sop is not None
    return render(sop, document.institution, lay_out(sop, document.institution), document.root)


@settings(max_examples=scaled(1))
@given(first=st.integers(0, 10**6).map(lambda number: number * FUZZING))
def test_no_edit_in_word_is_silent_and_none_is_written_wrong(first: int) -> None:
    for seed in range(first, first + (ALL if FUZZING else FEW)):
        document, edit = numbered(seed)
        check(document, edit, edit.content)


@needs_office
@pytest.mark.slow
@settings(max_examples=scaled(1))
@given(first=st.integers(0, 10**6).map(lambda number: number * FUZZING))
def test_nor_is_any_after_libreoffice_saved_the_document(first: int) -> None:
    edits = {f"{seed:07}": numbered(seed) for seed in range(first, first + (ALL if FUZZING else FEW))}
    saved = converted({name: edit.content for name, (_, edit) in edits.items()}, "docx")
    for name, (document, edit) in edits.items():
        check(document, edit, saved[name], is_lost(edit, saved[name]))
