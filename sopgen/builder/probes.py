"""What only trying can tell of a project: whether all that documents are made with can be used.

Both ``check`` and ``build`` ask here, so that what one refuses the other tells. What it takes to lay out and to draw an
SOP (findings E301, E302, E304) is not tried: that is the build itself.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from sopgen.builder.events import Failed
from sopgen.builder.request import Kind, Request
from sopgen.findings import Finding, FindingsError, LibraryMissingError
from sopgen.layout.codes import FONT_REPLACED
from sopgen.model.codes import NAME_TOO_LONG
from sopgen.model.institution import Institution
from sopgen.model.letter import Letter
from sopgen.model.project import Project
from sopgen.model.sop import Sop
from sopgen.paths import TEMPLATES
from sopgen.rules.check import sift
from sopgen.source.document import Scalar, Source
from sopgen.source.read import finding_about

#: The longest name of a file, in bytes, on every system that people work on.
_LONGEST_NAME = 255
_FONT = ("format", "huruf")
#: A text of these characters alone is printed by whatever fonts a machine has.
_PRINTABLE = re.compile(r"[\n\r\t -\[\]-~\u00a0-\u00ff–—‘’“”•…]*")


def logo_findings(institution: Institution, root: Path) -> tuple[Finding, ...]:
    """What keeps the office's logo from being printed: its own, or the ``logo.svg`` among its templates."""
    if institution.logo is None and not has_own_templates(root):
        return ()
    from sopgen.render.docx.logo import office_logo

    try:
        office_logo(institution, root)
    except FindingsError as error:
        return error.findings
    return ()


def probe(project: Project, sops: Iterable[Sop]) -> tuple[Finding, ...]:
    """What keeps these SOPs, and the project's letters and booklet, from being made."""
    chosen = tuple(sops)
    fonts = sift(project, _font_findings(project, chosen))
    return (*_name_findings(chosen), *_glyph_findings(project, chosen), *fonts)


def has_own_templates(root: Path) -> bool:
    """Whether files of the office's stand for shipped templates, or might: some cannot be seen."""
    from sopgen.render.own_templates import brings_templates
    from sopgen.render.templates import template_folders

    return (root / TEMPLATES).is_dir() and brings_templates(template_folders(root))


def template_findings(project: Project) -> tuple[Finding, ...]:
    """What is wrong with the office's own templates: a few documents of each kind are made with them, and dropped.

    Without own templates nothing is made. A build need not ask: it makes all documents.
    """
    if not has_own_templates(project.root) or project.institution is None:
        return ()
    from sopgen.builder.collections import make_collections
    from sopgen.builder.run import open_run
    from sopgen.builder.workers.worker_pool import ThisProcess

    sample = _sample(project)
    with TemporaryDirectory() as place:
        request = Request(project.root, Path(place), drafts=True, partial=True)
        with open_run(request, ThisProcess()) as run:
            outcomes = [*run.make(sample.sops, project.institution), *make_collections(run, sample)]
    found = (finding for outcome in outcomes if isinstance(outcome, Failed) for finding in outcome.findings)
    return tuple(dict.fromkeys(finding for finding in found if finding.file.startswith(f"{TEMPLATES}/")))


def _sample(project: Project) -> Project:
    """The project with its first SOP, and a letter that says something with those it attaches, none that was sent."""
    letters = [letter for letter in project.letters if not letter.was_sent]
    letter = next((letter for letter in letters if letter.isi), next(iter(letters), None))
    attached = {nomor for attachment in letter.lampiran for nomor in attachment.sop} if letter else set()
    sops = tuple(sop for number, sop in enumerate(project.sops) if number == 0 or sop.nomor in attached)
    return replace(project, sops=sops, letters=(letter,) if letter else ())


def letters_too_many(stem: str) -> int:
    """By how many letters the name of a source, without its ending, is too long to name all that is made of it."""
    most = _LONGEST_NAME - max(len(f".{kind.value}") for kind in Kind)
    left = os.fsencode(stem)[:most].decode(errors="ignore")  # of a letter cut in two nothing is left
    return len(stem) - len(left)


def _name_findings(sops: Iterable[Sop]) -> Iterator[Finding]:
    """SOPs whose outputs' names would be too long: letters' are never longer than their own."""
    for sop in sops:
        if more := letters_too_many(PurePosixPath(sop.source.name).stem):
            message = "Nama berkas ini terlalu panjang untuk menamai hasilnya."
            hint = f"Hapus sedikitnya {more} huruf terakhir dari nama berkasnya, di depan “.yaml”."
            yield finding_about(sop.source.name, NAME_TOO_LONG, message, hint)


def _font_findings(project: Project, sops: Iterable[Sop]) -> Iterator[Finding]:
    """Typefaces that the office or an SOP asks for, and that this machine prints another one for."""
    institution = project.institution
    if institution is None:
        return
    asked = [(sop.source, sop.format.huruf) for sop in sops]
    if institution.source is not None:
        asked.insert(0, (institution.source, institution.format.huruf))
    for source, family in asked:
        node = source.node(_FONT)
        if isinstance(node, Scalar) and node.text.strip() == family:  # else a reference document has another
            from sopgen.layout.text.substitutes import package_of, stand_in

            taken = ""
            with suppress(LibraryMissingError):  # that is no matter of a source
                taken = stand_in(family)
            if taken:
                package = package_of(family)
                install = f"Pasang huruf itu{f' (paket {package})' if package else ''} di mesin ini"
                message = f"Huruf “{family}” tidak terpasang di mesin ini; “{taken}” dipakai."
                hint = f"{install}, atau pilih huruf lain pada “huruf”."
                yield source.finding(FONT_REPLACED.number, FONT_REPLACED.severity, _FONT, message, hint)


def _glyph_findings(project: Project, sops: Iterable[Sop]) -> Iterator[Finding]:
    """Texts with characters that no installed font has; fonts are opened only for what is not plain."""
    institution = project.institution
    if institution is None:
        return
    odd = institution.source is not None and not _is_plain(institution.source)
    for sop in sops:
        if odd or not _is_plain(sop.source):
            from sopgen.layout.text.measurer import TextMeasurer
            from sopgen.layout.text.missing_glyphs import missing_glyphs

            yield from missing_glyphs(sop, institution, TextMeasurer(sop.format.huruf))
    yield from _book_findings(project, institution)
    for letter in project.letters:
        yield from _letter_findings(letter, institution)


def _book_findings(project: Project, institution: Institution) -> tuple[Finding, ...]:
    book = project.book
    if book is None or book.source is None or _is_plain(book.source):
        return ()
    from sopgen.book.missing_glyphs import require_book_glyphs

    try:
        require_book_glyphs(book, institution.format.huruf)
    except FindingsError as error:
        return error.findings
    return ()


def _letter_findings(letter: Letter, institution: Institution) -> tuple[Finding, ...]:
    if letter.sent is not None or _is_plain(letter.source):
        return ()
    from sopgen.book.missing_glyphs import require_letter_glyphs

    try:
        require_letter_glyphs(letter, institution.format.huruf)
    except FindingsError as error:
        return error.findings
    return ()


def _is_plain(source: Source) -> bool:
    """Whether a source holds only what every font has; a backslash may write any character."""
    return _PRINTABLE.fullmatch(source.text) is not None
