"""Texts of fields, cells and lists."""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.editing.changes import DeleteItem, InsertItem, MoveItem, SetText
from sopgen.editing.translation.keys import inserted, put, text_at, without
from sopgen.edits.operations import Move, Operation, Rename, Set
from sopgen.edits.rename_pelaksana import is_pelaksana
from sopgen.edits.steps import step_at
from sopgen.findings import UserError
from sopgen.model.form.form import Form
from sopgen.model.resolve.sop_register import Register
from sopgen.model.visible import is_empty
from sopgen.source.document import MappingNode, Plain, SequenceNode, Source, SourcePath

#: Lists whose entries may be mappings -> the key of an entry that its text stands under.
_TEXT_KEYS = {"keterkaitan": "sop", "revisi": "tanggal", "tambahan": "judul"}


def set_text(change: SetText, source: Source, form: Form, register: Register) -> Iterator[Operation]:
    """Another text at a place; names that others mean are changed there too."""
    path, text = change.path, change.text.strip()
    if text == shown_text(source, path):
        return
    holder = source.node(path[:-1])
    if is_empty(text):
        yield from without(source, path)
    elif _is_name(source, path):
        yield Rename(path, text)
    elif isinstance(path[-1], int):
        yield from _set_item(path, path[-1], text, source, form, register)
    elif holder is None or isinstance(holder, MappingNode) or not text_at(source, path[:-1]):
        yield put(source, path, text, form)
    else:
        raise UserError("Tempat itu tidak ada dalam sumber.")


def insert_item(change: InsertItem, source: Source, form: Form, register: Register) -> Iterator[Operation]:
    """A further entry of a list."""
    text = change.text.strip()
    if is_empty(text):
        raise UserError("Isi butir yang baru belum ditulis.")
    yield inserted(source, change.path, change.index, _entry(change.path, text, register), form)


def delete_item(change: DeleteItem, source: Source) -> Iterator[Operation]:
    """An entry goes."""
    if source.node(change.path) is None and not text_at(source, change.path[:-1]):
        raise UserError("Butir itu tidak ada.")
    yield from without(source, change.path)


def move_item(change: MoveItem, source: Source) -> Iterator[Operation]:
    """An entry gets another place."""
    if change.path[-1] != change.to:
        yield Move(change.path, change.to)


def shown_text(source: Source, path: SourcePath) -> str:
    """The text at ``path``; of an entry that is a mapping the text that it is known by."""
    if source.node(path) is None and path[-1:] == (0,):
        return text_at(source, path[:-1])
    key = _text_key(source, path)
    return text_at(source, (*path, key)) if key else text_at(source, path)


def _text_key(source: Source, path: SourcePath) -> str:
    """The key in the mapping at ``path`` that stands for the entry's text; empty when the entry is a text."""
    key = _TEXT_KEYS.get(str(path[-2])) if len(path) > 1 and isinstance(path[-1], int) else None
    return key if key and isinstance(source.node(path), MappingNode) else ""


def _is_name(source: Source, path: SourcePath) -> bool:
    """Whether what stands at ``path`` may be meant elsewhere: a pelaksana, the id of a step."""
    step = step_at(source, path)
    return bool(text_at(source, path)) and (is_pelaksana(path) or (step is not None and path[-1] == "id"))


def _set_item(
    path: SourcePath, index: int, text: str, source: Source, form: Form, register: Register
) -> Iterator[Operation]:
    """Another text for the entry of a list, or a further entry behind its last one."""
    if key := _text_key(source, path):
        known = key != "sop" or register.of_nomor(text) is not None
        yield Set((*path, key), text) if known else Set(path, text)
    elif source.node(path) is not None or (index == 0 and text_at(source, path[:-1])):
        yield Set(path, text)
    else:
        yield inserted(source, path[:-1], index, _entry(path[:-1], text, register), form)


def _entry(path: SourcePath, text: str, register: Register) -> Plain:
    """A new entry of the list at ``path`` with this text."""
    match path:
        case ("revisi" | "tambahan" as name,):
            return {_TEXT_KEYS[str(name)]: text}
        case ("keterkaitan",) if register.of_nomor(text) is not None:
            return {"sop": text}
        case _:
            return text


def entry_count(source: Source, path: SourcePath) -> int:
    """How many entries the list at ``path`` has."""
    node = source.node(path)
    if isinstance(node, SequenceNode):
        return len(node.items)
    return int(isinstance(node, MappingNode) or bool(text_at(source, path)))
