"""Changes between two versions in print: text for reading, JSON and CSV for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import astuple

from sopgen.compare.diff import Action, Area, SopDiff
from sopgen.report.stats import csv_text

#: The parts of the form in their order, and what they are called in print.
HEADINGS = {
    Area.IDENTITY: "Identitas",
    Area.BOX: "Kotak formulir",
    Area.ACTOR: "Pelaksana",
    Area.STEP: "Langkah",
    Area.FLOW: "Alur",
}
#: What the fields of a change are called for programs.
_COLUMNS = ("bagian", "perubahan", "tempat", "semula", "menjadi")
_SIGNS = {Action.ADDED: "+", Action.REMOVED: "-", Action.CHANGED: "~", Action.MOVED: ">"}


def diff_lines(changes: SopDiff) -> Iterator[tuple[str, Action | None]]:
    """The changes under the form's headings, what stood before and what stands now, line by line.

    With each line comes the action that it announces, for whoever colours it; None for all other lines.
    """
    yield f"Perubahan {changes.nomor} {changes.judul}".rstrip(), None
    yield summary(changes), None
    for area, heading in HEADINGS.items():
        own = [change for change in changes.changes if change.area is area]
        if own:
            yield "", None
            yield heading, None
        for change in own:
            yield f"  {_SIGNS[change.action]} {change.where} {change.action.value}", change.action
            for label, text in (("semula ", change.before), ("menjadi", change.after)):
                if text:
                    yield f"      {label}: {' '.join(text.split())}", None


def summary(changes: SopDiff) -> str:
    """``"3 perubahan: 1 ditambah, 2 diubah."``, or that there is none."""
    if not changes.changes:
        return "Tidak ada perubahan."
    counts = Counter(change.action for change in changes.changes)
    parts = ", ".join(f"{counts[action]} {action.value}" for action in Action if counts[action])
    return f"{len(changes.changes)} perubahan: {parts}."


def diff_json(changes: SopDiff) -> str:
    """An object with ``nomor``, ``judul`` and the list ``perubahan``."""
    entries = [dict(zip(_COLUMNS, astuple(change), strict=True)) for change in changes.changes]
    content = {"nomor": changes.nomor, "judul": changes.judul, "perubahan": entries}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def diff_csv(changes: SopDiff, separator: str = ",") -> str:
    """One row a change, as in a "matriks semula - menjadi"."""
    return csv_text(_COLUMNS, map(astuple, changes.changes), separator)
