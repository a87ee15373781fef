"""Reads a project folder whole: every file, every finding, and the SOPs that can be built.

The steps are separate and pure, so that a build that knows what changed can take only the ones it needs:
``read`` (a file), ``make_sop`` (a source and the institution), ``link`` (an SOP and the register of all).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path, PurePath
from typing import TypeVar

from sopgen.findings import Finding, UserError
from sopgen.model import codes
from sopgen.model.collector import has_errors
from sopgen.model.enacted.enactments import with_enactments
from sopgen.model.institution import Institution
from sopgen.model.internal_error import attempt
from sopgen.model.project import FailedSop, Project
from sopgen.model.resolve.make_book import make_book
from sopgen.model.resolve.make_institution import make_institution
from sopgen.model.resolve.make_letter import make_letter
from sopgen.model.resolve.make_sop import make_sop
from sopgen.model.resolve.sop_register import Register, Registered, link, registered, registered_head, registered_text
from sopgen.model.sop import Sop
from sopgen.paths import BOOK, ENACTED, INSTITUTION, LETTERS, SENT, SOURCES, source_beside
from sopgen.source import codes as source_codes
from sopgen.source.document import Source
from sopgen.source.read import ALL_SAVED, MAX_BYTES, bytes_of, finding_about, read, relative_name

_ENDINGS = {".yaml", ".yml"}
#: What editors add to a name that is typed with another ending.
_ADDED = ".txt"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ProjectFiles:
    """The files of a project folder by what they hold; ``findings`` tell of those that cannot be read as they are."""

    institution: Path
    book: Path | None
    letters: tuple[Path, ...]
    sops: tuple[Path, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class LoadedSop:
    """One SOP's file after ``make_sop``: the SOP (None when nothing could be made of it) and its findings."""

    name: str
    sop: Sop | None
    findings: tuple[Finding, ...]
    entry: Registered | None

    @property
    def failed(self) -> bool:
        """Whether it cannot be built."""
        return self.sop is None or has_errors(self.findings)


#: Finds in an institution what only later stages can tell.
Judge = Callable[[Institution], tuple[Finding, ...]]


def load(
    root: Path,
    wanted: Callable[[str, str], bool] | None = None,
    judge: Judge | None = None,
    unsaved: Mapping[Path, bytes] = ALL_SAVED,
) -> Project:
    """Read the project folder ``root``; raises UserError when it holds no ``sop_sources``.

    ``wanted``, asked with an SOP's file name and nomor, limits what is read to these SOPs and to what they need to
    know of the others. ``judge`` is asked about the institution besides: with an error nothing can be built.
    The files in ``unsaved`` (absolute paths below ``root``) are read as these bytes instead of from disk.
    """
    root = root.absolute()
    files = project_files(root)
    institution, findings = attempt(
        INSTITUTION,
        lambda: _judged(*load_institution(files.institution, root, unsaved), judge),
        lambda found: (None, (found,)),
    )
    alone, register = _sops(files.sops, root, institution, wanted, unsaved)
    together = [linked(each, register) for each in alone]
    usable = institution is not None and institution.sound
    letters = [
        _usable(file, root, unsaved, lambda source: make_letter(source, institution, register))
        for file in files.letters
    ]
    book, book_findings = _usable(files.book, root, unsaved, lambda source: make_book(source, institution, register))
    told = (
        findings,
        book_findings,
        files.findings,
        *(found for _, found in letters),
        *(each.findings for each in together),
    )
    built = [each for each in together if usable and not each.failed]
    others = [each for each in together if not usable or each.failed]
    return Project(
        root=root,
        institution=institution,
        sops=tuple(each.sop for each in built if each.sop),
        book=book if usable else None,
        letters=tuple(letter for letter, _ in letters if letter) if usable else (),
        findings=tuple(sorted(chain.from_iterable(told), key=lambda finding: finding.sort_key)),
        failed=tuple(each.name for each in others),
        partial=tuple(each.sop for each in others if each.sop),
        failed_sops=tuple(_failed(each) for each in others),
    )


def _sops(
    files: Iterable[Path],
    root: Path,
    institution: Institution | None,
    wanted: Callable[[str, str], bool] | None,
    unsaved: Mapping[Path, bytes],
) -> tuple[list[LoadedSop], Register]:
    """The SOPs that are wanted, references still open, and the register of all."""
    entries = {file: None if wanted is None else _unwanted(file, root, wanted, unsaved) for file in files}
    loaded = {file: _loaded(file, root, institution, unsaved) for file, entry in entries.items() if entry is None}
    known = (loaded[file].entry if entry is None else entry for file, entry in entries.items())
    return list(loaded.values()), Register(entry for entry in known if entry)


def _failed(loaded: LoadedSop) -> FailedSop:
    entry = loaded.entry or Registered("", loaded.name)
    return FailedSop(loaded.name, entry.nomor, entry.judul, entry.jenis, entry.status)


def _judged(
    institution: Institution | None, findings: tuple[Finding, ...], judge: Judge | None
) -> tuple[Institution | None, tuple[Finding, ...]]:
    if institution is None or judge is None:
        return institution, findings
    findings += judge(institution)
    return replace(institution, sound=institution.sound and not has_errors(findings)), findings


def _loaded(file: Path, root: Path, institution: Institution | None, unsaved: Mapping[Path, bytes]) -> LoadedSop:
    """``load_sop``, also when the program itself goes wrong there."""
    name = relative_name(file, root)

    def broken(found: Finding) -> LoadedSop:
        return LoadedSop(name, None, (found,), registered_text(name, _head(file, unsaved)))

    return attempt(name, lambda: load_sop(file, root, institution, unsaved), broken)


def _unwanted(
    file: Path, root: Path, wanted: Callable[[str, str], bool], unsaved: Mapping[Path, bytes]
) -> Registered | None:
    """Return the entry of an SOP that need not be read, None of any other."""
    name = relative_name(file, root)
    entry = registered_head(name, _head(file, unsaved))
    return None if entry is None or wanted(name, entry.nomor) else entry


def project_files(root: Path) -> ProjectFiles:
    """Return the source files of ``root``, each kind in order of its name.

    Files starting with ``_``, ``.`` or ``~$`` (Word's owner files) are skipped, and folders starting with ``.`` or
    holding what was enacted or sent.
    Raises UserError when there is no ``sop_sources``.
    """
    folder = root / SOURCES
    if not folder.is_dir():
        raise UserError(f"Folder {SOURCES}/ tidak ada di {root}.")
    _check_open(folder, root / INSTITUTION)
    findings = list(_left_alone(folder, root))
    letters: list[Path] = []
    sops: list[Path] = []
    for name, file in sorted((relative_name(file, root), file) for file in _walk(folder, root, findings)):
        if name in {INSTITUTION, BOOK}:
            continue
        if trouble := _misnamed(name, file):
            findings.append(trouble)
        elif file.suffix == ".yaml":
            (letters if name.startswith(f"{LETTERS}/") else sops).append(file)
    book = root / BOOK
    found = book if _exists(book) else None
    return ProjectFiles(root / INSTITUTION, found, tuple(letters), tuple(sops), tuple(findings))


def load_institution(
    file: Path, root: Path, unsaved: Mapping[Path, bytes] = ALL_SAVED
) -> tuple[Institution | None, tuple[Finding, ...]]:
    """Return the institution (as far as it can be read) and the findings of its file, whose absence is one."""
    if not _exists(file):
        alike = (other for other in file.parent.iterdir() if _stem(other).casefold() == file.stem.casefold())
        if any(_misnamed(relative_name(other, root), other) for other in alike):
            return None, ()  # told with the file that has nearly the right name
        message = f"Berkas {INSTITUTION} tidak ada; tanpa itu tidak ada SOP yang dapat dibuat."
        hint = "Buat berkas itu dengan “nama:”, “unit:”, dan “pejabat:” instansi Anda."
        return None, (finding_about(INSTITUTION, codes.NO_INSTITUTION, message, hint),)
    source, findings = read(file, root, unsaved)
    if source is None:
        return None, findings
    institution, more = make_institution(source)
    if institution and has_errors(findings):
        institution = replace(institution, sound=False)
    return institution, (*findings, *more)


def load_sop(
    file: Path, root: Path, institution: Institution | None, unsaved: Mapping[Path, bytes] = ALL_SAVED
) -> LoadedSop:
    """Read one SOP's file; references to other SOPs stay open until ``link``."""
    name = relative_name(file, root)
    source, findings = read(file, root, unsaved)
    if source is None:
        return LoadedSop(name, None, findings, registered_text(name, _head(file, unsaved)))
    return loaded_from(source, findings, institution)


def loaded_from(source: Source, findings: tuple[Finding, ...], institution: Institution | None) -> LoadedSop:
    """The same of a source that has been read already, with the ``findings`` of that."""
    sop, more = make_sop(source, institution)
    if sop is None:
        return LoadedSop(source.name, None, (*findings, *more), None)
    sop, kept = with_enactments(sop, institution)
    return LoadedSop(source.name, sop, (*findings, *more, *kept), registered(sop))


def linked(loaded: LoadedSop, register: Register) -> LoadedSop:
    """An SOP with its references to others resolved, and the findings of that."""
    if loaded.sop is None:
        return loaded
    alone = loaded.sop
    sop, more = attempt(loaded.name, lambda: _link_all(alone, register), lambda found: (alone, (found,)))
    return replace(loaded, sop=sop, findings=(*loaded.findings, *more))


def _link_all(sop: Sop, register: Register) -> tuple[Sop, tuple[Finding, ...]]:
    """``link``, and the same of what the SOP said when it was enacted, of which nobody is told what is wrong now."""
    then = (each if each.sop is None else replace(each, sop=link(each.sop, register)[0]) for each in sop.enactments)
    return link(replace(sop, enactments=tuple(then)), register)


def _usable(
    file: Path | None,
    root: Path,
    unsaved: Mapping[Path, bytes],
    make: Callable[[Source], tuple[T | None, tuple[Finding, ...]]],
) -> tuple[T | None, tuple[Finding, ...]]:
    """Return what ``make`` makes of a file, None when there are errors in it or it is not there, and the findings."""
    if file is None:
        return None, ()

    def use() -> tuple[T | None, tuple[Finding, ...]]:
        source, findings = read(file, root, unsaved)
        if source is None:
            return None, findings
        made, more = make(source)
        return (None if has_errors(findings) else made), (*findings, *more)

    return attempt(relative_name(file, root), use, lambda found: (None, (found,)))


def _walk(folder: Path, root: Path, findings: list[Finding]) -> Iterator[Path]:
    """Yield the files below ``folder`` that may be sources; folders that cannot be entered become findings."""

    def refuse(error: OSError) -> None:
        name = relative_name(Path(error.filename), root)
        message = "Folder ini tidak dapat dibuka; isinya tidak dibaca."
        findings.append(finding_about(name, source_codes.UNREADABLE, message, "Periksa izin folder itu."))

    for parent, folders, names in os.walk(folder, onerror=refuse):
        here = Path(parent)
        folders[:] = sorted(name for name in folders if not (name.startswith(".") or name.endswith((ENACTED, SENT))))
        for name in folders:
            if (here / name).is_symlink():
                message = "Folder ini sebuah tautan; isinya tidak dibaca."
                hint = "Pindahkan foldernya sendiri ke sini."
                findings.append(finding_about(relative_name(here / name, root), source_codes.UNREADABLE, message, hint))
        yield from (here / name for name in names if not is_passed_over(name))


def _left_alone(folder: Path, root: Path) -> Iterator[Finding]:
    """The findings about what was enacted or sent of sources that are not there."""
    for ending, holds, called in (
        (ENACTED, "dokumen yang sudah ditetapkan", "berkas SOP-nya"),
        (SENT, "surat yang sudah terkirim", "berkas suratnya"),
    ):
        for kept in sorted(folder.rglob(f"*{ending}")):
            source = source_beside(kept)
            if not _exists(source):
                message = f"Folder ini memuat {holds}, tetapi {source.name} tidak ada di sampingnya."
                hint = f"Kembalikan berkas itu, atau ganti nama folder ini seperti {called}."
                yield finding_about(relative_name(kept, root), codes.KEPT_ALONE, message, hint)


def is_passed_over(name: str) -> bool:
    """Whether a file called ``name`` is no source whatever is in it: set aside, hidden, or an owner file of Word's."""
    return name.startswith(("_", ".", "~$"))


def _misnamed(name: str, file: Path) -> Finding | None:
    """Return the finding about a file whose name is nearly that of a source, or cannot be read; or None."""
    if _yaml_name(file).suffix.casefold() not in _ENDINGS:
        return None
    if name != file.as_posix()[-len(name) :]:
        message = "Nama berkas atau foldernya memuat huruf yang tidak dapat dibaca; isinya tidak dibaca."
        hint = "Ganti nama itu dengan huruf, angka, dan tanda hubung biasa."
        return finding_about(name, codes.FILE_NAME, message, hint)
    wanted = _stem(file) + ".yaml"
    top = f"{SOURCES}/{wanted.casefold()}"
    if top in {INSTITUTION, BOOK} and name.count("/") == 1:
        wanted = wanted.casefold()
    if file.name == wanted or (file.suffix.casefold() == _ADDED and _exists(file.with_name(wanted))):
        return None
    right = "akhiran namanya bukan .yaml" if _stem(file) == wanted[:-5] else f"namanya bukan “{wanted}”"
    message = f"Berkas ini tidak dibaca, karena {right}."
    return finding_about(name, codes.FILE_NAME, message, f"Ganti namanya menjadi {wanted}.")


def _yaml_name(file: Path) -> PurePath:
    """The name that was meant: without the ending that Notepad adds to “x.yaml”."""
    return PurePath(file.stem if file.suffix.casefold() == _ADDED else file.name)


def _stem(file: Path) -> str:
    return _yaml_name(file).stem


def _check_open(folder: Path, file: Path) -> None:
    """Raise UserError when the sources' folder cannot be listed, or a ``file`` in it not looked at."""
    try:
        next(folder.iterdir(), None)
        file.is_file()
    except OSError as error:
        raise UserError(f"Folder {SOURCES}/ tidak dapat dibuka; periksa izinnya.") from error


def _exists(file: Path) -> bool:
    return file.exists() or file.is_symlink()


def _head(file: Path, unsaved: Mapping[Path, bytes]) -> str:
    """Return what can be made out of a file that could not be read."""
    try:
        return bytes_of(file, unsaved)[:MAX_BYTES].decode("utf-8-sig", "replace").replace("\r\n", "\n")
    except OSError:
        return ""
