"""Fields that changed places: entries of a list in another order, texts in each other's cells, columns exchanged.

Where all of them are still there, each place says now what its new text says, as if somebody had typed it. Where one
stands twice or is missing, it is asked about.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sopgen.edits.rename_pelaksana import is_pelaksana
from sopgen.pull.changes import Change, Doubt
from sopgen.pull.document.edited import Displaced
from sopgen.pull.fields import Fields
from sopgen.render.docx.ids import PART_MARK, path_of
from sopgen.source.document import Scalar


@dataclass(frozen=True)
class Places:
    """The fields of a document, and where their texts stand now."""

    fields: Fields

    @cached_property
    def tags(self) -> frozenset[str]:
        """The fields that this tells of."""
        return frozenset(tag for each in self._displaced for tag in (each.place, each.tag))

    def told(self) -> Iterator[Change | Doubt | str]:
        """What is to be made of the texts at other places."""
        certain = {each.place for each in self._displaced} == {each.tag for each in self._displaced}
        certain = certain and len({each.place for each in self._displaced}) == len(self._displaced)
        for each in self._displaced:
            whole = self.fields.printed.get(each.place, {}).keys() == {each.place}
            printed = self.fields.printed[each.place][each.place] if whole else ""
            found = self.fields.changed(each.place, printed, each.text) if whole else None
            if not whole or (isinstance(found, Change) and not certain):
                place, tag = (name.partition(PART_MARK)[0] for name in (each.place, each.tag))
                message = f"Di tempat isian {place} kini berdiri isian {tag} di Word"
                yield self.doubt(each.place, message, found if isinstance(found, Change) else None)
            elif found is not None:
                yield found
        yield from self._orders

    def doubt(self, tag: str, message: str, change: Change | None = None) -> Doubt:
        """What was seen, with the place in the source."""
        place = self.fields.sources.place(path_of(tag.partition(PART_MARK)[0])).path or ()
        return Doubt(tag, f"{message}; periksa {self.fields.sources.where(place)}.", change)

    # -- what changed places ----------------------------------------------------------------------------------

    @cached_property
    def _displaced(self) -> tuple[Displaced, ...]:
        """Texts at the places of others: in cells as they were read, in lists by their order."""
        return (*self.fields.edited.displaced, *(each for tags in self._lists for each in self.exchanged(*tags)))

    def exchanged(self, printed: list[str], now: list[str]) -> Iterator[Displaced]:
        """The entries of one list that stand at others' places."""
        if self.plain(printed):
            for place, tag in zip(printed, now, strict=True):
                if place != tag:
                    yield Displaced(place, tag, self.fields.edited.texts[tag][0])

    @cached_property
    def _orders(self) -> tuple[Doubt, ...]:
        """Lists and columns in another order that cannot be written as texts."""
        lists = (printed for printed, _ in self._lists if not self.plain(printed))
        doubts = [
            self.doubt(tags[0].rpartition("/")[0], f"Urutan entri {tags[0].rpartition('/')[0]} berubah di Word")
            for tags in lists
        ]
        columns = [tag for tag in self.fields.printed if is_pelaksana(path_of(tag))]
        if [tag for tag in columns if tag in self._order] != [tag for tag in self._order if tag in set(columns)]:
            doubts.append(self.doubt("pelaksana", "Urutan kolom pelaksana berubah di kepala tabel di Word"))
        return tuple(doubts)

    @cached_property
    def _lists(self) -> tuple[tuple[list[str], list[str]], ...]:
        """Entries of lists in another order than they were printed in: as they were, and as they are."""
        lists: dict[str, list[str]] = {}
        for tag in self.fields.printed:
            if self.fields.entries.is_entry(tag):
                lists.setdefault(tag.rpartition("/")[0], []).append(tag)
        found = []
        for tags in lists.values():
            there, known = [tag for tag in tags if tag in self._order], set(tags)
            now = [tag for tag in self._order if tag in known]
            if there != now:
                found.append((there if len(there) == len(tags) else tags, now))
        return tuple(found)

    @cached_property
    def _order(self) -> dict[str, None]:
        """The fields in the order in which they stand in the document."""
        return dict.fromkeys(tag.partition(PART_MARK)[0] for tag in self.fields.edited.texts)

    def plain(self, printed: list[str]) -> bool:
        """Whether every entry of a list is there, once, and as one text of its own in the source."""
        base, texts = self.fields.sources.base, self.fields.edited.texts
        return all(
            len(texts.get(tag, ())) == 1
            and self.fields.printed[tag].keys() == {tag}
            and base is not None
            and isinstance(base.node(path_of(tag)), Scalar)
            for tag in printed
        )
