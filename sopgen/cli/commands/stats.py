"""``sopgen stats``: numbers about SOPs."""

from __future__ import annotations

from datetime import date
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sopgen.cli.argument_types import DAY, NEW_FILE, format_of, require_columns, separator_option
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
    help="Format keluaran: untuk dibaca, untuk Excel, atau untuk program (bawaan: menurut akhiran berkas --output, "
    "kalau tidak ada: tabel).",
)
@click.option("--beban", "loads", is_flag=True, help="Hanya beban setiap pelaksana (untuk --format csv).")
@click.option("--peninjauan", "reviews", is_flag=True, help="Hanya daftar peninjauan (untuk --format csv).")
@click.option("--per", "day", type=DAY, metavar="TANGGAL", help="Menghitung sisa hari sampai peninjauan sejak TANGGAL.")
@separator_option
@click.option(
    "-o",
    "--output",
    "file",
    type=NEW_FILE,
    metavar="BERKAS",
    help="Menulis ke berkas, bukan ke layar; - untuk keluaran standar.",
)
@click.pass_obj
def command(
    folder: Path | None,
    names: tuple[str, ...],
    style: str | None,
    loads: bool,
    reviews: bool,
    day: date | None,
    separator: str,
    file: Path | None,
) -> int:
    """Menghitung langkah, pelaksana, keputusan, dan waktu setiap SOP, jumlah semuanya, dan beban setiap pelaksana.

    SOP yang menyebut batas peninjauannya (tinjau_sebelum) didaftar menurut tanggal itu.

    Waktu dihitung sepanjang jalur alur yang tersingkat dan yang terlama; langkah yang waktunya bukan angka dan satuan
    tidak ikut dihitung. Satu hari dihitung 7,5 jam kerja, satu minggu 5 hari kerja, dan satu bulan 20 hari kerja.
    """
    style = format_of(file, style, ("csv", "json")) or "tabel"
    if (loads or reviews) and style != "csv":
        option = "--beban" if loads else "--peninjauan"
        raise click.UsageError(f"{option} hanya untuk --format csv; tabel dan json sudah memuatnya.")
    if day is not None and style == "csv" and not reviews:
        raise click.UsageError("--per menghitung sisa hari sampai peninjauan; tambahkan --peninjauan.")
    require_columns(style)
    if loads and reviews:
        raise click.UsageError("--beban dan --peninjauan masing-masing satu berkas CSV; pilih salah satu.")
    from sopgen.builder.open_project import open_project
    from sopgen.builder.state.named_outputs import places_of
    from sopgen.cli.report import tell_left_out, terminal_width, write_and_tell
    from sopgen.report.stats import loads_csv, reviews_csv, stats, stats_csv, stats_json

    root = find_root(folder)
    file = None if file == Path("-") else file
    if file is not None:
        places_of(root, [file])
    sops, broken = _sound(open_project(root), names)
    numbers = stats(sops, day)
    if style == "tabel":
        text = stats_text(numbers, terminal_width())
    elif style == "json":
        text = stats_json(numbers)
    else:
        write = loads_csv if loads else reviews_csv if reviews else stats_csv
        text = write(numbers, separator)
    if file is None:
        click.echo(text, nl=False)
    else:  # Excel knows UTF-8 by the mark at its beginning
        write_and_tell(root, [(file, text.encode("utf-8-sig" if style == "csv" else "utf-8"))])
    return tell_left_out(broken)


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
    """Tables for a terminal: SOPs with their sum, pelaksana, and reviews if there are any."""
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
    if numbers.reviews:
        console.print(_review_table(numbers, width))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _review_table(numbers: Stats, width: int) -> Table:
    from rich.table import Table

    table = Table(title="Peninjauan", title_justify="left")
    table.add_column("Ditinjau sebelum", no_wrap=True)
    longest = max(len(each.nomor) for each in numbers.reviews)
    table.add_column("Nomor", overflow="fold", width=max(_LEAST, min(longest, width // 4)))
    table.add_column("Judul", overflow="fold", min_width=_LEAST)
    counted = any(each.left is not None for each in numbers.reviews)
    if counted:
        table.add_column("Sisa hari", justify="right", no_wrap=True)
    for each in numbers.reviews:
        left = (str(each.left) if (each.left or 0) >= 0 else "terlewati",) if counted else ()
        table.add_row(each.before.isoformat(), each.nomor, each.judul, *left)
    return table


def _columns(table: Table, first: str, counts: tuple[str, ...]) -> None:
    """A text, counts at the right, and a time."""
    table.add_column(first, overflow="fold", min_width=_LEAST)
    for heading in counts:
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("Waktu", overflow="fold", min_width=_LEAST)
