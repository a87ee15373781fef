"""The state of all that a check, or a build, depends on, as one hash: the same hash, nothing to do again.

What a check looks at: every source's bytes, the names, sizes and times of the files that sources may name, fonts,
sopgen itself, and the day. A build depends besides on templates, programs and on what was asked for. Nothing is
understood here, so the answer takes a blink; in doubt the hash is another one. Paths are strings here: a hundred times
as many Path objects would take longer than looking at the files.
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
    for place in FONT_PLACES:
        seen.update(_trace(os.path.expanduser(place)))  # noqa: PTH111  (Path's own fails without a home)
    for folder in (root / SOURCES, root / TEMPLATES, _PACKAGE):
        for line in _traces(folder, reads=folder != _PACKAGE):
            seen.update(line)
    return seen.hexdigest()


def build_state(request: Request, checked: str) -> str:
    """A hash of all that a build of ``request`` may depend on; ``checked`` is the ``check_state`` of its project."""
    asked = (request.kinds, request.book, request.drafts, str(request.output))
    seen = hashlib.sha256(repr((checked, asked)).encode())
    places = (shutil.which("dot") or "dot", sys.executable)
    for line in (*_traces(_PACKAGE.parent / TEMPLATES, reads=False), *map(_trace, places)):
        seen.update(line)
    return seen.hexdigest()


def _traces(top: Path, reads: bool) -> Iterator[bytes]:
    """The folders below ``top`` by name, and their files and links; sources by their bytes where ``reads``.

    Folders' own times say nothing: Python changes them when it compiles a module.
    """
    for folder, folders, files in os.walk(top):
        folders[:] = sorted(set(folders) - {"__pycache__"})
        yield os.fsencode(folder) + b"\0"
        links = (name for name in folders if os.path.islink(f"{folder}/{name}"))  # noqa: PTH114  (Path's own may fail)
        for name in sorted((*files, *links)):
            yield _trace(f"{folder}/{name}", reads and name.endswith(_READ))


def _trace(place: str, reads: bool = False) -> bytes:
    """What tells one content of a file from another: size and time, or its bytes; of what cannot be read, why."""
    content = b""
    try:
        own = os.lstat(place)
        is_link = stat.S_ISLNK(own.st_mode)
        status = os.stat(place) if is_link else own  # noqa: PTH116
        told: tuple[object, ...] = (status.st_size, status.st_mtime_ns)
        if reads and stat.S_ISREG(status.st_mode):
            with open(place, "rb") as file:  # noqa: PTH123
                content = file.read(_MOST_BYTES)
            told = (len(content),)
        told = (is_link, status.st_mode, *told)
    except OSError as error:
        told = (error.errno,)
    return os.fsencode(place) + repr(told).encode() + content
