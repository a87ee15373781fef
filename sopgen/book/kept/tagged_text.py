"""What the tagged text of a document of ours says, and where it stands: read from the content streams of its pages."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Matrix, Object, Page, String, parse_content_stream

from sopgen.book.merge.font_union import read_font
from sopgen.book.merge.prepared_part import FaceUse
from sopgen.book.merge.structure import walk

#: What WeasyPrint places texts with.
_OPERATORS = "q Q cm BT Tf Tm Tj TJ BDC BMC EMC"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one line; its edges, and the baseline, in points from the page's lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    baseline: float


class TaggedText:
    """The texts of a document's elements; a page is read when something on it is asked for."""

    def __init__(self) -> None:
        self._pages: dict[tuple[int, int], Mapping[int, Sequence[Run]]] = {}

    def runs(self, element: Object) -> list[Run]:
        """The pieces of text of an element and of those below it, in reading order."""
        return [run for each in walk(element) for mcid in _marked(each) for run in self.page(each.Pg).get(mcid, ())]

    def said(self, element: Object) -> str:
        """What an element says, blanks as one."""
        return " ".join(" ".join(run.text for run in self.runs(element)).split())

    def page(self, page: Object) -> Mapping[int, Sequence[Run]]:
        """The texts of a page by the number that marks them."""
        if page.objgen not in self._pages:
            self._pages[page.objgen] = _Reader(page).read()
        return self._pages[page.objgen]


def _marked(element: Object) -> Iterator[int]:
    """The numbers of the content that an element holds itself."""
    kids = element.get("/K", Array())
    found: list[object] = list(kids) if isinstance(kids, Array) else [kids]
    yield from (kid for kid in found if isinstance(kid, int))


def content_streams(page: Page) -> list[Object]:
    """The streams of a page's content."""
    found = page.obj.get("/Contents", Array())
    return list(found) if isinstance(found, Array) else [found]


class _Reader:
    """Follows a page's content; only what places text counts."""

    def __init__(self, page: Object) -> None:
        self.content = Page(page)
        self.fonts = page.get("/Resources", Dictionary()).get("/Font", Dictionary())
        self.faces: dict[str, FaceUse | None] = {}
        self.matrix, self.text = Matrix(), Matrix()
        self.face: FaceUse | None = None
        self.size = 0.0
        self.saved: list[Matrix] = []
        self.marks: list[int | None] = []
        self.found: dict[int, list[Run]] = {}

    def read(self) -> Mapping[int, Sequence[Run]]:
        """The texts by the number that marks them."""
        for each in parse_content_stream(self.content, _OPERATORS):
            self._take(str(each.operator), list(each.operands))
        return self.found

    def _take(self, operator: str, operands: list[Object]) -> None:
        if operator == "q":
            self.saved.append(self.matrix)
        elif operator == "Q":
            self.matrix = self.saved.pop()
        elif operator == "cm":
            self.matrix = _matrix(operands) @ self.matrix
        elif operator == "BT":
            self.text = Matrix()
        elif operator == "Tm":
            self.text = _matrix(operands)
        elif operator == "Tf":
            self.face, self.size = self._face(str(operands[0])), float(operands[1])
        elif operator in ("Tj", "TJ"):
            self._show(list(operands[0]) if operator == "TJ" else operands)
        elif operator == "EMC":
            self.marks.pop()
        else:  # BDC, BMC
            mark = operands[1].get("/MCID") if len(operands) > 1 and isinstance(operands[1], Dictionary) else None
            self.marks.append(None if mark is None else int(mark))

    def _face(self, name: str) -> FaceUse | None:
        if name not in self.faces:
            self.faces[name] = read_font(self.fonts[name]) if name in self.fonts else None
        return self.faces[name]

    def _show(self, pieces: Sequence[Object]) -> None:
        """Take down what is shown, and go on behind it."""
        face, said, across = self.face, b"", 0.0
        if face is None:
            return
        for piece in pieces:
            if not isinstance(piece, String):  # a number: so much nearer, in thousandths of the size
                across -= float(piece) / 1000
                continue
            for glyph in struct.unpack(f">{len(bytes(piece)) // 2}H", bytes(piece)):
                said += face.text.get(glyph, b"")
                across += face.subset.metrics.get(glyph, (0, 0))[0] / face.subset.units_per_em
        mcid = next((mark for mark in reversed(self.marks) if mark is not None), None)
        if mcid is not None:
            self.found.setdefault(mcid, []).append(self._run(said.decode("utf-16-be", "replace"), across, face))
        self.text = Matrix(1, 0, 0, 1, across * self.size, 0) @ self.text

    def _run(self, text: str, across: float, face: FaceUse) -> Run:
        place = self.text @ self.matrix
        below, above = (edge / 1000 * self.size for edge in (face.descent, face.ascent))
        corners = [place.transform(corner) for corner in ((0, below), (across * self.size, above))]
        left, right = sorted(corner[0] for corner in corners)
        bottom, top = sorted(corner[1] for corner in corners)
        return Run(text, left, bottom, right, top, place.transform((0, 0))[1])


def _matrix(operands: Sequence[Object]) -> Matrix:
    return Matrix(*(float(value) for value in operands))
