"""The findings of the last check, told again as long as nothing has changed that a check looks at.

What a check looks at: every source's bytes, the names, sizes and times of the files that sources may name, sopgen
itself, and the day. The findings are kept in the output folder; a damaged or outdated file counts as none and is
written anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

import click

import sopgen
from sopgen.builder.outputs import write_output
from sopgen.findings import Finding, Severity, Span, UserError
from sopgen.paths import OUTPUT, SOURCES, TEMPLATES

NAME = ".sopgen-temuan.json"
_READ = (".yaml", ".yml")  # files that are compared by their bytes, the others by size and time
_MOST_BYTES = 2**20 + 1  # of one source; longer ones are not read any further by a check either


def state(root: Path, today: date) -> str:
    """A hash of everything that the findings of the project at ``root`` depend on; ``today``: see review dates."""
    libraries = Path(click.__file__).parent.parent.stat().st_mtime_ns  # changes when one is installed or upgraded
    seen = hashlib.sha256(f"{today.isoformat()}\0{sys.version}\0{libraries}\0".encode())
    places = (root / SOURCES, root / TEMPLATES, Path(sopgen.__file__).parent)
    for place in places:
        for line in traces(str(place), reads=place != places[-1]):
            seen.update(line)
    return seen.hexdigest()


def recall(root: Path, now: str) -> tuple[Finding, ...] | None:
    """The findings when the state was ``now`` as it is again; None when that is not known for sure."""
    try:
        head, body = (root / OUTPUT / NAME).read_bytes().split(b"\n", 1)
        if head.decode("ascii") != _head(now, body):
            return None
        return tuple(_finding(entry) for entry in json.loads(body))
    except (OSError, ValueError, TypeError):
        return None


def remember(root: Path, before: str, findings: Sequence[Finding]) -> None:
    """Keep the findings of a check that began in the state ``before``; where that is impossible, do without."""
    body = json.dumps([_entry(finding) for finding in findings], ensure_ascii=False).encode("utf-8", "surrogatepass")
    with suppress(UserError):
        write_output(root / OUTPUT / NAME, f"{_head(before, body)}\n".encode() + body)


def _head(now: str, body: bytes) -> str:
    return f"{now} {hashlib.sha256(body).hexdigest()}"


def _entry(finding: Finding) -> list[object]:
    span = finding.span
    place = [span.line, span.column, span.end_column]
    words = [finding.excerpt, finding.message, finding.hint]
    return [finding.code, finding.severity.value, finding.file, place, *words, finding.step]


def _finding(entry: list[object]) -> Finding:
    code, severity, file, place, excerpt, message, hint, step = entry
    span = Span(*place)  # type: ignore[misc]
    return Finding(code, Severity(severity), file, span, excerpt, message, hint, step)  # type: ignore[arg-type]


def traces(folder: str, reads: bool) -> Iterator[bytes]:
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
            yield from traces(entry.path, reads)
        else:
            yield _content(entry, reads)


def _content(entry: os.DirEntry[str], reads: bool) -> bytes:
    """What tells one content of a file from another; of what cannot be read, why."""
    try:
        if reads and entry.name.endswith(_READ):
            return _bytes(entry)
        status = entry.stat()
        link = entry.is_symlink()
        return repr((link, status.st_mode, status.st_size, status.st_mtime_ns)).encode()
    except OSError as error:
        return repr((entry.is_symlink(), error.errno)).encode()


def _bytes(entry: os.DirEntry[str]) -> bytes:
    status = entry.stat()
    if not stat.S_ISREG(status.st_mode):
        return repr((entry.is_symlink(), status.st_mode)).encode()
    with open(entry.path, "rb") as file:  # noqa: PTH123  (a Path for each of hundreds costs more than the reading)
        content = file.read(_MOST_BYTES)
    return repr((entry.is_symlink(), len(content))).encode() + content
