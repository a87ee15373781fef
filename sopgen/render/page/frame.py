"""The page itself: its size and typeface, the table's rules and the grey behind its header, the footer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from lxml import etree

from sopgen.layout.placing.lines import Anchor, PlacedLine, PlacedText, Typesetter
from sopgen.layout.scene import FlowPage, FormPage, RowKind
from sopgen.layout.style import MM_PER_POINT, Style
from sopgen.model.sop import Sop
from sopgen.render.page.elements import add, group, number, polyline
from sopgen.render.page.parts import DrawnParts
from sopgen.render.page.texts import write_lines
from sopgen.render.svg.strokes import Rect, flow_cells, form_cells, outline_strokes
from sopgen.render.wording import page_of

_EMPTY = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
#: Documents are measured without kerning and ligatures; SVG has attributes of their own for neither.
LETTERS = "font-kerning:none;font-variant-ligatures:none"


@dataclass(frozen=True, slots=True)
class Paper:
    """What all pages of one SOP share: ``families`` are the typeface's names in CSS, ``total`` the number of pages.

    ``parts`` are those drawn before.
    """

    sop: Sop
    setter: Typesetter
    families: str
    total: int
    parts: DrawnParts

    @property
    def style(self) -> Style:
        """The SOP's measures and colours."""
        return self.setter.style

    def sheet(self, page: FormPage | FlowPage) -> etree._Element:
        """An SVG of the page's size with its rules and its footer."""
        root = etree.fromstring(_EMPTY)
        size = {"width": f"{page.width:g}mm", "height": f"{page.height:g}mm"}
        view = {"viewBox": f"0 0 {number(page.width)} {number(page.height)}", "data-page": str(page.number)}
        label = f"SOP {self.sop.nomor}, {page_of(page.number, self.total).lower()}"
        told = {"role": "graphics-document", "aria-label": label, "lang": "id"}
        letters = {"font-family": self.families, "text-rendering": "geometricPrecision"}
        for name, value in {**size, **view, **told, **letters}.items():
            root.set(name, value)
        add(root, "rect", class_="paper", width=page.width, height=page.height, fill="#fff")
        self._rules(root, page)
        self._footer(root, page)
        return root

    def _rules(self, root: etree._Element, page: FormPage | FlowPage) -> None:
        if isinstance(page, FlowPage) and page.rows:
            frames = tuple(
                (row.kind, row.top, row.bottom, row.kind is RowKind.TOTAL and row.cells) for row in page.rows
            )
            basis = (page.columns, page.header, frames, self.style)
            self.parts.draw(root, page.number, "rules", basis, partial(self._draw_rules, page=page))
        else:
            self._draw_rules(root, page)

    def _draw_rules(self, root: etree._Element, page: FormPage | FlowPage) -> None:
        """The rules as few long strokes, and the grey behind a flow table's header."""
        cells: Sequence[Rect] = flow_cells(page) if isinstance(page, FlowPage) else form_cells(page)
        if not cells:
            return
        holder = group(root, class_="rules")
        if isinstance(page, FlowPage):
            left, right, header = page.columns[0].left, page.columns[-1].right, page.header
            height = header.bottom - header.top
            add(holder, "rect", x=left, y=header.top, width=right - left, height=height, fill=self.style.header_grey)
        add(
            holder,
            "path",
            d="".join(polyline(((each.x1, each.y1), (each.x2, each.y2))) for each in outline_strokes(cells)),
            fill="none",
            stroke=self.style.rule_colour,
            stroke_width=self.style.pen_pt * MM_PER_POINT,
            stroke_linecap="square",
        )

    def _footer(self, root: etree._Element, page: FormPage | FlowPage) -> None:
        """The SOP's number at the left, the page's at the right."""
        style, size = self.style, self.style.footer_pt
        baseline = page.height - style.margin_bottom + style.footer_gap + self.setter.natural_baseline(size)
        texts = (
            (self.sop.nomor, style.margin_left, Anchor.START),
            (page_of(page.number, self.total), page.width - style.margin_right, Anchor.END),
        )
        holder = group(root, class_="footer")
        for text, x, anchor in texts:
            write_lines(holder, PlacedText((PlacedLine(text, x, baseline, size, anchor=anchor),)))
