"""Two builds never write into one folder at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from sopgen.builder.lock import build_lock
from sopgen.findings import UserError

HOLDER = """
import sys
from pathlib import Path
from sopgen.builder.lock import build_lock
with build_lock(Path(sys.argv[1]), 0, lambda holder: None):
    print("held", flush=True)
    sys.stdin.readline()
"""


def hold(folder: Path) -> subprocess.Popen[bytes]:
    """Another process that holds the lock of ``folder`` until its input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == b"held"
    return process


def test_a_second_build_says_who_holds_the_folder(tmp_path: Path) -> None:
    told: list[str] = []
    with hold(tmp_path) as other:
        with pytest.raises(UserError, match=f"proses {other.pid}"), build_lock(tmp_path, 0, told.append):
            pytest.fail("two builds at once")
        other.communicate(b"\n")
    assert told == [f"proses {other.pid}"]


def test_a_second_build_waits_for_the_first(tmp_path: Path) -> None:
    with hold(tmp_path) as other:

        def let_go(holder: str) -> None:
            assert other.stdin is not None
            other.stdin.close()

        with build_lock(tmp_path, 30, let_go):
            assert other.wait() == 0


def test_the_lock_of_a_killed_build_is_free(tmp_path: Path) -> None:
    with hold(tmp_path) as other:
        other.kill()
        other.wait()
        with build_lock(tmp_path, 5, lambda holder: None):
            pass


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("bukan folder")
    with pytest.raises(UserError, match="tidak dapat ditulisi"), build_lock(tmp_path / "build", 0, print):
        pytest.fail("unreachable")
