"""What an office's own templates moved: lines of text compared with those that the shipped templates set.

Colours, faces and weights may differ, lines may be set elsewhere within their cell, and texts may be added; but every
planned line must be on its page, at its height, within its cell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from sopgen.render.pdf.tagging import page_boxes
from sopgen.render.pdf.weasyprint import Document, boxes

#: A bold face's baseline may be a little lower than the plain one's.
TOLERANCE_MM = 0.15
_MM_PER_PIXEL = 25.4 / 96
_SHOWN = 40  # characters of a text in a message

Box: TypeAlias = Any  # WeasyPrint's boxes have no types


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: edges and baseline in mm, those of the block it stands in, how its blocks are turned."""

    text: str
    left: float
    right: float
    baseline: float
    room_left: float
    room_right: float
    turned: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A text that is not where it was planned: its page, and what happened to it as an Indonesian clause."""

    page: int
    text: str
    how: str

    def __str__(self) -> str:
        """``teks “Dasar Hukum” di halaman 1 bergeser 3,2 mm ke bawah``."""
        text = self.text if len(self.text) <= _SHOWN else f"{self.text[:_SHOWN]}…"
        return f"teks “{text}” di halaman {self.page} {self.how}"


def moved_texts(made: Document, planned: Document) -> tuple[Moved, ...]:
    """The texts of ``planned`` that are not in their places in ``made``: all of a page of another size."""
    found, wanted = list(_pages(made)), list(_pages(planned))
    sizes = [(page.width, page.height) for page in made.pages]
    result: list[Moved] = []
    for number, lines in enumerate(wanted, 1):
        page = planned.pages[number - 1]
        if (page.width, page.height) not in sizes[number - 1 : number]:
            result += [Moved(number, line.text, "berada di halaman lain atau yang lain ukurannya") for line in lines]
            continue
        there: dict[str, list[Line]] = defaultdict(list)
        for line in found[number - 1] if number <= len(found) else ():
            there[line.text.casefold()].append(line)
        for line in lines:
            same = there[line.text.casefold()]
            if not same:
                result.append(Moved(number, line.text, "tidak tercetak seperti direncanakan"))
                continue
            nearest = min(same, key=lambda other: _distance(other, line))
            same.remove(nearest)
            how = _difference(nearest, line)
            if how:
                result.append(Moved(number, line.text, how))
    return tuple(result)


def _distance(one: Line, other: Line) -> float:
    return abs(one.baseline - other.baseline) + abs(one.left - other.left)


def _difference(line: Line, planned: Line) -> str:
    """How a line differs from its plan; empty when it may be so."""
    down = line.baseline - planned.baseline
    if abs(down) > TOLERANCE_MM:
        return f"bergeser {_mm(abs(down))} ke {'bawah' if down > 0 else 'atas'}"
    beyond_left = min(planned.room_left, planned.left) - line.left
    beyond_right = line.right - max(planned.room_right, planned.right)
    if max(beyond_left, beyond_right) > TOLERANCE_MM:
        side, beyond = ("kiri", beyond_left) if beyond_left > beyond_right else ("kanan", beyond_right)
        return f"keluar {_mm(beyond)} dari tempatnya ke {side}"
    return "" if line.turned == planned.turned else "diputar atau digeser (transform)"


def _mm(length: float) -> str:
    return f"{length:.1f} mm".replace(".", ",")


def _pages(document: Document) -> Iterator[tuple[Line, ...]]:
    for page in page_boxes(document):
        yield tuple(line for box in page.children for line in _lines(box, (0.0, page.width), ""))


def _lines(box: Box, room: tuple[float, float], turned: str) -> Iterator[Line]:
    """The visible lines of text in a box; what stands in the page's margins is the office's own affair."""
    if isinstance(box, boxes.MarginBox) or box.style["opacity"] == 0:
        return
    turned += "".join(map(str, box.style["transform"]))
    if isinstance(box, boxes.LineBox):
        texts = [text for text in _texts(box) if text.style["visibility"] == "visible"]
        written = " ".join("".join(text.text for text in texts).split())
        if written:
            left, right = (min(text.position_x for text in texts), max(text.position_x + text.width for text in texts))
            numbers = (left, right, box.position_y + box.baseline, *room)
            left, right, baseline, room_left, room_right = (number * _MM_PER_PIXEL for number in numbers)
            yield Line(written, left, right, baseline, room_left, room_right, turned)
    elif isinstance(box, boxes.BlockBox | boxes.TableCellBox | boxes.InlineBlockBox):
        room = box.border_box_x(), box.border_box_x() + box.border_width()
    for child in getattr(box, "children", ()):
        yield from _lines(child, room, turned)


def _texts(box: Box) -> Iterator[Box]:
    """The pieces of text of a line, without those of blocks that stand in it."""
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            yield child
        elif isinstance(child, boxes.InlineBox):
            yield from _texts(child)
