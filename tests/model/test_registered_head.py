"""What others need to know of an SOP is taken from its head without reading it, only where that is sure."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sopgen.model.load import load, load_institution, load_sop
from sopgen.model.resolve.sop_register import registered, registered_head
from tests.model.office import BASE, INSTITUTION

CASES = sorted(Path(__file__).parents[1].glob("cases/*/sop_sources"))
NAME = "sop_sources/x.yaml"

#: Values as they may be typed: words, signs that mean something to YAML, and any mixture of them.
SIGNS = st.text(" :#'\"\\|>&*!%@`{}[],-?=~.\n\té", max_size=4)
WORDS = st.sampled_from(["null", "true", "007", "1.5", "<<", "\n  ", " #", ": ", "---", "...", "\ufeff"])
TYPED = st.lists(SIGNS | WORDS | st.text("abc XYZ019", max_size=6), max_size=6).map("".join)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project folder with nothing but its institution."""
    root = tmp_path_factory.mktemp("kantor")
    (root / "sop_sources").mkdir()
    (root / "sop_sources" / "instansi.yaml").write_text(INSTITUTION, encoding="utf-8")
    return root


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.parent.name)
def test_the_head_of_a_source_says_what_reading_it_says(case: Path) -> None:
    for sop in load(case.parent).sops:
        assert registered_head(sop.source.name, sop.source.text) in (None, registered(sop))


def test_plain_heads_are_sure() -> None:
    entry = registered_head(NAME, BASE)
    assert entry is not None
    assert (entry.nomor, entry.judul, entry.unit, entry.title) == (
        "A.01",
        "Pelayanan Tamu",
        "biro-umum",
        "SOP Pelayanan Tamu",
    )


@given(key=st.sampled_from(["nomor", "judul", "unit", "jenis", "status"]), value=TYPED)
@example(key="judul", value="Pelayanan\n  Tamu")
@example(key="judul", value="null")
@example(key="judul", value="Tamu: dinas")
@example(key="judul", value="Tamu #1")
@example(key="judul", value="Tamu # satu")
@example(key="jenis", value="mikro")
@example(key="status", value="konsep")
def test_whatever_is_typed_the_head_says_the_same_or_nothing(office: Path, key: str, value: str) -> None:
    lines = [line for line in BASE.splitlines(keepends=True) if not line.startswith(f"{key}:")]
    file = office / NAME
    file.write_text(f"{key}: {value}\n{''.join(lines)}", encoding="utf-8", newline="")
    institution, _ = load_institution(office / "sop_sources" / "instansi.yaml", office)
    read = load_sop(file, office, institution)
    known = registered_head(NAME, file.read_text(encoding="utf-8-sig"))
    if known is not None and not read.failed:
        assert known == read.entry


def test_only_wanted_sops_are_read(office: Path) -> None:
    for number in (1, 2):
        text = BASE.replace("A.01", f"A.0{number}") + ("keterkaitan: [{sop: A.02}]\n" if number == 1 else "")
        (office / "sop_sources" / f"{number}.yaml").write_text(text, encoding="utf-8")
    (office / NAME).unlink(missing_ok=True)
    project = load(office, lambda file, nomor: nomor == "A.01")
    assert [sop.nomor for sop in project.sops] == ["A.01"]
    assert [related.text for related in project.sops[0].keterkaitan] == ["SOP Pelayanan Tamu"]
    assert project.findings == ()
