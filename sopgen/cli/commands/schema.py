"""``sopgen schema``: JSON Schema for editors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sopgen.findings import UserError
from sopgen.paths import find_root

if TYPE_CHECKING:
    from sopgen.model.schema.names import ProjectNames


@click.command()
@click.argument("kind", metavar="JENIS", type=click.Choice(["sop", "instansi", "buku", "surat"]))
@click.pass_obj
def command(folder: Path | None, kind: str) -> int:
    """Menampilkan JSON Schema sebuah jenis berkas sumber: sop, instansi, buku, atau surat.

    Dengan skema ini editor teks melengkapi dan memeriksa isian selagi diketik. Di dalam proyek, skemanya memuat unit,
    pejabat, dan nomor SOP proyek itu. Simpan keluarannya, lalu tulis di baris pertama berkas sumber:
    # yaml-language-server: $schema=NAMA-BERKAS
    """
    from sopgen.model.schema.json_schema import json_schema

    click.echo(json.dumps(json_schema(kind, names=_names(folder)), ensure_ascii=False, indent=2))
    return 0


def _names(folder: Path | None) -> ProjectNames:
    """The names of the project that the user stands in, or named; outside of any there are none."""
    from sopgen.builder.open_project import open_project
    from sopgen.model.schema.names import ProjectNames, project_names

    try:
        root = find_root(folder)
    except UserError:
        if folder is not None:
            raise
        return ProjectNames()
    return project_names(open_project(root))
