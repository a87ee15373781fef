"""Changes between two versions in print: text for reading, JSON and CSV for programs."""

from __future__ import annotations

import json
from collections import Counter

import click

from sopgen.rules.diff import Action, Area, Change, SopDiff
from sopgen.rules.stats import csv_text

#: The parts of the form in their order, and what they are called in print.
HEADINGS = {
    Area.IDENTITY: "Identitas",
    Area.BOX: "Kotak formulir",
    Area.ACTOR: "Pelaksana",
    Area.STEP: "Langkah",
    Area.FLOW: "Alur",
}
_SIGNS = {Action.ADDED: "+", Action.REMOVED: "-", Action.CHANGED: "~", Action.MOVED: ">"}
_COLOURS = {Action.ADDED: "green", Action.REMOVED: "red", Action.CHANGED: "yellow", Action.MOVED: "cyan"}


def diff_text(changes: SopDiff, *, color: bool = False) -> str:
    """The changes under the form's headings, what stood before and what stands now."""
    lines = [f"Perubahan {changes.nomor} {changes.judul}".rstrip(), summary(changes)]
    for area, heading in HEADINGS.items():
        own = [change for change in changes.changes if change.area is area]
        if own:
            lines += ["", heading]
            lines += [line for change in own for line in _change_lines(change, color)]
    return "\n".join(lines) + "\n"


def summary(changes: SopDiff) -> str:
    """``"3 perubahan: 1 ditambah, 2 diubah."``, or that there is none."""
    if not changes.changes:
        return "Tidak ada perubahan."
    counts = Counter(change.action for change in changes.changes)
    parts = ", ".join(f"{counts[action]} {action.value}" for action in Action if counts[action])
    return f"{len(changes.changes)} perubahan: {parts}."


def diff_json(changes: SopDiff) -> str:
    """An object with ``nomor``, ``judul`` and the list ``perubahan``."""
    entries = [
        {
            "bagian": change.area.value,
            "perubahan": change.action.value,
            "tempat": change.where,
            "semula": change.before,
            "menjadi": change.after,
        }
        for change in changes.changes
    ]
    content = {"nomor": changes.nomor, "judul": changes.judul, "perubahan": entries}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def diff_csv(changes: SopDiff) -> str:
    """One row a change, as in a "matriks semula - menjadi"."""
    heading = ["bagian", "perubahan", "tempat", "semula", "menjadi"]
    rows = ((each.area.value, each.action.value, each.where, each.before, each.after) for each in changes.changes)
    return csv_text(heading, rows)


def _change_lines(change: Change, color: bool) -> list[str]:
    sign = _SIGNS[change.action]
    head = f"  {sign} {change.where} {change.action.value}"
    lines = [click.style(head, fg=_COLOURS[change.action]) if color else head]
    if change.before:
        lines.append(f"      semula : {_one_line(change.before)}")
    if change.after:
        lines.append(f"      menjadi: {_one_line(change.after)}")
    return lines


def _one_line(text: str) -> str:
    return " ".join(text.split())
