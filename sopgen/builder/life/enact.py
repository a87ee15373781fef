"""``sopgen enact``: what is signed is kept beside the source, and the SOP is in force.

The document is put there first, whole, and the source is written then: what is interrupted between the two is finished
by the same command.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sopgen.bounded_read import read_bounded
from sopgen.builder.job import Job, run_job
from sopgen.builder.life.one_sop import OneSop, one_sop
from sopgen.builder.request import Kind
from sopgen.builder.state.atomic_write import TEMPORARY, Written, write_output, writing
from sopgen.edits.operations import Set
from sopgen.findings import FindingsError, UserError, as_typed, listed
from sopgen.model.enacted.record import DOCUMENT, RECORD, SOURCE, EnactmentRecord, folder_name
from sopgen.model.form.fields import DATES
from sopgen.model.kept.record import source_digest
from sopgen.model.sop import Sop, Status
from sopgen.paths import enacted_folder


@dataclass(frozen=True, slots=True)
class Enacted:
    """Of which source something was kept, what, where, and how the source was written, if it had to be."""

    source: str
    record: EnactmentRecord
    document: Path
    written: Written | None


def enact(root: Path, name: str, pdf: Path | None, day: date | None, today: date) -> Enacted:
    """Enact the SOP that ``name`` means, with the signed or scanned ``pdf``, or as it is built.

    ``day``: of the enactment; without it the latest day that the SOP carries. Raises UserError when it is not ready to
    be enacted or a file cannot be used, FindingsError for errors in it, RuntimeError with the traceback of an internal
    error.
    """
    with one_sop(root, name, today) as before:
        _require_ready(before.sop)
        after = before.changed([] if before.sop.status is Status.IN_FORCE else [Set(("status",), _IN_FORCE)])
        document = None if pdf is None else _handed_over(pdf, before)
        record = _begun(before.sop, document)
        if record is None:
            record = _keep(after, pdf, document, day)
        folder = enacted_folder(after.sop.source.file) / folder_name(record.revisi)
        return Enacted(after.sop.source.name, record, folder / DOCUMENT, after.write(before.sop))


_IN_FORCE = Status.IN_FORCE.value


def proposed_day(root: Path, name: str, today: date) -> date | None:
    """The latest day that an SOP carries: what is proposed for the day on which it is enacted."""
    with one_sop(root, name, today) as found:
        return max(found.sop.days, default=None)


def _require_ready(sop: Sop) -> None:
    missing = tuple(_missing(sop))
    if missing:
        raise UserError(f"{sop.source.name} belum dapat ditetapkan: {listed(missing)}.")


def _missing(sop: Sop) -> Iterator[str]:
    """What keeps an SOP from being enacted, as clauses."""
    if sop.status is Status.WITHDRAWN:
        yield "SOP ini sudah dicabut"
    if sop.has_gaps:
        yield "isinya belum lengkap (sopgen check menampilkan yang kosong)"
    for field in sop.format.form.identity:
        if field.kind in DATES and sop.day(field.key) is None:
            yield f"{field.key} belum diisi"
    if not sop.disahkan_oleh.nama.strip(" .-…_"):
        yield "nama pejabat yang mengesahkan belum diisi"


def _handed_over(pdf: Path, one: OneSop) -> bytes:
    """The bytes of the file that staff hand over. Raises UserError when it cannot be used, or is not of this SOP."""
    from sopgen.book.kept.adopt import MOST_BYTES, is_marked
    from sopgen.book.kept.origin import mismatch

    try:
        content = read_bounded(pdf, MOST_BYTES)
    except OSError as error:
        raise UserError(f"{pdf} tidak dapat dibaca.") from error
    if is_marked(content):
        raise UserError(f"{pdf} bercap KONSEP atau DICABUT; tetapkan dokumen yang bersih dari cap.")
    if why := mismatch(content, one.sop, one.institution):
        raise UserError(f"{pdf} tidak dapat ditetapkan: {why}.")
    return content


def _begun(sop: Sop, document: bytes | None) -> EnactmentRecord | None:
    """The record of an enactment that was interrupted before the source was written; None when there is none.

    Raises UserError when this revision, or a later one, was enacted already.
    """
    last, revisi = sop.enacted, _revision(sop)
    if last is None or last.revisi < revisi:
        return None
    same = last.revisi == revisi and not last.differs and sop.status is not Status.IN_FORCE
    if same and document in (None, last.pdf.read_bytes()):
        return EnactmentRecord.from_json((last.pdf.parent / RECORD).read_text(encoding="utf-8"))
    what = f"revisi ke-{last.revisi}" if last.revisi else "SOP ini"
    raise UserError(
        f"{what} sudah ditetapkan pada {last.tanggal}. Bila isinya berubah, jalankan dahulu: "
        f"sopgen revise {as_typed(sop.source.name)}"
    )


def _revision(sop: Sop) -> int:
    return sop.revisi[-1].ke if sop.revisi else 0


def _keep(one: OneSop, file: Path | None, document: bytes | None, day: date | None) -> EnactmentRecord:
    """Put the document of an SOP, as it is to be, beside its source."""
    from sopgen.book.kept.adopt import UnusablePdfError
    from sopgen.book.kept.documents import require_bindable

    sop = one.sop
    content = _built(one) if document is None else document
    try:
        lacks = require_bindable(content, sop, one.institution, one.project.root)
    except UnusablePdfError as error:
        raise UserError(f"{file or sop.source.name} tidak dapat ditetapkan: {error}.") from error
    record = EnactmentRecord(
        nomor=sop.nomor,
        judul=sop.judul,
        revisi=_revision(sop),
        tanggal=_enacted_on(sop, day),
        disahkan_oleh=sop.disahkan_oleh.jabatan,
        document=hashlib.sha256(content).hexdigest(),
        source=source_digest(sop.source.raw),
        handed_over=document is not None,
        lacks=lacks,
    )
    files = {DOCUMENT: content, SOURCE: sop.source.raw, RECORD: record.to_json().encode()}
    _put(enacted_folder(sop.source.file), folder_name(record.revisi), files)
    return record


def _enacted_on(sop: Sop, told: date | None) -> date:
    day = told or max(sop.days)
    if sop.enacted is not None and day < sop.enacted.tanggal:
        raise UserError(
            f"tanggal penetapan {day} mendahului penetapan sebelumnya ({sop.enacted.tanggal}); sebut yang benar "
            "dengan --tanggal."
        )
    return day


def _built(one: OneSop) -> bytes:
    """The PDF as it is built of the SOP's source. Raises FindingsError when it cannot be drawn."""
    drawn = replace(one.sop, enactments=())
    product = run_job(Job(drawn, one.institution, (Kind.PDF,), one.project.root))
    if product.breakdown:
        raise RuntimeError(product.breakdown)
    if not product.documents:
        raise FindingsError(product.findings)
    return product.documents[0][1]


def _put(folder: Path, name: str, files: dict[str, bytes]) -> None:
    """Write a folder so that it is there whole or not at all. Raises UserError when it cannot be written."""
    coming = folder / f"{TEMPORARY}{os.getpid()}"
    with writing(folder / name):
        for left in folder.glob(f"{TEMPORARY}*"):  # of somebody whose power was cut: nobody else is at work here
            shutil.rmtree(left, ignore_errors=True)
        try:
            for each, content in files.items():
                write_output(coming / each, content)
            coming.rename(folder / name)
        except BaseException:
            shutil.rmtree(coming, ignore_errors=True)
            raise
