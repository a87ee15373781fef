"""What somebody changed in Word, told as changes of the source: found, doubtful, or not ours to make.

A text of the document is compared with what was printed, and its place is found in the source as it is now by way of
the source that the document was made from. Where both changed, the document says two things, or the place is only
likely, the change is doubtful.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sopgen.model.form.form import FORM, Form
from sopgen.pull import told
from sopgen.pull.boxes import Boxes
from sopgen.pull.changes import UNREADABLE, Change, Comparison, Doubt, Kind, ReadyStep, at_most, short
from sopgen.pull.document.edited import Edited, LooseText
from sopgen.pull.document.row_tags import is_choice, step_of
from sopgen.pull.entries import Entries
from sopgen.pull.fields import Fields
from sopgen.pull.flow.drawing import Texts, compare_drawing
from sopgen.pull.flow.labels import exchanged
from sopgen.pull.rows.added import AddedRows
from sopgen.pull.rows.performer import Pelaksana
from sopgen.pull.rows.picked import picked
from sopgen.pull.rows.removed import removed_rows
from sopgen.pull.sources import Sources
from sopgen.pull.texts.places import Places
from sopgen.source.document import Source

_Told = Change | Doubt | ReadyStep | str | None
_REBUILT = "Isian {tag} di Word lain dari di berkas sumber; dokumen ini tidak membawa sumber yang pasti."


def compare(edited: Edited, source: Source, form: Form = FORM) -> Comparison:
    """Compare an edited document with the source file it belongs to, as that file is now; ``form`` is its form."""
    sources = Sources(edited.origin.yaml, source, form)
    fields, boxes = Fields(edited, sources, form), Boxes(edited, sources, form)
    steps = tuple(dict.fromkeys(filter(None, map(step_of, fields.printed))))
    gone = tuple(step for step in steps if step not in set(edited.steps))
    places, pelaksana, found = Places(fields), Pelaksana(sources, edited), _Found()
    there = [tag for tag in fields.printed if step_of(tag) not in gone]
    found.add(fields.field(tag) for tag in there if not is_choice(tag) and tag not in places.tags)
    found.add(picked(tag, edited, sources, pelaksana) for tag in there if is_choice(tag))
    found.add(places.told())
    new, others = _sorted(edited, fields.entries)
    found.add((*_entangled(found.changes), *boxes.doubts(found.changes), *fields.entries.added(new)))
    found.add(exchanged(found.changes, lambda tag: fields.printed.get(tag, {}).get(tag), sources.where))
    of_texts = found.reported()
    merged = frozenset(step for cell in edited.merged for step in cell.steps)
    texts = Texts(found.changes, frozenset(fields.printed), frozenset(gone), edited.copied, merged)
    found.add(compare_drawing(edited.origin.drawn, edited.drawing, sources, texts))
    of_drawing = found.reported()
    added = AddedRows(edited, sources, form, steps, pelaksana)
    found.add(added.found())
    found.add(removed_rows(gone, sources, added.moved))
    found.settle(rebuilt=edited.rebuilt)
    differing = {*found.changes, *(doubt.tag for doubt in found.doubts)}
    reports = (
        *told.marks_lost(edited),
        *at_most(found.reported()),
        *told.rows(edited, steps),
        *at_most(of_texts),
        *at_most(of_drawing),
        *boxes.unfilled(found.changes),
        *at_most(list(told.unseen(edited))),
        *at_most(list(told.merged(edited))),
        *at_most(list(told.marked(edited, differing))),
        *told.the_rest(edited, others, whole=not (gone or edited.rows)),
    )
    notes = tuple(told.notes(edited, sources))
    return Comparison(tuple(found.changes.values()), tuple(found.doubts), reports, tuple(found.ready), notes)


@dataclass
class _Found:
    """What was found so far; texts are reports."""

    changes: dict[str, Change] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    ready: list[ReadyStep] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)

    def add(self, found: Iterable[_Told]) -> None:
        """Sort in what somebody found."""
        for each in map(_readable, tuple(found)):
            if isinstance(each, Change):
                self.changes[each.tag] = each
            elif isinstance(each, Doubt):
                self.doubts.append(each)
            elif isinstance(each, ReadyStep):
                self.ready.append(each)
            elif each is not None:
                self.reports.append(each)

    def reported(self) -> list[str]:
        """The reports since this was asked last."""
        reports, self.reports = self.reports, []
        return reports

    def settle(self, *, rebuilt: bool) -> None:
        """What is in doubt is no change; in a document that does not say what it was made from, everything is."""
        for doubt in self.doubts:
            self.changes.pop(doubt.tag, None)
        if rebuilt:
            self.doubts += [Doubt(tag, _REBUILT.format(tag=tag), change) for tag, change in self.changes.items()]
            self.changes.clear()


def _readable(found: _Told) -> _Told:
    """What was found, without a change that would write what cannot be read."""
    if isinstance(found, Change) and found.unread:
        called = f"Isian {found.tag}" if found.old else f"Isian {found.tag} (“{short(found.new)}”)"
        return Doubt(found.tag, f"{called} memuat {UNREADABLE}; ketik isinya di berkas sumber.")
    if isinstance(found, Doubt) and found.change is not None and found.change.unread:
        return Doubt(found.tag, f"{found.message} Isinya memuat {UNREADABLE}; ketik di berkas sumber.")
    return found


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
