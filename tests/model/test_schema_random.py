"""JSON Schema and model agree on SOPs made at random: legal ones pass both, broken ones fail both."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from sopgen.model.schema.json_schema import json_schema
from tests.conftest import scaled
from tests.model.office import told_of_sop
from tests.model.schema.test_json_schema import as_editors_read

VALIDATOR = Draft202012Validator(json_schema("sop"))
Tree = dict[str, Any]

CHARACTERS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp"))
WORDS = st.text(CHARACTERS, min_size=1, max_size=30).map(lambda text: " ".join(text.split())).filter(bool)
NAMES = st.lists(st.from_regex(r"[A-Z][a-z]{2,8}( [IVX]{1,3})?", fullmatch=True), min_size=1, max_size=5, unique=True)
DATES = st.dates().filter(lambda day: 1950 <= day.year <= 2100).map(str)
TEXTS = st.one_of(WORDS, st.just(""), st.integers(0, 99), st.booleans())
LISTS = st.one_of(TEXTS, st.lists(TEXTS, max_size=3))
FORMATS = st.fixed_dictionaries(
    {},
    optional={
        "kertas": st.sampled_from(["A4", "F4", "Letter", "Legal"]),
        "ukuran_huruf": st.one_of(st.integers(5, 16), st.sampled_from(["9,5", "8.5"])),
        "label_ya": st.sampled_from(["Y", "Ya"]),
        "nomor_kolom": st.one_of(st.booleans(), st.sampled_from(["ya", "tidak"])),
        "istilah": st.fixed_dictionaries({}, optional={"kegiatan": WORDS, "output": WORDS}),
    },
)


@st.composite
def steps(draw: st.DrawFn, names: list[str]) -> list[Tree]:
    """One to six steps done by ``names``, with every kind of flow key."""
    count = draw(st.integers(1, 6))
    made = []
    for number in range(1, count + 1):
        step: Tree = {"kegiatan": draw(WORDS)}
        if draw(st.booleans()):
            step = {"id": f"id-{number}", **step}
        step["pelaksana"] = draw(
            st.one_of(st.sampled_from(names), st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True))
        )
        for key in draw(st.sets(st.sampled_from(["kelengkapan", "waktu", "output", "ket"]))):
            step[key] = draw(TEXTS)
        others = [other for other in range(1, count + 1) if other != number]
        if others:
            step |= draw(flow_keys(others))
        made.append(step)
    return made


@st.composite
def flow_keys(draw: st.DrawFn, others: list[int]) -> Tree:
    """The keys of a decision, of a jump, or none."""
    target = st.sampled_from([*others, "selesai"])
    kind = draw(st.sampled_from(["plain", "decision", "jump", "end"]))
    if kind == "jump":
        return {"lanjut": draw(st.one_of(target, st.lists(target, min_size=1, max_size=2, unique=True)))}
    if kind == "end":
        return {"selesai": True}
    if kind == "plain":
        return draw(st.fixed_dictionaries({}, optional={"teks": st.just("Paraf"), "mulai": st.just(True)}))
    keys = {"ya": target, "tanya": st.just("Setuju?"), "label_ya": st.just("Ya"), "label_tidak": st.just("Tidak")}
    return {"tidak": draw(target), **draw(st.fixed_dictionaries({}, optional=keys))}


@st.composite
def sops(draw: st.DrawFn) -> Tree:
    """A legal SOP as a tree of what is typed."""
    names = draw(NAMES)
    tree: Tree = {"nomor": draw(WORDS), "judul": draw(WORDS), "unit": "biro-umum", "disahkan_oleh": "kepala"}
    optional = {
        "jenis": st.sampled_from(["makro", "mikro"]),
        "tanggal_pembuatan": DATES,
        "status": st.sampled_from(["konsep", "berlaku", "dicabut"]),
        "revisi": st.lists(st.fixed_dictionaries({"tanggal": DATES}, optional={"uraian": TEXTS}), max_size=3),
        "dasar_hukum": LISTS,
        "peringatan": LISTS,
        "catatan": LISTS,
        "tambahan": st.lists(st.fixed_dictionaries({"judul": WORDS}, optional={"isi": LISTS}), max_size=2),
        "format": FORMATS,
    }
    tree |= draw(st.fixed_dictionaries({}, optional=optional))
    actors: list[Any] = list(names)
    if draw(st.booleans()):
        actors.append({"kelompok": "Bagian Lain", "anggota": draw(NAMES)})
    tree["pelaksana"] = actors
    if draw(st.booleans()):
        tree["langkah"] = draw(steps(names))
    else:
        titled = st.builds(lambda title, own: {"judul": title, "langkah": own}, WORDS, steps(names))
        tree["bagian"] = draw(st.lists(titled, min_size=1, max_size=2))
    return tree


def first_steps(tree: Tree) -> list[Tree]:
    """The steps of the only or the first flow table."""
    found: list[Tree] = tree["langkah"] if "langkah" in tree else tree["bagian"][0]["langkah"]
    return found


def set_in(*path: str | int) -> Callable[[Any], Callable[[Tree], None]]:
    """A break that puts a value at ``path``; ``langkah`` stands for the first flow table's steps."""

    def of(value: Any) -> Callable[[Tree], None]:
        def change(tree: Tree) -> None:
            node: Any = tree
            for part in path[:-1]:
                node = (
                    first_steps(tree)
                    if part == "langkah"
                    else node.setdefault(part, {})
                    if part == "format"
                    else node[part]
                )
            node[path[-1]] = value

        return change

    return of


def without(*path: str | int) -> Callable[[Tree], None]:
    """A break that takes the key at the end of ``path`` away."""

    def change(tree: Tree) -> None:
        node: Any = first_steps(tree) if path[0] == "langkah" else tree
        for part in path[1:-1] if path[0] == "langkah" else path[:-1]:
            node = node[part]
        del node[path[-1]]

    return change


def both_kinds(tree: Tree) -> None:
    """Steps of the SOP and of its parts at once."""
    step = {"kegiatan": "Menyusun laporan", "pelaksana": tree["pelaksana"][0]}
    tree["langkah"] = tree.get("langkah", [step])
    tree["bagian"] = tree.get("bagian", [{"judul": "Bagian", "langkah": [step]}])


def no_columns(tree: Tree) -> None:
    """A single flow table without its Pelaksana columns."""
    tree["langkah"] = first_steps(tree)
    tree.pop("bagian", None)
    del tree["pelaksana"]


def question_without_answer(tree: Tree) -> None:
    """A key of decisions in a step that is none."""
    step = first_steps(tree)[0]
    for key in ("tidak", "ya", "label_ya", "label_tidak"):
        step.pop(key, None)
    step["tanya"] = "Setuju?"


BREAKS: dict[str, Callable[[Tree], None]] = {
    **{f"no {key}": without(key) for key in ("nomor", "judul", "unit", "disahkan_oleh")},
    "no columns": no_columns,
    **{f"no {key} of a step": without("langkah", 0, key) for key in ("kegiatan", "pelaksana")},
    **{f"empty {key}": set_in(key)(None) for key in ("nomor", "judul", "unit", "disahkan_oleh")},
    **{f"list for {key}": set_in(key)(["a", "b"]) for key in ("nomor", "judul", "status", "tanggal_efektif")},
    **{f"mapping for {key}": set_in(key)({"a": "b"}) for key in ("judul", "jenis", "peringatan", "revisi")},
    **{f"text for {key}": set_in(key)("teks") for key in ("format", "revisi", "tambahan")},
    "unknown key": set_in("nommor")("x"),
    "unknown key of a step": set_in("langkah", 0, "kegiatann")("x"),
    "unknown key of format": set_in("format", "kertaas")("A4"),
    "unknown kind": set_in("jenis")("besar"),
    "unknown status": set_in("status")("aktif"),
    "unknown paper": set_in("format", "kertas")("A9"),
    "type too large": set_in("format", "ukuran_huruf")(90),
    "label too long": set_in("format", "label_ya")("Y" * 31),
    "flag that is none": set_in("format", "nomor_kolom")("mungkin"),
    "date in words": set_in("tanggal_efektif")("2 Mei 2018"),
    "month 13": set_in("tanggal_efektif")("2018-13-02"),
    "revision 0": set_in("revisi")([{"ke": 0, "tanggal": "2018-05-02"}]),
    "revision without a date": set_in("revisi")([{"uraian": "x"}]),
    "group without members": set_in("pelaksana")([{"kelompok": "Bagian"}]),
    "box without a title": set_in("tambahan")([{"isi": "x"}]),
    "text too long": set_in("langkah", 0, "kegiatan")("k" * 20_001),
    "text in a symbol too long": set_in("langkah", 0, "teks")("k" * 121),
    "list for a step": set_in("langkah", 0)(["a"]),
    "text for a step": set_in("langkah", 0)("Menyusun laporan"),
    "steps and parts": both_kinds,
    "question without answer": question_without_answer,
}


#: A draft may leave out what an SOP must have.
GAP = "SOP-W121"


class _Typist(yaml.SafeDumper):
    """Leaves out what is nothing, as people do: in our sources ``null`` is a word."""


_Typist.add_representer(type(None), lambda typist, _: typist.represent_scalar("tag:yaml.org,2002:null", ""))


def typed(tree: Tree) -> str:
    """The tree as a source."""
    return str(yaml.dump(tree, Dumper=_Typist, allow_unicode=True, sort_keys=False, width=10_000))


def complaints(text: str) -> tuple[list[str], list[str]]:
    """What the schema and what the model say about a source."""
    of_schema = [error.message for error in VALIDATOR.iter_errors(as_editors_read(text))]
    return of_schema, [f"{fact[0]} {fact[5]}" for fact in told_of_sop(text) if fact[0].startswith(("SOP-E1", GAP))]


@settings(max_examples=scaled(40))
@given(sops())
def test_a_legal_sop_passes_schema_and_model(tree: Tree) -> None:
    assert complaints(typed(tree)) == ([], [])


@settings(max_examples=scaled(60))
@given(sops(), st.sampled_from(sorted(BREAKS)))
def test_a_broken_sop_fails_in_schema_and_model(tree: Tree, name: str) -> None:
    broken = deepcopy(tree)
    BREAKS[name](broken)
    of_schema, of_model = complaints(typed(broken))
    assert of_schema
    assert of_model
