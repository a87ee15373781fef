"""``sopgen stats``: numbers about SOPs."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sopgen.cli.argument_types import NEW_FILE, separator_option
from sopgen.cli.say import say
from sopgen.cli.status import Status
from sopgen.paths import find_root

if TYPE_CHECKING:
    from rich.table import Table

    from sopgen.model.project import Project
    from sopgen.model.sop import Sop
    from sopgen.report.stats import Stats

_NARROWEST = 80
_LEAST = 8  # columns of text in a narrow terminal: enough to read, and the table's right edge still shows


@click.command()
@click.argument("names", metavar="[NOMOR|BERKAS]...", nargs=-1)
@click.option(
    "--format",
    "style",
    type=click.Choice(["tabel", "csv", "json"]),
    default="tabel",
    show_default=True,
    help="Format keluaran: untuk dibaca, untuk Excel, atau untuk program.",
)
@click.option("--beban", "loads", is_flag=True, help="Hanya beban setiap pelaksana (untuk --format csv).")
@separator_option
@click.option("-o", "--output", "file", type=NEW_FILE, metavar="BERKAS", help="Menulis ke berkas, bukan ke layar.")
@click.pass_obj
def command(
    folder: Path | None, names: tuple[str, ...], style: str, loads: bool, separator: str, file: Path | None
) -> int:
    """Menghitung langkah, pelaksana, keputusan, dan waktu setiap SOP, jumlah semuanya, dan beban setiap pelaksana.

    Waktu dihitung sepanjang jalur alur yang tersingkat dan yang terlama; langkah yang waktunya bukan angka dan satuan
    tidak ikut dihitung. Satu hari dihitung 7,5 jam kerja, satu minggu 5 hari kerja, dan satu bulan 20 hari kerja.
    """
    if loads and style != "csv":
        raise click.UsageError("--beban hanya untuk --format csv; tabel dan json sudah memuatnya.")
    from sopgen.builder.open_project import open_project
    from sopgen.cli.report import terminal_width, write_and_tell
    from sopgen.report.stats import loads_csv, stats, stats_csv, stats_json

    sops, broken = _sound(open_project(find_root(folder)), names)
    numbers = stats(sops)
    if style == "tabel":
        text = stats_text(numbers, terminal_width())
    elif style == "json":
        text = stats_json(numbers)
    else:
        text = loads_csv(numbers, separator) if loads else stats_csv(numbers, separator)
    if file is None:
        click.echo(text, nl=False)
    else:  # Excel knows UTF-8 by the mark at its beginning
        write_and_tell(file, text.encode("utf-8-sig" if style == "csv" else "utf-8"))
    for name in broken:
        say(f"{name} tidak diikutkan karena memuat galat; lihat: sopgen check", err=True)
    return Status.FINDINGS if broken else Status.FINE


def _sound(project: Project, names: tuple[str, ...]) -> tuple[list[Sop], list[str]]:
    """The SOPs that ``names`` mean (all without names), and the files among them that hold errors.

    Raises UserError when a name means nothing.
    """
    from sopgen.builder.request import chosen
    from sopgen.flow.check import check
    from sopgen.model.collector import has_errors

    sops, failed = chosen(project, names, Path.cwd())
    broken = {sop.source.name for sop in sops if has_errors(tuple(check(sop)))}
    return [sop for sop in sops if sop.source.name not in broken], sorted({*failed, *broken})


def stats_text(numbers: Stats, width: int) -> str:
    """Two tables for a terminal: SOPs with their sum, and pelaksana."""
    from rich.console import Console
    from rich.table import Table

    from sopgen.flow.ways import span_text, time_text

    width = max(width, _NARROWEST)
    sops = Table(title="SOP", title_justify="left")
    longest = max((len(each.nomor) for each in numbers.sops), default=0)
    sops.add_column("Nomor", overflow="fold", width=max(_LEAST, min(longest, width // 4)))
    _columns(sops, "Judul", ("Langkah", "Pelaksana", "Keputusan"))
    for each in (*numbers.sops, numbers.total):
        if not each.nomor:
            sops.add_section()
        time = span_text(each.time) + (f" (tanpa {each.left_out} langkah)" if each.left_out else "")
        sops.add_row(each.nomor, each.judul, str(each.steps), str(each.actors), str(each.decisions), time)
    loads = Table(title="Beban pelaksana", title_justify="left")
    _columns(loads, "Pelaksana", ("SOP", "Langkah", "Keputusan"))
    for load in numbers.loads:
        loads.add_row(load.name, str(load.sops), str(load.steps), str(load.decisions), time_text(load.minutes))
    out = StringIO()
    console = Console(file=out, width=width, color_system=None, markup=False, highlight=False)
    console.print(sops)
    console.print(loads)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _columns(table: Table, first: str, counts: tuple[str, ...]) -> None:
    """A text, counts at the right, and a time."""
    table.add_column(first, overflow="fold", min_width=_LEAST)
    for heading in counts:
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("Waktu", overflow="fold", min_width=_LEAST)
