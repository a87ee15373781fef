"""Labels at a decision's ways out that changed places, or took each other's text: other ways may be meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from sopgen.pull.changes import Change, Doubt, short
from sopgen.pull.flow.page import AT_END, Page, centre, place_name
from sopgen.pull.flow.pairs import Pair, is_moved
from sopgen.render.docx.drawn import Box, DrawnKind, DrawnShape
from sopgen.source.document import SourcePath

_OTHER = {"label_ya": "label_tidak", "label_tidak": "label_ya"}
_CALLED = {"label_ya": "label Y", "label_tidak": "label T"}
_ADVICE = "bila jawabannya bertukar, tukar tujuan “ya” dan “tidak”"


def exchanged(
    changes: Mapping[str, Change], printed: Callable[[str], str | None], where: Callable[[SourcePath], str]
) -> Iterator[Doubt]:
    """Labels that took the text which the other label of their decision was ``printed`` with."""
    for tag, change in changes.items():
        step, _, key = tag.rpartition("/")
        other = printed(f"{step}/{_OTHER[key]}") if key in _OTHER else None
        if other and _plain(change.new) == _plain(other):
            name = f"{_CALLED[key].capitalize()} {place_name(step)}"
            message = f"{name} di Word menjadi “{short(change.new)}”, padahal itulah {_CALLED[_OTHER[key]]}"
            yield Doubt(tag, f"{message}; {_ADVICE}: {where(change.path)}.")


@dataclass(frozen=True)
class Labels:
    """The labels of one page, and the changes of their texts."""

    page: Page
    changes: Mapping[str, Change]

    def told(self, pair: Pair) -> Iterator[Doubt | str]:
        """What became of one label that still stands there."""
        was, now = pair.was, pair.now
        if now.turned:
            yield f"{was.name} diputar di Word; letak label diatur otomatis."
        if now.box is None or now.table != pair.table:
            yield self.doubt(was, f"{was.name} dipindahkan di Word ke luar tabelnya")
        elif is_moved(was.box, now.box):
            other = self.at(now.box)
            if other is not None and other is not was:
                yield self.doubt(was, f"{was.name} di Word kini berdiri di tempat {_called(other)}")
            elif not self.follows(pair):
                yield f"{was.name} digeser di Word; letak label diatur otomatis."

    def at(self, box: Box) -> DrawnShape | None:
        """The label that was written nearest to where this one stands; None where none is near."""
        labels = [shape for shape in self.page.drawn.shapes if shape.kind is DrawnKind.LABEL]
        way, number = min(((_way(shape.box, box), number) for number, shape in enumerate(labels)), default=(0, -1))
        return labels[number] if number >= 0 and way <= AT_END else None

    def follows(self, pair: Pair) -> bool:
        """Whether its decision has moved, too."""
        step = pair.was.tag.rpartition("/")[0]
        decisions = [each for each in self.page.symbols.values() if each.was.tag == step]
        return any(each.now.box is None or is_moved(each.was.box, each.now.box) for each in decisions)

    def doubt(self, was: DrawnShape, message: str) -> Doubt | str:
        """A label at another place; a new text of it is not written unasked."""
        return self.page.doubt(was.tag, message, _ADVICE, self.changes.get(was.tag))


def _called(shape: DrawnShape) -> str:
    step, _, key = shape.tag.rpartition("/")
    return f"{_CALLED[key]} {place_name(step)}" if key in _CALLED else "label lain"


def _way(box: Box, other: Box) -> int:
    """How far the middles of two boxes are from each other."""
    (x, y), (right, down) = centre(box), centre(other)
    return max(abs(x - right), abs(y - down))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
