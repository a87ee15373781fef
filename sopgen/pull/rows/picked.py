"""Who was picked from the list in a step's symbol: another pelaksana for the step."""

from __future__ import annotations

from sopgen.edits.steps import texts
from sopgen.model.visible import visible
from sopgen.pull.changes import Change, Doubt, short
from sopgen.pull.document.edited import Edited
from sopgen.pull.document.row_tags import step_of
from sopgen.pull.rows.performer import Pelaksana, column_called
from sopgen.pull.sources import Sources, called, step_name
from sopgen.render.docx.ids import path_of
from sopgen.source.document import Source, SourcePath


def picked(tag: str, edited: Edited, sources: Sources, pelaksana: Pelaksana) -> Change | Doubt | str | None:
    """What became of the list ``tag``; a text is a report, None means that nobody picked anything else than before."""
    names = sorted({text for text in edited.texts.get(tag, ()) if text})
    if not names:
        return None
    step = step_of(tag)
    if len(names) > 1:
        return Doubt(tag, f"Pelaksana {step_name(step)} dipilih di beberapa lambang dengan nama yang berlainan.")
    column = column_called(names[0], pelaksana.of(step.rpartition("langkah/")[0]))
    if column is None or not column.word:
        return f"“{short(names[0])}” di dalam lambang {step_name(step)} bukan nama pelaksana; tidak diambil."
    place = sources.place(path_of(tag))
    if place.path is None:
        return f"Pelaksana {step_name(step)} dipilih di Word, tetapi langkah itu tidak ditemukan lagi di berkas sumber."
    old = _names(sources.today, place.path)
    if visible(old) == visible(column.word):
        return None
    change = Change(tag, place.path, old, column.word)
    if not place.certain:
        where = sources.described(place.path)
        return Doubt(tag, f"Pelaksana {step_name(step)} dipilih di Word; barangkali itu {where}.", change)
    if old != _names(sources.base, path_of(tag)):
        return Doubt(tag, f"Isian {called(tag, place.path)} berubah di Word dan juga di berkas sumber.", change)
    return change


def _names(source: Source | None, path: SourcePath) -> str:
    """Who does a step, as it is typed in the source."""
    return ", ".join(text for _, text in texts(source, path)) if source is not None else ""
