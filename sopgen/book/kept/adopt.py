"""An enacted document as booklet and letters take it in: a tagged PDF without fields, on the paper of its form.

A document of sopgen's own keeps its text, tags and fonts, also when it was signed since, and has what is drawn for
booklets: signatures as they look, no anchor to sign at, links to other SOPs. Any other PDF is carried page by page.
"""

from __future__ import annotations

import io
import struct
import zlib
from contextlib import suppress
from dataclasses import dataclass

from fontTools.ttLib import TTLibError
from pikepdf import Array, Dictionary, Name, NumberTree, Object, PasswordError, Pdf, PdfError

from sopgen.book.kept.carrier import carry
from sopgen.book.kept.lacks import fits
from sopgen.book.kept.related_links import link_related
from sopgen.book.kept.sign_room import clear_sign_room
from sopgen.book.kept.signatures import draw_signatures, is_added
from sopgen.book.kept.tagged_text import content_streams
from sopgen.book.merge.prepare import prepare
from sopgen.layout.style import PAPER_MM
from sopgen.model.sop import Sop
from sopgen.render.pdf.engine import NO_DATE, PROGRAM, About, subject_of

MOST_BYTES = 64 * 1024 * 1024
MOST_PAGES = 200
#: What readers of PDFs and of fonts say of a file that is not as the standards have it.
AMISS = (
    *(PdfError, PasswordError, TTLibError, struct.error, zlib.error),
    *(ValueError, TypeError, LookupError, AttributeError, AssertionError, RuntimeError, ArithmeticError, EOFError),
)
#: What is said of such a file.
AMISS_WORDS = "bukan PDF yang utuh; simpan ulang dari program asalnya"
#: How the marks of sopgen's own, KONSEP and DICABUT, stand in a page (``book/merge/stamps.py``).
_WATERMARK = b"/Subtype /Watermark"


class UnusablePdfError(Exception):
    """A file that cannot be bound; the message is a clause that goes on from the file's name."""


@dataclass(frozen=True, slots=True)
class Adopted:
    """A PDF like those that sopgen makes, of how many pages, and what the one that it is made of lacks, in words."""

    pdf: bytes
    pages: int
    lacks: tuple[str, ...] = ()


def adopt(pdf: bytes, sop: Sop) -> Adopted:
    """The enacted document of ``sop`` as it is bound; equal arguments give equal bytes. Raises UnusablePdfError."""
    if len(pdf) > MOST_BYTES:
        raise UnusablePdfError(f"lebih besar dari {MOST_BYTES // 2**20} MiB")
    try:
        return _adopted(pdf, sop)
    except PasswordError as error:
        raise UnusablePdfError("terkunci dengan kata sandi; simpan salinannya tanpa kata sandi") from error
    except AMISS as error:
        raise UnusablePdfError(AMISS_WORDS) from error


def _adopted(pdf: bytes, sop: Sop) -> Adopted:
    days = sop.days or (NO_DATE,)
    about = About(sop.nomor, sop.title, sop.unit.nama, subject_of(sop.nomor), min(days), max(days))
    paper = PAPER_MM[sop.format.kertas]
    with Pdf.open(io.BytesIO(pdf)) as source:
        count = len(source.pages)
        if not 0 < count <= MOST_PAGES:
            raise UnusablePdfError(f"memuat {count} halaman; yang dapat dijilid 1 sampai {MOST_PAGES}")
        if _is_ours(source, paper):
            with suppress(*AMISS):  # somebody has changed what it looks like from outside
                return Adopted(_as_drawn_for_booklets(pdf, source, sop), count)
    with Pdf.open(io.BytesIO(pdf)) as source:
        carried, lacks = carry(source, about, paper)
    prepare(carried, sop.nomor)
    return Adopted(carried, count, lacks)


def is_marked(pdf: bytes) -> bool:
    """Whether a page of it bears one of sopgen's own marks; of what cannot be read none is known."""
    with suppress(*AMISS), Pdf.open(io.BytesIO(pdf)) as source:
        return any(_WATERMARK in each.read_bytes() for page in source.pages for each in content_streams(page))
    return False


def _is_ours(source: Pdf, paper: tuple[float, float]) -> bool:
    """Whether a PDF is one of sopgen's own with nothing added but signatures and comments."""
    root = source.Root
    if source.docinfo.get("/Creator") != PROGRAM or not {"/StructTreeRoot", "/OutputIntents"} <= set(root.keys()):
        return False
    if source.is_encrypted or not all(fits(page, paper) for page in source.pages):
        return False
    files = source.attachments
    return len(files) <= 1 and "/JavaScript" not in root.get("/Names", Dictionary()) and "/AA" not in root


def _as_drawn_for_booklets(pdf: bytes, source: Pdf, sop: Sop) -> bytes:
    """A document of ours: its signatures drawn, without ``jangkar_ttd``, with links; itself where it has none of them.

    Raises what the readers of such documents raise when it is not one.
    """
    parents: dict[int, Object] = dict(NumberTree(source.Root.StructTreeRoot.ParentTree))
    clear_sign_room(source, sop.nomor)
    signed = draw_signatures(source, parents)
    linked = link_related(source, sop, parents)
    _require_plain_links(source)
    if signed or linked:
        tree, file = source.Root.StructTreeRoot, io.BytesIO()
        numbers = [each for number, value in sorted(parents.items()) for each in (number, value)]
        tree.ParentTree = source.make_indirect(Dictionary(Nums=Array(numbers)))
        tree.ParentTreeNextKey = max(parents, default=-1) + 1
        source.save(file, deterministic_id=True)
        pdf = file.getvalue()
    prepare(pdf, sop.nomor)
    return pdf


def _require_plain_links(source: Pdf) -> None:
    """Raise ValueError for an annotation that does more than lead to a place or an address."""
    for page in source.pages:
        for annotation in page.obj.get("/Annots", []):
            kind = annotation.get("/A", Dictionary()).get("/S", Name.GoTo)
            if is_added(annotation) or kind not in (Name.URI, Name.GoTo) or "/AA" in annotation:
                raise ValueError("an annotation that is none of ours")
        if "/AA" in page.obj:
            raise ValueError("a page with an action")
