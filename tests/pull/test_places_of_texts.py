"""Texts that changed places in Word, control and all, and texts struck out there: told, written where that is clear."""

from __future__ import annotations

import pytest
from lxml import etree

from sopgen.pull.changes import chosen, write
from tests.pull.drawing import cells_exchanged, entry_moved, pulled, struck, the_doubt
from tests.pull.editing import Edit, controls, remove, typed
from tests.render_docx.documents import made, makro
from tests.validate_docx.package import W


def test_entries_in_another_order_are_each_places_new_text() -> None:
    document = makro()
    comparison = pulled(document, entry_moved("peralatan/1", "peralatan/3"))
    old = document.sop.peralatan
    assert {change.tag: change.new for change in comparison.changes} == {
        "peralatan/1": old[1],
        "peralatan/2": old[2],
        "peralatan/3": old[0],
    }
    assert not comparison.doubts
    written = write(document.sop.source, chosen(comparison)).decode()
    places = [written.index(text) for text in (old[1], old[2], old[0])]
    assert places == sorted(places)


def test_an_entry_that_moved_and_was_changed_is_where_it_stands() -> None:
    comparison = pulled(makro(), typed("peralatan/1", "Papan tulis"), entry_moved("peralatan/1", "peralatan/2"))
    assert {change.tag: change.new for change in comparison.changes} == {
        "peralatan/1": makro().sop.peralatan[1],
        "peralatan/2": "Papan tulis",
    }


def test_entries_that_name_sops_are_asked_about_when_their_order_changes() -> None:
    document = next(
        d
        for d in made("book-and-letter")
        if sum(r.nomor is not None for r in d.sop.keterkaitan) > 0 and len(d.sop.keterkaitan) > 1
    )
    doubt = the_doubt(pulled(document, entry_moved("keterkaitan/1", "keterkaitan/2")))
    assert doubt.message.startswith("Urutan entri keterkaitan berubah di Word; periksa sop_sources/")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("langkah/3/kelengkapan", "langkah/3/output"),
        ("langkah/3/output", "langkah/4/output"),
        ("langkah/3/kegiatan", "langkah/4/kegiatan"),
    ],
)
def test_texts_in_each_others_cells_are_each_cells_new_text(one: str, other: str) -> None:
    steps = makro().sop.sections[0].steps

    def text(tag: str) -> str:
        _, number, name = tag.split("/")
        return steps[int(number) - 1].text(name)

    comparison = pulled(makro(), cells_exchanged(one, other))
    assert {change.tag: change.new for change in comparison.changes} == {one: text(other), other: text(one)}
    assert not comparison.doubts
    assert not comparison.reports


def test_a_text_put_in_place_of_another_is_asked_about() -> None:
    def put(root: etree._Element) -> None:
        (one,), (other,) = controls(root, "langkah/3/kelengkapan"), controls(root, "langkah/3/output")
        other.addnext(one)
        remove(other)

    comparison = pulled(makro(), put)
    assert not comparison.changes
    (doubt,) = comparison.doubts
    assert doubt.tag == "langkah/3/output"
    assert "kini berdiri isian langkah/3/kelengkapan di Word; periksa sop_sources/" in doubt.message


def test_names_of_columns_in_another_order_are_asked_about() -> None:
    def swapped(root: etree._Element) -> None:
        for one, other in zip(controls(root, "pelaksana/1"), controls(root, "pelaksana/2"), strict=True):
            cells = [next(control.iterancestors(f"{W}tc")) for control in (one, other)]
            paragraphs = [next(cell.iterchildren(f"{W}p")) for cell in cells]
            for cell, paragraph in zip(cells, reversed(paragraphs), strict=True):
                cell.append(paragraph)

    doubt = the_doubt(pulled(makro(), swapped))
    assert doubt.message.startswith("Urutan kolom pelaksana berubah di kepala tabel di Word; periksa sop_sources/")


@pytest.mark.parametrize("kind", ["strike", "dstrike"])
def test_a_text_struck_out_is_asked_about_and_stays(kind: str) -> None:
    doubt = the_doubt(pulled(makro(), struck("langkah/3/output", kind)))
    assert doubt.tag == "langkah/3/output"
    assert doubt.message.endswith("dicoret di Word.")


@pytest.mark.parametrize("kind", ["strike", "dstrike"])
def test_a_whole_entry_struck_out_is_told_and_stays(kind: str) -> None:
    comparison = pulled(makro(), struck("dasar_hukum/2", kind))
    assert not comparison.changes
    assert not comparison.doubts
    assert [
        report.endswith("pada isian dasar_hukum/2 dicoret di Word; tidak diambil.") for report in comparison.reports
    ] == [
        False,
        True,
    ]


def test_a_changed_text_that_is_struck_out_is_written_only_by_name() -> None:
    comparison = pulled(makro(), typed("langkah/3/output", "Rencana"), struck("langkah/3/output"))
    (doubt,) = comparison.doubts
    assert not comparison.changes
    assert doubt.change is not None
    assert doubt.change.new == ""


def test_fixed_words_struck_out_are_told_and_a_strike_turned_off_is_none() -> None:
    def off(root: etree._Element) -> None:
        struck("langkah/3/output")(root)
        for strike in root.iter(f"{W}strike"):
            strike.set(f"{W}val", "0")

    assert pulled(makro(), off).same
    comparison = pulled(makro(), heading_struck("Dasar Hukum :"))
    assert not comparison.changes
    assert any("“Dasar Hukum :”" in report and "dicoret di Word" in report for report in comparison.reports)


def heading_struck(words: str) -> Edit:
    """Somebody strikes out fixed words."""

    def edit(root: etree._Element) -> None:
        text = next(text for text in root.iter(f"{W}t") if text.text == words)
        run = next(text.iterancestors(f"{W}r"))
        looks = run.find(f"{W}rPr")
        if looks is None:
            looks = etree.Element(f"{W}rPr")
            run.insert(0, looks)
        etree.SubElement(looks, f"{W}strike")

    return edit
