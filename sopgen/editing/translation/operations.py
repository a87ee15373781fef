"""A change as operations on the source, one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.editing.changes import (
    Change,
    Decide,
    DeleteActor,
    DeleteItem,
    DeleteStep,
    DuplicateStep,
    InsertActor,
    InsertItem,
    InsertStep,
    Lead,
    MoveActor,
    MoveItem,
    MoveStep,
    RenameActor,
    SetActors,
    SetText,
    Undecide,
)
from sopgen.editing.translation import actors, flow, steps, texts
from sopgen.edits.operations import Operation
from sopgen.edits.rename_pelaksana import NameTakenError
from sopgen.findings import UserError
from sopgen.model.form.form import Form
from sopgen.model.resolve.sop_register import Register
from sopgen.model.sop import Sop
from sopgen.source.document import Source


def operations_of(
    change: Change, source: Source, sop: Sop | None, form: Form, register: Register
) -> tuple[Operation, ...]:
    """What ``change`` comes to in ``source``; nothing where that already says so.

    ``sop`` is what the source says now, right or wrong; where nothing could be made of it texts alone can be changed.
    Raises UserError when a change makes no sense there.
    """
    if found := _about_texts(change, source, form, register):
        return tuple(found)
    if sop is None:
        raise UserError("Perbaiki dahulu isi berkas ini; selama belum terbaca, hanya teksnya yang dapat diubah.")
    return tuple(_about_flow(change, source, sop, form) or _about_actors(change, source, sop, form))


def sentence(error: NameTakenError) -> UserError:
    """The clause of an error about a name as a sentence."""
    told = str(error)
    return UserError(f"Nama itu tidak dapat dipakai: {told}.")


def _about_texts(change: Change, source: Source, form: Form, register: Register) -> Iterator[Operation] | None:
    match change:
        case SetText():
            return texts.set_text(change, source, form, register)
        case InsertItem():
            return texts.insert_item(change, source, form, register)
        case DeleteItem():
            return texts.delete_item(change, source)
        case MoveItem():
            return texts.move_item(change, source)
        case _:
            return None


def _about_flow(change: Change, source: Source, sop: Sop, form: Form) -> Iterator[Operation] | None:
    match change:
        case InsertStep():
            return steps.insert_step(change, source, form)
        case DeleteStep():
            return steps.delete_step(change, source, sop, form)
        case DuplicateStep():
            return steps.duplicate_step(change, source)
        case MoveStep():
            return steps.move_step(change, source)
        case SetActors():
            return flow.set_actors(change, source, sop, form)
        case Decide():
            return flow.decide(change, source, sop, form)
        case Undecide():
            return flow.undecide(change, source, form)
        case Lead():
            return flow.lead(change, source, sop, form)
        case _:
            return None


def _about_actors(change: Change, source: Source, sop: Sop, form: Form) -> Iterator[Operation]:
    match change:
        case InsertActor():
            return actors.insert_actor(change, source, sop, form)
        case DeleteActor():
            return actors.delete_actor(change, source, sop)
        case MoveActor():
            return actors.move_actor(change, source)
        case RenameActor():
            return actors.rename(change)
        case _:
            raise UserError("Perubahan itu tidak dikenal.")
