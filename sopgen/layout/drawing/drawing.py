"""The drawing half of layout: what flow pages need of the table, and the flow drawn into the frames they get."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sopgen.flow.graph import Flow, SymbolKind
from sopgen.layout.drawing.draw_page import Failure, sketch
from sopgen.layout.drawing.drawn_pages import DrawnPages
from sopgen.layout.drawing.labels import narrowest
from sopgen.layout.drawing.page_task import build_page, place_nodes
from sopgen.layout.routing.connectors import PageFlow, Strips, cut_cost, divide
from sopgen.layout.routing.frame import Drawing, Frame, MoreRoom
from sopgen.layout.routing.symbols import alike, column_width, row_height, rows_of
from sopgen.layout.style import Style
from sopgen.layout.style.clearances import CLOSE, DENSE, LABEL_BESIDE, ROOMY
from sopgen.layout.style.tries import PAGES_WITHOUT, ROW_GROWTH, STRIP_GROWTH
from sopgen.layout.text.measurer import printable
from sopgen.layout.text.protocol import Measurer

__all__ = ["Strips", "column_demands", "cut_cost", "draw", "printed", "row_demands"]


def printed(flow: Flow) -> Flow:
    """``flow`` with its texts as the documents print them, answers on one line."""
    return replace(
        flow,
        nodes=tuple(replace(node, text=printable(node.text)) if node.text else node for node in flow.nodes),
        edges=tuple(
            replace(edge, label=printable(edge.label).replace("\n", " ")) if edge.label else edge for edge in flow.edges
        ),
    )


def column_demands(flow: Flow, measurer: Measurer, style: Style) -> tuple[float, ...]:
    """Least width in mm of each actor column, by column index: texts in symbols at 5 pt, lanes beside them, labels."""
    texts: list[list[tuple[SymbolKind, str]]] = [[] for _ in range(flow.actor_count)]
    label_width = [0.0] * flow.actor_count
    nodes = {node.id: node for node in flow.nodes}
    for node in flow.nodes:
        texts[node.actors[0]].append((node.kind, node.text))
    for edge in flow.edges:
        if edge.label:
            needed = narrowest(edge.label, style.min_symbol_pt, measurer) + 2 * LABEL_BESIDE
            for actor in nodes[edge.source].actors:
                label_width[actor] = max(label_width[actor], needed)
    return tuple(
        max(column_width(kinds, measurer, style), label) for kinds, label in zip(texts, label_width, strict=True)
    )


def row_demands(flow: Flow, column_widths: tuple[float, ...], measurer: Measurer, style: Style) -> tuple[float, ...]:
    """Least height in mm of each step's row, steps in order: stacked symbols, arrows between them, lanes around."""
    widths = dict(enumerate(column_widths))
    style = alike(style, column_widths)
    rows = rows_of(flow)
    heights: dict[tuple[object, ...], float] = {(): style.row_min}  # by what they depend on: most rows are like others
    found = []
    for step in range(1, flow.step_count + 1):
        nodes = rows.get(step, ())
        key = tuple((node.kind, node.order, node.actors, node.text) for node in nodes)
        if key not in heights:
            heights[key] = row_height(nodes, widths, measurer, style)
        found.append(heights[key])
    return tuple(found)


def draw(
    flow: Flow, frames: tuple[Frame, ...], measurer: Measurer, style: Style, pages: DrawnPages | None = None
) -> tuple[Drawing, ...] | MoreRoom:
    """Draw a section's flow into its pages' frames, but for those of ``pages`` that are drawn already.

    Returns one drawing for each frame, every hard gate met, or what room would help; never a drawing that misleads.
    """
    pages = DrawnPages() if pages is None else pages
    drawings: list[Drawing] = []
    failures: list[Failure] = []
    plans = divide(flow, frames)
    style = alike(style, [column.width for column in frames[0].columns if column.actor is not None])
    for plan in plans:
        result = pages.drawn(plan, measurer, style, draw_page)
        if isinstance(result, Failure):
            failures.append(result)
        else:
            drawings.append(result)
    if failures:
        return _more_room(failures)
    return tuple(_alike(plans, drawings, measurer, style, pages))


def _alike(
    plans: Sequence[PageFlow], drawings: list[Drawing], measurer: Measurer, style: Style, pages: DrawnPages
) -> Iterator[Drawing]:
    """The drawings with all labels of the section in one size: that of the smallest, within reason."""
    sizes = [label.size_pt for drawing in drawings for label in drawing.labels]
    size = max(min(sizes, default=style.label_pt), style.label_good_pt)
    for plan, drawing in zip(plans, drawings, strict=True):
        again: Drawing | Failure = drawing
        if any(label.size_pt > size for label in drawing.labels):
            again = pages.drawn(plan, measurer, replace(style, label_pt=size), draw_page)
        yield drawing if isinstance(again, Failure) else again


def draw_page(plan: PageFlow, measurer: Measurer, style: Style) -> Drawing | Failure:
    """Draw one page: first with few, well spread lanes, then with more and closer ones.

    Where no lanes help, the last ones say what is missing.
    """
    placed = place_nodes(plan, measurer, style)
    failure = Failure()
    for spacing in (ROOMY, CLOSE, DENSE):
        page = build_page(plan, placed, spacing, measurer, style)
        if spacing is not DENSE and page.crowded:
            continue
        result = sketch(page, measurer, style)
        if not isinstance(result, Failure):
            return result
        failure = result
        if not failure.lanes and spacing is not ROOMY:  # more lanes do not make room for labels
            break
    return failure


def _more_room(failures: list[Failure]) -> MoreRoom:
    steps = tuple(sorted({step for failure in failures for step in failure.steps}))
    columns: dict[int, float] = {}
    for failure in failures:
        for actor, width in failure.widths:
            columns[actor] = max(columns.get(actor, 0.0), width)
    return MoreRoom(
        row_growth=tuple((step, ROW_GROWTH) for step in steps),
        strip_growth=STRIP_GROWTH if any(failure.strip for failure in failures) else 0.0,
        columns_wider=any(failure.columns for failure in failures),
        much=sum(failure.columns for failure in failures) >= PAGES_WITHOUT,
        columns=tuple(sorted(columns.items())),
        steps=steps,
        labels=tuple(dict.fromkeys(label for failure in failures for label in failure.labels)),
        used_up=any(failure.used_up for failure in failures),
    )
