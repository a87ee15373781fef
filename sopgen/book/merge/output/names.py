"""Name trees of PDF (ISO 32000-1, 7.9.6): reading any, building balanced ones. Names are bytes, not text."""

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


def name_tree(writer: Writer, entries: Iterable[tuple[bytes, bytes]]) -> int:
    """Write a name tree, sorted by bytes; values are texts. Its number."""
    ordered = [(String(name).unparse(), value) for name, value in sorted(entries, key=lambda entry: entry[0])]
    leaves = [ordered[start : start + _LEAF] for start in range(0, len(ordered), _LEAF)]
    if len(leaves) < 2:
        return writer.add(b"<< /Names [ %b ] >>" % _flat(ordered))
    kids = b" ".join(
        b"%d 0 R" % writer.add(b"<< /Names [ %b ] /Limits [ %b %b ] >>" % (_flat(leaf), leaf[0][0], leaf[-1][0]))
        for leaf in leaves
    )
    return writer.add(b"<< /Kids [ %b ] >>" % kids)


def _flat(entries: Sequence[tuple[bytes, bytes]]) -> bytes:
    return b" ".join(item for entry in entries for item in entry)


def _array(node: Object, key: str) -> Array:
    found = node.get(key)
    return found if isinstance(found, pikepdf.Array) else Array()
