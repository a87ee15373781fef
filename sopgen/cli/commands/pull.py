"""``sopgen pull``: what somebody changed in Word, back into the source."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sopgen.cli.argument_types import FILE
from sopgen.cli.status import Status
from sopgen.paths import find_root, project_of

if TYPE_CHECKING:
    from sopgen.findings import Finding
    from sopgen.pull.changes import Change, Comparison
    from sopgen.pull.pair import Pair


@click.command()
@click.argument("file", metavar="BERKAS.docx", type=FILE)
@click.option("--write", is_flag=True, help="Menulis perubahannya ke berkas sumber.")
@click.option(
    "--field",
    "fields",
    metavar="MEDAN",
    multiple=True,
    help="Hanya medan ini, misalnya langkah/3/kegiatan; boleh diulang.",
)
@click.pass_obj
def command(folder: Path | None, file: Path, write: bool, fields: tuple[str, ...]) -> int:
    """Membandingkan DOCX yang telah disunting dengan berkas sumbernya, medan demi medan.

    Dengan --write perubahan itu ditulis ke berkas YAML; komentar, urutan, dan tanda petiknya tetap. Baris yang
    ditambah atau dihapus di Word hanya dilaporkan. Bila ada yang meragukan, tidak ada yang ditulis kecuali medan yang
    disebut dengan --field.
    """
    from sopgen.pull.compare import compare
    from sopgen.pull.pair import open_pair
    from sopgen.pull.changes import chosen

    root = find_root(folder or project_of(file))
    pair = open_pair(file, root)
    comparison = compare(pair.edited, pair.source)
    _tell(comparison, pair)
    if comparison.same:
        return Status.FINE
    changes = chosen(comparison, fields) if write or fields else ()
    if not write:
        if comparison.changes or comparison.doubts:
            click.echo(f"Belum ada yang ditulis. Tambahkan --write untuk menulisnya ke {pair.source.name}.")
        return Status.FINE
    return _write(pair, changes, root)


def _tell(comparison: Comparison, pair: Pair) -> None:
    """Print what differs, field by field."""
    if comparison.same:
        click.echo(f"Tidak ada perubahan terhadap {pair.source.name}.")
        return
    click.echo(f"Perubahan terhadap {pair.source.name}:\n")
    for change in comparison.changes:
        _tell_change(change)
    if comparison.doubts:
        click.echo("Meragukan; ditulis hanya bila disebut dengan --field:\n")
        for doubt in comparison.doubts:
            click.echo(f"  ? {doubt.message}")
            if doubt.change is not None:
                _tell_change(doubt.change)
        click.echo()
    if comparison.reports:
        click.echo("Tidak diambil dari Word:\n")
        for report in comparison.reports:
            click.echo(f"  - {report}")
        click.echo()


def _tell_change(change: Change) -> None:
    click.echo(f"  {change.tag}")
    click.echo(f"      semula : {_one_line(change.old)}")
    click.echo(f"      menjadi: {_one_line(change.new)}")
    if change.also:
        click.echo(f"      beserta: {len(change.also)} kata di langkah-langkah ({', '.join(_steps(change))})")
    click.echo()


def _steps(change: Change) -> list[str]:
    """The steps whose words go with a change, each once: ``langkah/3``."""
    return list(dict.fromkeys(tag.tag.partition("/pelaksana")[0].partition("/simbol")[0] for tag in change.also))


def _one_line(text: str) -> str:
    return " ".join(text.split()) or "(kosong)"


def _write(pair: Pair, changes: tuple[Change, ...], root: Path) -> int:
    """Write the changes, and say what is wrong with the sources now that was not before, if anything."""
    from sopgen.builder.source_writer import write_source
    from sopgen.cli.report import print_findings
    from sopgen.pull.write import write

    if not changes:
        click.echo("Tidak ada yang dapat ditulis.")
        return Status.FINE
    source = pair.source
    known = {(error.file, error.message) for error in _errors(root)}
    written = write_source(source.file, source.raw, write(source, changes))
    where = source.name if written.beside is None else f"{written.beside.name} (berkas sumbernya sedang dibuka)"
    click.echo(f"Ditulis: {len(changes)} medan ke {where}.")
    errors = tuple(error for error in _errors(root) if (error.file, error.message) not in known)
    if errors:
        click.echo("Sesudah ditulis, sumber memuat galat:\n")
        print_findings(errors)
    return Status.FINDINGS if errors else Status.FINE


def _errors(root: Path) -> tuple[Finding, ...]:
    from datetime import date

    from sopgen.builder.open_project import open_project
    from sopgen.findings import Severity
    from sopgen.rules.check import check

    return tuple(found for found in check(open_project(root), date.today()) if found.severity is Severity.ERROR)
