"""Findings are printed again only when nothing that they depend on has changed."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from sopgen.builder.state.input_state import check_state
from sopgen.builder.state.lock import build_lock
from sopgen.builder.state.manifest import Manifest, keep_findings
from sopgen.findings import Finding, Severity, Span
from sopgen.paths import MANIFEST_NAME

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
    keep_findings(tmp_path / "build", check_state(tmp_path, TODAY), FINDINGS)
    return tmp_path


def known(root: Path, day: date = TODAY) -> tuple[Finding, ...] | None:
    """The findings that the output folder still knows."""
    return Manifest(root / "build").findings(check_state(root, day))


def test_findings_come_back_as_they_were(root: Path) -> None:
    assert known(root) == FINDINGS


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
    assert known(root) is None


def test_another_day_may_bring_other_findings(root: Path) -> None:
    assert known(root, date(2024, 6, 2)) is None


@pytest.mark.parametrize("cut", [0, 1, 64, 130, -2])
def test_a_damaged_manifest_knows_no_findings(root: Path, cut: int) -> None:
    file = root / "build" / MANIFEST_NAME
    file.write_bytes(file.read_bytes()[:cut])
    assert known(root) is None


def test_no_flipped_bit_changes_a_finding(root: Path) -> None:
    file = root / "build" / MANIFEST_NAME
    whole = file.read_bytes()
    state = check_state(root, TODAY)
    for index in range(len(whole)):
        file.write_bytes(whole[:index] + bytes([whole[index] ^ 1]) + whole[index + 1 :])
        assert Manifest(root / "build").findings(state) in (None, FINDINGS)


def test_without_a_place_nothing_is_kept_and_nothing_is_lost(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("", encoding="utf-8")
    keep_findings(tmp_path / "build", "keadaan", FINDINGS)
    assert Manifest(tmp_path / "build").findings("keadaan") is None


def test_a_check_beside_a_build_waits_for_nothing_and_leaves_its_manifest_alone(tmp_path: Path) -> None:
    with build_lock(tmp_path):
        keep_findings(tmp_path, "keadaan", FINDINGS)
    assert not (tmp_path / MANIFEST_NAME).exists()


def test_another_font_is_another_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fonts = tmp_path / "huruf"
    fonts.mkdir()
    monkeypatch.setattr("sopgen.builder.state.input_state.FONT_PLACES", (str(fonts),))
    before = check_state(tmp_path, TODAY)
    (fonts / "Kantor.ttf").write_bytes(b"")
    assert check_state(tmp_path, TODAY) != before
