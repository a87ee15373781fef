"""A body made as plain as it looks in Word, before anybody reads it.

Tracked changes of cells are accepted, of several versions the first one is left, and what a control shows while nobody
has typed into it is taken out.
"""

from __future__ import annotations

from lxml import etree

from sopgen.pull.document.wordml import MC, SDT, TC, VAL, W

_DELETED, _MERGED = f"{W}tcPr/{W}cellDel", f"{W}tcPr/{W}cellMerge"
_CHOICE, _FALLBACK = f"{MC}Choice", f"{MC}Fallback"
_PLACEHOLDER = f"{W}sdtPr/{W}showingPlcHdr"
#: How a cell stands in one that goes over rows, as it is tracked and as it is written.
_MERGES = {"rest": "restart", "cont": "continue"}


def settle(root: etree._Element) -> None:
    """Make the body ``root`` plain."""
    for several in list(root.iter(f"{MC}AlternateContent")):
        _leave_one(several)
    for cell in list(root.iter(TC)):
        _accept(cell)
    for control in list(root.iter(SDT)):
        if control.find(_PLACEHOLDER) is not None:
            for run in list(control.iter(f"{W}r")):
                _remove(run)


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
