"""The flow in words: alternative texts for those who cannot see the drawing."""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.findings import listed
from sopgen.flow.graph import Branch, Flow, FlowEdge, FlowNode, SymbolKind
from sopgen.model.sop import Section

_BRANCH_WORDS = {Branch.YES: "ya", Branch.NO: "tidak"}
_KIND_WORDS = {
    SymbolKind.PROCESS: "kegiatan",
    SymbolKind.DECISION: "keputusan",
}


def narrate(flow: Flow, section: Section) -> str:
    """The whole flow in one sentence of clauses, in the order of the rows.

    ``"1 Sesmenko memulai; ke 2 Karo PO; ...; ke 9 Kabag Evapor memutuskan: ya ke 10, tidak kembali ke 8"``.
    A clause begins with "ke" when the one before goes on to it and says nothing else.
    """
    story = _Story(flow, section)
    return "; ".join(story.clauses())


def clauses_by_step(flow: Flow, section: Section) -> tuple[tuple[int, str], ...]:
    """The clauses of :func:`narrate`, each with the number of the step it is about: for a page that draws a part."""
    story = _Story(flow, section)
    return tuple((node.step, clause) for node, clause in zip(story.activities, story.clauses(), strict=True))


def descriptions(flow: Flow, section: Section) -> dict[str, str]:
    """Every symbol by its node's id: ``"Langkah 9, Kabag Evapor: keputusan; ya ke langkah 10, tidak ke langkah 8"``.

    Connectors are not part of the flow.
    """
    story = _Story(flow, section)
    return {node.id: story.told(node) for node in flow.nodes}


class _Story:
    """A flow with its edges sorted by source, and the words for its parts."""

    def __init__(self, flow: Flow, section: Section) -> None:
        self.flow = flow
        self.section = section
        self.nodes = {node.id: node for node in flow.nodes}
        self.activities = [node for node in flow.nodes if not self.separate(node)]
        self.out: dict[str, list[FlowEdge]] = {node.id: [] for node in flow.nodes}
        for edge in flow.edges:
            self.out[edge.source].append(edge)
        self._start_capsules = {
            edge.target: self.nodes[edge.source] for edge in flow.edges if edge.source.endswith(":mulai")
        }

    def told(self, node: FlowNode) -> str:
        """One symbol: where it stands, what it is, and the ways out of it."""
        ways = ", ".join(self.way(node, edge, "langkah ", backwards=False) for edge in self.out[node.id])
        if self.separate(node):
            what, who = ("Mulai" if self.out[node.id] else "Selesai"), self.section.actors[node.actors[0]].name
            return f"{what}, {who}; {ways}" if ways else f"{what}, {who}"
        kind = _KIND_WORDS.get(node.kind) or ("awal alur" if self.begins(node) else "akhir alur")
        text = f' "{node.text}"' if node.text else ""
        head = f"Langkah {self.place(node)}, {self.who(node)}: {kind}{text}"
        return f"{head}; {ways}" if ways else head

    def clauses(self) -> Iterator[str]:
        """One clause for every activity or decision."""
        linked = False
        for node, after in zip(self.activities, [*self.activities, None][1:], strict=True):
            clause, goes_on = self._clause(node, after)
            yield f"ke {clause}" if linked else clause
            linked = goes_on

    def _clause(self, node: FlowNode, after: FlowNode | None) -> tuple[str, bool]:
        """The clause, and whether the reader is to go on to ``after`` without having been told so."""
        head = f"{self.place(node)} {self.who(node)}{self._beginning(node)}"
        ways = [self.way(node, edge, "") for edge in self.out[node.id]]
        if node.kind is SymbolKind.DECISION:
            question = f' "{node.text}"' if node.text else ""
            return f"{head} memutuskan{question}: {', '.join(ways)}", False
        targets = [edge.target for edge in self.out[node.id]]
        if after is not None and targets == [after.id]:
            return head, True
        if not ways:
            return f"{head}, selesai", False
        together = "serentak " if len(ways) > 1 else ""
        return f"{head}, {together}{listed(ways)}", False

    def way(self, node: FlowNode, edge: FlowEdge, word: str, backwards: bool = True) -> str:
        """One way out: ``"ya ke 10"``, ``"tidak kembali ke 8"``, ``"ya selesai pada Sesmenko"``."""
        branch = f"{_BRANCH_WORDS[edge.branch]} " if edge.branch else ""
        target = self.nodes[edge.target]
        if self.separate(target):
            column = target.actors[0]
            where = "" if column in node.actors else f" pada {self.section.actors[column].name}"
            return f"{branch}selesai{where}"
        back = "kembali " if backwards and (target.step, target.order) < (node.step, node.order) else ""
        return f"{branch}{back}ke {word}{self.place(target)}"

    def begins(self, node: FlowNode) -> bool:
        """Whether an activity that is itself a capsule is a start: an end leads nowhere."""
        return node.kind is SymbolKind.TERMINATOR and bool(self.out[node.id])

    def separate(self, node: FlowNode) -> bool:
        """Whether the node is a capsule beside an activity, not an activity of its own."""
        return node.id.endswith((":mulai", ":selesai"))

    def place(self, node: FlowNode) -> str:
        """The number of the step, or of the symbol in a row of several."""
        return node.id.partition(":")[0]

    def who(self, node: FlowNode) -> str:
        """The lead, and those who do it together with the lead."""
        lead, *others = (self.section.actors[column].name for column in node.actors)
        return f"{lead} bersama {listed(others)}" if others else lead

    def _beginning(self, node: FlowNode) -> str:
        if self.begins(node):
            return " memulai"
        capsule = self._start_capsules.get(node.id)
        if capsule is None:
            return ""
        column = capsule.actors[0]
        return " memulai" if column in node.actors else f" memulai dari {self.section.actors[column].name}"
