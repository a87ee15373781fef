"""Command line arguments that name a file or a folder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click
from click.core import ParameterSource

from sopgen.model.dates import YEARS, parse_iso
from sopgen.paths import OUTPUT

#: A folder that is there.
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
#: A folder that may still have to be made.
NEW_FOLDER = click.Path(file_okay=False, path_type=Path)
#: A file that is there.
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
#: A file that may still have to be made.
NEW_FILE = click.Path(dir_okay=False, path_type=Path)
#: Either of both.
NEW_OUTPUT = click.Path(path_type=Path)

# click names a type when it is made, which is before its words are Indonesian.
FOLDER.name = NEW_FOLDER.name = "folder"
FILE.name = NEW_FILE.name = "berkas"
NEW_OUTPUT.name = "folder atau berkas"


class _Day(click.ParamType[date]):
    """A day as sources write it, year-month-day."""

    name = "tanggal"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day."""
        if isinstance(value, date):
            return value
        try:
            return parse_iso(value.strip())
        except ValueError:
            self.fail(f"“{value}” bukan tanggal; tulis tahun-bulan-tanggal, mis. 2024-06-01 ({YEARS}).", param, ctx)


DAY = _Day()

separator_option = click.option(
    "--separator",
    type=click.Choice([",", ";"]),
    default=",",
    show_default=True,
    help="Pemisah kolom CSV; titik koma untuk Excel berbahasa Indonesia (angkanya lalu berkoma desimal).",
)


def is_typed(parameter: str) -> bool:
    """Whether somebody typed this option of the command that runs; else it has its default."""
    return click.get_current_context().get_parameter_source(parameter) is not ParameterSource.DEFAULT


def format_of(file: Path | None, asked: str | None, known: Sequence[str]) -> str | None:
    """The format that was asked for, else the one of ``known`` that the output's name says.

    Raises UsageError when they contradict each other: a PNG that is called .svg opens nowhere.
    """
    named = file.suffix[1:].lower() if file is not None else ""
    if named not in known:
        return asked
    if asked not in (None, named):
        told = f"--format {asked} dan nama berkas “{file}” meminta format yang berbeda"
        raise click.UsageError(f"{told}; hapus --format, atau ganti akhiran nama berkasnya.")
    return named


def require_columns(style: str) -> None:
    """Raise UsageError when columns are to be parted in what has none: a separator is a CSV's."""
    if style != "csv" and is_typed("separator"):
        raise click.UsageError("--separator hanya untuk --format csv.")


output_option = click.option(
    "-o", "--output", type=NEW_FOLDER, metavar="FOLDER", help=f"Folder hasil (bawaan: {OUTPUT}/ pada proyek)."
)
