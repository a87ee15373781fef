"""Arrows and lines that begin or end elsewhere now, that are gone, and that are new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sopgen.model.visible import visible
from sopgen.pull.changes import Doubt
from sopgen.pull.document.edited import FoundShape
from sopgen.pull.flow.page import Page, way_name
from sopgen.pull.flow.pairs import TOLERANCE, Pair, is_moved
from sopgen.pull.sources import text_at
from sopgen.render.docx.drawn import DrawnKind, DrawnShape, Place
from sopgen.render.docx.ids import path_of

_KEYS = "“lanjut”, “ya”, dan “tidak”"


@dataclass(frozen=True)
class Lines:
    """The arrows and lines of one page."""

    page: Page

    # -- there still ------------------------------------------------------------------------------------------

    def told(self, pair: Pair) -> Iterator[Doubt | str]:
        """What became of a line that is still there, and ``differs``."""
        was, now = pair.was, pair.now
        name = self.page.named(was)
        if now.heads != _heads(was):
            yield self.doubt(was, f"Kepala panah pada {name[:1].lower()}{name[1:]} berubah di Word")
        if now.box is None or not now.ends or now.table != pair.table:
            yield self.doubt(was, f"{name} dipindahkan atau diputar di Word; kedua ujungnya tidak terbaca")
            return
        source, target = (
            self.page.symbol_at(end, likely) for end, likely in zip(now.ends, (was.source, was.target), strict=True)
        )
        if (source, target) != (was.source, was.target):
            yield from self.leads(was, source, target)
        elif now.turned:
            yield f"{name} dibalik di Word; jalan garis diatur otomatis."
        elif self.bent(pair) and not self.follows(was):
            yield f"{name} digeser di Word; jalan garis diatur otomatis."

    def differs(self, pair: Pair) -> bool:
        """Whether a line is not as it was written."""
        return self.bent(pair) or pair.now.turned or pair.now.heads != _heads(pair.was)

    def leads(self, was: DrawnShape, source: str | None, target: str | None) -> Iterator[Doubt | str]:
        """A line that runs between other symbols now, unless today's source says so already."""
        if not self.says(was, source, target):
            yield self.doubt(was, self.elsewhere(was, source, target))

    def bent(self, pair: Pair) -> bool:
        """Whether a line runs or ends elsewhere than a nudge away."""
        was, now = pair.was, pair.now
        if now.table != pair.table or now.box is None or len(now.ends) != len(was.ends):
            return True
        return is_moved(was.box, now.box) or any(map(_apart, was.ends, now.ends))

    def follows(self, was: DrawnShape) -> bool:
        """Whether one of the symbols that a line joins has moved, too."""
        joined = (self.page.symbols.get(name) for name in (was.source, was.target))
        return any(pair is None or pair.now.box is None or is_moved(pair.was.box, pair.now.box) for pair in joined)

    def elsewhere(self, was: DrawnShape, source: str | None, target: str | None) -> str:
        """Between which symbols a line seems to run now, as a sentence begins."""
        name = self.page.named(was)
        if source is None or target is None:
            free = "kedua ujungnya" if source is target else "pangkalnya" if source is None else "ujungnya"
            return f"{name} digeser di Word sehingga {free} tidak lagi menyentuh lambang"
        if source == was.source:
            way = f"{way_name(was)} dari {self.page.called(source)}"
            return f"{way} di Word tampaknya menuju {self.page.called(target)} (semula {self.page.called(was.target)})"
        way = f"dari {self.page.called(source)} ke {self.page.called(target)}"
        return f"{name} di Word tampaknya {way}"

    def says(self, was: DrawnShape, source: str | None, target: str | None) -> bool:
        """Whether today's source names the symbol that an arrow leads to now, by id or by number."""
        shape = self.page.written.get(target or "")
        if source != was.source or shape is None or not was.tag:
            return False
        way, goal = (self.page.sources.place(path_of(tag)).path for tag in (was.tag, shape.tag))
        today = self.page.sources.today
        if way is None or goal is None or not (word := visible(text_at(today, way))):
            return False
        number = str(goal[-1] + 1) if isinstance(goal[-1], int) and goal[-2:-1] == ("langkah",) else ""
        return word in (visible(text_at(today, (*goal, "id"))), number)

    # -- gone, and new ----------------------------------------------------------------------------------------

    def gone(self, shapes: Sequence[DrawnShape], new: Sequence[FoundShape]) -> Iterator[Doubt | str]:
        """Lines that are not there any more, and ``new`` ones.

        One between the same symbols was drawn anew; the only new one from a symbol is the one that is gone there.
        """
        joined = [self.joined(shape) for shape in new]
        taken: set[int] = set()
        for shape in shapes:
            same = [number for number, ends in enumerate(joined) if ends == (shape.source, shape.target)]
            instead = [number for number, ends in enumerate(joined) if ends[0] == shape.source and ends[1] is not None]
            alone = len(instead) == sum(other.source == shape.source for other in shapes) == 1
            if same:
                taken.update(same)
                yield f"{self.page.named(shape)} digambar ulang di Word; jalan garis diatur otomatis."
            elif alone:
                taken.update(instead)
                yield from self.leads(shape, *joined[instead[0]])
            else:
                yield self.doubt(shape, f"{self.page.named(shape)} dihapus di Word")
        for number, found in enumerate(new):
            if number not in taken:
                yield self.added(found, *joined[number])

    def joined(self, shape: FoundShape) -> tuple[str | None, str | None]:
        """The ids of the symbols at a line's ends."""
        source, target = (self.page.symbol_at(end) for end in shape.ends) if shape.ends else (None, None)
        return source, target

    def added(self, shape: FoundShape, source: str | None, target: str | None) -> Doubt | str:
        """A new line."""
        what = "Panah" if shape.kind is DrawnKind.ARROW else "Garis"
        if source is None or target is None:
            message = f"{what} baru di Word tidak menghubungkan dua lambang"
            return self.page.doubt(shape.step, message, f"bila alurnya berubah, atur dengan {_KEYS}")
        message = f"{what} baru di Word tampaknya dari {self.page.called(source)} ke {self.page.called(target)}"
        known = self.page.symbols.get(source)
        tag = known.was.tag if known else shape.step
        return self.page.doubt(tag or shape.step, message, f"bila itu maksudnya, atur dengan {_KEYS}")

    def doubt(self, was: DrawnShape, message: str) -> Doubt | str:
        """What became of a written line, with the key that its way is written with."""
        key = was.tag.rpartition("/")[2]
        advice = f"bila alurnya berubah, atur dengan “{key}”" if was.kind is DrawnKind.ARROW else "periksa “pelaksana”"
        return self.page.doubt(was.tag, message, advice)


def _heads(shape: DrawnShape) -> int:
    return int(shape.kind is DrawnKind.ARROW)


def _apart(one: Place, other: Place) -> bool:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1])) > TOLERANCE
