"""The numbers that Word shows before paragraphs: counted as Word does, since no text of the document says them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = f"{_W}val"


@dataclass(frozen=True)
class _List:
    """A ``w:num``: what it shares with others, where it begins anew, and what is printed for ``%1``."""

    shared: str
    start: int | None
    text: str
    behind: str


def numbers(body: etree._Element, numbering: etree._Element) -> Mapping[etree._Element, str]:
    """What stands before each numbered paragraph of ``body``: ``3.``, or ``3`` where nothing comes behind it."""
    lists = _lists(numbering)
    last: dict[str, int] = {}
    begun: set[str] = set()
    found: dict[etree._Element, str] = {}
    for paragraph in body.iter(f"{_W}p"):
        name = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        if name is None:
            continue
        number = name.get(_VAL, "")
        each = lists[number]
        if number not in begun and each.start is not None:
            last[each.shared] = each.start - 1
        begun.add(number)
        last[each.shared] = last.get(each.shared, 0) + 1
        found[paragraph] = each.text.replace("%1", str(last[each.shared])) + each.behind
    return found


def _lists(numbering: etree._Element) -> dict[str, _List]:
    shared = {each.get(f"{_W}abstractNumId", ""): each for each in numbering.iter(f"{_W}abstractNum")}
    found = {}
    for num in numbering.iter(f"{_W}num"):
        name = _value(num, f"{_W}abstractNumId")
        level = shared[name].find(f"{_W}lvl")
        start = num.find(f"{_W}lvlOverride/{_W}startOverride")
        assert level is not None
        behind = "" if level.find(f"{_W}suff") is not None and _value(level, f"{_W}suff") == "nothing" else "\t"
        begins = int(start.get(_VAL, "")) if start is not None else None
        found[num.get(f"{_W}numId", "")] = _List(name, begins, _value(level, f"{_W}lvlText"), behind)
    return found


def _value(element: etree._Element, path: str) -> str:
    found = element.find(path)
    assert found is not None
    return found.get(_VAL, "")
