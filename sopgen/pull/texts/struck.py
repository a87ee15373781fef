"""Struck-out texts, told: they are neither taken as deleted nor passed over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sopgen.pull.changes import Change, Doubt, short
from sopgen.pull.fields import Fields
from sopgen.render.docx.ids import PART_MARK, path_of


def struck_out(fields: Fields, changes: Mapping[str, Change]) -> Iterator[Doubt | str]:
    """Every text that is struck out: a doubt at its field (with the change that it has), a report where it has none."""
    for struck in dict.fromkeys(fields.edited.struck):
        tag = struck.tag.partition(PART_MARK)[0]
        place = fields.sources.place(path_of(tag)).path if tag and not fields.elsewhere(path_of(tag)) else None
        quoted = f"Teks “{short(struck.text)}” dicoret di Word"
        if place is None:
            yield f"{quoted}{f' pada isian {tag}' if tag else ''}; teks yang dicoret tidak diambil."
        else:
            message = f"{quoted} pada isian {tag}; bila maksudnya dihapus, hapus di {fields.sources.where(place)}."
            yield Doubt(tag, message, changes.get(tag))
