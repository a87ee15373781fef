"""WordprocessingML as it reads now: what is deleted, computed or drawn twice is no text of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from sopgen.pull.changes import NO_TEXT
from sopgen.pull.document.edited import Mark
from sopgen.pull.document.symbols import is_symbol_font, sign

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
P, TR, TC, TBL, SDT = (f"{W}{name}" for name in ("p", "tr", "tc", "tbl", "sdt"))
VAL = f"{W}val"
#: No text of the document as it now reads: deleted, moved away, computed, or a second version of a shape.
SKIPPED = frozenset({f"{W}del", f"{W}moveFrom", f"{W}delText", f"{MC}Fallback"})
#: Shapes stand in a paragraph but have texts of their own.
DRAWN = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": " ", f"{W}ptab": " ", f"{W}noBreakHyphen": "\u2011"}
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
#: Beside sums and notes: what Word computes, letters with others above them, ink.
_NO_TEXTS = frozenset({f"{_M}oMath", f"{_M}oMathPara"}) | {
    *(f"{W}{name}" for name in ("footnoteReference", "endnoteReference", "pgNum", "ruby", "contentPart")),
    *(f"{W}{name}{length}" for name in ("day", "month", "year") for length in ("Short", "Long")),
}
MARKS = {f"{W}vanish": Mark.HIDDEN, f"{W}strike": Mark.STRUCK, f"{W}dstrike": Mark.STRUCK}
OFF = frozenset({"0", "false", "off"})
#: Fields that show something without a text of their own: boxes and lists of old forms, and sums.
_BARE_FIELDS = (f"{W}ffData/{W}checkBox", f"{W}ffData/{W}ddList")
_SUM = re.compile(r"\s*EQ\b", re.IGNORECASE)
#: What our own logo is called: no picture that somebody put in.
_LOGO = "Logo"
TICKS = "☐☒☑"
#: What a tick box shows, which is what readers go by.
_BOXES = {"☐": False, "☒": True, "☑": True}
#: Shapes as old programs write them.
OLD = (f"{W}pict", f"{W}object")
#: Other files as parts of the body.
FILES = (f"{W}altChunk", f"{W}subDoc")
#: What marks the end of a paragraph that was deleted, or moved away, as a tracked change.
_ENDED = (f"{W}pPr/{W}rPr/{W}del", f"{W}pPr/{W}rPr/{W}moveFrom")
ANCHOR, INLINE = f"{_WP}anchor", f"{_WP}inline"
_HEX = re.compile("[0-9A-Fa-f]{1,6}")


@dataclass
class Line:
    """Cuts one paragraph into pieces, each of a field or of none, noting tick boxes on the way."""

    by_bookmark: Mapping[str, str]
    known: Container[str]
    checkboxes: list[tuple[str, bool]]  # name (LibreOffice drops it) and whether it is ticked
    tags: list[str] = field(default_factory=list)
    marks: dict[str, str] = field(default_factory=dict)  # by tag, the first bookmark around its field
    aside: list[tuple[Mark, str, str]] = field(default_factory=list)  # what is read as no text, with its tag
    open: dict[str, str] = field(default_factory=dict)  # bookmarks that have begun, and their tags

    def pieces(self, element: etree._Element, tag: str = "") -> Iterator[tuple[str, str]]:
        """Tag (empty: no field) and text of each piece, in order."""
        for child in element:
            if child.tag in SKIPPED or not isinstance(child.tag, str):
                continue
            if child.tag == f"{W}bookmarkStart":
                self.begin(child)
            elif child.tag == f"{W}bookmarkEnd":
                self.open.pop(child.get(f"{W}id", ""), None)
            elif child.tag == SDT:
                name = self.control(child)
                yield from self.pieces(child, name or tag)
            elif (text := _text(child)) is not None:
                yield tag or next(reversed(self.open.values()), ""), text
            elif mark := mark_of(child):
                text = own_text(child, marked=True)
                self.aside.append((mark, tag or next(reversed(self.open.values()), ""), text))
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
        if ticked is not None:
            shown = own_text(control).strip()
            checked = ticked.get(f"{W14}val") in ("1", "true", "on")
            self.checkboxes.append((next(iter(values), ""), _BOXES.get(shown, checked)))
        return ""


def nearest(element: etree._Element, *tags: str, closed: Container[str] = DRAWN) -> Iterator[etree._Element]:
    """The nearest elements of these ``tags`` below ``element``; into what is skipped or ``closed`` nobody looks."""
    for child in element:
        if child.tag in tags:
            yield child
        elif isinstance(child.tag, str) and child.tag not in SKIPPED and child.tag not in closed:
            yield from nearest(child, *tags, closed=closed)


def join_paragraphs(root: etree._Element) -> None:
    """Make one paragraph of those between which the ends were deleted as tracked changes."""
    joined: dict[etree._Element, etree._Element] = {}  # a paragraph, and the one that takes it in
    for paragraph in list(root.iter(P)):
        first = joined.get(paragraph, paragraph)
        following = next(paragraph.itersiblings(P, TBL, SDT), None)
        if following is not None and following.tag == P and any(paragraph.find(mark) is not None for mark in _ENDED):
            joined[following] = first
        if first is not paragraph:
            first.extend([child for child in paragraph if child.tag != f"{W}pPr"])
            paragraph.getparent().remove(paragraph)  # type: ignore[union-attr]


def is_numbered(paragraph: etree._Element) -> bool:
    """Whether Word writes a number or a bullet before a paragraph, which stands in none of its texts."""
    number = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
    return number is not None and number.get(VAL, "0") != "0"


def is_on(switch: etree._Element | None) -> bool:
    """Whether a property is there and not switched off."""
    return switch is not None and switch.get(VAL, "") not in OFF


def mark_of(element: etree._Element) -> Mark | None:
    """What keeps a run from being read: somebody has hidden it, or struck it through."""
    properties = element.find(f"{W}rPr") if element.tag == f"{W}r" else None
    for child in properties if properties is not None else ():
        if child.tag in MARKS and is_on(child):
            return MARKS[child.tag]
    return None


def own_text(element: etree._Element, marked: bool = False) -> str:
    """The text of a paragraph or control as it reads now, without its shapes'.

    Runs that are hidden or struck through are read only if ``marked``.
    """
    parts = []
    for child in element:
        if child.tag in SKIPPED or not isinstance(child.tag, str):
            continue
        text = _text(child)
        if text is not None:
            parts.append(text)
        elif marked or mark_of(child) is None:
            parts.append(own_text(child, marked))
    return "".join(parts)


def _text(element: etree._Element) -> str | None:
    """What a piece of a run says; None for an element that only holds others."""
    if element.tag == f"{W}t":
        return _in_font(element)
    if element.tag in BREAKS:
        return BREAKS[element.tag]
    if element.tag == f"{W}sym":
        code = element.get(f"{W}char", "")
        known = sign(element.get(f"{W}font", ""), int(code, 16)) if _HEX.fullmatch(code) else None
        return known or NO_TEXT
    if element.tag in _NO_TEXTS or any(element.find(path) is not None for path in _BARE_FIELDS):
        return NO_TEXT
    if element.tag == f"{W}instrText":
        return NO_TEXT if _SUM.match(element.text or "") else ""
    return _picture(element) if element.tag in DRAWN else None


def _in_font(text: etree._Element) -> str:
    """A run's text as its font draws it: letters in a symbol font are signs."""
    run = text.getparent()
    fonts = run.find(f"{W}rPr/{W}rFonts") if run is not None else None
    names = [fonts.get(f"{W}{kind}", "") for kind in ("ascii", "hAnsi")] if fonts is not None else []
    font = next(filter(is_symbol_font, names), "")
    return "".join(sign(font, ord(letter)) or NO_TEXT for letter in text.text or "") if font else text.text or ""


def _picture(element: etree._Element) -> str:
    """What stands among letters and is none; empty for shapes, which stand anywhere, and for our logo."""
    inline = element.find(f"{_WP}inline")
    if inline is not None:
        properties = inline.find(f"{_WP}docPr")
        return "" if properties is not None and properties.get("name", "").startswith(_LOGO) else NO_TEXT
    return "" if element.find(ANCHOR) is not None or is_floating(element) else NO_TEXT


def is_floating(element: etree._Element) -> bool:
    """Whether a shape of old programs stands anywhere, and not among letters."""
    written = next(element.iter(f"{W}txbxContent"), None) is not None
    return written or any("position:absolute" in (part.get("style") or "") for part in element)


def drawn(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The contents of text boxes of the shapes in a paragraph."""
    return nearest(paragraph, f"{W}txbxContent", closed=())


def anchors(element: etree._Element) -> Iterator[etree._Element]:
    """The floating shapes, each once: its second version for old programs does not count, nor one deleted."""
    return nearest(element, ANCHOR, closed=())
