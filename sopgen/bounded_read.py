"""Files that others wrote, read without trust in their size or kind."""

from __future__ import annotations

import stat
from io import BufferedReader
from pathlib import Path


def read_bounded(file: Path, most: int) -> bytes:
    """The file's bytes, at most one more than ``most``: who gets so many knows that it is too large.

    Raises OSError as reading does, and with errno 0 for what is no regular file: a device, a pipe, a folder.
    """
    with open_regular(file) as stream:
        return stream.read(most + 1)


def open_regular(file: Path) -> BufferedReader:
    """The file, to be read. Raises OSError, with errno 0 for what may have no end: a device, a pipe, a folder."""
    if not stat.S_ISREG(file.stat().st_mode):
        raise OSError(0, "bukan berkas biasa")
    return file.open("rb")
