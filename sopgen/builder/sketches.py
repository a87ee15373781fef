"""Drawings of many SOPs by one Graphviz process: starting one costs ten times as much as one more drawing.

What goes wrong here has no culprit yet: whose drawing is missing is drawn alone afterwards, and told then.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING

from sopgen.layout.scene import Scene
from sopgen.layout.swimlane import lay_out_diagram
from sopgen.model.sop import Sop

if TYPE_CHECKING:
    from sopgen.layout.diagram import Diagram
    from sopgen.render.pdf import Drawn


def lay_out_diagrams(sops: Sequence[Sop]) -> list[tuple[Sop, Diagram]]:
    """The stand-alone diagram of each SOP that has one in one piece, with its texts if they leave the flow a way."""
    found = ((sop, _diagram(sop)) for sop in sops)
    return [(sop, diagram) for sop, diagram in found if diagram is not None]


def draw_together(
    flows: Sequence[tuple[Sop, Scene]], diagrams: Sequence[tuple[Sop, Diagram]]
) -> tuple[dict[str, Drawn], dict[str, bytes]]:
    """The flows as tables show them, and the diagrams as SVG, by the SOPs' sources; those that could be drawn."""
    from sopgen.render import neato
    from sopgen.render.pdf import finished_flow, flow_sources
    from sopgen.render.swimlane import diagram_source, finished_diagram

    drawn: dict[str, Drawn] = {}
    told: dict[str, bytes] = {}
    with suppress(Exception):
        pages = [flow_sources(scene) for _, scene in flows]
        charts = [diagram_source(diagram) for _, diagram in diagrams]
        drawings = iter(neato.draw([*(source for own in pages for source in own), *charts]))
        for (sop, scene), own in zip(flows, pages, strict=True):
            drawn[sop.source.name] = finished_flow(sop, scene, tuple(islice(drawings, len(own))))
        for (sop, diagram), drawing in zip(diagrams, drawings, strict=True):
            told[sop.source.name] = finished_diagram(sop, diagram, drawing)
    return drawn, told


def _diagram(sop: Sop) -> Diagram | None:
    for spoken in (True, False):
        with suppress(Exception):
            return lay_out_diagram(sop, spoken)
    return None
