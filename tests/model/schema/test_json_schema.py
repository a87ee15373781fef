"""The JSON Schema that editors use says what the model says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from sopgen.model.schema.json_schema import DOCUMENTS, json_schema, source_schema
from sopgen.model.schema.names import Name, ProjectNames, TableNames
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


@pytest.mark.parametrize("typed", ["", "[]"])
def test_a_letter_without_any_attachment_fails_in_the_schema(typed: str) -> None:
    letter = dict.fromkeys(("jenis", "nomor", "dari", "kepada", "hal"), "x") | {"tanggal": "2018-05-02"}
    schema = Draft202012Validator(json_schema("surat"))
    assert schema.is_valid({**letter, "lampiran": [{"sop": "A"}]})
    assert not schema.is_valid({**letter, "lampiran": as_editors_read(typed)})


def parts_of(schema: Any) -> Iterator[dict[str, Any]]:
    """A schema and all that stand in it, but for what it is not."""
    if isinstance(schema, dict):
        yield schema
        for key, value in schema.items():
            yield from parts_of(value) if key not in {"not", "if", "defaultSnippets"} else ()
    for value in schema if isinstance(schema, list) else ():
        yield from parts_of(value)


#: A name of each kind that a project knows, told apart.
NAMES = ProjectNames(**{field.name: (Name(f"ada-{field.name}", "x"),) for field in fields(ProjectNames)})


def offered(schema: Any) -> set[str]:
    """The words that a schema has editors offer."""
    return {snippet["label"] for part in parts_of(schema) for snippet in part.get("defaultSnippets", ())}


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_no_type_example_or_default_is_named_that_is_no_good_answer(kind: str) -> None:
    for part in parts_of(json_schema(kind, names=NAMES)):
        types = part.get("type", [])
        assert not {"null", "boolean"} & set([types] if isinstance(types, str) else types)
        assert not {"default", "examples", "offers"} & part.keys()
        assert None not in part.get("enum", [])


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_every_title_is_indonesian(kind: str) -> None:
    schema = json_schema(kind)
    for document in (schema, *schema["$defs"].values()):
        assert document["title"]
    titles = {part["title"] for part in parts_of(schema) if isinstance(part.get("title"), str)}
    assert not [title for title in titles if "Document" in title or "sopgen" in title]


@pytest.mark.parametrize(
    ("kind", "names"),
    [("sop", {"unit", "pejabat", "sop"}), ("buku", {"unit", "pejabat", "sop"}), ("surat", {"unit", "pejabat", "sop"})],
)
def test_names_of_the_project_are_offered_and_others_allowed(kind: str, names: set[str]) -> None:
    found = offered(json_schema(kind, names=NAMES))
    assert {word for word in found if word.startswith("ada-")} == {f"ada-{name}" for name in names}
    assert not [word for word in offered(json_schema(kind)) if word.startswith("ada-")]


def test_a_unit_that_the_project_does_not_know_is_no_error() -> None:
    content = as_editors_read(BASE)
    assert list(Draft202012Validator(json_schema("sop", names=NAMES)).iter_errors(content)) == []


def test_the_schema_of_a_source_offers_its_names_and_refuses_nothing() -> None:
    table = TableNames((Name("Staf"),), (Name("antar", "Langkah 2: Mengantar tamu"),))
    schema = source_schema("sop.json", (table, TableNames()))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator.check_schema(source_schema("sop.json", ()))
    assert offered(schema) == {"Staf", "antar"}
    alone = {key: value for key, value in schema.items() if key != "allOf"}
    for text in (
        BASE,
        "langkah: x\nbagian: {a: 1}\n",
        "bagian: [x, {langkah: [{pelaksana: {a: b}, tidak: [[]]}]}, 3]\n",
    ):
        assert Draft202012Validator(alone).is_valid(as_editors_read(text))
