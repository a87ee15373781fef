"""Whether there is nothing to do at all, answered from sizes and times of files without reading any source.

After a build without findings of severity galat, a note says what was there when it began and what was told at its end.
As long as every file that could matter has the same size and time, and every output is as it was written, the next
build has nothing to do but to tell the same. In doubt it says no, and the build looks closely.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import sopgen
from sopgen.builder.folder import SOURCES
from sopgen.builder.ledger import Ledger
from sopgen.builder.order import Order
from sopgen.builder.outputs import write_output
from sopgen.findings import Finding, Severity, Span

NOTE_NAME = ".sopgen-keadaan.json"

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


@dataclass(frozen=True, slots=True)
class Note:
    """What the last build found, when nothing has changed since."""

    sops: int
    findings: tuple[Finding, ...]


def state(order: Order, today: date) -> str:
    """A hash of the sizes and times of all files that a build of ``order`` may depend on, and of the order itself.

    ``today`` is part of it: whether a review date has passed depends on it.
    """
    package = Path(sopgen.__file__).parent
    trees = (order.root / SOURCES, order.root / "templates", package, package.parent / "templates")
    places = (*FONT_PLACES, sysconfig.get_path("purelib"), shutil.which("dot") or "", sys.executable)
    seen = hashlib.sha256(repr((order.kinds, order.book, order.drafts, str(order.output), today.isoformat())).encode())
    for tree in trees:
        for entry in _files(str(tree)):
            seen.update(repr(entry).encode())
    for place in places:
        seen.update(repr(_stat(os.path.expanduser(place))).encode())  # noqa: PTH111  (a hundred times a Path's cost)
    return seen.hexdigest()


def read_note(order: Order, now: str) -> Note | None:
    """The note of the last build when it still holds for the state ``now`` and every output is as it was written."""
    try:
        content = json.loads((order.output / NOTE_NAME).read_bytes())
        if content["state"] != now:
            return None
        ledger = Ledger(order.output)
        if not all(ledger.is_ours(name) for name in content["outputs"]):
            return None
        return Note(content["sops"], tuple(_finding(entry) for entry in content["findings"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def drop_note(order: Order) -> None:
    """Forget the note: a build begins that may end anywhere."""
    (order.output / NOTE_NAME).unlink(missing_ok=True)


def write_note(order: Order, before: str, note: Note, outputs: tuple[str, ...]) -> None:
    """Note that a build that began in the state ``before`` is complete; ``outputs`` are the files it stands for."""
    content = {
        "state": before,
        "sops": note.sops,
        "outputs": outputs,
        "findings": [asdict(finding) for finding in note.findings],
    }
    write_output(order.output / NOTE_NAME, json.dumps(content, ensure_ascii=False).encode())


def _finding(entry: dict[str, object]) -> Finding:
    span, severity = entry.pop("span"), entry.pop("severity")
    return Finding(**entry, span=Span(**span), severity=Severity(severity))  # type: ignore[arg-type]


def _files(folder: str) -> Iterator[tuple[str, int, int]]:
    """Name, size and time of every file below ``folder``, by name; nothing when it is not there."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name == "__pycache__":
            continue
        if entry.is_dir():
            yield from _files(entry.path)
        else:
            status = entry.stat()
            yield entry.path, status.st_size, status.st_mtime_ns


def _stat(place: str) -> tuple[str, int, int]:
    try:
        status = os.stat(place)  # noqa: PTH116
    except OSError:
        return place, -1, -1
    return place, status.st_size, status.st_mtime_ns
