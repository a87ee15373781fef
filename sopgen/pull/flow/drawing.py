"""The whole drawing compared: what was written with the document, and what stands in it now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sopgen.pull.changes import Change, Doubt
from sopgen.pull.edited import FoundDrawing, FoundShape
from sopgen.pull.flow.labels import Labels
from sopgen.pull.flow.lines import Lines
from sopgen.pull.flow.page import Page, centre
from sopgen.pull.flow.pairs import Pair, pair
from sopgen.pull.flow.symbols import Symbols
from sopgen.pull.sources import Sources
from sopgen.render.docx.drawn import LINES, SYMBOLS, DrawnKind, DrawnShape, DrawnTable

#: So many lines are looked at, symbol by symbol: who has moved more has drawn another flow.
_MOST_LINES = 500
_UNEVEN = "Kolom tabel alur ditambah atau dihapus di Word; letak lambang dan panah di baris-baris itu tidak diperiksa."
_KEYS = "atur langkah dan alurnya"


@dataclass(frozen=True)
class Texts:
    """What is known of the texts of the document: their ``changes``, ``printed`` tags, and steps by their rows."""

    changes: Mapping[str, Change]
    printed: frozenset[str]
    gone: frozenset[str]
    copied: frozenset[str]


def compare_drawing(
    drawn: Sequence[DrawnTable], found: FoundDrawing, sources: Sources, texts: Texts
) -> Iterator[Change | Doubt | str]:
    """Everything in the drawing that says something else than what was written, page by page; texts are reports."""
    if not drawn:
        return
    if found.uneven:
        yield _UNEVEN
    pairs = pair(drawn, found.shapes)
    for number, table in enumerate(drawn):
        page = _Page(Page(number, table, pairs, sources), texts, found.uneven)
        yield from page.told()
    for shape in pairs.new:
        if shape.table is None and not found.uneven:
            yield f"{_new(shape)} di Word di luar tabel alur; tidak diambil."


@dataclass(frozen=True)
class _Page:
    """One page and the texts on it."""

    page: Page
    texts: Texts
    uneven: bool

    def told(self) -> Iterator[Change | Doubt | str]:
        """What is told of it: what is there still, what is gone, what is new."""
        page, changes = self.page, self.texts.changes
        lines, labels = Lines(page), Labels(page, changes)
        symbols = Symbols(page, changes, self.texts.copied)
        for each in self.known():
            if each.was.kind in LINES:
                yield from lines.told(each)
            elif each.was.kind in SYMBOLS:
                yield from symbols.told(each)
            elif each.was.kind is DrawnKind.LABEL:
                yield from labels.told(each)
        gone = [shape for table, shape in page.pairs.gone if table == page.number and not self.in_gone_row(shape)]
        new = [shape for shape in page.pairs.new if shape.table == page.number]
        yield from lines.gone(
            [shape for shape in gone if shape.kind in LINES], [shape for shape in new if shape.kind in LINES]
        )
        for shape in gone:
            if shape.kind in SYMBOLS:
                yield page.doubt(shape.tag, f"{page.named(shape)} dihapus di Word", _KEYS)
            elif shape.kind is DrawnKind.LABEL and shape.tag not in self.texts.printed:
                yield f"{shape.name} dihapus di Word; tulisannya diatur dengan “label_ya” dan “label_tidak”."
        for found in new:
            if found.kind in SYMBOLS:
                yield page.doubt(found.step, f"{_new(found)} di Word", _KEYS)
            elif found.kind not in LINES:
                yield f"{_new(found)} di Word; tidak diambil."

    def known(self) -> Iterator[Pair]:
        """The shapes of this page to look at, in the order in which they were written."""
        lines = 0
        for each in self.page.own:
            lines += each.was.kind in LINES
            if not (self.uneven and each.now.box is None) and lines <= _MOST_LINES and not self.in_gone_row(each.was):
                yield each

    def in_gone_row(self, shape: DrawnShape) -> bool:
        """Whether the row in which a shape hung is not there any more, or that of a symbol which a line joins."""
        if not self.texts.gone:
            return False
        names = (shape.source, shape.target) if shape.kind in LINES else ()
        hung = [shape, *(self.page.written[name] for name in names if name in self.page.written)]
        return any(self.step_of(each) in self.texts.gone for each in hung)

    def step_of(self, shape: DrawnShape) -> str:
        """The step in whose row a shape hung: lines and labels hang from above."""
        y = centre(shape.box)[1] if shape.kind in SYMBOLS else shape.box[1]
        return self.page.step_at(y)


def _new(shape: FoundShape) -> str:
    if shape.kind is DrawnKind.LABEL:
        return "Kotak teks baru"
    if shape.kind in LINES:
        return "Panah baru" if shape.kind is DrawnKind.ARROW else "Garis baru"
    return "Gambar atau bentuk baru" if shape.kind is DrawnKind.OTHER else f"Lambang baru ({shape.kind.value})"
