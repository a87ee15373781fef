"""What changed between two versions of an SOP, in the words of the form.

Steps are compared as steps, not as lines of text: a step that moved is not one removed and one added, and a branch
whose target only got another number has not changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest
from typing import TypeAlias

from sopgen.compare.match import Matching, match_steps
from sopgen.findings import listed
from sopgen.flow.targets import SymbolPosition, Way, following, symbol_at, ways_out
from sopgen.model.form.columns import by_field
from sopgen.model.form.fields import DATES, NOTES, IdentityField, ValueKind
from sopgen.model.institution import Terms
from sopgen.model.sop import Section, Sop, Step


class Area(StrEnum):
    """Which part of the form a change is in."""

    IDENTITY = "identitas"
    BOX = "kotak formulir"
    ACTOR = "pelaksana"
    STEP = "langkah"
    FLOW = "alur"


class Action(StrEnum):
    """What happened."""

    ADDED = "ditambah"
    REMOVED = "dihapus"
    CHANGED = "diubah"
    MOVED = "dipindah"


@dataclass(frozen=True, slots=True)
class Change:
    """One change. ``where`` names the field or step as the form does; an empty text stands for nothing."""

    area: Area
    action: Action
    where: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class SopDiff:
    """All changes between two versions, in the order of the form."""

    nomor: str
    judul: str
    changes: tuple[Change, ...]


#: What of an SOP is no row of the form, and after which kinds of row it is told.
_NAMED: tuple[ValueKind, ...] = (ValueKind.NUMBER, ValueKind.TITLE)
_BESIDE: Mapping[ValueKind, tuple[str, Callable[[Sop], str]]] = {
    ValueKind.NUMBER: ("Jenis", lambda sop: sop.jenis.value if sop.jenis else ""),
    ValueKind.TITLE: ("Unit", lambda sop: sop.unit.nama),
}
_AFTER: tuple[tuple[str, Callable[[Sop], str]], ...] = (
    ("Status", lambda sop: sop.status.value),
    ("Tinjau sebelum", lambda sop: _date(sop.tinjau_sebelum)),
)


def diff(old: Sop, new: Sop) -> SopDiff:
    """All changes from ``old`` to ``new``; both must be free of errors in their flows."""
    changes = (*_identity(old, new), *_boxes(old, new), *_sections(old, new))
    return SopDiff(new.nomor, new.judul, changes)


def _date(day: date | None) -> str:
    return str(day) if day else ""


def _identity(old: Sop, new: Sop) -> Iterator[Change]:
    """Number and title first, then the form's other rows, what is no row of it, and the revisions."""
    fields = new.format.form.identity
    for kind in _NAMED:
        for field in fields:
            if field.kind is kind:
                yield from _text(Area.IDENTITY, field.called, _value(old, field), _value(new, field))
        where, value = _BESIDE[kind]
        yield from _text(Area.IDENTITY, where, value(old), value(new))
    for field in fields:
        if field.kind not in (*_NAMED, ValueKind.REVISION):
            yield from _text(Area.IDENTITY, field.called, _value(old, field), _value(new, field))
    for where, value in _AFTER:
        yield from _text(Area.IDENTITY, where, value(old), value(new))
    for field in fields:
        if field.kind is ValueKind.REVISION:
            yield from _list(Area.IDENTITY, field.called, _revisions(old), _revisions(new))


def _value(sop: Sop, field: IdentityField) -> str:
    """What a row says, as it is compared."""
    if field.kind is ValueKind.SIGNATURE:
        return sop.disahkan_oleh.jabatan
    return _date(sop.day(field.key)) if field.kind in DATES else sop.text(field.key)


def _revisions(sop: Sop) -> list[str]:
    return [f"ke-{revision.ke}, {revision.tanggal}: {revision.uraian}".rstrip(": ") for revision in sop.revisi]


def _boxes(old: Sop, new: Sop) -> Iterator[Change]:
    for box in (*new.format.form.boxes, NOTES):
        yield from _list(Area.BOX, box.title, old.texts(box), new.texts(box))
    extras = dict.fromkeys([extra.judul for extra in (*old.tambahan, *new.tambahan)])
    for title in extras:
        before, after = ([text for e in sop.tambahan if e.judul == title for text in e.isi] for sop in (old, new))
        yield from _list(Area.BOX, title, before, after)


def _text(area: Area, where: str, before: str, after: str) -> Iterator[Change]:
    if before == after:
        return
    action = Action.CHANGED if before and after else Action.ADDED if after else Action.REMOVED
    yield Change(area, action, where, before, after)


def _list(area: Area, where: str, before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    """Items of a list: those in the place of others are changes, the rest come and go."""
    matcher = SequenceMatcher(None, list(before), list(after), autojunk=False)
    for tag, i, end_i, j, end_j in matcher.get_opcodes():
        if tag != "equal":
            for one, other in zip_longest(before[i:end_i], after[j:end_j], fillvalue=""):
                yield from _text(area, where, one, other)


def _sections(old: Sop, new: Sop) -> Iterator[Change]:
    pairs = _section_pairs(old.sections, new.sections)
    columns = by_field((*new.format.form.columns, *old.format.form.columns))
    names = {field: Terms().heading(column) for field, column in columns.items()}
    for index, section in enumerate(new.sections):
        if index not in pairs:
            yield Change(Area.STEP, Action.ADDED, f"Bagian {section.judul}", "", f"{len(section.steps)} langkah")
            continue
        before = old.sections[pairs[index]]
        yield from _text(Area.STEP, f"Judul bagian {index + 1}", before.judul or "", section.judul or "")
        prefix = f"{section.judul}: " if section.judul else ""
        for change in _section(before, section, match_steps(before, section), names):
            yield replace(change, where=f"{prefix}{change.where}")
    for index, section in enumerate(old.sections):
        if index not in pairs.values():
            yield Change(Area.STEP, Action.REMOVED, f"Bagian {section.judul}", f"{len(section.steps)} langkah")


def _section_pairs(old: Sequence[Section], new: Sequence[Section]) -> dict[int, int]:
    """New index to old index: flow tables of one title, then those left over that stand in the same place."""
    pairs: dict[int, int] = {}
    for index, section in enumerate(new):
        free = (i for i, other in enumerate(old) if other.judul == section.judul and i not in pairs.values())
        found = next(free, None)
        if found is not None:
            pairs[index] = found
    for index in range(min(len(old), len(new))):
        if index not in pairs and index not in pairs.values():
            pairs[index] = index
    return pairs


def _section(old: Section, new: Section, matching: Matching, names: Mapping[str, str]) -> Iterator[Change]:
    """The changes of one flow table; ``names`` are what its columns are called, by the field that they print."""
    yield from _actors(old.column_names, new.column_names)
    before = {number: old.steps[other - 1] for other, number in matching.pairs.items()}
    for step in new.steps:
        if step.number in before:
            yield from _step(old, before[step.number], new, step, matching, names)
        else:
            yield Change(Area.STEP, Action.ADDED, f"Langkah {step.number}", "", _told(new, step))
    for step in old.steps:
        if step.number not in matching.pairs:
            yield Change(Area.STEP, Action.REMOVED, f"Langkah {step.number}", _told(old, step))
    yield from _list(Area.BOX, "Catatan tabel", old.catatan, new.catatan)


def _actors(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    kept, now = [name for name in before if name in after], [name for name in after if name in before]
    for name in after:
        if name not in before:
            yield Change(Area.ACTOR, Action.ADDED, "Kolom pelaksana", "", name)
    for name in before:
        if name not in after:
            yield Change(Area.ACTOR, Action.REMOVED, "Kolom pelaksana", name)
    if kept != now:
        yield Change(Area.ACTOR, Action.MOVED, "Urutan kolom pelaksana", ", ".join(kept), ", ".join(now))


def _step(
    before: Section, old: Step, after: Section, new: Step, matching: Matching, names: Mapping[str, str]
) -> Iterator[Change]:
    where = f"Langkah {new.number}" + (f" (dahulu {old.number})" if old.number != new.number else "")
    if new.number in matching.moved:
        yield Change(Area.STEP, Action.MOVED, where, f"Langkah {old.number}", f"Langkah {new.number}")
    for field, name in names.items():
        yield from _text(Area.STEP, f"{where}, {name}", old.text(field), new.text(field))
    yield from _text(Area.STEP, f"{where}, Pelaksana", _doers(before, old), _doers(after, new))
    same = {step.number: step.number for step in after.steps}
    if _flow(before, old, matching.pairs) != _flow(after, new, same):
        yield Change(Area.FLOW, Action.CHANGED, where, _flow_words(before, old), _flow_words(after, new))


def _told(section: Section, step: Step) -> str:
    return f"{step.kegiatan} ({_doers(section, step)})"


_Part: TypeAlias = tuple[str | int | None, ...]


def _flow(section: Section, step: Step, numbers: Mapping[int, int]) -> list[_Part]:
    """A row's flow in numbers of the new version (``numbers``), so that the same flow of two versions is equal.

    A way to the next step stays "next" whichever step that is: what came between is reported as a step.
    """
    found: list[_Part] = []
    for index, symbol in enumerate(step.symbols):
        place = SymbolPosition(step.number, index)
        found.append(("mulai", _column(section, symbol.start)))
        found.append(("selesai", _column(section, symbol.end)))
        found += [(way.branch, *_target(section, way, numbers)) for way in ways_out(section, place)]
        found.append(("teks", symbol.text, symbol.label_yes, symbol.label_no))
    return found


def _target(section: Section, way: Way, numbers: Mapping[int, int]) -> _Part:
    if way.to == following(section, way.place) and (way.to is not None or not way.key):
        return ("berikutnya",)
    if way.to is None:
        return ("akhir",)
    return ("langkah", numbers.get(way.to.step, -way.to.step), way.to.symbol)


def _flow_words(section: Section, step: Step) -> str:
    words: list[str] = []
    for index, symbol in enumerate(step.symbols):
        words += [_way_words(section, way) for way in ways_out(section, SymbolPosition(step.number, index))]
        words += [f"mulai di {_column(section, symbol.start)}"] if symbol.start is not None else []
        words += [f"teks “{symbol.text}”"] if symbol.text else []
        words += [f"label “{label}”" for label in (symbol.label_yes, symbol.label_no) if label is not None]
    return "; ".join(words)


def _column(section: Section, column: int | None) -> str:
    return "" if column is None else section.column_name(column)


def _doers(section: Section, step: Step) -> str:
    """Who does a step: joined pelaksana with "dan", the symbols of a row one after the other."""
    rows = (listed([section.column_name(column) for column in symbol.actors]) for symbol in step.symbols)
    return ", lalu ".join(rows)


def _way_words(section: Section, way: Way) -> str:
    branch = f"{way.branch.value} " if way.branch else ""
    if way.to is None:
        end = symbol_at(section, way.place).end
        return f"{branch}selesai" + (f" di {_column(section, end)}" if end is not None else "")
    several = len(section.steps[way.to.step - 1].symbols) > 1
    return f"{branch}ke langkah {way.to.step}" + (f" simbol {way.to.symbol + 1}" if several else "")
