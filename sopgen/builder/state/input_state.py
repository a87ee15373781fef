"""The state of all that a check, or a build, depends on, as one hash: the same hash, nothing to do again.

What a check looks at: every source's bytes, the names, sizes and times of the files that sources may name, sopgen
itself, and the day. A build depends besides on templates, fonts, programs and on what was asked for. Nothing is
understood here, so the answer takes a blink; in doubt the hash is another one.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import sys
import sysconfig
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import sopgen
from sopgen.builder.request import Request
from sopgen.paths import SOURCES, TEMPLATES

#: Where a newly installed font shows; fontconfig's cache is renewed when a package brings one.
FONT_PLACES = (
    "/etc/fonts",
    "/var/cache/fontconfig",
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.fonts",
    "~/.local/share/fonts",
    "~/.config/fontconfig",
)
_READ = (".yaml", ".yml")  # files that are compared by their bytes, the others by size and time
_MOST_BYTES = 2**20 + 1  # of one source; longer ones are not read any further by a check either
_PACKAGE = Path(sopgen.__file__).parent


def check_state(root: Path, today: date) -> str:
    """A hash of everything that the findings of the project at ``root`` depend on; ``today``: see review dates."""
    seen = hashlib.sha256(f"{today.isoformat()}\0{sys.version}\0".encode())
    seen.update(_trace(sysconfig.get_path("purelib")))  # changes when a library is installed or upgraded
    for place in (root / SOURCES, root / TEMPLATES, _PACKAGE):
        for line in _traces(str(place), reads=place != _PACKAGE):
            seen.update(line)
    return seen.hexdigest()


def build_state(request: Request, checked: str) -> str:
    """A hash of all that a build of ``order`` may depend on; ``checked`` is the ``check_state`` of its project."""
    asked = (request.kinds, request.book, request.drafts, str(request.output))
    seen = hashlib.sha256(repr((checked, asked)).encode())
    for line in _traces(str(_PACKAGE.parent / TEMPLATES), reads=False):
        seen.update(line)
    for place in (*FONT_PLACES, shutil.which("dot") or "", sys.executable):
        seen.update(_trace(os.path.expanduser(place)))  # noqa: PTH111  (a hundred times a Path's cost)
    return seen.hexdigest()


def _traces(folder: str, reads: bool) -> Iterator[bytes]:
    """What there is below ``folder``, by name: kinds, sizes, times, and of sources the bytes where ``reads``."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield f"{folder}\0{error.errno}\0".encode("utf-8", "surrogateescape")
        return
    for entry in entries:
        if entry.name == "__pycache__":
            continue
        yield f"{entry.path}\0".encode("utf-8", "surrogateescape")
        if entry.is_dir(follow_symlinks=False):
            yield from _traces(entry.path, reads)
        else:
            yield _content(entry, reads)


def _content(entry: os.DirEntry[str], reads: bool) -> bytes:
    """What tells one content of a file from another; of what cannot be read, why."""
    try:
        if reads and entry.name.endswith(_READ):
            return _bytes(entry)
        status = entry.stat()
        return repr((entry.is_symlink(), status.st_mode, status.st_size, status.st_mtime_ns)).encode()
    except OSError as error:
        return repr((entry.is_symlink(), error.errno)).encode()


def _bytes(entry: os.DirEntry[str]) -> bytes:
    status = entry.stat()
    if not stat.S_ISREG(status.st_mode):
        return repr((entry.is_symlink(), status.st_mode)).encode()
    with open(entry.path, "rb") as file:  # noqa: PTH123  (a Path for each of hundreds costs more than the reading)
        content = file.read(_MOST_BYTES)
    return repr((entry.is_symlink(), len(content))).encode() + content


def _trace(place: str) -> bytes:
    try:
        status = os.stat(place)  # noqa: PTH116
    except OSError:
        return f"{place} -".encode("utf-8", "surrogateescape")
    return f"{place} {status.st_size} {status.st_mtime_ns}".encode("utf-8", "surrogateescape")
