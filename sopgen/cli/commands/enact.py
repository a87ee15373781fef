"""``sopgen enact``: the signed document of an SOP is kept, and the SOP is in force."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from sopgen.cli.argument_types import FILE
from sopgen.cli.prompts import answer_of, iso_day
from sopgen.cli.say import say
from sopgen.cli.status import Status
from sopgen.paths import find_root, project_of


@click.command()
@click.argument("name", metavar="NOMOR|BERKAS")
@click.option(
    "--pdf", type=FILE, metavar="BERKAS", help="PDF yang ditandatangani atau dipindai (bawaan: buatan sopgen sendiri)."
)
@click.option("--tanggal", "told", metavar="TANGGAL", help="Tanggal penetapan (bawaan: tanggal terakhir pada SOP).")
@click.pass_obj
def command(folder: Path | None, name: str, pdf: Path | None, told: str | None) -> int:
    """Menetapkan satu SOP: dokumen yang ditandatangani disimpan di samping berkasnya dan sejak itu berlaku.

    SOP yang ditetapkan tidak memuat galat, bertanggal lengkap, dan menyebut pejabat yang mengesahkan. Dokumennya
    disimpan byte demi byte di folder .ditetapkan; PDF di build/, buku, dan lampiran surat lalu memakai dokumen itu
    dan tidak menggambarnya lagi.
    """
    from sopgen.builder.life.enact import enact, proposed_day
    from sopgen.cli.report import short_path, tell_findings, tell_written

    root, today = find_root(folder or project_of(Path(name))), date.today()
    proposed = proposed_day(root, name, today) if told is None else None
    proposal = proposed.isoformat() if proposed else ""
    day = answer_of(told, "--tanggal", "Tanggal penetapan", iso_day, proposal) if told is not None or proposal else ""
    made = enact(root, name, pdf, date.fromisoformat(day) if day else None, today)
    record = made.record
    revision = f", revisi ke-{record.revisi}" if record.revisi else ""
    say(f"ditetapkan  {record.nomor}{revision}, {record.tanggal}")
    say(f"disimpan    {short_path(made.document)}")
    tell_written(made.written)
    tell_findings(root, made.source)
    return Status.FINE
