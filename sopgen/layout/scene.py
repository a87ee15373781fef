"""The scene: all geometry of one SOP, final. Writers draw it and decide nothing.

Millimetres, origin at the page's top left corner, y down, rounded to 0.01. ``pages`` are the flow pages,
``form`` the pages before them; page numbers count from the first form page. Texts are as they are printed; ``spans``
say where a text's lines stand in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import ClassVar

from sopgen.flow.graph import Branch, SymbolKind
from sopgen.layout.pieces import BreakPiece, Broken, DatePiece, GapPiece, TextPiece, TickPiece
from sopgen.layout.text.lines import Span, slices

Point = tuple[float, float]


class Direction(StrEnum):
    """The way a connector's point looks."""

    DOWN = "down"
    UP = "up"


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol; x and y are its centre. ``actor`` is a column index (None for connectors).

    ``size_pt`` is the size at which ``text`` fits (``lines`` is the text broken into lines).
    ``page_note`` is what a connector says when its twin is not on the neighbouring page ("hal. 5"),
    written beside the symbol at ``note_pt`` in the box ``note_box`` = (x, y, width, height), centre and size.
    """

    id: str
    kind: SymbolKind
    step: int | None
    actor: int | None
    x: float
    y: float
    width: float
    height: float
    text: str = ""
    lines: tuple[str, ...] = ()
    size_pt: float = 0.0
    direction: Direction | None = None
    page_note: str = ""
    note_box: tuple[float, float, float, float] | None = None
    note_pt: float = 0.0


@dataclass(frozen=True, slots=True)
class Edge:
    """An orthogonal polyline from the source's outline to the target's; a join has no head and no steps."""

    source: str
    target: str
    from_step: int | None
    to_step: int | None
    branch: Branch | None
    points: tuple[Point, ...]
    join: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """The text beside a decision's way out; x and y are the centre of its box.

    ``lines`` are its lines when it is written in several.
    """

    text: str
    x: float
    y: float
    width: float
    height: float
    from_step: int
    size_pt: float
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A table column. ``key`` is the form's column's, ``actor`` the index of the pelaksana whose it is.

    It prints a step's ``field`` (empty: none), or the ``part`` of it that the column before it leaves over.
    """

    key: str
    left: float
    right: float
    actor: int | None = None
    field: str = ""
    part: bool = False
    centred: bool = False

    @property
    def width(self) -> float:
        """Width in mm."""
        return round(self.right - self.left, 2)


class RowKind(StrEnum):
    """What a row of a flow page is."""

    STRIP_TOP = "strip_top"
    STEP = "step"
    STRIP_BOTTOM = "strip_bottom"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class CellText(Broken):
    """A cell's printed text and its lines; ``key`` is its column's, ``columns`` how many table columns it spans.

    A ``label`` names what stands in the cell after it.
    """

    key: str
    text: str
    spans: tuple[Span, ...]
    columns: int = 1
    label: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A body row; ``step`` for STEP rows, whose texts stand in ``cells`` (empty cells are left out).

    A TOTAL row has two: ``jumlah``, its label, spans the columns before the time, ``waktu``, the sum, all others.
    """

    kind: RowKind
    top: float
    bottom: float
    step: int | None = None
    cells: tuple[CellText, ...] = ()

    @property
    def height(self) -> float:
        """Height in mm between the centre lines of the rules above and below."""
        return round(self.bottom - self.top, 2)


@dataclass(frozen=True, slots=True)
class BodyCell:
    """A cell of a body row: the table columns that it spans, and its text if it has one."""

    columns: tuple[Column, ...]
    text: CellText | None

    @property
    def left(self) -> float:
        """Left edge in mm."""
        return self.columns[0].left

    @property
    def right(self) -> float:
        """Right edge in mm."""
        return self.columns[-1].right


@dataclass(frozen=True, slots=True)
class HeaderCell(Broken):
    """One cell of the repeated table header, with the lines it was measured to take."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size_pt: float
    spans: tuple[Span, ...]
    row: int  # first header row, from 0
    row_span: int
    column: int  # first table column, from 0
    column_span: int
    rotated: bool = False  # written upwards, lines stand side by side


@dataclass(frozen=True, slots=True)
class Header:
    """The repeated table header: heights of its rows in mm and its cells, row by row, left to right."""

    top: float
    row_heights: tuple[float, ...]
    cells: tuple[HeaderCell, ...]

    @property
    def bottom(self) -> float:
        """Bottom edge in mm."""
        return self.top + sum(self.row_heights)


@dataclass(frozen=True, slots=True)
class TextBlock(Broken):
    """A block of text outside the table (title line, notes): its box and its lines.

    ``number`` stands before a numbered note, in the ``Style.note_indent`` left of ``left``; ``path`` is the text's
    place in the source (empty for headings), ``fixed`` how many characters at its start are the form's own words, not
    the source's. A ``mark`` is for a program that signs, not for readers.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size_pt: float
    spans: tuple[Span, ...]
    bold: bool = False
    number: int | None = None
    path: tuple[str | int, ...] = ()
    fixed: int = 0
    mark: bool = False


@dataclass(frozen=True, slots=True)
class FlowPage:
    """A page that holds flow rows, or what found no room under the table: then it has no rows and no columns.

    ``section`` counts from 1 (None for an SOP without ``bagian``).

    ``section_index`` is the index into ``Sop.sections``. ``title`` stands on a section's first page only;
    ``notes`` (the section's ``catatan``) under the table of its last. ``signature`` are the lines about who signs,
    on the last page of a form that is signed there.
    """

    number: int
    width: float
    height: float
    section: int | None
    section_index: int
    title: tuple[TextBlock, ...]
    columns: tuple[Column, ...]
    header: Header
    rows: tuple[Row, ...]
    symbols: tuple[Symbol, ...]
    edges: tuple[Edge, ...]
    labels: tuple[Label, ...]
    notes: tuple[TextBlock, ...] = ()
    signature: tuple[TextBlock, ...] = ()

    @property
    def actor_columns(self) -> tuple[Column, ...]:
        """The Pelaksana columns, left to right."""
        return tuple(column for column in self.columns if column.actor is not None)

    def cells(self, row: Row) -> tuple[BodyCell, ...]:
        """All cells of one of its rows, left to right, the empty ones too."""
        if row.kind is RowKind.TOTAL:
            columns = iter(self.columns)
            return tuple(BodyCell(tuple(islice(columns, cell.columns)), cell) for cell in row.cells)
        texts = {cell.key: cell for cell in row.cells}
        return tuple(BodyCell((column,), texts.get(column.key)) for column in self.columns)


@dataclass(frozen=True, slots=True)
class FormText(Broken):
    """One text of a form box, or the part of it that stands on this page.

    ``path`` is the field's place in the source. ``number`` is printed before it in a numbered list (None:
    not numbered, or the continuation of a text begun on the page before: see ``continued``).
    ``text`` is the part printed here, ``spans`` where its lines stand in it.
    """

    path: tuple[str | int, ...]
    text: str
    spans: tuple[Span, ...]
    number: int | None = None
    continued: bool = False
    nomor: str | None = None  # the SOP it refers to


@dataclass(frozen=True, slots=True)
class FormBox:
    """One titled box of the form: its frame in mm, its heading and how it breaks, the texts that stand on this page."""

    key: str
    title: str
    title_spans: tuple[Span, ...]
    left: float
    top: float
    right: float
    bottom: float
    texts: tuple[FormText, ...]
    numbered: bool
    continued: bool = False  # begun on the page before; its heading says "(lanjutan)"

    @property
    def title_lines(self) -> tuple[str, ...]:
        """The lines of the heading as they are printed."""
        return slices(self.title, self.title_spans)


@dataclass(frozen=True, slots=True)
class SignaturePiece:
    """Title, room to sign, name and NIP of the signing official, each at its place on the page."""

    kind: ClassVar[str] = "signature"
    blocks: tuple[TextBlock, ...]


Piece = TextPiece | DatePiece | TickPiece | GapPiece | BreakPiece | SignaturePiece


@dataclass(frozen=True, slots=True)
class RevisionDate(Broken):
    """What ``IdentityField.revised`` tells: a date, and whether it stands on lines of its own."""

    text: str
    spans: tuple[Span, ...]
    below: bool


@dataclass(frozen=True, slots=True)
class IdentityField:
    """One right-hand row of the identity block: its label, and its value piece by piece as writers print it.

    ``key`` is the source's field name; it names the row and decides nothing.
    """

    key: str
    label: str
    top: float
    bottom: float
    pieces: tuple[Piece, ...] = ()

    @property
    def signed(self) -> bool:
        """Whether it is the room to sign, whose label stands at its top."""
        return any(isinstance(piece, SignaturePiece) for piece in self.pieces)

    # -- for templates that offices wrote before values had pieces

    @property
    def text(self) -> str:
        """The first text or date."""
        return next((piece.text for piece in self.pieces if isinstance(piece, TextPiece | DatePiece)), "")

    @property
    def spans(self) -> tuple[Span, ...]:
        """How that text breaks."""
        return next((piece.spans for piece in self.pieces if isinstance(piece, TextPiece | DatePiece)), ())

    @property
    def ticked(self) -> bool | None:
        """Whether its tick box is ticked; None when it has none."""
        return next((piece.ticked for piece in self.pieces if isinstance(piece, TickPiece)), None)

    @property
    def revised(self) -> RevisionDate | None:
        """The date after a text."""
        texts = [piece for piece in self.pieces if isinstance(piece, TextPiece | DatePiece)]
        if len(texts) < 2:
            return None
        return RevisionDate(texts[1].text, texts[1].spans, any(isinstance(piece, BreakPiece) for piece in self.pieces))


@dataclass(frozen=True, slots=True)
class Identity:
    """The identity block: left cell (logo, ministry, unit), label column, value column, and its rows.

    ``logo_top`` and ``office`` place the logo and the office's lines in the left cell (no office when the layout was
    not told the institution).
    """

    left: float
    label_left: float
    value_left: float
    right: float
    top: float
    bottom: float
    logo_height: float
    fields: tuple[IdentityField, ...]
    logo_top: float = 0.0
    office: tuple[TextBlock, ...] = ()

    @property
    def signature(self) -> tuple[TextBlock, ...]:
        """The lines about who signs; none when that stands elsewhere."""
        pieces = (piece for field in self.fields for piece in field.pieces)
        return tuple(block for piece in pieces if isinstance(piece, SignaturePiece) for block in piece.blocks)


@dataclass(frozen=True, slots=True)
class FormPage:
    """A page of the form; the identity block stands on the first only."""

    number: int
    width: float
    height: float
    identity: Identity | None
    boxes: tuple[FormBox, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """One SOP, laid out. ``table_pt`` is the size of the table's text (smaller than asked when a row was too tall)."""

    nomor: str
    form_pt: float
    table_pt: float
    form: tuple[FormPage, ...]
    pages: tuple[FlowPage, ...]

    @property
    def signed_page(self) -> tuple[int, tuple[TextBlock, ...]]:
        """The number of the page to sign, and the lines about who signs on it; none where nobody signs."""
        found = [(page.number, page.identity.signature) for page in self.form if page.identity is not None]
        found += [(page.number, page.signature) for page in self.pages]
        return next(((number, lines) for number, lines in found if lines), (1, ()))

    @property
    def page_count(self) -> int:
        """All pages of the SOP."""
        return len(self.form) + len(self.pages)
