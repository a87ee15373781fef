"""Texts with letters that the document's face lacks: only these are written in another, in the weight of the text.

Whoever makes a picture of a drawing looks for such letters in any face, of any weight, and writes the whole text in it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import accumulate, dropwhile

from lxml import etree

from sopgen.layout.style import MM_PER_POINT
from sopgen.layout.text.fonts import face, family_with
from sopgen.layout.text.measurer import TextMeasurer

_SVG = "{http://www.w3.org/2000/svg}"
#: What stays with the letter before it: marks, joiners, and blanks between words.
_STAYING = frozenset({"Mn", "Mc", "Me", "Cf", "Zs"})
_SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))  # choose a shape of the letter before them
_TO_THE_LEFT = frozenset({"R", "AL"})
_MEASURED_PT = 10.0
_SHIFT = {"middle": 0.5, "end": 1.0}


def name_other_faces(root: etree._Element, family: str) -> None:
    """Name the face of every run of letters in ``root`` that the face of ``family`` lacks, and place all runs."""
    measurer = TextMeasurer(family)
    for text in root.iter(f"{_SVG}text"):
        if text.text and text.get("font-size") and not len(text):
            runs = tuple(_joined(_runs(text.text, family)))
            if any(other for _, other in runs):
                _place(text, runs, measurer)


def _place(text: etree._Element, runs: tuple[tuple[str, str], ...], measurer: TextMeasurer) -> None:
    """Write the runs one after the other, each from a place of its own: else one face would be taken for all."""
    scale = float(text.get("font-size", "")) / (_MEASURED_PT * MM_PER_POINT)
    bold = text.get("font-weight") == "bold"
    ends = tuple(accumulate((measurer.width(letters, _MEASURED_PT, bold) * scale for letters, _ in runs), initial=0.0))
    left = float(text.get("x", "0")) - _SHIFT.get(text.get("text-anchor", ""), 0.0) * ends[-1]
    text.text = ""
    text.attrib.pop("text-anchor", "")
    for (letters, other), begin in zip(runs, ends, strict=False):
        named = {"font-family": f"'{other}'"} if other else {}
        etree.SubElement(text, f"{_SVG}tspan", {"x": f"{left + begin:.3f}", **named}).text = letters


def _runs(text: str, family: str) -> Iterator[tuple[str, str]]:
    """The text in pieces, each with the family that has its letters; empty where the document's own has them."""
    own, start, base, current = face(family).advances, 0, 0, ""
    for at, char in enumerate(text):
        kind = unicodedata.category(char)
        stays = at > start and kind in _STAYING
        base = base if stays else at
        if char in own and not (stays and current):
            wanted = ""
        elif stays and (current or kind == "Cf" or char in _SELECTORS):
            wanted = current
        else:
            wanted = family_with(char, family)
        if wanted == current:
            continue
        if base > start:  # a mark that is lacking takes its letter along
            yield text[start:base], current
        start, current = base, wanted
    yield text[start:], current


def _joined(runs: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The runs; numbers and signs stay with letters that run to the left before them, whose order they follow."""
    before, other = next(runs)
    for letters, family in runs:
        if not family and any(unicodedata.bidirectional(char) in _TO_THE_LEFT for char in before):
            rest = "".join(dropwhile(lambda char: unicodedata.bidirectional(char) != "L", letters))
            before, letters = before + letters[: len(letters) - len(rest)], rest
        if letters and family != other:
            yield before, other
            before, other = letters, family
        else:
            before += letters
    yield before, other
