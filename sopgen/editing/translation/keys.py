"""Single values put, removed and inserted: keys where a person would type them, lists as long as they have entries."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from sopgen.edits.operations import Delete, Insert, Set, Single
from sopgen.findings import UserError
from sopgen.model.form.columns import ColumnKind
from sopgen.model.form.form import Form
from sopgen.model.schema.documents import FlowKeys, StepDocument
from sopgen.model.schema.sop_document import sop_document
from sopgen.model.visible import is_empty
from sopgen.source.document import MappingNode, Node, Plain, Scalar, SequenceNode, Source, SourcePath, clean

_DOERS = "pelaksana"


def text_at(source: Source, path: SourcePath) -> str:
    """The text at ``path`` without blanks around it; empty when there is none."""
    node = source.node(path)
    return clean(node.text).strip() if isinstance(node, Scalar) else ""


def put(source: Source, path: SourcePath, value: Plain, form: Form) -> Single:
    """The operation that gives the key at the end of ``path`` a value; a new key stands where people expect it.

    Raises UserError when there is no such key.
    """
    if source.node(path) is not None:
        return Set(path, value)
    holder, key, order = source.node(path[:-1]), str(path[-1]), _order(path[:-1], form)
    if order and key not in order:
        raise UserError(f"Isian “{key}” tidak dikenal dalam SOP.")
    return Insert(path, value, before=_following(holder, key, order))


def without(source: Source, path: SourcePath) -> Iterator[Single]:
    """The operation after which nothing is said at ``path``; the last entry of a list takes the list along."""
    node, holder = source.node(path), source.node(path[:-1])
    if path[-1:] == (0,) and isinstance(holder, Scalar | MappingNode):  # the only entry, typed without its list
        yield from without(source, path[:-1])
    elif node is None:
        return
    elif isinstance(holder, SequenceNode) and len(holder.items) == 1:
        yield from without(source, path[:-1])
    elif isinstance(holder, MappingNode) and len(holder.entries) == 1:
        yield Set(path, "")
    else:
        yield Delete(path)


def inserted(source: Source, path: SourcePath, index: int, value: Plain, form: Form) -> Single:
    """The operation that makes ``value`` an entry of the list at ``path``. Raises UserError when it has no such place.

    A list that is not there is made; the only entry, if blank, is filled.
    """
    node = source.node(path)
    if is_blank(node):
        if index:
            raise UserError("Tempat itu tidak ada dalam daftar.")
        if isinstance(node, SequenceNode):
            return Set((*path, 0), value)
        return put(source, path, [value], form)
    if index > (len(node.items) if isinstance(node, SequenceNode) else 1):
        raise UserError("Tempat itu tidak ada dalam daftar.")
    return Insert((*path, index), value)


def is_blank(node: Node | None) -> bool:
    """Whether nothing is typed in what should be a list: no key, nothing behind it, or blank entries alone."""
    if isinstance(node, SequenceNode):
        return bool(node.items) and all(isinstance(item, Scalar) and is_empty(item.text) for item in node.items)
    return node is None or (isinstance(node, Scalar) and is_empty(node.text))


def _following(holder: Node | None, key: str, order: tuple[str, ...]) -> str:
    """The first key of a mapping that belongs behind ``key``; empty when there is none."""
    if not isinstance(holder, MappingNode) or key not in order:
        return ""
    later = set(order[order.index(key) + 1 :])
    return next((typed for typed in holder.entries if typed in later), "")


def _order(holder: SourcePath, form: Form) -> tuple[str, ...]:
    """The keys of the mapping at ``holder`` in the order in which people type them."""
    if not holder:
        return tuple(sop_document(form).model_fields)
    if isinstance(holder[-1], int) and holder[-2:-1] in (("langkah",), ("simbol",)):
        return _step_order(form)
    return ()


@cache
def _step_order(form: Form) -> tuple[str, ...]:
    """Id first, then as the table reads, then where the flow goes."""
    table = [_DOERS if column.kind is ColumnKind.ACTORS else column.field for column in form.columns]
    flow = [*FlowKeys.model_fields, *StepDocument.model_fields]
    return tuple(dict.fromkeys(["id", *(key for key in table if key), *flow]))
