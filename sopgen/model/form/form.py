"""The form of an SOP as data; an institution may have another than the official one."""

from __future__ import annotations

from dataclasses import dataclass

from sopgen.model.form.columns import COLUMNS, TableColumn, check_columns


@dataclass(frozen=True, slots=True)
class Form:
    """What the form prints, and where; ValueError for what cannot be printed."""

    columns: tuple[TableColumn, ...] = COLUMNS

    def __post_init__(self) -> None:
        check_columns(self.columns)


#: The official form.
FORM = Form()
