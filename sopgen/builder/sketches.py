"""Drawings of many SOPs at once: starting Graphviz costs ten times as much as one more drawing.

What goes wrong here has no culprit yet: whose drawing is missing is drawn alone afterwards, and told then.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from sopgen.layout.scene import Scene
from sopgen.layout.swimlane import lay_out_diagram
from sopgen.model.sop import Sop

if TYPE_CHECKING:
    from sopgen.layout.diagram import Diagram
    from sopgen.render.pdf import Drawn


def draw_flows(sops: Sequence[tuple[Sop, Scene]]) -> tuple[Drawn | None, ...]:
    """The flows of all SOPs as their tables show them; None for all when one of them cannot be drawn."""
    from sopgen.render.pdf import draw

    with suppress(Exception):
        return tuple(draw(sops))
    return (None,) * len(sops)


def draw_diagrams(sops: Sequence[Sop]) -> tuple[bytes | None, ...]:
    """The stand-alone diagram of each SOP as SVG, with the steps' texts if they leave the flow a way.

    None where there is no diagram in one piece, and for all when one of them cannot be drawn.
    """
    from sopgen.render.swimlane import told_diagrams

    laid_out = [(sop, diagram) for sop in sops if (diagram := _diagram(sop)) is not None]
    with suppress(Exception):
        drawn = dict(zip((id(sop) for sop, _ in laid_out), told_diagrams(laid_out), strict=True))
        return tuple(drawn.get(id(sop)) for sop in sops)
    return (None,) * len(sops)


def _diagram(sop: Sop) -> Diagram | None:
    for spoken in (True, False):
        with suppress(Exception):
            return lay_out_diagram(sop, spoken)
    return None
