"""The drawn examples of docs/layout-contract.md, one SVG a rule, into docs/images/contract/."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from sopgen.flow.build import build
from sopgen.flow.graph import Flow
from sopgen.layout.drawing import draw, needs_strips, row_demands
from sopgen.layout.frame import Drawing, Frame
from sopgen.layout.gates import violations
from sopgen.layout.scene import Column, FlowPage, Header, Row, RowKind
from sopgen.layout.style import STYLE
from sopgen.layout.text import TextMeasurer
from sopgen.model.institution import Format, TerminatorStyle
from sopgen.model.sop import Actor, Section, Step, StepSymbol, Target, TargetKind
from sopgen.render import svg

IMAGES = Path(__file__).parent.parent / "docs" / "images" / "contract"
MEASURER = TextMeasurer("Arial")
WIDTH, HEIGHT, GAP = 22.0, 17.0, 8.0  # mm: columns, rows, between pages
SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Example:
    """A rule's example: rows of symbols, pelaksana, and the steps after which pages end."""

    name: str
    actors: int
    rows: tuple[tuple[StepSymbol, ...], ...]
    breaks: tuple[int, ...] = ()
    style: TerminatorStyle = TerminatorStyle.ACTIVITY
    width: float = WIDTH


def box(*actors: int, text: str = "") -> tuple[StepSymbol, ...]:
    """A row of one activity."""
    return (StepSymbol(actors, text=text),)


def ask(*actors: int, no: int, yes: int | None = None, text: str = "") -> tuple[StepSymbol, ...]:
    """A row of one decision; ``no`` and ``yes`` are steps."""
    return (StepSymbol(actors, decision=True, no=(to(no),), yes=() if yes is None else (to(yes),), text=text),)


def to(step: int) -> Target:
    """A step as a target."""
    return Target(TargetKind.SYMBOL, step, 0)


EXAMPLES = (
    Example("steps", 3, (box(0), box(1), box(2), box(1))),
    Example("decision", 3, (box(2), ask(1, no=1), box(0))),
    Example("joined", 4, (box(0), box(1, 0, 3), box(3), box(2))),
    Example("arrows-join", 3, (box(0), box(1), ask(1, no=1), ask(1, no=1), box(2))),
    Example("capsules", 3, (box(0), ask(1, no=1), box(2)), style=TerminatorStyle.SEPARATE),
    Example("one-row", 3, (box(0), (StepSymbol((0,)), StepSymbol((1,)), StepSymbol((2,))), box(2))),
    Example("stacked", 2, (box(0), (StepSymbol((1,)), *ask(1, no=1)), box(0))),
    Example("pages", 3, (box(0), box(1), box(2), ask(1, no=1), ask(2, no=1), box(0)), breaks=(3,)),
    Example("far-page", 2, (box(0), box(1), box(0), ask(1, no=1), box(0)), breaks=(1, 3)),
    Example("narrow", 5, (box(0), box(1), ask(2, no=2), ask(3, no=2), box(4)), width=9.0),
    Example("question", 2, (box(1), ask(0, no=1, text="Lengkap dan benar?"), box(1, text="Mengarsipkan"))),
)


def pages(example: Example, flow: Flow) -> tuple[Frame, ...]:
    """Frames side by side."""
    heights = [max(HEIGHT, least) for least in row_demands(flow, (example.width,) * flow.actor_count, MEASURER, STYLE)]
    starts, ends = (1, *(step + 1 for step in example.breaks)), (*example.breaks, flow.step_count)
    ranges = tuple(zip(starts, ends, strict=True))
    made: list[Frame] = []
    for index, ((first, last), (top, bottom)) in enumerate(zip(ranges, needs_strips(flow, ranges), strict=True)):
        left = 10 + index * (flow.actor_count * example.width + GAP)
        columns = tuple(
            Column("actor", left + example.width * i, left + example.width * (i + 1), i)
            for i in range(flow.actor_count)
        )
        kinds = [(RowKind.STRIP_TOP, None)] * top + [(RowKind.STEP, step) for step in range(first, last + 1)]
        rows: list[Row] = []
        y = 10.0
        for kind, step in [*kinds, *[(RowKind.STRIP_BOTTOM, None)] * bottom]:
            height = STYLE.strip_height if step is None else heights[step - 1]
            rows.append(Row(kind, y, y + height, step))
            y += height
        made.append(Frame(index + 1, columns, tuple(rows)))
    return tuple(made)


def page(frame: Frame, drawing: Drawing) -> FlowPage:
    """What the SVG writer draws."""
    width, height = frame.columns[-1].right + 10, frame.rows[-1].bottom + 10
    return FlowPage(
        frame.number, width, height, None, 0, (), frame.columns, Header(10.0, (), ()), frame.rows,
        drawing.symbols, drawing.edges, drawing.labels,
    )  # fmt: skip


def with_rules(frames: tuple[Frame, ...], drawings: list[bytes]) -> bytes:
    """All pages in one picture, on white, with the table's rules behind."""
    width = frames[-1].columns[-1].right - 10 + 1
    height = max(frame.rows[-1].bottom for frame in frames) - 10 + 1
    root = etree.Element(f"{SVG}svg", nsmap={None: SVG[1:-1]})
    root.set("width", f"{width:.2f}mm")
    root.set("height", f"{height:.2f}mm")
    root.set("viewBox", f"-0.5 -0.5 {width:.2f} {height:.2f}")
    etree.SubElement(root, f"{SVG}rect", x="-0.5", y="-0.5", width="100%", height="100%", fill="white")
    for frame, drawing in zip(frames, drawings, strict=True):
        left, right = frame.columns[0].left - 10, frame.columns[-1].right - 10
        bottom = frame.rows[-1].bottom - 10
        path = "".join(f"M{x - 10:.2f},0V{bottom:.2f}" for x in [c.left for c in frame.columns] + [right + 10])
        path += "".join(f"M{left:.2f},{y - 10:.2f}H{right:.2f}" for y in [r.top for r in frame.rows] + [bottom + 10])
        etree.SubElement(root, f"{SVG}path", d=path, stroke="#999", fill="none").set("stroke-width", "0.18")
        group = etree.SubElement(root, f"{SVG}g", transform=f"translate({left:.2f},0)")
        inner = etree.fromstring(drawing)
        inner.set("width", f"{right - left:.2f}")
        inner.set("height", f"{bottom:.2f}")
        group.append(inner)
    return bytes(etree.tostring(root, pretty_print=False)) + b"\n"


def main() -> None:
    """Write all examples; one that breaks a gate is not written."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    for example in EXAMPLES:
        steps = tuple(Step(n, "", symbols) for n, symbols in enumerate(example.rows, start=1))
        section = Section(None, tuple(Actor(str(n)) for n in range(example.actors)), steps)
        flow = build(section, Format(terminator=example.style))
        frames = pages(example, flow)
        drawings = draw(flow, frames, MEASURER, STYLE)
        if not isinstance(drawings, tuple) or violations(drawings, flow, frames, STYLE):
            raise SystemExit(f"{example.name}: no legal drawing")
        made = svg.draw([page(*pair) for pair in zip(frames, drawings, strict=True)], "Arial")
        path = IMAGES / f"{example.name}.svg"
        path.write_bytes(with_rules(frames, list(made)))
        print(path)


if __name__ == "__main__":
    main()
