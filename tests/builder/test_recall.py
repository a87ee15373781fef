"""Findings are told again only when nothing that they depend on has changed."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from sopgen.builder.recall import NAME, recall, remember, state
from sopgen.findings import Finding, Severity, Span

TODAY = date(2024, 6, 1)
FINDINGS = (
    Finding(
        "SOP-W104", Severity.WARNING, "sop_sources/a.yaml", Span(2, 3, 9), "  waktu:", "“Waktu” kosong.", "Isi.", 3
    ),
    Finding("SOP-E110", Severity.ERROR, "sop_sources/b.yaml", Span(1, 1, 1), "", "Tidak terbuka: \udcff."),
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with a source, a picture and a remembered check."""
    (tmp_path / "sop_sources" / "bagian").mkdir(parents=True)
    (tmp_path / "sop_sources" / "bagian" / "a.yaml").write_text("nomor: 1\n", encoding="utf-8")
    (tmp_path / "sop_sources" / "logo.png").write_bytes(b"x")
    remember(tmp_path, state(tmp_path, TODAY), FINDINGS)
    return tmp_path


def test_findings_come_back_as_they_were(root: Path) -> None:
    assert recall(root, state(root, TODAY)) == FINDINGS


def same_size_and_time(root: Path) -> None:
    """Another digit, and the file's time set back."""
    file = root / "sop_sources" / "bagian" / "a.yaml"
    before = file.stat()
    file.write_text("nomor: 2\n", encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def linked(root: Path) -> None:
    """The source moved away, and a link in its place."""
    file = root / "sop_sources" / "bagian" / "a.yaml"
    file.rename(root / "a.yaml")
    file.symlink_to(root / "a.yaml")


def renamed(root: Path) -> None:
    """Another name, the same content."""
    (root / "sop_sources" / "bagian").rename(root / "sop_sources" / "biro")


CHANGES: list[Callable[[Path], object]] = [
    same_size_and_time,
    linked,
    renamed,
    lambda root: (root / "sop_sources" / "baru.yaml").touch(),
    lambda root: (root / "sop_sources" / "bagian" / "a.yaml").unlink(),
    lambda root: (root / "sop_sources" / "logo.png").write_bytes(b"xy"),
    lambda root: (root / "sop_sources" / "logo.png").unlink(),
    lambda root: (root / "templates").mkdir() or (root / "templates" / "kop.docx").write_bytes(b"x"),
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_whatever_changes_is_noticed(root: Path, change: Callable[[Path], object]) -> None:
    change(root)
    assert recall(root, state(root, TODAY)) is None


def test_another_day_may_bring_other_findings(root: Path) -> None:
    assert recall(root, state(root, date(2024, 6, 2))) is None


@pytest.mark.parametrize("cut", [0, 1, 64, 130, -1])
def test_a_damaged_memory_counts_as_none(root: Path, cut: int) -> None:
    file = root / "build" / NAME
    file.write_bytes(file.read_bytes()[:cut])
    assert recall(root, state(root, TODAY)) is None


def test_every_single_flipped_bit_counts_as_none(root: Path) -> None:
    file, now = root / "build" / NAME, state(root, TODAY)
    whole = file.read_bytes()
    for index in range(len(whole)):
        file.write_bytes(whole[:index] + bytes([whole[index] ^ 1]) + whole[index + 1 :])
        assert recall(root, now) is None


def test_without_a_place_nothing_is_remembered_and_nothing_is_lost(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("", encoding="utf-8")
    remember(tmp_path, "keadaan", FINDINGS)
    assert recall(tmp_path, "keadaan") is None
