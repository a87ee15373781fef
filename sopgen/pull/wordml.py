"""WordprocessingML as it reads now: what is deleted, computed or drawn twice is no text of a paragraph."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
P, TR, TC, TBL, SDT = (f"{W}{name}" for name in ("p", "tr", "tc", "tbl", "sdt"))
VAL = f"{W}val"
#: No text of the document as it now reads: deleted, moved away, computed, or a second version of a shape.
SKIPPED = frozenset({f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{MC}Fallback"})
#: Shapes stand in a paragraph but have texts of their own.
DRAWN = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": " ", f"{W}noBreakHyphen": "-"}
#: What a tick box shows, which is what readers go by.
_BOXES = {"☐": False, "☒": True, "☑": True}
_PLACEHOLDER = f"{W}sdtPr/{W}showingPlcHdr"
ANCHOR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}anchor"
INLINE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}inline"


@dataclass
class Line:
    """Cuts one paragraph into pieces, each of a field or of none, noting tick boxes on the way."""

    by_bookmark: Mapping[str, str]
    known: Container[str]
    checkboxes: dict[str, bool]
    tags: list[str] = field(default_factory=list)
    marks: dict[str, str] = field(default_factory=dict)  # by tag, the first bookmark around its field
    open: dict[str, str] = field(default_factory=dict)  # bookmarks that have begun, and their tags

    def pieces(self, element: etree._Element, tag: str = "") -> Iterator[tuple[str, str]]:
        """Tag (empty: no field) and text of each piece, in order; a placeholder is no text."""
        for child in element:
            if child.tag in SKIPPED or child.tag in DRAWN or not isinstance(child.tag, str):
                continue
            if child.tag == f"{W}bookmarkStart":
                self.begin(child)
            elif child.tag == f"{W}bookmarkEnd":
                self.open.pop(child.get(f"{W}id", ""), None)
            elif child.tag == SDT:
                name = self.control(child)
                if child.find(_PLACEHOLDER) is None:
                    yield from self.pieces(child, name or tag)
            elif child.tag == f"{W}t" or child.tag in BREAKS:
                text = BREAKS.get(child.tag, child.text or "")
                yield tag or next(reversed(self.open.values()), ""), text
            else:
                yield from self.pieces(child, tag)

    def begin(self, mark: etree._Element) -> None:
        """A bookmark begins."""
        name = self.by_bookmark.get(mark.get(f"{W}name", ""))
        if name is not None:
            self.open[mark.get(f"{W}id", "")] = name
            self.tags.append(name)
            self.marks.setdefault(name, mark.get(f"{W}name", ""))

    def control(self, control: etree._Element) -> str:
        """The tag of a known content control; a tick box is noted."""
        names = [control.find(f"{W}sdtPr/{W}{kind}") for kind in ("tag", "alias")]
        values = [name.get(VAL, "") for name in names if name is not None]
        known = next((value for value in values if value in self.known), "")
        if known:
            self.tags.append(known)
            return known
        ticked = control.find(f"{W}sdtPr/{W14}checkbox/{W14}checked")
        if ticked is not None and values:
            shown = own_text(control).strip()
            checked = ticked.get(f"{W14}val") in ("1", "true", "on")
            self.checkboxes[values[0]] = _BOXES.get(shown, checked)
        return ""


def nearest(element: etree._Element, *tags: str, closed: Container[str] = DRAWN) -> Iterator[etree._Element]:
    """The nearest elements of these ``tags`` below ``element``; into what is skipped or ``closed`` nobody looks."""
    for child in element:
        if child.tag in tags:
            yield child
        elif isinstance(child.tag, str) and child.tag not in SKIPPED and child.tag not in closed:
            yield from nearest(child, *tags, closed=closed)


def own_text(element: etree._Element) -> str:
    """The text of a paragraph or control as it reads now, without its shapes'; a placeholder is no text."""
    if element.tag == SDT and element.find(_PLACEHOLDER) is not None:
        return ""
    parts = []
    for child in element:
        if child.tag in SKIPPED or child.tag in DRAWN:
            continue
        if child.tag == f"{W}t":
            parts.append(child.text or "")
        elif child.tag in BREAKS:
            parts.append(BREAKS[child.tag])
        elif isinstance(child.tag, str):
            parts.append(own_text(child))
    return "".join(parts)


def drawn(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The contents of text boxes of the shapes in a paragraph."""
    return nearest(paragraph, f"{W}txbxContent", closed=())


def comments_in(paragraph: etree._Element) -> Iterator[str]:
    """The ids of the comments that a paragraph refers to."""
    return (found.get(f"{W}id", "") for found in nearest(paragraph, f"{W}commentReference"))


def anchors(element: etree._Element) -> Iterator[etree._Element]:
    """The floating shapes, each once: its second version for old programs does not count, nor one deleted."""
    return nearest(element, ANCHOR, closed=())
