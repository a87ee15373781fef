"""An edited DOCX and the source file it belongs to: where ``sopgen pull`` begins."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sopgen.findings import UserError
from sopgen.model.form.form import FORM, Form
from sopgen.model.resolve.blanks import without_blank_entries
from sopgen.paths import SOURCES
from sopgen.pull.changes import short
from sopgen.pull.document.edited import Edited
from sopgen.pull.document.read import ForeignDocumentError, read
from sopgen.render.docx.package.archive import UnreadableError
from sopgen.render.docx.package.embedded import Embedded
from sopgen.source.document import Source
from sopgen.source.read import read as read_source

_MAX_BYTES = 64 * 2**20
_ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Pair:
    """What a document says now, and its source file as it is now."""

    edited: Edited
    source: Source


def open_pair(file: Path, root: Path, form: Form = FORM) -> Pair:
    """Read the DOCX ``file``, made with ``form``, and find its source in the project folder ``root``.

    Raises UserError, with a sentence for the terminal, when either cannot be read or the source is not there.
    """
    try:
        if file.stat().st_size > _MAX_BYTES:
            raise UnreadableError("terlalu besar")
        edited = read(file.read_bytes(), form)
    except UnreadableError as error:
        raise UserError(f"{file.name} tidak dapat dibaca: berkas ini {error}.") from error
    except ForeignDocumentError as error:
        raise UserError(f"{file.name}: {error}") from error
    except OSError as error:
        raise UserError(f"{file} tidak dapat dibuka; periksa nama dan letaknya.") from error
    found = find_source(edited.origin, root)
    source, findings = read_source(found, root)
    if source is None:
        reason = findings[0].message if findings else ""
        raise UserError(f"Berkas sumber {found.relative_to(root).as_posix()} tidak dapat dibaca. {reason}".rstrip())
    return Pair(edited, without_blank_entries(source))


def find_source(origin: Embedded, root: Path) -> Path:
    """The source file that a document was made from: the same file, or the one file that now has its nomor.

    Only files inside ``sop_sources/`` count, whatever name the document gives. Raises UserError when there is none.
    """
    root = root.resolve()
    folder = root / SOURCES
    named = _file_at(root, origin.file)
    if named is not None and named.is_relative_to(folder) and named.suffix in _ENDINGS:
        return named
    same = [
        path for path in sorted(folder.rglob("*")) if path.suffix in _ENDINGS and _nomor(path, root) == origin.nomor
    ]
    if len(same) == 1:
        return same[0]
    raise UserError(f"Berkas sumber {short(origin.file)} (nomor {short(origin.nomor)}) tidak ditemukan di {SOURCES}/.")


def _file_at(root: Path, name: str) -> Path | None:
    """The file that a document names; None when there is none, or no file can be called so (too long, a loop)."""
    try:
        file = (root / name).resolve()
        return file if file.is_file() else None
    except (OSError, ValueError, RuntimeError):
        return None


def _nomor(path: Path, root: Path) -> str | None:
    source, _ = read_source(path, root)
    nomor = source.plain().get("nomor") if source else None
    return nomor if isinstance(nomor, str) else None
