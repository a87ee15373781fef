"""Every text that an SOP prints, with its name in the form's words and its place in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sopgen.model.form.columns import ColumnKind
from sopgen.model.form.fields import NOTES, Box, ValueKind
from sopgen.model.sop import Sop
from sopgen.model.visible import visible
from sopgen.rules.rule import steps
from sopgen.source.document import SequenceNode, SourcePath

#: What of the identity block the office words itself.
_WORDED = (ValueKind.TITLE, ValueKind.TEXT)


def plain_words(text: str) -> str:
    """The words of a text in small letters, without marks: what two ways of writing have in common."""
    return " ".join(re.findall(r"\w+", visible(text).casefold()))


@dataclass(frozen=True, slots=True)
class Text:
    """One printed text. ``name`` says where it stands ("langkah 9"); ``place`` also in which field."""

    text: str
    path: SourcePath
    name: str
    step: int | None = None


def texts(sop: Sop) -> Iterator[Text]:
    """Every text of the SOP that the office words itself, in the order printed; numbers, dates and names left out."""
    form = sop.format.form
    for kind in _WORDED:
        for field in form.identity:
            if field.kind is kind:
                yield Text(sop.text(field.key), (field.key,), field.called[:1].lower() + field.called[1:])
    for box in (*form.boxes, NOTES):
        if not box.related:
            yield from _listed(sop, (box.key,), sop.texts(box), box.called)
    for box in form.boxes:
        if box.related:
            yield from _free(sop, box)
    for index, extra in enumerate(sop.tambahan):
        yield from _listed(sop, ("tambahan", index, "isi"), extra.isi, extra.judul)
    worded = [column.key for column in form.columns if column.kind is ColumnKind.TEXT]
    for _, step, path in steps(sop):
        for key in worded:
            yield Text(step.text(key), (*path, key), f"langkah {step.number}", step.number)
    for section in sop.sections:
        if section.path[0] == "bagian":
            yield from _listed(sop, (*section.path[:-1], "catatan"), section.catatan, "catatan")


def _free(sop: Sop, box: Box) -> Iterator[Text]:
    """The texts of a box with references to other SOPs that are none."""
    for index, related in enumerate(sop.keterkaitan):
        if related.nomor is None:
            yield Text(related.text, _item(sop, (box.key,), index), box.called)


def _listed(sop: Sop, path: SourcePath, values: tuple[str, ...], name: str) -> Iterator[Text]:
    for index, value in enumerate(values):
        yield Text(value, _item(sop, path, index), name)


def _item(sop: Sop, path: SourcePath, index: int) -> SourcePath:
    """The place of a list's item; a single text may stand where a list is meant."""
    return (*path, index) if isinstance(sop.source.node(path), SequenceNode) else path
