"""The scene as JSON: keys, order, rounding; and what the real SOPs' tables look like."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from sopgen.layout.layout import lay_out
from sopgen.layout.scene_json import actor_names, to_json
from sopgen.model.sop import Actor
from tests.layout.sops import MAKRO, MIKRO, examples, real, scene_of, section, step

GOLDENS = Path(__file__).parent / "goldens"
PAGE_KEYS = ["number", "width", "height", "columns", "rows", "symbols", "edges", "labels", "table"]


def inspected(name: str) -> dict[str, Any]:
    """An example's scene, written and read again."""
    example = next(example for example in examples() if example.name == name)
    found: dict[str, Any] = json.loads(to_json(scene_of(name), example.sop))
    return found


def test_keys_stand_in_the_documented_order() -> None:
    document = inspected(MAKRO)
    assert list(document)[:2] == ["nomor", "pages"]
    assert [list(page) for page in document["pages"]] == [PAGE_KEYS, PAGE_KEYS]
    page = document["pages"][1]
    assert list(page["columns"][0]) == ["actor", "left", "right"]
    assert list(page["rows"][0]) == ["step", "top", "bottom"]
    symbol = next(symbol for symbol in page["symbols"] if symbol["kind"] == "decision")
    assert list(symbol) == ["id", "step", "actor", "kind", "x", "y", "width", "height", "text"]
    edge = next(edge for edge in page["edges"] if edge.get("branch") == "tidak")
    assert list(edge) == ["source", "target", "from_step", "to_step", "branch", "points"]
    assert list(page["labels"][0]) == ["text", "x", "y", "width", "height", "from_step"]


def test_pages_count_from_the_form() -> None:
    assert [page["number"] for page in inspected(MAKRO)["pages"]] == [2, 3]


def test_a_connector_has_no_step_and_a_direction() -> None:
    connectors = [
        symbol for page in inspected(MAKRO)["pages"] for symbol in page["symbols"] if symbol["kind"] == "connector"
    ]
    assert {(symbol["step"], symbol["text"], symbol["direction"]) for symbol in connectors} == {(None, "A", "down")}


def test_a_join_has_no_steps() -> None:
    edges = [edge for page in inspected(MAKRO)["pages"] for edge in page["edges"] if edge.get("join")]
    assert edges
    assert all("from_step" not in edge and "to_step" not in edge for edge in edges)


def test_only_an_sop_of_several_tables_names_the_section() -> None:
    pages = inspected("three-sections/CTH.14.01")["pages"]
    assert [page["section"] for page in pages] == [1, 2, 3]
    assert [page["rows"][0]["section"] for page in pages] == [1, 2, 3]
    assert "section" not in inspected(MAKRO)["pages"][0]


def test_pages_without_rows_are_left_out() -> None:
    from tests.layout.sops import SENTENCE, make_sop

    sop = make_sop(section(["A"], [step(1)], [SENTENCE * 12] * 12))
    document = json.loads(to_json(lay_out(sop), sop))
    assert len(document["pages"]) == 1
    assert len(document["notes"]) > 1


def test_lengths_have_two_decimals_and_no_negative_zero() -> None:
    text = to_json(scene_of(MAKRO), real(MAKRO))
    assert not re.search(r"\d\.\d{3}|-0\.0\b", text)


def test_every_entry_stands_on_a_line_of_its_own() -> None:
    lines = to_json(scene_of(MAKRO), real(MAKRO)).splitlines()
    assert sum('"kind": "process"' in line for line in lines) > 10
    assert all(line.count('"id"') <= 1 for line in lines)


def test_the_same_name_in_two_groups_is_told_apart() -> None:
    actors = [Actor("Kepala", "Bagian A"), Actor("Kepala", "Bagian B"), Actor("Staf", "Bagian B"), Actor("Saksi")]
    assert actor_names(section(actors, [step(1)])) == ("Bagian A / Kepala", "Bagian B / Kepala", "Staf", "Saksi")


@pytest.mark.parametrize("nomor", [MAKRO, MIKRO])
def test_the_tables_of_the_real_sops_are_as_they_were_looked_at(nomor: str) -> None:
    """Accept a new picture, after looking at the PDF, with ``SOPGEN_ACCEPT=1``."""
    document = inspected(nomor)
    for page in document["pages"]:
        for key in ("symbols", "edges", "labels"):  # the drawing has goldens of its own
            del page[key]
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    golden = GOLDENS / f"table-{nomor}.json"
    if os.environ.get("SOPGEN_ACCEPT"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")
