"""A key that no source knows is a finding at its place, whatever it reads like; nothing takes it for a place."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sopgen.findings import Finding, Severity
from sopgen.model.project import Project
from sopgen.model.schema.json_schema import DOCUMENTS, json_schema
from sopgen.source.document import CONTROL, KeyValue, MappingNode, Node, SequenceNode, clean
from sopgen.source.read import parse
from tests.conftest import ROOT, scaled
from tests.model.office import BASE, INSTITUTION
from tests.model.test_mutations import FILES, check, made_from

Loads = Callable[..., Project]

#: What the program itself writes between keys, words of YAML, other types, signs, scripts, invisible characters.
SHAPES = [
    "<catatan>", "<x>", "<teks>", "<pasangan>", "<script>  biro", "*", "-1", "0", "1", "99999999999999999999",
    "1.5", "0x1F", "1e3", ".inf", "true", "no", "null", "~", "2017-11-08", "12:30:00", "2017-11-08 10:00:00",
    "a.b", "a/b", "a\\b", "langkah/1", "langkah/1/kegiatan", "langkah.0", "langkah[0]", "[key]", "[a, b]",
    "{a: b}", "(a)", "%a", "@a", "`a", "!a", "&a", "*a", "|", ">", "#a", "a #b", "? a", "- a", "a: b", "a:",
    ":a", "=", "'", '"', "''", "a'b", 'a"b', "x" * 61, "x" * 1024, "panjang " * 300, "a\tb", "a\nb", "a\x07b",
    "\x1b[31m", "a\x00", "\u202eabc", "a\u2028b", "\ufeffa", "שם", "اسم", "\u200fa", "a\u00adb", "a\u200bb",
    "\u00a0a", "a\u0301", "ꦏꦶꦢꦸꦭ꧀", "😀", "__class__", "model_config", "type", "$ref", "../..", "C:\\x",
    "{{ x }}", "{nama}", "%s",
]  # fmt: skip
KEYS = st.one_of(
    st.sampled_from(SHAPES),
    st.sampled_from(sorted({name for kind in DOCUMENTS for name in json_schema(kind)["properties"]})),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12),
    st.tuples(st.sampled_from(["<{}>", "[{}]", "{{{}}}", "({})", "{}/0", "{}.0", "*{}"]), st.sampled_from(SHAPES)).map(
        lambda parts: parts[0].format(parts[1])
    ),
)
#: Keys that are no text, or none at all.
NO_TEXTS = ['""', "''", '"  "', '"\\t"', "[a]", "[]", "{a: b}", "{}", "? [a, b]\n", "? {a: b}\n", "? - a\n", "?\n"]
VALUES = ["1", "teks", "[a]", "{a: b}", "[{a: 1}]", '""', "'<x>'"]
_FREE = {"unit", "pejabat", "jabatan"}  # mappings of the institution whose keys are the office's own
_PLAIN = re.compile(r"[<\w(](?:[\w<>()/.*\[\]-]| (?=[\w<(]))*")
_UNKNOWN, _NO_TEXT, _INVISIBLE = "SOP-E120", "SOP-E112", "SOP-E106"


def kind_of(file: Path) -> str:
    """Which of the four kinds of source a file is."""
    if file.stem in {"instansi", "buku"}:
        return file.stem
    return "surat" if file.parent.name == "surat" else "sop"


def names_in(schema: Any) -> Iterator[str]:
    """Every key that a kind of source knows anywhere."""
    if isinstance(schema, dict):
        yield from schema.get("properties", ())
        for value in schema.values():
            yield from names_in(value)


KNOWN = {kind: frozenset(names_in(json_schema(kind))) for kind in DOCUMENTS}
BY_KIND = {kind: [file for file in FILES if kind_of(file) == kind and file.name[0] != "_"] for kind in DOCUMENTS}


def entries_of(node: Node, free: bool = False) -> Iterator[KeyValue]:
    """Every entry of every mapping whose keys the form fixes."""
    if isinstance(node, MappingNode):
        for key, entry in node.entries.items():
            if not free:
                yield entry
            yield from entries_of(entry.value, not free and key in _FREE and isinstance(entry.value, MappingNode))
    elif isinstance(node, SequenceNode):
        for item in node.items:
            yield from entries_of(item)


def spelled(key: str, data: st.DataObject) -> str:
    """A key as somebody may type it: bare where YAML reads it so, else in quotes."""
    ways = [json.dumps(key, ensure_ascii=max(key) < "\U00010000" and data.draw(st.booleans()))]
    if key.isprintable():
        ways.append("'" + key.replace("'", "''") + "'")
    if _PLAIN.fullmatch(key):
        ways.append(key)
    return data.draw(st.sampled_from(ways))


def inserted(file: Path, typed: str, data: st.DataObject) -> tuple[str, int]:
    """The file's text with one more key before one that is there, and where that new key begins (behind a “? ”)."""
    text = file.read_text(encoding="utf-8")
    source, _ = parse(text.encode(), file, file.name)
    assert source is not None
    at = data.draw(st.sampled_from(list(entries_of(source.tree)))).key.start
    value = data.draw(st.sampled_from(VALUES))
    before = text[text.rfind("\n", 0, at) + 1 : at]
    alone = not before.strip(" -")
    asked = alone and (typed.startswith("?") or len(typed) > 900 or data.draw(st.integers(0, 5)) == 0)
    if asked:
        question = typed if typed.startswith("?") else f"? {typed}\n"
        new = f"{question}{' ' * len(before)}: {value}"
    else:
        assume(not typed.startswith("?") and len(typed) <= 900)
        new = f"{typed}: {value}"
    between = "\n" + " " * len(before) if alone else ", "
    return text[:at] + new + between + text[at:], at + (min(2, len(new.split("\n")[0])) if asked else 0)


def told(text: str, file: Path) -> list[Finding]:
    """Everything that is said about a text in the place of a file."""
    source, findings = parse(text.encode(), file, file.relative_to(ROOT).as_posix())
    more = made_from(source, file)[1] if source else ()
    return [*findings, *more]


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column of a character."""
    before = re.split("\r\n|\n|\r", text[:offset])
    return len(before), len(before[-1]) + 1


def printed(key: str) -> str:
    """A key as findings name it."""
    shown = clean(CONTROL.sub(" ", key))
    return shown if len(shown) <= 60 else shown[:60] + "…"


@pytest.mark.parametrize("kind", DOCUMENTS)
@settings(max_examples=scaled(40))
@given(st.data())
def test_an_unknown_key_is_a_finding_that_names_it_at_its_place(kind: str, data: st.DataObject) -> None:
    key = data.draw(KEYS)
    shown = clean(CONTROL.sub(" ", key))
    assume(shown.strip() and shown not in KNOWN[kind] and shown != "<<")
    file = data.draw(st.sampled_from(BY_KIND[kind]))
    text, start = inserted(file, spelled(key, data), data)
    findings = told(text, file)
    named = [(each.span.line, each.span.column) for each in findings if f"Kunci “{printed(key)}”" in each.message]
    assert named == [place(text, start)], findings
    assert {each.code for each in findings if each.severity is Severity.ERROR} - {_INVISIBLE} >= {_UNKNOWN}


@pytest.mark.parametrize("kind", DOCUMENTS)
@settings(max_examples=scaled(40))
@given(st.data())
def test_a_key_that_is_no_text_is_a_finding_at_its_place(kind: str, data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(BY_KIND[kind]))
    text, start = inserted(file, data.draw(st.sampled_from(NO_TEXTS)), data)
    findings = [each for each in told(text, file) if each.code == _NO_TEXT]
    assert [(each.span.line, each.span.column) for each in findings] == [place(text, start)]


#: What somebody leaves behind in a line of the institution's file.
REMAINS = st.one_of(
    st.sampled_from(["<script>", "<b>", "</b>", "<!--", "<teks>", "<pasangan>", "<<<<<<< HEAD", "======="]),
    st.sampled_from(["- ", "? ", ": ", "| ", "> ", "# ", "% ", "@", "`", "!", "&", "[", "{", "]", "}", ",", '"', "'"]),
    st.sampled_from(["\t", "\x07", "~", "1", "*", "a.b", ">>>>>>> a"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=6),
)  # fmt: skip


@given(st.data())
def test_a_broken_line_of_the_institution_is_a_finding_on_it(data: st.DataObject) -> None:
    lines = INSTITUTION.split("\n")[:-1]
    at = data.draw(st.integers(0, len(lines) - 1))
    old = lines[at].lstrip()
    blank = " " * data.draw(st.sampled_from([0, len(lines[at]) - len(old)]))
    gap = " " * data.draw(st.integers(0, 2))
    lines[at] = blank + data.draw(REMAINS) + gap + old
    text = "\n".join([*lines, ""])
    findings = check(text.encode(), ROOT / "sop_sources/instansi.yaml")
    source, _ = parse(text.encode(), ROOT / "instansi.yaml", "instansi.yaml")
    strange = [] if source is None else [key for key in source.tree.entries if key not in KNOWN["instansi"]]
    for key in strange:
        spots = [(each.span.line, each.span.column) for each in findings if f"Kunci “{printed(key)}”" in each.message]
        assert spots == [place(text, source.tree.entries[key].key.start)]


def test_a_key_in_angle_brackets_at_the_top_and_in_a_step(loaded: Loads) -> None:
    broken = BASE.replace("    pelaksana: Staf\n", "    pelaksana: Staf\n    <x>: 1\n", 1)
    project = loaded(
        {
            "atas.yaml": f"<x>: 1\n{BASE}",
            "langkah.yaml": broken.replace("A.01", "A.02"),
            "baik.yaml": BASE.replace("A.01", "A.03"),
        }
    )
    assert [
        (each.file, each.code, each.span.line, each.span.column, each.step, each.message) for each in project.findings
    ] == [
        ("sop_sources/atas.yaml", "SOP-E120", 1, 1, None, "Kunci “<x>” tidak dikenal di sini."),
        ("sop_sources/langkah.yaml", "SOP-E120", 9, 5, 1, "Kunci “<x>” tidak dikenal di sini."),
    ]
    assert [sop.nomor for sop in project.sops] == ["A.03"]
    assert project.failed == ("sop_sources/atas.yaml", "sop_sources/langkah.yaml")


def test_the_remains_of_a_script_in_the_institution_are_one_finding(loaded: Loads) -> None:
    project = loaded({"baik.yaml": BASE}, institution=INSTITUTION.replace("  biro-umum:", "<script>  biro-umum:"))
    assert [(each.file, each.code, each.span.line, each.span.column, each.message) for each in project.findings] == [
        ("sop_sources/instansi.yaml", "SOP-E120", 3, 1, "Kunci “<script>  biro-umum” tidak dikenal di sini."),
    ]


@pytest.mark.parametrize("tag", ["<teks>", "<pasangan>", "<x>"])
@pytest.mark.parametrize(
    "list_of_texts_and_mappings",
    ["pelaksana:\n- kelompok: Bagian\n  anggota: [Staf, Kasubbag, Kepala]\n", "keterkaitan:\n- sop: A.02\n"],
)
def test_a_key_that_reads_like_a_kind_of_entry_is_told(
    loaded: Loads, tag: str, list_of_texts_and_mappings: str
) -> None:
    base = (
        BASE.replace("pelaksana: [Staf, Kasubbag, Kepala]\n", "") if "kelompok" in list_of_texts_and_mappings else BASE
    )
    project = loaded(
        {"a.yaml": f"{list_of_texts_and_mappings}  {tag}: 1\n{base}", "b.yaml": BASE.replace("A.01", "A.02")}
    )
    line = list_of_texts_and_mappings.count("\n") + 1
    assert [(each.code, each.span.line, each.span.column, each.message) for each in project.findings] == [
        ("SOP-E120", line, 3, f"Kunci “{tag}” tidak dikenal di sini."),
    ]


def test_a_unit_named_like_a_list_of_the_form_is_no_step(loaded: Loads) -> None:
    office = INSTITUTION + "jabatan: {}\n"
    project = loaded({}, institution=office.replace("  biro-umum:\n", "  langkah:\n    no: 1\n"))
    assert [(each.code, each.step, each.hint) for each in project.findings] == [
        ("SOP-E120", None, "Kunci yang dikenal di sini: “nama”, “induk”, “alamat”, “sejak”, “riwayat”."),
    ]
