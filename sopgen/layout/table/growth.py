"""The room that the drawing has asked for so far, when no legal drawing was found without it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from sopgen.layout.routing.frame import MoreRoom
from sopgen.layout.style.tries import COLUMNS_LESS_WIDE, COLUMNS_MUCH_WIDER, COLUMNS_NOT_GROWN, COLUMNS_WIDER


@dataclass(frozen=True, slots=True)
class Growth:
    """More height of rows and strips in mm, and what the Pelaksana columns must have at least.

    What a row gets once is room above and below its symbols; what it gets after that, between them (``apart``).
    """

    rows: dict[int, float] = field(default_factory=dict)
    apart: dict[int, float] = field(default_factory=dict)
    strip: float = 0.0
    columns: tuple[float, ...] = ()  # least widths of the Pelaksana columns
    before: tuple[float, ...] = ()  # the same the last time, when they fitted
    asked: tuple[tuple[int, float], ...] = ()  # single columns that were asked for now, and their widths
    final: bool = False  # the columns do not grow any more

    def more(self, wanted: MoreRoom, widths: tuple[float, ...]) -> Growth:
        """This growth and what was asked for now, when the Pelaksana columns had these widths in mm."""
        rows, apart = dict(self.rows), dict(self.apart)
        for step, height in wanted.row_growth:
            if step in rows:
                apart[step] = apart.get(step, 0.0) + height
            rows[step] = rows.get(step, 0.0) + height
        columns = list(self.columns or (0.0 for _ in widths))
        if not self.final:
            if wanted.columns_wider:
                factor = COLUMNS_MUCH_WIDER if wanted.much else COLUMNS_WIDER
                columns = [width * factor for width in widths]
            for actor, width in wanted.columns:
                columns[actor] = max(columns[actor], width)
        strip, asked = self.strip + wanted.strip_growth, wanted.columns
        return Growth(rows, apart, strip, tuple(columns), self.columns, asked, self.final)

    def narrower(self) -> Growth:
        """This growth with less of it in the columns.

        Where all grew before and now single ones are asked for, these alone get their width. Else the columns are wider
        by less, and grow no more.
        """
        if self.asked and self.before:
            alone = dict(self.asked)
            columns = tuple(alone.get(actor, 0.0) for actor in range(len(self.columns)))
            return replace(self, columns=columns, before=(), asked=())
        fitted = self.before or tuple(0.0 for _ in self.columns)
        columns = tuple(
            max(width * COLUMNS_LESS_WIDE, before) for width, before in zip(self.columns, fitted, strict=True)
        )
        return replace(self, columns=columns if max(columns) > COLUMNS_NOT_GROWN else (), final=True)
