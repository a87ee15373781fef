"""Outputs are whole or absent, and what stands in the way is said in one sentence."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sopgen.builder.state.atomic_write import TEMPORARY, OutputError, clean_temporaries, explain, scratch, write_output
from sopgen.findings import UserError

WRITER = """
import sys
from pathlib import Path
from sopgen.builder.state.atomic_write import write_output
print("ready", flush=True)
letter = 0
while True:
    letter = (letter + 1) % 26
    write_output(Path(sys.argv[1]), bytes([97 + letter]) * 300_000)
"""


def test_an_output_appears_in_folders_that_were_not_there(tmp_path: Path) -> None:
    path = tmp_path / "sop" / "biro" / "a.pdf"
    assert write_output(path, b"isi").path == path
    assert path.read_bytes() == b"isi"


def test_an_output_killed_while_being_written_is_the_old_or_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    for attempt in range(15):
        with subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(0.002 * attempt)
            process.send_signal(signal.SIGKILL)
        if path.exists():
            content = path.read_bytes()
            assert len(content) == 300_000
            assert len(set(content)) == 1


def test_what_a_killed_build_left_behind_is_removed(tmp_path: Path) -> None:
    leftover = tmp_path / "sop" / f"{TEMPORARY}123-a.pdf"
    leftover.parent.mkdir()
    leftover.write_bytes(b"setengah")
    (tmp_path / "sop" / "a.pdf").write_bytes(b"utuh")
    clean_temporaries(tmp_path)
    assert [path.name for path in (tmp_path / "sop").iterdir()] == ["a.pdf"]


@pytest.mark.parametrize("owner", [".~lock.laporan.docx#", "~$laporan.docx", "~$poran.docx"])
def test_an_output_open_in_an_office_program_is_left_alone(tmp_path: Path, owner: str) -> None:
    path = tmp_path / "laporan.docx"
    path.write_bytes(b"sedang disunting")
    (tmp_path / owner).touch()
    written = write_output(path, b"baru")
    assert path.read_bytes() == b"sedang disunting"
    assert written.beside == tmp_path / "_laporan.baru.docx"
    assert written.beside.read_bytes() == b"baru"


@pytest.mark.parametrize("finished", [False, True], ids=["bytes", "finished file"])
def test_an_output_that_may_not_be_replaced_gets_its_new_version_beside_it(
    tmp_path: Path, finished: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"lama")
    real = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if Path(target) == path:
            raise PermissionError(13, "in use")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with scratch(path) as place:
        place.write_bytes(b"baru")
        written = write_output(path, place if finished else b"baru")
    assert path.read_bytes() == b"lama"
    assert written.beside is not None
    assert written.beside.read_bytes() == b"baru"
    assert not list(tmp_path.glob(TEMPORARY + "*"))


def test_a_file_where_a_folder_should_be_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "sop").write_text("bukan folder")
    with pytest.raises(OutputError, match="tidak dapat ditulis: ada berkas di tempat yang seharusnya folder"):
        write_output(tmp_path / "sop" / "a.pdf", b"isi")


def test_a_folder_where_an_output_should_be_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.pdf" / "milik orang").mkdir(parents=True)
    with pytest.raises(OutputError, match="tidak dapat ditulis: ada folder dengan nama itu"):
        write_output(tmp_path / "a.pdf", b"isi")
    assert [found.name for found in tmp_path.iterdir()] == ["a.pdf"]


@pytest.mark.parametrize("length", [200, 250, 255])
def test_an_output_has_any_name_that_its_folder_takes(tmp_path: Path, length: int) -> None:
    path = tmp_path / ("n" * (length - 4) + ".pdf")
    with scratch(path) as place:
        place.write_bytes(b"isi")
        assert write_output(path, place).beside is None
    assert path.read_bytes() == b"isi"


def test_a_longer_name_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="tidak dapat ditulis: namanya terlalu panjang"):
        write_output(tmp_path / ("n" * 252 + ".pdf"), b"isi")
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_one_sentence_and_leaves_the_old_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"lama")

    def full(descriptor: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match="ruang penyimpanan penuh") as caught:
        write_output(path, b"baru")
    assert not isinstance(caught.value, OutputError), "no other output can be written either"
    assert path.read_bytes() == b"lama"
    assert [found.name for found in tmp_path.iterdir()] == ["a.pdf"]


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP])
def test_a_drive_that_cannot_flush_still_gets_the_output(
    code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", refuse)
    assert write_output(tmp_path / "a.pdf", b"isi").path.read_bytes() == b"isi"


@pytest.mark.parametrize(
    ("code", "clause"),
    [(errno.ENOENT, "tempat itu tidak ada"), (errno.EINVAL, "nama itu tidak diterima di penyimpanan ini")],
)
def test_what_a_drive_says_of_a_name_is_said_in_indonesian(code: int, clause: str) -> None:
    assert explain(OSError(code, os.strerror(code))) == clause


def test_who_may_read_an_output_stays_as_the_office_set_it(tmp_path: Path) -> None:
    path = tmp_path / "rahasia.pdf"
    write_output(path, b"lama")
    path.chmod(0o600)
    write_output(path, b"baru")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"baru", 0o600)
    with scratch(path) as place:
        place.write_bytes(b"besar")
        write_output(path, place)
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"besar", 0o600)


def test_a_device_or_a_pipe_is_never_replaced_by_an_output(tmp_path: Path) -> None:
    pipe = tmp_path / "sop.pdf"
    os.mkfifo(pipe)
    with pytest.raises(OutputError, match=r"^.*sop\.pdf tidak dapat ditulis: bukan berkas biasa\.$"):
        write_output(pipe, b"x")
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]
