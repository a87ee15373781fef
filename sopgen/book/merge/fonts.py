"""One font a face for the whole document.

Before a part's pages go over, its fonts are taken out and a placeholder is left in the resources; when all
parts have been read, each placeholder gives way to the union of the parts' subsets. Fonts that cannot be united
(other than Identity-H over TrueType outlines) go over as they are.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from sopgen.book.merge.truetype import Subset, Union, read_subset

_CHARACTER = re.compile(rb"<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>")
_CMAP_HEAD = (
    b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo\n"
    b"<< /Registry (Adobe)\n/Ordering (UCS)\n/Supplement 0\n>> def\n/CMapName /Adobe-Identity-UCS def\n"
    b"/CMapType 2 def\n1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
)
_CMAP_TAIL = b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
_BATCH = 100  # the most entries that one bfchar block may hold


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

    def build(self, pdf: Pdf) -> Object:
        """The composite font (ISO 32000-1, 9.7) as an indirect object of ``pdf``."""
        program = self.union.program()
        name = Name(f"/{_tag(program)}+{self.name}")
        stream = pdf.make_stream(program)
        stream.Length1 = len(program)
        descriptor = Dictionary(
            Type=Name.FontDescriptor,
            FontName=name,
            Flags=self.flags,
            FontBBox=Array([round(edge * 1000 / self.union.first.units_per_em) for edge in self.union.box]),
            ItalicAngle=self.italic_angle,
            Ascent=self.ascent,
            Descent=self.descent,
            CapHeight=self.ascent,
            StemV=80,
            FontFile2=stream,
        )
        descendant = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=name,
            CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
            CIDToGIDMap=Name.Identity,
            W=self._widths(),
            FontDescriptor=pdf.make_indirect(descriptor),
        )
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=name,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_stream(self._characters()),
        )
        return pdf.make_indirect(font)

    def _widths(self) -> Array:
        widths = Array()
        for glyph in sorted(self.text):
            widths.append(glyph)
            widths.append(Array([self.union.per_mille(glyph)]))
        return widths

    def _characters(self) -> bytes:
        entries = [b"<%04x> <%s>\n" % (glyph, text.hex().encode()) for glyph, text in sorted(self.text.items())]
        blocks = [entries[start : start + _BATCH] for start in range(0, len(entries), _BATCH)]
        body = b"".join(b"%d beginbfchar\n%sendbfchar\n" % (len(block), b"".join(block)) for block in blocks)
        return _CMAP_HEAD + body + _CMAP_TAIL


@dataclass(frozen=True, slots=True)
class Letter:
    """How a character is written: the placeholder of its face, the face, the glyph."""

    font: Name
    face: Face
    glyph: int

    @property
    def width(self) -> int:
        """Advance width in thousandths of an em."""
        return self.face.union.per_mille(self.glyph)


class Fonts:
    """The document's faces, gathered part by part."""

    def __init__(self) -> None:
        self._faces: dict[Name, Face] = {}
        self._resources: list[Object] = []

    def take(self, fonts: Object) -> None:
        """Take the united fonts out of a part's font resources, leaving placeholders (names of faces)."""
        for key in list(fonts.keys()):
            found = _read_font(fonts[key])
            if found is not None:
                fonts[key] = self._face(*found)

    def take_letters(self, fonts: Object) -> dict[str, Letter]:
        """Take fonts as ``take`` does; the characters that can be written with them.

        Raises ``ValueError`` for a font that cannot be united: nothing can be written with it.
        """
        letters: dict[str, Letter] = {}
        for key in sorted(fonts.keys()):
            found = _read_font(fonts[key])
            if found is None:
                raise ValueError(f"font {fonts[key].BaseFont} cannot be used for stamps")
            name = self._face(*found)
            for glyph, text in sorted(found[2].items()):
                letters.setdefault(text.decode("utf-16-be"), Letter(name, self._faces[name], glyph))
        return letters

    def give_back(self, fonts: Object) -> None:
        """Remember font resources of the new document, whose placeholders ``finish`` replaces."""
        self._resources.append(fonts)

    def finish(self, pdf: Pdf) -> dict[str, Object]:
        """Build every face and put it where it is used; the faces by placeholder name."""
        built = {str(key): face.build(pdf) for key, face in sorted(self._faces.items(), key=lambda item: str(item[0]))}
        for fonts in self._resources:
            for key in list(fonts.keys()):
                value = fonts[key]
                if isinstance(value, Name):
                    fonts[key] = built[str(value)]
        return built

    def _face(self, font: Object, subset: Subset, text: dict[int, bytes]) -> Name:
        name = str(font.BaseFont).split("+", 1)[-1].lstrip("/")
        for key in self._keys(name):
            face = self._faces.get(key)
            if face is None:
                face = self._faces[key] = _new_face(name, font, subset)
            if face.union.fits(subset):
                face.union.add(subset)
                for glyph, characters in text.items():
                    face.text[glyph] = min(characters, face.text.get(glyph, characters))
                return key
        raise AssertionError("unreachable: a new face fits its own subset")

    @staticmethod
    def _keys(name: str) -> Iterator[Name]:
        """Placeholders for a face's name: several when different versions of a font are in use."""
        number = 0
        while True:
            yield Name(f"/{name}#{number}" if number else f"/{name}")
            number += 1


def _new_face(name: str, font: Object, subset: Subset) -> Face:
    descriptor = font.DescendantFonts[0].FontDescriptor
    return Face(
        name=name,
        flags=int(descriptor.Flags),
        ascent=int(descriptor.Ascent),
        descent=int(descriptor.Descent),
        italic_angle=float(descriptor.ItalicAngle),
        union=Union(subset),
    )


def _read_font(font: Object) -> tuple[Object, Subset, dict[int, bytes]] | None:
    if font.get("/Subtype") != Name.Type0 or font.get("/Encoding") != Name("/Identity-H"):
        return None
    descriptor = font.DescendantFonts[0].FontDescriptor
    if "/FontFile2" not in descriptor:
        return None
    characters = _CHARACTER.findall(font.ToUnicode.read_bytes())
    text = {int(glyph, 16): bytes.fromhex(found.decode()) for glyph, found in characters}
    try:
        return font, read_subset(descriptor.FontFile2.read_bytes(), text), text
    except KeyError:
        return None


def _tag(program: bytes) -> str:
    """Six capitals that name a subset (ISO 32000-1, 9.6.4), from its content."""
    return "".join(chr(65 + byte % 26) for byte in hashlib.sha256(program).digest()[:6])
