"""Empty entries of lists of texts, which no document prints: left out before anything counts the others.

Whoever says "the third regulation" then means the same one, in the model, in findings and in Word.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from sopgen.findings import Finding
from sopgen.model.form.form import FORM, Form
from sopgen.model.schema import documents
from sopgen.model.schema.fields import Text
from sopgen.model.visible import is_empty
from sopgen.source.document import MappingNode, Node, Plain, Reading, Scalar, SequenceNode, Source

#: The keys whose values are lists of texts (``TextList``, ``RequiredList``) wherever they stand.
TEXT_LISTS = frozenset(
    name
    for kind in vars(documents).values()
    if isinstance(kind, type) and issubclass(kind, documents.Document)
    for name, about in kind.model_fields.items()
    if about.annotation == tuple[Text, ...]
)


def without_blank_entries(source: Source, form: Form = FORM) -> Source:
    """``source`` with a tree that has no empty entries in its lists of texts; the same one when there are none.

    A list of nothing else keeps them: what is wrong with it is told at the first.
    """
    lists = _text_lists(form)
    same = _dense(source.tree, lists) is source.tree
    return source if same else replace(source, reading=partial(_dense_reading, source.reading, lists))


def plain_without_blank_entries(tree: Plain, form: Form = FORM) -> Plain:
    """The same of a plain tree (``Source.plain``), but of a list of nothing else one is left."""
    return _dense_plain(tree, _text_lists(form))


def _text_lists(form: Form) -> frozenset[str]:
    return TEXT_LISTS | {box.key for box in form.boxes if not box.related}


def _dense_plain(tree: Plain, lists: frozenset[str]) -> Plain:
    if isinstance(tree, list):
        return [_dense_plain(item, lists) if isinstance(item, dict) else item for item in tree]
    if not isinstance(tree, dict):
        return tree
    dense = {key: _dense_plain(value, lists) for key, value in tree.items()}
    for key, value in dense.items():
        if key in lists and isinstance(value, list):
            dense[key] = [item for item in value if not isinstance(item, str) or not is_empty(item)] or value[:1]
    return dense


def _dense_reading(reading: Reading, lists: frozenset[str]) -> tuple[MappingNode | None, tuple[Finding, ...]]:
    tree, findings = reading()
    return tree and _dense(tree, lists), findings


def _dense(node: MappingNode, lists: frozenset[str]) -> MappingNode:
    """The mapping with dense lists, the same object when nothing is left out."""
    values = {key: _value(key, entry.value, lists) for key, entry in node.entries.items()}
    if all(values[key] is entry.value for key, entry in node.entries.items()):
        return node
    return replace(node, entries={key: replace(entry, value=values[key]) for key, entry in node.entries.items()})


def _value(key: str, node: Node, lists: frozenset[str]) -> Node:
    if isinstance(node, MappingNode):
        return _dense(node, lists)
    if not isinstance(node, SequenceNode):
        return node
    items = tuple(_dense(item, lists) if isinstance(item, MappingNode) else item for item in node.items)
    if key in lists:
        items = tuple(item for item in items if not _blank(item)) or items
    same = len(items) == len(node.items) and all(old is new for old, new in zip(node.items, items, strict=True))
    return node if same else replace(node, items=items)


def _blank(node: Node) -> bool:
    return isinstance(node, Scalar) and is_empty(node.text)
