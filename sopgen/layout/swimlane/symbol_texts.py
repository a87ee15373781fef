"""Texts for the symbols of a stand-alone diagram: what the table says beside the flow stands inside it here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sopgen.flow.graph import Flow, FlowNode, SymbolKind
from sopgen.layout.routing.symbols import fit_text, highest_for
from sopgen.layout.style.looks import Look
from sopgen.layout.text.lines import word_gaps
from sopgen.layout.text.measurer import printable
from sopgen.layout.text.protocol import Measurer
from sopgen.model.institution import Terms
from sopgen.model.sop import Section

ELLIPSIS = "…"


def speak(flow: Flow, section: Section, terms: Terms, lane: float, measurer: Measurer, look: Look) -> Flow:
    """``flow`` with the step's kegiatan in the first symbol of each row that has no text of its own.

    Capsules say where the flow begins and ends. A text that would make its symbol higher than the look allows in a
    lane of ``lane`` mm ends in an ellipsis: the whole text stands in the SOP itself.
    """
    ends = {edge.source for edge in flow.edges}
    texts = {step.number: printable(step.kegiatan).replace("\n", " ") for step in section.steps}
    said: set[int] = set()
    nodes: list[FlowNode] = []
    for node in flow.nodes:
        text = node.text
        if is_capsule(node):
            text = text or (terms.mulai if node.id in ends else terms.selesai)
        elif node.step not in said and (not text or _only_says_where(node, terms)):
            text = texts[node.step] or text
        if not is_capsule(node):
            said.add(node.step)
        nodes.append(replace(node, text=shorten(node.kind, text, lane, measurer, look) if text else ""))
    return replace(flow, nodes=tuple(nodes))


def is_capsule(node: FlowNode) -> bool:
    """Whether a node is a capsule of its own, not a step's activity."""
    return ":" in node.id


def _only_says_where(node: FlowNode, terms: Terms) -> bool:
    """Whether an activity drawn as a capsule bears the capsule's word only."""
    return node.kind is SymbolKind.TERMINATOR and node.text in (terms.mulai, terms.selesai)


def unspoken(flow: Flow) -> Flow:
    """``flow`` without any text in its symbols: what it demands then is demanded by labels only."""
    return replace(flow, nodes=tuple(replace(node, text="") for node in flow.nodes))


def shorten(kind: SymbolKind, text: str, lane: float, measurer: Measurer, look: Look) -> str:
    """The text, or as many of its words as fit in a symbol of the look's greatest height, and an ellipsis.

    ``lane`` is the lane's width in mm.
    """
    style = look.style
    width = lane - 2 * style.symbol_gutter
    height = look.diamond_max if kind is SymbolKind.DECISION else min(look.box_max, highest_for(kind, width))

    def fits(trial: str) -> bool:
        return bool(fit_text(kind, trial, width, height, style.symbol_pt, measurer, style))

    if fits(text):
        return text
    ends = [end for end, _ in word_gaps(text)]
    count = _most(len(ends), lambda number: fits(f"{text[: ends[number - 1]]} {ELLIPSIS}"))
    if count:
        return f"{text[: ends[count - 1]]} {ELLIPSIS}"
    word = text[: ends[0]] if ends else text
    letters = _most(len(word), lambda number: fits(word[:number] + ELLIPSIS))
    return word[:letters] + ELLIPSIS


def _most(count: int, fits: Callable[[int], bool]) -> int:
    """The greatest number up to ``count`` that fits, when less always fits too; 0 when nothing does."""
    low, high = 0, count
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(middle) else (low, middle - 1)
    return low
