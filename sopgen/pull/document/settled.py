"""A body made as plain as it looks in Word, before anybody reads it.

Tracked changes of cells are accepted, of several versions the first one is left, and what a control shows while nobody
has typed into it is taken out. What styles strike through, hide or number is written at the words: whoever reads the
body looks at runs and paragraphs alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from sopgen.pull.document.wordml import MARKS, MC, OFF, SDT, TBL, TC, VAL, P, W, is_on

_DELETED, _MERGED = f"{W}tcPr/{W}cellDel", f"{W}tcPr/{W}cellMerge"
_CHOICE, _FALLBACK = f"{MC}Choice", f"{MC}Fallback"
_PLACEHOLDER = f"{W}sdtPr/{W}showingPlcHdr"
#: How a cell stands in one that goes over rows, as it is tracked and as it is written.
_MERGES = {"rest": "restart", "cont": "continue"}
_RUN, _BOX = f"{W}r", f"{W}txbxContent"
_NUMBER = f"{W}pPr/{W}numPr"
#: Not switched on and off again by one style above the other.
_NO_TOGGLE = f"{W}dstrike"
#: So many styles stand on each other; Word allows fewer.
_DEEPEST = 50


def settle(root: etree._Element, styles: etree._Element | None) -> None:
    """Make the body ``root`` plain; ``styles`` is the part in which a document has them."""
    for several in list(root.iter(f"{MC}AlternateContent")):
        _leave_one(several)
    for cell in list(root.iter(TC)):
        _accept(cell)
    for control in list(root.iter(SDT)):
        if control.find(_PLACEHOLDER) is not None:
            for run in list(control.iter(f"{W}r")):
                _remove(run)
    if styles is not None:
        _settle_styles(root, styles)


def _leave_one(several: etree._Element) -> None:
    """The first of several versions, or that for programs which know none of them."""
    first = next(several.iterchildren(_CHOICE), next(several.iterchildren(_FALLBACK), None))
    for version in list(several):
        if version is not first:
            several.remove(version)
    if first is not None:
        first.tag = _CHOICE


def _accept(cell: etree._Element) -> None:
    """A cell as it is when what was tracked of it is accepted; one that was inserted is there already."""
    merged = cell.find(_MERGED)
    if cell.find(_DELETED) is not None:
        _remove(cell)
    elif merged is not None:
        properties = cell.find(f"{W}tcPr")
        value = _MERGES.get(merged.get(f"{W}vMerge", ""))
        if value and properties is not None and properties.find(f"{W}vMerge") is None:
            etree.SubElement(properties, f"{W}vMerge", {VAL: value})


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


# -- styles -----------------------------------------------------------------------------------------------------


def _settle_styles(root: etree._Element, part: etree._Element) -> None:
    """Give the runs and paragraphs of the body ``root`` what the styles of ``part`` say of them."""
    styles = _Styles(part)
    looks = [look for look in MARKS if next(part.iter(look), None) is not None]
    for run in root.iter(_RUN) if looks else ():
        for look in looks:
            if run.find(f"{W}rPr/{look}") is None and styles.is_on(look, run):
                etree.SubElement(_properties(run, "rPr"), look)
    for paragraph in root.iter(P) if part.find(f"{W}style/{_NUMBER}") is not None else ():
        number = styles.number(paragraph)
        if number is not None and paragraph.find(f"{_NUMBER}/{W}numId") is None:
            _properties(paragraph, "pPr").append(deepcopy(number))


def _properties(element: etree._Element, name: str) -> etree._Element:
    """The properties of a run or a paragraph, made if it has none."""
    found = element.find(f"{W}{name}")
    if found is None:
        found = etree.Element(f"{W}{name}")
        element.insert(0, found)
    return found


class _Styles:
    """The styles of a document by their name; each kind has one that holds where none is named."""

    def __init__(self, part: etree._Element) -> None:
        self._defaults = part.find(f"{W}docDefaults/{W}rPrDefault")
        self._styles: dict[str, etree._Element] = {}
        self._unnamed: dict[str, str] = {}
        for style in part.iterfind(f"{W}style"):
            name = style.get(f"{W}styleId", "")
            self._styles.setdefault(name, style)
            if style.get(f"{W}default", "0") not in OFF:
                self._unnamed.setdefault(style.get(f"{W}type", ""), name)

    def is_on(self, look: str, run: etree._Element) -> bool:
        """Whether styles give a run a ``look``: given by two that meet in it, it is off again."""
        given = [on for chain in self.of_run(run) if (on := _nearest(look, chain)) is not None]
        default = _said(look, self._defaults) or False
        return (given or [default])[0] if look == _NO_TOGGLE else default or sum(given) % 2 == 1

    def of_run(self, run: etree._Element) -> Iterator[Iterator[etree._Element]]:
        """The styles that meet in a run: its own, its paragraph's, its table's."""
        yield self.chain("character", run.find(f"{W}rPr/{W}rStyle"))
        paragraph = next(run.iterancestors(P), None)
        if paragraph is not None:
            yield self.chain("paragraph", paragraph.find(f"{W}pPr/{W}pStyle"))
            around = next(paragraph.iterancestors(TBL, _BOX), None)
            if around is not None and around.tag == TBL:
                yield self.chain("table", around.find(f"{W}tblPr/{W}tblStyle"))

    def number(self, paragraph: etree._Element) -> etree._Element | None:
        """The list that a paragraph's style puts it into."""
        chain = self.chain("paragraph", paragraph.find(f"{W}pPr/{W}pStyle"))
        numbers = (style.find(_NUMBER) for style in chain)
        return next((each for each in numbers if each is not None and each.find(f"{W}numId") is not None), None)

    def chain(self, kind: str, named: etree._Element | None) -> Iterator[etree._Element]:
        """A style, that which it is based on, and so on."""
        name = named.get(VAL, "") if named is not None else self._unnamed.get(kind, "")
        for _ in range(_DEEPEST):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            base = style.find(f"{W}basedOn")
            name = base.get(VAL, "") if base is not None else ""


def _nearest(look: str, chain: Iterator[etree._Element]) -> bool | None:
    """What the first style of a chain says that says anything of a ``look``."""
    return next((on for style in chain if (on := _said(look, style)) is not None), None)


def _said(look: str, style: etree._Element | None) -> bool | None:
    found = style.find(f"{W}rPr/{look}") if style is not None else None
    return None if found is None else is_on(found)
