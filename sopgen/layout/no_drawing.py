"""Findings E304: flows that cannot be drawn, in a table and in a diagram alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sopgen.findings import Finding, FindingsError
from sopgen.flow.graph import Flow
from sopgen.flow.make_flow import build
from sopgen.layout.codes import NO_DRAWING
from sopgen.layout.drawing.drawing import printed
from sopgen.layout.routing.ports import Side
from sopgen.layout.style import wider_papers
from sopgen.model.institution import Paper
from sopgen.model.sop import Section, Sop


def drawable_flows(sop: Sop, sections: Sequence[Section]) -> tuple[Flow, ...]:
    """The flows of these sections of an SOP, with their texts as the documents print them.

    Raises FindingsError, with a finding E304 for each, when something of them has no drawing, whatever the room: tables
    without columns or rows (only an SOP in which errors were found has them), and symbols with more ways out than
    sides.
    """
    if empty := tuple(_empty(sop, each) for each in sections if not (each.actors and each.steps)):
        raise FindingsError(empty)
    flows = tuple(printed(build(section, sop.format)) for section in sections)
    pairs = zip(sections, flows, strict=True)
    if found := tuple(finding for section, flow in pairs for finding in _too_many_ways(sop, section, flow)):
        raise FindingsError(found)
    return flows


def _too_many_ways(sop: Sop, section: Section, flow: Flow) -> Iterator[Finding]:
    """What has more ways out than its symbols have sides (gate 1): no search for ways needs to begin."""
    ways = Counter(edge.source for edge in flow.edges)
    entered = {edge.target for edge in flow.edges}
    for node in flow.nodes:
        ends_of_joins = 2 * (len(node.actors) - 1)
        # At the middle of each side one flow leaves, or some enter, or a join line ends.
        free = len(Side) * len(node.actors) - ends_of_joins - (node.id in entered)
        if ways[node.id] > free:
            message = (
                f"Alur {sop.nomor} pada langkah {node.step} tidak dapat digambar: {ways[node.id]} panah keluar dari "
                f"sana, padahal hanya {free} sisi lambangnya yang bebas."
            )
            hint = "Kurangi tujuan “tidak”, “ya”, atau “lanjut” pada langkah ini, atau bagi langkah ini menjadi dua."
            place = (*section.path, node.step - 1)
            yield sop.source.finding(NO_DRAWING.number, NO_DRAWING.severity, place, message, hint, node.step)


def _empty(sop: Sop, section: Section) -> Finding:
    lacking = "langkah" if section.actors else "pelaksana"
    message = f"Alur {sop.nomor} tidak dapat digambar: belum ada {lacking}."
    hint = f"Tambahkan “{lacking}:” beserta isinya."
    return sop.source.finding(NO_DRAWING.number, NO_DRAWING.severity, section.path[:-1], message, hint)


def no_drawing(
    sop: Sop,
    section: Section,
    steps: Sequence[int],
    labels: Sequence[str] = (),
    used_up: bool = False,
    paper: bool = False,
) -> Finding:
    """The finding about a section that gets no clear drawing at ``steps`` (their numbers; none means the first).

    ``labels`` are those without a place, ``used_up`` says that the search for ways ended before it had tried all,
    ``paper`` that a wider one would help, if there is any.
    """
    concerned = steps or (1,)
    listed = ", ".join(map(str, concerned))
    message = f"Alur {sop.nomor} pada langkah {listed} tidak dapat digambar dengan jelas."
    hint = "Kurangi tujuan yang bertemu pada satu langkah, atau bagi langkah itu menjadi dua."
    if used_up:
        message += " Pencarian jalan bagi panah-panahnya dihentikan: terlalu banyak kemungkinan yang harus dicoba."
        hint = "Kurangi cabang dan panah pada langkah-langkah itu, atau bagi SOP ini."
    if labels:
        quoted = ", ".join(f"“{label}”" for label in labels)
        message += f" Label {quoted} tidak mendapat tempat di samping belah ketupatnya."
        helps = paper and Paper.LEGAL in wider_papers(sop.format, 0.0)
        wider = ", kertas yang lebih lebar (format: kertas: Legal)" if helps else ""
        hint = f"Pakai label yang lebih pendek{wider}, atau bagi SOP ini."
    first = concerned[0]
    place = (*section.path, first - 1)
    return sop.source.finding(NO_DRAWING.number, NO_DRAWING.severity, place, message, hint, first)
