"""The pages of the source format tell of every key that there is, of no other, and with examples that are accepted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from sopgen.cli.run import run
from sopgen.model.schema.json_schema import json_schema
from sopgen.source.document import MappingNode, Node, SequenceNode
from sopgen.source.read import parse
from tests.guide.__main__ import digest
from tests.guide.pages import (
    DOCS,
    FORMAT,
    INSTITUTION,
    PICTURES,
    Fence,
    add_office_files,
    examples,
    fences,
    files_of,
    text_of,
    whole_files,
    write,
)

KINDS = ("sop", "instansi", "buku", "surat")
#: What a table's head calls a kind of file.
FILES = {"SOP": "sop", "instansi.yaml": "instansi", "buku.yaml": "buku", "surat/*.yaml": "surat"}
#: Mappings whose keys are the office's own.
FREE = {"unit", "pejabat", "jabatan"}
_LONGEST_PAGE = 400
_MOST_BYTES = 1_000_000
Keys = dict[str, set[str]]


def schema_keys() -> Keys:
    """Every mapping of the four kinds of file, by the key it stands under, and the keys it may hold."""
    found: Keys = defaultdict(set)
    for kind in KINDS:
        schema = json_schema(kind)
        _collect(schema, kind, schema.get("$defs", {}), found)
    return dict(found)


def _collect(schema: Any, place: str, definitions: Any, found: Keys) -> None:
    if isinstance(schema, list):
        for each in schema:
            _collect(each, place, definitions, found)
    if not isinstance(schema, dict):
        return
    if "$ref" in schema:
        _collect(definitions[schema["$ref"].rpartition("/")[2]], place, definitions, found)
    for key, value in schema.get("properties", {}).items():
        found[place].add(key)
        _collect(value, key, definitions, found)
    for name in ("items", "anyOf", "oneOf", "allOf", "additionalProperties"):
        _collect(schema.get(name), place, definitions, found)


def table_keys() -> Keys:
    """The keys in the pages' tables, each head of which names what the keys belong to: "kunci `revisi`"."""
    found: Keys = defaultdict(set)
    for page in FORMAT:
        places: list[str] = []
        for line in text_of(page).splitlines():
            head = re.match(r"\| kunci ([^|]+) \|", line)
            row = re.match(r"\| `(\w+)` \|", line)
            if head:
                places = [name.strip("`") for name in head[1].split(" dan ")]
            elif row:
                for place in places:
                    found[FILES.get(place, place)].add(row[1])
            elif not line.startswith("|"):
                places = []
    return dict(found)


def example_keys() -> Keys:
    """The keys that the examples hold, by what they stand under."""
    found: Keys = defaultdict(set)
    for example in examples():
        kinds = {"`instansi.yaml`": "instansi", "`buku.yaml`": "buku", "`surat/*.yaml`": "surat"}
        kind = "instansi" if example.file == INSTITUTION else kinds.get(example.heading, "sop")
        source, told = parse(example.text.encode(), DOCS / example.page, str(example))
        assert source is not None
        assert not told
        for place, key in _typed(source.node(()), kind if "status:" not in example.text else "sop"):
            found[place].add(key)
    return dict(found)


def _typed(node: Node | None, place: str, free: bool = False) -> Iterator[tuple[str, str]]:
    if isinstance(node, SequenceNode):
        for item in node.items:
            yield from _typed(item, place)
    if isinstance(node, MappingNode):
        for key, entry in node.entries.items():
            if not free:
                yield place, key
            yield from _typed(entry.value, place if free else key, not free and key in FREE)


def test_the_tables_hold_every_key_and_no_other() -> None:
    assert table_keys() == schema_keys()


def test_the_examples_hold_every_key_and_no_other() -> None:
    assert example_keys() == schema_keys()


#: Examples outside the pages of the format.
ELSEWHERE = tuple(
    fence for page in ("panduan.md", "../README.md") for fence in fences(page) if fence.language == "yaml"
)


@pytest.mark.parametrize("example", [*examples(), *ELSEWHERE], ids=str)
def test_every_example_is_accepted(example: Fence, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(files_of(example) if not example.file else whole_files(), tmp_path)
    add_office_files(tmp_path)
    assert run(["-C", str(tmp_path), "check"]) == 0, capsys.readouterr().out


def test_examples_stand_outside_the_pages_of_the_format_too() -> None:
    assert {example.page for example in ELSEWHERE} == {"panduan.md", "../README.md"}


@pytest.mark.slow
def test_the_whole_files_are_an_office_that_is_built(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(write(whole_files(), tmp_path)), "build", "-j", "1"]) == 0, capsys.readouterr().out
    for name in ("sop/surat-dinas.docx", "sop/arsip.pdf", "buku-sop.pdf", "lampiran/penyampaian.pdf"):
        assert (tmp_path / "build" / name).is_file()


@pytest.mark.parametrize("example", [each for each in examples() if each.picture], ids=lambda each: each.picture)
def test_a_picture_was_made_from_the_example_above_it(example: Fence) -> None:
    with Image.open(PICTURES / f"{example.picture}.png") as picture:
        assert picture.info.get("contoh") == digest(example), "run: make images"


def test_the_pictures_are_those_of_the_pages_and_small() -> None:
    files = sorted(PICTURES.iterdir())
    shown = [each.picture for each in examples() if each.picture]
    assert sorted(shown) == [file.stem for file in files]
    assert sum(file.stat().st_size for file in files) < _MOST_BYTES


@pytest.mark.parametrize("page", FORMAT)
def test_a_page_is_not_too_long(page: str) -> None:
    assert len(text_of(page).splitlines()) <= _LONGEST_PAGE


def test_links_between_the_pages_lead_somewhere() -> None:
    for page in sorted(path.name for path in DOCS.glob("*.md")):
        for target, anchor in re.findall(r"\]\(([\w./-]*)(#[^)]+)?\)", text_of(page)):
            file = DOCS / target if target else DOCS / page
            assert file.exists(), f"{page}: {target}"
            if anchor:
                headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
                assert anchor[1:] in {_anchor(heading) for heading in headings}, f"{page}: {target}{anchor}"


def _anchor(heading: str) -> str:
    """A heading's anchor as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
