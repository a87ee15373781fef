"""``sopgen withdraw``: an SOP is in force no more."""

from __future__ import annotations

from dataclasses import astuple
from datetime import date
from pathlib import Path

import click

from sopgen.cli.argument_types import require_columns, separator_option
from sopgen.cli.prompts import answer_of, iso_day, one_line, read_told
from sopgen.cli.say import say
from sopgen.cli.status import Status
from sopgen.paths import find_root, project_of


@click.command()
@click.argument("name", metavar="[NOMOR|BERKAS]", required=False)
@click.option("--dengan", "by", metavar="TEKS", help="Keputusan atau surat yang mencabut.")
@click.option("--tanggal", metavar="TANGGAL", help="Sejak kapan SOP tidak berlaku lagi.")
@click.option("--daftar", "register", is_flag=True, help="Menampilkan register SOP yang sudah dicabut.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["teks", "csv"]),
    default="teks",
    show_default=True,
    help="Format register: untuk dibaca, atau untuk Excel.",
)
@separator_option
@click.pass_obj
def command(
    folder: Path | None,
    name: str | None,
    by: str | None,
    tanggal: str | None,
    register: bool,
    style: str,
    separator: str,
) -> int:
    """Mencabut satu SOP: dengan apa dan sejak kapan dicatat di berkasnya.

    SOP itu keluar dari buku dan registernya, dan PDF-nya sendiri bercap DICABUT. Dokumen yang ditetapkan tetap
    disimpan; surat yang tanggalnya sebelum pencabutan tetap melampirkannya seperti waktu itu.
    """
    if register and (name, by, tanggal) != (None, None, None):
        raise click.UsageError("--daftar hanya menampilkan register; tanpa --daftar, SOP yang disebut dicabut.")
    if not register and style != "teks":
        raise click.UsageError("--format hanya dipakai bersama --daftar.")
    require_columns(style)
    if register:
        return _tell_register(find_root(folder), style, separator)
    if name is None:
        raise click.UsageError("sebutkan nomor atau berkas SOP yang dicabut, atau pakai --daftar.")
    from sopgen.builder.life.withdraw import withdraw
    from sopgen.cli.report import tell_findings, tell_written
    from sopgen.model.sop import Withdrawal

    root = find_root(folder or project_of(Path(name)))
    told = None if tanggal is None else read_told("--tanggal", iso_day, tanggal)
    dengan = answer_of(by, "--dengan", "Dicabut dengan (keputusan atau surat)", one_line)
    day = date.fromisoformat(answer_of(told, "--tanggal", "Tidak berlaku lagi sejak", iso_day))
    made = withdraw(root, name, Withdrawal(dengan, day), date.today())
    say(f"dicabut  {made.source}, sejak {day}")
    tell_written(made.written)
    tell_findings(root, made.source)
    return Status.FINE


def _tell_register(root: Path, style: str, separator: str) -> Status:
    from sopgen.builder.life.withdraw import COLUMNS, withdrawn_sops
    from sopgen.cli.report import tell_left_out
    from sopgen.report.stats import csv_text

    lines, left_out = withdrawn_sops(root)
    if style == "csv":
        click.echo(csv_text(COLUMNS, map(astuple, lines), separator), nl=False)
        return tell_left_out(left_out)
    for line in lines:
        say(f"{line.nomor}  {line.judul} ({line.unit})")
        say(f"    berlaku {line.ditetapkan or '–'}, dicabut {line.dicabut or '–'}: {line.dengan or 'tidak dicatat'}")
    say(f"{len(lines)} SOP sudah dicabut.")
    return tell_left_out(left_out)
