"""``sopgen schema``: JSON Schema for editors."""

from __future__ import annotations

import json

import click


@click.command()
@click.argument("kind", metavar="JENIS", type=click.Choice(["sop", "instansi", "buku", "surat"]))
def command(kind: str) -> int:
    """Menampilkan JSON Schema sebuah jenis berkas sumber: sop, instansi, buku, atau surat.

    Dengan skema ini editor teks melengkapi dan memeriksa isian selagi diketik. Simpan keluarannya, lalu tulis di
    baris pertama berkas sumber: # yaml-language-server: $schema=NAMA-BERKAS
    """
    from sopgen.model.schema.json_schema import json_schema

    click.echo(json.dumps(json_schema(kind), ensure_ascii=False, indent=2))
    return 0
