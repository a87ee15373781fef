"""The form: identity block, boxes, and what happens when they take several pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopgen.layout.form.pages import lay_out_form
from sopgen.layout.scene import FormBox, FormPage, FormText, Identity
from sopgen.layout.style import MM_PER_POINT, PAPER_MM, STYLE
from sopgen.layout.text.measurer import TextMeasurer
from sopgen.model.institution import Official, Paper
from sopgen.model.sop import ExtraBox, Related, Sop
from tests.conftest import scaled
from tests.layout.sops import MAKRO, MIKRO, SENTENCE, examples, project, real, with_format
from tests.readback.texts import packed

ARIAL = TextMeasurer("Arial")
MANY = tuple(f"Peraturan Contoh Nomor {number} tentang {SENTENCE}" for number in range(1, 40))


def pages_of(sop: Sop) -> tuple[FormPage, ...]:
    """The form's pages."""
    return lay_out_form(sop, project().institution, ARIAL, STYLE).pages


def boxes_of(pages: tuple[FormPage, ...], key: str) -> list[FormBox]:
    """A box and its continuations."""
    return [box for page in pages for box in page.boxes if box.key == key]


def identity_of(sop: Sop) -> Identity:
    """The identity block."""
    identity = pages_of(sop)[0].identity
    assert identity is not None
    return identity


def test_lists_are_numbered_and_single_warnings_are_not() -> None:
    pages = pages_of(real(MIKRO))
    assert [text.number for box in boxes_of(pages, "keterkaitan") for text in box.texts] == [1]
    assert [text.number for box in boxes_of(pages, "dasar_hukum") for text in box.texts] == [1, 2, 3, 4]
    assert [text.number for box in boxes_of(pages, "peringatan") for text in box.texts] == [None]
    assert [text.number for box in boxes_of(pages, "pencatatan") for text in box.texts] == [None]


def test_several_warnings_are_numbered() -> None:
    pages = pages_of(replace(real(MIKRO), peringatan=("Apabila satu", "Apabila dua")))
    assert [text.number for box in boxes_of(pages, "peringatan") for text in box.texts] == [1, 2]


def test_boxes_stand_in_pairs_with_one_upright_line_through_the_form() -> None:
    page = pages_of(real(MAKRO))[0]
    assert [box.key for box in page.boxes] == [
        "dasar_hukum",
        "kualifikasi_pelaksana",
        "keterkaitan",
        "peralatan",
        "peringatan",
        "pencatatan",
    ]
    assert page.identity is not None
    assert {box.right for box in page.boxes[::2]} == {page.identity.label_left}
    for left, right in zip(page.boxes[::2], page.boxes[1::2], strict=True):
        assert (left.top, left.bottom, left.right) == (right.top, right.bottom, right.left)


def test_an_odd_further_box_goes_across() -> None:
    boxes = (ExtraBox("Maksud", ("Sebagai pedoman",)),)
    last = pages_of(replace(real(MIKRO), tambahan=boxes))[0].boxes[-1]
    assert (last.title, last.right) == ("Maksud :", 297 - STYLE.margin_right)
    assert last.left == STYLE.margin_left


def test_an_empty_box_keeps_its_heading() -> None:
    box = boxes_of(pages_of(replace(real(MIKRO), peralatan=())), "peralatan")[0]
    assert (box.title, box.texts) == ("Peralatan/perlengkapan :", ())
    assert box.bottom - box.top > 10


def test_a_reference_to_another_sop_keeps_its_nomor() -> None:
    related = (Related("SOP Makro Lain", "X.1"), Related("SOP Mikro Bebas"))
    box = boxes_of(pages_of(replace(real(MIKRO), keterkaitan=related)), "keterkaitan")[0]
    assert [text.nomor for text in box.texts] == ["X.1", None]


def test_there_is_room_to_sign() -> None:
    identity = identity_of(real(MAKRO))
    title, name, nip = identity.signature
    assert name.top - title.bottom == pytest.approx(STYLE.signature_room, abs=0.02)
    assert (name.bold, nip.text) == (True, "NIP. 195910081983031001")
    signed = next(field for field in identity.fields if field.key == "disahkan_oleh")
    assert signed.top < title.top
    assert nip.bottom < signed.bottom


def test_who_has_no_nip_signs_without_one() -> None:
    sop = replace(real(MIKRO), disahkan_oleh=Official("x", "Kepala Biro", "Nama Pejabat"))
    assert [block.text for block in identity_of(sop).signature] == ["Kepala Biro", "Nama Pejabat"]


def test_the_mark_for_an_electronic_signature_stands_in_the_room_to_sign() -> None:
    title, mark, name, _ = identity_of(with_format(real(MIKRO), jangkar_ttd="${ttd}")).signature
    assert title.bottom < mark.top
    assert mark.bottom < name.top
    assert mark.path == ("format", "jangkar_ttd")


def test_identity_rows_follow_each_other_without_gap() -> None:
    identity = identity_of(real(MAKRO))
    assert [field.key for field in identity.fields] == [
        "nomor",
        "tanggal_pembuatan",
        "revisi",
        "tanggal_efektif",
        "disahkan_oleh",
        "judul",
    ]
    assert identity.fields[-1].label == "Judul SOP Makro"
    edges = [identity.top, *(field.bottom for field in identity.fields)]
    assert [field.top for field in identity.fields] == edges[:-1]
    assert edges[-1] == identity.bottom


def test_a_long_name_of_the_office_makes_the_block_higher() -> None:
    institution = project().institution
    assert institution is not None
    long = replace(institution, nama="Kementerian Koordinator " * 40)
    identity = lay_out_form(real(MIKRO), long, ARIAL, STYLE).pages[0].identity
    assert identity is not None
    assert identity.top <= identity.logo_top
    assert identity.office[-1].bottom <= identity.bottom


def test_without_an_institution_the_office_is_left_to_the_writer() -> None:
    identity = lay_out_form(real(MIKRO), None, ARIAL, STYLE).pages[0].identity
    assert identity is not None
    assert identity.office == ()


def test_the_form_is_written_as_large_as_one_page_allows() -> None:
    assert lay_out_form(real(MIKRO), None, ARIAL, STYLE).size_pt == 10.0
    laws = [(f"Peraturan {number}",) * number for number in range(5, 25)]
    forms = [lay_out_form(replace(real(MIKRO), dasar_hukum=texts), None, ARIAL, STYLE) for texts in laws]
    assert {form.size_pt for form in forms if len(form.pages) == 1} == {10.0, 9.5, 9.0}


def test_a_long_list_goes_on_under_a_heading_that_says_so() -> None:
    pages = pages_of(replace(real(MIKRO), dasar_hukum=MANY))
    boxes = boxes_of(pages, "dasar_hukum")
    assert len(boxes) > 1
    assert [box.title for box in boxes[:2]] == ["Dasar Hukum :", "Dasar Hukum (lanjutan) :"]
    assert [text.number for box in boxes for text in box.texts] == list(range(1, 40))
    beside = boxes_of(pages, "kualifikasi_pelaksana")[1]
    assert (beside.title, beside.texts) == ("", ())


def test_a_text_higher_than_a_page_is_cut_between_its_lines() -> None:
    long = " ".join(MANY)
    pages = pages_of(replace(real(MIKRO), peringatan=(long,)))
    parts = [text for box in boxes_of(pages, "peringatan") for text in box.texts]
    assert len(parts) > 1
    assert [part.continued for part in parts] == [False] + [True] * (len(parts) - 1)
    assert " ".join(part.text for part in parts).split() == long.split()


def test_a_heading_of_several_lines_makes_its_box_higher() -> None:
    titles = ("Maksud", "Maksud\nTujuan\nSasaran " + "dan seterusnya " * 20)
    forms = [
        lay_out_form(
            replace(real(MIKRO), dasar_hukum=(), peralatan=(), peringatan=(), tambahan=(ExtraBox(title, ("Isi",)),)),
            None,
            ARIAL,
            STYLE,
        )
        for title in titles
    ]
    plain, long = (boxes_of(form.pages, "tambahan-1")[0] for form in forms)
    assert [form.size_pt for form in forms] == [10.0, 10.0]
    assert plain.title_lines == ("Maksud :",)
    assert long.title_lines[:2] == ("Maksud", "Tujuan")
    assert " ".join(long.title_lines).split() == long.title.split()
    more = (len(long.title_lines) - 1) * 10.0 * STYLE.line_height * MM_PER_POINT
    assert long.bottom - long.top == pytest.approx(plain.bottom - plain.top + more, abs=0.02)


def test_a_heading_of_several_lines_stands_whole_on_every_page_that_its_box_takes() -> None:
    boxes = (ExtraBox("Ketentuan " * 60, MANY), ExtraBox("Maksud", ("Isi",)))
    sop = replace(real(MIKRO), tambahan=boxes)
    form = lay_out_form(sop, None, ARIAL, STYLE)
    parts = boxes_of(form.pages, "tambahan-1")
    assert len(parts) > 1
    assert all(len(part.title_lines) > 4 for part in parts)
    check_form(sop, form.pages, form.size_pt)


def test_pages_of_a_long_form_are_filled_evenly() -> None:
    pages = pages_of(replace(real(MIKRO), dasar_hukum=MANY[:11], peralatan=MANY[:6]))
    ends = [max(box.bottom for box in page.boxes) for page in pages]
    assert len(pages) == 2
    assert max(ends) - min(ends) < 60


def lines_of(texts: Iterator[FormText] | list[FormText]) -> list[str]:
    """All printed lines."""
    return [line for text in texts for line in text.lines if line]


def check_form(sop: Sop, pages: tuple[FormPage, ...], size_pt: float) -> None:
    """What every form keeps: each line once and in order, boxes high enough, whole and on the page, no bare heading."""
    width, height = PAPER_MM[sop.format.kertas]
    line = size_pt * STYLE.line_height * MM_PER_POINT
    for page in pages:
        for box in page.boxes:
            assert STYLE.margin_top <= box.top < box.bottom <= height - STYLE.margin_bottom - STYLE.page_reserve + 0.01
            assert STYLE.margin_left <= box.left < box.right <= width - STYLE.margin_right + 0.01
            rows = sum(len(text.lines) for text in box.texts) + max(len(box.title_lines), 1)
            assert box.bottom - box.top >= rows * line + 2 * STYLE.form_y
            assert packed("".join(box.title_lines)) == packed(box.title)
            assert not box.continued or bool(box.title) is bool(box.texts)
    keys = list(dict.fromkeys(box.key for page in pages for box in page.boxes))
    printed = {key: [text for box in boxes_of(pages, key) for text in box.texts] for key in keys}
    for key, texts in (("dasar_hukum", sop.dasar_hukum), ("peringatan", sop.peringatan), ("peralatan", sop.peralatan)):
        assert packed("".join(lines_of(printed[key]))) == packed("".join(texts))
        assert [text.number for text in printed[key] if text.number] in ([], list(range(1, len(texts) + 1)))
    for key in keys:
        first = boxes_of(pages, key)[0]
        assert first.texts or not printed[key], "a heading stands alone"


@pytest.mark.parametrize("example", list(examples()), ids=lambda example: example.name)
def test_every_form_is_whole(example) -> None:  # type: ignore[no-untyped-def]
    form = lay_out_form(example.sop, example.institution, TextMeasurer(example.sop.format.huruf), STYLE)
    check_form(example.sop, form.pages, form.size_pt)


@settings(max_examples=scaled(40))
@given(
    st.lists(st.integers(1, 60), max_size=25),
    st.lists(st.integers(1, 25), max_size=25),
    st.integers(1, 300),
    st.sampled_from(Paper),
)
def test_any_form_is_whole(laws: list[int], tools: list[int], warning: int, paper: Paper) -> None:
    sop = replace(
        with_format(real(MIKRO), kertas=paper),
        dasar_hukum=tuple("undang-undang republik " * count for count in laws),
        peralatan=tuple("perangkat " * count for count in tools),
        peringatan=("apabila tidak " * warning,),
    )
    form = lay_out_form(sop, None, ARIAL, STYLE)
    check_form(sop, form.pages, form.size_pt)
