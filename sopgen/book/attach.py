"""A letter's files, ready to be written: PDF, DOCX and manifest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sopgen.book.docx.letter import build_letter_docx
from sopgen.book.letter import FinishedSop, LetterPdf, attach, attached_sops
from sopgen.book.manifest import manifest
from sopgen.findings import UserError
from sopgen.model.letter import Letter
from sopgen.model.project import Project


@dataclass(frozen=True, slots=True)
class LetterFiles:
    """The files of one letter by name (``<name>.pdf``, ``.docx``, ``.json``), and what stands where in the PDF."""

    files: Mapping[str, bytes]
    made: LetterPdf


def letter_files(
    letter: Letter, project: Project, pdfs: Mapping[str, bytes] | None = None, *, drafts: bool = False
) -> LetterFiles:
    """Make a letter's files. ``pdfs`` are finished SOPs by nomor; those that are not among them are made here.

    Raises ``UserError`` when an SOP is missing, or not in force without ``drafts`` (``--izinkan-konsep``), and
    ``FindingsError`` when one cannot be drawn: an incomplete attachment is none.
    """
    if project.institution is None:
        raise UserError("Lampiran tidak dapat dibuat: instansi.yaml tidak ada atau belum dapat dibaca.")
    finished = finish_sops(letter, project, pdfs or {}, drafts=drafts)
    made = attach(letter, project, finished, drafts=drafts)
    files = {f"{letter.name}.pdf": made.pdf, f"{letter.name}.docx": build_letter_docx(letter, project, made)}
    return LetterFiles({**files, f"{letter.name}.json": manifest(letter, made, files)}, made)


def finish_sops(
    letter: Letter, project: Project, pdfs: Mapping[str, bytes], *, drafts: bool = False
) -> dict[str, FinishedSop]:
    """The SOPs a letter attaches, laid out and drawn, by nomor."""
    from sopgen.layout.layout import lay_out
    from sopgen.render.pdf import render

    assert project.institution is not None
    finished = {}
    for sop in attached_sops(letter, project, drafts=drafts):
        scene = lay_out(sop, project.institution)
        # Without an anchor in the form, finished PDFs have no field to sign in; an attachment has one in any case.
        pdf = pdfs.get(sop.nomor) if sop.format.jangkar_ttd else None
        drawn = pdf or render(sop, project.institution, scene, project.root, links=True, signable=True)
        finished[sop.nomor] = FinishedSop(sop, scene, drawn)
    return finished
