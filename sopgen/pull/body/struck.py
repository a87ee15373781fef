"""Texts that somebody struck out by hand: they are no tracked deletion, and still there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from lxml import etree

from sopgen.pull.body.rows import Tags
from sopgen.pull.edited import Struck
from sopgen.pull.wordml import SDT, SKIPPED, VAL, P, W, own_text

_STRIKES = (f"{W}strike", f"{W}dstrike")
_OFF = ("0", "false", "off")
_START, _END = f"{W}bookmarkStart", f"{W}bookmarkEnd"


def struck(root: etree._Element, tags: Tags) -> Iterator[Struck]:
    """The struck texts of a body, each with the field that it stands in."""
    runs = [run for run in root.iter(f"{W}r") if _is_struck(run) and own_text(run).strip() and _reads(run)]
    marked: dict[etree._Element, dict[etree._Element, str]] = {}
    for (paragraph, tag), group in groupby(runs, lambda run: (_paragraph(run), _tag(run, tags, marked))):
        del paragraph
        yield Struck(tag, " ".join("".join(map(own_text, group)).split()))


def _is_struck(run: etree._Element) -> bool:
    looks = run.find(f"{W}rPr")
    strikes = [looks.find(name) for name in _STRIKES] if looks is not None else []
    return any(strike is not None and strike.get(VAL, "1") not in _OFF for strike in strikes)


def _reads(run: etree._Element) -> bool:
    """Whether a run is part of the text as it now reads."""
    return all(above.tag not in SKIPPED for above in run.iterancestors())


def _paragraph(run: etree._Element) -> etree._Element | None:
    return next(run.iterancestors(P), None)


def _tag(run: etree._Element, tags: Tags, marked: dict[etree._Element, dict[etree._Element, str]]) -> str:
    """The field of a run: that of its content control, or of the bookmark around it."""
    named = next((tag for control in run.iterancestors(SDT) if (tag := tags.of(control))), "")
    paragraph = _paragraph(run)
    if named or paragraph is None:
        return named
    if paragraph not in marked:
        marked[paragraph] = dict(_by_bookmarks(paragraph, tags))
    return marked[paragraph].get(run, "")


def _by_bookmarks(paragraph: etree._Element, tags: Tags) -> Iterator[tuple[etree._Element, str]]:
    """The runs of a paragraph that stand between a bookmark of ours and its end, with its field."""
    opened: dict[str, str] = {}
    for element in paragraph.iter(f"{W}r", _START, _END):
        if element.tag == _START and (tag := tags.of(element)):
            opened[element.get(f"{W}id", "")] = tag
        elif element.tag == _END:
            opened.pop(element.get(f"{W}id", ""), None)
        elif opened:
            yield element, next(reversed(opened.values()))
