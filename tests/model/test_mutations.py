"""Legal files, broken at random: always findings, never an exception, and each at a place that exists."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopgen.findings import Finding, Severity
from sopgen.model.load import load_institution
from sopgen.model.resolve.make_book import make_book
from sopgen.model.resolve.make_institution import make_institution
from sopgen.model.resolve.make_letter import make_letter
from sopgen.model.resolve.make_sop import make_sop
from sopgen.model.resolve.sop_register import Register, link, registered
from sopgen.source.document import Source
from sopgen.source.read import parse
from tests.conftest import ROOT, scaled
from tests.generators.damaged_sources import changed_bytes, changed_entries, changed_lines

FILES = sorted([*ROOT.glob("sop_sources/**/*.yaml"), *ROOT.glob("tests/cases/*/sop_sources/**/*.yaml")])
INSTITUTION = load_institution(ROOT / "sop_sources" / "instansi.yaml", ROOT)[0]
#: Of each of the four kinds of damage: over 5,000 where CI says so, fewer at a desk.
EXAMPLES = scaled(1300 if os.environ.get("CI") else 300)


def made_from(source: Source, file: Path) -> tuple[object | None, tuple[Finding, ...]]:
    """The model of a source by the kind of its file, with its findings."""
    if file.name == "instansi.yaml":
        return make_institution(source)
    if file.name == "buku.yaml":
        return make_book(source, INSTITUTION, Register(()))
    if file.parent.name == "surat":
        return make_letter(source, INSTITUTION, Register(()))
    sop, findings = make_sop(source, INSTITUTION)
    if sop is not None:
        sop, more = link(sop, Register([registered(sop)]))
        findings += more
    return sop, findings


def check(raw: bytes, file: Path) -> tuple[Finding, ...]:
    """Read and model ``raw`` as if it stood in ``file``; what is missing is told, and every place exists.

    Returns what is told.
    """
    source, findings = parse(raw, file, file.relative_to(ROOT).as_posix())
    made: object | None = None
    if source is not None:
        made, more = made_from(source, file)
        findings += more
    assert made is not None or any(finding.severity is Severity.ERROR for finding in findings)
    for finding in findings:
        width = len(finding.excerpt)
        assert 1 <= finding.span.column <= finding.span.end_column <= width + 1
        assert finding.message.endswith((".", "?"))
        if source is not None:
            assert finding.excerpt == source.lines.line(finding.span.line)
    return findings


@settings(max_examples=EXAMPLES)
@given(st.data())
def test_files_with_bytes_changed(data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(FILES))
    check(data.draw(changed_bytes(file.read_bytes())), file)


@settings(max_examples=EXAMPLES)
@given(st.data())
def test_files_with_lines_changed(data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(FILES))
    check(data.draw(changed_lines(file.read_bytes())), file)


@settings(max_examples=EXAMPLES)
@given(st.data())
def test_files_with_values_and_keys_changed(data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(FILES))
    check(data.draw(changed_entries(file.read_bytes())), file)


@settings(max_examples=EXAMPLES)
@given(st.binary(max_size=200))
def test_files_of_anything_at_all(raw: bytes) -> None:
    check(raw, ROOT / "sop_sources" / "x.yaml")


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_the_unbroken_files_have_no_error_of_their_own(file: Path) -> None:
    if file.name.startswith("_"):
        pytest.skip("not a source")
    source, findings = parse(file.read_bytes(), file, file.relative_to(ROOT).as_posix())
    assert source is not None
    assert findings == ()
