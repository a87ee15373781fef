"""A row that somebody adds to the flow table in Word comes back as a step, or as YAML to paste; never as a guess."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from sopgen.findings import UserError
from sopgen.pull.changes import Comparison, chosen, write
from sopgen.pull.compare import compare
from sopgen.pull.document.read import read
from sopgen.source.document import Plain
from sopgen.source.read import parse
from tests.pull.editing import (
    Edit,
    copied_row,
    edited,
    inserted_row,
    row_of,
    typed,
    typed_row,
    with_symbol_of,
    without_row,
)
from tests.render_docx.documents import Made, made, makro
from tests.render_docx.office import converted, needs_office
from tests.validate_docx.package import W

#: A complete row of the real SOP, whose pelaksana stand in the cells 2 to 6.
ROW = {1: "Mencatat hasil", -4: "Bahan", -3: "10 Menit", -2: "Buku"}
STEP = {"kegiatan": "Mencatat hasil", "pelaksana": "Karo PO", "kelengkapan": "Bahan", "waktu": "10 Menit"} | {
    "output": "Buku"
}


def pulled(document: Made, *edits: Edit, text: str = "") -> Comparison:
    """The comparison of an edited document with its source, or with the source that reads ``text`` now."""
    source = document.sop.source
    if text:
        now, _ = parse(text.encode(), source.file, source.name)
        assert now is not None
        source = now
    return compare(read(edited(document.docx, *edits)), source)


def written(document: Made, comparison: Comparison, *fields: str) -> Plain:
    """The source with what was asked for."""
    source = document.sop.source
    again, findings = parse(write(source, chosen(comparison, fields)), source.file, source.name)
    assert again is not None
    assert not findings
    return again.plain()


def plain(document: Made) -> dict[str, list[Plain]]:
    tree = document.sop.source.plain()
    assert isinstance(tree["langkah"], list)
    return {"langkah": tree["langkah"]}


def with_step(document: Made, index: int, step: Plain) -> Plain:
    """The source with a step more."""
    steps = plain(document)["langkah"]
    return {**document.sop.source.plain(), "langkah": [*steps[:index], step, *steps[index:]]}


# -- complete rows ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["x", "V", "√", "✓", "●", "☒", "Karo PO", "karo  po"])
def test_a_complete_row_with_a_mark_or_a_name_is_a_step_at_its_place_written_by_name(mark: str) -> None:
    document = makro()
    comparison = pulled(document, typed_row("langkah/5/kegiatan", ROW | {3: mark}))
    (doubt,) = comparison.doubts
    assert not (comparison.changes)
    assert not (comparison.reports)
    assert not (comparison.ready)
    assert doubt.tag == "langkah/5/baru"
    assert "sesudah langkah 5" in doubt.message
    assert "langkah baru untuk Karo PO" in doubt.message
    with pytest.raises(UserError, match="perlu dipastikan"):
        chosen(comparison)
    assert written(document, comparison, "langkah/5/baru") == with_step(document, 5, STEP)


def test_a_row_with_a_copied_symbol_is_of_the_pelaksana_in_whose_column_it_stands() -> None:
    edits = typed_row("langkah/5/kegiatan", ROW), with_symbol_of("langkah/3/kegiatan", "langkah/5/kegiatan", 3)
    (doubt,) = pulled(makro(), *edits).doubts
    assert "Karo PO (lambang di kolomnya)" in doubt.message


def test_a_symbol_that_was_drawn_over_another_column_than_it_hangs_in_is_of_that_one() -> None:
    def pushed(root: etree._Element) -> None:
        new = row_of(root, "langkah/5/kegiatan").getnext()
        assert new is not None
        (offset, _) = new.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}posOffset")
        width = next(new.findall(f"{W}tc")[3].iter(f"{W}tcW")).get(f"{W}w", "")
        offset.text = str(int(offset.text or "") + int(width) * 635)

    edits = typed_row("langkah/5/kegiatan", ROW), with_symbol_of("langkah/3/kegiatan", "langkah/5/kegiatan", 3)
    (doubt,) = pulled(makro(), *edits, pushed).doubts
    assert "Kabag Evapor (lambang di kolomnya)" in doubt.message


def test_a_copied_row_that_was_typed_over_is_a_step_of_the_same_pelaksana() -> None:
    document = makro()
    comparison = pulled(document, copied_row("langkah/7/kegiatan"), typed("langkah/7/kegiatan", "Mengarsipkan", 1))
    (doubt,) = comparison.doubts
    old = plain(document)["langkah"][6]
    assert isinstance(old, dict)
    assert written(document, comparison, doubt.tag) == with_step(document, 7, old | {"kegiatan": "Mengarsipkan"})


def test_rows_before_the_first_behind_the_last_and_on_a_later_page_are_steps_there() -> None:
    document = makro()

    def first(root: etree._Element) -> None:
        typed_row("langkah/1/kegiatan", ROW | {3: "x"})(root)
        row = row_of(root, "langkah/1/kegiatan")
        row.addprevious(row.getnext())  # type: ignore[arg-type]

    def on_the_next_page(root: etree._Element) -> None:
        typed_row("langkah/8/kegiatan", ROW | {3: "x"})(root)
        row = row_of(root, "langkah/8/kegiatan")
        row.addprevious(row.getnext())  # type: ignore[arg-type]

    for edit, tag, index in (
        (first, "langkah/0/baru", 0),
        (typed_row("langkah/14/kegiatan", ROW | {3: "x"}), "langkah/14/baru", 14),
        (on_the_next_page, "langkah/7/baru", 7),
    ):
        comparison = pulled(document, edit)
        assert [doubt.tag for doubt in comparison.doubts] == [tag]
        assert written(document, comparison, tag) == with_step(document, index, STEP)


def test_two_rows_at_one_place_are_written_in_the_order_of_word() -> None:
    document = makro()
    edits = [typed_row("langkah/5/kegiatan", ROW | {1: text, 3: "x"}) for text in ("Kedua", "Pertama")]
    comparison = pulled(document, *edits)
    assert [doubt.tag for doubt in comparison.doubts] == ["langkah/5/baru", "langkah/5/baru-2"]
    tree = written(document, comparison, "langkah/5/baru", "langkah/5/baru-2")
    assert isinstance(tree, dict)
    steps = tree["langkah"]
    assert isinstance(steps, list)
    assert [step["kegiatan"] for step in steps[5:7] if isinstance(step, dict)] == ["Pertama", "Kedua"]


def test_a_row_of_a_part_goes_into_that_part() -> None:
    (document,) = made("three-sections")
    section = document.sop.sections[1]
    name = f"bagian/2/langkah/{section.steps[-1].number}"
    comparison = pulled(document, typed_row(f"{name}/kegiatan", ROW | {2: "x"}))
    (doubt,) = comparison.doubts
    assert doubt.tag == f"{name}/baru"
    assert f"langkah baru untuk {section.actors[0].name}" in doubt.message
    assert doubt.change is not None
    assert doubt.change.path == ("bagian", 1, "langkah", len(section.steps))


def test_targets_by_number_go_on_meaning_their_steps() -> None:
    document = makro()
    source = document.sop.source
    steps = plain(document)["langkah"]
    wanted = next(step["tidak"] for step in steps if isinstance(step, dict) and "tidak" in step)
    number = next(at for at, step in enumerate(steps, 1) if isinstance(step, dict) and step.get("id") == wanted)
    text = source.text.replace(f"tidak: {wanted}", f"tidak: {number}")
    comparison = pulled(document, typed_row("langkah/5/kegiatan", ROW | {3: "x"}), text=text)
    now, _ = parse(text.encode(), source.file, source.name)
    assert now is not None
    after = write(now, chosen(comparison, ["langkah/5/baru"])).decode()
    assert f"tidak: {number + 1}" in after
    (ready,) = pulled(document, typed_row("langkah/5/kegiatan", ROW), text=text).ready
    assert ready.renumbered
    assert all(f"“tidak” menjadi {number + 1}" in each for each in ready.renumbered)


def test_a_step_that_was_written_is_not_told_again_and_what_it_says_otherwise_is() -> None:
    document, edit = makro(), typed_row("langkah/5/kegiatan", ROW | {3: "x"})
    text = write(document.sop.source, chosen(pulled(document, edit), ["langkah/5/baru"])).decode()
    assert pulled(document, edit, text=text).same
    (report,) = pulled(document, typed_row("langkah/5/kegiatan", ROW | {3: "x", -3: "2 Hari"}), text=text).reports
    assert "sudah ada di berkas sumber (langkah 6), tetapi isinya lain: waktu “2 Hari”" in report


def test_the_place_is_doubted_where_the_source_has_changed_there() -> None:
    document = makro()
    start = document.sop.source.text.index("  - kegiatan: Memeriksa bahan penyusunan")
    start = document.sop.source.text.index("  - kegiatan:", start + 9)
    other = "  - kegiatan: Membuka pintu\n    pelaksana: Sesmenko\n"
    text = document.sop.source.text[:start] + other + document.sop.source.text[start:]
    (doubt,) = pulled(document, typed_row("langkah/5/kegiatan", ROW | {3: "x"}), text=text).doubts
    assert "tempatnya tidak pasti" in doubt.message


def test_a_pelaksana_who_is_called_anew_in_the_same_document_does_the_step() -> None:
    document = makro()
    for name in ("Karo PO", "Kepala Biro"):
        comparison = pulled(
            document, typed("pelaksana/2", "Kepala Biro"), typed_row("langkah/5/kegiatan", ROW | {3: name})
        )
        tree = written(document, comparison, "pelaksana/2", "langkah/5/baru")
        assert isinstance(tree, dict)
        assert isinstance(tree["langkah"], list)
        assert tree["langkah"][5] == STEP | {"pelaksana": "Kepala Biro"}


def test_a_pelaksana_whose_name_stands_in_two_groups_is_named_with_the_group() -> None:
    (document,) = made("same-names-in-two-groups")
    section = document.sop.sections[0]
    names = [actor.name for actor in section.actors]
    twin = next(at for at, name in enumerate(names) if names.count(name) > 1)
    (doubt,) = pulled(document, typed_row("langkah/1/kegiatan", ROW | {2 + twin: "x"})).doubts
    assert f"langkah baru untuk {section.column_name(twin)} (" in doubt.message


# -- rows that are not certain ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("texts", "why"),
    [
        (ROW, "pelaksananya tidak ditandai"),
        (ROW | {3: "-"}, "pelaksananya tidak ditandai"),
        (ROW | {3: "x", 4: "x"}, "lebih dari satu kolom pelaksana terisi"),
        (ROW | {3: "Arsiparis"}, "“Arsiparis” di kolom pelaksana bukan nama pelaksana"),
        (ROW | {3: "Sesmenko"}, "“Sesmenko” tertulis di kolom pelaksana lain"),
        ({1: "Mencatat hasil", 3: "x", -3: "10 Menit"}, "kelengkapan dan output kosong"),
        (ROW | {1: "", 3: "x"}, "kegiatannya kosong"),
    ],
)
def test_a_row_that_is_not_certain_is_yaml_to_paste_with_the_reason(texts: dict[int, str], why: str) -> None:
    comparison = pulled(makro(), typed_row("langkah/5/kegiatan", texts))
    assert not (comparison.changes)
    assert not (comparison.doubts)
    assert not (comparison.reports)
    (step,) = comparison.ready
    assert step.message.endswith(f"belum dapat diambil: {why}.")


def test_yaml_to_paste_belongs_below_the_line_that_is_told_and_reads_as_the_step() -> None:
    document = makro()
    (step,) = pulled(document, typed_row("langkah/5/kegiatan", ROW | {1: "Mencatat: hasil\nrapat"})).ready
    lines = document.sop.source.text.split("\n")
    at = int(step.place.removeprefix("di bawah baris "))
    assert lines[at - 1].strip() == "output: Bahan telah diperiksa"
    names = ", ".join(document.sop.sections[0].column_names)
    hint = f"    pelaksana:  # salah satu dari: {names}"
    assert hint in step.lines
    pasted = [line if line != hint else "    pelaksana: Karo PO" for line in step.lines]
    text = "\n".join([*lines[:at], *pasted, *lines[at:]])
    again, findings = parse(text.encode(), document.sop.source.file, document.sop.source.name)
    assert again is not None
    assert not findings
    assert again.plain() == with_step(document, 5, STEP | {"kegiatan": "Mencatat: hasil\nrapat\n"})


def test_yaml_for_a_list_in_brackets_is_one_line() -> None:
    (document,) = made("one-step")
    source = document.sop.source
    start = source.text.index("\nlangkah:") + 1
    step = source.plain()["langkah"]
    assert isinstance(step, list)
    text = f"{source.text[:start]}langkah: [{{kegiatan: {document.sop.sections[0].steps[0].kegiatan}, pelaksana: A}}]\n"
    (ready,) = pulled(document, typed_row("langkah/1/kegiatan", {1: "Mencatat, lalu pulang"}), text=text).ready
    assert ready.lines[0].startswith('{kegiatan: "Mencatat, lalu pulang", ')
    assert ready.place == "sebagai entri ke-2 dari “langkah”"


def test_a_copied_decision_asks_for_its_target() -> None:
    edits = copied_row("langkah/9/kegiatan"), typed("langkah/9/kegiatan", "Memeriksa lagi", 1)
    (step,) = pulled(makro(), *edits).ready
    assert "lambangnya keputusan" in step.message
    assert "    pelaksana: Kabag Evapor" in step.lines
    assert "    tidak:  # id atau nomor langkah tujuan" in step.lines


def test_a_row_with_other_cells_is_read_by_the_borders_that_it_shares() -> None:
    def merged(root: etree._Element) -> None:
        row = row_of(root, "langkah/5/kegiatan").getnext()
        assert row is not None
        cells = row.findall(f"{W}tc")
        for cell in cells[3:7]:
            row.remove(cell)
        properties = cells[2].find(f"{W}tcPr")
        assert properties is not None
        etree.SubElement(properties, f"{W}gridSpan").set(f"{W}val", "5")

    (doubt,) = pulled(makro(), typed_row("langkah/5/kegiatan", ROW | {2: "Karo PO"}), merged).doubts
    assert "langkah baru untuk Karo PO" in doubt.message
    (step,) = pulled(makro(), typed_row("langkah/5/kegiatan", ROW | {2: "x"}), merged).ready
    assert "menempati beberapa kolom pelaksana" in step.message


def test_a_row_whose_borders_stand_elsewhere_is_told_with_its_words() -> None:
    def split(root: etree._Element) -> None:
        row = row_of(root, "langkah/5/kegiatan").getnext()
        assert row is not None
        cells = row.findall(f"{W}tc")
        properties = cells[1].find(f"{W}tcPr")
        assert properties is not None
        etree.SubElement(properties, f"{W}gridSpan").set(f"{W}val", "2")
        row.remove(cells[3])

    (report,) = pulled(makro(), typed_row("langkah/5/kegiatan", ROW), split).reports
    assert "“Mencatat hasil | Bahan | 10 Menit | Buku”" in report


def test_a_row_without_a_word_is_nothing() -> None:
    assert pulled(makro(), typed_row("langkah/5/kegiatan", {})).same


def test_a_row_added_to_the_identity_is_no_step() -> None:
    comparison = pulled(makro(), inserted_row("nomor", "Bidang", "Arsip"))
    (report,) = comparison.reports
    assert "Bidang | Arsip" in report
    assert not comparison.ready


def test_a_row_typed_anew_or_moved_is_the_old_step() -> None:
    document = makro()
    old = document.sop.sections[0].steps[2]
    texts = {1: old.kegiatan, 4: "x", -4: old.kelengkapan, -3: "2 Hari", -2: old.output}
    comparison = pulled(document, without_row("langkah/3/kegiatan"), typed_row("langkah/5/kegiatan", texts))
    assert [(change.tag, change.new) for change in comparison.changes] == [("langkah/3/waktu", "2 Hari")]
    assert all("dihapus di Word" in doubt.message for doubt in comparison.doubts), "its symbol and its arrow"
    assert not comparison.ready
    assert any(report.startswith("Urutan baris berubah di Word") for report in comparison.reports)
    assert any("“x”" in report for report in comparison.reports)


def test_a_row_of_a_document_whose_source_cannot_be_read_is_doubted() -> None:
    document = makro()
    found = read(edited(document.docx, typed_row("langkah/5/kegiatan", ROW | {3: "x"})))
    comparison = compare(replace(found, origin=replace(found.origin, yaml=": [")), document.sop.source)
    (doubt,) = comparison.doubts
    assert "tempatnya tidak pasti" in doubt.message


@needs_office
@pytest.mark.slow
def test_rows_added_and_deleted_are_found_after_libreoffice_saved_them() -> None:
    document = makro()
    content = edited(
        document.docx,
        typed_row("langkah/5/kegiatan", ROW | {3: "x"}),
        typed_row("langkah/10/kegiatan", ROW | {1: "Menggandakan"}),
        with_symbol_of("langkah/3/kegiatan", "langkah/10/kegiatan", 3),
        without_row("langkah/2/kegiatan"),
    )
    comparison = compare(read(converted({"baris": content}, "docx")["baris"]), document.sop.source)
    assert [doubt.tag for doubt in comparison.doubts] == ["langkah/5/baru", "langkah/10/baru", "langkah/2"]
    assert ["Karo PO" in doubt.message for doubt in comparison.doubts[:2]] == [True, True]
    assert not (comparison.changes)
    assert not (comparison.reports)
    assert not (comparison.ready)
