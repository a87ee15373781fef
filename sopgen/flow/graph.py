"""The flow of one section as a graph: what is drawn, not where.

Every node belongs to a row (step). Edges say which arrow is drawn, exactly once each.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SymbolKind(StrEnum):
    """The five symbols of PermenPAN-RB 35/2012 less the arrow; CONNECTOR appears only in layout."""

    TERMINATOR = "terminator"
    PROCESS = "process"
    DECISION = "decision"
    CONNECTOR = "connector"


class Branch(StrEnum):
    """Which answer of a decision an edge carries."""

    YES = "ya"
    NO = "tidak"


@dataclass(frozen=True, slots=True)
class FlowNode:
    """A symbol to draw in row ``step``.

    ``id`` is unique in the section: ``"9"`` (a step with one symbol), ``"9.1"``, ``"9.2"`` (``simbol`` rows),
    ``"1:mulai"`` / ``"14:selesai"`` (separate capsules; ``"9.2:selesai"`` in ``simbol`` rows).
    ``actors`` are column indices, lead first; more than one means joined symbols.
    ``order`` is the place in the row's flow order, counted from 0, capsules included: nodes of one row that
    share a column are stacked in this order.
    """

    id: str
    kind: SymbolKind
    step: int
    order: int
    actors: tuple[int, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class FlowEdge:
    """An arrow between two nodes; ``label`` is what stands beside a decision's way out (empty otherwise)."""

    source: str
    target: str
    branch: Branch | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    """Nodes in row order then ``order``; edges in order of their source node, Y before T."""

    nodes: tuple[FlowNode, ...]
    edges: tuple[FlowEdge, ...]
    step_count: int
    actor_count: int

    def node(self, node_id: str) -> FlowNode:
        """Return the node named ``node_id``; KeyError if there is none."""
        for node in self.nodes:
            if node.id == node_id:
                return node
        raise KeyError(node_id)
