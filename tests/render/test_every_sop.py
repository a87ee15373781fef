"""Every SOP on disk as PDF: all its texts, its flow where the scene has it, as many pages, none of them blank."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pytest

from sopgen.flow.make_flow import build
from sopgen.layout.style import STYLE
from sopgen.layout.text.measurer import printable
from sopgen.model.sop import Sop
from tests.book.walk import walk
from tests.layout.gates import violations
from tests.readback.cells import pdf_differences
from tests.readback.compare import differences
from tests.readback.cross_reference import faults
from tests.readback.drawing import drawing_of, frame_of
from tests.readback.rules import touching
from tests.readback.texts import packed
from tests.render.conftest import Rendered


def texts_of(sop: Sop) -> Iterator[str]:
    """Every text of the source that the form or the flow table prints."""
    yield from (sop.nomor, sop.judul, sop.title, sop.unit.nama, sop.unit.induk)
    yield from (sop.disahkan_oleh.jabatan, sop.disahkan_oleh.nama, sop.disahkan_oleh.nip)
    for texts in (sop.dasar_hukum, sop.kualifikasi_pelaksana, sop.peralatan, sop.peringatan, sop.pencatatan):
        yield from texts
    yield from (related.text for related in sop.keterkaitan)
    for box in sop.tambahan:
        yield from (box.judul, *box.isi)
    for section in sop.sections:
        yield from (section.judul or "", *section.catatan)
        for actor in section.actors:
            yield from (actor.name, actor.group or "")
        for step in section.steps:
            yield from (step.kegiatan, step.kelengkapan, step.waktu, step.output, step.ket)
            for symbol in step.symbols:
                yield from (symbol.text, symbol.label_yes or "", symbol.label_no or "")


def test_every_text_of_the_source_is_found_again(each: Rendered) -> None:
    written = "".join(each.written)
    divided = {packed("".join(lines)) for lines in parts_by_path(each).values()}
    for text in texts_of(each.sop):
        wanted = packed(printable(text))
        assert wanted in written or wanted in divided, text


def parts_by_path(each: Rendered) -> dict[tuple[str | int, ...], list[str]]:
    """The form's texts put together again from the pages they are divided over; each part found on its page."""
    parts: dict[tuple[str | int, ...], list[str]] = {}
    for form in each.scene.form:
        written = each.written[form.number - 1]
        for box in form.boxes:
            for text in box.texts:
                assert packed(text.text) in written
                parts.setdefault(text.path, []).append(text.text)
    return parts


def test_numbers_go_on_over_pages(each: Rendered) -> None:
    for form in each.scene.form:
        written = each.written[form.number - 1]
        for box in form.boxes:
            for text in box.texts:
                if text.number is not None:
                    assert packed(f"{text.number}.{text.lines[0]}") in written


def test_the_flow_is_drawn_where_the_scene_has_it(each: Rendered) -> None:
    for page in each.scene.pages:
        if page.rows:
            assert differences(each.document[page.number - 1], page) == []


def test_every_cell_of_the_flow_table_says_what_the_scene_plans(each: Rendered) -> None:
    for page in each.scene.pages:
        assert pdf_differences(each.document[page.number - 1], page) == []


def test_the_document_itself_passes_the_gates(each: Rendered) -> None:
    for index, section in enumerate(each.sop.sections):
        pages = [page for page in each.scene.pages if page.section_index == index and page.rows]
        drawings = [drawing_of(each.document[page.number - 1], page) for page in pages]
        frames = [frame_of(page) for page in pages]
        assert violations(drawings, build(section, each.sop.format), frames, STYLE) == ()


def test_there_are_as_many_pages_as_planned_and_none_is_blank(each: Rendered) -> None:
    assert each.document.page_count == each.scene.page_count
    assert min(len(text) for text in each.written) > 40
    for page, planned in zip(each.document, (*each.scene.form, *each.scene.pages), strict=True):
        assert abs(page.rect.width - planned.width * 72 / 25.4) < 0.01
        assert abs(page.rect.height - planned.height * 72 / 25.4) < 0.01


def test_no_text_touches_a_rule(each: Rendered) -> None:
    for planned in (*each.scene.form, *each.scene.pages):
        assert touching(each.document[planned.number - 1], planned) == []


def test_no_text_reaches_beyond_the_margins(each: Rendered) -> None:
    for page in each.document:
        for block in page.get_text("words"):
            assert 34 - 1 <= block[0] <= block[2] <= page.rect.width - 34 + 1, block[4]


def test_each_page_says_which_it_is(each: Rendered) -> None:
    for number, written in enumerate(each.written, 1):
        assert packed(f"Halaman {number} dari {each.scene.page_count}") in written
        assert packed(each.sop.nomor) in written


def test_the_cross_reference_is_right(each: Rendered) -> None:
    assert faults(each.pdf) == []
    assert faults(each.part) == []


def test_the_structure_is_sound(each: Rendered) -> None:
    for content in {each.pdf, each.part}:
        with pikepdf.open(BytesIO(content)) as pdf:
            assert walk(pdf).faults == []


@pytest.mark.parametrize("which", ["pdf", "part"])
def test_the_source_travels_inside(each: Rendered, which: str) -> None:
    with pikepdf.open(BytesIO(getattr(each, which))) as pdf:
        (name,) = pdf.attachments
        assert pdf.attachments[name].get_file().read_bytes() == each.sop.source.raw
        assert each.sop.source.name.endswith(name)
