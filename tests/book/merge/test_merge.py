"""Finished PDFs become one document that is as whole as each of them was."""

from __future__ import annotations

import gc
import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import partial

import pikepdf
import pymupdf
import pytest
from pikepdf import Pdf

from sopgen.book.merge.merge import count_pages, merge
from sopgen.book.merge.output.names import read_names
from sopgen.book.merge.part import Align, DeadLink, Merged, Numerals, Part, Placement, Stamp, StampRole
from sopgen.book.merge.prepare import prepare
from sopgen.book.merge.prepared_part import Sheaf
from sopgen.book.packing import pack, unpack
from tests.book.documents import ABOUT, plain, sheets
from tests.book.walk import target, walk

A, B, C = "A/1", "B.2", "Ç-3"


def parts(**of_b: object) -> list[Part]:
    return [
        Part(A, "SOP A", plain(A, B, C, rows=3, pages=3)),
        Part(B, "SOP B", plain(B, A, "tidak ada", rows=5), **{"level": 2, **of_b}),  # type: ignore[arg-type]
        Part(C, "SOP C", plain(C, A, rows=2), level=2),
    ]


class Done(Merged):
    """A document, and its bytes."""

    pdf: bytes


def merged(those: Iterable[Part]) -> Done:
    file = io.BytesIO()
    made = merge(list(those), ABOUT, sheets(), file)
    done = Done(made.pages, made.dead_links)
    object.__setattr__(done, "pdf", file.getvalue())
    return done


def opened(done: Done) -> Pdf:
    return pikepdf.open(io.BytesIO(done.pdf))


def texts(pdf: bytes) -> list[str]:
    with pymupdf.open(stream=pdf) as document:
        return [page.get_text() for page in document]


def test_pages_follow_each_other_in_the_order_of_the_parts() -> None:
    done = merged(parts())
    assert done.pages == 7
    assert [text.split("\n")[0] for text in texts(done.pdf)] == [
        *(text.split("\n")[0] for part in parts() for text in texts(part.pdf))
    ]


def test_every_page_looks_as_it_did_alone() -> None:
    done = merged(parts())
    alone = [page for part in parts() for page in pictures(part.pdf)]
    assert pictures(done.pdf) == alone


def pictures(pdf: bytes) -> list[bytes]:
    with pymupdf.open(stream=pdf) as document:
        return [page.get_pixmap(dpi=60).samples for page in document]


def test_the_structure_is_sound_and_loses_no_element() -> None:
    with opened(merged(parts())) as pdf:
        found = walk(pdf)
    assert found.faults == []
    expected: Counter[str] = Counter()
    for part in parts():
        with pikepdf.open(io.BytesIO(part.pdf)) as alone:
            expected += walk(alone).tags
    for tag in ("H1", "H2", "P", "Table", "TR", "TH", "TD"):
        assert found.tags[tag] == expected[tag], tag
    assert found.tags["Part"] == 3
    assert found.tags["Document"] == 1


def test_a_link_to_another_sop_lands_on_its_first_page() -> None:
    done = merged(parts())
    with opened(done) as pdf:
        names = dict(read_names(pdf.Root.Names.Dests))
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        landed = [
            numbers[names[found][0].objgen]
            for page in pdf.pages
            for annotation in page.obj.get("/Annots", [])
            if (found := target(annotation)) is not None
        ]
    assert landed == [3, 5, 2, 0, 4, 0, 6]


def test_a_link_to_an_sop_that_is_not_there_is_taken_off_and_told() -> None:
    done = merged(parts())
    assert done.dead_links == (DeadLink(B, "tidak ada"),)
    assert b"sop:" not in done.pdf
    with opened(done) as pdf:
        assert [len(page.obj.get("/Annots", [])) for page in pdf.pages] == [3, 0, 0, 2, 0, 2, 0]
    assert "SOP tidak ada" in texts(done.pdf)[3]


def test_each_source_is_attached_once_and_unchanged() -> None:
    with opened(merged(parts())) as pdf:
        found = {name: file.EF.F.read_bytes() for name, file in read_names(pdf.Root.Names.EmbeddedFiles)}
        structure = pdf.Root.StructTreeRoot.K[0]
        assert [len(part.AF) for part in structure.K] == [1, 1, 1]
    assert found == {f"{nomor}/sop.yaml".encode(): f"nomor: {nomor}\n".encode() for nomor in (A, B, C)}


def test_each_face_is_embedded_once() -> None:
    faces = Counter()
    with opened(merged(parts())) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
                faces[str(item.FontName).split("+")[1]] += 1
    assert faces == {"Liberation-Sans": 1, "Liberation-Sans-Bold": 1}


def test_characters_of_all_parts_can_be_copied_out() -> None:
    those = [Part("1", "Satu", plain("1", extra="αβγ Żółć")), Part("2", "Dua", plain("2", extra="Ωμέγα ½ – “x”"))]
    found = "".join(texts(merged(those).pdf))
    assert "αβγ Żółć" in found
    assert "Ωμέγα ½ – “x”" in found


def test_the_outline_has_every_part_at_its_level_with_its_own_bookmarks_below() -> None:
    with opened(merged(parts())) as pdf, pdf.open_outline() as outline:
        titles = [(item.title, [child.title for child in item.children]) for item in outline.root]
        assert titles == [("SOP A", [f"Alur {A}", "SOP B", "SOP C"])]
        assert [child.title for child in outline.root[0].children[1].children] == [f"Alur {B}"]


def test_page_labels_count_anew_where_the_numerals_change() -> None:
    front = [Part("depan", "Depan", plain("depan", pages=4), 0, numerals=Numerals.ROMAN)]
    with pymupdf.open(stream=merged([*front, *parts()]).pdf) as document:
        labels = [page.get_label() for page in document]
    assert labels == ["i", "ii", "iii", "iv", "1", "2", "3", "4", "5", "6", "7"]


def test_a_stamp_is_drawn_on_its_page_and_is_no_part_of_the_structure() -> None:
    stamps = ((Stamp("12-i", 148.5, 8),), ())
    done = merged(parts(stamps=stamps))
    assert ["12-i" in text for text in texts(done.pdf)] == [False] * 3 + [True] + [False] * 3
    with opened(done) as pdf:
        assert walk(pdf).faults == []
        assert b"/Artifact" in pdf.pages[3].obj.Contents[-1].read_bytes()


@pytest.mark.parametrize(("align", "left"), [(Align.LEFT, 100.0), (Align.CENTRE, 95.585), (Align.RIGHT, 91.17)])
def test_a_stamp_stands_where_it_is_put(align: Align, left: float) -> None:
    done = merged(parts(stamps=((Stamp("00000", 100, 8, 9, align),),)))
    with pymupdf.open(stream=done.pdf) as document:
        (box,) = document[3].search_for("00000")
    assert box.x0 * 25.4 / 72 == pytest.approx(left, abs=0.02)


def test_tagged_text_on_a_page_is_read_before_the_part() -> None:
    heading = Stamp("Halaman 1", 200, 190, role=StampRole.TEXT)
    with opened(merged(parts(stamps=((heading,),)))) as pdf:
        found = walk(pdf)
        first = pdf.Root.StructTreeRoot.K[0].K[1].K[0]
        assert str(first.S) == "/P"
        assert first.Pg.objgen == pdf.pages[3].obj.objgen
    assert found.faults == []


def test_a_character_that_no_sheet_holds_is_an_error_not_a_gap() -> None:
    with pytest.raises(KeyError):
        merged(parts(stamps=((Stamp("Z", 1, 1),),)))


def test_a_part_put_smaller_keeps_its_links_and_destinations_where_the_text_is() -> None:
    done = merged(parts(placement=Placement(0.9, 30, 20)))
    with pymupdf.open(stream=plain(B, A, "tidak ada", rows=5)) as alone, pymupdf.open(stream=done.pdf) as document:
        (before,) = alone[0].search_for(f"SOP {A}")
        (after,) = document[3].search_for(f"SOP {A}")
        link = next(link for link in document[3].get_links())
        height = document[3].rect.height
    points = 72 / 25.4
    assert after.x0 == pytest.approx(before.x0 * 0.9 + 30 * points, abs=0.1)
    assert height - after.y1 == pytest.approx((height - before.y1) * 0.9 + 20 * points, abs=0.1)
    assert abs(link["from"].x0 - after.x0) < 1
    with opened(done) as pdf:
        assert walk(pdf).faults == []


def test_the_same_parts_give_the_same_bytes() -> None:
    assert merged(parts()).pdf == merged(parts()).pdf


def test_the_whole_says_what_it_is_called() -> None:
    with opened(merged(parts())) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Buku Uji"
        assert str(pdf.docinfo["/ModDate"]) == "D:20240502000000Z"
        with pdf.open_metadata() as packet:
            assert packet["dc:title"] == "Buku Uji"
            assert packet["pdfaid:part"] == "3"
            assert packet["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"


def test_two_parts_with_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="one key"):
        merged([*parts(), Part(A, "Lagi", plain("lagi"))])


def test_two_parts_with_the_same_ids_are_refused() -> None:
    with pytest.raises(ValueError, match="stands in two parts"):
        merged([Part("x", "X", plain("sama")), Part("y", "Y", plain("sama"))])


def test_pages_are_counted_without_reading_them_all() -> None:
    assert count_pages(plain(A, B, C, rows=3, pages=3)) == 3


def test_no_part_is_in_memory_while_another_one_is_written() -> None:
    packed = {key: pack(prepare(plain(key, *others), key)) for key, *others in ((A, B), (B, C), (C, A))}
    alive: list[int] = []

    def load(key: str) -> Sheaf:
        gc.collect()
        alive.append(sum(isinstance(one, Sheaf) for one in gc.get_objects()))
        found = unpack(Sheaf, packed[key])
        assert found is not None
        return found

    before = sum(isinstance(one, Sheaf) for one in gc.get_objects())
    merged(Part(key, key, sheaf=partial(load, key)) for key in packed)
    assert alive == [before] * 3


def test_a_part_taken_apart_and_kept_gives_the_same_bytes() -> None:
    kept = [replace(part, pdf=b"", sheaf=partial(kept_sheaf, part)) for part in parts()]
    assert merged(kept).pdf == merged(parts()).pdf


def kept_sheaf(part: Part) -> Sheaf:
    """A part's sheaf as it comes back from where it was kept."""
    found = unpack(Sheaf, pack(prepare(part.pdf, part.key)))
    assert found is not None
    return found


def test_what_is_damaged_is_no_sheaf() -> None:
    packed = pack(prepare(plain(A), A))
    assert unpack(Sheaf, packed) is not None
    for damaged in (None, b"", packed[:-1], packed[:40] + b"x" + packed[41:]):
        assert unpack(Sheaf, damaged) is None
