"""Symbols that stand elsewhere or look otherwise: another pelaksana's column is a change, all else is asked about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from sopgen.pull.changes import Change, Doubt
from sopgen.pull.document.row_tags import step_of
from sopgen.pull.flow.other_column import KEY, Moved, moved
from sopgen.pull.flow.page import Page, centre, place_name
from sopgen.pull.flow.pairs import TOLERANCE, Pair, is_moved
from sopgen.render.docx.drawn import Box, DrawnKind
from sopgen.render.docx.ids import path_of

_DECISION = "tidak"
_CAPSULES = "awal dan akhir alur ditulis dengan “mulai” dan “selesai”"
#: Symbols above each other in one cell: more are not compared.
_MOST_IN_CELL = 20
_FORMS = (DrawnKind.DECISION, DrawnKind.PROCESS, DrawnKind.TERMINATOR)


@dataclass(frozen=True)
class Symbols:
    """The symbols of one page.

    ``changes`` are those of texts, ``copied`` the steps whose row stands twice, ``merged`` those with merged cells.
    """

    page: Page
    changes: Mapping[str, Change]
    copied: frozenset[str]
    merged: frozenset[str]

    def told(self, pair: Pair) -> Iterator[Change | Doubt | str]:
        """What became of one symbol."""
        was, now, name = pair.was, pair.now, self.page.named(pair.was)
        if now.kind is not was.kind:
            yield from self.reshaped(pair)
        if now.turned:
            yield f"{name} diputar di Word; rupa lambang diatur otomatis."
        if now.box is None:
            where, advice = "kini berdiri di Word di luar tabelnya", "letaknya yang baru tidak terbaca"
            yield self.page.doubt(was.tag, f"{name} {where}", advice)
        elif was.kind is DrawnKind.CONNECTOR:
            if now.table != pair.table or is_moved(was.box, now.box):
                yield f"{name} digeser di Word; letak penghubung diatur otomatis."
        elif now.table != pair.table or self.row(now.box) != self.row(was.box):
            step = self.page.step_at(centre(now.box)[1]) if now.table == pair.table else now.step
            where = f"di baris {place_name(step)}" if step else "di baris lain"
            yield self.page.doubt(was.tag, f"{name} kini berdiri {where} di Word", "periksa langkah dan alurnya")
        elif self.column(now.box) != self.column(was.box):
            found = self.in_other_column(pair, now.box)
            if found is not None:
                yield found
        elif self.overtaken(pair):
            message = f"Urutan lambang {place_name(step_of(f'{was.tag}/'))} berubah di Word"
            yield self.page.doubt(was.tag, message, "bila alurnya berubah, atur dengan “simbol”")
        elif is_moved(was.box, now.box):
            yield f"{name} digeser atau diubah ukurannya di Word; letak dan ukuran lambang diatur otomatis."

    def overtaken(self, pair: Pair) -> bool:
        """Whether a moved symbol stands on the other side of one that it stood above or below in its cell."""
        box = pair.now.box
        if box is None or not is_moved(pair.was.box, box):
            return False
        others = self.cells.get((self.row(pair.was.box), self.column(pair.was.box)), [])
        return any(
            _above(pair.was.box, other.was.box) != _above(box, other.now.box)
            for other in others[:_MOST_IN_CELL]
            if other is not pair and other.now.box is not None
        )

    @cached_property
    def cells(self) -> dict[tuple[int | None, int | None], list[Pair]]:
        """The symbols by the row and column that they were written in."""
        found: dict[tuple[int | None, int | None], list[Pair]] = {}
        for pair in self.page.symbols.values():
            found.setdefault((self.row(pair.was.box), self.column(pair.was.box)), []).append(pair)
        return found

    def row(self, box: Box) -> int | None:
        """The row of a symbol."""
        return self.page.row_at(centre(box)[1])

    def column(self, box: Box) -> int | None:
        """The column of a symbol."""
        return self.page.column_at(centre(box)[0])

    def reshaped(self, pair: Pair) -> Iterator[Doubt | str]:
        """A symbol that looks otherwise, unless today's source says so already."""
        was, now = pair.was, pair.now
        message = f"{self.page.named(was)} menjadi {now.kind.value} di Word"
        if was.kind not in _FORMS or now.kind not in _FORMS:
            yield f"{message}; bentuk lambang diatur otomatis."
        elif DrawnKind.DECISION not in (was.kind, now.kind):
            yield self.page.doubt(was.tag, message, _CAPSULES)
        elif now.kind is not DrawnKind.DECISION:
            if self.decides(was.tag):
                yield self.page.doubt(was.tag, message, f"bila bukan keputusan lagi, hapus “{_DECISION}”")
        elif not self.decides(was.tag):
            yield self.page.doubt(was.tag, message, f"bila itu keputusan, tulis “{_DECISION}”")

    def decides(self, tag: str) -> bool:
        """Whether what a symbol shows is a decision in today's source."""
        place = self.page.sources.place((*path_of(tag), _DECISION))
        return place.path is not None and self.page.sources.today.node(place.path) is not None

    # -- another column ---------------------------------------------------------------------------------------

    def in_other_column(self, pair: Pair, box: Box) -> Change | Doubt | str | None:
        """A symbol in another column of its row; None when that says nothing that is not said already."""
        was, name = pair.was, self.page.named(pair.was)
        tag = self.name_of(box)
        if not tag:
            message = f"{name} kini berdiri di luar kolom Pelaksana di Word"
            return self.page.doubt(was.tag, message, f"periksa “{KEY}”")
        who = self.page.sources.was(path_of(tag))
        message = f"{name} pindah ke kolom “{who}” di Word"
        if ":" in was.id:
            key = was.tag.rpartition("/")[2]
            advice = f"bila itu maksudnya, tulis “{key}: {who}”"
            return None if self.follows(pair, box) else self.page.doubt(was.tag, message, advice)
        found = moved(self.page.sources, path_of(was.tag), path_of(self.name_of(was.box)), path_of(tag))
        if found is None:
            return None
        reason = self.unsure(pair, box, tag) or found.reason
        if found.change is not None and not reason:
            return found.change
        return self.page.doubt(_tag(was.tag, found), message, reason, found.change if tag not in self.changes else None)

    def name_of(self, box: Box) -> str:
        """The tag of the pelaksana in whose column a symbol stands; empty outside of them."""
        column = self.column(box)
        return "" if column is None else self.page.drawn.columns[column].tag

    def unsure(self, pair: Pair, box: Box, tag: str) -> str:
        """Why the column is not certain; empty when it is."""
        if tag in self.changes:
            return "kolom itu berganti nama juga di Word; tulis dahulu namanya, lalu jalankan pull lagi"
        step = step_of(f"{pair.was.tag}/")
        if step in self.copied:
            return f"barisnya ada dua di Word, periksa “{KEY}”"
        if step in self.merged:
            return f"sel di barisnya digabung di Word, periksa “{KEY}”"
        middle = centre(box)[0]
        if self.page.column_at(middle - TOLERANCE) != self.page.column_at(middle + TOLERANCE):
            return f"letaknya di antara dua kolom, periksa “{KEY}”"
        return ""

    def follows(self, pair: Pair, box: Box) -> bool:
        """Whether a capsule went along with its symbol, and the source names no column for it."""
        symbol = self.page.symbols.get(pair.was.id.partition(":")[0])
        if symbol is None or symbol.now.box is None or self.column(symbol.now.box) != self.column(box):
            return False
        return self.column(pair.was.box) == self.column(symbol.was.box)


def _above(box: Box, other: Box) -> bool:
    return centre(box)[1] < centre(other)[1]


def _tag(tag: str, found: Moved) -> str:
    return found.change.tag if found.change else f"{tag}/{KEY}"
