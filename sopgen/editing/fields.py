"""The fields of the form as a page edits them: what stands beside the flow tables, each with what it may hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Any, get_args

from sopgen.editing.office import Office
from sopgen.editing.state import Choice, Field
from sopgen.editing.translation.texts import entry_count, shown_text
from sopgen.model.dates import guess
from sopgen.model.form.fields import NOTES, Box, IdentityField
from sopgen.model.form.form import Form
from sopgen.model.institution import Institution
from sopgen.model.schema.fields import OFFERS, Text, option_of
from sopgen.model.schema.sop_document import sop_document
from sopgen.model.sop import Sop
from sopgen.source.document import Source, SourcePath

#: Lists of mappings that can be edited by one text each -> the other text, or texts, of an entry.
_OF_MAPPINGS = {"revisi": "uraian", "keterkaitan": "", "tambahan": "isi"}
_TEXTS = tuple[Text, ...]


def form_fields(sop: Sop, office: Office) -> tuple[Field, ...]:
    """All fields that stand beside the flow tables, in the order in which people type them."""
    form = sop.format.form
    labels = _labels(form)
    found: list[Field] = []
    for key, about in sop_document(form).model_fields.items():
        found += _fields(sop, (key,), labels.get(key) or _words(key), about, office.institution)
    for index, section in enumerate(sop.sections):
        if section.judul is not None:
            place: SourcePath = ("bagian", index)
            found.append(_text(sop.source, (*place, "judul"), f"Judul bagian {index + 1}"))
            found.append(_list(sop.source, (*place, NOTES.key), f"{NOTES.title} bagian {index + 1}"))
    return tuple(found)


def _labels(form: Form) -> dict[str, str]:
    """What the form calls its fields and boxes."""
    entries: tuple[IdentityField | Box, ...] = (*form.identity, *form.boxes)
    return {entry.key: entry.called for entry in entries} | {NOTES.key: NOTES.title}


def _words(key: str) -> str:
    return key.replace("_", " ").capitalize()


def _fields(sop: Sop, path: SourcePath, label: str, about: Any, institution: Institution | None) -> Iterator[Field]:
    """The field that the key at ``path`` stands for; nothing for what is no field of the form (steps, settings)."""
    key, kinds = str(path[-1]), {about.annotation, *get_args(about.annotation)}
    names = (about.json_schema_extra or {}).get(OFFERS, {}).get("names") if about.json_schema_extra else ""
    options = next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, StrEnum)), None)
    if key in _OF_MAPPINGS:
        yield _list(sop.source, path, label)
        yield from _parts(sop.source, path, label, _OF_MAPPINGS[key])
    elif about.annotation == _TEXTS:
        yield _list(sop.source, path, label)
    elif options is not None:
        typed = shown_text(sop.source, path)
        meant, choices = option_of(options, typed), tuple(Choice(option.value, option.value) for option in options)
        yield Field(path, label, "choice", meant.value if meant else typed or _default(sop, key), choices=choices)
    elif names and institution is not None:
        yield Field(path, label, "choice", shown_text(sop.source, path), choices=_named(names, institution))
    elif date in kinds:
        typed = shown_text(sop.source, path)
        day = guess(typed)
        yield Field(path, label, "date", day.isoformat() if day else typed)
    elif str in kinds:
        yield _text(sop.source, path, label)


def _default(sop: Sop, key: str) -> str:
    """What holds where no choice was typed."""
    value = getattr(sop, key, None)
    return value.value if isinstance(value, StrEnum) else ""


def _named(names: str, institution: Institution) -> tuple[Choice, ...]:
    """What the institution calls its units, or its officials."""
    if names == "unit":
        return tuple(Choice(unit.key, unit.nama) for unit in institution.unit.values())
    return tuple(Choice(official.key, official.jabatan) for official in institution.pejabat.values())


def _text(source: Source, path: SourcePath, label: str) -> Field:
    return Field(path, label, "text", shown_text(source, path))


def _list(source: Source, path: SourcePath, label: str) -> Field:
    texts = (shown_text(source, (*path, index)) for index in range(entry_count(source, path)))
    return Field(path, label, "list", items=tuple(texts))


def _parts(source: Source, path: SourcePath, label: str, key: str) -> Iterator[Field]:
    """What else the entries of a list say: the account of a revision, the texts of a further box."""
    for index in range(entry_count(source, path) if key else 0):
        place, words = (*path, index, key), f"{label} {index + 1}: {_words(key).lower()}"
        yield _list(source, place, words) if key == "isi" else _text(source, place, words)
