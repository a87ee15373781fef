"""Watching where the system does not tell of changes: on drives of other machines, or with too many folders watched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import monotonic

import pytest
from watchfiles.main import FileChange

from sopgen.builder.request import Kind, Request
from sopgen.cli import report, watch
from tests.generators.habits import write_habits

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


def noticed(changes: Iterator[set[FileChange]], file: Path) -> bool:
    """Whether a change of ``file`` is told within ten seconds."""
    end = monotonic() + 10
    told = takewhile(lambda _: monotonic() < end, changes)
    return any(str(file) in {name for _, name in each} for each in told)


def test_a_folder_that_is_made_again_in_place_of_the_one_watched_is_watched_too(tmp_path: Path) -> None:
    sources, templates = tmp_path / "sop_sources", tmp_path / "templates"
    sources.mkdir()
    changes = watch.changes_below((sources, templates))
    assert next(changes) == set()
    for _ in range(2):  # its drive may know the second folder by the number of the first
        sources.rmdir()
        assert noticed(changes, sources)
        sources.mkdir()
        assert noticed(changes, sources)
        (sources / "sop.yaml").touch()
        assert noticed(changes, sources / "sop.yaml")
        (sources / "sop.yaml").unlink()
    templates.mkdir()
    assert noticed(changes, templates)
    (templates / "logo.svg").touch()
    assert noticed(changes, templates / "logo.svg")


@pytest.mark.parametrize("output", ["sop_sources", "sop_sources/hasil"])
def test_what_a_build_writes_among_the_sources_is_no_change_of_them(output: str, tmp_path: Path) -> None:
    written = ("sop/a.pdf", "sop/.sopgen-tmp-1", "lampiran/nota.json", "buku-sop.docx", ".sopgen-catatan.jsonl", ".")
    assert all(watch.is_output(tmp_path / output / name, tmp_path / output) for name in written)
    sources = ("sop_sources/biro/a.yaml", "sop_sources/sop/a.yaml", "sop_sources/logo.svg", "templates/logo.svg")
    assert not any(watch.is_output(tmp_path / name, tmp_path / output) for name in sources)


def test_a_build_into_the_sources_is_made_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    request = Request(tmp_path, tmp_path / "sop_sources" / "hasil")
    changes = {(1, str(request.output / "sop" / "a.pdf"))}
    monkeypatch.setattr(watch, "changes_below", lambda places: iter([set(), changes, changes]))
    monkeypatch.setattr(watch, "_wait_for", lambda process: None)
    watch.build_on_change(request, verbose=False, explain=False)
    assert capsys.readouterr().out.count("Menunggu perubahan") == 1


@pytest.mark.parametrize("lines", [24, 40])
def test_each_build_begins_with_a_line_and_the_time_and_fits_on_the_terminal(
    lines: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    office = write_habits(tmp_path, 29)
    request = Request(office, office / "build", names=("SOP-003/17000/2025",), kinds=(Kind.SVG,), book=())
    monkeypatch.setattr(watch, "terminal_height", lambda: lines)
    monkeypatch.setattr(report, "terminal_width", lambda: 100)
    monkeypatch.setattr(
        watch, "changes_below", lambda places: iter([set(), {(1, "/kantor/sop_sources/sop.yaml")}, set()])
    )
    monkeypatch.setattr(watch.sys, "exit", lambda status: None)

    def build_here(process: BaseProcess) -> None:
        watch._build(request, verbose=False, explain=False)

    monkeypatch.setattr(watch, "_wait_for", build_here)
    monkeypatch.setattr(watch, "begin_build", lambda: None)
    watch.build_on_change(request, verbose=False, explain=False)
    printed = capsys.readouterr().out
    first, *builds = re.split(r"^── \d\d\.\d\d\.\d\d ─+\n", printed, flags=re.MULTILINE)
    assert (first, len(builds)) == ("", 2)
    for build in builds:
        assert build.endswith("Menunggu perubahan; hentikan dengan Ctrl-C.\n\n")
        assert len(build.splitlines()) < lines
