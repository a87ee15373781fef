"""Two versions of an SOP as the sheet that goes with the proposal to change it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from sopgen.compare.diff import SopDiff, diff
from sopgen.findings import UserError
from sopgen.model.dates import letter_date
from sopgen.model.project import Project
from sopgen.model.sop import Sop
from sopgen.paths import INSTITUTION_FILE
from sopgen.render.change_matrix import Fate, Matrix, MatrixGroup, MatrixRow, Piece, Stretch, Version
from sopgen.render.own_templates import own_templates_may_be_wrong
from sopgen.render.templates import template_folders
from sopgen.report.diff import HEADINGS, summary
from sopgen.work import MARKING, Work, WorkUsedUpError

#: Sentences with fewer words in common are simply two sentences; marking single words in them would mislead.
_ALIKE = 0.4
_ISO_DATE = re.compile(r"\b(\d{4}-\d{2}-\d{2})\b")


@dataclass(frozen=True, slots=True)
class Versions:
    """Two versions with the names that tell them apart, and what changed from the one to the other."""

    old: Sop
    new: Sop
    old_name: str
    new_name: str
    changes: SopDiff


def versions(old: Sop, new: Sop, old_name: str, new_name: str) -> Versions:
    """Compare two versions."""
    return Versions(old, new, old_name, new_name, diff(old, new))


def proposal_pdf(both: Versions, project: Project) -> bytes:
    """The sheet as PDF. Raises UserError without an institution, or when a text cannot be printed."""
    if project.institution is None:
        raise UserError(f"Lembar usulan tidak dapat dibuat: {INSTITUTION_FILE} tidak ada atau belum dapat dibaca.")
    from sopgen.render.pdf.change_matrix import render_matrix
    from sopgen.render.pdf.engine import LoggedError

    matrix, institution, folders = matrix_of(both), project.institution, template_folders(project.root)
    try:
        with own_templates_may_be_wrong(folders, "pdf/diff.", without=lambda: render_matrix(matrix, institution)):
            return render_matrix(matrix, institution, project.root)
    except LoggedError as error:
        raise UserError(f"Lembar usulan tidak dapat dibuat dengan lengkap: {error.lines[0]}") from error


def proposal_docx(both: Versions, project: Project) -> bytes:
    """The sheet as a Word document whose changes are tracked ones.

    Raises UserError without an institution, FindingsError when logo or reference document cannot be used.
    """
    if project.institution is None:
        raise UserError(f"Lembar usulan tidak dapat dibuat: {INSTITUTION_FILE} tidak ada atau belum dapat dibaca.")
    from sopgen.render.docx.change_matrix import render_matrix

    return render_matrix(matrix_of(both), project.institution, project.root, both.new)


def matrix_of(both: Versions) -> Matrix:
    """What the sheet says about two versions."""
    new = both.new
    return Matrix(
        nomor=new.nomor,
        title=new.title,
        unit=new.unit,
        signer=new.disahkan_oleh,
        summary=summary(both.changes),
        old=Version(both.old_name, _state(both.old), both.old.source.raw),
        new=Version(both.new_name, _state(new), new.source.raw),
        groups=tuple(_groups(both.changes)),
        day=max(new.days, default=None),
    )


def _state(sop: Sop) -> str:
    """``"efektif 2 Mei 2018, revisi ke-1"``, as far as it is known."""
    parts = [f"efektif {letter_date(sop.tanggal_efektif)}"] if sop.tanggal_efektif else []
    parts += [f"revisi ke-{sop.revisi[-1].ke}"] if sop.revisi else []
    return ", ".join(parts)


def _groups(changes: SopDiff) -> Iterator[MatrixGroup]:
    for area, heading in HEADINGS.items():
        rows = tuple(
            _row(change.where, change.action.value, _dated(change.before), _dated(change.after))
            for change in changes.changes
            if change.area is area
        )
        if rows:
            yield MatrixGroup(heading, rows)


def _row(where: str, action: str, before: str, after: str) -> MatrixRow:
    stretches = redline(before, after)
    return MatrixRow(where, action, *_sides(stretches), stretches)


def _dated(text: str) -> str:
    """Dates as letters write them."""

    def written(match: re.Match[str]) -> str:
        try:
            return letter_date(date.fromisoformat(match[1]))
        except ValueError:
            return match[1]

    return _ISO_DATE.sub(written, text)


def marked(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in pieces, the words that the other does not have marked.

    Texts with little in common, those that stand alone, and those too long to be compared are not marked.
    """
    return _sides(redline(before, after))


def _sides(stretches: tuple[Stretch, ...]) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    alike = any(stretch.fate is Fate.KEPT for stretch in stretches)

    def pieces(other: Fate) -> tuple[Piece, ...]:
        own = (stretch for stretch in stretches if stretch.fate is not other)
        return tuple(Piece(stretch.text, alike and stretch.fate is not Fate.KEPT) for stretch in own)

    return pieces(Fate.NEW), pieces(Fate.GONE)


def redline(before: str, after: str) -> tuple[Stretch, ...]:
    """Both texts in one: what is gone stands before what is new.

    Texts that are not marked (see ``marked``) are gone and new as a whole.
    """
    old, new = _words(before), _words(after)
    whole = tuple(Stretch(text, fate) for text, fate in ((before, Fate.GONE), (after, Fate.NEW)) if text)
    try:
        Work(MARKING).spend(len(old) * len(new))
    except WorkUsedUpError:
        return whole
    if SequenceMatcher(None, before.split(), after.split(), autojunk=False).ratio() < _ALIKE:
        return whole
    found: list[Stretch] = []
    for tag, i, end_i, j, end_j in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Stretch("".join(old[i:end_i]), Fate.KEPT))
            continue
        gone, come = Stretch("".join(old[i:end_i]), Fate.GONE), Stretch("".join(new[j:end_j]), Fate.NEW)
        found += [stretch for stretch in (gone, come) if stretch.text]
    return tuple(found)


def _words(text: str) -> list[str]:
    """Words and what stands between them."""
    return re.findall(r"\s+|[^\s\w]|\w+", text)
