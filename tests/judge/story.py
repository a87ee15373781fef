"""The flow that a document's pages tell, followed from arrow to arrow, against the source's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sopgen.flow.graph import Flow, SymbolKind
from tests.judge.gates import Verdict
from tests.judge.sheet import Outline, Shape, Sheet
from tests.readback.texts import packed

_SHAPES = {
    SymbolKind.PROCESS: Shape.BOX,
    SymbolKind.DECISION: Shape.DIAMOND,
    SymbolKind.TERMINATOR: Shape.CAPSULE,
}


@dataclass(slots=True)
class Letter:
    """What the pages say of one connector letter: steps that lead into it, and steps that it leads to, with pages."""

    shapes: set[Shape] = field(default_factory=set)
    into: list[tuple[int, int]] = field(default_factory=list)  # (page, step)
    onward: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Story:
    """All pages of one flow table."""

    sheets: Sequence[Sheet]
    slack: float = 0.02
    flows: Counter[tuple[int, int]] = field(default_factory=Counter)
    letters: dict[str, Letter] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        for sheet in self.sheets:
            self._read(sheet)
        for letter in self.letters.values():
            if len(letter.onward) == 1:
                self.flows.update((step, letter.onward[0][1]) for _, step in letter.into)

    def _read(self, sheet: Sheet) -> None:
        verdict = Verdict(sheet, self.slack)
        for outline in sheet.outlines:
            if outline.is_connector:
                self.letters.setdefault(outline.text, Letter()).shapes.add(outline.shape)
        for stroke in sheet.strokes:
            ends = verdict.ends_of(stroke)
            if not stroke.head or ends is None:
                continue
            source, target = sheet.outlines[ends.source], sheet.outlines[ends.target]
            self._arrow(sheet, source, target)

    def _arrow(self, sheet: Sheet, source: Outline, target: Outline) -> None:
        start, end = sheet.band_at(source.y), sheet.band_at(target.y)
        if start is None or end is None:
            self.lost.append(f"an arrow outside the rows of page {sheet.number}")
        elif target.is_connector and start.step is not None:
            self.letters[target.text].into.append((sheet.number, start.step))
        elif source.is_connector and end.step is not None:
            self.letters[source.text].onward.append((sheet.number, end.step))
        elif start.step is not None and end.step is not None:
            self.flows[start.step, end.step] += 1
        else:
            self.lost.append(f"an arrow between connectors on page {sheet.number}")

    def faults(self, flow: Flow) -> list[str]:
        """What the pages tell otherwise than ``flow``."""
        return [*self.lost, *self._pairs(), *self._arrows(flow), *self._symbols(flow), *self._labels(flow)]

    def _pairs(self) -> Iterator[str]:
        """Each letter goes on in one place, on another page than those that lead into it, and points one way."""
        for name, letter in sorted(self.letters.items()):
            pages = {page for page, _ in letter.into}
            if len(letter.onward) != 1 or not pages or letter.onward[0][0] in pages or len(letter.shapes) != 1:
                yield f"connector {name!r} does not pair"
                continue
            down = letter.shapes == {Shape.PENTAGON_DOWN}
            if any((page < letter.onward[0][0]) is not down for page in pages):
                yield f"connector {name!r} points the wrong way"

    def _arrows(self, flow: Flow) -> Iterator[str]:
        step_of = {node.id: node.step for node in flow.nodes}
        wanted = Counter((step_of[edge.source], step_of[edge.target]) for edge in flow.edges)
        for key in sorted(set(wanted) | set(self.flows)):
            if wanted[key] != self.flows[key]:
                yield f"from step {key[0]} to {key[1]}: {self.flows[key]} arrows, the source has {wanted[key]}"

    def _symbols(self, flow: Flow) -> Iterator[str]:
        wanted = Counter((node.step, actor, _SHAPES[node.kind]) for node in flow.nodes for actor in node.actors)
        shown: Counter[tuple[int, int, Shape]] = Counter()
        for sheet in self.sheets:
            for outline in sheet.outlines:
                band, column = sheet.band_at(outline.y), sheet.column_at(outline.x)
                if band is not None and band.step is not None and column is not None:
                    shown[band.step, column, outline.shape] += 1
        for key in sorted(set(wanted) | set(shown)):
            if wanted[key] != shown[key]:
                yield f"step {key[0]}, column {key[1] + 1}: {shown[key]} {key[2]}, the source has {wanted[key]}"

    def _labels(self, flow: Flow) -> Iterator[str]:
        """Each answer stands beside its own decision."""
        step_of = {node.id: node.step for node in flow.nodes}
        wanted = Counter((step_of[edge.source], packed(edge.label)) for edge in flow.edges if edge.label)
        shown: Counter[tuple[int, str]] = Counter()
        for sheet in self.sheets:
            verdict = Verdict(sheet, self.slack)
            for words in sheet.words:
                owner = verdict.owner(words.box)
                outline = sheet.outlines[owner] if owner is not None else None
                band = sheet.band_at(outline.y) if outline is not None else None
                if band is not None and band.step is not None:
                    shown[band.step, words.text] += 1
        for key in sorted(set(wanted) | set(shown)):
            if wanted[key] != shown[key]:
                yield f"step {key[0]}: label {key[1]!r} {shown[key]} times, the source has {wanted[key]}"
