"""From a source to an SOP: what was typed, normalised against the institution.

References to other SOPs stay open (``Related`` with a nomor and no text) until ``register.link`` has seen all files.
"""

from __future__ import annotations

from dataclasses import replace

from sopgen.findings import Finding
from sopgen.model import codes
from sopgen.model.collector import Collector
from sopgen.model.institution import Format, FrozenMapping, Institution
from sopgen.model.resolve.blanks import without_blank_entries
from sopgen.model.resolve.make_institution import find_official, find_unit, merge_format
from sopgen.model.resolve.roster import Roster, make_roster
from sopgen.model.resolve.steps import make_steps
from sopgen.model.resolve.suppressions import make_ignored
from sopgen.model.schema.documents import (
    GroupDocument,
    ReferenceDocument,
    RevisionDocument,
    SopDocument,
    StepDocument,
    WithdrawalDocument,
)
from sopgen.model.schema.fields import option_of
from sopgen.model.schema.sop_document import own_values, sop_document
from sopgen.model.schema.validate import enter
from sopgen.model.sop import ExtraBox, Related, Revision, Section, Sop, Status, Withdrawal
from sopgen.source.document import Scalar, Source, SourcePath

MAX_STEPS = 200


def make_sop(source: Source, institution: Institution | None) -> tuple[Sop | None, tuple[Finding, ...]]:
    """Return the SOP that ``source`` says, and everything wrong in it.

    With errors among the findings the SOP is only good for further checks: what could not be read was guessed or
    left empty. It is None when not even that is possible. Without an institution nothing is looked up in it.
    """
    settings = institution.format if institution else Format()
    source = without_blank_entries(source, settings.form)
    report = Collector(source, allows_gaps=_is_draft(source))
    document = enter(sop_document(settings.form), source, report)
    if document is None:
        return None, report.findings
    sections = _sections(document, report)
    sop = Sop(
        source=source,
        nomor=document.nomor,
        judul=document.judul,
        unit=find_unit(institution, document.unit, ("unit",), report),
        disahkan_oleh=find_official(institution, document.disahkan_oleh, ("disahkan_oleh",), report),
        sections=sections,
        format=merge_format(settings, document.format, source.root, report),
        jenis=document.jenis,
        tanggal_pembuatan=document.tanggal_pembuatan,
        tanggal_efektif=document.tanggal_efektif,
        revisi=_revisions(document.revisi),
        status=document.status or Status.IN_FORCE,
        tinjau_sebelum=document.tinjau_sebelum,
        dasar_hukum=document.dasar_hukum,
        kualifikasi_pelaksana=document.kualifikasi_pelaksana,
        keterkaitan=tuple(_related(item) for item in document.keterkaitan),
        peralatan=document.peralatan,
        peringatan=document.peringatan,
        pencatatan=document.pencatatan,
        catatan=document.catatan,
        tambahan=tuple(ExtraBox(box.judul, box.isi) for box in document.tambahan),
        abaikan=make_ignored(document.abaikan, report),
        isian=FrozenMapping(own_values(settings.form, document)),
        has_gaps=report.has_gaps,
        pencabutan=_withdrawal(document.pencabutan),
    )
    day = sop.newest_day
    return replace(sop, unit=sop.unit.at(day), disahkan_oleh=sop.disahkan_oleh.at(day)), report.findings


def _withdrawal(document: WithdrawalDocument | None) -> Withdrawal | None:
    if document is None or document.tanggal is None:
        return None
    return Withdrawal(document.dengan, document.tanggal)


def _is_draft(source: Source) -> bool:
    node = source.node(("status",))
    return isinstance(node, Scalar) and option_of(Status, node.text) is Status.DRAFT


def _related(item: str | ReferenceDocument) -> Related:
    return Related("", item.sop) if isinstance(item, ReferenceDocument) else Related(item)


def _revisions(documents: tuple[RevisionDocument, ...]) -> tuple[Revision, ...]:
    """Return the revisions; one without ``ke`` counts on from the one before, one without a date is left out."""
    revisions: list[Revision] = []
    for document in documents:
        number = document.ke or (revisions[-1].ke + 1 if revisions else 1)
        if document.tanggal is not None:
            revisions.append(Revision(number, document.tanggal, document.uraian))
    return tuple(revisions)


def _sections(document: SopDocument, report: Collector) -> tuple[Section, ...]:
    """Return the flow tables: one for ``langkah``, one for each ``bagian``."""
    shared = _roster(document.pelaksana, ("pelaksana",), report)
    if not document.bagian or any(section.pelaksana is None for section in document.bagian):
        _check_filled(shared, ("pelaksana",), (), report)
    if not document.bagian:
        steps = document.langkah or ()
        _check_filled(steps, ("langkah",), (), report)
        return (_section(None, steps, ("langkah",), shared, (), 0, report),)
    if document.langkah:
        message = "“langkah” dan “bagian” tidak dapat dipakai bersama."
        hint = "Pindahkan langkah-langkah itu ke dalam salah satu bagian."
        report.add(codes.FLOW_KEYS, ("langkah",), message, hint, key=True)
    sections: list[Section] = []
    count = 0
    for index, typed in enumerate(document.bagian):
        place: SourcePath = ("bagian", index)
        own = _roster(typed.pelaksana, (*place, "pelaksana"), report)
        if typed.pelaksana is not None:
            _check_filled(own, (*place, "pelaksana"), place, report)
        path = (*place, "langkah")
        _check_filled(typed.langkah, path, place, report)
        sections.append(_section(typed.judul, typed.langkah, path, own or shared, typed.catatan, count, report))
        count += len(typed.langkah)
    return tuple(sections)


def _roster(documents: tuple[str | GroupDocument, ...] | None, path: SourcePath, report: Collector) -> Roster | None:
    """Return the columns written at ``path``, None when there are none."""
    roster = None if documents is None else make_roster(documents, path, report)
    return roster if roster and roster.actors else None


def _section(
    judul: str | None,
    documents: tuple[StepDocument, ...],
    path: SourcePath,
    roster: Roster | None,
    notes: tuple[str, ...],
    before: int,
    report: Collector,
) -> Section:
    """Return one flow table; ``before`` is the number of steps in those above it."""
    rows, sound = make_steps(documents, path, roster, _room(documents, path, before, report), report)
    return Section(judul, roster.actors if roster else (), rows, notes, path, sound)


_ONE_STEP = "; sebuah SOP memerlukan paling sedikit satu langkah"
# A key that an SOP needs -> why it is needed where it is absent, and where it is empty, and what to write there.
_NEEDED = {
    "pelaksana": ("; kunci itu wajib bagi berkas ini", "", "satu baris “- Nama” untuk tiap kolom"),
    "langkah": (_ONE_STEP, _ONE_STEP, "“- kegiatan: …” di bawahnya"),
}


def _check_filled(found: object, path: SourcePath, parent: SourcePath, report: Collector) -> None:
    """Report the list at ``path`` that an SOP needs, where nothing was ``found`` in it."""
    if found or report.knows(path):
        return
    key = str(path[-1])
    absent, empty, what = _NEEDED[key]
    if report.source.node(path) is None:
        report.add(codes.MISSING, parent, f"Kunci “{key}” belum ada{absent}.", f"Tambahkan “{key}:” dengan {what}.")
    else:
        report.add(codes.MISSING, path, f"Kunci “{key}” masih kosong{empty}.", f"Tulis {what}.", key=True)


def _room(steps: tuple[StepDocument, ...], path: SourcePath, before: int, report: Collector) -> int:
    """Return how many of ``steps`` an SOP may still have, ``before`` of them used up already."""
    room = max(0, MAX_STEPS - before)
    if len(steps) > room and before <= MAX_STEPS:  # else told at an earlier section
        message = f"Satu SOP paling banyak memuat {MAX_STEPS} langkah."
        report.add(codes.LIMIT, (*path, room), message, "Pecah SOP ini menjadi beberapa SOP mikro.")
    return room
