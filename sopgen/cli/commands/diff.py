"""``sopgen diff``: what changed between two versions of an SOP."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sopgen.cli.argument_types import NEW_FILE, require_columns, separator_option
from sopgen.cli.status import Status
from sopgen.findings import UserError
from sopgen.paths import find_root, project_of

if TYPE_CHECKING:
    from sopgen.builder.change_proposal import Versions
    from sopgen.compare.diff import SopDiff
    from sopgen.model.project import Project


@click.command()
@click.argument("name", metavar="NOMOR|BERKAS")
@click.argument("other", metavar="[BERKAS-BARU|REVISI]", default="HEAD")
@click.option(
    "--format",
    "style",
    type=click.Choice(["teks", "json", "csv"]),
    default="teks",
    show_default=True,
    help="Format keluaran: untuk dibaca, untuk program, atau matriks semula-menjadi untuk Excel.",
)
@separator_option
@click.option("--pdf", type=NEW_FILE, metavar="BERKAS", help="Membuat juga lembar usulan perubahan sebagai PDF.")
@click.option(
    "--docx", type=NEW_FILE, metavar="BERKAS", help="Membuat lembar itu sebagai DOCX, perubahannya sebagai revisi Word."
)
@click.pass_obj
def command(
    folder: Path | None, name: str, other: str, style: str, separator: str, pdf: Path | None, docx: Path | None
) -> int:
    """Menampilkan perubahan antara dua versi satu SOP dengan istilah formulirnya.

    Dua berkas: yang pertama versi lama, yang kedua versi baru. Satu berkas dan sebuah revisi git: versi pada revisi
    itu dibandingkan dengan berkas yang sekarang; tanpa revisi, dengan yang terakhir disimpan di git (HEAD). SOP di
    proyek ini boleh ditulis dengan nomornya.

    Langkah yang dipindah tidak dianggap dihapus lalu ditambah; cabang yang tujuannya hanya berganti nomor tidak
    dianggap berubah.
    """
    require_columns(style)
    from sopgen.builder.open_project import open_project
    from sopgen.builder.state.named_outputs import places_of
    from sopgen.cli.report import write_and_tell
    from sopgen.report.diff import diff_csv, diff_json

    project = open_project(find_root(folder or project_of(Path(name))))
    file, newer = _file(name, project), _existing(other, project)
    reads = (file, newer) if newer else (file,)
    places_of(project.root, [place for place in (pdf, docx) if place is not None], reads)
    versions = _versions(file, other, project)
    sheets = _sheets(versions, project, (pdf, docx))  # what cannot be made is refused before anything is shown
    if style == "json":
        click.echo(diff_json(versions.changes), nl=False)
    elif style == "csv":
        click.echo(diff_csv(versions.changes, separator), nl=False)
    else:
        _print(versions.changes, color=sys.stdout.isatty())
    write_and_tell(project.root, sheets, reads, err=True)
    return Status.FINE


def _sheets(versions: Versions, project: Project, places: tuple[Path | None, Path | None]) -> list[tuple[Path, bytes]]:
    """The sheet that goes with a proposal, as PDF and as DOCX, where it is asked for."""
    from sopgen.builder.change_proposal import proposal_docx, proposal_pdf

    makers = zip(places, (proposal_pdf, proposal_docx), strict=True)
    return [(file, make(versions, project)) for file, make in makers if file is not None]


def _print(changes: SopDiff, color: bool) -> None:
    from sopgen.compare.diff import Action
    from sopgen.report.diff import diff_lines
    from sopgen.report.shown import shown

    colours = {Action.ADDED: "green", Action.REMOVED: "red", Action.CHANGED: "yellow", Action.MOVED: "cyan"}
    for line, action in ((shown(line), action) for line, action in diff_lines(changes)):
        click.echo(click.style(line, fg=colours[action]) if color and action else line)


def _file(name: str, project: Project) -> Path:
    """The file that was named, by itself or by the nomor of its SOP."""
    if found := _existing(name, project):
        return found
    from sopgen.builder.request import chosen

    sops, failed = chosen(project, (name,), Path.cwd())
    files = [*(sop.source.file for sop in sops), *(project.root / file for file in failed)]
    if len(files) != 1:
        raise UserError(f"{name} bukan satu SOP.")
    return files[0]


def _existing(name: str, project: Project) -> Path | None:
    """The file of that name, seen from here, else from the project folder; None when there is none."""
    return next((file for file in (Path(name), project.root / name) if file.is_file()), None)


def _versions(file: Path, other: str, project: Project) -> Versions:
    """The two versions: a second file is the newer one, a revision the older."""
    from sopgen.builder.change_proposal import versions
    from sopgen.compare.revision import saved_at, sop_at
    from sopgen.model.dates import letter_date

    if new_file := _existing(other, project):
        return versions(sop_at(file, project), sop_at(new_file, project), file.name, new_file.name)
    old = sop_at(file, project, other)
    name, day = saved_at(file, other)
    return versions(old, sop_at(file, project), f"versi {letter_date(day)} (git {name})", "versi yang diusulkan")
