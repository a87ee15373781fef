"""``sopgen inspect``: the scene as JSON."""

from __future__ import annotations

from pathlib import Path

import click

from sopgen.cli.argument_types import FILE
from sopgen.findings import FindingsError, UserError
from sopgen.paths import find_root, project_of


@click.command()
@click.argument("file", metavar="BERKAS", type=FILE)
@click.pass_obj
def command(folder: Path | None, file: Path) -> int:
    """Menampilkan tata letak satu SOP sebagai JSON: halaman, kolom, baris, lambang, garis, dan labelnya.

    Semua ukuran dalam milimeter dari sudut kiri atas halaman. Inilah yang digambar pada PDF dan DOCX.
    """
    from sopgen.builder.open_project import open_project
    from sopgen.builder.request import about, chosen
    from sopgen.cli.report import print_findings
    from sopgen.layout.layout import lay_out
    from sopgen.layout.scene_json import to_json
    from sopgen.model.collector import has_errors

    root = find_root(folder or project_of(file))
    project = open_project(root)
    sops, failed = chosen(project, (str(file.absolute()),), Path.cwd())
    if failed:
        raise FindingsError(about(project.findings, failed))
    if len(sops) != 1:
        raise UserError(f"{file} bukan berkas satu SOP.")
    warnings = [finding for finding in project.findings if finding.file == sops[0].source.name]
    if has_errors(warnings):
        print_findings(tuple(warnings), err=True)
    click.echo(to_json(lay_out(sops[0], project.institution), sops[0]), nl=False)
    return 0
