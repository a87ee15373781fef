"""The JSON Schema that editors use says what the model says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from sopgen.model.schema.json_schema import DOCUMENTS, json_schema
from tests.conftest import ROOT
from tests.model.office import BASE, told_of_sop

FILES = sorted([*ROOT.glob("sop_sources/**/*.yaml"), *ROOT.glob("tests/cases/*/sop_sources/**/*.yaml")])


def kind_of(file: Path) -> str:
    """Which of the four kinds a source file is."""
    if file.parent.name == "surat":
        return "surat"
    return {"instansi.yaml": "instansi", "buku.yaml": "buku"}.get(file.name, "sop")


def as_editors_read(text: str) -> Any:
    """What an editor's YAML 1.2 reader makes of a text: numbers and nulls, but no dates and no ``yes``."""
    return yaml.load(text, Loader=_CoreLoader)


class _CoreLoader(yaml.SafeLoader):
    """YAML 1.2's core schema."""


_CoreLoader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag in {"tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:null"}
        or (tag == "tag:yaml.org,2002:bool" and first in "tTfF")
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_schema_is_a_schema(kind: str) -> None:
    Draft202012Validator.check_schema(json_schema(kind))


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_every_key_has_an_indonesian_description(kind: str) -> None:
    schema = json_schema(kind)
    for definition in (schema, *schema["$defs"].values()):
        assert definition["description"]
        for key, entry in definition["properties"].items():
            assert entry.get("description"), key


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_source_of_the_repository_passes(file: Path) -> None:
    if file.name.startswith("_"):
        pytest.skip("not a source")
    content = as_editors_read(file.read_text(encoding="utf-8-sig"))
    errors = list(Draft202012Validator(json_schema(kind_of(file))).iter_errors(content))
    assert [error.message for error in errors] == []


@pytest.mark.parametrize("file", sorted(ROOT.glob("sop_sources/**/*.yaml")), ids=lambda file: file.name)
def test_the_shipped_sources_name_their_schema(file: Path) -> None:
    first = file.read_text(encoding="utf-8").splitlines()[0]
    path = first.removeprefix("# yaml-language-server: $schema=")
    assert (file.parent / path).resolve() == ROOT / "build" / "schema" / f"{kind_of(file)}.json"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("nomor:", "nomer:"),
        ("judul: Pelayanan Tamu", "judul: [a]"),
        ("judul: Pelayanan Tamu\n", ""),
        ("pelaksana: [Staf, Kasubbag, Kepala]\n", ""),
        ("    pelaksana: Staf\n", ""),
        ("  - kegiatan: Mencatat tamu\n", "  - ket: x\n"),
        ("nomor:", "jenis: besar\nnomor:"),
        ("nomor:", "tanggal_efektif: 2 Mei 2018\nnomor:"),
        ("nomor:", "tanggal_efektif: 2018-13-02\nnomor:"),
        ("nomor:", "format: {kertas: A9}\nnomor:"),
        ("nomor:", "format: {ukuran_huruf: 90}\nnomor:"),
        ("nomor:", "revisi: [{ke: 0, tanggal: 2018-05-02}]\nnomor:"),
        ("nomor:", "format: {nomor_kolom: 7}\nnomor:"),
        ("nomor:", "tambahan: x\nnomor:"),
        ("    pelaksana: Staf\n", "    pelaksana: Staf\n    ya: antar\n"),
        ("    pelaksana: Staf\n", "    pelaksana: Staf\n    tidak: antar\n    label_ya: " + "Y" * 31 + "\n"),
        ("langkah:", "bagian: [{judul: A, langkah: [{kegiatan: x, pelaksana: Staf}]}]\nlangkah:"),
        ("[Staf, Kasubbag, Kepala]", "[Staf, Kasubbag, Kepala, {kelompok: A}]"),
    ],
)
def test_a_broken_sop_fails_in_the_schema_and_in_the_model(old: str, new: str) -> None:
    text = BASE.replace(old, new, 1)
    assert text != BASE
    assert not Draft202012Validator(json_schema("sop")).is_valid(as_editors_read(text))
    assert told_of_sop(text)
