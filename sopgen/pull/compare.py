"""What somebody changed in Word, told as changes of the source: found, doubtful, or not ours to make.

A text of the document is compared with what was printed, and the source as it is now with the source that the
document was made from. Where both changed, or the document says two things, the change is doubtful.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from sopgen.layout.text import printable
from sopgen.pull.dates import UnclearDateError, read_date
from sopgen.pull.read import Edited
from sopgen.render.docx.ids import PART_MARK, path_of
from sopgen.source.document import MappingNode, Scalar, SequenceNode, Source, SourcePath, clean
from sopgen.source.read import parse

#: Where the texts stand that an SOP prints but does not own: the first word of the tag, and the place to edit.
_ELSEWHERE = {
    "disahkan_oleh": "data pejabat di instansi.yaml",
    "unit": "data unit di instansi.yaml",
    "instansi": "nama instansi di instansi.yaml",
    "format": "format di instansi.yaml atau di SOP ini",
    "jumlah_waktu": "waktu setiap langkah, karena jumlahnya dihitung",
}
_DATES = frozenset({"tanggal_pembuatan", "tanggal_efektif", "tanggal"})
_IN_SYMBOLS = frozenset({"tanya", "teks"})
_CHECKBOXES = {"kotak/revisi": "revisi", "kotak/tanggal_efektif": "tanggal_efektif"}


@dataclass(frozen=True, slots=True)
class Change:
    """A field's new text: ``path`` is where it stands in the source, ``old`` and ``new`` are source texts."""

    tag: str
    path: SourcePath
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A change that is not written unasked; ``change`` is what ``--field`` would write (None: it cannot tell)."""

    tag: str
    message: str
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs. ``reports`` are sentences about what is never written from here."""

    changes: tuple[Change, ...]
    doubts: tuple[Doubt, ...]
    reports: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether the document says what the source says."""
        return not (self.changes or self.doubts or self.reports)


def compare(edited: Edited, source: Source) -> Comparison:
    """Compare an edited document with the source file it belongs to, as that file is now."""
    return _Comparer(edited, source).compare()


@dataclass
class _Comparer:
    edited: Edited
    source: Source

    def compare(self) -> Comparison:
        changes: list[Change] = []
        doubts: list[Doubt] = []
        reports = list(self.rows())
        for tag in self.tags:
            if any(tag.startswith(f"{step}/") for step in self.gone):
                continue
            found = self.field(tag)
            if isinstance(found, Change):
                changes.append(found)
            elif isinstance(found, Doubt):
                doubts.append(found)
            elif found:
                reports.append(found)
        reports += self.checkboxes()
        reports += self.loose()
        return Comparison(tuple(changes), tuple(doubts), tuple(reports))

    # -- what was printed -------------------------------------------------------------------------------------

    @cached_property
    def printed(self) -> dict[str, dict[str, str]]:
        """Printed texts by whole field: tag without part mark, then every part's tag with its text, in order."""
        fields: dict[str, dict[str, str]] = {}
        for printed in self.edited.origin.fields:
            fields.setdefault(printed.tag.partition(PART_MARK)[0], {}).setdefault(printed.tag, printed.text)
        return fields

    @property
    def tags(self) -> tuple[str, ...]:
        return tuple(self.printed)

    @cached_property
    def base(self) -> Source | None:
        """The source that the document was made from."""
        source, _ = parse(self.edited.origin.yaml.encode(), self.source.file, self.source.name)
        return source

    # -- rows and loose texts ---------------------------------------------------------------------------------

    @cached_property
    def steps(self) -> tuple[str, ...]:
        """Paths of all printed steps, in order."""
        paths = [tag.rpartition("/")[0] for tag in self.printed if tag.endswith("/kegiatan")]
        return tuple(dict.fromkeys(paths))

    @cached_property
    def gone(self) -> tuple[str, ...]:
        there = set(self.edited.steps)
        return tuple(step for step in self.steps if step not in there)

    def rows(self) -> Iterator[str]:
        for step in self.gone:
            yield f"Baris {_name(step)} tidak ada lagi di Word; hapus juga di berkas sumber bila itu maksudnya."
        for text in self.edited.loose:
            if text.row:
                yield f"Baris baru di Word: “{text.text}”; tambahkan langkahnya di berkas sumber."
        left = tuple(step for step in self.steps if step in set(self.edited.steps))
        if left != tuple(step for step in self.edited.steps if step in set(left)):
            yield "Urutan baris berubah di Word; pindahkan langkahnya di berkas sumber."

    def loose(self) -> Iterator[str]:
        for text in self.edited.loose:
            if not text.row:
                yield f"Teks “{text.text}” bukan bagian dari medan mana pun; tidak diambil."

    def checkboxes(self) -> Iterator[str]:
        for name, key in _CHECKBOXES.items():
            if name in self.edited.checkboxes and self.edited.checkboxes[name] != self._was_ticked(key):
                yield f"Kotak centang pada “{key}” berubah di Word; isinya dihitung dari {key} di berkas sumber."

    def _was_ticked(self, key: str) -> bool:
        node = self.base.node((key,)) if self.base else None
        return node is not None and not (isinstance(node, Scalar) and not node.text)

    # -- one field --------------------------------------------------------------------------------------------

    def field(self, tag: str) -> Change | Doubt | str | None:
        """What became of one field; a text is a report, None means unchanged."""
        parts = self.printed[tag]
        missing = [part for part in parts if part not in self.edited.texts]
        if missing:
            return f"Medan {tag} tidak ditemukan lagi di Word; isinya di berkas sumber tidak diubah."
        now, several, plain = [], False, _plain(tag)
        for part, text in parts.items():
            was = plain(text)
            different = sorted({plain(other) for other in self.edited.texts[part]} - {was})
            several = several or len(different) > 1
            now.append(different[0] if different else was)
        if several:
            return Doubt(tag, f"Medan {tag} diubah di beberapa tempat dengan isi yang berlainan.")
        before = [plain(text) for text in parts.values()]
        if now == before:
            return None
        return self.changed(tag, self._together(tag, before, before), self._together(tag, before, now))

    def _together(self, tag: str, before: list[str], now: list[str]) -> str:
        """The parts of a text as one; between them what stood there in the source."""
        whole = printable(_text(self.base, path_of(tag))) if self.base else ""
        result, at = now[0], len(before[0])
        for old, new in zip(before[1:], now[1:], strict=True):
            start = whole.find(old, at)
            between = whole[at:start] if start >= 0 else " "
            result += (between if not between.strip() else " ") + new
            at = start + len(old) if start >= 0 else len(whole)
        return result

    def changed(self, tag: str, printed: str, new: str) -> Change | Doubt | str | None:
        """A field that was ``printed`` and reads ``new`` now, as what can be done about it."""
        path = path_of(tag)
        where = _ELSEWHERE.get(str(path[0])) or self._computed(path)
        if where:
            return f"Medan {tag} menjadi “{new}” di Word; ubahlah {where}."
        path = self._located(self._located(path, printed, self.base), printed, self.source)
        if path[-1] in _DATES:
            try:
                new = read_date(new)
            except UnclearDateError as error:
                return Doubt(tag, f"Medan {tag}: {error}")
        old = _text(self.source, path)
        if new in (old, printable(clean(old))):
            return None
        change = Change(tag, path, old, new)
        if not new and isinstance(path[-1], int):
            return f"Medan {tag} dikosongkan di Word; hapus juga di berkas sumber bila itu maksudnya."
        if path[-1] not in _DATES and old and _plain(tag)(clean(old)) != printed:
            return Doubt(tag, f"Medan {tag} berubah di Word dan juga di berkas sumber.", change)
        if self.base is None or (path == path_of(tag) and _text(self.base, path) != old):
            return Doubt(tag, f"Medan {tag} berubah di Word dan juga di berkas sumber.", change)
        if any(tag.startswith(f"{step}/") for step in self.edited.copied):
            return Doubt(tag, f"Medan {tag} berubah, tetapi barisnya ada dua di Word.", change)
        return change

    def _located(self, path: SourcePath, printed: str, source: Source | None) -> SourcePath:
        """Where a list's entry stands: empty entries are not printed, and others may have come before it since.

        ``path`` stays unless exactly one other entry of the list has the printed text.
        """
        if source is None or not isinstance(path[-1], int) or printable(_text(source, path)) == printed:
            return path
        node = source.node(path[:-1])
        count = len(node.items) if isinstance(node, SequenceNode) else 0
        same = [index for index in range(count) if printable(_text(source, (*path[:-1], index))) == printed]
        return (*path[:-1], same[0]) if len(same) == 1 else path

    def _computed(self, path: SourcePath) -> str:
        """Where a text comes from that the source does not hold as a text: the title of another SOP."""
        node = self.source.node(path)
        return "judul SOP yang dirujuk" if isinstance(node, MappingNode) else ""


def _plain(tag: str) -> Callable[[str], str]:
    """How texts of a field are compared: as printed; inside symbols without the line breaks of their drawing."""
    if tag.rpartition("/")[2] in _IN_SYMBOLS:
        return lambda text: " ".join(text.split())
    return printable


def _text(source: Source | None, path: SourcePath) -> str:
    """The source's text at ``path``, a list of one text written as that text included; empty when there is none."""
    node = source.node(path) if source else None
    if node is None and source and path and path[-1] == 0:
        node = source.node(path[:-1])
    return node.text if isinstance(node, Scalar) else ""


def _name(step: str) -> str:
    """``bagian/2/langkah/3`` as people say it."""
    return step.replace("langkah/", "langkah ").replace("bagian/", "bagian ").replace("/", ", ")
