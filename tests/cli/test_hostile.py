"""Whatever stands in a source, no command breaks down, and a second look says what the first one said."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from sopgen.cli.run import run

from .projects import CASES

PROJECTS = sorted(case for case in CASES.iterdir() if (case / "sop_sources").is_dir())
TOKENS = [
    b"- ", b": ", b"\t", b"'", b'"', b"[", b"]", b"{", b"}", b"|", b"#", b"\xff", b"\x00", b"\n", b"langkah:", b"1",
    b"5/6/2018", b"kONSEP ", b"  ", b"tidak: 2\n", b"", b"\r\n", b"\xef\xbb\xbf", b"null", b"\xe2\x80\xae",
]  # fmt: skip
NEW = ["new", "--judul", "Penyusunan Laporan", "--pelaksana", "Kepala"]


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The content with one to four stretches of it replaced."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(content) + 1)
        end = min(len(content), start + chance.choice([0, 0, 1, 3, 20]))
        content = content[:start] + chance.choice(TOKENS) + content[end:]
    return content


@pytest.mark.parametrize("seed", range(30))
def test_no_damaged_source_breaks_a_command(seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(seed)
    project, before = tmp_path / "proyek", tmp_path / "semula.yaml"
    shutil.copytree(chance.choice(PROJECTS) / "sop_sources", project / "sop_sources")
    file = chance.choice(sorted(project.rglob("*.yaml")))
    shutil.copy(file, before)
    file.write_bytes(damaged(file.read_bytes(), chance))

    def told(*arguments: str) -> str:
        assert run(["-C", str(project), *arguments]) in (0, 1, 2)
        shown = capsys.readouterr()
        assert "Traceback" not in shown.err
        return shown.out

    assert told("check") == told("check")
    told("check", "--fix", "--yes")
    assert "Tidak ada yang dapat diperbaiki otomatis." in told("check", "--fix", "--yes")
    for arguments in (["check", "--format", "sarif"], ["stats"], ["diff", str(before), str(file)], NEW):
        told(*arguments)
