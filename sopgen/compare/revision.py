"""An SOP as it was at a git revision, or in a file anywhere: the two sides of a comparison."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

from sopgen.bounded_read import read_bounded
from sopgen.findings import Finding, FindingsError, Severity, UserError
from sopgen.flow.check import check
from sopgen.model.project import Project
from sopgen.model.resolve.make_sop import make_sop
from sopgen.model.resolve.sop_register import Register, link, registered
from sopgen.model.sop import Sop
from sopgen.paths import BOOK, INSTITUTION, LETTERS
from sopgen.source.read import MAX_BYTES, parse, relative_name

_TIME_LIMIT = 20.0  # seconds for git


def sop_at(file: Path, project: Project, revision: str = "") -> Sop:
    """The SOP in ``file``, as it is on disk or as it was at a git ``revision``.

    Names are looked up in today's institution. Raises UserError when there is no such file, repository or revision, or
    when it is a source of another kind, FindingsError when what stood there is no SOP.
    """
    file = file.absolute()
    name = relative_name(file, project.root)
    if name in (INSTITUTION, BOOK) or name.startswith(f"{LETTERS}/"):
        raise UserError(f"“{name}” bukan berkas SOP.")
    raw = _committed(file, revision) if revision else _bytes(file)
    source, findings = parse(raw, file, f"{name}@{revision}" if revision else name)
    sop, more = make_sop(source, project.institution) if source else (None, ())
    if sop is None:
        raise FindingsError(_errors((*findings, *more)))
    linked, _ = link(sop, Register(registered(each) for each in (*project.sops, *project.partial)))
    errors = _errors((*findings, *more, *check(linked)))
    if errors:
        raise FindingsError(errors)
    return linked


def _errors(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding.severity is Severity.ERROR)


def _bytes(file: Path) -> bytes:
    try:
        return read_bounded(file, MAX_BYTES)
    except OSError as error:
        raise UserError(f"Berkas {file} tidak dapat dibuka.") from error


def saved_at(file: Path, revision: str) -> tuple[str, date]:
    """The short name of a git ``revision`` in the repository of ``file``, and the day on which it was made.

    Raises UserError as ``sop_at`` does.
    """
    file = file.resolve()
    words = _git(file, revision, "log", "-1", "--format=%h %cs", "--end-of-options", revision, "--").decode().split()
    if len(words) != 2:
        raise _unknown(file, revision)
    return words[0], date.fromisoformat(words[1])


def _committed(file: Path, revision: str) -> bytes:
    """The bytes of ``file`` at ``revision``; of a link, of which git keeps where it leads, those of the file there."""
    file = file.resolve()
    content = _git(file, revision, "show", "--no-textconv", "--end-of-options", f"{revision}:./{file.name}")
    if len(content) > MAX_BYTES:
        raise UserError(f"{file.name} pada revisi “{revision}” lebih besar dari 1 MiB.")
    return content


def _git(file: Path, revision: str, *arguments: str) -> bytes:
    """What git answers in the folder of ``file``; the revision is never taken for an option."""
    if revision.startswith(("-", "^")) or ":" in revision or ".." in revision:  # an option, several, or a file
        raise UserError(f"“{revision}” bukan revisi git.")
    done = _run(file, *arguments)
    if done.returncode != 0:
        raise _unknown(file, revision)
    return done.stdout


def _run(file: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-C", str(file.parent), *arguments]
    try:
        environment = {**os.environ, "LC_ALL": "C"}  # what git says is looked at
        return subprocess.run(command, capture_output=True, timeout=_TIME_LIMIT, check=False, env=environment)
    except FileNotFoundError as error:
        raise UserError("Program git tidak ada; bandingkan dua berkas saja.") from error
    except subprocess.TimeoutExpired as error:
        raise UserError("Program git tidak menjawab.") from error


def _unknown(file: Path, revision: str) -> UserError:
    """Why git has no such version of a file."""
    found = _run(file, "rev-parse", "--git-dir")
    if b"dubious ownership" in found.stderr:
        return UserError(
            f"git menolak membaca folder {file.parent}, karena pemiliknya pengguna lain; bila folder itu memang milik "
            f"kantor, jalankan: git config --global --add safe.directory '*'"
        )
    if found.returncode != 0:
        return UserError(f"{file.name} tidak di dalam repositori git; bandingkan dua berkas saja.")
    if _run(file, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").returncode != 0:
        return UserError(f"Revisi “{revision}” tidak ada di git.")
    return UserError(f"{file.name} belum ada pada revisi “{revision}”.")
