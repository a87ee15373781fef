"""What a flow needs of its table, found once for all the columns and page breaks that are tried."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from sopgen.flow.graph import Flow
from sopgen.layout.drawing import drawing
from sopgen.layout.style import Style
from sopgen.layout.text.measurer import TextMeasurer


@dataclass(frozen=True)
class FlowNeeds:
    """The strips, widths and heights that the symbols of a flow ask for."""

    flow: Flow
    measurer: TextMeasurer
    style: Style

    @cached_property
    def strips(self) -> drawing.Strips:
        """Which pages need connector strips."""
        return drawing.Strips.of(self.flow)

    @cached_property
    def columns(self) -> tuple[float, ...]:
        """Least width in mm of each Pelaksana column."""
        return drawing.column_demands(self.flow, self.measurer, self.style)

    def rows(self, actors: tuple[float, ...]) -> tuple[float, ...]:
        """Least height in mm of each row when the Pelaksana columns have these widths in mm."""
        return drawing.row_demands(self.flow, actors, self.measurer, self.style)
