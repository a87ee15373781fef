"""``sopgen forms``: the forms for monitoring and evaluating SOPs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sopgen.cli.paths import NEW_FOLDER
from sopgen.cli.root import Command, Place
from sopgen.cli.status import Status
from sopgen.paths import OUTPUT, find_root, output_folder

if TYPE_CHECKING:
    from sopgen.builder.press import Press


@click.command(cls=Command, short_help="Mencetak formulir monitoring atau evaluasi.")
@click.argument("kind", metavar="monitoring|evaluasi", type=click.Choice(["monitoring", "evaluasi"]))
@click.argument("names", metavar="[NOMOR|BERKAS]...", nargs=-1)
@click.option(
    "-o", "--output", type=NEW_FOLDER, metavar="FOLDER", help=f"Folder hasil (bawaan: {OUTPUT}/ pada proyek)."
)
@click.pass_obj
def command(place: Place, kind: str, names: tuple[str, ...], output: Path | None) -> int:
    """Mencetak formulir monitoring (setiap enam bulan) atau evaluasi (setiap tahun) ke build/formulir/.

    Formulir memuat semua SOP, atau SOP yang disebut, dengan nama dan langkah-langkahnya; kolom penilaian dibiarkan
    kosong. Hasilnya PDF dan DOCX. SOP yang dicabut tidak dimuat.
    """
    from sopgen.book.forms import FormKind, make_form
    from sopgen.builder.key import Key
    from sopgen.builder.opening import open_project
    from sopgen.builder.order import Order, chosen
    from sopgen.builder.press import run
    from sopgen.builder.volumes import FORMS
    from sopgen.cli.building import say_waiting
    from sopgen.cli.report import short_path

    root = find_root(place.folder)
    project = open_project(root)
    sops, _ = chosen(project, names, Path.cwd())
    form = make_form(FormKind(kind), project, sops)
    written: list[Path] = []

    def body(press: Press) -> None:
        for ending, content in (("pdf", form.pdf), ("docx", form.docx)):
            one, aside = press.write(f"formulir/{kind}.{ending}", FORMS, Key(()), content)
            written.append(one.beside or one.path)
            written.extend(aside)

    run(Order(root, output_folder(root, output)), say_waiting, body)
    for path in written:
        click.echo(f"dibuat  {short_path(path)}")
    return Status.FINE
