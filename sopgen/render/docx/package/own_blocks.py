"""Own templates of Word documents held to the plan: the same texts, marks and measures as the shipped ones write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from docx.oxml.ns import qn
from lxml import etree

from sopgen.render.bounds import limited_work
from sopgen.render.codes import TEMPLATE_MOVES
from sopgen.render.docx.package.archive import parse_xml
from sopgen.render.own_templates import Folders, OwnTemplateError, blame, own_files

#: Templates whose names begin so make Word documents.
KINDS = ("docx/",)
_SHOWN = 40  # characters of a text in a message
#: Elements whose attributes decide what stands where, and what the staff are told of a lost or changed one.
_MEASURES = {
    qn("w:trHeight"): "mengubah tinggi baris",
    qn("w:gridCol"): "mengubah lebar kolom",
    qn("w:tcW"): "mengubah lebar sel",
    qn("w:pgSz"): "mengubah ukuran halaman",
    qn("w:pgMar"): "mengubah margin halaman",
    qn("w:numId"): "mengubah nomor baris atau entri",
    qn("wp:extent"): "mengubah ukuran lambang",
}
_OFFSET = qn("wp:posOffset")
_MARKS = {qn("w:tag"): "penanda isian", qn("w:bookmarkStart"): "penanda tempat"}

#: What is told of a fact that is missing, and the fact itself.
Fact = tuple[str, str]


def hold_to_plan(folders: Folders, body: Callable[[Folders], bytes]) -> None:
    """Raise OwnTemplateError when the office's templates lose or change what ``body`` says with the shipped ones.

    ``body`` gives the XML that templates of these folders make. What is added is the office's own affair.
    """
    own = own_files(folders, *KINDS)
    if not own:
        return
    with limited_work():
        made = body(folders)
    missing = _first_missing(_facts(made), list(_facts(body(folders[-1:]))))
    if missing:
        clause = f"{missing[0]}; templat mengubah rupa dokumen, bukan isi dan ukurannya"
        raise OwnTemplateError((blame(folders, own, clause, code=TEMPLATE_MOVES),))


def _first_missing(made: Iterable[Fact], planned: Sequence[Fact]) -> Fact | None:
    """The first planned fact that is not there in its order."""
    there = iter(made)
    return next((fact for fact in planned if not any(other == fact for other in there)), None)


def _facts(xml: bytes) -> Iterator[Fact]:
    """All texts, marks and measures, in their order."""
    for element in parse_xml(xml).iter():
        if not isinstance(element.tag, str):
            continue
        told = _MEASURES.get(element.tag)
        if told:
            yield told, repr(sorted(element.attrib.items()))
        elif element.tag == _OFFSET:
            yield "menggeser lambang", element.text or ""
        elif element.tag in _MARKS:
            name = element.get(qn("w:val")) or element.get(qn("w:name")) or ""
            yield f"menghilangkan {_MARKS[element.tag]} “{name[:_SHOWN]}”", name
        elif element.tag == qn("w:p"):
            text = "".join(_own_texts(element))
            if text.strip():
                yield f"menghilangkan atau mengubah teks “{text[:_SHOWN]}”", text


def _own_texts(paragraph: etree._Element) -> Iterator[str]:
    """The texts of a paragraph, without those of paragraphs in its shapes."""
    for text in paragraph.iter(qn("w:t")):
        if next(text.iterancestors(qn("w:p"))) is paragraph:
            yield text.text or ""
