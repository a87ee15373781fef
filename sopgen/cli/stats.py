"""``sopgen stats``: numbers about SOPs."""

from __future__ import annotations

from pathlib import Path

import click

from sopgen.cli.paths import NEW_FILE
from sopgen.cli.root import Command, Place
from sopgen.cli.status import Status
from sopgen.paths import find_root


@click.command(cls=Command, short_help="Menghitung langkah, waktu, dan beban pelaksana.")
@click.argument("names", metavar="[NOMOR|BERKAS]...", nargs=-1)
@click.option(
    "--format",
    "style",
    type=click.Choice(["tabel", "csv", "json"]),
    default="tabel",
    show_default=True,
    help="Bentuk keluaran: untuk dibaca, untuk Excel, atau untuk program.",
)
@click.option("--beban", "loads", is_flag=True, help="Hanya beban setiap pelaksana (untuk --format csv).")
@click.option("-o", "--output", "file", type=NEW_FILE, metavar="BERKAS", help="Menulis ke berkas, bukan ke layar.")
@click.pass_obj
def command(place: Place, names: tuple[str, ...], style: str, loads: bool, file: Path | None) -> int:
    """Menghitung langkah, pelaksana, keputusan, dan waktu setiap SOP, jumlah semuanya, dan beban setiap pelaksana.

    Waktu dihitung sepanjang jalur alur yang tersingkat dan yang terlama; langkah yang waktunya bukan jumlah dan satuan
    tidak ikut dihitung. Satu hari dihitung 7,5 jam kerja, satu minggu 5 hari kerja, dan satu bulan 20 hari kerja.
    """
    if loads and style != "csv":
        raise click.UsageError("--beban hanya untuk --format csv; tabel dan json sudah memuatnya.")
    from sopgen.builder.opening import open_project
    from sopgen.cli.report import terminal_width
    from sopgen.cli.sound import sound_sops, tell_left_out
    from sopgen.rules.stats import loads_csv, stats, stats_csv, stats_json, stats_text

    sops, broken = sound_sops(open_project(find_root(place.folder)), names)
    numbers = stats(sops)
    if style == "tabel":
        text = stats_text(numbers, terminal_width())
    elif style == "json":
        text = stats_json(numbers)
    else:
        text = loads_csv(numbers) if loads else stats_csv(numbers)
    _put_out(text, file, style)
    tell_left_out(broken)
    return Status.FINDINGS if broken else Status.FINE


def _put_out(text: str, file: Path | None, style: str) -> None:
    """Print the text, or write it: CSV with the mark by which Excel knows UTF-8."""
    if file is None:
        click.echo(text, nl=False)
        return
    from sopgen.builder.outputs import write_output
    from sopgen.cli.report import short_path

    written = write_output(file.resolve(), text.encode("utf-8-sig" if style == "csv" else "utf-8"))
    click.echo(f"Ditulis: {short_path(written.beside or written.path)}")
