"""Writing an output so that it is whole or absent, whatever happens meanwhile."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeVar

from sopgen.findings import UserError
from sopgen.paths import stands
from sopgen.system_errors import clause

AnyPath = TypeVar("AnyPath", Path, PurePosixPath)

#: Begins the name of every file being written; such a file belongs to nobody once no build runs.
TEMPORARY = ".sopgen-tmp-"
#: Errors of the whole disk or process: after one of them, no other output can be written either.
_OF_EVERY_OUTPUT = frozenset({"ENOSPC", "EDQUOT", "EROFS", "EFBIG", "EIO", "EMFILE", "ENFILE", "ENOMEM"})

#: What only writing can mean by an error.
_AT_WRITING = {
    "EACCES": "tidak ada izin menulis di folder itu",
    "EPERM": "tidak ada izin menulis di folder itu",
    "EEXIST": "ada berkas di tempat yang seharusnya folder",
    "EISDIR": "ada folder dengan nama itu",
    "ENOENT": "tempat itu tidak ada",
    "EINVAL": "nama itu tidak diterima di penyimpanan ini",
}
#: What systems answer when a drive, most often one of a network, does not know what is asked.
_NOT_ON_THIS_DRIVE = frozenset({"EINVAL", "ENOLCK", "ENOSYS", "ENOTSUP", "ENOTTY", "EOPNOTSUPP"})


class OutputError(UserError):
    """One output cannot be written where it belongs; others may well be."""


@dataclass(frozen=True, slots=True)
class Written:
    """An output on disk. ``beside`` is where the new version stands when ``path`` is open in another program."""

    path: Path
    beside: Path | None = None


def write_output(path: Path, content: bytes | Path, before: Callable[[Path], None] | None = None) -> Written:
    """Write ``content`` to ``path`` so that a reader or a crash sees the old file or the new one, never a part.

    ``content`` may be a finished file from ``scratch``, which then takes that place. ``before`` is called with the
    place when all is ready to take it.

    The file is written under another name in the same folder, flushed to the disk and then renamed. An output that
    somebody has open in Word or LibreOffice is left alone: what they save would replace ours. The new version then
    stands beside it.

    Raises OutputError when it cannot be written at that place, UserError when the disk is full.
    """
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        place = beside_of(path) if is_open(path) else path
        try:
            _replace(place, content, before)
        except PermissionError:
            if place != path or not stands(path):
                raise
            # Windows refuses to replace a file that is open; on other systems the folder itself is closed to us.
            place = beside_of(path)
            _replace(place, content, before)
    return Written(path, place if place != path else None)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Tell in a sentence what keeps output ``path`` from being written in the block.

    Raises OutputError when it is that output's place, UserError when no other output could be written either.
    """
    try:
        yield
    except OSError as error:
        kind = UserError if _code(error) in _OF_EVERY_OUTPUT else OutputError
        raise kind(f"{path} tidak dapat ditulis: {explain(error)}.") from error


@contextmanager
def scratch(path: Path) -> Iterator[Path]:
    """A file beside output ``path`` to write what is too large for memory; gone afterwards, unless it has become it.

    Raises what ``writing`` raises when what is done with it inside the block fails.
    """
    place = _temporary(path)
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            place.touch()
            yield place
        finally:
            place.unlink(missing_ok=True)


def clean_temporaries(folder: Path) -> None:
    """Remove what an interrupted build left half written below ``folder``; call it only under the build's lock."""
    for leftover in folder.rglob(TEMPORARY + "*"):
        with suppress(OSError):  # what is in the way is told by the output that it keeps from being written
            leftover.unlink()


def explain(error: OSError) -> str:
    """An operating system's error at writing as an Indonesian clause."""
    return _AT_WRITING.get(_code(error)) or clause(error) or error.strerror or str(error)


def is_refused_by_drive(error: OSError) -> bool:
    """Whether a drive, most often one of a network, does not know what was asked of it."""
    return _code(error) in _NOT_ON_THIS_DRIVE


def _code(error: OSError) -> str:
    from errno import errorcode

    return errorcode.get(error.errno or 0, "")


def beside_of(path: AnyPath) -> AnyPath:
    """Where a new version stands while ``path`` is open: ``sop.docx`` -> ``_sop.baru.docx``.

    No source's name begins so, hence no output of another one.
    """
    return path.with_name(f"_{path.stem}.baru{path.suffix}")


def owner_file(path: Path) -> Path | None:
    """The file by which an office program says that it has ``path`` open; one that has crashed leaves it behind.

    LibreOffice writes ``.~lock.NAME#``; Word ``~$NAME``, without the first two letters of long names.
    """
    names = (f".~lock.{path.name}#", f"~${path.name}", f"~${path.name[2:]}")
    owners = (path.with_name(name) for name in names)
    return next((owner for owner in owners if stands(owner)), None) if stands(path) else None


def is_open(path: Path) -> bool:
    """Whether an office program says that it has ``path`` open."""
    return owner_file(path) is not None


def _temporary(path: Path) -> Path:
    """Where output ``path`` is written before it takes its place; a name of any length has a short one there."""
    name = hashlib.sha256(os.fsencode(path.name)).hexdigest()[:16]
    return path.with_name(f"{TEMPORARY}{os.getpid()}-{name}")


def _replace(path: Path, content: bytes | Path, before: Callable[[Path], None] | None) -> None:
    if _is_device(path):
        raise OutputError(f"{path} tidak dapat ditulis: bukan berkas biasa.")
    temporary = content if isinstance(content, Path) else _temporary(path)
    mode = _mode(path)
    try:
        with temporary.open("ab" if temporary is content else "wb") as file:
            file.write(b"" if isinstance(content, Path) else content)
            file.flush()
            flush(file.fileno())
        if mode is not None:
            temporary.chmod(mode)
        if before is not None:
            before(path)
        temporary.replace(path)
    except BaseException:
        if temporary is not content:  # that one may still go to another place
            temporary.unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def _is_device(path: Path) -> bool:
    """Whether something stands at ``path`` that a rename would put a file in place of: a device, a pipe, a socket."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _mode(path: Path) -> int | None:
    """Who may do what with the file at ``path``; None when there is none."""
    try:
        return stat.S_IMODE(path.stat().st_mode) if stands(path) else None
    except OSError:
        return None


def flush_folder(folder: Path) -> None:
    """Make the rename itself survive a power cut, where the system lets folders be flushed."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with suppress(OSError):  # the file itself is written: a drive that cannot flush its folders still has it
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def flush(descriptor: int) -> None:
    """Flush a file to the disk, where its drive can do that: some network drives refuse."""
    try:
        os.fsync(descriptor)
    except OSError as error:
        if not is_refused_by_drive(error):
            raise
