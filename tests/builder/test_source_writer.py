"""Sources are written whole, and only over what was read."""

from __future__ import annotations

from pathlib import Path

import pytest

from sopgen.builder.source_writer import write_new_source, write_source
from sopgen.findings import UserError


def test_a_source_that_somebody_saved_meanwhile_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"dari orang lain")
    with pytest.raises(UserError, match="disimpan orang lain selagi diperiksa, jadi tidak ditulis"):
        write_source(file, b"yang dibaca", b"yang baru")
    assert file.read_bytes() == b"dari orang lain"


def test_a_source_that_is_gone_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"a\.yaml tidak dapat dibaca lagi"):
        write_source(tmp_path / "a.yaml", b"", b"")


def test_permissions_stay(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"lama")
    file.chmod(0o604)
    write_source(file, b"lama", b"baru")
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"baru", 0o604)


def test_a_new_source_never_overwrites(tmp_path: Path) -> None:
    file = tmp_path / "unit" / "a.yaml"
    write_new_source(file, b"satu")
    with pytest.raises(UserError, match="sudah ada, jadi tidak ditimpa"):
        write_new_source(file, b"dua")
    assert file.read_bytes() == b"satu"


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "unit").write_bytes(b"")
    with pytest.raises(UserError, match="ada berkas di tempat yang seharusnya folder"):
        write_new_source(tmp_path / "unit" / "a.yaml", b"")
