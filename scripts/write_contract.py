"""The drawn examples of the layout contract, into docs/images/contract/: run by ``make pages``, compared by a test.

The sources are the SOPs in docs/contract/; everything black is drawn by the code that draws the documents. Grey are the
table's rules, the header's words and the numbers of the steps.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from sopgen.flow.make_flow import build
from sopgen.layout.drawing.page_task import build_page, place_nodes
from sopgen.layout.layout import lay_out
from sopgen.layout.routing.connectors import divide
from sopgen.layout.routing.frame import Frame
from sopgen.layout.scene import FlowPage, HeaderCell, Row, RowKind, Scene
from sopgen.layout.style import MM_PER_POINT, STYLE
from sopgen.layout.style.clearances import ROOMY
from sopgen.layout.text.measurer import TextMeasurer
from sopgen.model.load import load
from sopgen.model.sop import Sop
from sopgen.render.svg import graphviz
from sopgen.render.svg.page_drawing import HALF_CAPITAL, UNITS_PER_MM, area, finished, plain, source
from sopgen.render.svg.strokes import Rect, outline_strokes, path_data

ROOT = Path(__file__).parent.parent
SOURCES = ROOT / "docs" / "contract"
IMAGES = ROOT / "docs" / "images" / "contract"

FAMILY = "Arial, Liberation Sans, Helvetica, sans-serif"
ENLARGED = 1.5  # shown larger than on paper,
WIDEST = 230.0  # but no wider than this in mm
NUMBERS = 5.0  # mm left of the columns, where the steps' numbers stand
PAD = 0.4  # mm around a crop
BETWEEN = 6.0  # mm between two pages
CAPTION = 5.0  # mm above pages that stand side by side
CAPTION_PT = 8.0
RULES = "#b4b4b4"
WORDS = "#7a7a7a"
LANES = "#8fb8de"
SVG = "http://www.w3.org/2000/svg"


@dataclass(frozen=True, slots=True)
class Crop:
    """A flow page, counted from 1, or the rows of some of its steps (with the strip beside the first and the last)."""

    page: int = 1
    first: int = 0
    last: int = 0
    header: bool = True  # which stands above the first row of a page only


@dataclass(frozen=True, slots=True)
class Picture:
    """An example: its name, which is its file's and unless given its source's, and what it shows of that SOP."""

    name: str
    crops: tuple[Crop, ...] = (Crop(),)
    source: str = ""
    lanes: bool = False


PICTURES = (
    Picture("five-symbols", (Crop(2),), "letters"),
    Picture("narrow"),
    Picture("texts"),
    Picture("decisions"),
    Picture("joined"),
    Picture("symbols-in-a-row"),
    Picture("stacked"),
    Picture("capsules-separate"),
    Picture("capsules-activity"),
    Picture("merging"),
    Picture("skips"),
    Picture("parallel"),
    Picture("symmetric"),
    Picture("letters", (Crop(1, 5, 99, header=False), Crop(2, 1, 12, header=False))),
    Picture("far-letters", (Crop(1), Crop(2), Crop(3))),
    Picture("gate-1-sides", (Crop(1, 1, 3, header=False),), "merging"),
    Picture("gate-2-through", (Crop(1, 2, 5, header=False),), "skips"),
    Picture("gate-3-distance", (Crop(1, 6, 9, header=False),), "far-letters"),
    Picture("gate-3-head-on", source="head-on"),
    Picture("gate-4-rules", (Crop(1, 3, 5, header=False),), "narrow"),
    Picture("gate-5-labels"),
    Picture("gate-6-flows", (Crop(1, 1, 3, header=False),), "symbols-in-a-row"),
    Picture("gate-7-letters", (Crop(1, 10, 10, header=False), Crop(3, 20, 20, header=False)), "far-letters"),
    Picture("gate-8-heads", (Crop(1, 6, 7, header=False),), "letters"),
    Picture("lanes", source="decisions", lanes=True),
    Picture("order"),
    Picture("more-room"),
    Picture("page-breaks", (Crop(1), Crop(2))),
    Picture("headers"),
)


def paint(pictures: Sequence[Picture] = PICTURES) -> dict[str, bytes]:
    """Every picture by its file's name."""
    sops = {Path(sop.source.name).stem: sop for sop in load(SOURCES).sops}
    scenes = {name: lay_out(sop) for name, sop in sops.items()}
    found = {}
    for picture in pictures:
        name = picture.source or picture.name
        found[f"{picture.name}.svg"] = _picture(picture, sops[name], scenes[name])
    return found


def _picture(picture: Picture, sop: Sop, scene: Scene) -> bytes:
    pages = [scene.pages[crop.page - 1] for crop in picture.crops]
    drawings = finished(pages, graphviz.draw([source(page) for page in pages]), FAMILY)
    boxes = [_box(page, crop) for page, crop in zip(pages, picture.crops, strict=True)]
    above = CAPTION if len(pages) > 1 else 0.0
    width = sum(box.right - box.left for box in boxes) + BETWEEN * (len(boxes) - 1)
    height = max(box.bottom - box.top for box in boxes) + above
    root = _document(width, height)
    x = 0.0
    for page, crop, drawing, box in zip(pages, picture.crops, drawings, boxes, strict=True):
        if above:
            middle = x + NUMBERS + (box.right - box.left - NUMBERS) / 2
            _text(root, f"hal. {page.number}", middle, above / 2, CAPTION_PT)
        part = _window(root, x, above, box)
        _rules(part, page, crop)
        if picture.lanes:
            _lanes(part, sop, page)
        _drawing(part, page, drawing)
        x += box.right - box.left + BETWEEN
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _document(width: float, height: float) -> etree._Element:
    """An SVG of this size in mm on white ground, for readers who like their pages dark."""
    root = etree.Element(f"{{{SVG}}}svg", nsmap={None: SVG})
    scale = min(ENLARGED, WIDEST / width)
    root.set("width", f"{plain(width * scale)}mm")
    root.set("height", f"{plain(height * scale)}mm")
    root.set("viewBox", f"0 0 {_units(width)} {_units(height)}")
    _add(root, "rect", width="100%", height="100%", fill="white")
    return root


def _window(root: etree._Element, x: float, y: float, box: Rect) -> etree._Element:
    """A place at ``x`` and ``y`` (mm) that shows a part of a page, in the page's own coordinates."""
    width, height = _units(box.right - box.left), _units(box.bottom - box.top)
    part = _add(root, "svg", x=_units(x), y=_units(y), width=width, height=height)
    part.set("viewBox", f"{_units(box.left)} {_units(box.top)} {width} {height}")
    return part


def _box(page: FlowPage, crop: Crop) -> Rect:
    """What is shown of a page, in page mm."""
    rows = _rows(page, crop)
    frame = area(page)
    top = page.header.top if crop.header else rows[0].top
    return Rect(frame.left - NUMBERS, top - PAD, frame.left + frame.width + PAD, rows[-1].bottom + PAD)


def _rows(page: FlowPage, crop: Crop) -> list[Row]:
    """The rows of a crop; all when it names no steps."""
    rows = [row for row in page.rows if row.kind is not RowKind.TOTAL]
    if not crop.last:
        return rows
    steps = [row.step or 0 for row in rows]
    wanted = [i for i, step in enumerate(steps) if step and crop.first <= step <= crop.last]
    first, last = wanted[0], wanted[-1]
    if first and rows[first - 1].kind is RowKind.STRIP_TOP:
        first -= 1
    if last + 1 < len(rows) and rows[last + 1].kind is RowKind.STRIP_BOTTOM:
        last += 1
    return rows[first : last + 1]


def _rules(part: etree._Element, page: FlowPage, crop: Crop) -> None:
    """The rules of the Pelaksana columns, the words of their header and the steps' numbers, all in grey."""
    rows = _rows(page, crop)
    cells = list(_header_cells(page)) if crop.header else []
    rects = [Rect(cell.left, cell.top, cell.right, cell.bottom) for cell in cells]
    rects += [Rect(column.left, row.top, column.right, row.bottom) for row in rows for column in page.actor_columns]
    path = _add(part, "path", d=path_data(outline_strokes(rects)), fill="none", stroke=RULES)
    path.set("stroke-width", plain(STYLE.rule_pt * MM_PER_POINT))
    path.set("transform", f"scale({UNITS_PER_MM})")
    for cell in cells:
        _header_words(part, cell)
    left = page.actor_columns[0].left
    for row in rows:
        if row.step is not None:
            _text(part, str(row.step), left - NUMBERS / 2, (row.top + row.bottom) / 2, CAPTION_PT)


def _header_cells(page: FlowPage) -> Iterator[HeaderCell]:
    left, right = page.actor_columns[0].left, page.actor_columns[-1].right
    for cell in page.header.cells:
        if cell.left > left - 0.01 and cell.right < right + 0.01:
            yield cell


def _header_words(part: etree._Element, cell: HeaderCell) -> None:
    x, y = (cell.left + cell.right) / 2, (cell.top + cell.bottom) / 2
    pitch = cell.size_pt * STYLE.line_height * MM_PER_POINT
    for index, line in enumerate(cell.lines):
        away = (index - (len(cell.lines) - 1) / 2) * pitch
        if cell.rotated:
            _text(part, line, x + away, y, cell.size_pt, turned=True)
        else:
            _text(part, line, x, y + away, cell.size_pt)


def _lanes(part: etree._Element, sop: Sop, page: FlowPage) -> None:
    """Every lane of the first try at an SOP's only flow page, as the router lays them."""
    measurer = TextMeasurer(sop.format.huruf)
    frame = Frame(page.number, page.actor_columns, page.rows)
    (plan,) = divide(build(sop.sections[page.section_index], sop.format), (frame,))
    grid = build_page(plan, place_nodes(plan, measurer, STYLE), ROOMY, measurer, STYLE).grid
    whole = area(page)
    lines = [f"M{plain(x)} {plain(whole.top)}v{plain(whole.height)}" for x in grid.xs[1:-1]]
    lines += [f"M{plain(whole.left)} {plain(y)}h{plain(whole.width)}" for y in grid.ys[1:-1]]
    path = _add(part, "path", d="".join(lines), fill="none", stroke=LANES)
    path.set("stroke-width", "0.1")
    path.set("stroke-dasharray", "0.6 0.4")
    path.set("transform", f"scale({UNITS_PER_MM})")


def _drawing(part: etree._Element, page: FlowPage, drawing: bytes) -> None:
    """The page's flow as the documents have it, without names that would stand twice in one file."""
    frame = area(page)
    group = _add(part, "g", transform=f"translate({_units(frame.left)} {_units(frame.top)})")
    for child in etree.fromstring(drawing):
        for element in child.iter():
            element.attrib.pop("id", None)
            element.tail = None
            if element.tag != f"{{{SVG}}}text":
                element.text = None
        group.append(child)


def _text(parent: etree._Element, words: str, x: float, y: float, size_pt: float, turned: bool = False) -> None:
    """Grey words in the middle of a place (mm)."""
    size = size_pt * MM_PER_POINT
    lift = HALF_CAPITAL * size
    at = (x + lift, y) if turned else (x, y + lift)
    text = _add(parent, "text", x=_units(at[0]), y=_units(at[1]), fill=WORDS)
    text.set("font-family", FAMILY)
    text.set("font-size", _units(size))
    text.set("text-anchor", "middle")
    if turned:
        text.set("transform", f"rotate(-90 {_units(at[0])} {_units(at[1])})")
    text.text = words


def _add(parent: etree._Element, tag: str, **marks: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{SVG}}}{tag}", marks)


def _units(mm: float) -> str:
    return plain(mm * UNITS_PER_MM)


if __name__ == "__main__":
    IMAGES.mkdir(parents=True, exist_ok=True)
    for name, content in paint().items():
        (IMAGES / name).write_bytes(content)
