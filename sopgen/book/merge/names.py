"""Name trees and number trees of PDF (ISO 32000-1, 7.9.6 and 7.9.7): reading any, building balanced ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

_LEAF = 64  # entries a leaf; enough for two levels up to 64 x 64 entries without long nodes


def read_names(node: Object) -> Iterator[tuple[bytes, Object]]:
    """Entries of a name tree, in the tree's order."""
    for kid in _array(node, "/Kids"):
        yield from read_names(kid)
    entries = _array(node, "/Names")
    for index in range(0, len(entries), 2):
        yield bytes(entries[index]), entries[index + 1]


def read_numbers(node: Object) -> Iterator[tuple[int, Object]]:
    """Entries of a number tree, in the tree's order."""
    for kid in _array(node, "/Kids"):
        yield from read_numbers(kid)
    entries = _array(node, "/Nums")
    for index in range(0, len(entries), 2):
        yield int(entries[index]), entries[index + 1]


def name_tree(pdf: Pdf, entries: Iterable[tuple[bytes, Object]]) -> Object:
    """A name tree, sorted by bytes, as an indirect object of ``pdf``."""
    ordered = sorted(entries, key=lambda entry: entry[0])
    return _tree(pdf, "/Names", [(String(key), value) for key, value in ordered])


def number_tree(pdf: Pdf, entries: Iterable[tuple[int, Object]]) -> Object:
    """A number tree, sorted, as an indirect object of ``pdf``."""
    ordered = sorted(entries, key=lambda entry: entry[0])
    return _tree(pdf, "/Nums", list(ordered))


def _tree(pdf: Pdf, kind: str, entries: list[tuple[object, Object]]) -> Object:
    leaves = [entries[start : start + _LEAF] for start in range(0, len(entries), _LEAF)]
    if len(leaves) < 2:
        return pdf.make_indirect(Dictionary({kind: Array(_flat(entries))}))
    kids = [
        pdf.make_indirect(Dictionary({kind: Array(_flat(leaf)), "/Limits": Array([leaf[0][0], leaf[-1][0]])}))
        for leaf in leaves
    ]
    return pdf.make_indirect(Dictionary(Kids=Array(kids)))


def _flat(entries: list[tuple[object, Object]]) -> list[object]:
    return [item for entry in entries for item in entry]


def _array(node: Object, key: str) -> Array:
    found = node.get(key)
    return found if isinstance(found, pikepdf.Array) else Array()


__all__ = ["Name", "name_tree", "number_tree", "read_names", "read_numbers"]
