"""Watching where the system does not tell of changes: on drives of other machines, or with too many folders watched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sopgen.cli import watch

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/data /mnt/kantor\\040bersama nfs4 rw 0 0
//server/x /mnt/x cifs rw 0 0
tmpfs /mnt/x/lokal tmpfs rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "remote"),
    [
        ("/home", False),
        ("/mnt/kantor bersama/sop", True),
        ("/mnt/x", True),
        ("/mnt/x/lokal/a", False),
        ("/mnt/xy", False),
    ],
)
def test_a_drive_of_another_machine_is_known(folder: str, remote: bool, tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS, encoding="utf-8")
    assert watch.is_remote(Path(folder), mounts) is remote
    assert not watch.is_remote(Path(folder), tmp_path / "lain")


def test_where_the_system_does_not_tell_folders_are_looked_through(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def exhausted(*_: Path, force_polling: bool = False, **__: object) -> Iterator[set[object]]:
        if not force_polling:
            raise OSError("OS file watch limit reached.")
        yield set()

    monkeypatch.setattr(watch, "watch", exhausted)
    assert list(watch.changes_below([tmp_path])) == [set()]
    assert "folder diperiksa sendiri" in capsys.readouterr().out
