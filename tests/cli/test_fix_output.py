"""``sopgen check --fix``: the repairs as they are shown."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sopgen.cli.fix_output import diff_text
from sopgen.model.load import load
from sopgen.rules.fix import Fix, fixes

from .projects import copy_case, edit


def fixed(root: Path) -> tuple[Fix, ...]:
    """What is mended in a project folder."""
    return fixes(load(root), lambda unsaved: load(root, unsaved=unsaved), date(2024, 6, 1))


def test_the_repairs_are_one_diff_in_which_each_file_stands_once(tmp_path: Path) -> None:
    project = copy_case("one-step", tmp_path)
    edit(project, "sop_sources/sop.yaml", "waktu: 5 Menit", "waktu: 5 menit")
    made = fixed(project)
    assert diff_text(made) == (
        "--- sop_sources/sop.yaml\n"
        "+++ sop_sources/sop.yaml\n"
        "@@ -22,5 +22,5 @@\n"
        "   - kegiatan: Mencatat surat masuk ke dalam buku agenda\n"
        "     pelaksana: Petugas Arsip\n"
        "     kelengkapan: Surat masuk\n"
        "-    waktu: 5 menit\n"
        "+    waktu: 5 Menit\n"
        "     output: Surat tercatat\n"
    )
    assert "\x1b[31m-    waktu: 5 menit\x1b[0m\n" in diff_text(made, color=True)


def test_without_anything_to_mend_there_is_no_diff(tmp_path: Path) -> None:
    assert diff_text(fixed(copy_case("one-step", tmp_path))) == ""
