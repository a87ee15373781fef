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
from tests.conftest import ROOT

FILES = sorted([*ROOT.glob("sop_sources/**/*.yaml"), *ROOT.glob("tests/cases/*/sop_sources/**/*.yaml")])
INSTITUTION = load_institution(ROOT / "sop_sources" / "instansi.yaml", ROOT)[0]
#: Of each of the four kinds of damage: over 5,000 where CI says so, fewer at a desk.
EXAMPLES = 1300 if os.environ.get("CI") else 300

TOKENS = [
    b"- ", b": ", b"\t", b"&a ", b"*a", b"!!x ", b"<<: ", b'"', b"'", b"[", b"]", b"{", b"}", b"|", b">", b"#", b"%",
    b"@", b"\xff", b"\x00", b"\n", b"---\n", b"...\n", b"langkah:", b"pelaksana", b"99999", b"null", b"~", b"? ",
    b"\xe2\x80\xa8", b"2017-99-99", b"true", b"simbol:\n", b"bagian:", b"tidak: ", b"selesai: ", b"\r", b"\xef\xbb\xbf",
]  # fmt: skip
VALUES = [b"", b"[a, b]", b"{a: b}", b"x", b"0", b"selesai", b"lanjut", b"*a", b"[[]]", b"'", b"08 Mei 2018", b"[{}]"]


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
    raw = file.read_bytes()
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(raw)))
        end = data.draw(st.integers(at, min(len(raw), at + 30)))
        raw = raw[:at] + data.draw(st.one_of(st.sampled_from(TOKENS), st.binary(max_size=3))) + raw[end:]
    check(raw, file)


@settings(max_examples=EXAMPLES)
@given(st.data())
def test_files_with_lines_changed(data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(FILES))
    lines = file.read_bytes().split(b"\n")
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        other = data.draw(st.integers(0, len(lines) - 1))
        change = data.draw(st.sampled_from(["drop", "repeat", "swap", "indent", "cut"]))
        if change == "drop":
            lines[at : at + 1] = []
            lines = lines or [b""]
        elif change == "repeat":
            lines.insert(other, lines[at])
        elif change == "swap":
            lines[at], lines[other] = lines[other], lines[at]
        elif change == "indent":
            lines[at] = b" " * data.draw(st.integers(0, 8)) + lines[at].lstrip()
        else:
            lines = lines[: at + 1]
    check(b"\n".join(lines), file)


@settings(max_examples=EXAMPLES)
@given(st.data())
def test_files_with_values_and_keys_changed(data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(FILES))
    lines = file.read_bytes().split(b"\n")
    typed = [at for at, line in enumerate(lines) if b":" in line]
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.sampled_from(typed))
        key, _, value = lines[at].partition(b":")
        if data.draw(st.booleans()):
            value = b" " + data.draw(st.one_of(st.sampled_from(VALUES), st.text(max_size=8).map(str.encode)))
        else:
            drop = data.draw(st.integers(0, len(key)))
            key = key[:drop] + key[drop + 1 :]
        lines[at] = key + b":" + value
    check(b"\n".join(lines), file)


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
