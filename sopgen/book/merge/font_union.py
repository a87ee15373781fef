"""One font a face for the whole document.

A part's pages refer to the document's face, which has a number from the start; when all parts have been read, the
union of their subsets is written under it. Fonts that cannot be united (other than Identity-H over outlines) go over as
they are.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count

from pikepdf import Name, Object

from sopgen.book.merge.fonts.subset import Union, read_subset
from sopgen.book.merge.output.writer import Writer
from sopgen.book.merge.prepared_part import FaceUse

_CHARACTER = re.compile(rb"<([0-9a-fA-F]{4})> <([0-9a-fA-F]*)>")
_CMAP_HEAD = (
    b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo\n"
    b"<< /Registry (Adobe)\n/Ordering (UCS)\n/Supplement 0\n>> def\n/CMapName /Adobe-Identity-UCS def\n"
    b"/CMapType 2 def\n1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
)
_CMAP_TAIL = b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
_BATCH = 100  # the most entries that one bfchar block may hold


@dataclass(frozen=True, slots=True)
class _Kind:
    """How the dictionaries of a composite font name its outlines (ISO 32000-1, tables 117, 126 and 127)."""

    font: bytes
    file: bytes
    map: bytes = b""
    entries: bytes = b""


_TRUETYPE = _Kind(b"CIDFontType2", b"/FontFile2", map=b"/CIDToGIDMap /Identity ")
_CFF = _Kind(b"CIDFontType0", b"/FontFile3", entries=b"/Subtype /CIDFontType0C")


@dataclass(slots=True)
class Face:
    """A face of the document: its name, its glyphs, and the text each glyph stands for (UTF-16BE)."""

    name: str
    flags: int
    ascent: int
    descent: int
    italic_angle: float
    union: Union
    text: dict[int, bytes] = field(default_factory=dict)

    def write(self, writer: Writer, number: int) -> None:
        """Write the composite font (ISO 32000-1, 9.7) as object ``number``."""
        program, kind = self.union.program(), _CFF if self.union.first.is_cff else _TRUETYPE
        name = Name(f"/{_tag(program)}+{self.name}").unparse()
        box = b" ".join(b"%d" % round(edge * 1000 / self.union.first.units_per_em) for edge in self.union.box)
        descriptor = writer.add(
            b"<< /Ascent %d /CapHeight %d /Descent %d /Flags %d /FontBBox [ %b ] %b %d 0 R /FontName %b "
            b"/ItalicAngle %g /StemV 80 /Type /FontDescriptor >>"
            % (
                self.ascent,
                self.ascent,
                self.descent,
                self.flags,
                box,
                kind.file,
                writer.add_stream(kind.entries or b"/Length1 %d" % len(program), program),
                name,
                self.italic_angle,
            )
        )
        descendant = writer.add(
            b"<< /BaseFont %b /CIDSystemInfo << /Ordering (Identity) /Registry (Adobe) /Supplement 0 >> "
            b"%b/FontDescriptor %d 0 R /Subtype /%b /Type /Font /W [ %b ] >>"
            % (name, kind.map, descriptor, kind.font, self._widths())
        )
        characters = writer.add_stream(b"", self._characters())
        writer.put(
            number,
            b"<< /BaseFont %b /DescendantFonts [ %d 0 R ] /Encoding /Identity-H /Subtype /Type0 /ToUnicode %d 0 R "
            b"/Type /Font >>" % (name, descendant, characters),
        )

    def _widths(self) -> bytes:
        return b" ".join(b"%d [ %d ]" % (glyph, self.union.per_mille(glyph)) for glyph in sorted(self.text))

    def _characters(self) -> bytes:
        entries = [b"<%04x> <%s>\n" % (glyph, text.hex().encode()) for glyph, text in sorted(self.text.items())]
        blocks = [entries[start : start + _BATCH] for start in range(0, len(entries), _BATCH)]
        body = b"".join(b"%d beginbfchar\n%sendbfchar\n" % (len(block), b"".join(block)) for block in blocks)
        return _CMAP_HEAD + body + _CMAP_TAIL


@dataclass(frozen=True, slots=True)
class Letter:
    """How a character is written: the name of its face, the face, the face's object, the glyph."""

    font: str
    face: Face
    number: int
    glyph: int

    @property
    def width(self) -> int:
        """Advance width in thousandths of an em."""
        return self.face.union.per_mille(self.glyph)


class Fonts:
    """The document's faces, gathered part by part."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._faces: dict[str, tuple[Face, int]] = {}

    def take(self, face: FaceUse) -> int:
        """Unite a part's font with the document's; the object that stands for it."""
        return self._faces[self._united(face)][1]

    def take_letters(self, faces: Iterable[FaceUse]) -> dict[str, Letter]:
        """Take fonts as ``take`` does; the characters that can be written with them."""
        letters: dict[str, Letter] = {}
        for face in faces:
            name = self._united(face)
            for glyph, text in sorted(face.text.items()):
                letters.setdefault(text.decode("utf-16-be"), Letter(name, *self._faces[name], glyph))
        return letters

    def finish(self) -> None:
        """Write every face."""
        for _, (face, number) in sorted(self._faces.items()):
            face.write(self._writer, number)

    def _united(self, use: FaceUse) -> str:
        for name in _names(use.name):
            if name not in self._faces:
                self._faces[name] = (_new_face(use), self._writer.reserve())
            face, _ = self._faces[name]
            if face.union.fits(use.subset):
                face.union.add(use.subset)
                for glyph, characters in use.text.items():
                    known = filter(None, (characters, face.text.get(glyph)))
                    face.text[glyph] = min(known, default=b"")
                return name
        raise AssertionError("unreachable: a new face fits its own subset")


def _names(name: str) -> Iterator[str]:
    """Names for a face: several when different versions of a font are in use."""
    yield name
    yield from (f"{name}#{number}" for number in count(1))


def _new_face(use: FaceUse) -> Face:
    return Face(use.name, use.flags, use.ascent, use.descent, use.italic_angle, Union(use.subset))


def read_font(font: Object) -> FaceUse | None:
    """A font of a part, if it can be united with others: Identity-H over outlines in an OpenType file."""
    if font.get("/Subtype") != Name.Type0 or font.get("/Encoding") != Name("/Identity-H"):
        return None
    descriptor = font.DescendantFonts[0].FontDescriptor
    program = descriptor.get("/FontFile2", descriptor.get("/FontFile3"))
    if program is None:
        return None
    characters = _CHARACTER.findall(font.ToUnicode.read_bytes())
    text = {int(glyph, 16): bytes.fromhex(found.decode()) for glyph, found in characters}
    try:
        subset = read_subset(program.read_bytes(), text)
    except KeyError:
        return None
    return FaceUse(
        name=str(font.BaseFont).split("+", 1)[-1].lstrip("/"),
        flags=int(descriptor.Flags),
        ascent=int(descriptor.Ascent),
        descent=int(descriptor.Descent),
        italic_angle=float(descriptor.ItalicAngle),
        subset=subset,
        text=text,
    )


def _tag(program: bytes) -> str:
    """Six capitals that name a subset (ISO 32000-1, 9.6.4), from its content."""
    return "".join(chr(65 + byte % 26) for byte in hashlib.sha256(program).digest()[:6])
