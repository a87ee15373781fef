"""The outline (bookmarks) of the whole: an entry for each part, the part's own bookmarks below it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pikepdf import Array, Object, OutlineItem, Pdf

from sopgen.book.merge.place import Positions


def own_entries(source: Pdf, at: Positions) -> list[OutlineItem]:
    """A part's bookmarks, leading to its pages in the new document."""
    with source.open_outline() as outline:
        return [_entry(item, at) for item in outline.root]


def part_entry(title: str, destination: Object, own: Sequence[OutlineItem]) -> OutlineItem:
    """A part's entry; when its only bookmark is its title, what stands below that moves up."""
    entry = OutlineItem(title, destination=Array(list(destination)))
    entry.children.extend(own[0].children if len(own) == 1 else own)
    entry.is_closed = True
    return entry


def write(pdf: Pdf, entries: Iterable[tuple[int, OutlineItem]]) -> None:
    """Write the outline; each entry comes with its level (0 and 1: top), and stands below the last one above it."""
    with pdf.open_outline() as outline:
        path: list[OutlineItem] = []
        for level, entry in entries:
            del path[max(level - 1, 0) :]
            (path[-1].children if path else outline.root).append(entry)
            path.append(entry)


def _entry(item: OutlineItem, at: Positions) -> OutlineItem:
    target = item.destination
    assert isinstance(target, Array), "parts come from WeasyPrint, whose bookmarks carry explicit destinations"
    entry = OutlineItem(item.title, destination=at.find(target))
    entry.children.extend(_entry(child, at) for child in item.children)
    return entry
