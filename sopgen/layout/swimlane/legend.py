"""The legend of a stand-alone diagram: what its symbols, its lines and the letters of its answers mean.

Only what the diagram shows is explained, each sample beside its name, in a grid below the flows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sopgen.flow.graph import SymbolKind
from sopgen.layout.scene import Direction, Edge, Point, Symbol, TextBlock
from sopgen.layout.style.looks import Look
from sopgen.layout.swimlane.diagram import Legend, Swimlanes
from sopgen.layout.table.cells import round_up
from sopgen.layout.table.notes import BlockWriter
from sopgen.layout.text.measurer import TextMeasurer, line_height_mm

HEADING = "Keterangan"
SYMBOL_NAMES = {
    SymbolKind.TERMINATOR: "Mulai/selesai",
    SymbolKind.PROCESS: "Kegiatan",
    SymbolKind.DECISION: "Keputusan",
    SymbolKind.CONNECTOR: "Penghubung",
}
ARROW_NAME = "Arah alur"
JOIN_NAME = "Dikerjakan bersama"
#: Answers that do not speak for themselves.
LETTER_NAMES = {"Y": "ya", "T": "tidak"}
#: Of a connector in the legend, whose own letter means a certain place.
_SOME_LETTER = "A"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A name, and what shows a sample of it at a centre."""

    name: str
    sample: Callable[[Point], Symbol | Edge | TextBlock]


@dataclass(frozen=True, slots=True)
class _Samples:
    """Samples of what a diagram shows, smaller than in the lanes."""

    look: Look
    measurer: TextMeasurer

    def symbol(self, kind: SymbolKind) -> Callable[[Point], Symbol]:
        look = self.look
        width, height, text, direction = look.legend_symbol, look.legend_symbol_height, "", None
        if kind is SymbolKind.CONNECTOR:
            width, height, text, direction = (
                look.style.connector_width,
                look.style.connector_height,
                _SOME_LETTER,
                Direction.DOWN,
            )
        return lambda at: Symbol(
            f"keterangan-{kind.value}", kind, None, None, *at, width, height, text=text, direction=direction
        )

    def line(self, join: bool) -> Callable[[Point], Edge]:
        half = self.look.legend_symbol / 2

        def drawn(at: Point) -> Edge:
            ends = ((round(at[0] - half, 2), at[1]), (round(at[0] + half, 2), at[1]))
            return Edge("keterangan", "keterangan", None, None, None, ends, join=join)

        return drawn

    def letter(self, text: str) -> Callable[[Point], TextBlock]:
        half = self.look.legend_symbol / 2

        def drawn(at: Point) -> TextBlock:
            height = line_height_mm(self.look.legend_pt, self.look.style.line_height)
            top = round(at[1] - height / 2, 2)
            writer = BlockWriter(self.measurer, self.look.style, round(at[0] - half, 2), round(at[0] + half, 2))
            block = writer.block(text, top, self.look.legend_pt, bold=True)
            return replace(block, bottom=round(top + height, 2))

        return drawn


def legend(
    flows: Sequence[Swimlanes], left: float, right: float, top: float, measurer: TextMeasurer, look: Look
) -> Legend:
    """The legend of ``flows`` between ``left`` and ``right`` from ``top`` down (mm): as many entries abreast as fit."""
    writer = BlockWriter(measurer, look.style, left, right)
    heading = _as_wide_as_its_text(writer.block(HEADING, top, look.legend_pt, bold=True), measurer)
    entries = _entries(flows, _Samples(look, measurer))
    widest = max(measurer.width(entry.name, look.legend_pt) for entry in entries)
    pitch = look.legend_symbol + look.legend_gap + widest + look.legend_between
    rows = -(-len(entries) // max(int((right - left + look.legend_between) / pitch), 1))
    abreast = -(-len(entries) // rows)
    first = heading.bottom + look.legend_gap + look.legend_row / 2
    samples, names = [], []
    for index, entry in enumerate(entries):
        row, column = divmod(index, abreast)
        x, y = left + column * pitch, round(first + row * look.legend_row, 2)
        samples.append(entry.sample((round(x + look.legend_symbol / 2, 2), y)))
        names.append(_beside(entry.name, x + look.legend_symbol + look.legend_gap, y, writer, look))
    return Legend(
        tuple(sample for sample in samples if isinstance(sample, Symbol)),
        tuple(sample for sample in samples if isinstance(sample, Edge)),
        (heading, *(sample for sample in samples if isinstance(sample, TextBlock)), *names),
        round_up(first + (rows - 0.5) * look.legend_row),
    )


def _beside(name: str, left: float, middle: float, writer: BlockWriter, look: Look) -> TextBlock:
    """An entry's name right of its sample, in the middle of its height (mm)."""
    block = replace(writer, left=round(left, 2)).block(name, middle, look.legend_pt)
    up = (block.bottom - block.top) / 2
    block = replace(block, top=round(block.top - up, 2), bottom=round(block.bottom - up, 2))
    return _as_wide_as_its_text(block, writer.measurer)


def _as_wide_as_its_text(block: TextBlock, measurer: TextMeasurer) -> TextBlock:
    """A block of one line that ends where its text does: writers centre texts in their blocks."""
    if len(block.spans) > 1:
        return block
    return replace(block, right=round(block.left + measurer.width(block.text, block.size_pt, block.bold), 2))


def _entries(flows: Sequence[Swimlanes], samples: _Samples) -> list[_Entry]:
    """What there is to explain, always in the same order."""
    kinds = {symbol.kind for flow in flows for symbol in flow.symbols}
    entries = [_Entry(name, samples.symbol(kind)) for kind, name in SYMBOL_NAMES.items() if kind in kinds]
    lines = {edge.join for flow in flows for edge in flow.edges}
    entries += [
        _Entry(name, samples.line(join)) for join, name in ((False, ARROW_NAME), (True, JOIN_NAME)) if join in lines
    ]
    said = {label.text for flow in flows for label in flow.labels}
    if letters := [letter for letter in LETTER_NAMES if letter in said]:
        name = "/".join(LETTER_NAMES[letter] for letter in letters).capitalize()
        entries.append(_Entry(name, samples.letter("/".join(letters))))
    return entries
