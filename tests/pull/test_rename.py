"""A Pelaksana header renamed in Word: the name in the list and every word in the steps, or nothing."""

from __future__ import annotations

import pytest

from sopgen.findings import Severity, UserError
from sopgen.model.resolve.column_places import column_places
from sopgen.model.resolve.make_sop import make_sop
from sopgen.model.sop import Section
from sopgen.pull.changes import Comparison, chosen, write
from sopgen.pull.compare import compare
from sopgen.pull.document.read import read
from sopgen.render.docx.ids import tag_of
from sopgen.source.read import parse
from tests.pull.editing import controls, edited, typed
from tests.render_docx.documents import FOLDERS, Made, made, makro
from tests.validate_docx.package import Package

BODY = "word/document.xml"


def renamed(document: Made, *names: tuple[str, str]) -> Comparison:
    """The comparison after headers were typed over, on every page."""
    return compare(read(edited(document.docx, *(typed(tag, new) for tag, new in names))), document.sop.source)


def names_of(document: Made, comparison: Comparison, fields: tuple[str, ...] = ()) -> list[list[str]]:
    """Every step's pelaksana after the changes were written, each with its group, in step order."""
    written = write(document.sop.source, chosen(comparison, fields))
    source, findings = parse(written, document.sop.source.file, document.sop.source.name)
    assert source is not None
    assert not findings
    return [
        [f"{actor.group or ''}/{actor.name}" for actor in (section.actors[i] for s in step.symbols for i in s.actors)]
        for section in sop_of(document, written)
        for step in section.steps
    ]


def sop_of(document: Made, written: bytes) -> tuple[Section, ...]:
    """The flow tables of the SOP that was written, which has no errors."""
    source, _ = parse(written, document.sop.source.file, document.sop.source.name)
    assert source is not None
    sop, findings = make_sop(source, document.institution)
    assert sop is not None
    assert not [finding for finding in findings if finding.severity is Severity.ERROR]
    return sop.sections


@pytest.mark.parametrize("case", FOLDERS)
def test_every_header_is_a_field_on_every_page(case: str) -> None:
    for document in made(case):
        body = Package.of(document.docx).xml[BODY]
        for number, section in enumerate(document.sop.sections):
            pages = [page for page in document.scene.pages if page.section_index == number and page.rows]
            places = column_places(document.sop.source, section.path)
            assert [place.actor for place in places] == list(section.actors)
            for place in places:
                assert len(controls(body, tag_of(place.name))) >= len(pages) > 0
                assert place.group is None or controls(body, tag_of(place.group))


def test_a_renamed_header_renames_the_column_and_every_step_that_means_it() -> None:
    document = makro()
    before = names_of(document, Comparison((), (), ()))
    comparison = renamed(document, ("pelaksana/3", "Kabag Evaluasi"))
    (change,) = comparison.changes
    assert (change.tag, change.old, change.new) == ("pelaksana/3", "Kabag Evapor", "Kabag Evaluasi")
    assert len(change.also) == sum(name == "/Kabag Evapor" for step in before for name in step)
    assert not comparison.doubts
    assert not comparison.reports
    after = names_of(document, comparison)
    assert after == [[name.replace("Kabag Evapor", "Kabag Evaluasi") for name in step] for step in before]


def test_a_header_renamed_on_one_page_of_several_is_the_same_rename() -> None:
    document = makro()
    comparison = compare(read(edited(document.docx, typed("pelaksana/3", "Kabag X", 1))), document.sop.source)
    assert [change.new for change in comparison.changes] == ["Kabag X"]


def test_a_header_renamed_in_two_ways_is_doubtful() -> None:
    document = makro()
    content = edited(document.docx, typed("pelaksana/3", "Satu", 0), typed("pelaksana/3", "Dua", 1))
    comparison = compare(read(content), document.sop.source)
    assert [doubt.tag for doubt in comparison.doubts] == ["pelaksana/3"]
    assert not comparison.changes


@pytest.mark.parametrize("name", ["Karo PO", "Karo  PO"])
def test_a_name_that_another_column_has_is_doubtful_and_cannot_be_written(name: str) -> None:
    comparison = renamed(makro(), ("pelaksana/3", name))
    (doubt,) = comparison.doubts
    assert doubt.change is None
    assert "kolom lain" in doubt.message


def test_two_names_that_change_places_are_doubtful() -> None:
    comparison = renamed(makro(), ("pelaksana/2", "Kabag Evapor"), ("pelaksana/3", "Karo PO"))
    assert {doubt.tag for doubt in comparison.doubts} == {"pelaksana/2", "pelaksana/3"}


def test_an_emptied_header_is_reported_and_no_column_deleted() -> None:
    comparison = renamed(makro(), ("pelaksana/3", ""))
    assert not comparison.changes
    assert any("pelaksana/3" in report for report in comparison.reports)


GROUPED = "same-names-in-two-groups"


@pytest.mark.parametrize(
    ("tag", "new", "old_name", "new_name"),
    [
        ("pelaksana/1/anggota/2", "Arsiparis", "Unit Pengolah/Staf", "Unit Pengolah/Arsiparis"),
        ("pelaksana/2/anggota/1", "Pimpinan", "Unit Kearsipan/Kepala", "Unit Kearsipan/Pimpinan"),
        ("pelaksana/2/kelompok", "Unit Arsip", "Unit Kearsipan", "Unit Arsip"),
    ],
)
def test_a_member_or_a_group_is_renamed_where_names_stand_twice(
    tag: str, new: str, old_name: str, new_name: str
) -> None:
    (document,) = made(GROUPED)
    before = names_of(document, Comparison((), (), ()))
    after = names_of(document, renamed(document, (tag, new)))
    assert after == [[name.replace(old_name, new_name) for name in step] for step in before]
    assert after != before


def test_a_group_and_its_member_renamed_together_are_written_one_by_one() -> None:
    (document,) = made(GROUPED)
    comparison = renamed(document, ("pelaksana/2/kelompok", "Unit Arsip"), ("pelaksana/2/anggota/1", "Pimpinan"))
    assert {doubt.tag for doubt in comparison.doubts} == {"pelaksana/2/kelompok", "pelaksana/2/anggota/1"}
    assert all(doubt.change is not None for doubt in comparison.doubts)
    assert names_of(document, comparison, ("pelaksana/2/kelompok",))


def test_a_sections_own_list_is_renamed_and_not_the_shared_one() -> None:
    (document,) = made("three-sections")
    own = next(
        printed.tag for printed in read(document.docx).origin.fields if printed.tag.startswith("bagian/2/pelaksana/")
    )
    before = names_of(document, Comparison((), (), ()))
    comparison = renamed(document, (own, "Nama Baru"))
    (change,) = comparison.changes
    assert all(part.path[:2] == ("bagian", 1) for part in (change, *change.also))
    first, second, _ = (len(section.steps) for section in document.sop.sections)
    after = names_of(document, comparison)
    assert after[:first] == before[:first]
    assert after[first + second :] == before[first + second :]
    renamed_steps = [[name.replace(change.old, "Nama Baru") for name in step] for step in before[first:][:second]]
    assert after[first:][:second] == renamed_steps != before[first:][:second]


def test_a_shared_name_is_renamed_in_every_section_that_uses_it() -> None:
    (document,) = made("three-sections")
    comparison = renamed(document, ("pelaksana/1", "Agendaris"))
    (change,) = comparison.changes
    assert {part.path[1] for part in change.also} >= {0, 2}


def test_a_rename_of_a_name_that_the_source_has_meanwhile_renamed_is_doubtful() -> None:
    document = makro()
    raw = document.sop.source.raw.replace(b"Kabag Evapor", b"Kabag Lain")
    source, _ = parse(raw, document.sop.source.file, document.sop.source.name)
    assert source is not None
    comparison = compare(read(edited(document.docx, typed("pelaksana/3", "Kabag Baru"))), source)
    assert [doubt.tag for doubt in comparison.doubts] == ["pelaksana/3"]


def test_a_rename_goes_to_its_column_after_the_source_got_another_one() -> None:
    document = makro()
    raw = document.sop.source.raw.replace(b"\npelaksana:\n", b"\npelaksana:\n  - Menko\n")
    source, _ = parse(raw, document.sop.source.file, document.sop.source.name)
    assert source is not None
    comparison = compare(read(edited(document.docx, typed("pelaksana/3", "Kabag Evaluasi"))), source)
    (change,) = comparison.changes
    assert (change.tag, change.path) == ("pelaksana/3", ("pelaksana", 3))
    written, _ = parse(write(source, chosen(comparison)), source.file, source.name)
    assert written is not None
    assert written.text == source.text.replace("- Kabag Evapor\n", "- Kabag Evaluasi\n").replace(
        "pelaksana: Kabag Evapor\n", "pelaksana: Kabag Evaluasi\n"
    ).replace("[Kabag Evapor", "[Kabag Evaluasi").replace(", Kabag Evapor", ", Kabag Evaluasi")


def test_two_headers_given_one_name_are_refused_in_a_sentence() -> None:
    document = makro()
    comparison = renamed(document, ("pelaksana/2", "Kabag"), ("pelaksana/3", "Kabag"))
    with pytest.raises(UserError, match=r"tidak dapat ditulis bersama-sama: nama “Kabag” sudah dipakai kolom lain\."):
        write(document.sop.source, chosen(comparison))
