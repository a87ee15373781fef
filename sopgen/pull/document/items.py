"""What was read of a document's body, piece by piece: texts with their fields, paragraphs, cells and rows."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from sopgen.pull.changes import NO_TEXT
from sopgen.pull.document.wordml import is_numbered


@dataclass(frozen=True, slots=True)
class Item:
    """A text in document order; ``tag`` is its field's, empty for text of no field.

    ``cell`` numbers the cells; text outside of them has 0. ``mark`` is our bookmark around it, empty for none.
    ``paragraph`` is where it stands; a ``drawn`` text stands in a shape.
    """

    tag: str
    text: str
    cell: int = 0
    mark: str = ""
    drawn: bool = False
    paragraph: etree._Element | None = field(default=None, repr=False)

    @property
    def number(self) -> str:
        """What stands for the number that Word writes before its paragraph, if it does."""
        return NO_TEXT if self.paragraph is not None and is_numbered(self.paragraph) else ""

    @property
    def numbered(self) -> str:
        """The text behind that."""
        return self.number + self.text


@dataclass(slots=True)
class Found:
    """What a paragraph, a cell or a row holds, and whether one of our bookmarks stands in it."""

    items: list[Item] = field(default_factory=list)
    marked: bool = False

    def add(self, other: Found) -> None:
        """Take in what comes after it."""
        self.items += other.items
        self.marked = self.marked or other.marked

    @property
    def tags(self) -> list[str]:
        """The fields in it, in order."""
        return [item.tag for item in self.items if item.tag]

    @property
    def text(self) -> str:
        """All that it says, on one line."""
        return " | ".join(item.text for item in self.items if item.text)

    @property
    def written(self) -> str:
        """What it says outside of shapes, by lines."""
        return "\n".join(item.text for item in self.items if not item.drawn)

    @property
    def numbered(self) -> str:
        """The same, with what stands for no text where Word writes a number or a bullet before a line."""
        return "\n".join(item.numbered for item in self.items if not item.drawn)


@dataclass(slots=True)
class FoundCell:
    """A cell of a row: how many columns it spans, and whether it is part of one that spans rows."""

    found: Found
    span: int = 1
    begins: bool = False
    goes_on: bool = False


@dataclass(slots=True)
class FoundRow:
    """A table row; ``heading``: it is repeated on every page. ``step`` is whose row it is, empty for no step's.

    ``hidden``: nobody sees it.
    """

    element: etree._Element = field(repr=False)
    cells: list[FoundCell] = field(default_factory=list)
    heading: bool = False
    hidden: bool = False
    step: str = ""

    @property
    def found(self) -> Found:
        """All that its cells hold."""
        whole = Found()
        for cell in self.cells:
            whole.add(cell.found)
        return whole

    @property
    def table(self) -> etree._Element | None:
        """The table that it stands in."""
        return next(self.element.iterancestors("{*}tbl"), None)
