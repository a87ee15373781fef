"""What is asked of a build, and where each output stands."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from sopgen.findings import Finding, UserError
from sopgen.model.suggest import nearest
from sopgen.model.visible import visible
from sopgen.paths import INSTITUTION, SOURCES, names_in, stands

if TYPE_CHECKING:
    from sopgen.model.letter import Letter
    from sopgen.model.project import Project
    from sopgen.model.sop import Sop


class Kind(StrEnum):
    """Kinds of output; the value is the file's ending. Hidden kinds are what booklet and attachments are made of."""

    PDF = "pdf"
    DOCX = "docx"
    SVG = "svg"
    PART = "bagian.pdf"  # the PDF with links to other SOPs, which alone would lead nowhere
    SHEAF = "bagian.lembar"  # the same taken apart, as the booklet takes it in (sopgen/book/merge/prepared_part.py)
    WORD = "bagian.docx"  # the pages as larger Word documents take them (sopgen/book/docx/part.py)


#: What people may ask for.
PUBLIC_KINDS = (Kind.PDF, Kind.DOCX, Kind.SVG)
#: Kinds that are made of the PDF, or are it: WeasyPrint writes them.
PRINTED = frozenset({Kind.PDF, Kind.PART, Kind.SHEAF})
#: Below the output folder: where documents stand, and what those of many SOPs are called.
SOPS_FOLDER = "sop"
PARTS_FOLDER = ".bagian"
LETTERS_FOLDER = "lampiran"
BOOK_NAME = "buku-sop"
SCHEMA_FOLDER = "schema"


@dataclass(frozen=True, slots=True)
class Request:
    """One build. Empty ``names`` mean every SOP; ``book`` in which kinds the booklet is wanted, if at all."""

    root: Path
    output: Path
    names: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = PUBLIC_KINDS
    book: tuple[Kind, ...] = (Kind.PDF, Kind.DOCX)
    drafts: bool = False  # in booklet and attachments, stamped
    partial: bool = False  # a booklet without the SOPs that it lacks
    force: bool = False
    thorough: bool = False  # look at every output, also when nothing seems to have changed
    workers: int = 1
    executor: str = ""  # address of an engine that makes the SOPs instead of this machine's processes
    typed: tuple[str, ...] = ()  # what somebody typed to ask for it, for reports of internal errors

    @property
    def is_full(self) -> bool:
        """Whether every kind of document is made."""
        return not self.names and {*PUBLIC_KINDS} <= {*self.kinds} and {Kind.PDF, Kind.DOCX} <= {*self.book}


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def output_name(source: str, kind: Kind) -> str:
    """Where a source's output stands below the output folder.

    ``sop_sources/biro-po/x.yaml`` -> ``sop/biro-po/x.pdf``.
    """
    place = PurePosixPath(source).relative_to(SOURCES).with_suffix("")
    return f"{SOPS_FOLDER if kind in PUBLIC_KINDS else PARTS_FOLDER}/{place}.{kind.value}"


def letter_outputs(letter: Letter) -> list[str]:
    """Where a letter's documents and their list stand below the output folder."""
    return [f"{LETTERS_FOLDER}/{letter.name}.{ending}" for ending in ("pdf", "docx", "json")]


def schema_name(source: str) -> str:
    """Where the JSON Schema of one SOP's source stands below the output folder.

    ``sop_sources/biro-po/x.yaml`` -> ``schema/sop/biro-po/x.json``.
    """
    return f"{SCHEMA_FOLDER}/sop/{PurePosixPath(source).relative_to(SOURCES).with_suffix('.json')}"


def is_hidden(name: str) -> bool:
    """Whether an output is one that nobody is to see or edit: a part of the booklet, or a source's own schema."""
    return name.startswith((f"{PARTS_FOLDER}/", f"{SCHEMA_FOLDER}/sop/"))


def needs_part(sop: Sop) -> bool:
    """Whether booklet and letters need a PDF of their own of this SOP.

    Only where Keterkaitan refers to another SOP, where the SOP alone bears an anchor for signatures, or where it was
    enacted: its own PDF is the one that was signed.
    """
    linked = any(related.nomor is not None for related in sop.keterkaitan)
    return bool(sop.enactments) or sop.format.jangkar_ttd is not None or linked


def chosen(project: Project, names: tuple[str, ...], here: Path) -> tuple[tuple[Sop, ...], tuple[str, ...]]:
    """The SOPs, and the unreadable files, that ``names`` mean: a nomor, a file, a folder or a pattern of either.

    Files are looked for from ``here``, then from the project folder. Without names, everything.
    Raises UserError when a name means nothing.
    """
    if not names:
        return project.sops, project.failed
    meant = {file for name in names for file in _sources_called(name, project, here, ())}
    return tuple(sop for sop in project.sops if sop.source.name in meant), tuple(
        file for file in project.failed if file in meant
    )


def sources_named(project: Project, names: tuple[str, ...], here: Path) -> frozenset[str]:
    """The sources of any kind that ``names`` mean (see ``chosen``), and other files of which something was found.

    Raises UserError when a name means nothing.
    """
    from sopgen.model.load import project_files
    from sopgen.source.read import relative_name

    files = project_files(project.root)
    shared = (files.institution, *files.letters, *([files.book] if files.book else []))
    others = {*(relative_name(file, project.root) for file in shared), *(found.file for found in project.findings)}
    return frozenset(file for name in names for file in _sources_called(name, project, here, others))


def _sources_called(name: str, project: Project, here: Path, others: Iterable[str]) -> list[str]:
    """The SOPs' sources, and those of ``others``, that a name means. Raises UserError when it means nothing."""
    wanted = is_named((name,), project.root, here)
    found = [file for file, nomor in _numbers(project).items() if wanted(file, nomor)]
    found += [file for file in others if wanted(file, "")]
    if not found:
        raise UserError(_nothing_named(name, project, here))
    return found


def _numbers(project: Project) -> dict[str, str]:
    """The nomor of every SOP by its file, also of those with errors; empty where it cannot be read."""
    read = {sop.source.name: sop.nomor for sop in (*project.sops, *project.partial)}
    heads = {each.file: each.nomor for each in project.failed_sops}
    return {**dict.fromkeys((*read, *project.failed), ""), **heads, **read}


def is_named(names: tuple[str, ...], root: Path, here: Path) -> Callable[[str, str], bool]:
    """Whether an SOP, by its file's name and its nomor, is one of those that ``names`` mean (see ``chosen``)."""
    own = {known for name in names for known in _file_names(name, root, here)}
    numbers = {*map(visible, names)} - {""}

    def wanted(file: str, nomor: str) -> bool:
        return visible(nomor) in numbers or any(
            file == name or file.startswith(f"{name}/") or fnmatchcase(file, name) for name in own
        )

    return wanted


def about(findings: tuple[Finding, ...], sources: Iterable[str]) -> tuple[Finding, ...]:
    """The findings about these sources, and about the institution that all of them share."""
    named = {*sources, INSTITUTION}
    return tuple(finding for finding in findings if finding.file in named)


def _file_names(name: str, root: Path, here: Path) -> tuple[str, ...]:
    """The names relative to the project that ``name`` may stand for: of what is called so nearest, all of a pattern."""
    places = [folder / name for folder in (here, root, root / SOURCES)]
    for place in places:
        names = [SOURCES if known == "." else known for known in names_in(root, place)]
        inside = tuple(known for known in names if known == SOURCES or known.startswith(f"{SOURCES}/"))
        if inside and os.path.lexists(place):
            return inside
    return tuple(known for place in places for known in names_in(root, place))


def _nothing_named(name: str, project: Project, here: Path) -> str:
    if any(stands(project.root / file) for file in _file_names(name, project.root, here)):
        return f"“{name}” bukan berkas SOP."
    numbers = _numbers(project)
    inside = [file.removeprefix(f"{SOURCES}/") for file in numbers]
    near = nearest(name, [*filter(None, numbers.values()), *numbers, *inside])
    hint = f" Mungkin maksudnya “{near}”?" if near else ""
    return f"“{name}” bukan nomor SOP dan bukan berkas di {SOURCES}/.{hint}"
