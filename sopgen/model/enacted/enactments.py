"""What was enacted of an SOP, found beside its source."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sopgen.bounded_read import read_bounded
from sopgen.findings import Finding
from sopgen.model import codes
from sopgen.model.collector import Collector
from sopgen.model.enacted.record import DOCUMENT, RECORD, SOURCE, EnactmentRecord, enactment_folders, folder_name
from sopgen.model.institution import Institution
from sopgen.model.kept.record import HINT, DamagedError, kept_record, source_digest
from sopgen.model.resolve.make_sop import make_sop
from sopgen.model.sop import Enactment, Section, Sop, Status
from sopgen.paths import enacted_folder
from sopgen.source.read import MAX_BYTES, parse


def with_enactments(sop: Sop, institution: Institution | None) -> tuple[Sop, tuple[Finding, ...]]:
    """``sop`` with what was enacted of it, and what is wrong with that: an enacted document is whole, or none."""
    report = Collector(sop.source)
    try:
        folders = enactment_folders(enacted_folder(sop.source.file))
    except OSError:
        _tell(report, enacted_folder(sop.source.file).name, "tidak dapat dibuka")
        return sop, report.findings
    found = (_enactment(folder, sop, institution, report) for folder in folders)
    made = tuple(each for each in found if each is not None)
    return (replace(sop, enactments=made) if made else sop), report.findings


def _tell(report: Collector, what: str, wrong: str) -> None:
    report.add(codes.ENACTED, ("status",), f"Dokumen SOP yang sudah ditetapkan, {what}, {wrong}.", HINT)


def _enactment(folder: Path, sop: Sop, institution: Institution | None, report: Collector) -> Enactment | None:
    """The enactment kept in ``folder``; None, and told, when it is not what was put there."""
    where = f"{folder.parent.name}/{folder.name}"
    try:
        record = kept_record(folder / RECORD, EnactmentRecord.from_json)
        raw = _source_then(folder, record)
    except DamagedError as error:
        _tell(report, where, str(error))
        return None
    then = _sop_of(raw, sop, institution)
    if then is None:
        _tell(report, where, "bersumber berkas yang tidak dapat dibaca lagi")
        return None
    return Enactment(
        nomor=record.nomor,
        revisi=record.revisi,
        tanggal=record.tanggal,
        pdf=folder / DOCUMENT,
        sha256=record.document,
        handed_over=record.handed_over,
        lacks=record.lacks,
        sop=None if then is sop else then,
        differs=then is not sop and not says_the_same(then, sop),
    )


def _source_then(folder: Path, record: EnactmentRecord) -> bytes:
    """The source as it was enacted. Raises DamagedError when it, or the folder's name, is not what the record says."""
    try:
        raw = read_bounded(folder / SOURCE, MAX_BYTES)
    except OSError as error:
        raise DamagedError.incomplete() from error
    if folder.name != folder_name(record.revisi) or source_digest(raw) != record.source:
        raise DamagedError.changed()
    return raw


def _sop_of(raw: bytes, sop: Sop, institution: Institution | None) -> Sop | None:
    """What a source said when it was enacted, under the name that it has; ``sop`` itself when that is the same."""
    if source_digest(raw) == source_digest(sop.source.raw):
        return sop
    source, _ = parse(raw, sop.source.file, sop.source.name)
    return make_sop(source, institution)[0] if source is not None else None


def says_the_same(one: Sop, other: Sop) -> bool:
    """Whether two SOPs would be enacted as the same: comments, layout, spellings and ids do not count.

    Nor does what no form prints: status, withdrawal, review date, findings set aside.
    """
    return _printed(one, other) == _printed(other, other)


def _printed(sop: Sop, like: Sop) -> Sop:
    return replace(
        sop,
        source=like.source,
        sections=tuple(map(_without_ids, sop.sections)),
        keterkaitan=tuple(replace(each, text="") if each.nomor else each for each in sop.keterkaitan),
        status=Status.IN_FORCE,
        pencabutan=None,
        tinjau_sebelum=None,
        abaikan=(),
        has_gaps=False,
        enactments=(),
    )


def _without_ids(section: Section) -> Section:
    """A flow by what its steps say and where they lead."""
    steps = (
        replace(step, id=None, symbols=tuple(replace(symbol, id=None) for symbol in step.symbols))
        for step in section.steps
    )
    return replace(section, steps=tuple(steps))
