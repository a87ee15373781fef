"""From ``buku.yaml`` to the booklet's texts and order."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sopgen.findings import Finding
from sopgen.model import codes
from sopgen.model.book import Book, Chapter, Decision, Definition, ForewordSignature
from sopgen.model.collector import Collector
from sopgen.model.institution import Institution
from sopgen.model.resolve.make_institution import find_official, find_unit
from sopgen.model.resolve.sop_register import Register, Registered, has_wildcard, natural_key, resolve_list
from sopgen.model.schema.book_documents import BookDocument, ChapterDocument
from sopgen.model.schema.validate import enter
from sopgen.model.sop import Kind, Status
from sopgen.source.document import Scalar, Source, SourcePath

_KIND_ORDER = {Kind.MAKRO: 0, Kind.MIKRO: 1, None: 2}


def make_book(
    source: Source, institution: Institution | None, register: Register
) -> tuple[Book | None, tuple[Finding, ...]]:
    """Return the booklet that ``source`` says and everything wrong in it; with errors the booklet is None."""
    report = Collector(source)
    document = enter(BookDocument, source, report)
    if document is None:
        return None, report.findings
    if institution and document.keputusan:
        institution = institution.at(document.keputusan.tanggal)
    book = Book(
        source=source,
        judul=document.judul,
        unit=find_unit(institution, document.unit, ("unit",), report) if institution and document.unit else None,
        tahun=document.tahun,
        keputusan=_decision(document, institution, report),
        kata_pengantar=paragraphs(document.kata_pengantar, ("kata_pengantar",), source),
        tanda_tangan_pengantar=_signature(document, institution, report),
        ruang_lingkup=paragraphs(document.ruang_lingkup, ("ruang_lingkup",), source),
        ringkasan=paragraphs(document.ringkasan, ("ringkasan",), source),
        definisi=tuple(Definition(each.istilah, each.arti) for each in document.definisi),
        chapters=_chapters(document.susunan, institution, register, report),
        every_sop=not document.susunan,
        enacted_only=bool(document.hanya_ditetapkan),
    )
    return (None if report.has_errors else book), report.findings


def paragraphs(text: str, path: SourcePath, source: Source) -> tuple[str, ...]:
    """Return the paragraphs of the text at ``path``: blank lines in the source part them.

    A ``|`` text keeps its line breaks within a paragraph. Every other style folds lines, and has turned what was a
    blank line into a single line break already.
    """
    node = source.node(path)
    kept = isinstance(node, Scalar) and node.style == "|"
    parts = re.split(r"\n[ \t]*\n" if kept else r"\n", text)
    return tuple(part.strip() for part in parts if part.strip())


def default_chapters(institution: Institution | None, register: Register) -> tuple[Chapter, ...]:
    """Return the order of a booklet without ``susunan``: a chapter a unit, makro before mikro, then nomor.

    SOPs that were withdrawn (``status: dicabut``) are left out, and so are those of a unit that there is not: they
    have an error. One that cannot be read keeps its place.
    """
    units = list(institution.unit) if institution else []
    by_unit: dict[str, list[Registered]] = {key: [] for key in units}
    for entry in register.entries:
        if entry.status is not Status.WITHDRAWN and (institution is None or entry.unit in by_unit):
            by_unit.setdefault(entry.unit, []).append(entry)
    chapters = []
    for key, entries in by_unit.items():
        entries.sort(key=lambda entry: (_KIND_ORDER[entry.jenis], natural_key(entry.nomor), entry.file))
        unit = institution.unit.get(key) if institution else None
        if entries:
            chapters.append(_chapter(unit.nama if unit else key, tuple(entries), {}))
    return tuple(chapters)


def _chapters(
    documents: tuple[ChapterDocument, ...] | None,
    institution: Institution | None,
    register: Register,
    report: Collector,
) -> tuple[Chapter, ...]:
    if not documents:
        return default_chapters(institution, register)
    taken: dict[str, str] = {}
    chapters = []
    for index, typed in enumerate(documents):
        path: SourcePath = ("susunan", index, "sop")
        entries = resolve_list(typed.sop, path, register, report, taken)
        if typed.sop and not entries and not any(report.knows((*path, at)) for at in range(len(typed.sop))):
            message = "Bab ini tidak dicetak: semua SOP yang disebut di sini sudah tercantum dalam bab sebelumnya."
            hint = "Pindahkan bab ini ke atas bab yang memuat SOP-nya, atau hapus bab ini."
            report.add(codes.EMPTY_CHAPTER, path, message, hint)
        chapters.append(_chapter(typed.judul, entries, taken))
    return tuple(chapters)


def _chapter(title: str, entries: tuple[Registered, ...], taken: Mapping[str, str]) -> Chapter:
    """The chapter of ``entries``; ``taken`` says by which word each was named, where a list named it."""
    named = (taken.get(entry.file, "") for entry in entries)
    words = tuple("" if has_wildcard(word) else word for word in named)
    return Chapter(title, tuple(entry.nomor for entry in entries), tuple(entry.file for entry in entries), words)


def _decision(document: BookDocument, institution: Institution | None, report: Collector) -> Decision | None:
    typed = document.keputusan
    if typed is None:
        return None
    signer = find_official(institution, typed.ditetapkan_oleh, ("keputusan", "ditetapkan_oleh"), report)
    texts = (typed.menimbang, typed.mengingat, typed.memutuskan)
    return Decision(typed.nomor, typed.tentang, typed.tanggal, signer, *texts)


def _signature(document: BookDocument, institution: Institution | None, report: Collector) -> ForewordSignature | None:
    typed, path = document.tanda_tangan_pengantar, ("tanda_tangan_pengantar",)
    if typed is None:
        return None
    if not document.kata_pengantar and not report.knows(("kata_pengantar",)):
        message = "Tanda tangan ini tidak dicetak, karena “kata_pengantar” belum ada."
        report.add(codes.MISSING, path, message, "Tulis kata_pengantar, atau hapus tanda_tangan_pengantar.", key=True)
    institution = institution.at(typed.tanggal) if institution else None
    signer = find_official(institution, typed.oleh, (*path, "oleh"), report)
    return ForewordSignature(typed.tempat or (institution.kota if institution else ""), typed.tanggal, signer)
