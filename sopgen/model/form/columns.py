"""The flow table's columns, left to right: what each prints, what stands above it, how its width is found.

Every stage that reads or writes the table goes by this list: the layout, the writers, the source's schema, the rules,
the comparison of versions, and what is taken back out of an edited document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

#: The field of a step that columns of time print.
TIME_FIELD = "waktu"
#: Which of the ``Terms`` stands above the columns of the quality standard.
MUTU_BAKU = "mutu_baku"


class ColumnKind(StrEnum):
    """What a column prints."""

    NUMBER = "number"  # the step's number
    ACTORS = "actors"  # one table column for each pelaksana, and the drawing in them
    TEXT = "text"  # a text of the step
    TIME = "time"  # its waktu as it is typed
    AMOUNT = "amount"  # the amount of its waktu; a waktu that is no amount and unit stands here whole
    UNIT = "unit"  # the unit of its waktu


class WidthRule(StrEnum):
    """How a column's width is found."""

    NUMBERS = "numbers"  # what its numbers need
    LINES = "lines"  # what its texts need in one line each, while they are short
    REMARKS = "remarks"  # little while nothing is written in it, else what its texts need
    SHARED = "shared"  # a share of what the others leave
    ACTORS = "actors"  # what suits the number of pelaksana


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of the flow table.

    ``term`` names the institution's word for its heading (one of ``Terms``), ``label`` is the heading where there is
    none. ``above`` is the term of the heading that it shares with its neighbours. Neighbours of one ``term`` or
    ``label`` share their heading. ``measure`` is the word that the measures for its width begin with
    (``ket_width`` of ``Style``), ``share`` its share among the columns of ``WidthRule.SHARED``. ``about`` and
    ``examples`` explain the source's key to staff.
    """

    key: str
    kind: ColumnKind
    width: WidthRule
    measure: str = ""
    term: str = ""
    label: str = ""
    above: str = ""
    share: float = 0.0
    centred: bool = False
    required: bool = False
    about: str = ""
    examples: tuple[str, ...] = ()

    @property
    def field(self) -> str:
        """The field of a step that it prints; empty for numbers and pelaksana."""
        if self.kind in (ColumnKind.NUMBER, ColumnKind.ACTORS):
            return ""
        return self.key if self.kind is ColumnKind.TEXT else TIME_FIELD

    @property
    def part(self) -> bool:
        """Whether it prints the rest of a field that the column before it begins."""
        return self.kind is ColumnKind.UNIT


#: The columns of the official form (PermenPAN-RB 35/2012).
COLUMNS = (
    TableColumn("no", ColumnKind.NUMBER, WidthRule.NUMBERS, "no", term="no", centred=True),
    TableColumn(
        "kegiatan",
        ColumnKind.TEXT,
        WidthRule.SHARED,
        "kegiatan",
        term="kegiatan",
        share=0.44,
        required=True,
        about="Diawali kata kerja aktif.",
        examples=("Memeriksa konsep laporan",),
    ),
    TableColumn("actor", ColumnKind.ACTORS, WidthRule.ACTORS, term="pelaksana"),
    TableColumn(
        "kelengkapan",
        ColumnKind.TEXT,
        WidthRule.SHARED,
        "mutu",
        term="kelengkapan",
        above=MUTU_BAKU,
        share=0.27,
        about="Mutu baku: yang diperlukan.",
        examples=("Disposisi",),
    ),
    TableColumn(
        "waktu",
        ColumnKind.TIME,
        WidthRule.LINES,
        "waktu",
        term="waktu",
        above=MUTU_BAKU,
        centred=True,
        about="Mutu baku: lama pengerjaan.",
        examples=("30 Menit", "1,5 Jam", "2 Hari kerja"),
    ),
    TableColumn(
        "output",
        ColumnKind.TEXT,
        WidthRule.SHARED,
        "mutu",
        term="output",
        above=MUTU_BAKU,
        share=0.29,
        about="Mutu baku: hasil langkah ini.",
        examples=("Konsep laporan",),
    ),
    TableColumn("ket", ColumnKind.TEXT, WidthRule.REMARKS, "ket", term="ket", about="Keterangan."),
)


def by_field(columns: Sequence[TableColumn]) -> dict[str, TableColumn]:
    """The fields of a step that ``columns`` print, left to right, each with the first column that prints it."""
    found: dict[str, TableColumn] = {}
    for column in columns:
        if column.field:
            found.setdefault(column.field, column)
    return found


def shared(columns: Sequence[TableColumn]) -> tuple[TableColumn, ...]:
    """The columns that divide among them what the others leave."""
    return tuple(column for column in columns if column.width is WidthRule.SHARED)


def actors_at(columns: Sequence[TableColumn]) -> int:
    """The index of the column that stands for all pelaksana."""
    return next(index for index, column in enumerate(columns) if column.kind is ColumnKind.ACTORS)


def headings(columns: Sequence[TableColumn]) -> tuple[tuple[int, ...], ...]:
    """Indices of the columns that share a heading, left to right; most stand alone."""
    return _runs(columns, "term", "label", "above")


def headings_above(columns: Sequence[TableColumn]) -> tuple[tuple[int, ...], ...]:
    """Indices of neighbours that share the heading above theirs."""
    return tuple(run for run in _runs(columns, "above") if columns[run[0]].above)


def _runs(columns: Sequence[TableColumn], *names: str) -> tuple[tuple[int, ...], ...]:
    found: list[list[int]] = []
    for index, column in enumerate(columns):
        last = columns[found[-1][-1]] if found else None
        if last is not None and all(getattr(last, name) == getattr(column, name) for name in names):
            found[-1].append(index)
        else:
            found.append([index])
    return tuple(tuple(run) for run in found)


def check_columns(columns: Sequence[TableColumn]) -> None:
    """Refuse with ValueError what is no flow table."""
    kinds = [column.kind for column in columns]
    keys = [column.key for column in columns]
    if kinds.count(ColumnKind.ACTORS) != 1:
        raise ValueError("a flow table has one column that stands for all pelaksana")
    if not any(column.width is WidthRule.SHARED for column in columns):
        raise ValueError("some column must take what the others leave")
    if "kegiatan" not in by_field(columns):
        raise ValueError("every row says its kegiatan, by which versions are compared")
    if len(set(keys)) < len(keys):
        raise ValueError("two columns have one key")
    if columns[0].field == TIME_FIELD:
        raise ValueError("a total has its label before the time")
    if kinds.count(ColumnKind.TIME) + kinds.count(ColumnKind.AMOUNT) > 1:
        raise ValueError("waktu stands in several columns")
    units = [index for index, kind in enumerate(kinds) if kind is ColumnKind.UNIT]
    if len(units) != kinds.count(ColumnKind.AMOUNT) or any(kinds[at - 1] is not ColumnKind.AMOUNT for at in units):
        raise ValueError("the unit stands beside the amount")
