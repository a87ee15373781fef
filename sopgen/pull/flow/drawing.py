"""The whole drawing compared: what was written with the document, and what stands in it now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sopgen.pull.changes import Change, Doubt
from sopgen.pull.document.edited import FoundDrawing, FoundShape
from sopgen.pull.flow.labels import Labels
from sopgen.pull.flow.lines import Lines
from sopgen.pull.flow.page import Page, centre
from sopgen.pull.flow.pairs import pair
from sopgen.pull.flow.symbols import Symbols
from sopgen.pull.sources import Sources
from sopgen.render.docx.drawn import LINES, SYMBOLS, DrawnKind, DrawnShape, DrawnTable

#: So many lines are looked at, symbol by symbol: who has moved more has drawn another flow.
_MOST_LINES = 200
_UNEVEN = (
    "Kolom tabel alur ditambah atau dihapus di Word; letak lambang, panah, dan teks di baris-baris itu tidak diperiksa."
)
_KEYS = "atur langkah dan alurnya"
_WORDS = frozenset({DrawnKind.LABEL, DrawnKind.NOTE})
_T = TypeVar("_T")


@dataclass(frozen=True)
class Texts:
    """What is known of the texts of the document: their ``changes``, ``printed`` tags, and steps by their rows.

    ``gone`` are the steps without a row, ``copied`` those whose row stands twice, ``merged`` those with merged cells.
    """

    changes: Mapping[str, Change]
    printed: frozenset[str]
    gone: frozenset[str]
    copied: frozenset[str]
    merged: frozenset[str] = frozenset()


def compare_drawing(
    drawn: Sequence[DrawnTable], found: FoundDrawing, sources: Sources, texts: Texts
) -> Iterator[Change | Doubt | str]:
    """Everything in the drawing that says something else than what was written, page by page; texts are reports."""
    if not drawn:
        return
    if found.uneven:
        yield _UNEVEN
    pairs = pair(drawn, found.shapes)
    own = _by_table((each.table, each) for each in pairs.both)
    gone = _by_table(pairs.gone)
    new = _by_table((each.table, each) for each in pairs.new)
    for number, table in enumerate(drawn):
        parts = tuple(own.get(number, ())), tuple(gone.get(number, ())), tuple(new.get(number, ()))
        yield from _Page(Page(number, table, *parts, sources), texts, found.uneven).told()
    if not found.uneven:
        yield from (f"{_new(shape)} di Word di luar tabel alur; tidak diambil." for shape in new.get(None, ()))


def _by_table(shapes: Iterable[tuple[int | None, _T]]) -> dict[int | None, list[_T]]:
    """Shapes by the table that they are in."""
    found: dict[int | None, list[_T]] = {}
    for table, shape in shapes:
        found.setdefault(table, []).append(shape)
    return found


@dataclass(frozen=True)
class _Page:
    """One page and the texts on it."""

    page: Page
    texts: Texts
    uneven: bool

    def told(self) -> Iterator[Change | Doubt | str]:
        """What is told of it: what is there still, what is gone, what is new."""
        yield from self.still_there()
        gone = [shape for shape in self.page.gone if not self.in_gone_row(shape)]
        yield from self.lines(gone)
        for shape in gone:
            if shape.kind is DrawnKind.CONNECTOR:
                yield f"{self.page.named(shape)} dihapus di Word; letak penghubung diatur otomatis."
            elif shape.kind in SYMBOLS:
                yield self.page.doubt(shape.tag, f"{self.page.named(shape)} dihapus di Word", _KEYS)
            elif shape.kind is DrawnKind.LABEL and shape.tag not in self.texts.printed:
                yield f"{shape.name} dihapus di Word; tulisannya diatur dengan “label_ya” dan “label_tidak”."
        for found in self.page.new:
            if found.kind in SYMBOLS:
                yield self.page.doubt(found.step, f"{_new(found)} di Word", _KEYS)
            elif found.kind not in LINES:
                yield f"{_new(found)} di Word; tidak diambil."

    def still_there(self) -> Iterator[Change | Doubt | str]:
        """Symbols and labels that are there, in the order in which they were written."""
        labels = Labels(self.page, self.texts.changes)
        symbols = Symbols(self.page, self.texts.changes, self.texts.copied, self.texts.merged)
        for each in self.page.own:
            if (self.uneven and each.now.box is None) or self.in_gone_row(each.was):
                continue
            if each.was.kind in SYMBOLS:
                yield from symbols.told(each)
            elif each.was.kind in _WORDS:
                yield from labels.told(each)

    def lines(self, gone: list[DrawnShape]) -> Iterator[Doubt | str]:
        """Arrows and lines: those there, those ``gone``, and new ones; of very many only the first."""
        lines = Lines(self.page)
        moved = [each for each in self.page.own if each.was.kind in LINES and lines.differs(each)]
        moved = [each for each in moved if not ((self.uneven and each.now.box is None) or self.in_gone_row(each.was))]
        missing = [shape for shape in gone if shape.kind in LINES]
        new = [shape for shape in self.page.new if shape.kind in LINES]
        for each in moved[:_MOST_LINES]:
            yield from lines.told(each)
        yield from lines.gone(missing[:_MOST_LINES], new[:_MOST_LINES])
        if more := sum(max(0, len(each) - _MOST_LINES) for each in (moved, missing, new)):
            yield f"{more} panah atau garis lain juga berubah di Word; tidak diperiksa."

    def in_gone_row(self, shape: DrawnShape) -> bool:
        """Whether the row in which a shape hung is not there any more, or that of a symbol which a line joins."""
        if not self.texts.gone:
            return False
        names = (shape.source, shape.target) if shape.kind in LINES else ()
        hung = [shape, *(self.page.written[name] for name in names if name in self.page.written)]
        return any(self.step_of(each) in self.texts.gone for each in hung)

    def step_of(self, shape: DrawnShape) -> str:
        """The step in whose row a shape hung: lines and labels hang from above."""
        return self.page.step_at(centre(shape.box)[1] if shape.kind in SYMBOLS else shape.box[1])


def _new(shape: FoundShape) -> str:
    if shape.kind is DrawnKind.LABEL:
        return "Kotak teks baru"
    if shape.kind in LINES:
        return "Panah baru" if shape.kind is DrawnKind.ARROW else "Garis baru"
    return "Gambar atau bentuk baru" if shape.kind is DrawnKind.OTHER else f"Lambang baru ({shape.kind.value})"
