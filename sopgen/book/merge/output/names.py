"""Name trees and number trees of PDF (ISO 32000-1, 7.9.6 and 7.9.7): reading any, building balanced ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pikepdf
from pikepdf import Array, Object, String

from sopgen.book.merge.output.writer import Writer

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


def name_tree(writer: Writer, entries: Iterable[tuple[bytes, bytes]]) -> int:
    """Write a name tree, sorted by bytes; values are texts. Its number."""
    ordered = sorted(entries, key=lambda entry: entry[0])
    return _tree(writer, b"/Names", [(String(key).unparse(), value) for key, value in ordered])


def number_tree(writer: Writer, entries: Iterable[tuple[int, bytes]]) -> int:
    """Write a number tree, sorted; values are texts. Its number."""
    ordered = sorted(entries, key=lambda entry: entry[0])
    return _tree(writer, b"/Nums", [(b"%d" % key, value) for key, value in ordered])


def number_tree_of(writer: Writer, leaves: Sequence[tuple[int, int, int]]) -> int:
    """Write a number tree over leaves that are written already: first and last key, number. Its number."""
    return writer.add(b"<< /Kids [ %b ] >>" % b" ".join(b"%d 0 R" % number for _, _, number in leaves))


def _tree(writer: Writer, kind: bytes, entries: Sequence[tuple[bytes, bytes]]) -> int:
    leaves = [entries[start : start + _LEAF] for start in range(0, len(entries), _LEAF)]
    if len(leaves) < 2:
        return writer.add(b"<< %b [ %b ] >>" % (kind, _flat(entries)))
    kids = b" ".join(
        b"%d 0 R" % writer.add(b"<< %b [ %b ] /Limits [ %b %b ] >>" % (kind, _flat(leaf), leaf[0][0], leaf[-1][0]))
        for leaf in leaves
    )
    return writer.add(b"<< /Kids [ %b ] >>" % kids)


def _flat(entries: Sequence[tuple[bytes, bytes]]) -> bytes:
    return b" ".join(item for entry in entries for item in entry)


def _array(node: Object, key: str) -> Array:
    found = node.get(key)
    return found if isinstance(found, pikepdf.Array) else Array()


__all__ = ["name_tree", "number_tree", "number_tree_of", "read_names", "read_numbers"]
