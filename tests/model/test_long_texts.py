"""20,000 characters of one kind, in every text field of every kind of source: read, checked and told in linear work."""

from __future__ import annotations

import cProfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from sopgen.builder.job import Job, run_job
from sopgen.builder.request import Kind
from sopgen.cli.report import findings_text
from sopgen.model.load import load
from sopgen.report.findings import findings_github, findings_json
from sopgen.rules.check import check
from sopgen.rules.fix import fixes
from tests.conftest import FUZZING
from tests.generators.long_texts import FILLINGS, SOURCES, everywhere, fillings

TODAY = date(2024, 6, 1)
LONG = 1_600  # of each of some dozens of fields
#: Twice the text may take twice the calls; what does not depend on its length makes it less.
MOST_GROWTH = 2.3


def write(root: Path, changed: str, text: str) -> None:
    for name in SOURCES:
        file = root / "sop_sources" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text if name == changed else everywhere(name, "x"), encoding="utf-8")


def everything_told(root: Path) -> None:
    """What ``check`` does in each of its formats, and ``check --fix``."""
    project = load(root)
    findings = check(project, TODAY)
    for said in (findings_text, findings_json, findings_github):
        said(findings)
    fixes(project, lambda unsaved: load(root, unsaved=unsaved), TODAY)


def calls(work: Callable[[], None]) -> int:
    """How many functions are called, Python's and C's."""
    profile = cProfile.Profile()
    profile.runcall(work)
    return sum(function.callcount for function in profile.getstats())


@pytest.mark.parametrize("filling", FILLINGS)
@pytest.mark.parametrize("name", SOURCES)
def test_twice_the_text_is_at_most_twice_the_work(name: str, filling: str, tmp_path: Path) -> None:
    shorter, longer = (fillings(FILLINGS[filling], length) for length in (LONG // 2, LONG))
    turn = list(FILLINGS).index(filling) + list(SOURCES).index(name)
    for way in list(shorter) if FUZZING else [list(shorter)[turn % len(shorter)]]:
        counts = []
        for texts in (shorter, longer):
            write(tmp_path, name, everywhere(name, texts[way]))
            counts.append(calls(lambda: everything_told(tmp_path)))
        assert counts[1] <= MOST_GROWTH * counts[0], f"{way}: {counts}"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("field", "filling"),
    [
        ("kegiatan", "dots"),
        ("ket", "emoji"),
        ("kegiatan", "no-break spaces"),
        ("ket", "small letters"),
        ("kegiatan", "combining marks"),
        ("ket", "Arabic"),
    ],
)
def test_a_step_of_20000_characters_is_refused_before_its_lines_are_looked_for(
    field: str, filling: str, tmp_path: Path
) -> None:
    text = fillings(FILLINGS[filling], 19_999)["between letters"]
    (tmp_path / "sop_sources").mkdir()
    (tmp_path / "sop_sources/instansi.yaml").write_text(OFFICE, encoding="utf-8")
    (tmp_path / "sop_sources/x.yaml").write_text(SOP.replace(f"{field}: x", f'{field}: "{text}"'), encoding="utf-8")
    project = load(tmp_path)
    assert not project.findings
    product = run_job(Job(project.sops[0], project.institution, (Kind.PDF, Kind.DOCX), tmp_path))
    assert not product.breakdown
    assert bool(product.findings) != bool(product.documents)


OFFICE = """\
nama: Kantor Contoh
unit: {biro: {nama: Biro Contoh, induk: Induk Contoh}}
pejabat: {kepala: {jabatan: Kepala, nama: Nama Pejabat}}
"""
SOP = """\
nomor: A.01
judul: Penyusunan Laporan
unit: biro
disahkan_oleh: kepala
pelaksana: [Staf]
langkah:
  - {kegiatan: x, pelaksana: Staf, kelengkapan: x, waktu: 1 Jam, output: x, ket: x}
"""
