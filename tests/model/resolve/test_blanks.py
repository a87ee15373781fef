"""An empty entry in a list of texts is as if it were not there, for the model, for findings and for Word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from sopgen.model.resolve.blanks import TEXT_LISTS, without_blank_entries
from sopgen.model.resolve.make_sop import make_sop
from sopgen.model.schema import documents, institution_documents
from sopgen.model.schema.fields import _without_blanks
from sopgen.source.document import Source
from sopgen.source.read import parse

SOURCE = """\
nomor: CTH.01
judul: Penerimaan Surat
dasar_hukum:
  - Peraturan Satu
  - ""

  -
  - Peraturan Dua
pelaksana: [Sekretaris, "", Arsiparis]
langkah:
  - kegiatan: Mencatat surat
    pelaksana: ["", Sekretaris]
    waktu: 5 Menit
  - kegiatan: Menyimpan surat
    pelaksana: Arsipari
    waktu: 5 Menit
"""


def source_of(text: str) -> Source:
    source, _ = parse(text.encode(), Path("sop.yaml"), "sop.yaml")
    assert source is not None
    return source


def text_lists(model: type[BaseModel]) -> Iterator[str]:
    """The keys of ``model`` whose empty entries the model leaves out."""
    for name, field in model.model_fields.items():
        marks: list[Any] = [*field.metadata, *(mark for kind in get_args(field.annotation) for mark in get_args(kind))]
        if any(getattr(mark, "func", None) is _without_blanks for mark in marks):
            yield name


def test_the_keys_are_those_of_the_model() -> None:
    named = {**vars(documents), **vars(institution_documents)}
    models = [kind for kind in named.values() if isinstance(kind, type) and issubclass(kind, BaseModel)]
    assert {name for model in models for name in text_lists(model)} == TEXT_LISTS


def test_the_second_regulation_is_the_second_that_says_something() -> None:
    source = without_blank_entries(source_of(SOURCE))
    assert source.locate(("dasar_hukum", 1)).line == 8
    assert getattr(source.node(("langkah", 0, "pelaksana", 0)), "text", "") == "Sekretaris"


def test_findings_name_the_line_of_the_entry_they_mean() -> None:
    sop, findings = make_sop(source_of(SOURCE), None)
    assert sop is not None
    assert sop.dasar_hukum == ("Peraturan Satu", "Peraturan Dua")
    assert sop.source.locate(("dasar_hukum", 1)).line == 8
    (finding,) = [finding for finding in findings if "Arsipari" in finding.message]
    assert finding.span.line == 15


def test_a_source_without_empty_entries_stays_what_it_is() -> None:
    source = source_of(SOURCE.replace('  - ""\n', "").replace("  -\n", "").replace('"", ', "").replace(' "",', ""))
    assert without_blank_entries(source) is source


@pytest.mark.parametrize("entries", ['[""]', '\n  -\n  - ""'])
def test_a_list_of_nothing_else_stays_so_that_its_place_can_be_told(entries: str) -> None:
    source = source_of(f"dasar_hukum: {entries}\n")
    assert without_blank_entries(source) is source
