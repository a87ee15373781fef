"""``sopgen forms``: the forms for monitoring and evaluating SOPs."""

from __future__ import annotations

from pathlib import Path

import click

from sopgen.cli.argument_types import output_option
from sopgen.paths import find_root, output_folder

#: Of the output folder; also the source of what stands there: builds leave it alone.
_FOLDER = "formulir"


@click.command()
@click.argument("kind", metavar="monitoring|evaluasi", type=click.Choice(["monitoring", "evaluasi"]))
@click.argument("names", metavar="[NOMOR|BERKAS]...", nargs=-1)
@output_option
@click.pass_obj
def command(folder: Path | None, kind: str, names: tuple[str, ...], output: Path | None) -> int:
    """Membuat formulir monitoring (setiap enam bulan) atau evaluasi (setiap tahun) ke build/formulir/.

    Formulir memuat semua SOP, atau SOP yang dipilih, dengan nama dan langkah-langkahnya; kolom penilaian dibiarkan
    kosong. Hasilnya PDF dan DOCX. SOP yang dicabut tidak dimuat.
    """
    from sopgen.book.forms import FormKind, make_form
    from sopgen.builder import pipeline
    from sopgen.builder.open_project import open_project
    from sopgen.builder.request import Request, chosen
    from sopgen.cli.build_output import print_build
    from sopgen.cli.report import tell_left_out
    from sopgen.cli.typed import typed

    root = find_root(folder)
    project = open_project(root)
    sops, failed = chosen(project, names, Path.cwd())
    left_out = tell_left_out(failed)
    form = make_form(FormKind(kind), project, tuple(sop.in_force for sop in sops))
    request = Request(root, output_folder(root, output), typed=typed())
    documents = {f"{_FOLDER}/{kind}.pdf": form.pdf, f"{_FOLDER}/{kind}.docx": form.docx}
    return max(left_out, print_build(pipeline.keep(request, _FOLDER, documents), request.output))
