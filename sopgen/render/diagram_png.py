"""The stand-alone diagram as PNG: in a resolution, or exactly as large as somebody wants it, for a slide or a page."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

from lxml import etree

from sopgen.findings import UserError
from sopgen.layout.swimlane.diagram import AROUND, Around, Diagram
from sopgen.layout.swimlane.layout import lay_out_diagram
from sopgen.layout.text.fonts import font_file
from sopgen.model.sop import Sop
from sopgen.render.diagram import draw
from sopgen.render.font_names import name_in_file
from sopgen.render.svg.other_faces import name_other_faces
from sopgen.render.svg.page_drawing import parsed

_MM_PER_INCH = 25.4
#: A picture of more pixels opens in few programs: a large diagram gets a lower resolution.
MOST_PIXELS = 60_000_000
#: Where the first chunk of a PNG, which tells its size, ends.
_AFTER_SIZE = 33
_PER_METRE = b"\x01"


@dataclass(frozen=True, slots=True)
class Pixels:
    """How large a picture is to be: its width and height in pixels, or one of them, or neither but a resolution."""

    width: int | None = None
    height: int | None = None
    dpi: float = 200.0

    def of(self, diagram: Diagram) -> tuple[int, int]:
        """Width and height of the diagram's picture; UserError when what was asked for is too large.

        A size that is not asked for follows from the other, or from the resolution: of a large diagram from one so low
        that the picture opens everywhere.
        """
        if self.width is None and self.height is None:
            pixels = diagram.width * diagram.height * (self.dpi / _MM_PER_INCH) ** 2
            scale = self.dpi / _MM_PER_INCH * min(1.0, MOST_PIXELS / pixels) ** 0.5
            return round(diagram.width * scale), round(diagram.height * scale)
        shape = diagram.width / diagram.height
        width = self.width or max(round((self.height or 0) * shape), 1)
        height = self.height or max(round(width / shape), 1)
        if width * height > MOST_PIXELS:
            most = MOST_PIXELS // 1_000_000
            raise UserError(f"Gambar {width} x {height} piksel terlalu besar; paling banyak {most} juta piksel.")
        return width, height


def diagram_png(
    sop: Sop,
    spoken: bool = False,
    parts: tuple[int, ...] = (),
    size: Pixels = Pixels(),
    around: Around = AROUND,
) -> bytes:
    """The diagram as PNG on white; in a size of another shape it stands in the middle, as large as it fits.

    The picture says how many of its pixels are a metre of the diagram, so that programs show it in its own size.
    Raises FindingsError, and UserError when the size is too large.
    """
    import resvg_py

    diagram = lay_out_diagram(sop, spoken, parts, around)
    width, height = size.of(diagram)
    files = [font_file(sop.format.huruf, bold).path for bold in (False, True)]
    root = parsed(draw(diagram, sop, name_in_file(files[0])))
    name_other_faces(root, sop.format.huruf)
    root.set("width", str(width))  # what is drawn keeps its shape and stands in the middle: that is SVG's default
    root.set("height", str(height))
    svg = etree.tostring(root, encoding="unicode")
    picture = resvg_py.svg_to_bytes(svg_string=svg, dpi=96, font_files=files, background="#ffffff")
    return _with_resolution(picture, 1000 * min(width / diagram.width, height / diagram.height))


def _with_resolution(picture: bytes, per_metre: float) -> bytes:
    """A PNG that says how many of its pixels are a metre (chunk pHYs, PNG 11.3.4.3)."""
    pixels = max(round(per_metre), 1)
    content = b"pHYs" + struct.pack(">II", pixels, pixels) + _PER_METRE
    chunk = struct.pack(">I", len(content) - 4) + content + struct.pack(">I", zlib.crc32(content))
    return picture[:_AFTER_SIZE] + chunk + picture[_AFTER_SIZE:]
