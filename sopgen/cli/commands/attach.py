"""``sopgen attach``: SOPs as attachments of one official letter."""

from __future__ import annotations

from pathlib import Path

import click

from sopgen.cli.argument_types import FILE, output_option
from sopgen.paths import find_root, output_folder, project_of


@click.command()
@click.argument("file", metavar="BERKAS", type=FILE)
@click.option("--konsep", "drafts", is_flag=True, help="Melampirkan juga SOP konsep, bercap KONSEP.")
@click.option("--izinkan-konsep", "drafts", is_flag=True, hidden=True)  # its name before
@output_option
@click.option("--force", is_flag=True, help="Membuat ulang, juga bila tidak ada yang berubah.")
@click.pass_obj
def command(folder: Path | None, file: Path, drafts: bool, output: Path | None, force: bool) -> int:
    """Membuat lampiran satu surat (sop_sources/surat/*.yaml) ke build/lampiran/: PDF, DOCX, dan daftar isinya (JSON).

    Surat pengantarnya ikut dibuat bila berkas surat memuat isi. SOP yang tidak berlaku ditolak.
    """
    from sopgen.builder import pipeline
    from sopgen.builder.request import Kind, Request, cores
    from sopgen.cli.build_output import print_build
    from sopgen.cli.typed import typed

    root = find_root(folder or project_of(file))
    place = output_folder(root, output)
    asked = Request(root, place, kinds=(Kind.PDF,), drafts=drafts, force=force, workers=cores(), typed=typed())
    return print_build(pipeline.attach(asked, file), place, verbose=True)
