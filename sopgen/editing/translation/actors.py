"""Pelaksana columns that come, go, move and are renamed."""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.editing.changes import DeleteActor, InsertActor, MoveActor, RenameActor
from sopgen.editing.translation.keys import inserted
from sopgen.edits.operations import Delete, Move, Operation, Rename
from sopgen.findings import UserError, listed
from sopgen.model.form.form import Form
from sopgen.model.resolve.column_places import ColumnPlace, column_places, list_path
from sopgen.model.sop import Section, Sop
from sopgen.model.visible import visible
from sopgen.source.document import SequenceNode, Source, SourcePath


def insert_actor(change: InsertActor, source: Source, sop: Sop, form: Form) -> Iterator[Operation]:
    """A further column; its name must not be that of another one beside it."""
    name = change.name.strip()
    if not visible(name):
        raise UserError("Nama pelaksana yang baru belum ditulis.")
    for place in _places(source, sop, change.path):
        if place.name[:-1] == change.path and visible(place.actor.name) == visible(name):
            raise UserError(f"Pelaksana “{place.actor.name}” sudah ada.")
    yield inserted(source, change.path, change.index, name, form)


def delete_actor(change: DeleteActor, source: Source, sop: Sop) -> Iterator[Operation]:
    """A column, or a group of them, in which nothing stands."""
    places = _places(source, sop, change.path)
    gone = [place for place in places if place.name[: len(change.path)] == change.path]
    if not gone:
        raise UserError("Kolom pelaksana itu tidak ada.")
    if len(gone) == len(places):
        raise UserError("Kolom satu-satunya tidak dapat dihapus: tabel alur memerlukan paling sedikit satu pelaksana.")
    for section in _sections(source, sop, change.path):
        used = _steps_of(section, {places.index(place) for place in gone})
        if used:
            steps = listed([str(number) for number in used])
            raise UserError(f"Kolom “{gone[0].actor.name}” masih dipakai langkah {steps}.")
    members = source.node(change.path[:-1])
    alone = isinstance(members, SequenceNode) and len(members.items) == 1
    yield Delete(change.path[:-2] if alone and change.path[-2] == "anggota" else change.path)


def move_actor(change: MoveActor, source: Source) -> Iterator[Operation]:
    """A column at another place of its list."""
    if change.path[-1] != change.to:
        yield Move(change.path, change.to)


def rename(change: RenameActor) -> Iterator[Operation]:
    """Another name, everywhere."""
    yield Rename(change.path, change.name)


def _sections(source: Source, sop: Sop, path: SourcePath) -> list[Section]:
    """The flow tables whose columns stand in the list that ``path`` leads to or into."""
    lists = ((section, list_path(source, section.path)) for section in sop.sections)
    return [section for section, names in lists if path[: len(names)] == names]


def _places(source: Source, sop: Sop, path: SourcePath) -> tuple[ColumnPlace, ...]:
    sections = _sections(source, sop, path)
    return column_places(source, sections[0].path) if sections else ()


def _steps_of(section: Section, columns: set[int]) -> list[int]:
    """The numbers of the steps in which something stands in one of ``columns``."""
    return [
        step.number
        for step in section.steps
        if any(columns & {*symbol.actors, symbol.start, symbol.end} for symbol in step.symbols)
    ]
