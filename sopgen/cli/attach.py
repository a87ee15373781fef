"""``sopgen attach``: SOPs as attachments of one official letter."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sopgen.cli.paths import FILE, NEW_FOLDER
from sopgen.cli.root import Command, Place
from sopgen.cli.status import Status
from sopgen.findings import FindingsError, Severity, UserError
from sopgen.paths import LETTERS, OUTPUT, find_root, output_folder, project_of

if TYPE_CHECKING:
    from sopgen.builder.order import Order
    from sopgen.builder.press import Made
    from sopgen.model.letter import Letter
    from sopgen.model.project import Project
    from sopgen.model.sop import Sop


@click.command(cls=Command, short_help="Membuat lampiran surat dari berkas surat.")
@click.argument("file", metavar="BERKAS", type=FILE)
@click.option("--izinkan-konsep", "drafts", is_flag=True, help="Melampirkan juga SOP konsep, bercap KONSEP.")
@click.option(
    "-o", "--output", type=NEW_FOLDER, metavar="FOLDER", help=f"Folder hasil (bawaan: {OUTPUT}/ pada proyek)."
)
@click.option("--force", is_flag=True, help="Membuat ulang, juga bila tidak ada yang berubah.")
@click.pass_obj
def command(place: Place, file: Path, drafts: bool, output: Path | None, force: bool) -> int:
    """Membuat lampiran satu surat (sop_sources/surat/*.yaml) ke build/lampiran/: PDF, DOCX, dan daftar isinya (JSON).

    Surat pengantarnya ikut dibuat bila berkas surat memuat isi. SOP yang tidak berlaku ditolak.
    """
    from sopgen.builder.opening import open_project
    from sopgen.builder.order import Kind, Order, cores

    root = find_root(place.folder or project_of(file))
    project = open_project(root)
    letter = _letter(project, file)
    order = Order(root, output_folder(root, output), kinds=(Kind.PDF,), drafts=drafts, force=force, workers=cores())
    sops = _attached(project, letter, drafts)
    made = _make(order, project, letter, sops)
    from sopgen.cli.report import short_path

    for path in (*(written.beside or written.path for written in made.written), *made.kept):
        click.echo(f"{'dibuat' if made.written else 'tetap '}  {short_path(path)}")
    return Status.FINE


def _letter(project: Project, file: Path) -> Letter:
    """The letter in ``file``; FindingsError when it cannot be read, UserError when it is none."""
    for letter in project.letters:
        if letter.source.file.resolve() == file.resolve():
            return letter
    here = file.resolve()
    name = here.relative_to(project.root).as_posix() if here.is_relative_to(project.root) else ""
    findings = tuple(finding for finding in project.findings if finding.file == name)
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise FindingsError(findings)
    raise UserError(f"{file} bukan berkas surat di {LETTERS}/.")


def _attached(project: Project, letter: Letter, drafts: bool) -> tuple[Sop, ...]:
    from sopgen.book.letter import attached_sops
    from sopgen.flow.check import check

    sops = attached_sops(letter, project, drafts=drafts)
    errors = tuple(finding for sop in sops for finding in check(sop))
    if errors:
        raise FindingsError(errors)
    return sops


def _make(order: Order, project: Project, letter: Letter, sops: tuple[Sop, ...]) -> Made:
    """The letter's files, and before them the PDFs of its SOPs where they are not current."""
    from sopgen.builder.press import Press, run
    from sopgen.builder.volumes import make_letter
    from sopgen.cli.building import say_waiting

    assert project.institution is not None
    institution, made = project.institution, []

    def body(press: Press) -> None:
        for one in press.make(sops, institution):
            if one.findings:
                raise FindingsError(one.findings)
            if one.breakdown:
                raise RuntimeError(one.breakdown)
        made.append(make_letter(press, project, letter))

    run(order, say_waiting, body)
    return made[0]
