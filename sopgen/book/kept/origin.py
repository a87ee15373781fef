"""Of which SOP a PDF of sopgen's own is, and whether it says what the source says: else it must not be enacted.

Such a PDF names its SOP and carries the source that it was made of, also when it was signed since. Of a scan, or a PDF
of another program, nothing is known.
"""

from __future__ import annotations

import io
from contextlib import suppress
from dataclasses import dataclass

from pikepdf import Pdf

from sopgen.book.kept.adopt import AMISS
from sopgen.model.enacted.enactments import says_the_same
from sopgen.model.institution import Institution
from sopgen.model.resolve.make_sop import make_sop
from sopgen.model.sop import Sop
from sopgen.render.pdf.engine import PROGRAM, nomor_in, subject_of
from sopgen.source.read import MAX_BYTES, parse


@dataclass(frozen=True, slots=True)
class _Origin:
    """What a PDF of sopgen's own says that it is, and the sources that it carries."""

    subject: str
    sources: tuple[bytes, ...]


def mismatch(pdf: bytes, sop: Sop, institution: Institution) -> str:
    """Why a PDF of sopgen's own is no document of ``sop`` as it is now, and what to do, as a clause.

    Empty when it is one, or when a PDF does not say.
    """
    found = _origin(pdf)
    if found is None:
        return ""
    if found.subject != subject_of(sop.nomor):
        other = nomor_in(found.subject)
        if other:
            return f"dokumen itu SOP nomor {other}, bukan {sop.nomor}; sebut PDF yang benar dengan --pdf"
        return "itu bukan dokumen satu SOP, melainkan buku, surat, atau lembar lain; sebut PDF SOP-nya dengan --pdf"
    if any(_says_other(raw, sop, institution) for raw in found.sources):
        return (
            f"isinya tidak sama dengan {sop.source.name} yang sekarang; samakan dahulu isi berkas itu, atau jalankan "
            "sopgen build dan mintakan tanda tangan pada PDF yang baru"
        )
    return ""


def _origin(pdf: bytes) -> _Origin | None:
    """What a PDF says of itself; None when it is none of sopgen's own, or cannot be read."""
    with suppress(*AMISS), Pdf.open(io.BytesIO(pdf)) as opened:
        about = opened.docinfo
        if str(about.get("/Creator", "")) == PROGRAM:
            files = (each.get_file() for each in opened.attachments.values())
            sources = tuple(file.read_bytes() for file in files if file.size <= MAX_BYTES)
            return _Origin(str(about.get("/Subject", "")).strip(), sources)
    return None


def _says_other(raw: bytes, sop: Sop, institution: Institution) -> bool:
    """Whether a source says something else than that of ``sop``; one that cannot be read any more may say the same."""
    if raw == sop.source.raw:
        return False
    one, other = (_sop_of(each, sop, institution) for each in (raw, sop.source.raw))
    return one is not None and other is not None and not says_the_same(one, other)


def _sop_of(raw: bytes, sop: Sop, institution: Institution) -> Sop | None:
    source, _ = parse(raw, sop.source.file, sop.source.name)
    return make_sop(source, institution)[0] if source is not None else None
