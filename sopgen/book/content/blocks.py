"""The content of pages as a typed list: what is said, in which order, and what kind of thing each of it is.

``names`` are the classes that the template gives (``isi``, ``nama``, ``angka``): a writer looks up by them how a thing
looks, and prints one that it does not know like any other of its kind. Lengths are mm.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look; ``\\n`` is a line break. ``href``: where it leads. ``whole``: no other line begins in it."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class PageNumber:
    """The number printed on the page that ``href`` leads to."""

    href: str
    shown: str


Inline = Run | PageNumber


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``place`` is its id, which links lead to, ``title`` what lists of headings call it."""

    level: int
    content: tuple[Inline, ...]
    title: str
    place: str = ""
    names: Names = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    content: tuple[Inline, ...]
    names: Names = ()


@dataclass(frozen=True, slots=True)
class LeaderLine:
    """A line of a list of contents: a text, dots, a page's number; ``below`` is a smaller line under it.

    ``place`` is its id: two lines whose places stand on different pages of the PDF do so everywhere.
    """

    content: tuple[Inline, ...]
    page: PageNumber | None
    below: tuple[Inline, ...] = ()
    place: str = ""
    names: Names = ()


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list with bullets, or with numbers from ``first`` on."""

    items: tuple[tuple[Block, ...], ...]
    first: int | None = None
    names: Names = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A table's cell over ``across`` columns and ``down`` rows."""

    blocks: tuple[Block, ...]
    across: int = 1
    down: int = 1
    head: bool = False
    names: Names = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A table's row; ``place`` as in ``LeaderLine``."""

    cells: tuple[Cell, ...]
    place: str = ""
    names: Names = ()


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table; ``head`` is repeated on every page. Columns without a width share what is left."""

    widths: tuple[float | None, ...]
    head: tuple[Row, ...]
    body: tuple[Row, ...]
    names: Names = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A line ``label : value``; a ``blank`` one is filled in by hand."""

    label: tuple[Inline, ...]
    value: tuple[Inline, ...]
    blank: bool = False


@dataclass(frozen=True, slots=True)
class FieldList:
    """Lines whose colons stand under each other: a form's or a letter's head."""

    fields: tuple[Field, ...]
    names: Names = ()


@dataclass(frozen=True, slots=True)
class Image:
    """A picture by its address, and what it shows in words."""

    source: str
    description: str
    names: Names = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across."""

    names: Names = ()


@dataclass(frozen=True, slots=True)
class Blank:
    """A dotted line to write on."""

    names: Names = ()


@dataclass(frozen=True, slots=True)
class Room:
    """Empty room, as for a signature; ``content`` is what an electronic signature is put at."""

    content: tuple[Inline, ...] = ()
    names: Names = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: never torn apart."""

    blocks: tuple[Block, ...]
    names: Names = ()


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The office's logo, and its names beside it."""

    blocks: tuple[Block, ...]
    names: Names = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Things that stand together, as at the head of a cover."""

    blocks: tuple[Block, ...]
    names: Names = ()


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a page."""


Block = (
    Heading
    | Paragraph
    | LeaderLine
    | ItemList
    | TableBlock
    | FieldList
    | Image
    | Rule
    | Blank
    | Room
    | Signature
    | Letterhead
    | Group
    | PageBreak
)


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages of one kind (``names``: ``sampul``, ``depan``, ``belakang``); they begin on a page of their own."""

    blocks: tuple[Block, ...]
    names: Names = ()


Content = tuple[Pages, ...]


def plain(content: Iterable[Inline]) -> str:
    """What is said, without its looks."""
    return "".join(each.text if isinstance(each, Run) else each.shown for each in content)


def every_block(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks and all that stand in them, in reading order."""
    for block in blocks:
        yield block
        if isinstance(block, Signature | Letterhead | Group):
            yield from every_block(block.blocks)
        elif isinstance(block, ItemList):
            for item in block.items:
                yield from every_block(item)
        elif isinstance(block, TableBlock):
            for row in (*block.head, *block.body):
                for cell in row.cells:
                    yield from every_block(cell.blocks)


def headings(content: Content) -> tuple[Heading, ...]:
    """All headings, in reading order."""
    return tuple(block for pages in content for block in every_block(pages.blocks) if isinstance(block, Heading))


def texts(content: Content) -> Iterator[str]:
    """Everything that is said, text by text, in reading order."""
    for pages in content:
        for block in every_block(pages.blocks):
            for part in _said(block):
                if (found := plain(part)).strip():
                    yield found


def _said(block: Block) -> Iterator[tuple[Inline, ...]]:
    if isinstance(block, Heading | Paragraph | Room):
        yield block.content
    elif isinstance(block, LeaderLine):
        yield block.content
        yield (block.page,) if block.page else ()
        yield block.below
    elif isinstance(block, FieldList):
        for field in block.fields:
            yield field.label
            yield field.value
