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
from sopgen.pull.changes import Change, Comparison, Doubt, Kind, at_most
from sopgen.pull.edited import Edited, LooseText
from sopgen.pull.entries import Entries
from sopgen.pull.fields import Fields
from sopgen.pull.flow.drawing import Texts, compare_drawing
from sopgen.pull.flow.labels import exchanged
from sopgen.pull.row_tags import step_of
from sopgen.pull.sources import Sources
from sopgen.pull.texts.places import Places
from sopgen.pull.texts.struck import struck_out
from sopgen.source.document import Source


def compare(edited: Edited, source: Source, form: Form = FORM) -> Comparison:
    """Compare an edited document with the source file it belongs to, as that file is now; ``form`` is its form."""
    sources = Sources(edited.origin.yaml, source, form)
    fields, boxes = Fields(edited, sources, form), Boxes(edited, sources, form)
    steps = tuple(dict.fromkeys(filter(None, map(step_of, fields.printed))))
    gone = frozenset(steps) - frozenset(edited.steps)
    places, found = Places(fields), _Found()
    found.add(fields.field(tag) for tag in fields.printed if step_of(tag) not in gone and tag not in places.tags)
    found.add(places.told())
    new, others = _sorted(edited, fields.entries)
    found.add((*_entangled(found.changes), *boxes.doubts(found.changes), *fields.entries.added(new)))
    found.add(exchanged(found.changes, lambda tag: fields.printed.get(tag, {}).get(tag), sources.where))
    told_of_texts, found.reports = found.reports, []
    texts = Texts(found.changes, frozenset(fields.printed), gone, edited.copied)
    found.add(compare_drawing(edited.origin.drawn, edited.drawing, sources, texts))
    found.add(struck_out(fields, found.changes))
    for doubt in found.doubts:
        found.changes.pop(doubt.tag, None)
    reports = (
        *told.rows(edited, steps, sources),
        *at_most(told_of_texts),
        *at_most(found.reports),
        *boxes.unfilled(found.changes),
        *told.the_rest(edited, others, whole=not (gone or edited.copied)),
    )
    return Comparison(tuple(found.changes.values()), tuple(found.doubts), reports)


@dataclass
class _Found:
    """What was found so far; texts are reports."""

    changes: dict[str, Change] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)

    def add(self, found: Iterable[Change | Doubt | str | None]) -> None:
        """Sort in what somebody found."""
        for each in tuple(found):
            if isinstance(each, Change):
                self.changes[each.tag] = each
            elif isinstance(each, Doubt):
                self.doubts.append(each)
            elif each is not None:
                self.reports.append(each)


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
