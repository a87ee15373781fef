"""What all documents of a project share: the institution, the register of all SOPs, the booklet's plan.

It is read once and again when somebody changes these files; a changed SOP is made of its own text and of this.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path

from sopgen.builder.probes import logo_findings, probe
from sopgen.findings import Finding, FindingsError, in_order
from sopgen.model.book import Book
from sopgen.model.institution import FrozenMapping, Institution
from sopgen.model.internal_error import attempt
from sopgen.model.load import LoadedSop, linked, load_institution, load_sop, loaded_from, project_files
from sopgen.model.project import Project
from sopgen.model.resolve.make_book import make_book
from sopgen.model.resolve.sop_register import Register, Registered, registered_head
from sopgen.model.sop import Sop
from sopgen.paths import INSTITUTION
from sopgen.render.docx.package.measure_font import restyled_project
from sopgen.render.page.pages import embedded_logo
from sopgen.rules.check import check_some
from sopgen.source.document import Source, kept
from sopgen.source.read import ALL_SAVED, MAX_BYTES, bytes_of, read, relative_name

#: A comment behind a plain value in the head of a source.
_COMMENT = re.compile(r"^((?:nomor|jenis|judul|unit|status): ++[^'\"#|>\s][^#\n]*+)(?<= )#.*$", re.M)

#: Blank lines behind which no value goes on.
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+(?=[^ \t\n])")


@dataclass(frozen=True)
class Office:
    """A project without its SOPs' contents. ``files`` are those of its SOPs by name; ``heads`` what is known of each.

    ``findings`` are those of the institution's file: with errors there nothing is built, but pages are drawn.
    """

    root: Path
    institution: Institution | None
    findings: tuple[Finding, ...]
    files: Mapping[str, Path]
    heads: Mapping[str, Registered | None]
    book_file: Path | None

    @cached_property
    def register(self) -> Register:
        """All SOPs, in order of their files."""
        return Register(head for head in self.heads.values() if head is not None)

    @cached_property
    def book(self) -> Book | None:
        """The booklet's plan, which some rules about single SOPs ask; None when it cannot be used."""
        if self.book_file is None or self.institution is None:
            return None
        source, _ = read(self.book_file, self.root)
        return make_book(source, self.institution, self.register)[0] if source is not None else None

    @cached_property
    def logo(self) -> str:
        """The address of the office's logo, which holds the picture; empty where it cannot be used."""
        if self.institution is None:
            return ""
        try:
            return embedded_logo(self.institution, self.root)
        except FindingsError:  # told with the institution's file
            return ""

    def knowing(self, name: str, head: Registered | None) -> Office:
        """The office with what is known of the SOP in the file ``name`` now; itself where that was known."""
        if self.heads.get(name) == head:
            return self
        return replace(self, heads=FrozenMapping({**self.heads, name: head}))


def open_office(root: Path, unsaved: Mapping[Path, bytes] = ALL_SAVED) -> Office:
    """The office in the project folder ``root``; SOPs in ``unsaved`` are known by these bytes.

    Raises UserError when there is no folder of sources.
    """
    files = project_files(root)

    def judged() -> tuple[Institution | None, tuple[Finding, ...]]:
        institution, findings = load_institution(files.institution, root)
        return institution, (*findings, *(logo_findings(institution, root) if institution else ()))

    institution, findings = attempt(INSTITUTION, judged, lambda found: (None, (found,)))
    named = {relative_name(file, root): file for file in files.sops}
    office = Office(root, institution, findings, FrozenMapping(named), FrozenMapping(), files.book)
    return replace(office, heads=FrozenMapping({name: head_of(name, office, unsaved) for name in named}))


def head_of(name: str, office: Office, unsaved: Mapping[Path, bytes]) -> Registered | None:
    """What is known of the SOP in the file ``name``, by the lines of its head where these are plain enough."""
    file = office.files[name]
    try:
        text = bytes_of(file, unsaved)[: MAX_BYTES + 1].decode("utf-8-sig", "replace").replace("\r\n", "\n")
    except OSError:
        text = ""
    plain = registered_head(name, _BLANK_LINES.sub("\n", _COMMENT.sub(r"\1", text)))
    load = partial(load_sop, file, office.root, office.institution, unsaved)
    return plain or attempt(name, lambda: load().entry, lambda _: None)


@dataclass(frozen=True, slots=True)
class Judged:
    """One SOP (None where nothing could be made of its source) in its ``office``, which knows it now, as a project of
    its own, and everything there is to say about it.
    """

    office: Office
    sop: Sop | None
    project: Project
    findings: tuple[Finding, ...]


def judge(office: Office, source: Source, today: date) -> Judged:
    """Make an SOP of ``source`` and check it, and nothing else of the project."""
    name = source.name
    reading = kept(source.reading)[1]

    def broken(found: Finding) -> LoadedSop:
        return LoadedSop(name, None, (*reading, found), None)

    alone = attempt(name, lambda: loaded_from(source, reading, office.institution), broken)
    office = office.knowing(name, alone.entry)
    loaded = linked(alone, office.register)
    whole, sops = not loaded.failed, () if loaded.sop is None else (loaded.sop,)
    project = restyled_project(
        Project(
            root=office.root,
            institution=office.institution,
            sops=sops if whole else (),
            book=office.book,
            letters=(),
            findings=loaded.findings,
            failed=() if whole else (name,),
            partial=() if whole else sops,
        )
    )
    found = attempt(name, lambda: _found(project, today), lambda found: (found, *project.findings))
    return Judged(office, next(iter((*project.sops, *project.partial)), None), project, found)


def _found(project: Project, today: date) -> tuple[Finding, ...]:
    sops = (*project.sops, *project.partial)
    return in_order((*check_some(project, today, sops), *probe(project, project.sops)))
