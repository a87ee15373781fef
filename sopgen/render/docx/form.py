"""A form page as one Word table: the identity block and the titled boxes, at the scene's places.

The boxes of a page and the identity block share one grid: every left and right edge that occurs is a column edge,
and cells span what lies between theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import assert_never

from sopgen.layout.pieces import BreakPiece, DatePiece, GapPiece, TextPiece, TickPiece
from sopgen.layout.scene import FormBox, FormPage, FormText, Identity, IdentityField, SignaturePiece
from sopgen.layout.style import STYLE, style_of
from sopgen.layout.text.measurer import TextMeasurer
from sopgen.model.sop import Sop
from sopgen.render.docx.blocks import Block, Cell, Inline, Merge, Paragraph, Role, Row, Table, Text
from sopgen.render.docx.ids import Ids, tag_of, tick_tag
from sopgen.render.docx.logo import Logo
from sopgen.render.docx.signing import line_height, signature, worded
from sopgen.render.docx.units import point_twips, twips


@dataclass(frozen=True, slots=True)
class Grid:
    """The column edges of one form table, in twips from the page's left edge."""

    edges: tuple[int, ...]

    @classmethod
    def of(cls, page: FormPage) -> Grid:
        """Every edge that the identity block and the boxes of ``page`` have."""
        found = {edge for box in page.boxes for edge in (box.left, box.right)}
        if page.identity:
            block = page.identity
            found |= {block.left, block.label_left, block.value_left, block.right}
        return cls(tuple(sorted({twips(edge) for edge in found})))

    @property
    def widths(self) -> tuple[int, ...]:
        """Widths of the columns."""
        return tuple(right - left for left, right in pairwise(self.edges))

    def span(self, left: float, right: float) -> tuple[int, int]:
        """Width in twips of a cell from ``left`` to ``right`` mm, and the columns it spans."""
        start, end = twips(left), twips(right)
        return end - start, self.edges.index(end) - self.edges.index(start)


def form_page(
    page: FormPage, sop: Sop, logo: Logo | None, ids: Ids, lists: dict[str, int], first: bool, size_pt: float
) -> tuple[Block, ...]:
    """The blocks of one form page, whose text has this size.

    ``lists`` remembers the numbering of boxes that go on over pages.
    """
    grid = Grid.of(page)
    rows: list[Row] = []
    if page.identity:
        rows += _identity_rows(page.identity, sop, logo, ids, grid, size_pt)
    for _, boxes in groupby(sorted(page.boxes, key=lambda box: (box.top, box.left)), key=lambda box: box.top):
        rows.append(_box_row(tuple(boxes), ids, lists, grid))
    table = Table(
        caption="Identitas SOP" if page.identity else "Identitas SOP (lanjutan)",
        description=f"Identitas {sop.title}",
        grid=grid.widths,
        rows=tuple(rows),
    )
    return Paragraph(Role.ANCHOR, page_break=not first), table


# -- identity ---------------------------------------------------------------------------------------------------


def _identity_rows(block: Identity, sop: Sop, logo: Logo | None, ids: Ids, grid: Grid, size_pt: float) -> Iterable[Row]:
    measurer, room = TextMeasurer(sop.format.huruf), block.value_left - block.label_left - 2 * STYLE.form_x
    rule, line = point_twips(style_of(sop.format).pen_pt), point_twips(size_pt * STYLE.line_height)
    for index, field in enumerate(block.fields):
        width, span = grid.span(block.left, block.label_left)
        office = Cell(
            width,
            _office(block, sop, logo, ids) if index == 0 else (Paragraph(Role.FORM),),
            span=span,
            merge=Merge.RESTART if index == 0 else Merge.CONTINUE,
            margin_x=twips(STYLE.form_x),
        )
        planned = twips(field.bottom) - twips(field.top)
        held = planned - rule if measurer.line_count(field.label, room, size_pt) == 1 else 0
        spare = held - line if held >= line else None
        cells = _identity_cells(block, field, ids, grid, spare)
        yield Row(planned if spare is None else held, (office, *cells))


def _identity_cells(
    block: Identity, field: IdentityField, ids: Ids, grid: Grid, spare: int | None
) -> tuple[Cell, Cell]:
    """Label and value of a row. A label with ``spare`` twips above and below fills it to its planned height.

    Word adds the rule to a row's least height, LibreOffice does not; both add it to what a cell holds.
    """
    signed = field.signed
    label_width, label_span = grid.span(block.label_left, block.value_left)
    value_width, value_span = grid.span(block.value_left, block.right)
    above = twips(STYLE.form_y) if signed else None if spare is None else spare // 2
    below = None if spare is None or above is None else max(0, spare - above)
    label = Paragraph(Role.FORM, (Text((field.label,)),), before=above, after=below)
    values = tuple(_value(field, ids))
    margin = twips(STYLE.form_x)
    return (
        Cell(label_width, (label,), span=label_span, margin_x=margin, middle=not signed),
        Cell(value_width, values, span=value_span, margin_x=margin, middle=not signed),
    )


def _office(block: Identity, sop: Sop, logo: Logo | None, ids: Ids) -> tuple[Paragraph, ...]:
    """Logo and the office's names, at their heights."""
    paragraphs, cursor = [], block.top
    if logo is not None and block.logo_height:
        picture, cursor = _logo(block, sop, logo, ids)
        paragraphs.append(picture)
    for text in block.office:
        before = max(0, twips(text.top - cursor))
        content = ids.field(tag_of(text.path), tuple(text.text.split("\n")))
        paragraphs.append(Paragraph(Role.OFFICE, (content,), before=before, line=line_height(text)))
        cursor = text.bottom
    return tuple(paragraphs) or (Paragraph(Role.FORM),)


def _logo(block: Identity, sop: Sop, logo: Logo, ids: Ids) -> tuple[Paragraph, float]:
    """The logo in the middle of its room, and where it ends: Word keeps only the larger of two spaces that meet."""
    room = block.label_left - block.left - 2 * STYLE.form_x, block.logo_height
    spare = block.logo_height - logo.fitted(*room)[1]
    picture = logo.picture(ids.drawing(), f"Logo {sop.unit.induk or sop.unit.nama}", *room)
    above = max(0, twips(block.logo_top - block.top + spare / 2))
    ends = block.logo_top + block.logo_height - spare / 2
    return Paragraph(Role.ANCHOR, (picture,), align="center", before=above, after=0, line=0), ends


def _value(field: IdentityField, ids: Ids) -> Iterable[Paragraph]:
    """A value: its pieces in one paragraph, lines about who signs each in one of its own."""
    content: list[Inline] = []
    for piece in field.pieces:
        match piece:
            case SignaturePiece():
                yield from signature(piece.blocks, field.top, ids)
            case _:
                content += _inlines(piece, ids)
    if content or not field.signed:
        heading = any(isinstance(piece, TextPiece) and piece.heading for piece in field.pieces)
        yield Paragraph(Role.FORM_LABEL if heading else Role.FORM, tuple(_joined(content)))


def _inlines(piece: TextPiece | DatePiece | TickPiece | GapPiece | BreakPiece, ids: Ids) -> tuple[Inline, ...]:
    """What one piece of a line prints."""
    match piece:
        case TextPiece():
            return worded(piece.text, piece.path, piece.fixed, ids)
        case DatePiece():
            return (ids.field(tag_of(piece.path), (piece.text,), date=True),)
        case TickPiece():
            return (ids.checkbox(tick_tag(piece.key), piece.ticked),)
        case GapPiece():
            return (Text((piece.blanks,)),)
        case BreakPiece():
            return (Text(("", "")),)
        case _:
            assert_never(piece)


def _joined(content: Iterable[Inline]) -> Iterator[Inline]:
    """The same with fixed texts beside each other made one, as Word itself writes them."""
    waiting: Text | None = None
    for part in content:
        if isinstance(part, Text) and waiting is not None:
            *lines, last = waiting.lines
            waiting = Text((*lines, last + part.lines[0], *part.lines[1:]))
            continue
        if waiting is not None:
            yield waiting
        waiting = part if isinstance(part, Text) else None
        if waiting is None:
            yield part
    if waiting is not None:
        yield waiting


# -- boxes ------------------------------------------------------------------------------------------------------


def _box_row(boxes: tuple[FormBox, ...], ids: Ids, lists: dict[str, int], grid: Grid) -> Row:
    height = max(twips(box.bottom) for box in boxes) - min(twips(box.top) for box in boxes)
    return Row(height, tuple(_box(box, ids, lists, grid) for box in boxes))


def _box(box: FormBox, ids: Ids, lists: dict[str, int], grid: Grid) -> Cell:
    width, span = grid.span(box.left, box.right)
    paragraphs = [Paragraph(Role.FORM_LABEL, (Text(tuple(box.title.split("\n"))),), before=twips(STYLE.form_y))]
    for index, text in enumerate(box.texts):
        gap = STYLE.form_heading_gap if index == 0 else STYLE.form_item_gap
        paragraphs.append(_entry(box, text, ids, lists, twips(gap)))
    return Cell(width, tuple(paragraphs), span=span, margin_x=twips(STYLE.form_x))


def _entry(box: FormBox, text: FormText, ids: Ids, lists: dict[str, int], before: int) -> Paragraph:
    field = ids.field(tag_of(text.path), tuple(text.text.split("\n")), part=text.continued)
    if not box.numbered:
        return Paragraph(Role.FORM, (field,), before=before)
    if text.number is not None and box.key not in lists:
        lists[box.key] = ids.list(box.key, text.number)
    indent = twips(STYLE.form_list_indent)
    return Paragraph(
        Role.FORM_LIST,
        (field,),
        before=before,
        number=lists[box.key] if text.number is not None else None,
        indent=indent,
        hanging=indent if text.number is not None else 0,
    )
