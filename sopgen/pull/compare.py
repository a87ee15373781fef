"""What somebody changed in Word, told as changes of the source: found, doubtful, or not ours to make.

A text of the document is compared with what was printed, and its place is found in the source as it is now by way of
the source that the document was made from. Where both changed, the document says two things, or the place is only
likely, the change is doubtful.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from sopgen.model.form.form import FORM, Form
from sopgen.pull import told
from sopgen.pull.boxes import Boxes
from sopgen.pull.changes import Change, Comparison, Doubt, Kind, ReadyStep, at_most
from sopgen.pull.document.edited import Edited, LooseText
from sopgen.pull.document.row_tags import is_choice, step_of
from sopgen.pull.entries import Entries
from sopgen.pull.fields import Fields
from sopgen.pull.rows.added import AddedRows
from sopgen.pull.rows.performer import Pelaksana
from sopgen.pull.rows.picked import picked
from sopgen.pull.rows.removed import removed_rows
from sopgen.pull.sources import Sources
from sopgen.source.document import Source

_REBUILT = "Isian {tag} di Word lain dari di berkas sumber; dokumen ini tidak membawa sumbernya lagi."


def compare(edited: Edited, source: Source, form: Form = FORM) -> Comparison:
    """Compare an edited document with the source file it belongs to, as that file is now; ``form`` is its form."""
    sources = Sources(edited.origin.yaml, source, form)
    fields, boxes = Fields(edited, sources, form), Boxes(edited, sources, form)
    steps = tuple(dict.fromkeys(filter(None, map(step_of, fields.printed))))
    gone = tuple(step for step in steps if step not in set(edited.steps))
    there = [tag for tag in fields.printed if step_of(tag) not in gone]
    pelaksana = Pelaksana(sources, edited)
    found = [fields.field(tag) for tag in there if not is_choice(tag)]
    found += [picked(tag, edited, sources, pelaksana) for tag in there if is_choice(tag)]
    changes = {change.tag: change for change in found if isinstance(change, Change)}
    doubts = [doubt for doubt in found if isinstance(doubt, Doubt)]
    doubts += [*_entangled(changes), *boxes.doubts(changes)]
    new, others = _sorted(edited, fields.entries)
    for entry in fields.entries.added(new):
        if isinstance(entry, Doubt):
            doubts.append(entry)
        else:
            changes[entry.tag] = entry
    added = AddedRows(edited, sources, form, steps, pelaksana)
    rows = [*added.found(), *removed_rows(gone, sources, added.moved)]
    doubts += [row for row in rows if isinstance(row, Doubt)]
    for doubt in doubts:
        changes.pop(doubt.tag, None)
    differing = {*changes, *(doubt.tag for doubt in doubts)}
    if edited.rebuilt:
        doubts += [Doubt(tag, _REBUILT.format(tag=tag), change) for tag, change in changes.items()]
        changes = {}
    reports = (
        *told.marks_lost(edited),
        *at_most([row for row in rows if isinstance(row, str)]),
        *told.rows(edited, steps),
        *at_most(list(told.entries(edited))),
        *at_most([report for report in found if isinstance(report, str)]),
        *boxes.unfilled(changes),
        *at_most(list(told.merged(edited))),
        *at_most(list(told.marked(edited, differing))),
        *told.the_rest(edited, others, whole=not (gone or edited.rows)),
    )
    ready = tuple(row for row in rows if isinstance(row, ReadyStep))
    notes = tuple(told.notes(edited, sources))
    return Comparison(tuple(changes.values()), tuple(doubts), reports, ready, notes)


def _sorted(edited: Edited, entries: Entries) -> tuple[list[LooseText], list[LooseText]]:
    """Typed paragraphs of no field: new entries of a list, and others."""
    found: tuple[list[LooseText], list[LooseText]] = ([], [])
    for text in edited.loose:
        if not text.row:
            found[not entries.is_new(text)].append(text)
    return found


def _entangled(changes: Mapping[str, Change]) -> Iterator[Doubt]:
    """Changes that would write the same place in different ways: a group and a name in it, both renamed."""
    places = Counter(part.path for change in changes.values() for part in change.parts if part.kind is Kind.SET)
    for tag, change in changes.items():
        if any(places[part.path] > 1 for part in change.parts if part.kind is Kind.SET):
            yield Doubt(tag, f"Isian {tag} berubah bersama kelompoknya; tulislah satu per satu.", change)
