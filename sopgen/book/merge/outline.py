"""The outline (bookmarks) of the whole: an entry for each part, the part's own bookmarks below it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pikepdf import String

from sopgen.book.merge.output.writer import Writer
from sopgen.book.merge.prepared_part import Bookmark


@dataclass(slots=True)
class OutlineEntry:
    """An entry; ``destination`` is the inside of an explicit one. Closed ones show nothing of what is below."""

    title: str
    destination: bytes
    children: list[OutlineEntry] = field(default_factory=list)
    closed: bool = False

    @property
    def shown(self) -> int:
        """How many entries below it are seen while it is open."""
        return sum(1 + (0 if child.closed else child.shown) for child in self.children)


def own_entries(bookmarks: Iterable[Bookmark], pages: Sequence[int]) -> list[OutlineEntry]:
    """A part's bookmarks, leading to its ``pages`` (object numbers) in the new document."""
    return [
        OutlineEntry(
            bookmark.title,
            b"%d 0 R %b" % (pages[bookmark.page], bookmark.place.encode()),
            own_entries(bookmark.children, pages),
        )
        for bookmark in bookmarks
    ]


def part_entry(title: str, destination: bytes, own: Sequence[OutlineEntry]) -> OutlineEntry:
    """A part's entry; when its only bookmark is its title, what stands below that moves up."""
    return OutlineEntry(title, destination, list(own[0].children if len(own) == 1 else own), closed=True)


def write(writer: Writer, entries: Iterable[tuple[int, OutlineEntry]]) -> int:
    """Write the outline; each entry comes with its level (0 and 1: top), and stands below the last one above it."""
    top = OutlineEntry("", b"")
    path: list[OutlineEntry] = []
    for level, entry in entries:
        del path[max(level - 1, 0) :]
        (path[-1] if path else top).children.append(entry)
        path.append(entry)
    root = writer.reserve()
    inside = _level(writer, top.children, root)
    writer.put(root, b"<< /Type /Outlines %b/Count %d >>" % (inside, top.shown))
    return root


def _level(writer: Writer, entries: Sequence[OutlineEntry], parent: int) -> bytes:
    """Write entries below ``parent``; what the parent says of them."""
    if not entries:
        return b""
    first = writer.reserve(len(entries))
    for index, entry in enumerate(entries):
        number = first + index
        inside = _level(writer, entry.children, number)
        if entry.children:
            inside += b"/Count %d " % (-entry.shown if entry.closed else entry.shown)
        inside += b"/Prev %d 0 R " % (number - 1) if index else b""
        inside += b"/Next %d 0 R " % (number + 1) if index + 1 < len(entries) else b""
        text = String(entry.title).unparse()
        writer.put(number, b"<< /Dest [ %b ] %b/Parent %d 0 R /Title %b >>" % (entry.destination, inside, parent, text))
    return b"/First %d 0 R /Last %d 0 R " % (first, first + len(entries) - 1)
