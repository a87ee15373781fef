"""Who does a step is picked from a list in its symbol: unseen until then, kept by LibreOffice, and taken back."""

from __future__ import annotations

import pymupdf
import pytest
from lxml import etree

from sopgen.pull.changes import Comparison, chosen, write
from sopgen.pull.compare import compare
from sopgen.pull.document.read import read
from sopgen.source.read import parse
from tests.pull.editing import Edit, controls, copied_row, edited, typed, typed_row, with_symbol_of
from tests.render_docx.documents import Made, made, makro
from tests.render_docx.office import converted, needs_office
from tests.validate_docx.package import Package, W

LISTED = "langkah/3/pelaksana"
ROW = {1: "Mencatat hasil", -4: "Bahan", -3: "10 Menit", -2: "Buku"}


def pulled(document: Made, *edits: Edit, text: str = "") -> Comparison:
    """The comparison of an edited document with its source, or with the source that reads ``text`` now."""
    source = document.sop.source
    now, _ = parse((text or source.text).encode(), source.file, source.name)
    assert now is not None
    return compare(read(edited(document.docx, *edits)), now)


def lists(root: etree._Element) -> dict[str, list[str]]:
    """The choices of each list, by its control's tag."""
    return {
        tag.get(f"{W}val", ""): [item.get(f"{W}value", "") for item in found.iter(f"{W}listItem")]
        for control in root.iter(f"{W}sdt")
        if (found := control.find(f"{W}sdtPr/{W}dropDownList")) is not None
        and (tag := control.find(f"{W}sdtPr/{W}tag")) is not None
    }


def test_every_step_of_one_pelaksana_lists_those_of_its_table() -> None:
    for document in (makro(), *made("three-sections"), *made("same-names-in-two-groups")):
        found = lists(Package.of(document.docx).xml["word/document.xml"])
        for section in document.sop.sections:
            for step in section.steps:
                if len(step.symbols) == 1 and len(step.symbols[0].actors) == 1 and not step.symbols[0].text:
                    name = "/".join(str(part + 1) if isinstance(part, int) else part for part in section.path)
                    assert found.pop(f"{name}/{step.number}/pelaksana") == section.column_names
        assert found == {}


def test_a_pelaksana_that_is_picked_is_a_change_of_the_step() -> None:
    document = makro()
    comparison = pulled(document, typed(LISTED, "Karo PO"))
    (change,) = comparison.changes
    assert not comparison.doubts
    assert not comparison.reports
    assert (change.tag, change.old, change.new) == (LISTED, "Kabag Evapor", "Karo PO")
    text = write(document.sop.source, chosen(comparison)).decode()
    changed = set(text.splitlines()) ^ set(document.sop.source.text.splitlines())
    assert not changed  # both names stand in the file already
    assert text.count("pelaksana: Karo PO") == document.sop.source.text.count("pelaksana: Karo PO") + 1
    assert pulled(document, typed(LISTED, "Karo PO"), text=text).same


def test_the_same_pelaksana_picked_again_is_no_change() -> None:
    assert pulled(makro(), typed(LISTED, "Kabag Evapor")).same


def test_a_pelaksana_who_was_changed_in_the_source_too_is_doubtful() -> None:
    document = makro()
    start = document.sop.source.text.index("pelaksana: Kabag Evapor")
    text = document.sop.source.text
    text = f"{text[:start]}pelaksana: Sesmenko{text[start + len('pelaksana: Kabag Evapor') :]}"
    (doubt,) = pulled(document, typed(LISTED, "Karo PO"), text=text).doubts
    assert "juga di berkas sumber" in doubt.message


def test_a_pelaksana_picked_and_called_anew_in_one_document_is_both() -> None:
    document = makro()
    comparison = pulled(document, typed(LISTED, "Karo PO"), typed("pelaksana/2", "Kepala Biro"))
    source = document.sop.source
    after, _ = parse(write(source, chosen(comparison)), source.file, source.name)
    assert after is not None
    node = after.node(("langkah", 2, "pelaksana"))
    assert getattr(node, "text", "") == "Kepala Biro"


def test_a_name_that_is_no_pelaksana_is_told() -> None:
    (report,) = pulled(makro(), typed(LISTED, "Arsiparis")).reports
    assert "“Arsiparis” di dalam lambang langkah 3 bukan nama pelaksana" in report


def test_who_is_picked_in_a_copied_symbol_does_the_new_step_in_whatever_column_it_stands() -> None:
    copied = copied_row("langkah/7/kegiatan"), typed("langkah/7/kegiatan", "Mengarsipkan", 1)
    (doubt,) = pulled(makro(), *copied, typed("langkah/7/pelaksana", "Sesmenko", 1)).doubts
    assert "langkah baru untuk Sesmenko (dipilih di dalam lambangnya)" in doubt.message
    added = typed_row("langkah/5/kegiatan", ROW), with_symbol_of("langkah/3/kegiatan", "langkah/5/kegiatan", 3)
    (doubt,) = pulled(makro(), *added, typed(LISTED, "Sesmenko", 1)).doubts
    assert "langkah baru untuk Sesmenko (dipilih di dalam lambangnya)" in doubt.message


@needs_office
@pytest.mark.slow
def test_libreoffice_keeps_the_lists_and_what_was_picked_and_shows_nothing_before() -> None:
    document = makro()

    def without(root: etree._Element) -> None:
        for name in lists(root):
            (control,) = controls(root, name)
            paragraph = control.getparent()
            assert paragraph is not None
            paragraph.remove(control)

    bare = edited(document.docx, without)
    shown = converted({"daftar": document.docx, "polos": bare})
    with pymupdf.open(stream=shown["daftar"]) as listed, pymupdf.open(stream=shown["polos"]) as plain:
        for one, other in zip(listed, plain, strict=True):
            assert one.get_pixmap(dpi=72).samples == other.get_pixmap(dpi=72).samples
            assert not list(one.widgets())
    saved = converted({"dipilih": edited(document.docx, typed(LISTED, "Karo PO"))}, "docx")["dipilih"]
    (change,) = compare(read(saved), document.sop.source).changes
    assert (change.tag, change.new) == (LISTED, "Karo PO")
