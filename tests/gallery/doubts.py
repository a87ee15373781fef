"""Places that no gate forbids and that are worth a look: the gallery marks them in another colour."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from sopgen.layout.metrics import corners, label_distance
from sopgen.layout.scene import Edge, FlowPage, Label, Point, SymbolKind

FAR = 2.0  # mm from its decision: a label that has to be looked for


def doubts(page: FlowPage) -> Iterator[tuple[str, Point]]:
    """What may mislead on a page, and where (mm)."""
    yield from _head_on(page)
    yield from _labels(page)
    yield from _between(page)


def _head_on(page: FlowPage) -> Iterator[tuple[str, Point]]:
    """Arrows to one target that meet from opposite sides: together they look like one line between their sources."""
    turns: dict[tuple[str, Point], list[tuple[Point, Point, Edge]]] = {}
    for edge in page.edges:
        points = corners(edge.points)
        for before, at, after in zip(points, points[1:], points[2:], strict=False):
            if not edge.join:
                turns.setdefault((edge.target, at), []).append((_way(before, at), _way(at, after), edge))
    for (target, at), found in turns.items():
        for (came, goes, one), (met, on, other) in combinations(found, 2):
            if came == (-met[0], -met[1]) and goes == on:
                yield f"{one.source} dan {other.source} bertemu muka menuju {target}", at


def _way(a: Point, b: Point) -> Point:
    """The direction from ``a`` to ``b``: -1, 0 or 1 along each axis."""
    return float((b[0] > a[0]) - (b[0] < a[0])), float((b[1] > a[1]) - (b[1] < a[1]))


def _labels(page: FlowPage) -> Iterator[tuple[str, Point]]:
    for label in page.labels:
        distance = label_distance(label, page.symbols)
        if distance > FAR:
            yield f"label {label.text} {distance:.1f} mm dari keputusannya", (label.x, label.y)
        elif _across_a_rule(label, page):
            yield f"label {label.text} di seberang garis tabel", (label.x, label.y)


def _across_a_rule(label: Label, page: FlowPage) -> bool:
    """Whether a label stands in another column than all decisions of its step."""
    column = next((c for c in page.actor_columns if c.left < label.x < c.right), None)
    decisions = [s for s in page.symbols if s.kind is SymbolKind.DECISION and s.step == label.from_step]
    return column is not None and not any(column.left < symbol.x < column.right for symbol in decisions)


def _between(page: FlowPage) -> Iterator[tuple[str, Point]]:
    """An arrow that enters a box from above, where its own capsule's arrow enters: it seems to begin there."""
    begun = {edge.target: edge for edge in page.edges if edge.source.endswith(":mulai")}
    for edge in page.edges:
        capsule = begun.get(edge.target)
        if capsule is not None and edge is not capsule and edge.points[-1] == capsule.points[-1]:
            yield f"{edge.source} masuk di antara kapsul dan {edge.target}", edge.points[-1]
