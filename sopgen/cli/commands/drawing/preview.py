"""``sopgen preview``: the pages of one SOP, drawn at once, for a browser or as pictures."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sopgen.cli.argument_types import NEW_OUTPUT
from sopgen.paths import OUTPUT, find_root, output_folder, project_of

if TYPE_CHECKING:
    from sopgen.model.project import Project
    from sopgen.model.sop import Sop

#: Of the output folder; sources of what stands there begin with it: builds leave it alone.
_FOLDER = "pratinjau"
_PAGE_ENDINGS = (".html", ".htm")


@click.command()
@click.argument("name", metavar="NOMOR|BERKAS")
@click.option("--png", is_flag=True, help="Gambar PNG setiap halaman, bukan satu berkas untuk peramban.")
@click.option(
    "--dpi",
    metavar="N",
    type=click.IntRange(30, 600),
    default=130,
    show_default=True,
    help="Resolusi gambar PNG, dalam dpi (titik per inci).",
)
@click.option(
    "-o",
    "--output",
    type=NEW_OUTPUT,
    metavar="FOLDER|BERKAS",
    help=f"Folder hasil (bawaan: {OUTPUT}/ pada proyek), atau berkas .html untuk semua halaman.",
)
@click.pass_obj
def command(folder: Path | None, name: str, png: bool, dpi: int, output: Path | None) -> int:
    """Menggambar semua halaman satu SOP seketika, dengan rupa seperti yang akan dicetak.

    Hasilnya di build/pratinjau/: satu berkas HTML berisi semua halaman, untuk dibuka di peramban, atau dengan --png
    satu gambar untuk setiap halaman. Dokumen resminya tetap PDF dan DOCX dari sopgen build.
    """
    from sopgen.builder import pipeline
    from sopgen.builder.request import Request
    from sopgen.builder.state.named_outputs import places_of
    from sopgen.cli.build_output import print_build
    from sopgen.cli.commands.drawing.one_sop import one_sop
    from sopgen.cli.report import write_and_tell
    from sopgen.cli.typed import typed

    if png and _is_page(output):
        raise click.UsageError("Gambar PNG ditulis ke sebuah folder, satu untuk setiap halaman; sebut nama folder.")
    root = find_root(folder or (project_of(Path(name)) if Path(name).is_file() else None))
    page = output if output is not None and _is_page(output) else None
    if page is not None:
        places_of(root, [page])
    project, sop = one_sop(root, name)
    documents = _documents(project, sop, root, dpi if png else None)
    if page is not None:
        write_and_tell(root, [(page, next(iter(documents.values())))], done="dibuat  ")
        return 0
    request = Request(root, output_folder(root, output), typed=typed())
    source = f"{_FOLDER}/{Path(sop.source.name).stem}.{'png' if png else 'html'}"
    return print_build(pipeline.keep(request, source, documents, only=True), request.output)


def _is_page(output: Path | None) -> bool:
    """Whether somebody named a file for browsers, not a folder."""
    return output is not None and output.suffix.lower() in _PAGE_ENDINGS and not output.is_dir()


def _documents(project: Project, sop: Sop, root: Path, dpi: int | None) -> Mapping[str, bytes]:
    """What is written, by its names in the output folder: pictures at ``dpi``, or pages for a browser."""
    from sopgen.layout.layout import lay_out
    from sopgen.render.page.pages import page_html, page_pngs

    stem, office = f"{_FOLDER}/{Path(sop.source.name).stem}", project.institution
    assert office is not None  # an SOP without errors has one
    scene = lay_out(sop, office)
    if dpi is None:
        return {f"{stem}.html": page_html(sop, office, scene, root)}
    pictures = page_pngs(sop, office, scene, root, dpi)
    return {f"{stem}-{number}.png": picture for number, picture in enumerate(pictures, 1)}
