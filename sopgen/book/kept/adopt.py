"""An enacted document as booklet and letters take it in: a tagged PDF without fields, on the paper of its form.

A document of sopgen's own keeps its text, tags and fonts, also when it was signed since; its signatures are then
drawn as they look. Any other PDF is carried page by page.
"""

from __future__ import annotations

import io
import struct
import zlib
from contextlib import suppress
from dataclasses import dataclass

from fontTools.ttLib import TTLibError
from pikepdf import Array, Dictionary, Name, NumberTree, Object, Page, PasswordError, Pdf, PdfError, String

from sopgen.book.kept.carrier import carry
from sopgen.book.kept.lacks import fits
from sopgen.book.merge.prepare import prepare
from sopgen.book.merge.structure import drop_element
from sopgen.layout.style import PAPER_MM
from sopgen.model.sop import Sop
from sopgen.render.pdf.engine import NO_DATE, About

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
    about = About(sop.nomor, sop.title, sop.unit.nama, f"SOP nomor {sop.nomor}", min(days), max(days))
    paper = PAPER_MM[sop.format.kertas]
    with Pdf.open(io.BytesIO(pdf)) as source:
        count = len(source.pages)
        if not 0 < count <= MOST_PAGES:
            raise UnusablePdfError(f"memuat {count} halaman; yang dapat dijilid 1 sampai {MOST_PAGES}")
        if _is_ours(source, paper):
            with suppress(*AMISS):  # somebody has changed what it looks like from outside
                return Adopted(_without_fields(pdf, source, sop.nomor), count)
    with Pdf.open(io.BytesIO(pdf)) as source:
        carried, lacks = carry(source, about, paper)
    prepare(carried, sop.nomor)
    return Adopted(carried, count, lacks)


def is_marked(pdf: bytes) -> bool:
    """Whether a page of it bears one of sopgen's own marks; of what cannot be read none is known."""
    with suppress(*AMISS), Pdf.open(io.BytesIO(pdf)) as source:
        return any(_WATERMARK in stream for page in source.pages for stream in _contents(page))
    return False


def _contents(page: Page) -> list[bytes]:
    found = page.obj.get("/Contents", Array())
    return [each.read_bytes() for each in (found if isinstance(found, Array) else [found])]


def _is_ours(source: Pdf, paper: tuple[float, float]) -> bool:
    """Whether a PDF is one of sopgen's own with nothing added but signatures and comments."""
    root = source.Root
    if source.docinfo.get("/Creator") != "sopgen" or not {"/StructTreeRoot", "/OutputIntents"} <= set(root.keys()):
        return False
    if source.is_encrypted or not all(fits(page, paper) for page in source.pages):
        return False
    files = source.attachments
    return len(files) <= 1 and "/JavaScript" not in root.get("/Names", Dictionary()) and "/AA" not in root


def _without_fields(pdf: bytes, source: Pdf, key: str) -> bytes:
    """A document of ours with its signatures drawn, each page's as one figure; itself where nothing was added.

    Raises what the readers of such documents raise when it is not one.
    """
    noted = [page for page in source.pages if any(map(_is_added, page.obj.get("/Annots", [])))]
    if not noted:
        _require_plain_links(source)
        prepare(pdf, key)
        return pdf
    parents: dict[int, Object] = dict(NumberTree(source.Root.StructTreeRoot.ParentTree))
    words = {page.obj.objgen: _take_off(page, parents) for page in noted}
    before = {page.obj.objgen: len(_streams(page)) for page in noted}
    source.flatten_annotations("print")
    for page in source.pages:
        _settle(source, page)
    for page in noted:
        if len(_streams(page)) > before[page.obj.objgen]:
            _tag(source, page, parents, words[page.obj.objgen])
    numbers = [each for number, value in sorted(parents.items()) for each in (number, value)]
    source.Root.StructTreeRoot.ParentTree = source.make_indirect(Dictionary(Nums=Array(numbers)))
    for name in ("/AcroForm", "/Perms", "/DSS", "/OpenAction"):
        if name in source.Root:
            del source.Root[name]
    _require_plain_links(source)
    file = io.BytesIO()
    source.save(file, deterministic_id=True)
    prepare(file.getvalue(), key)
    return file.getvalue()


def _is_added(annotation: Object) -> bool:
    return bool(annotation.get("/Subtype") != Name.Link)


def _require_plain_links(source: Pdf) -> None:
    """Raise ValueError for an annotation that does more than lead to a place or an address."""
    for page in source.pages:
        for annotation in page.obj.get("/Annots", []):
            kind = annotation.get("/A", Dictionary()).get("/S", Name.GoTo)
            if _is_added(annotation) or kind not in (Name.URI, Name.GoTo) or "/AA" in annotation:
                raise ValueError("an annotation that is none of ours")
        if "/AA" in page.obj:
            raise ValueError("a page with an action")


def _take_off(page: Page, parents: dict[int, Object]) -> str:
    """Forget the elements of a page's fields; what they are called."""
    words = []
    for annotation in page.obj.Annots:
        if not _is_added(annotation):
            continue
        drop_element(annotation, parents)
        appearance = annotation.get("/AP", Dictionary()).get("/N")
        if appearance is not None and (isinstance(appearance, Dictionary) or appearance.read_bytes().strip()):
            signer = annotation.get("/V", Dictionary())
            name = signer.get("/Name", "") if isinstance(signer, Dictionary) else ""
            words.append(str(annotation.get("/TU", name)) or "Tanda tangan")
    return "; ".join(dict.fromkeys(words))


def _streams(page: Page) -> list[Object]:
    found = page.obj.Contents
    return list(found) if isinstance(found, Array) else [found]


def _settle(source: Pdf, page: Page) -> None:
    """Have a page's resources and contents stand as merging wants them."""
    if not page.obj.Resources.is_indirect:
        page.obj.Resources = source.make_indirect(page.obj.Resources)
    page.obj.Contents = Array([each if each.is_indirect else source.make_indirect(each) for each in _streams(page)])


def _tag(source: Pdf, page: Page, parents: dict[int, Object], words: str) -> None:
    """Make what was drawn last on a page a figure with this alternative text; without one it is decoration."""
    last = _streams(page)[-1]
    closed, drawn = last.read_bytes().split(b"Q\n", 1)  # flattening has put the page's own content between q and Q
    if not words:
        last.write(closed + b"Q\n/Artifact BMC\n" + drawn + b"\nEMC\n")
        return
    key = int(page.obj.StructParents)
    known = list(parents[key]) if key in parents else []
    last.write(closed + b"Q\n/Figure <</MCID %d>> BDC\n" % len(known) + drawn + b"\nEMC\n")
    top = source.Root.StructTreeRoot.K
    top = top[0] if isinstance(top, Array) else top
    left, bottom, right, up = (float(edge) for edge in page.mediabox)
    layout = Dictionary(O=Name.Layout, Placement=Name.Block, BBox=Array([left, bottom, right, up]))
    figure = Dictionary(
        Type=Name.StructElem, S=Name.Figure, P=top, Pg=page.obj, K=len(known), Alt=String(words), A=layout
    )
    element = source.make_indirect(figure)
    top.K = Array([*(top.K if isinstance(top.K, Array) else [top.K]), element])
    parents[key] = Array([*known, element])
