"""The booklet's own pages stay in the output folder as long as the same program asks for them."""

from __future__ import annotations

from pathlib import Path

from sopgen.builder.page_cache import FOLDER, FolderCache


def test_what_was_put_there_is_there_for_the_next_build(tmp_path: Path) -> None:
    FolderCache(tmp_path, "sopgen 1")["ab"] = b"halaman"
    assert FolderCache(tmp_path, "sopgen 1").get("ab") == b"halaman"
    assert FolderCache(tmp_path, "sopgen 1").get("cd") is None


def test_pages_that_another_program_set_are_not_there(tmp_path: Path) -> None:
    FolderCache(tmp_path, "sopgen 1")["ab"] = b"halaman"
    assert FolderCache(tmp_path, "sopgen 2").get("ab") is None


def test_what_a_build_did_not_ask_for_is_thrown_away(tmp_path: Path) -> None:
    first = FolderCache(tmp_path, "sopgen 1")
    first["ab"] = b"satu"
    first["cd"] = b"dua"
    second = FolderCache(tmp_path, "sopgen 1")
    assert second.get("ab") == b"satu"
    second.sweep()
    assert len(list((tmp_path / FOLDER).iterdir())) == 1
    assert FolderCache(tmp_path, "sopgen 1").get("ab") == b"satu"
