"""The form before the flow table: identity block and titled boxes, on as many pages as they need.

One upright line down the middle divides the identity block and the boxes alike. Boxes stand in pairs; a pair that
does not fit is divided between its texts (inside a text only when it alone is higher than a page), goes on under a
heading that says "(lanjutan)", and never leaves a heading alone. The size is the largest of a few with which the
form takes the fewest pages, or a smaller one, down to the table's least, where the identity block or a heading is
higher than a page; when the form takes several pages they are filled evenly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sopgen.layout.form.identity import IdentityBuilder
from sopgen.layout.scene import FormBox, FormPage, FormText, Identity
from sopgen.layout.style import Style, page_mm
from sopgen.layout.style.tries import FORM_FILL_SHARE, FORM_FILL_STEPS, FORM_SIZES_ABOVE_TABLE
from sopgen.layout.table.cells import round_up, rule_mm
from sopgen.layout.text.lines import Span, divided
from sopgen.layout.text.measurer import TextMeasurer, line_height_mm, printable, sizes
from sopgen.model.form.fields import Box
from sopgen.model.institution import Institution
from sopgen.model.sop import Sop

CONTINUED = "(lanjutan)"


@dataclass(frozen=True, slots=True)
class _Box:
    """A box's content still to be printed."""

    key: str
    title: str
    numbered: bool
    texts: tuple[FormText, ...]
    room: float  # mm that a line of the heading has
    begun: bool = False

    @property
    def heading(self) -> str:
        """What stands above the texts; nothing where only the box beside this one goes on."""
        if self.begun:
            return f"{self.title} {CONTINUED} :" if self.texts else ""
        return f"{self.title} :"


_Pair = tuple[_Box, ...]  # two boxes side by side, or one across


@dataclass(frozen=True, slots=True)
class FormLayout:
    """The finished form and its text size in points."""

    size_pt: float
    pages: tuple[FormPage, ...]


class FormTooTallError(Exception):
    """Something that cannot be divided is higher than a page when written in ``size_pt``.

    It is the heading of a further box, whose place in the source is ``path``, or the identity block (``identity``),
    and ``path`` that of its text to shorten.
    """

    def __init__(self, size_pt: float, path: tuple[str | int, ...], identity: bool) -> None:
        super().__init__(f"{'the identity block' if identity else 'a heading'} with the text {path}")
        self.size_pt = size_pt
        self.path = path
        self.identity = identity


def lay_out_form(sop: Sop, institution: Institution | None, measurer: TextMeasurer, style: Style) -> FormLayout:
    """Lay out the form of ``sop``; without an institution the left cell of the identity block has no office lines.

    Raises FormTooTallError when something that cannot be divided is higher than a page in every size.
    """
    best: FormLayout | None = None
    failure: FormTooTallError | None = None
    larger = [sop.format.ukuran_huruf + extra for extra in FORM_SIZES_ABOVE_TABLE]
    for size in (*larger, *sizes(sop.format.ukuran_huruf, style.min_table_pt)):
        if best is not None and size < sop.format.ukuran_huruf:  # smaller ones are for what is higher than a page
            break
        builder = _FormBuilder(sop, institution, measurer, style, size)
        try:
            found = FormLayout(builder.size_pt, builder.build())
        except FormTooTallError as error:
            failure = error
            continue
        if best is None or len(found.pages) < len(best.pages):
            best = found
        if len(best.pages) == 1:
            break
    if best is None:
        assert failure is not None
        raise failure
    return best


@dataclass(frozen=True, slots=True)
class _FormBuilder:
    sop: Sop
    institution: Institution | None
    measurer: TextMeasurer
    style: Style
    size_pt: float

    # -- measures ---------------------------------------------------------------------------------------------

    @property
    def _page(self) -> tuple[float, float]:
        return page_mm(self.sop.format)

    @property
    def _left(self) -> float:
        return self.style.margin_left

    @property
    def _right(self) -> float:
        return self._page[0] - self.style.margin_right

    @property
    def _middle(self) -> float:
        return round((self._left + self._right) / 2, 2)

    @property
    def _line(self) -> float:
        return line_height_mm(self.size_pt, self.style.line_height)

    @property
    def _lowest(self) -> float:
        """Where the last box must end."""
        return self._page[1] - self.style.margin_bottom - self.style.page_reserve

    def _heading(self, box: _Box) -> tuple[Span, ...]:
        return self._padded(box.heading, box.room, bold=True)

    def _height(self, box: _Box, texts: Sequence[FormText]) -> float:
        """Height in mm of a box that prints these of its texts."""
        return self._height_of(len(self._heading(box)), texts)

    def _height_of(self, heading_lines: int, texts: Sequence[FormText]) -> float:
        """A box's paddings, rule, heading, the gap under it and its texts, in mm; each takes a line at least."""
        frame = 2 * self.style.form_y + rule_mm(self.style) + self.style.form_heading_gap
        lines = sum(len(text.spans) for text in texts)
        gaps = max(len(texts) - 1, 0) * self.style.form_item_gap
        return round_up(frame + max(heading_lines, 1) * self._line + max(lines, 1) * self._line + gaps)

    # -- content ----------------------------------------------------------------------------------------------

    def _pairs(self) -> tuple[_Pair, ...]:
        """The boxes with their texts broken into lines, two by two; a last odd one goes across."""
        sop = self.sop
        half = self._middle - self._left
        named = sop.format.form.boxes
        count = len(named) + len(sop.tambahan)
        widths = [2 * half if index == count - 1 and count % 2 else half for index in range(count)]
        boxes = [self._box(box, ((box.key,), sop.texts(box)), width) for box, width in zip(named, widths, strict=False)]
        for index, (extra, width) in enumerate(zip(sop.tambahan, widths[len(named) :], strict=True)):
            box = Box(f"tambahan-{index + 1}", printable(extra.judul))
            boxes.append(self._box(box, (("tambahan", index, "isi"), extra.isi), width))
        return tuple(tuple(boxes[start : start + 2]) for start in range(0, len(boxes), 2))

    def _box(self, box: Box, content: tuple[tuple[str | int, ...], Sequence[str]], width: float) -> _Box:
        """A whole box; lists are numbered, single texts only where the form always numbers."""
        path, texts = content
        numbered = len(texts) > 1 or (box.numbered and len(texts) == 1)
        whole = width - rule_mm(self.style) - 2 * self.style.form_x
        room = whole - (self.style.form_list_indent if numbered else 0.0)
        printed = []
        for index, text in enumerate(texts):
            spans = self._padded(text, room)
            number = index + 1 if numbered else None
            nomor = self.sop.keterkaitan[index].nomor if box.related else None
            printed.append(FormText((*path, index), printable(text), spans, number, nomor=nomor))
        return _Box(box.key, box.title, numbered, tuple(printed), whole)

    def _padded(self, text: str, room: float, bold: bool = False) -> tuple[Span, ...]:
        """The lines of a text, and empty ones for those that only the DOCX may need."""
        spans = self.measurer.spans(text, room, self.size_pt, bold)
        missing = self.measurer.line_count(text, room, self.size_pt, bold) - len(spans)
        end = len(printable(text))
        return spans + ((end, end),) * missing

    # -- pages ------------------------------------------------------------------------------------------------

    def build(self) -> tuple[FormPage, ...]:
        """All pages of the form, filled as evenly as possible when there are several."""
        builder = IdentityBuilder(
            self.sop, self.institution, self.measurer, self.style, self.size_pt, self._left, self._middle, self._right
        )
        identity = builder.build()
        if identity.bottom > self._lowest:
            raise FormTooTallError(self.size_pt, builder.highest(self._lowest), identity=True)
        pairs = self._pairs()
        self._check(pairs)
        best = self._fill(identity, pairs, self._lowest)
        if len(best) == 1:
            return best
        score = self._score(best)
        for step in range(1, FORM_FILL_STEPS):
            lowest = self._lowest - step * FORM_FILL_SHARE * (self._lowest - self.style.margin_top) / FORM_FILL_STEPS
            if lowest < identity.bottom + self._height_of(1, ()):
                break
            pages = self._fill(identity, pairs, lowest)
            found = self._score(pages)
            if found < score:
                best, score = pages, found
        return best

    def _check(self, pairs: Sequence[_Pair]) -> None:
        """FormTooTallError when a heading with one line under it is higher than a page."""
        page = self._lowest - self.style.margin_top
        for box in (box for pair in pairs for box in pair):
            going_on = self._heading(replace(box, begun=True))
            if self._height_of(len(going_on), ()) > page:
                path = ("tambahan", int(box.key.removeprefix("tambahan-")) - 1, "judul")
                raise FormTooTallError(self.size_pt, path, identity=False)

    def _score(self, pages: Sequence[FormPage]) -> tuple[int, int, float]:
        """Fewest pages, fewest divided boxes, least difference between the fullest page and the emptiest."""
        ends = [max(box.bottom for box in page.boxes) if page.boxes else self.style.margin_top for page in pages]
        cut = sum(box.continued for page in pages for box in page.boxes)
        return (len(pages), cut, round(max(ends) - min(ends), 2))

    def _fill(self, identity: Identity, pairs: Sequence[_Pair], lowest: float) -> tuple[FormPage, ...]:
        """Fill pages down to ``lowest`` one after the other."""
        pages: list[tuple[FormBox, ...]] = []
        boxes: list[FormBox] = []
        top, fresh = identity.bottom, False
        waiting = list(pairs)
        while waiting:
            placed, rest = self._take(waiting[0], lowest - top, lowest - self.style.margin_top, fresh)
            if placed is not None:
                height = max(self._height(box, box.texts) for box in placed)
                boxes.extend(self._frames(placed, top, height))
                top = round(top + height, 2)
                fresh = False
                waiting[0:1] = [rest] if rest is not None else []
            if placed is None or rest is not None:
                pages.append(tuple(boxes))
                boxes, top, fresh = [], self.style.margin_top, True
        if boxes or not pages:
            pages.append(tuple(boxes))
        width, height = self._page
        return tuple(
            FormPage(number, width, height, identity if number == 1 else None, page)
            for number, page in enumerate(pages, 1)
        )

    def _frames(self, pair: _Pair, top: float, height: float) -> list[FormBox]:
        """The frames of the boxes of one pair, equally high."""
        edges = (self._left, self._middle, self._right) if len(pair) == 2 else (self._left, self._right)
        return [
            FormBox(
                key=box.key,
                title=printable(box.heading),
                title_spans=self._heading(box),
                left=left,
                top=top,
                right=right,
                bottom=round(top + height, 2),
                texts=box.texts,
                numbered=box.numbered,
                continued=box.begun,
            )
            for box, left, right in zip(pair, edges, edges[1:], strict=False)
        ]

    def _take(self, pair: _Pair, free: float, page: float, fresh: bool) -> tuple[_Pair | None, _Pair | None]:
        """What of a pair is printed in ``free`` mm, and what is left; nothing printed means: begin a new page.

        ``page`` is the room of a whole page, ``fresh`` says that this page is still empty.
        """
        whole = max(self._height(box, box.texts) for box in pair)
        if whole <= free:
            return pair, None
        if not fresh and whole <= page and free < self.style.form_cut_min:
            return None, pair
        taken = [self._share(box, free, page, fresh) for box in pair]
        if not fresh and any(box.texts and not share for box, share in zip(pair, taken, strict=True)):
            return None, pair
        placed, left = [], []
        for box, share in zip(pair, taken, strict=True):
            placed.append(replace(box, texts=share))
            left.append(replace(box, texts=_remaining(box.texts, share), begun=True))
        return tuple(placed), tuple(left)

    def _share(self, box: _Box, free: float, page: float, fresh: bool) -> tuple[FormText, ...]:
        """The texts of a box, or their first lines, that fit when it is ``free`` mm high."""
        taken: list[FormText] = []
        for text in box.texts:
            if self._height(box, [*taken, text]) <= free:
                taken.append(text)
                continue
            if self._height(box, [text]) > page or (fresh and not taken):
                used = self._height(box, [*taken, text]) - len(text.spans) * self._line
                count = min(int((free - used) / self._line), len(text.spans) - 2)
                if fresh and not taken:
                    count = max(count, 1)
                if count >= 2 or (fresh and not taken):
                    taken.append(_cut(text, count)[0])
            break
        return tuple(taken)


def _cut(text: FormText, count: int) -> tuple[FormText, FormText]:
    """A text's first ``count`` lines, and the rest."""
    (first, spans), (rest, left) = divided(text.text, text.spans, count)
    return (
        replace(text, text=first, spans=spans),
        replace(text, text=rest, spans=left, number=None, continued=True),
    )


def _remaining(texts: tuple[FormText, ...], taken: tuple[FormText, ...]) -> tuple[FormText, ...]:
    """What of ``texts`` stands on the pages after the one that printed ``taken``."""
    if not taken:
        return texts
    last, original = taken[-1], texts[len(taken) - 1]
    rest = texts[len(taken) :]
    if len(last.spans) < len(original.spans):
        return (_cut(original, len(last.spans))[1], *rest)
    return rest
