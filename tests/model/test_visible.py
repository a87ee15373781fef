"""Texts are the same when nobody could see a difference, and empty when there is nothing to be seen."""

from __future__ import annotations

import re

import pytest

from sopgen.model.visible import SOMETHING_VISIBLE, is_empty, visible
from sopgen.rules.check import check
from tests.model.conftest import Loads
from tests.model.office import BASE, sop_of, told_of_sop
from tests.rules.conftest import TODAY

UNSEEN = (
    "\u200b",
    "\u2060",
    "\u00ad",
    "\u200e\u200f",
    "\u200d",
    "\u200c\u200b",
    "\u034f",
    "\u3164",
    "\ufe0f",
    " \u00a0\u2800",
)
ALIKE = ("A.01\u200b", "A\u00ad.01", "\u2060A.01", "A.0\u200d1", "A.01\u00a0", "A.01\u200e")


@pytest.mark.parametrize("text", UNSEEN)
def test_what_nobody_sees_is_empty_to_the_model_and_to_editors(text: str) -> None:
    assert is_empty(text)
    assert not re.search(SOMETHING_VISIBLE, text)


@pytest.mark.parametrize("text", ["-", "A", "\u00e9", "می\u200cخواهم", "ꦲ", "👩\u200d🚒", "½"])
def test_what_is_seen_is_the_same_as_itself(text: str) -> None:
    assert visible(text) == text
    assert re.search(SOMETHING_VISIBLE, text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kabag Umum", "Kabag\u00a0 Umum\u200b"),
        ("Pengelola", "Peng\u00adelola"),
        ("Pengelola", "Peng\u200delola"),
        ("\u00e9", "e\u0301"),
        ("Sub-Bagian", "Sub\u2011Bagian"),
        ("Kepala Biro", "Kepala\n  Biro"),
    ],
)
def test_ways_of_typing_the_same_are_the_same(one: str, other: str) -> None:
    assert visible(one) == visible(other)


def test_a_joiner_that_shapes_letters_tells_two_words_apart() -> None:
    assert visible("می\u200cخواهم") != visible("میخواهم")


@pytest.mark.parametrize("text", UNSEEN)
@pytest.mark.parametrize(
    ("typed", "empty"),
    [
        ("judul: Pelayanan Tamu", "judul: {}"),
        ("nomor: A.01", "nomor: {}"),
        ("unit: biro-umum", "unit: {}"),
        ("disahkan_oleh: kepala", "disahkan_oleh: {}"),
        ("kegiatan: Mencatat tamu", "kegiatan: {}"),
        ("    pelaksana: Staf", "    pelaksana: {}"),
        ("pelaksana: [Staf, Kasubbag, Kepala]", "pelaksana: [{}]"),
    ],
)
def test_a_required_text_that_nobody_sees_is_told_as_an_empty_one(typed: str, empty: str, text: str) -> None:
    found = told_of_sop(BASE.replace(typed, empty.format(f'"{text}"'), 1))
    want = told_of_sop(BASE.replace(typed, empty.format('""'), 1))
    assert want
    assert [(code, line, message) for code, line, _, _, _, message, _ in found] == [
        (code, line, message) for code, line, _, _, _, message, _ in want
    ]


def test_a_text_that_may_be_left_out_is_empty_too() -> None:
    optional = 'jenis: "\u200b"\ntanggal_efektif: "\u00ad"\ndasar_hukum: ["\u2060", Peraturan]\nperalatan: "\u200d"\n'
    sop = sop_of(optional + BASE)
    assert (sop.jenis, sop.tanggal_efektif, sop.dasar_hukum, sop.peralatan) == (None, None, ("Peraturan",), ())


def test_an_empty_box_that_nobody_sees_filled_is_told_by_the_rule(loaded: Loads) -> None:
    project = loaded({"a.yaml": f'peralatan: "\u200b"\n{BASE}'})
    told = {
        found.span.line for found in check(project, TODAY) if found.code == "SOP-W108" and "Peralatan" in found.message
    }
    assert told == {1}


def test_joiners_within_words_are_printed_as_typed() -> None:
    assert (
        sop_of(BASE.replace("Pelayanan Tamu", "Pela\u00adyanan می\u200cخواهم")).judul == "Pela\u00adyanan می\u200cخواهم"
    )


@pytest.mark.parametrize("nomor", [*ALIKE, "A.01 "])
def test_two_numbers_that_nobody_could_tell_apart_are_one(nomor: str, loaded: Loads) -> None:
    project = loaded({"a.yaml": BASE, "b.yaml": BASE.replace("A.01", f'"{nomor}"')})
    assert [(found.code, found.file) for found in project.findings] == [
        ("SOP-E401", "sop_sources/a.yaml"),
        ("SOP-E401", "sop_sources/b.yaml"),
    ]


@pytest.mark.parametrize("nomor", ALIKE)
def test_a_reference_means_the_sop_of_that_nomor_to_the_eye(nomor: str, loaded: Loads) -> None:
    book = f'judul: Buku\ntahun: 2020\nsusunan:\n  - judul: Bab\n    sop: [B.02, "{nomor}"]\n'
    other = f'keterkaitan:\n  - sop: "{nomor}"\n' + BASE.replace("A.01", "B.02")
    project = loaded({"a.yaml": BASE, "b.yaml": other, "buku.yaml": book})
    assert project.findings == ()
    assert [each.nomor for sop in project.sops for each in sop.keterkaitan] == ["A.01"]
    assert project.book is not None
    assert project.book.chapters[0].sop == ("B.02", "A.01")


def test_a_reference_to_itself_is_one_however_its_nomor_is_typed(loaded: Loads) -> None:
    project = loaded({"a.yaml": f'keterkaitan:\n  - sop: "A.0\u200b1"\n{BASE}'})
    assert [found.message for found in project.findings] == ["SOP ini merujuk ke dirinya sendiri."]


def test_an_sop_named_twice_is_told_however_its_nomor_is_typed(loaded: Loads) -> None:
    book = 'judul: Buku\ntahun: 2020\nsusunan:\n  - judul: Bab\n    sop: [A.01, "A.01\u200b"]\n'
    assert [found.code for found in loaded({"a.yaml": BASE, "buku.yaml": book}).findings] == ["SOP-E404"]


def test_names_of_pelaksana_steps_units_and_officials_are_what_the_eye_sees() -> None:
    text = BASE.replace("pelaksana: Kasubbag", 'pelaksana: "Kasub\u00adbag"').replace(
        "unit: biro-umum", 'unit: "biro-umum\u200b"'
    )
    text = text.replace("disahkan_oleh: kepala", 'disahkan_oleh: "kepala\u2060"') + '    tidak: "an\u200btar"\n'
    sop = sop_of(text)
    assert (sop.unit.nama, sop.disahkan_oleh.nama) == ("Biro Umum", "Nama Pejabat")
    assert [symbol.actors for step in sop.sections[0].steps for symbol in step.symbols] == [(0,), (1,), (2,)]
    assert [target.step for target in sop.sections[0].steps[2].symbols[0].no] == [2]


@pytest.mark.parametrize(
    ("typed", "twin", "code"),
    [
        ("[Staf, Kasubbag, ", '[Staf, Kasubbag, "Sta\u00adf", ', "SOP-E133"),
        ("  - kegiatan: Men", '  - id: "antar\u200b"\n    kegiatan: Men', "SOP-E135"),
    ],
)
def test_two_columns_or_ids_that_nobody_could_tell_apart_are_told(typed: str, twin: str, code: str) -> None:
    assert code in {found[0] for found in told_of_sop(BASE.replace(typed, twin, 1))}
