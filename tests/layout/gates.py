"""All hard gates of the layout contract on a section's finished drawings: each page's own, and those of the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sopgen.flow.graph import Flow, SymbolKind
from sopgen.layout.drawing.gates import Gate, Violation, page_violations
from sopgen.layout.routing.frame import Drawing, Frame
from sopgen.layout.scene import Edge
from sopgen.layout.style import Style


def violations(drawings: Sequence[Drawing], flow: Flow, frames: Sequence[Frame], style: Style) -> tuple[Violation, ...]:
    """All broken gates of a section's drawings, page by page, then those of the whole."""
    found: list[Violation] = []
    for drawing, frame in zip(drawings, frames, strict=True):
        found.extend(page_violations(drawing, frame, style))
    found.extend(_flows(drawings, flow, frames))
    found.extend(_letters(drawings, frames))
    return tuple(found)


# -- gates 6 and 7


def _flows(drawings: Sequence[Drawing], flow: Flow, frames: Sequence[Frame]) -> Iterator[Violation]:
    """Every flow drawn exactly once: from its source to its target or into a connector, and nothing else drawn."""
    step_of = {node.id: node.step for node in flow.nodes}
    wanted = Counter((e.source, step_of[e.source], step_of[e.target], e.branch) for e in flow.edges)
    drawn: Counter[tuple[str, int, int, object]] = Counter()
    kinds = {symbol.id: symbol.kind for drawing in drawings for symbol in drawing.symbols}
    for drawing in drawings:
        for edge in drawing.edges:
            if edge.join or kinds[edge.source] is SymbolKind.CONNECTOR:
                continue
            if edge.from_step is not None and edge.to_step is not None:
                drawn[edge.source.split("/")[0], edge.from_step, edge.to_step, edge.branch] += 1
    for key in sorted(set(wanted) | set(drawn), key=str):
        if wanted[key] != drawn[key]:  # type: ignore[index]
            what = f"{key} drawn {drawn[key]} times, wanted {wanted[key]}"  # type: ignore[index]
            yield Violation(Gate.FLOW, frames[0].number, what, (0.0, 0.0), (key[1], key[2]))
    yield from _nodes(drawings, flow, frames)


def _nodes(drawings: Sequence[Drawing], flow: Flow, frames: Sequence[Frame]) -> Iterator[Violation]:
    wanted = Counter((node.id, node.kind) for node in flow.nodes for _ in node.actors)
    drawn: Counter[tuple[str, SymbolKind]] = Counter(
        (symbol.id.split("/")[0], symbol.kind)
        for drawing in drawings
        for symbol in drawing.symbols
        if symbol.kind is not SymbolKind.CONNECTOR
    )
    for key in sorted(set(wanted) | set(drawn)):
        if wanted[key] != drawn[key]:
            yield Violation(Gate.FLOW, frames[0].number, f"symbols of {key[0]}", (0.0, 0.0), ())


def _letters(drawings: Sequence[Drawing], frames: Sequence[Frame]) -> Iterator[Violation]:
    """One line goes on from each letter, to the step that every line into the letter names; both on other pages."""
    into: dict[str, list[tuple[int, Edge]]] = {}
    onward: dict[str, list[tuple[int, Edge]]] = {}
    for drawing, frame in zip(drawings, frames, strict=True):
        letters = {s.id: s.text for s in drawing.symbols if s.kind is SymbolKind.CONNECTOR}
        used = {name for edge in drawing.edges for name in (edge.source, edge.target)}
        for name in sorted(set(letters) - used):
            yield Violation(Gate.CONNECTOR, frame.number, f"{letters[name]} without a line", (0.0, 0.0), ())
        for edge in drawing.edges:
            if edge.target in letters:
                into.setdefault(letters[edge.target], []).append((frame.number, edge))
            if edge.source in letters:
                onward.setdefault(letters[edge.source], []).append((frame.number, edge))
    for letter in sorted(set(into) | set(onward)):
        targets = {edge.to_step for _, edge in into.get(letter, [])} | {e.to_step for _, e in onward.get(letter, [])}
        pages = {page for page, _ in into.get(letter, [])}
        ends = [page for page, _ in onward.get(letter, [])]
        if len(ends) != 1 or not pages or ends[0] in pages or len(targets) != 1:
            yield Violation(Gate.CONNECTOR, frames[0].number, f"{letter} does not pair", (0.0, 0.0), ())
