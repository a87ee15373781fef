"""One build at a time in an output folder."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from sopgen.builder.state.atomic_write import explain, is_refused_by_drive
from sopgen.findings import UserError
from sopgen.paths import LOCK_NAME

_PAUSE = 0.1  # seconds between two tries


@contextmanager
def build_lock(folder: Path, patience: float = 0.0) -> Iterator[None]:
    """Hold the lock of the output ``folder`` while the body runs.

    Another build is waited for up to ``patience`` seconds. The operating system lets the lock go when its process
    ends, however it ends, so it never needs breaking. On a drive that knows no locks it holds nothing.

    Raises UserError when the other build does not end in time or the folder cannot be written.
    """
    path = folder / LOCK_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = path.open("a+", encoding="utf-8")
    except OSError as error:
        raise UserError(f"folder keluaran {folder} tidak dapat ditulisi: {explain(error)}.") from error
    with file:
        _acquire(file, patience)
        file.truncate(0)
        with suppress(OSError):  # a full disk is told by the first output; until then others read of no number
            os.write(file.fileno(), str(os.getpid()).encode())
        try:
            yield
        finally:
            file.truncate(0)


def lock_holder(folder: Path) -> str:
    """Who holds the lock of the output ``folder`` now, in words; empty when nobody does, or it cannot be known."""
    try:
        with (folder / LOCK_NAME).open("r+", encoding="utf-8") as file:
            return "" if _try_lock(file) else _holder(file)
    except OSError:
        return ""


def _acquire(file: IO[str], patience: float) -> None:
    waited = 0.0
    while not _try_lock(file):
        if waited >= patience:
            raise UserError(
                f"folder keluaran sedang dipakai oleh sopgen lain ({_holder(file)}); tunggu sampai selesai."
            )
        time.sleep(_PAUSE)
        waited += _PAUSE


def _holder(file: IO[str]) -> str:
    file.seek(0)
    number = file.read().strip()
    return f"proses {number}" if number else "proses lain"


def _try_lock(file: IO[str]) -> bool:
    try:
        import fcntl
    except ImportError:  # Windows
        return _try_lock_windows(file)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        if not is_refused_by_drive(error):
            raise
    return True


def cannot_lock(folder: Path) -> bool:
    """Whether the output ``folder`` is on a drive that knows no locks: nothing keeps two builds apart there."""
    try:
        import fcntl

        with (folder / LOCK_NAME).open("r+", encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except ImportError:  # Windows
        return False
    except OSError as error:
        return is_refused_by_drive(error)
    return False


def _try_lock_windows(file: IO[str]) -> bool:
    import msvcrt

    file.seek(1 << 30)  # a place past the text: Windows' locks keep others from reading what they cover
    try:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    except OSError:
        return False
    return True
