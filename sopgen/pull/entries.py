"""Entries of lists of texts that somebody divided, added or removed in Word, as changes of today's list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sopgen.edits.rename_pelaksana import is_pelaksana
from sopgen.layout.text.measurer import printable
from sopgen.pull.alignment import Place
from sopgen.pull.changes import Change, Doubt, Kind, short
from sopgen.pull.document.edited import LooseText
from sopgen.pull.sources import Sources, called, text_at
from sopgen.render.docx.ids import PART_MARK, path_of, tag_of
from sopgen.source.document import MappingNode, Scalar, SequenceNode, Source, SourcePath

#: Ends the name of an entry that the source has not yet.
_NEW = "baru"


@dataclass(frozen=True, slots=True)
class _Gap:
    """Where somebody typed a new entry: the base's list, and the indices of the entries before and after it.

    -1 and the number of entries are its ends.
    """

    path: SourcePath
    after: int
    before: int


class Entries:
    """The lists of texts in a base and in today's source."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self._known: dict[str, bool] = {}
        self._spots: dict[_Gap, Place] = {}

    def is_entry(self, tag: str) -> bool:
        """Whether ``tag`` is that of an entry in one of the base's lists of texts."""
        if tag not in self._known:
            self._known[tag] = self._is_entry(tag)
        return self._known[tag]

    def _is_entry(self, tag: str) -> bool:
        path = _path(tag)
        if len(path) < 2 or not isinstance(path[-1], int) or is_pelaksana(path) or self.sources.base is None:
            return False
        return isinstance(self.sources.base.node(path[:-1]), SequenceNode | MappingNode | Scalar)

    # -- one that became several ------------------------------------------------------------------------------

    def divided(self, change: Change, printed: str) -> Change | Doubt | None:
        """An entry of one line that has several now, as several; None when today's list has them already."""
        if "\n" in printed:
            message = f"Isian {change.tag} bertambah baris di Word; tidak jelas apakah baris itu entri baru."
            return Doubt(change.tag, message, change)
        lines = [line for line in change.new.split("\n") if line]
        if len(lines) < 2:
            return replace(change, new=lines[0] if lines else "")
        path, index = _list_and_index(change.path)
        if self.stand_there(path, lines):
            return None
        kept = lines.index(printed) if printed in lines else 0
        added = tuple(
            Change(change.tag, (*path, index + (number > kept)), "", line, kind=Kind.INSERT)
            for number, line in enumerate(lines)
            if number != kept
        )
        if lines[kept] == printed:
            return replace(added[0], also=added[1:])
        return replace(change, new=lines[kept], also=added)

    def stand_there(self, path: SourcePath, lines: list[str]) -> bool:
        """Whether today's list has these entries one after the other."""
        texts = _texts(self.sources.today, path)
        return any(texts[index : index + len(lines)] == lines for index in range(len(texts)))

    # -- new ones ---------------------------------------------------------------------------------------------

    def is_new(self, text: LooseText) -> bool:
        """Whether a text of no field stands among the entries of one list, or at an end of it."""
        lists = {_path(tag)[:-1] for tag in (text.after, text.before) if self.is_entry(tag)}
        return len(lists) == 1

    def added(self, texts: Iterable[LooseText]) -> Iterator[Change | Doubt]:
        """Paragraphs typed among the entries of a list, as new ones; what today's list has already is left out."""
        numbers: Counter[str] = Counter()
        for text in texts:
            gap = self._gap(text)
            tag = f"{tag_of(gap.path)}/{gap.after + 1}/{_NEW}"
            numbers[tag] += 1
            name = tag if numbers[tag] == 1 else f"{tag}-{numbers[tag]}"
            found = self._new(name, text.text, gap)
            if found is not None:
                yield found

    def _gap(self, text: LooseText) -> _Gap:
        tags = [tag if self.is_entry(tag) else "" for tag in (text.after, text.before)]
        paths = [_path(tag) if tag else () for tag in tags]
        path = (paths[0] or paths[1])[:-1]
        after = paths[0][-1] if paths[0] else -1
        before = paths[1][-1] if paths[1] else len(_texts(self.sources.base, path))
        assert isinstance(after, int)
        assert isinstance(before, int)
        return _Gap(path, after, before)

    def _new(self, tag: str, text: str, gap: _Gap) -> Change | Doubt | None:
        """A new entry where it belongs today."""
        if gap not in self._spots:
            self._spots[gap] = self._spot(gap)
        place = self._spots[gap]
        quoted = f"Entri baru di Word: “{short(text)}”"
        if place.path is None:
            return Doubt(tag, f"{quoted}; daftar {tag_of(gap.path)} tidak ditemukan lagi di berkas sumber.")
        then, now = _texts(self.sources.base, gap.path), _texts(self.sources.today, place.path[:-1])
        if now.count(text) > then.count(text):
            return None
        change = Change(tag, place.path, "", text, kind=Kind.INSERT)
        if text in now:
            return Doubt(tag, f"{quoted}; entri yang sama sudah ada di {tag_of(gap.path)}.", change)
        if not place.certain:
            where = f"sebagai entri ke-{change.index + 1} dari {tag_of(place.path[:-1])}"
            return Doubt(tag, f"{quoted}; tempatnya di daftar tidak pasti, barangkali {where}.", change)
        return change

    def _spot(self, gap: _Gap) -> Place:
        """The path that a new entry would have today: certain between the same two entries as in Word."""
        places = [self._end_or_place(gap.path, index) for index in (gap.after, gap.before)]
        known = [_list_and_index(place.path) for place in places if place.path is not None]
        if not known:
            return Place(None, certain=False)
        path, index = known[0]
        at = index + (places[0].path is not None)
        certain = len(known) == 2 and known[1] == (path, at) and all(place.certain for place in places)
        return Place((*path, at), certain and gap.before == gap.after + 1)

    def _end_or_place(self, path: SourcePath, index: int) -> Place:
        """Where an entry of the base is today; for an index beyond an end, that end of today's list."""
        count = len(_texts(self.sources.base, path))
        if 0 <= index < count:
            return self.sources.place((*path, index))
        found = self.sources.place(path)
        if found.path is None or self.sources.today.node(found.path) is None:
            return Place(None, certain=False)
        return Place((*found.path, -1 if index < 0 else len(_texts(self.sources.today, found.path))), found.certain)

    # -- one that went ----------------------------------------------------------------------------------------

    def removed(self, tag: str) -> Doubt | None:
        """An entry that is not in the document any more, while the others are; None when today has it neither."""
        place = self.sources.place(_path(tag))
        if place.path is None:
            return None
        message = (
            f"Entri {called(tag, place.path)} dihapus di Word; dihapus dari daftar hanya bila dipilih dengan --field."
        )
        if not place.certain:
            message = f"Entri {tag} dihapus di Word; barangkali itu {self.sources.described(place.path)}."
        path, index = _list_and_index(place.path)
        return Doubt(tag, message, Change(tag, (*path, index), self.sources.now(place.path), "", kind=Kind.DELETE))


def _path(tag: str) -> SourcePath:
    """The path of a tag, of a part of a text that of the whole."""
    return path_of(tag.partition(PART_MARK)[0])


def _list_and_index(path: SourcePath) -> tuple[SourcePath, int]:
    """The list that an entry is in, and its index; a text that stands for a list is its first entry."""
    return (path[:-1], path[-1]) if isinstance(path[-1], int) else (path, 0)


def _texts(source: Source | None, path: SourcePath) -> list[str]:
    """The entries of a list as they are printed; what is no text is an empty one."""
    node = source.node(path) if source else None
    if isinstance(node, SequenceNode):
        return [printable(text_at(source, (*path, index))) for index in range(len(node.items))]
    if isinstance(node, MappingNode):
        return [printable(text_at(source, (*path, 0)))]
    return [printable(text_at(source, path))] if isinstance(node, Scalar) and not node.absent else []
