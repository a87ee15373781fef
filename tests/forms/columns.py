"""Flow tables of other offices, as data."""

from __future__ import annotations

from sopgen.model.form.columns import COLUMNS, MUTU_BAKU, ColumnKind, TableColumn, WidthRule
from sopgen.model.form.form import Form

#: One entry more than the official form has.
RISIKO = TableColumn(
    "risiko",
    ColumnKind.TEXT,
    WidthRule.SHARED,
    "mutu",
    label="Risiko",
    share=0.2,
    about="Apa yang dapat menghambat langkah ini.",
    examples=("Data terlambat",),
)
WITH_RISIKO = Form(columns=(*COLUMNS[:-1], RISIKO, COLUMNS[-1]))

#: Waktu as amount and unit in two columns of one heading.
AMOUNT = TableColumn(
    "banyak",
    ColumnKind.AMOUNT,
    WidthRule.LINES,
    "amount",
    term="waktu",
    above=MUTU_BAKU,
    centred=True,
    about="Mutu baku: lama pengerjaan.",
    examples=("30 Menit",),
)
UNIT = TableColumn("satuan", ColumnKind.UNIT, WidthRule.LINES, "unit", term="waktu", above=MUTU_BAKU, centred=True)

_OFFICIAL = {column.key: column for column in COLUMNS}
#: No Ket, and the time in two columns.
AMOUNT_AND_UNIT = Form(
    columns=(
        *(_OFFICIAL[key] for key in ("no", "kegiatan", "actor", "kelengkapan")),
        AMOUNT,
        UNIT,
        _OFFICIAL["output"],
    )
)
FORMS = {"official": Form(), "risiko": WITH_RISIKO, "amount and unit": AMOUNT_AND_UNIT}
