"""A choice has one meaning in whatever capitals, and by the other words that offices use for it."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

from sopgen.model.resolve.sop_register import registered_text
from sopgen.model.schema.json_schema import json_schema
from sopgen.model.schema.sop_document import sop_document
from sopgen.model.schema.spellings import proper_words
from sopgen.model.sop import Kind
from tests.model.office import BASE, sop_of, told_of_sop
from tests.model.schema.test_json_schema import as_editors_read


def with_(line: str) -> str:
    """An SOP with a further line."""
    return BASE.replace("unit:", f"{line}\nunit:", 1)


SPELLINGS = [
    *((f"jenis: {word}", "jenis: mikro") for word in ("Mikro", "MIKRO", '" mikro "')),
    ("jenis: Makro", "jenis: makro"),
    *((f"status: {word}", "status: konsep") for word in ("Konsep", "draft", "Draf")),
    ("status: BERLAKU", "status: berlaku"),
    ("status: Dicabut", "status: dicabut"),
    *((f"format: {{kertas: {word}}}", "format: {kertas: F4}") for word in ("f4", "Folio", "FOLIO")),
    ("format: {kertas: legal}", "format: {kertas: Legal}"),
    ("format: {terminator: Kegiatan}", "format: {terminator: kegiatan}"),
    *((f"format: {{nomor_kolom: {word}}}", "format: {nomor_kolom: ya}") for word in ("Ya", "YA", "tRUE")),
    ("format: {nomor_kolom: Tidak}", "format: {nomor_kolom: tidak}"),
]


@pytest.mark.parametrize(("typed", "proper"), SPELLINGS)
def test_a_choice_in_other_capitals_or_words_is_read_as_the_one_it_means(typed: str, proper: str) -> None:
    made, meant = sop_of(with_(typed)), sop_of(with_(proper))
    assert (made.jenis, made.status, made.format) == (meant.jenis, meant.status, meant.format)


@pytest.mark.parametrize("typed", [typed for pair in SPELLINGS for typed in pair])
def test_editors_take_it_too(typed: str) -> None:
    assert Draft202012Validator(json_schema("sop")).is_valid(as_editors_read(with_(typed)))


@pytest.mark.parametrize("typed", ["jenis: mikra", "status: aktif", "format: {kertas: A9}", "format: {kertas: Ｆ4}"])
def test_a_word_that_is_no_choice_is_still_told_by_both(typed: str) -> None:
    assert told_of_sop(with_(typed))
    assert not Draft202012Validator(json_schema("sop")).is_valid(as_editors_read(with_(typed)))


@pytest.mark.parametrize("typed", ["Ya", "YA", "True"])
def test_a_capsule_may_say_yes_in_any_capitals(typed: str) -> None:
    made = sop_of(BASE.replace("    pelaksana: Kepala\n", f"    pelaksana: Kepala\n    selesai: {typed}\n"))
    assert made.sections[0].steps[2].symbols[0].end == 2


@pytest.mark.parametrize(
    ("typed", "path", "word"),
    [
        ("jenis: MIKRO", ("jenis",), "mikro"),
        ("status: Berlaku", ("status",), "berlaku"),
        ("format: {kertas: Folio}", ("format", "kertas"), "F4"),
        ("format: {jumlah_waktu: Ya}", ("format", "jumlah_waktu"), "ya"),
    ],
)
def test_its_proper_word_is_known(typed: str, path: tuple[str, ...], word: str) -> None:
    made = sop_of(with_(typed))
    assert list(proper_words(sop_document(made.format.form), made.source)) == [(path, word)]


@pytest.mark.parametrize("typed", ["jenis: mikro", "format: {jumlah_waktu: True}", "format: {kertas: A4}"])
def test_what_is_proper_stays(typed: str) -> None:
    made = sop_of(with_(typed))
    assert list(proper_words(sop_document(made.format.form), made.source)) == []


def test_a_file_that_cannot_be_read_is_known_by_a_kind_in_capitals() -> None:
    entry = registered_text("sop_sources/x.yaml", "nomor: A.1\njenis: Makro\n\tjudul")
    assert entry is not None
    assert entry.jenis is Kind.MAKRO
