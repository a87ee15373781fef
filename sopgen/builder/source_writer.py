"""Writing into sources: only what was read is replaced, and whole."""

from __future__ import annotations

import os
from pathlib import Path

from sopgen.builder.state.atomic_write import Written, explain, write_output
from sopgen.findings import UserError


def write_source(file: Path, before: bytes, after: bytes) -> Written:
    """Replace the source ``file``, whose bytes were ``before`` when it was read, by ``after``.

    A link stays a link, and the file keeps its permissions. Raises UserError when somebody has saved it meanwhile
    (their work would be lost), or when it cannot be written.
    """
    real = file.resolve()
    try:
        now, mode = real.read_bytes(), real.stat().st_mode
    except OSError as error:
        raise UserError(f"{file} tidak dapat dibaca lagi: {explain(error)}.") from error
    if now != before:
        raise UserError(f"{file} disimpan orang lain selagi diperiksa, jadi tidak ditulis. Ulangi perintahnya.")
    written = write_output(real, after)
    (written.beside or real).chmod(mode)
    return written


def write_new_source(file: Path, content: bytes) -> None:
    """Write a source that must not be there yet; UserError when it is, or when it cannot be written."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        _create(file, content)
    except OSError as error:
        raise UserError(f"{file} tidak dapat ditulis: {explain(error)}.") from error


def require_new(file: Path) -> None:
    """Raise UserError when there is a source, or anything else, called so: who has much to ask looks first."""
    if os.path.lexists(file):
        raise _taken(file)


def _taken(file: Path) -> UserError:
    return UserError(f"{file} sudah ada, jadi tidak ditimpa. Sebut nama berkas lain.")


def _create(file: Path, content: bytes) -> None:
    try:
        stream = file.open("xb")
    except FileExistsError as error:
        raise _taken(file) from error
    try:
        with stream:
            stream.write(content)
    except BaseException:
        file.unlink(missing_ok=True)  # a part of a source would be read as a whole one
        raise
