"""An edited DOCX and the source file it belongs to: where ``sopgen pull`` begins."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sopgen.bounded_read import read_bounded
from sopgen.findings import UserError, as_typed
from sopgen.model.form.form import FORM, Form
from sopgen.model.load import project_files
from sopgen.model.resolve.blanks import without_blank_entries
from sopgen.paths import SOURCES, source_at, stands
from sopgen.pull.changes import short
from sopgen.pull.document.edited import Edited
from sopgen.pull.document.foreign import ForeignDocumentError, SourceLostError
from sopgen.pull.document.read import read
from sopgen.render.docx.package.archive import UnreadableError
from sopgen.render.docx.package.embedded import Embedded
from sopgen.source.document import Plain, Source
from sopgen.source.read import read as read_source

_MAX_BYTES = 64 * 2**20
_ENDINGS = (".yaml", ".yml")
#: Begins the name of the file by which Word remembers who has a document open.
_OWNER = "~$"


@dataclass(frozen=True, slots=True)
class Pair:
    """What a document says now, and its source file as it is now."""

    edited: Edited
    source: Source


@dataclass(frozen=True, slots=True)
class Named:
    """The source ``file`` that the user names, and what a document made from it today would carry of it."""

    file: Path
    embedded: Callable[[], Embedded]


def open_pair(file: Path, root: Path, form: Form = FORM, named: Named | None = None) -> Pair:
    """Read the DOCX ``file``, made with ``form``, and find its source in the project folder ``root``.

    ``named`` is the source if the document does not say which it is. Raises UserError, with a sentence for the
    terminal, when either cannot be read or the source is not there.
    """
    edited = _read(file, root, form, named)
    found = find_source(edited.origin, root) if named is None else named.file
    if named is not None:
        _require_no_other(edited.origin, named.file, root)
    source, findings = read_source(found, root)
    if source is None:
        reason = findings[0].message if findings else ""
        raise UserError(f"Berkas sumber {found.relative_to(root).as_posix()} tidak dapat dibaca. {reason}".rstrip())
    return Pair(edited, without_blank_entries(source))


def _read(file: Path, root: Path, form: Form, named: Named | None) -> Edited:
    """What the document says. Raises UserError."""
    if file.suffix.lower() in _ENDINGS:
        raise UserError(f"{file.name} adalah berkas sumber; sebutkan dokumen Word yang disunting (.docx).")
    if file.name.startswith(_OWNER):
        raise UserError(
            f"{file.name} adalah penanda bahwa dokumennya sedang terbuka di Word; sebutkan dokumen itu sendiri."
        )
    try:
        content = read_bounded(file, _MAX_BYTES)
        if len(content) > _MAX_BYTES:
            raise UnreadableError("terlalu besar")
        try:
            return read(content, form)
        except SourceLostError as error:
            if named is None:
                raise ForeignDocumentError(f"{error} {_to_name(error.subject, file, root)}", error.subject) from error
            return _known(read(content, form, named.embedded()), file, named)
    except UnreadableError as error:
        raise UserError(f"{file.name} tidak dapat dibaca: berkas ini {error}.") from error
    except ForeignDocumentError as error:
        raise UserError(f"{file.name}: {error}{_letter(error.subject, root)}") from error
    except OSError as error:
        raise UserError(f"{file} tidak dapat dibuka; periksa nama dan letaknya.") from error


def _known(edited: Edited, file: Path, named: Named) -> Edited:
    """The document, if anything in it is the named source's. Raises UserError."""
    if any(printed.text in edited.texts.get(printed.tag, ()) for printed in edited.origin.fields if printed.text):
        return edited
    raise UserError(f"{file.name} tidak memuat satu pun isian dari {named.file.name}; periksa nama kedua berkas.")


def _to_name(nomor: str, file: Path, root: Path) -> str:
    """How to say which source a document belongs to: with its name, if the nomor tells."""
    same = _with_nomor(nomor, root) if nomor else []
    name = same[0].relative_to(root.resolve()).as_posix() if len(same) == 1 else f"{SOURCES}/….yaml"
    command = f"sopgen pull {as_typed(str(file))} --source {as_typed(name)}"
    return f"Bila ini dokumen Word sebuah SOP, sebutkan berkas sumbernya: {command}"


def _letter(subject: str, root: Path) -> str:
    """Where a letter is written, if ``subject`` is one's kind and number."""
    for path in project_files(root.resolve()).letters if subject else ():
        plain = _plain(path, root.resolve())
        if f"{plain.get('jenis')} {plain.get('nomor')}" == subject:
            return f" Surat itu ditulis di {path.relative_to(root.resolve()).as_posix()}."
    return ""


def find_source(origin: Embedded, root: Path) -> Path:
    """The source file that a document was made from: the same file, or the one file that now has its nomor.

    Only what is read as an SOP counts, whatever name the document gives: what was enacted is never written again.
    Raises UserError when there is none.
    """
    root = root.resolve()
    found = _source_of(origin, root)
    if found is not None:
        return found
    raise UserError(
        f"Berkas sumber {short(origin.file)} (nomor {short(origin.nomor)}) tidak ditemukan di {SOURCES}/; sebutkan "
        "berkasnya dengan --source."
    )


def _source_of(origin: Embedded, root: Path) -> Path | None:
    """The source that a document was made from; None when nobody can tell.

    Another SOP may stand in the file by now, and that of the document in another one: the nomor tells.
    """
    named = sop_file_at(root, root / origin.file)
    if named is not None and _plain(named, root).get("nomor") == origin.nomor:
        return named
    same = _with_nomor(origin.nomor, root)
    return same[0] if len(same) == 1 else None if same else named


def _require_no_other(origin: Embedded, named: Path, root: Path) -> None:
    """Raise UserError when a document was made from another source of the project than the one that was named."""
    own = _source_of(origin, root.resolve())
    if own is not None and own.resolve() != named.resolve():
        name = own.relative_to(root.resolve()).as_posix()
        raise UserError(f"Dokumen ini dibuat dari {name} (nomor {short(origin.nomor)}), bukan dari {named.name}.")


def _with_nomor(nomor: str, root: Path) -> list[Path]:
    """The source files that have this nomor today."""
    root = root.resolve()
    return [path for path in project_files(root).sops if _plain(path, root).get("nomor") == nomor]


def sop_file_at(root: Path, place: Path) -> Path | None:
    """The SOP's source at a place; None when there is none, or no file can be called so (too long, a loop)."""
    file = source_at(root, place)
    return file if file in project_files(root).sops and stands(file) else None


def _plain(path: Path, root: Path) -> Mapping[str, Plain]:
    source, _ = read_source(path, root)
    return source.plain() if source else {}
