"""What the DOCX templates write: paragraphs, tables and shapes, ready in Word's own units.

The step between scene and XML: everything is decided here but the spelling of the elements. Lengths are twips
(tables, paragraphs) or EMU (shapes), sizes half-points. ``kind`` tells a template which macro writes a thing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from sopgen.model.sop import Sop
    from sopgen.render.docx.drawn import DrawnTable

EmuPoint = tuple[int, int]


class Role(StrEnum):
    """The styles that the program needs, by the name staff see in Word's list of styles."""

    CELL = "SOP Sel"
    HEADER_CELL = "SOP Kepala"
    TITLE = "SOP Judul"
    FORM = "SOP Formulir"
    FORM_LABEL = "SOP Label"
    FORM_LIST = "SOP Daftar"
    OFFICE = "SOP Instansi"
    SYMBOL = "SOP Simbol"
    NOTE = "SOP Catatan"
    ANCHOR = "SOP Jangkar"
    TABLE = "SOP Tabel"


class BookRole(StrEnum):
    """Word's own styles that a booklet's and a letter's other pages take, by Word's names for them.

    ``LISTED`` is of ours: a line that nobody sees, for Word's navigation and for contents that Word makes anew.
    """

    BODY = "Normal"
    HEADING = "heading 1"
    SUBHEADING = "heading 2"
    LISTED = "SOP Entri Isi"
    CONTENTS = "toc 1"
    CONTENTS_SOP = "toc 2"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True)
class Run:
    """What all texts have; each line but the last ends with a line break. ``size`` 0 keeps the style's.

    ``anchor`` makes it a link to a bookmark of the same document (empty: no link). ``spread`` is the room after each
    letter in twips, ``stretch`` the letters' width in percent of their usual one (0: the style's); a ``whole`` text's
    hyphens end no line; ``capitals`` only show.
    """

    lines: tuple[str, ...]
    size: int = 0
    bold: bool = False
    colour: str = ""  # RRGGBB
    anchor: str = ""
    italic: bool = False
    spread: int = 0
    whole: bool = False
    capitals: bool = False
    stretch: int = 0

    @property
    def formatted(self) -> bool:
        """Whether its run looks other than its paragraph's style says."""
        return bool(
            self.size or self.bold or self.colour or self.italic or self.spread or self.capitals or self.stretch
        )


@dataclass(frozen=True, slots=True)
class Text(Run):
    """Fixed text."""

    kind: ClassVar[str] = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracked(Text):
    """A text that Word shows as a tracked change: inserted, or ``deleted``; ``id`` is one of ``Ids.bookmark``."""

    kind: ClassVar[str] = "tracked"
    id: int
    deleted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Run):
    """A text that can be read back: ``tag`` is its path in the source, ``bookmark`` the name around it.

    A ``date`` can be picked from a calendar in Word, one of the ``choices`` from a list. A ``plain`` one takes text
    alone, without any looks.
    """

    kind: ClassVar[str] = "field"
    tag: str
    bookmark: str
    sdt_id: int
    bookmark_id: int
    date: bool = False
    plain: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checkbox:
    """A tick box that can be clicked in Word; with the ``sdt_id`` 0 only its mark."""

    kind: ClassVar[str] = "checkbox"
    tag: str
    sdt_id: int
    checked: bool


@dataclass(frozen=True, slots=True)
class PageField:
    """A field that Word computes: ``PAGE`` or ``NUMPAGES``; ``shown`` stands there until it does."""

    kind: ClassVar[str] = "page_field"
    instruction: str
    shown: str
    size: int = 0


@dataclass(frozen=True, slots=True)
class FieldStart:
    """A field that goes over several paragraphs, to the next ``FieldEnd``: what stands between is its result."""

    kind: ClassVar[str] = "field_start"
    instruction: str


@dataclass(frozen=True, slots=True)
class FieldEnd:
    """The end of a field that goes over several paragraphs."""

    kind: ClassVar[str] = "field_end"


@dataclass(frozen=True, slots=True)
class Tab:
    """A tabulator: what follows stands at the paragraph's next tab stop."""

    kind: ClassVar[str] = "tab"


@dataclass(frozen=True, slots=True)
class PageReference:
    """The number of the page that a bookmark stands on, linked; ``shown`` stands there until Word computes it."""

    kind: ClassVar[str] = "page_reference"
    bookmark: str
    shown: str
    size: int = 0
    bold: bool = False


@dataclass(frozen=True, slots=True)
class TabStop:
    """A tab stop: twips from the paragraph's left edge, ``center`` or ``right``, dots before it or none."""

    at: int
    align: str
    dotted: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """An inline picture; ``image`` is the PNG, sizes in EMU."""

    kind: ClassVar[str] = "picture"
    id: int
    name: str
    descr: str
    image: bytes = field(repr=False)
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PathSegment:
    """One stretch of a path: ``verb`` is DrawingML's element, ``points`` its points, in EMU from the shape's corner.

    ``moveTo`` and ``lnTo`` take one point, ``cubicBezTo`` two control points and the end.
    """

    verb: str
    points: tuple[EmuPoint, ...] = ()


#: The way back to the start: the path is an outline.
CLOSE = PathSegment("close")


@dataclass(frozen=True, slots=True)
class Shape:
    """One floating ``wps`` shape; x and y count from the cell that anchors it, in EMU.

    ``preset`` names a preset geometry (``adjust`` its ``adj`` value, in 1/100000), or is empty and ``path`` is drawn.
    ``description`` is the alternative text; empty means decorative. ``content`` is the text inside, one paragraph.
    """

    kind: ClassVar[str] = "shape"
    id: int
    name: str
    description: str
    x: int
    y: int
    width: int
    height: int
    z: int
    preset: str = ""
    adjust: int | None = None
    path: tuple[PathSegment, ...] = ()
    line: int = 0  # EMU, 0: no line
    line_colour: str = "000000"
    filled: bool = False
    head: bool = False
    content: tuple[Text | Field, ...] = ()
    text_line: int = 0  # twips, exact line height of the content
    inset_top: int = 0  # EMU kept free above the content
    rotation: int = 0  # degrees, clockwise
    behind: bool = False  # behind the text


Inline = Text | Field | Checkbox | PageField | PageReference | FieldStart | FieldEnd | Tab | Picture | Shape


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; None keeps what the style says.

    ``number`` is a list's number as ``Ids.list`` gave it, ``line`` 0 a single line spacing.
    """

    kind: ClassVar[str] = "paragraph"
    style: Role | BookRole
    content: tuple[Inline, ...] = ()
    align: str = ""
    before: int | None = None
    after: int | None = None
    line: int | None = None
    page_break: bool = False
    keep_next: bool = False
    number: int | None = None
    indent: int = 0  # twips, of all lines
    hanging: int = 0  # twips that the first line stands further out
    outline: int | None = None  # outline level, from 0
    bookmark: str = ""
    bookmark_id: int = 0
    tabs: tuple[TabStop, ...] = ()
    first_line: int = 0  # twips that the first line stands further in
    rule_below: int = 0  # eighths of a point, 0: none
    letterhead_rule: bool = False  # a thick rule below, and a thin one under it
    indent_right: int = 0


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list that begins with the number ``start``; a ``bare`` one's numbers have no full stop and no room behind.

    Lists of one ``definition`` must follow each other: those that take turns count on together in Word.
    """

    definition: str
    start: int
    bare: bool = False


class Merge(StrEnum):
    """A cell's part in a vertical merge."""

    NONE = ""
    RESTART = "restart"
    CONTINUE = "continue"


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell. ``bare`` cells have no inner margins: shapes in them count from the cell's edge."""

    width: int
    paragraphs: tuple[Paragraph, ...]
    span: int = 1
    merge: Merge = Merge.NONE
    bare: bool = False
    rotated: bool = False
    middle: bool = False
    shade: str = ""
    margin_x: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A table row, at least ``height`` twips high; one that ``splits`` may be divided between pages."""

    height: int
    cells: tuple[Cell, ...]
    header: bool = False
    splits: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with fixed columns; one that is not ``ruled`` only sets its cells beside each other.

    ``drawn`` is what the shapes in it are. ``lined``: rules between its rows alone, thin ones below its heads'.
    """

    kind: ClassVar[str] = "table"
    caption: str
    description: str
    grid: tuple[int, ...]
    rows: tuple[Row, ...]
    ruled: bool = True
    lined: bool = False
    drawn: DrawnTable | None = None

    @property
    def width(self) -> int:
        """Sum of the columns, in twips."""
        return sum(self.grid)


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Margins:
    """Page margins in twips."""

    top: int
    right: int
    bottom: int
    left: int
    header: int
    footer: int


@dataclass(frozen=True, slots=True)
class Bands:
    """A section's own header and footer; empty ones are left out. ``first`` is the header of its first page."""

    header: tuple[Paragraph, ...] = ()
    first: tuple[Paragraph, ...] = ()
    footer: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A run of pages of one size, with the words its header and footer put in (see ``reference.PLACEHOLDERS``).

    ``number_format`` and ``number_start`` are Word's ``w:fmt`` and ``w:start``; empty and None go on counting.
    ``sop`` is the SOP that the pages were made from: its source travels inside the document.
    ``bands`` replace header and footer of the reference document. ``framed`` draws a frame round the pages.
    ``finished`` names XML that was made before and stands before the blocks. ``mark`` lies across every page, added to
    the reference document's header.
    """

    blocks: tuple[Block, ...]
    width: int
    height: int
    margins: Margins
    words: tuple[tuple[str, str], ...] = ()
    number_format: str = ""
    number_start: int | None = None
    sop: Sop | None = None
    bands: Bands | None = None
    framed: bool = False
    finished: str = ""
    mark: Shape | None = None

    @property
    def text_width(self) -> int:
        """Room between the margins, in twips."""
        return self.width - self.margins.left - self.margins.right

    @property
    def landscape(self) -> bool:
        """Whether the page lies."""
        return self.width > self.height
