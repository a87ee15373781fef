"""Two builds never write into one folder at once."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from sopgen.builder.state.lock import build_lock, cannot_lock, lock_holder
from sopgen.findings import UserError

HOLDER = """
import sys
import threading
from pathlib import Path
from sopgen.builder.state.lock import build_lock
with build_lock(Path(sys.argv[1])):
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
    assert lock_holder(tmp_path) == ""
    with hold(tmp_path) as other:
        assert lock_holder(tmp_path) == f"proses {other.pid}"
        with pytest.raises(UserError, match=f"proses {other.pid}"), build_lock(tmp_path):
            pytest.fail("two builds at once")
        other.communicate(b"\n")
    assert lock_holder(tmp_path) == ""


def test_a_second_build_waits_for_the_first(tmp_path: Path) -> None:
    with hold(tmp_path) as other:
        assert other.stdin is not None
        threading.Timer(0.3, other.stdin.close).start()
        with build_lock(tmp_path, patience=30):
            assert other.wait() == 0


def test_the_lock_of_a_killed_build_is_free(tmp_path: Path) -> None:
    with hold(tmp_path) as other:
        other.kill()
        other.wait()
        with build_lock(tmp_path, patience=5):
            pass


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("bukan folder")
    assert lock_holder(tmp_path / "build") == ""
    with pytest.raises(UserError, match="tidak dapat ditulisi"), build_lock(tmp_path / "build"):
        pytest.fail("unreachable")


@pytest.mark.parametrize("code", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS])
def test_a_drive_without_locks_is_built_on_and_said(code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr("fcntl.flock", refuse)
    with build_lock(tmp_path):
        assert cannot_lock(tmp_path)
    assert lock_holder(tmp_path) == ""


def test_a_folder_that_is_locked_is_not_one_without_locks(tmp_path: Path) -> None:
    with build_lock(tmp_path):
        assert not cannot_lock(tmp_path)
