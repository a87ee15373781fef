"""From a file in ``surat/`` to a letter with SOPs attached."""

from __future__ import annotations

from pathlib import PurePosixPath

from sopgen.findings import Finding
from sopgen.model import codes
from sopgen.model.collector import Collector
from sopgen.model.institution import Institution
from sopgen.model.kept.sent_letters import holds_document, sent_letter
from sopgen.model.letter import Answered, Attachment, Letter, Numbering
from sopgen.model.resolve.make_book import paragraphs
from sopgen.model.resolve.make_institution import find_official, find_unit
from sopgen.model.resolve.sop_register import Register, resolve_list
from sopgen.model.schema.book_documents import LetterDocument
from sopgen.model.schema.validate import enter
from sopgen.source.document import Source, SourcePath


def make_letter(
    source: Source, institution: Institution | None, register: Register
) -> tuple[Letter | None, tuple[Finding, ...]]:
    """Return the letter that ``source`` says and everything wrong in it; with errors the letter is None.

    What a letter that was sent names need not be there any more: its documents are.
    """
    report = Collector(source)
    document = enter(LetterDocument, source, report)
    if document is None:
        return None, report.findings
    institution = institution.at(document.tanggal) if institution else None
    sent = sent_letter(source, report)
    kept = sent is not None or (document.terkirim is not None and holds_document(source))
    named = Collector(source) if kept else report
    letter = Letter(
        source=source,
        name=PurePosixPath(source.name).stem,
        jenis=document.jenis,
        nomor=document.nomor,
        tanggal=document.tanggal,
        dari=find_official(institution, document.dari, ("dari",), named),
        kepada=document.kepada,
        hal=document.hal,
        sifat=document.sifat,
        isi=paragraphs(document.isi, ("isi",), source),
        lampiran=_attachments(document, register, named),
        penomoran_lampiran=document.penomoran_lampiran or Numbering.ROMAN,
        tembusan=document.tembusan,
        unit=find_unit(institution, document.unit, ("unit",), named) if document.unit else None,
        menjawab=_answered(document),
        terkirim=document.terkirim,
        sent=sent,
    )
    return (None if report.has_errors else letter), report.findings


def _answered(document: LetterDocument) -> Answered | None:
    typed = document.menjawab
    return Answered(typed.nomor, typed.tanggal, typed.jenis, typed.dari, typed.hal) if typed else None


def _attachments(document: LetterDocument, register: Register, report: Collector) -> tuple[Attachment, ...]:
    attachments = []
    taken: dict[str, str] = {}
    for index, typed in enumerate(document.lampiran):
        path: SourcePath = ("lampiran", index, "sop")
        entries = resolve_list(typed.sop, path, register, report, taken)
        told = any(report.knows((*path, at)) for at in range(len(typed.sop)))
        if typed.sop and not entries and not told:
            message = "Lampiran ini tidak memuat SOP: yang disebut di sini sudah tercantum dalam lampiran sebelumnya."
            report.add(codes.NAMED_TWICE, path, message, "Hapus lampiran ini, atau sebutkan SOP yang lain.")
        numbers = tuple(entry.nomor for entry in entries)
        attachments.append(Attachment(numbers, typed.judul, tuple(entry.file for entry in entries)))
    return tuple(attachments)
