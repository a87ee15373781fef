"""The stand-alone diagram as SVG, DOT and PDF: one Graphviz drawing, every position given by its layout."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from lxml import etree

from sopgen.flow.make_flow import build
from sopgen.flow.narrate import descriptions, narrate
from sopgen.layout.scene import HeaderCell, TextBlock
from sopgen.layout.style import MM_PER_POINT
from sopgen.layout.style.looks import Look
from sopgen.layout.swimlane.diagram import AROUND, Around, Diagram, Swimlanes
from sopgen.layout.swimlane.layout import lay_out_diagram
from sopgen.model.sop import Sop
from sopgen.render.codes import GRAPHVIZ_FAILED, NOT_WHOLE, failed
from sopgen.render.font_names import with_substitutes
from sopgen.render.own_templates import Folders, hold_to_length, own_files, own_templates_may_be_wrong
from sopgen.render.svg import graphviz
from sopgen.render.svg.page_drawing import (
    HALF_CAPITAL,
    UNITS_PER_POINT,
    Area,
    Canvas,
    Line,
    bundles,
    centred_line,
    label_lines,
    parsed,
    plain,
    settle,
    stacked,
    symbol_lines,
)
from sopgen.render.templates import environment, template_folders

_MM_PER_INCH = 25.4
#: Longest side of a PDF page (ISO 32000-1, annex C: 14,400 points, 5,080 mm), less a hair.
_TEMPLATE = "pdf/diagram.html.j2"
_LONGEST_MM = 5_000.0
_SVG = "{http://www.w3.org/2000/svg}"
#: What is drawn over what, by the first part of the groups' ids.
_LAYERS = ("lajur", "alur", "simbol", "panah", "teks")


def diagram_svg(sop: Sop, spoken: bool = False, parts: tuple[int, ...] = (), around: Around = AROUND) -> bytes:
    """The diagram of ``sop`` as an SVG document (sizes in mm), which tells what it shows to those who cannot see it.

    ``spoken``, ``parts`` and ``around`` as for :func:`~sopgen.layout.swimlane.lay_out_diagram`.
    Raises FindingsError (E303, E304, and E350 when Graphviz is missing or fails).
    """
    diagram = lay_out_diagram(sop, spoken, parts, around)
    return _told(draw(diagram, sop, with_substitutes(sop.format.huruf)), diagram, sop, parts)


def finished_diagram(sop: Sop, diagram: Diagram, drawing: bytes) -> bytes:
    """What :func:`diagram_svg` makes of a whole SOP, out of what Graphviz drew of its ``diagram_source``."""
    return _told(_settled(drawing, diagram, with_substitutes(sop.format.huruf)), diagram, sop, ())


def diagram_dot(sop: Sop, spoken: bool = False, parts: tuple[int, ...] = (), around: Around = AROUND) -> str:
    """The diagram as DOT with every position given: ``neato -n2 -Tpdf`` draws it in its size. Raises FindingsError."""
    return diagram_source(lay_out_diagram(sop, spoken, parts, around), sop.format.huruf)


def diagram_pdf(
    sop: Sop,
    spoken: bool = False,
    parts: tuple[int, ...] = (),
    root: Path | None = None,
    around: Around = AROUND,
) -> bytes:
    """The diagram as a PDF of one page of its own size, tagged and archival as the SOP's. Raises FindingsError."""
    from sopgen.render.pdf import engine

    diagram = lay_out_diagram(sop, spoken, parts, around)
    scale = min(1.0, _LONGEST_MM / max(diagram.width, diagram.height))
    told = {"title": sop.title, "story": " ".join(stories(sop, parts))}
    size = {"width": diagram.width * scale, "height": diagram.height * scale}
    pictures = {"diagram": draw(diagram, sop, sop.format.huruf)}
    days = [day for day in (sop.tanggal_pembuatan, sop.tanggal_efektif) if day] or [engine.NO_DATE]
    about = engine.About(sop.nomor, sop.title, sop.unit.nama, f"Diagram SOP {sop.nomor}", min(days), max(days))

    def written(folders: Folders) -> bytes:
        text, shipped = (
            environment(each).get_template(_TEMPLATE).render(**told, **size) for each in (folders, folders[-1:])
        )
        hold_to_length(folders, own_files(folders, _TEMPLATE), _TEMPLATE, text, shipped)
        return engine.write(engine.typeset(engine.Markup(text, "", pictures, folders)), about)

    folders = template_folders(root)
    try:
        with own_templates_may_be_wrong(folders, _TEMPLATE, without=lambda: written(folders[-1:])):
            return written(folders)
    except engine.LoggedError as error:
        raise failed(sop, NOT_WHOLE, f"Diagram tidak dapat dibuat dengan lengkap: {error.lines[0]}") from error


def stories(sop: Sop, parts: tuple[int, ...] = ()) -> Iterator[str]:
    """What each part of the diagram shows, in words."""
    for index in parts or range(len(sop.sections)):
        section = sop.sections[index]
        name = f"{section.judul}: " if section.judul else ""
        yield f"{name}{narrate(build(section, sop.format), section)}."


def draw(diagram: Diagram, sop: Sop, family: str) -> bytes:
    """The diagram as SVG without a word on what it shows; FindingsError when Graphviz is missing or fails."""
    try:
        (drawing,) = graphviz.draw([diagram_source(diagram)])
    except graphviz.GraphvizError as error:
        raise failed(sop, GRAPHVIZ_FAILED, str(error)) from error
    return _settled(drawing, diagram, family)


def _settled(drawing: bytes, diagram: Diagram, family: str) -> bytes:
    """What Graphviz drew, with texts where they belong and layers in their order."""
    frame = Area(0.0, 0.0, diagram.width, diagram.height)
    edges = ((index, edge) for index, flow in enumerate(diagram.flows) for edge in flow.edges)
    # No edges of different flows lead to one target, though their symbols may have the same name.
    together = bundles([replace(edge, target=f"{index} {edge.target}") for index, edge in edges])
    root = parsed(settle(drawing, frame, tuple(_lines(diagram)), family, together))
    graph = root.find(f"{_SVG}g")
    assert graph is not None
    for group in graph.iterfind(f"{_SVG}g"):
        if "terminator" in (group.get("class") or "").split():
            group[0].set("fill", diagram.look.symbol_fill)
    graph[:] = sorted(graph, key=_layer)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _layer(group: etree._Element) -> int:
    name = (group.get("id") or "").partition("-")[0]
    return _LAYERS.index(name) if name in _LAYERS else -1


# ---- the drawing ----


class LaneCanvas(Canvas):
    """A canvas with lanes under the flow; takes the diagram's millimetres."""

    order = "nodesfirst"

    def __init__(self, diagram: Diagram, family: str | None = None) -> None:
        self.ink, self.fill = diagram.look.line, diagram.look.symbol_fill
        self._look, self._lanes, self._family = diagram.look, 0, family
        super().__init__(Area(0.0, 0.0, diagram.width, diagram.height), diagram.look.style)
        if family is not None:  # to be drawn by others: its size in inches, its letters
            self._dot.graph_attr["size"] = ",".join(plain(mm / _MM_PER_INCH) for mm in (diagram.width, diagram.height))
            self._dot.graph_attr["bgcolor"] = "white"

    def box(self, left: float, top: float, right: float, bottom: float, fill: str) -> None:
        """A ruled rectangle, filled with a colour."""
        self._dot.node(
            f"l{self._lanes}",
            pos=self._at(((left + right) / 2, (top + bottom) / 2)),
            shape="box",
            style="filled",
            fillcolor=fill,
            color=self._look.rule,
            penwidth=plain(self._look.style.pen_pt * UNITS_PER_POINT),
            id=f"lajur-{self._lanes}",
            **self._size(right - left, bottom - top),
        )
        self._lanes += 1

    def text(self, index: int, line: Line, **marks: str) -> None:
        """Graphviz sets a label's middle, not its baseline, on a node's place; for the SVG that is settled later."""
        if self._family is not None:  # nobody settles anything later, and Graphviz complains of texts without room
            marks |= {"fixedsize": "false", "margin": "0", "fontname": f"{self._family}{' bold' * line.bold}"}
        super().text(index, replace(line, baseline=line.baseline - HALF_CAPITAL * line.size_pt * MM_PER_POINT), **marks)


def diagram_source(diagram: Diagram, family: str | None = None) -> str:
    """The diagram in DOT; ``family`` when somebody else is to draw it."""
    canvas = LaneCanvas(diagram, family)
    for flow in diagram.flows:
        _draw_lanes(canvas, flow, diagram.look)
    for index, symbol in enumerate(diagram.symbols):
        canvas.symbol(index, symbol)
    for index, edge in enumerate(diagram.edges):
        canvas.edge(index, edge)
    for index, line in enumerate(_lines(diagram)):
        canvas.text(index, line)
    return canvas.source


def _draw_lanes(canvas: LaneCanvas, flow: Swimlanes, look: Look) -> None:
    for index, lane in enumerate(flow.lanes):
        fill = look.lane_tint if index % 2 else look.symbol_fill
        canvas.box(lane.left, flow.body_top - look.foot, lane.right, flow.bottom, fill)
    for cell in flow.header:
        fill = look.group_tint if cell.column_span > 1 or _is_group(cell, flow) else look.header_tint
        canvas.box(cell.left, cell.top, cell.right, cell.bottom, fill)


def _is_group(cell: HeaderCell, flow: Swimlanes) -> bool:
    """Whether another header cell stands below this one."""
    return any(other.top == cell.bottom and other.left == cell.left for other in flow.header)


def _lines(diagram: Diagram) -> Iterator[Line]:
    """All lines of text, in reading order."""
    look = diagram.look
    for block in diagram.blocks:
        yield from _block_lines(block, look)
    for flow in diagram.flows:
        for cell in flow.header:
            middle = (cell.top + cell.bottom) / 2
            across = (cell.left + cell.right) / 2
            yield from stacked(cell.lines, across, middle, cell.size_pt, look.style, True, look.ink)
        for symbol in flow.symbols:
            yield from (replace(line, colour=look.ink) for line in symbol_lines(symbol, look.style))
        for label in flow.labels:
            yield from (replace(line, colour=look.ink) for line in label_lines(label, look.style))
        for number in flow.numbers:
            yield centred_line(number.text, number.x, number.y, number.size_pt, True, look.faint)
    for symbol in diagram.legend.symbols if diagram.legend is not None else ():
        yield from (replace(line, colour=look.ink) for line in symbol_lines(symbol, look.style))


def _block_lines(block: TextBlock, look: Look) -> Iterator[Line]:
    colour = look.ink if block.bold else look.faint
    across, middle = (block.left + block.right) / 2, (block.top + block.bottom) / 2
    return stacked(block.lines, across, middle, block.size_pt, look.style, block.bold, colour)


# ---- in words ----


def _told(drawing: bytes, diagram: Diagram, sop: Sop, parts: tuple[int, ...]) -> bytes:
    """The SVG with its title, its story, and on each symbol what it stands for (browsers show it under the pointer)."""
    root = parsed(drawing)
    root.set("role", "img")
    root.set("style", "font-kerning:none;font-variant-ligatures:none")
    _tell(root, "desc", " ".join(stories(sop, parts)))
    _tell(root, "title", sop.title)
    groups = {group.get("id"): group for group in root.iter(f"{_SVG}g")}
    for index, text in enumerate(_descriptions(diagram, sop, parts)):
        _tell(groups[f"simbol-{index}"], "title", text)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _tell(element: etree._Element, tag: str, text: str) -> None:
    """Begin an element with a child of this text."""
    child = etree.Element(f"{_SVG}{tag}")
    child.text = text
    element.insert(0, child)


def _descriptions(diagram: Diagram, sop: Sop, parts: tuple[int, ...]) -> Iterator[str]:
    """What each symbol stands for, in the order in which they are drawn."""
    for index, flow in zip(parts or range(len(sop.sections)), diagram.flows, strict=True):
        section = sop.sections[index]
        told_of = descriptions(build(section, sop.format), section)
        for symbol in flow.symbols:
            if symbol.step is None:
                yield f"Penghubung {symbol.text}"
                continue
            told = told_of[symbol.id.partition("/")[0]]
            step = section.steps[symbol.step - 1]
            yield told if ":" in symbol.id else f"{told}. {step.kegiatan}"
