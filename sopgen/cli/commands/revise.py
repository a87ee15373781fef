"""``sopgen revise``: an enacted SOP gets its next revision, as a draft."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sopgen.cli.argument_types import output_option
from sopgen.cli.prompts import answer_of, iso_day, one_line, read_told
from sopgen.cli.say import say
from sopgen.paths import find_root, output_folder, project_of

if TYPE_CHECKING:
    from sopgen.builder.life.revise import Wish


@click.command()
@click.argument("name", metavar="NOMOR|BERKAS")
@click.option("--uraian", metavar="TEKS", help="Apa yang berubah.")
@click.option("--tanggal", metavar="TANGGAL", help="Tanggal revisi.")
@click.option("--efektif", metavar="TANGGAL", help="Tanggal efektif yang baru, bila ikut berubah.")
@output_option
@click.pass_obj
def command(
    folder: Path | None, name: str, uraian: str | None, tanggal: str | None, efektif: str | None, output: Path | None
) -> int:
    """Memulai revisi SOP yang sudah ditetapkan: butir revisi ditulis, dan berkasnya menjadi konsep.

    Dokumen yang sudah ditetapkan tetap berlaku sampai revisinya ditetapkan dengan sopgen enact. Lembar perubahannya
    dibuat di build/perubahan/; jalankan perintah ini sekali lagi sesudah isinya diubah untuk membuatnya ulang.
    """
    from sopgen.builder import pipeline
    from sopgen.builder.life.revise import SHEETS_FOLDER, needs, revise
    from sopgen.builder.request import Request
    from sopgen.cli.build_output import print_build
    from sopgen.cli.report import tell_written
    from sopgen.cli.typed import typed

    root, today = find_root(folder or project_of(Path(name))), date.today()
    made = revise(root, name, _wish(uraian, tanggal, efektif, asks=needs(root, name, today)), today)
    revision = made.revision
    say(f"revisi ke-{revision.ke}, {revision.tanggal}: {revision.uraian}")
    tell_written(made.written)
    request = Request(root, output_folder(root, output), typed=typed())
    return print_build(pipeline.keep(request, SHEETS_FOLDER, {made.sheet_name: made.sheet}), request.output)


def _wish(uraian: str | None, tanggal: str | None, efektif: str | None, asks: bool) -> Wish:
    """What options tell; where a new revision ``asks`` for more, what is answered at a terminal."""
    from sopgen.builder.life.revise import Wish

    said = None if uraian is None else read_told("--uraian", one_line, uraian)
    day = None if tanggal is None else read_told("--tanggal", iso_day, tanggal)
    since = None if efektif is None else read_told("--efektif", iso_day, efektif)
    if asks:
        said = answer_of(said, "--uraian", "Apa yang berubah", one_line)
        day = answer_of(day, "--tanggal", "Tanggal revisi", iso_day)
    return Wish(said, _day(day), _day(since))


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
