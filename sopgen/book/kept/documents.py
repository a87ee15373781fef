"""The PDFs of one enacted SOP: the one that stands alone, and the one that booklet and letters take in."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

from sopgen.book.kept.adopt import AMISS, AMISS_WORDS, UnusablePdfError, adopt
from sopgen.book.letter import STATUS_MARKS
from sopgen.book.merge.merge import count_pages, merge
from sopgen.book.merge.part import About, Part
from sopgen.book.pages.stamp_fonts import letter_sheets
from sopgen.book.pages.typesetter import Sheet, Typesetter, watermark
from sopgen.findings import FindingsError
from sopgen.model.codes import ENACTED
from sopgen.model.institution import Institution
from sopgen.model.sop import Sop, Status


def enacted_pdf(sop: Sop) -> bytes:
    """What was signed, byte for byte. Raises FindingsError when it cannot be read any more."""
    assert sop.enacted is not None
    try:
        return sop.enacted.pdf.read_bytes()
    except OSError as error:
        raise _unusable(sop, "tidak dapat dibaca") from error


def bound_pdf(sop: Sop) -> bytes:
    """What was signed, as it is bound. Raises FindingsError when it cannot be."""
    try:
        return adopt(enacted_pdf(sop), sop).pdf
    except UnusablePdfError as error:
        raise _unusable(sop, str(error)) from error


def withdrawn_pdf(pdf: bytes, sop: Sop, institution: Institution, root: Path) -> bytes:
    """A document of a withdrawn SOP that stands alone, stamped on every page."""
    assert sop.pencabutan is not None
    return _stamped(pdf, sop, institution, root, sop.pencabutan.tanggal)


def require_bindable(pdf: bytes, sop: Sop, institution: Institution, root: Path) -> tuple[str, ...]:
    """What a document that is going to be enacted lacks, in words; it is bound once to see that it can be.

    Raises UnusablePdfError when it cannot.
    """
    adopted = adopt(pdf, sop)
    try:
        _stamped(adopted.pdf, sop, institution, root, date(2000, 1, 1))
    except AMISS as error:
        raise UnusablePdfError(AMISS_WORDS) from error
    return adopted.lacks


def _stamped(pdf: bytes, sop: Sop, institution: Institution, root: Path, day: date) -> bytes:
    mark = watermark(STATUS_MARKS[Status.WITHDRAWN], Sheet.of(sop.format.kertas))
    part = Part(sop.nomor, sop.title, pdf, 0, stamps=((mark,),) * count_pages(pdf))
    sheets = letter_sheets(Typesetter(root, institution, day), (part,))
    file = io.BytesIO()
    merge((part,), About(f"{sop.title} (dicabut)", sop.unit.nama, day), sheets, file)
    return file.getvalue()


def is_stamped(sop: Sop) -> bool:
    """Whether documents of an SOP that stand alone say that it was withdrawn: where it is known when."""
    return sop.status is Status.WITHDRAWN and sop.pencabutan is not None


def _unusable(sop: Sop, why: str) -> FindingsError:
    message = f"Dokumen SOP yang sudah ditetapkan tidak dapat dipakai: {why}."
    return FindingsError((sop.source.finding(ENACTED.number, ENACTED.severity, ("status",), message),))
