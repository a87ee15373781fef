"""What a DOCX carries of its source: the YAML, every field's printed text and every shape, in a custom XML part.

An edited document can then be compared with what it was made from, without the sources of that day.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from lxml import etree

from sopgen.model.sop import Sop
from sopgen.render.docx.blocks import Block, Field, Inline, Paragraph, Shape, Table, Text
from sopgen.render.docx.drawn import DrawnKind, DrawnShape, DrawnTable, Edge

NAMESPACE = "urn:sopgen:sumber:1"
#: What the properties of every document of ours say: by it a document without a source is known.
CATEGORY = "Standar Operasional Prosedur"
#: The subject of booklets and of forms; an SOP's is its nomor, a letter's its kind and number.
BOOKLET, FORMS, MATRIX = "Buku SOP", "Monitoring dan evaluasi SOP", "Matriks perubahan SOP"
_ROOT, _YAML, _FIELD = f"{{{NAMESPACE}}}sop", f"{{{NAMESPACE}}}yaml", f"{{{NAMESPACE}}}medan"
_FIXED, _BAND = f"{{{NAMESPACE}}}tetap", f"{{{NAMESPACE}}}pinggir"
_DRAWING, _COLUMN, _ROW = f"{{{NAMESPACE}}}bagan", f"{{{NAMESPACE}}}kolom", f"{{{NAMESPACE}}}baris"
_SHAPE = f"{{{NAMESPACE}}}bentuk"
#: What says where a field was printed, and the attribute that carries it.
_ATTRIBUTES = {"tag": "jalur", "bookmark": "penanda", "before": "awalan", "after": "akhiran"}
_SHAPE_TEXTS = {"name": "nama", "tag": "jalur", "id": "tanda", "source": "dari", "target": "ke"}
_WHOLE = re.compile("-?[0-9]{1,9}")
#: Characters that a file's name may have and no XML.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_A, _V = "{http://schemas.openxmlformats.org/drawingml/2006/main}", "{urn:schemas-microsoft-com:vml}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class PrintedField:
    """One place where a field was printed: its text, and the fixed words before and after it in the paragraph."""

    tag: str
    bookmark: str
    text: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Embedded:
    """The source part of one SOP: the source file's name (relative to the project), its text and checksum."""

    file: str
    nomor: str
    sha256: str
    yaml: str
    fields: tuple[PrintedField, ...]
    fixed: Counter[str]  # texts of paragraphs without a field (labels, headings, numbers), and how often each stands
    shapes: int = 0  # how many symbols, lines and labels were drawn; 0 when it does not say
    bands: tuple[str, ...] = ()  # what headers and footers say (see ``band_text``)
    drawn: tuple[DrawnTable, ...] = ()  # what they are; documents of earlier days say only how many


def embed(sop: Sop, blocks: Iterable[Block], bands: Iterable[str] = ()) -> Embedded:
    """What ``blocks``, made from ``sop``, are to carry; ``bands`` are the texts of their headers and footers."""
    blocks = tuple(blocks)
    written = [paragraph for paragraph in paragraphs(blocks) if paragraph.content]
    lines = [line for paragraph in written for line in _lines(paragraph)]
    return Embedded(
        file=sop.source.name,
        nomor=sop.nomor,
        sha256=sha256(sop.source.raw).hexdigest(),
        yaml=sop.source.text,
        fields=tuple(printed for line in lines for printed in _printed(line)),
        fixed=Counter(
            text for line in lines if not any(isinstance(part, Field) for part in line) and (text := _fixed(line))
        ),
        shapes=sum(isinstance(part, Shape) for paragraph in written for part in paragraph.content),
        bands=tuple(sorted({text for text in bands if text})),
        drawn=tuple(block.drawn for block in blocks if isinstance(block, Table) and block.drawn is not None),
    )


def band_text(band: etree._Element) -> str:
    """A header's or footer's words without blanks and without what fields compute, as it is compared.

    A watermark's words are among them, and a sign for each picture.
    """
    parts, depth = [], 0
    for element in band.iter():
        if element.tag == f"{_W}fldChar":
            depth += {"begin": 1, "end": -1}.get(element.get(f"{_W}fldCharType", ""), 0)
        elif depth <= 0 and next(element.iterancestors(f"{_W}fldSimple", _FALLBACK), None) is None:
            parts.append(_shown(element))
    return "".join("".join(parts).split())


def _shown(element: etree._Element) -> str:
    """What one element of a header or a footer shows."""
    if element.tag == f"{_W}t":
        return element.text or ""
    if element.tag == f"{_V}textpath":
        return element.get("string", "")
    return "\ufffc" if element.tag in (f"{_A}blip", f"{_V}imagedata") else ""


def paragraphs(blocks: Iterable[Block]) -> Iterable[Paragraph]:
    """All paragraphs of ``blocks``, those in table cells included."""
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from cell.paragraphs
        else:
            yield block


def _lines(paragraph: Paragraph) -> Iterable[Sequence[Inline]]:
    """A paragraph's content, and that of each shape in it."""
    yield [part for part in paragraph.content if not isinstance(part, Shape)]
    for part in paragraph.content:
        if isinstance(part, Shape) and part.content:
            yield part.content


def _fixed(content: Sequence[Inline]) -> str:
    return "".join("\n".join(part.lines) for part in content if isinstance(part, Text))


def _printed(content: Sequence[Inline]) -> Iterable[PrintedField]:
    for index, part in enumerate(content):
        if isinstance(part, Field):
            before, after = _fixed(content[:index]), _fixed(content[index + 1 :])
            yield PrintedField(part.tag, part.bookmark, "\n".join(part.lines), before, after)


def write(embedded: Embedded) -> bytes:
    """The custom XML part as bytes."""
    root = etree.Element(_ROOT, nsmap={"sop": NAMESPACE})
    root.set("berkas", _UNWRITABLE.sub("\ufffd", embedded.file))  # pull then finds it by its nomor
    root.set("nomor", embedded.nomor)
    root.set("sha256", embedded.sha256)
    root.set("gambar", str(embedded.shapes))
    etree.SubElement(root, _YAML).text = embedded.yaml.replace("\r\n", "\n").replace("\r", "\n")
    for printed in embedded.fields:
        element = etree.SubElement(root, _FIELD)
        for field, name in _ATTRIBUTES.items():
            if value := getattr(printed, field):
                element.set(name, value)
        element.text = printed.text
    for table in embedded.drawn:
        _write_drawing(root, table)
    for text in embedded.bands:
        etree.SubElement(root, _BAND).text = text
    for text, count in sorted(embedded.fixed.items()):
        element = etree.SubElement(root, _FIXED)
        element.text = text
        if count > 1:
            element.set("kali", str(count))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def read(root: etree._Element) -> Embedded | None:
    """The content of a parsed custom XML part; None when it is not one of ours."""
    if root.tag != _ROOT:
        return None
    return Embedded(
        file=root.get("berkas", ""),
        nomor=root.get("nomor", ""),
        sha256=root.get("sha256", ""),
        yaml=root.findtext(_YAML, ""),
        fields=tuple(
            PrintedField(
                text=element.text or "", **{field: element.get(name, "") for field, name in _ATTRIBUTES.items()}
            )
            for element in root.findall(_FIELD)
        ),
        fixed=Counter({element.text or "": _number(element, "kali", 1) for element in root.findall(_FIXED)}),
        shapes=_number(root, "gambar", 0),
        bands=tuple(element.text or "" for element in root.findall(_BAND)),
        drawn=tuple(_read_drawing(element) for element in root.findall(_DRAWING)),
    )


# -- the drawing ------------------------------------------------------------------------------------------------


def _write_drawing(root: etree._Element, table: DrawnTable) -> None:
    drawing = etree.SubElement(root, _DRAWING, kanan=str(table.right), bawah=str(table.bottom))
    for name, edges in ((_COLUMN, table.columns), (_ROW, table.rows)):
        for edge in edges:
            etree.SubElement(drawing, name, {"di": str(edge.at)} | ({"jalur": edge.tag} if edge.tag else {}))
    for shape in table.shapes:
        element = etree.SubElement(drawing, _SHAPE, rupa=shape.kind.value, kotak=" ".join(map(str, shape.box)))
        if shape.ends:
            element.set("ujung", " ".join(str(length) for end in shape.ends for length in end))
        for field, name in _SHAPE_TEXTS.items():
            if value := getattr(shape, field):
                element.set(name, value)


def _read_drawing(drawing: etree._Element) -> DrawnTable:
    columns, rows = (
        tuple(Edge(_length(element.get("di", "")), element.get("jalur", "")) for element in drawing.findall(name))
        for name in (_COLUMN, _ROW)
    )
    shapes = tuple(shape for element in drawing.findall(_SHAPE) if (shape := _read_shape(element)) is not None)
    return DrawnTable(columns, rows, _length(drawing.get("kanan", "")), _length(drawing.get("bawah", "")), shapes)


def _read_shape(element: etree._Element) -> DrawnShape | None:
    """A shape; None when it does not say what it is, and where."""
    box, ends = (tuple(map(_length, element.get(name, "").split())) for name in ("kotak", "ujung"))
    kind = element.get("rupa", "")
    if len(box) != 4 or len(ends) not in (0, 4) or kind not in set(DrawnKind):
        return None
    return DrawnShape(
        kind=DrawnKind(kind),
        box=(box[0], box[1], box[2], box[3]),
        ends=(ends[:2], ends[2:]) if ends else (),  # type: ignore[arg-type]
        **{field: element.get(name, "") for field, name in _SHAPE_TEXTS.items()},
    )


def _length(text: str) -> int:
    return int(text) if _WHOLE.fullmatch(text) else 0


def _number(element: etree._Element, name: str, otherwise: int) -> int:
    text = element.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 9 else otherwise
