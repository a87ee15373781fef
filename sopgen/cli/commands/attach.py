"""``sopgen attach``: SOPs as attachments of one official letter."""

from __future__ import annotations

from pathlib import Path

import click

from sopgen.cli.argument_types import FILE, NEW_FOLDER
from sopgen.cli.root import Command, WorkingFolder
from sopgen.paths import OUTPUT, find_root, output_folder, project_of


@click.command(cls=Command, short_help="Membuat lampiran surat dari berkas surat.")
@click.argument("file", metavar="BERKAS", type=FILE)
@click.option("--izinkan-konsep", "drafts", is_flag=True, help="Melampirkan juga SOP konsep, bercap KONSEP.")
@click.option(
    "-o", "--output", type=NEW_FOLDER, metavar="FOLDER", help=f"Folder hasil (bawaan: {OUTPUT}/ pada proyek)."
)
@click.option("--force", is_flag=True, help="Membuat ulang, juga bila tidak ada yang berubah.")
@click.pass_obj
def command(place: WorkingFolder, file: Path, drafts: bool, output: Path | None, force: bool) -> int:
    """Membuat lampiran satu surat (sop_sources/surat/*.yaml) ke build/lampiran/: PDF, DOCX, dan daftar isinya (JSON).

    Surat pengantarnya ikut dibuat bila berkas surat memuat isi. SOP yang tidak berlaku ditolak.
    """
    from sopgen.builder import pipeline
    from sopgen.builder.request import Kind, Request, cores
    from sopgen.cli.build_output import print_build

    root = find_root(place.folder or project_of(file))
    request = Request(root, output_folder(root, output), kinds=(Kind.PDF,), drafts=drafts, force=force, workers=cores())
    return print_build(pipeline.attach(request, file), request.output, verbose=True)
