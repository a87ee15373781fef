"""Destinations and links across parts: names get the part's key before them, ``sop:NOMOR`` becomes a jump."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sopgen.book.merge.output.names import name_tree
from sopgen.book.merge.output.writer import Writer
from sopgen.book.merge.part import DeadLink
from sopgen.book.merge.prepared_part import Reference, Sheaf

#: Begins the keys of parts that are the document's own pages; no nomor does.
OWN = "@"


class Links:
    """The new document's destinations, and the links to parts that are not there. ``keys`` are those of all parts."""

    def __init__(self, writer: Writer, keys: Collection[str]) -> None:
        self._writer = writer
        self._keys = frozenset(keys)
        self._own = tuple(key for key in keys if key.startswith(OWN))
        self._destinations: dict[bytes, bytes] = {}
        self._used: set[bytes] = set()
        self.starts: dict[str, bytes] = {}
        self.dead: list[DeadLink] = []

    def add(self, key: str, sheaf: Sheaf, pages: Sequence[int]) -> tuple[Reference, ...]:
        """Take over a part's destinations; ``pages`` are its object numbers. The links to be taken off, noted too."""
        for name, page, place in sheaf.names:
            self._destinations[name] = b"[ %d 0 R %b ]" % (pages[page], place.encode())
        self.starts[key] = b"%d 0 R /XYZ 0 %b 0" % (pages[0], f"{sheaf.pages[0].top:g}".encode())
        self._destinations[key.encode()] = b"[ %b ]" % self.starts[key]
        self._used |= {key.encode(), *sheaf.used}
        dead = tuple(reference for reference in sheaf.references if not self._is_here(reference.target))
        self._used |= {reference.target.encode() for reference in sheaf.references if reference not in dead}
        self.dead.extend(DeadLink(key, reference.target) for reference in dead)
        return dead

    def finish(self) -> int:
        """The name tree of the destinations that something leads to."""
        return name_tree(self._writer, [(name, self._destinations[name]) for name in self._used])

    def _is_here(self, target: str) -> bool:
        """Whether a link leads to a part, or to a destination in one: ``key/name``."""
        return target in self._keys or any(target.startswith(f"{key}/") for key in self._own)
