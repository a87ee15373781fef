"""Edited documents that were damaged on the way: read, or refused in one sentence."""

from __future__ import annotations

import io
import random
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sopgen.cli.run import run
from sopgen.pull.document.foreign import ForeignDocumentError
from sopgen.pull.document.read import read
from sopgen.render.docx.package.archive import UnreadableError
from tests.conftest import scaled
from tests.generators.damaged_docx import damaged_bytes, damaged_parts
from tests.render_docx.documents import FOLDERS, made


def one_step() -> bytes:
    """A small SOP's document."""
    return made("one-step")[0].docx


def marked_as_encrypted(everywhere: bool) -> bytes:
    """The document whose parts say that they are encrypted: at the parts themselves, or also in the directory."""
    content = bytearray(one_step())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8))[: 2 if everywhere else 1]:
        place = content.find(mark)
        while place >= 0:
            content[place + offset] |= 1
            place = content.find(mark, place + 1)
    return bytes(content)


def old_word(inside: str) -> bytes:
    """The beginning of a file in the container of Word before 2007."""
    return bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504) + inside.encode("utf-16-le") + bytes(512)


@settings(max_examples=scaled(300))
@given(seed=st.integers(0, 10**9))
@example(seed=30)  # a member of no name
@example(seed=2182)  # a name that is no UTF-8
def test_a_file_with_damaged_bytes_is_read_or_refused(seed: int) -> None:
    with suppress(UnreadableError, ForeignDocumentError):
        read(damaged_bytes(one_step(), random.Random(seed)))


@settings(max_examples=scaled(50))
@given(seed=st.integers(0, 10**9))
def test_a_file_with_edited_parts_is_read_or_refused(seed: int) -> None:
    with suppress(UnreadableError, ForeignDocumentError):
        read(damaged_parts(one_step(), random.Random(seed)))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (one_step()[:-30], "bukan berkas Word (.docx) yang utuh"),
        (one_step()[:4] + bytes(2000) + one_step()[2004:], "bukan berkas Word (.docx) yang utuh"),
        (one_step()[40:], "bukan berkas Word (.docx) yang utuh"),
        (marked_as_encrypted(everywhere=True), "dilindungi kata sandi"),
        (marked_as_encrypted(everywhere=False), "dilindungi kata sandi"),
        (old_word("EncryptedPackage"), "dilindungi kata sandi"),
        (old_word("WordDocument"), "dokumen Word lama (.doc)"),
    ],
    ids=["cut", "overwritten", "its beginning lost", "encrypted", "encrypted in secret", "with a password", "old"],
)
def test_pull_says_in_one_sentence_what_is_wrong_with_a_file(
    content: bytes, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "suntingan.docx"
    file.write_bytes(content)
    assert run(["-C", str(FOLDERS["one-step"]), "pull", str(file)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("suntingan.docx tidak dapat dibaca: berkas ini ") or "suntingan.docx" in line
    assert words in line


def test_a_part_of_huge_size_is_not_unpacked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "besar.docx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(4):
            archive.writestr(f"word/{number}.xml", bytes(63 * 2**20))
    assert len(file.read_bytes()) < 2**20
    assert run(["-C", str(FOLDERS["one-step"]), "pull", str(file)]) == 2
    assert "terlalu besar" in capsys.readouterr().err


def test_a_sound_file_is_read() -> None:
    with zipfile.ZipFile(io.BytesIO(one_step())) as archive:
        assert archive.testzip() is None
    assert read(one_step()).origin.nomor == made("one-step")[0].sop.nomor
