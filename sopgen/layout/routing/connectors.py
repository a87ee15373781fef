"""Dividing a flow into pages: which edge stays whole, which is cut, and the connectors at the cuts.

One letter stands for each (target, direction): all flows that go down to step 20 share it on every page they leave
from, and step 20's page has one twin from which a single line leads on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sopgen.flow.graph import Flow, FlowEdge, FlowNode
from sopgen.layout.routing.frame import Frame
from sopgen.layout.scene import Direction, RowKind
from sopgen.layout.style import Style

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Connector:
    """One pentagon on one page. ``leaving`` is true where flows go into it, false where the line goes on from it.

    ``actor`` is the target's column; ``at_top`` tells the strip; ``pages`` are the numbers of the twins' pages.
    """

    letter: str
    direction: Direction
    leaving: bool
    actor: int
    page: int
    pages: tuple[int, ...]

    @property
    def id(self) -> str:
        """Unique in the section: letter and page."""
        return f"konektor-{self.letter}-{self.page}"

    @property
    def at_top(self) -> bool:
        """Whether it stands in the strip above the rows."""
        return self.leaving is (self.direction is Direction.UP)

    @property
    def notes(self) -> tuple[str, ...]:
        """Where the twins are, when one of them is not on the neighbouring page: in words, then shorter and shorter."""
        if all(abs(page - self.page) == 1 for page in self.pages):
            return ()
        first, last = self.pages[0], self.pages[-1]
        joint = ", " if len(self.pages) == 2 else "\N{EN DASH}"
        pages = f"{first}" if first == last else f"{first}{joint}{last}"
        return (f"hal. {pages}", f"h. {pages}", pages)


@dataclass(frozen=True, slots=True)
class PageEdge:
    """The part of a flow drawn on one page; ``source`` and ``target`` name nodes or connectors of the page."""

    flow: FlowEdge
    source: str
    target: str
    from_step: int
    to_step: int

    @property
    def from_symbol(self) -> bool:
        """Whether it starts at the flow's own source, not at a connector."""
        return self.source == self.flow.source


@dataclass(frozen=True, slots=True)
class PageFlow:
    """What one frame has to show."""

    frame: Frame
    nodes: tuple[FlowNode, ...]
    connectors: tuple[Connector, ...]
    edges: tuple[PageEdge, ...]


def letter_name(index: int) -> str:
    """A, B ... Z, AA, AB ...; ``index`` counts from 0."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def steps_of(frame: Frame) -> tuple[int, ...]:
    """The steps whose rows stand in a frame."""
    return tuple(row.step for row in frame.rows if row.kind is RowKind.STEP and row.step is not None)


@dataclass(slots=True)
class _Cut:
    """All flows that reach one target from one side."""

    letter: str
    direction: Direction
    target: FlowNode
    edges: list[FlowEdge]


def divide(flow: Flow, frames: tuple[Frame, ...]) -> tuple[PageFlow, ...]:
    """Give each frame its nodes, connectors and edge parts, in the order of the flow's edges."""
    nodes = {node.id: node for node in flow.nodes}
    page_of = {step: index for index, frame in enumerate(frames) for step in steps_of(frame)}
    cuts: dict[tuple[str, Direction], _Cut] = {}
    edges: list[list[PageEdge]] = [[] for _ in frames]
    connectors: list[dict[str, Connector]] = [{} for _ in frames]
    for edge in flow.edges:
        start, end = page_of[nodes[edge.source].step], page_of[nodes[edge.target].step]
        if start != end:
            key = (edge.target, Direction.DOWN if end > start else Direction.UP)
            cut = cuts.setdefault(key, _Cut(letter_name(len(cuts)), key[1], nodes[edge.target], []))
            cut.edges.append(edge)
    for edge in flow.edges:
        source, target = nodes[edge.source], nodes[edge.target]
        start, end = page_of[source.step], page_of[target.step]
        if start == end:
            edges[start].append(PageEdge(edge, edge.source, edge.target, source.step, target.step))
            continue
        cut = cuts[edge.target, Direction.DOWN if end > start else Direction.UP]
        leaving = _leaving(cut, frames[start].number, frames[end].number)
        connectors[start].setdefault(leaving.id, leaving)
        edges[start].append(PageEdge(edge, edge.source, leaving.id, source.step, target.step))
        if cut.edges[0] is edge:
            sources = sorted({frames[page_of[nodes[other.source].step]].number for other in cut.edges})
            arriving = _arriving(cut, frames[end].number, tuple(sources))
            connectors[end][arriving.id] = arriving
            edges[end].append(PageEdge(edge, arriving.id, edge.target, source.step, target.step))
    return tuple(
        PageFlow(
            frame,
            tuple(node for node in flow.nodes if page_of[node.step] == index),
            tuple(connectors[index].values()),
            tuple(edges[index]),
        )
        for index, frame in enumerate(frames)
    )


def _leaving(cut: _Cut, page: int, twin: int) -> Connector:
    return Connector(cut.letter, cut.direction, True, cut.target.actors[0], page, (twin,))


def _arriving(cut: _Cut, page: int, twins: tuple[int, ...]) -> Connector:
    return Connector(cut.letter, cut.direction, False, cut.target.actors[0], page, twins)


@dataclass(frozen=True, slots=True)
class Strips:
    """Which pages need connector strips, and how high these are, whatever the division into pages.

    ``links`` are the flows between different rows, from step to step; ``low``/``high`` each step's farthest partners
    (index 0 is unused).
    """

    links: tuple[tuple[int, int], ...]
    low: tuple[int, ...]
    high: tuple[int, ...]
    _sides: dict[Range, tuple[bool, bool]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, flow: Flow) -> Strips:
        """The strips of a section's flow."""
        step_of = {node.id: node.step for node in flow.nodes}
        pairs = ((step_of[edge.source], step_of[edge.target]) for edge in flow.edges)
        return cls.between(flow.step_count, [(one, other) for one, other in pairs if one != other])

    @classmethod
    def between(cls, count: int, links: Sequence[tuple[int, int]]) -> Strips:
        """The strips of ``count`` steps with flows between the steps of ``links``."""
        low, high = list(range(count + 1)), list(range(count + 1))
        for one, other in links:
            for step, partner in ((one, other), (other, one)):
                low[step] = min(low[step], partner)
                high[step] = max(high[step], partner)
        return cls(tuple(links), tuple(low), tuple(high))

    def sides(self, page: Range) -> tuple[bool, bool]:
        """Whether a page with these steps (first and last) needs a strip above and below its rows."""
        if page not in self._sides:
            first, last = page
            self._sides[page] = min(self.low[first : last + 1]) < first, max(self.high[first : last + 1]) > last
        return self._sides[page]

    def height(self, pages: Sequence[Range], style: Style) -> float:
        """How high in mm the strips of a division are: higher where connectors say how far away their twins are."""
        page_of = {step: index for index, (first, last) in enumerate(pages) for step in range(first, last + 1)}
        noted = any(abs(page_of[one] - page_of[other]) > 1 for one, other in self.links)
        return style.strip_height_noted if noted else style.strip_height


def cut_cost(flow: Flow) -> tuple[int, ...]:
    """Number of flows cut by a page break after step k, for k = 0 .. step_count."""
    cost = [0] * (flow.step_count + 1)
    for one, other in Strips.of(flow).links:
        for step in range(min(one, other), max(one, other)):
            cost[step] += 1
    return tuple(cost)
