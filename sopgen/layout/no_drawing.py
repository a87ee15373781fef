"""Findings E304: flows that cannot be drawn, in a table and in a diagram alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sopgen.findings import Finding, FindingsError
from sopgen.layout.codes import NO_DRAWING
from sopgen.model.sop import Section, Sop


def require_tables(sop: Sop, sections: Iterable[Section]) -> None:
    """Raise FindingsError, with a finding E304 for each, when some of the SOP's tables have no columns or no rows.

    Only an SOP in which errors were found has them.
    """
    if found := tuple(_empty(sop, each) for each in sections if not (each.actors and each.steps)):
        raise FindingsError(found)


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
    ``paper`` that a larger one would help.
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
        wider = ", kertas yang lebih lebar (format: kertas: Legal)" if paper else ""
        hint = f"Pakai label yang lebih pendek{wider}, atau bagi SOP ini."
    first = concerned[0]
    place = (*section.path, first - 1)
    return sop.source.finding(NO_DRAWING.number, NO_DRAWING.severity, place, message, hint, first)
