"""Drawings of many SOPs by one Graphviz process: starting one costs ten times as much as one more drawing.

What goes wrong here has no culprit yet: whose drawing is missing is drawn alone afterwards, and told then.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from sopgen.layout.scene import Scene
from sopgen.layout.swimlane.layout import lay_out_diagram
from sopgen.model.sop import Sop

if TYPE_CHECKING:
    from sopgen.layout.swimlane.diagram import Diagram
    from sopgen.render.pdf.document import Drawn


#: A flow as its SOP's table shows it, and its diagram; None where there is none to draw.
Flow: TypeAlias = "tuple[Sop, Scene | None, Diagram | None]"
#: Both as drawn; None also where drawing went wrong.
Drawings: TypeAlias = "tuple[Drawn | None, bytes | None]"


def lay_out_diagram_of(sop: Sop) -> Diagram | None:
    """The stand-alone diagram of an SOP, with its texts if they leave the flow a way; None without one in one piece."""
    for spoken in (True, False):
        with suppress(Exception):
            return lay_out_diagram(sop, spoken)
    return None


def draw_together(flows: Sequence[Flow]) -> list[Drawings]:
    """What Graphviz draws of all flows, tables' and diagrams, each as the PDF and as the SVG file take it."""
    from sopgen.render.diagram import diagram_source, finished_diagram
    from sopgen.render.pdf.document import finished_flow, flow_sources
    from sopgen.render.svg import graphviz

    found: list[Drawings] = []
    with suppress(Exception):
        pages = [flow_sources(sop, scene) if scene is not None else () for sop, scene, _ in flows]
        charts = [(diagram_source(diagram),) if diagram is not None else () for _, _, diagram in flows]
        drawings = iter(graphviz.draw([source for own in (*pages, *charts) for source in own]))
        tables = [tuple(islice(drawings, len(own))) for own in pages]
        pictures = [tuple(islice(drawings, len(own))) for own in charts]
        for (sop, scene, diagram), table, picture in zip(flows, tables, pictures, strict=True):
            drawn = finished_flow(sop, scene, table) if scene is not None else None
            found.append((drawn, finished_diagram(sop, diagram, picture[0]) if diagram is not None else None))
    return found + [(None, None)] * (len(flows) - len(found))
