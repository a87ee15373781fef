"""``sopgen revise``: an enacted SOP becomes the draft of its next revision; what was enacted stays in force."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath

from sopgen.builder.change_proposal import proposal_pdf, versions
from sopgen.builder.life.one_sop import OneSop, one_sop
from sopgen.builder.state.atomic_write import Written
from sopgen.edits.operations import Insert, Operation, Set
from sopgen.findings import UserError, as_typed
from sopgen.model.dates import letter_date
from sopgen.model.sop import Revision, Sop, Status
from sopgen.paths import SOURCES
from sopgen.source.document import Plain

SHEETS_FOLDER = "perubahan"  # of the output folder


@dataclass(frozen=True, slots=True)
class Wish:
    """What is known of a revision: what changed, its day, and since when it is to be in force; None: not told."""

    uraian: str | None = None
    tanggal: date | None = None
    efektif: date | None = None


@dataclass(frozen=True, slots=True)
class Revised:
    """The revision, the sheet of changes and its name in the output folder, and how the source was written."""

    source: str
    revision: Revision
    sheet: bytes
    sheet_name: str
    written: Written | None


def needs(root: Path, name: str, today: date) -> bool:
    """Whether the SOP that ``name`` means has no revision yet that is not enacted: one has to be told then.

    Raises UserError when it cannot be revised.
    """
    with one_sop(root, name, today) as found:
        return _begun(found.sop) is None


def revise(root: Path, name: str, wish: Wish, today: date) -> Revised:
    """Count the next revision of the SOP that ``name`` means and write it down; or change the one that was begun.

    Raises UserError when it was never enacted or what is told does not fit, FindingsError when the SOP would then
    have errors.
    """
    with one_sop(root, name, today) as before:
        after = before.changed(_operations(before.sop, wish))
        written = after.write(before.sop)
        revision = after.sop.revisi[-1]
        place = PurePosixPath(after.sop.source.name).relative_to(SOURCES).with_suffix("")
        sheet_name = f"{SHEETS_FOLDER}/{place}-revisi-{revision.ke}.pdf"
        return Revised(after.sop.source.name, revision, _sheet(after), sheet_name, written)


def _operations(sop: Sop, wish: Wish) -> list[Operation]:
    begun, enacted = _begun(sop), sop.enacted
    assert enacted is not None
    if wish.tanggal is not None and wish.tanggal < enacted.tanggal:
        raise UserError(f"tanggal revisi {wish.tanggal} mendahului penetapan yang berlaku ({enacted.tanggal}).")
    made: list[Operation] = [] if sop.status is Status.DRAFT else [Set(("status",), Status.DRAFT.value)]
    if wish.efektif is not None:
        made.append(Set(("tanggal_efektif",), wish.efektif.isoformat()))
    if begun is None:
        made.append(_row(sop, enacted.revisi + 1, wish))
        return made
    place = len(sop.revisi) - 1
    if wish.tanggal is not None:
        made.append(Set(("revisi", place, "tanggal"), wish.tanggal.isoformat()))
    if wish.uraian is not None:
        made.append(Set(("revisi", place, "uraian"), wish.uraian))
    return made


def _begun(sop: Sop) -> Revision | None:
    """The revision that is written down and not enacted yet. Raises UserError when an SOP cannot be revised."""
    if sop.enacted is None:
        command = f"sopgen enact {as_typed(sop.source.name)}"
        raise UserError(f"{sop.source.name} belum pernah ditetapkan; jalankan dahulu: {command}")
    if sop.status is Status.WITHDRAWN:
        raise UserError(f"{sop.source.name} sudah dicabut; SOP yang menggantikannya ditulis sebagai berkas baru.")
    last = sop.revisi[-1] if sop.revisi else None
    return last if last is not None and last.ke > sop.enacted.revisi else None


def _row(sop: Sop, ke: int, wish: Wish) -> Operation:
    """The row of ``revisi``."""
    if wish.tanggal is None or not wish.uraian:
        raise UserError("tanggal dan uraian revisi belum diisi; tambahkan --tanggal dan --uraian.")
    row: Plain = {"ke": str(ke), "tanggal": wish.tanggal.isoformat(), "uraian": wish.uraian}
    return Insert(("revisi", len(sop.revisi)), row) if sop.revisi else Set(("revisi",), [row])


def _sheet(one: OneSop) -> bytes:
    """What the revision changes in what is in force. Raises UserError when a text cannot be printed."""
    enacted = one.sop.enacted
    assert enacted is not None
    old = one.sop.in_force
    new = replace(one.sop, status=old.status)  # that a draft is a draft is no change of it
    names = f"yang ditetapkan {letter_date(enacted.tanggal)}", f"revisi ke-{one.sop.revisi[-1].ke}"
    return proposal_pdf(versions(old, new, *names), one.project)
