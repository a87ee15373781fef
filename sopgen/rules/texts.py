"""Every text that an SOP prints, with its name in the form's words and its place in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sopgen.model.form.columns import ColumnKind
from sopgen.model.sop import Sop
from sopgen.rules.rule import steps
from sopgen.source.document import SequenceNode, SourcePath

_LISTS = (
    ("dasar_hukum", "Dasar Hukum"),
    ("kualifikasi_pelaksana", "Kualifikasi Pelaksana"),
    ("peralatan", "Peralatan"),
    ("peringatan", "Peringatan"),
    ("pencatatan", "Pencatatan"),
    ("catatan", "catatan"),
)


def plain_words(text: str) -> str:
    """The words of a text in small letters, without marks: what two ways of writing have in common."""
    return " ".join(re.findall(r"\w+", text.casefold()))


@dataclass(frozen=True, slots=True)
class Text:
    """One printed text. ``name`` says where it stands ("langkah 9"); ``place`` also in which field."""

    text: str
    path: SourcePath
    name: str
    step: int | None = None


def texts(sop: Sop) -> Iterator[Text]:
    """Every text of the SOP that the office words itself, in the order printed; numbers, dates and names left out."""
    yield Text(sop.judul, ("judul",), "judul")
    for key, heading in _LISTS:
        yield from _listed(sop, (key,), getattr(sop, key), heading)
    for index, related in enumerate(sop.keterkaitan):
        if related.nomor is None:
            yield Text(related.text, _item(sop, ("keterkaitan",), index), "Keterkaitan")
    for index, box in enumerate(sop.tambahan):
        yield from _listed(sop, ("tambahan", index, "isi"), box.isi, box.judul)
    worded = [column.key for column in sop.format.form.columns if column.kind is ColumnKind.TEXT]
    for _, step, path in steps(sop):
        for key in worded:
            yield Text(step.text(key), (*path, key), f"langkah {step.number}", step.number)
    for section in sop.sections:
        if section.path[0] == "bagian":
            yield from _listed(sop, (*section.path[:-1], "catatan"), section.catatan, "catatan")


def _listed(sop: Sop, path: SourcePath, values: tuple[str, ...], name: str) -> Iterator[Text]:
    for index, value in enumerate(values):
        yield Text(value, _item(sop, path, index), name)


def _item(sop: Sop, path: SourcePath, index: int) -> SourcePath:
    """The place of a list's item; a single text may stand where a list is meant."""
    return (*path, index) if isinstance(sop.source.node(path), SequenceNode) else path
