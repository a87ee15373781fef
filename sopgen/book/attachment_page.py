"""A letter's page with an SOP on it: where the SOP, heading block and number stand, in PDF and Word; lengths in mm."""

from __future__ import annotations

from dataclasses import dataclass

from sopgen.book.merge.part import Placement
from sopgen.book.pages.typesetter import Sheet
from sopgen.layout.style import STYLE, Style, style_of
from sopgen.layout.text.measurer import TextMeasurer
from sopgen.model.sop import Sop

#: Least margins of an attachment (rules of official letters): left, right, top, bottom.
MARGINS = (30.0, 20.0, 20.0, 25.0)
#: An SOP is never printed smaller than this.
LEAST_SCALE = 0.9
#: The heading block: its size, how far its baselines lie apart, and the first of them from the page's upper edge.
HEADING_PT, HEADING_LINE, HEADING_TOP = 9.0, 4.2, 8.0
#: The running number's baseline is that of the heading block's second line.
NUMBER_TOP = HEADING_TOP + HEADING_LINE
_BESIDE_NUMBER = 12.0  # what the heading block keeps from the paper's middle


def attachment_placement(sheet: Sheet, style: Style = STYLE) -> Placement:
    """Where an SOP's landscape page is put so that the letter's margins are kept, never under ``LEAST_SCALE``.

    A page that is too high for both reaches into the margin below: above stands the heading.
    """
    left, right, top, bottom = MARGINS
    across = (sheet.long - left - right) / (sheet.long - style.margin_left - style.margin_right)
    up = (sheet.short - top - bottom) / (sheet.short - style.margin_top - style.margin_bottom)
    scale = max(min(across, up, 1.0), LEAST_SCALE)
    y = bottom - scale * style.margin_bottom
    if up < LEAST_SCALE:
        y = sheet.short - top - scale * (sheet.short - style.margin_top)
    return Placement(scale, left - scale * style.margin_left, y)


@dataclass(frozen=True, slots=True)
class HeadingBlock:
    """The lines at an attachment's top right: all begin at ``left``, in this size."""

    lines: tuple[str, ...]
    left: float
    size: float


@dataclass(frozen=True, slots=True)
class AttachmentPage:
    """The page of an attached SOP, and where the SOP's own page stands on it."""

    sheet: Sheet
    style: Style
    place: Placement

    @classmethod
    def of(cls, sop: Sop) -> AttachmentPage:
        """The page that this SOP is put on: of its own paper."""
        sheet, style = Sheet.of(sop.format.kertas), style_of(sop.format)
        return cls(sheet, style, attachment_placement(sheet, style))

    @property
    def left(self) -> float:
        """From the paper's left edge to the SOP's tables."""
        return self.place.x + self.place.scale * self.style.margin_left

    @property
    def right(self) -> float:
        """From the SOP's tables to the paper's right edge."""
        return self.sheet.long - self.place.x - self.place.scale * (self.sheet.long - self.style.margin_right)

    @property
    def top(self) -> float:
        """From the paper's upper edge to what the SOP's page begins with."""
        return self.sheet.short - self.from_foot(self.sheet.short - self.style.margin_top)

    def from_foot(self, height: float) -> float:
        """The height over the paper's lower edge of what stands at ``height`` on the SOP's own page."""
        return self.place.y + self.place.scale * height

    def heading(self, lines: tuple[str, ...], measurer: TextMeasurer) -> HeadingBlock:
        """The heading block: its widest line ends where the SOP's tables do."""
        right = self.sheet.long - self.right
        widest = max(measurer.width(line, HEADING_PT) for line in lines)
        room = right - self.sheet.long / 2 - _BESIDE_NUMBER
        size = round(HEADING_PT * min(1.0, room / widest), 2)
        return HeadingBlock(lines, right - widest * size / HEADING_PT, size)
