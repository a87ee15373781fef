"""A letter's files, ready to be written: PDF, DOCX and manifest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sopgen.book.attachment_page import AttachmentPage
from sopgen.book.docx.letter import build_letter_docx
from sopgen.book.docx.part import WordPart, make_word_part
from sopgen.book.kept.documents import bound_pdf
from sopgen.book.letter import FinishedSop, LetterPdf, attach, attached_sops
from sopgen.book.letter_manifest import manifest
from sopgen.book.packing import pack, unpack
from sopgen.findings import UserError
from sopgen.layout.scene import Scene
from sopgen.layout.table.signature import without_anchor
from sopgen.model.institution import Institution
from sopgen.model.letter import Letter
from sopgen.model.project import Project
from sopgen.model.sop import Sop
from sopgen.paths import INSTITUTION_FILE


@dataclass(frozen=True, slots=True)
class LetterFiles:
    """The files of one letter by name (``<name>.pdf``, ``.docx``, ``.json``), and what stands where in the PDF."""

    files: Mapping[str, bytes]
    made: LetterPdf


def letter_files(
    letter: Letter,
    project: Project,
    pdfs: Mapping[str, bytes] | None = None,
    *,
    drafts: bool = False,
) -> LetterFiles:
    """Make a letter's files.

    ``pdfs`` are finished SOPs by nomor; those that are not among them are made here, and so are the Word pages of all:
    letters have them smaller than other documents. Raises ``UserError`` when an SOP is missing, or not in force without
    ``drafts`` (``--konsep``), and ``FindingsError`` when one cannot be drawn: an incomplete attachment is none.
    """
    if project.institution is None:
        raise UserError(f"Lampiran tidak dapat dibuat: {INSTITUTION_FILE} tidak ada atau belum dapat dibaca.")
    maker = _Maker(project, project.institution, pdfs or {})
    finished = {sop.nomor: maker.finish(sop) for sop in attached_sops(letter, project, drafts=drafts)}
    made = attach(letter, project, finished, drafts=drafts)
    word = build_letter_docx(letter, project, made, maker.word_part)
    files = {f"{letter.name}.pdf": made.pdf, f"{letter.name}.docx": word}
    return LetterFiles({**files, f"{letter.name}.json": manifest(letter, made, files)}, made)


@dataclass(slots=True)
class _Maker:
    """Finished SOPs of a letter: those that were there, and those made here."""

    project: Project
    institution: Institution
    pdfs: Mapping[str, bytes]
    made: dict[str, bytes] = field(default_factory=dict)

    def finish(self, sop: Sop) -> FinishedSop:
        """The SOP drawn, or as it was enacted.

        Without an anchor in the form finished PDFs have no field to sign in; attachments have one.
        """
        from sopgen.render.pdf.document import render

        if sop.enactments:
            return FinishedSop(sop, self.pdfs.get(sop.nomor) or bound_pdf(sop))
        pdf = self.pdfs.get(sop.nomor) if sop.format.jangkar_ttd else None
        if pdf is None:
            scene = without_anchor(self._scene(sop))
            pdf = render(sop, self.institution, scene, self.project.root, links=True, signable=True)
        return FinishedSop(sop, pdf)

    def word_part(self, nomor: str) -> WordPart:
        """The SOP's part of the Word document, as large as its pages are in the PDF."""
        part = unpack(WordPart, self.made.get(nomor))
        if part is not None:
            return part
        sop = next(sop for sop in self.project.sops if sop.nomor == nomor)
        scale = AttachmentPage.of(sop).place.scale
        part = make_word_part(sop, self.institution, self._scene(sop), self.project.root, scale)
        self.made[nomor] = pack(part)
        return part

    def _scene(self, sop: Sop) -> Scene:
        from sopgen.layout.layout import lay_out

        return lay_out(sop, self.institution)
