"""Places that no gate forbids and that are worth a look: the gallery marks them in another colour.

Each is something that a reader of the page would stumble over. What is only uncommon is not marked: whoever looks
through the gallery is to find every mark worth the look.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from sopgen.flow.graph import SymbolKind
from sopgen.layout.routing.geometry import corners
from sopgen.layout.scene import Edge, FlowPage, Label, Point, Symbol
from sopgen.layout.style import MM_PER_POINT, STYLE
from sopgen.layout.style.clearances import SAME_PLACE
from tests.layout.measures import label_distance, path_length

#: A label farther than this (mm) from its decision has to be looked for.
FAR = 2.0
#: A label across a rule still belongs to its line when the line runs this near (mm).
BESIDE_ITS_LINE = 1.2
#: A line nearer than this to a rule, for longer than that, reads as a double rule (mm).
RULE_NEAR, RULE_LONG = 0.7, 25.0
#: Air (mm) that a connector, its note, and the lines of a symbol's text want.
CONNECTOR_AIR, NOTE_AIR, TEXT_AIR = 0.6, 0.25, 0.4
#: A way this much longer (mm) than the straight one is a detour.
DETOUR = 90.0

Doubt = tuple[str, Point]


def doubts(page: FlowPage) -> Iterator[Doubt]:
    """What may mislead on a page, or is hard to read, and where (mm)."""
    for look in (_head_on, _labels, _sizes, _starts, _heads, _beside_rules, _connectors, _texts, _detours):
        yield from look(page)


# ---- lines ----


def _head_on(page: FlowPage) -> Iterator[Doubt]:
    """Arrows to one target that meet from opposite sides: together they look like one line between their sources."""
    turns: dict[tuple[str, Point], list[tuple[Point, Point, Edge]]] = {}
    for edge in _flows(page):
        points = corners(edge.points)
        for before, at, after in zip(points, points[1:], points[2:], strict=False):
            turns.setdefault((edge.target, at), []).append((_way(before, at), _way(at, after), edge))
    for (target, at), found in turns.items():
        for (came, goes, one), (met, on, other) in combinations(found, 2):
            if came == (-met[0], -met[1]) and goes == on:
                yield f"{one.source} dan {other.source} bertemu muka menuju {target}", at


def _starts(page: FlowPage) -> Iterator[Doubt]:
    """An arrow that enters where the start's own enters seems to begin there; one that strikes it through is worse."""
    starts = [edge for edge in _flows(page) if edge.source.endswith(":mulai")]
    for start in starts:
        for edge in _flows(page):
            if edge in starts:
                continue
            if edge.target == start.target and edge.points[-1] == start.points[-1]:
                yield f"{edge.source} masuk di antara kapsul dan {edge.target}", edge.points[-1]
            elif at := _crossing(edge, start):
                yield f"{_named(edge)} memotong panah kapsul", at


def _heads(page: FlowPage) -> Iterator[Doubt]:
    """Arrow heads on a rule, and heads that begin in a bend."""
    levels, uprights = _levels(page), _uprights(page)
    for edge in _flows(page):
        before, tip = corners(edge.points)[-2:]
        (dx, dy), length = _way(before, tip), STYLE.arrow_length
        rules, at, base = (uprights, tip[0], tip[0] - dx * length) if dx else (levels, tip[1], tip[1] - dy * length)
        if any(min(at, base) + SAME_PLACE < rule < max(at, base) - SAME_PLACE for rule in rules):
            yield f"kepala panah {_named(edge)} di atas garis tabel", tip
        elif len(corners(edge.points)) > 2 and abs(tip[0] - before[0]) + abs(tip[1] - before[1]) < length + SAME_PLACE:
            yield f"kepala panah {_named(edge)} di tikungan", tip


def _beside_rules(page: FlowPage) -> Iterator[Doubt]:
    """Lines that run along a rule so near and so long that they look like a second one."""
    levels, uprights, told = _levels(page), _uprights(page), set()
    for edge in _flows(page):
        for (x0, y0), (x1, y1) in pairwise(corners(edge.points)):
            rules, at, span = (uprights, x0, abs(y1 - y0)) if x0 == x1 else (levels, y0, abs(x1 - x0))
            gap = min((abs(rule - at) for rule in rules), default=RULE_NEAR)
            if gap < RULE_NEAR and span > RULE_LONG and (x0 == x1, at) not in told:
                told.add((x0 == x1, at))
                yield f"{_named(edge)} {gap:.1f} mm di samping garis tabel", ((x0 + x1) / 2, (y0 + y1) / 2)


def _detours(page: FlowPage) -> Iterator[Doubt]:
    for edge in _flows(page):
        (x0, y0), (x1, y1) = edge.points[0], edge.points[-1]
        longer = path_length(edge.points) - abs(x1 - x0) - abs(y1 - y0)
        if longer > DETOUR:
            yield f"{_named(edge)} memutar {longer:.0f} mm", edge.points[0]


# ---- texts ----


def _labels(page: FlowPage) -> Iterator[Doubt]:
    for label in page.labels:
        distance = label_distance(label, page.symbols)
        if distance > FAR:
            yield f"label {label.text} {distance:.1f} mm dari keputusannya", (label.x, label.y)
        elif _across_a_rule(label, page):
            yield f"label {label.text} di seberang garis tabel", (label.x, label.y)


def _across_a_rule(label: Label, page: FlowPage) -> bool:
    """Whether a label stands in another column than all decisions of its step, and not at its line there either."""
    column = next((c for c in page.actor_columns if c.left < label.x < c.right), None)
    decisions = [s for s in page.symbols if s.kind is SymbolKind.DECISION and s.step == label.from_step]
    if column is None or any(column.left < symbol.x < column.right for symbol in decisions):
        return False
    ways_out = [edge for edge in page.edges if edge.from_step == label.from_step and edge.branch is not None]
    return not any(_gap(label, a, b) < BESIDE_ITS_LINE for edge in ways_out for a, b in pairwise(edge.points))


def _gap(label: Label, a: Point, b: Point) -> float:
    """Distance in mm between a label's box and a line along one axis."""
    across = max(0.0, min(a[0], b[0]) - label.x, label.x - max(a[0], b[0])) - label.width / 2
    down = max(0.0, min(a[1], b[1]) - label.y, label.y - max(a[1], b[1])) - label.height / 2
    return max(across, down, 0.0)


def _sizes(page: FlowPage) -> Iterator[Doubt]:
    """Labels of several sizes on one page."""
    largest = max((label.size_pt for label in page.labels), default=0.0)
    for label in page.labels:
        if label.size_pt < largest:
            yield f"label {label.text} {label.size_pt:g} pt, yang lain {largest:g} pt", (label.x, label.y)


def _connectors(page: FlowPage) -> Iterator[Doubt]:
    """Off-page connectors and their notes close to a rule."""
    levels, uprights = _levels(page), _uprights(page)
    for symbol in page.symbols:
        if symbol.kind is not SymbolKind.CONNECTOR:
            continue
        sides = (symbol.x - symbol.width / 2, symbol.x + symbol.width / 2)
        if min(abs(rule - side) for rule in uprights for side in sides) < CONNECTOR_AIR:
            yield f"konektor {symbol.text} menempel pada garis tabel", (symbol.x, symbol.y)
        if symbol.note_box is not None and _touches(symbol.note_box, levels, uprights):
            yield f"catatan halaman konektor {symbol.text} menempel pada garis tabel", (symbol.x, symbol.y)


def _touches(box: tuple[float, float, float, float], levels: set[float], uprights: set[float]) -> bool:
    """Whether a box (centre and size) comes near a rule."""
    x, y, width, height = box
    return any(abs(rule - x) < width / 2 + NOTE_AIR for rule in uprights) or any(
        abs(rule - y) < height / 2 + NOTE_AIR for rule in levels
    )


def _texts(page: FlowPage) -> Iterator[Doubt]:
    """Boxes that their text fills to the outline."""
    for symbol in page.symbols:
        if symbol.kind in (SymbolKind.PROCESS, SymbolKind.TERMINATOR) and _air(symbol) < TEXT_AIR:
            yield f"tulisan {symbol.id} memenuhi lambangnya", (symbol.x, symbol.y)


def _air(symbol: Symbol) -> float:
    """Room (mm) above the first line of a symbol's text, as much as below the last."""
    if not symbol.lines:
        return symbol.height
    return (symbol.height - len(symbol.lines) * symbol.size_pt * STYLE.line_height * MM_PER_POINT) / 2


# ---- geometry ----


def _flows(page: FlowPage) -> list[Edge]:
    return [edge for edge in page.edges if not edge.join]


def _levels(page: FlowPage) -> set[float]:
    """The heights of the rules between rows."""
    return {row.top for row in page.rows} | {row.bottom for row in page.rows}


def _uprights(page: FlowPage) -> set[float]:
    """The places of the rules between the Pelaksana columns."""
    return {column.left for column in page.actor_columns} | {column.right for column in page.actor_columns}


def _way(a: Point, b: Point) -> Point:
    """The direction from ``a`` to ``b``: -1, 0 or 1 along each axis."""
    return float((b[0] > a[0]) - (b[0] < a[0])), float((b[1] > a[1]) - (b[1] < a[1]))


def _crossing(one: Edge, other: Edge) -> Point | None:
    """Where two lines cross squarely."""
    for (x0, y0), (x1, y1) in pairwise(corners(one.points)):
        for (x2, y2), (x3, y3) in pairwise(corners(other.points)):
            if x0 == x1 and y2 == y3 and _inside(x2, x0, x3) and _inside(y0, y2, y1):
                return x0, y2
            if y0 == y1 and x2 == x3 and _inside(x0, x2, x1) and _inside(y2, y0, y3):
                return x2, y0
    return None


def _inside(a: float, value: float, b: float) -> bool:
    return min(a, b) + SAME_PLACE < value < max(a, b) - SAME_PLACE


def _named(edge: Edge) -> str:
    return f"{edge.source} ke {edge.target}"
