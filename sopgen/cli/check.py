"""``sopgen check``: findings, and no documents."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from sopgen.cli.root import Command, Place
from sopgen.findings import Severity


@click.command(cls=Command, short_help="Memeriksa semua sumber tanpa membuat dokumen.")
@click.argument("names", metavar="[NOMOR|BERKAS]...", nargs=-1)
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "sarif", "github"]),
    default="text",
    show_default=True,
    help="Bentuk keluaran: untuk orang, program, layanan pemindai kode, atau pull request.",
)
@click.option("--explain", "code", metavar="KODE", help="Menjelaskan sebuah kode temuan beserta dasar aturannya.")
@click.pass_obj
def command(place: Place, names: tuple[str, ...], style: str, code: str | None) -> int:
    """Memeriksa semua sumber, atau yang disebut, dan mencetak semua temuannya sekaligus.

    Status keluar 1 bila ada galat; peringatan dan saran tidak mengubahnya.
    """
    if code is not None:
        return _explain(code)
    from sopgen.builder.folder import find_root
    from sopgen.builder.order import about, chosen
    from sopgen.cli.report import terminal_width
    from sopgen.model.load import load
    from sopgen.rules.check import check
    from sopgen.rules.registry import all_codes
    from sopgen.rules.report import ReportFormat
    from sopgen.rules.report import report as in_format

    project = load(find_root(place.folder))
    findings = check(project, date.today())
    if names:
        sops, failed = chosen(project, names, Path.cwd())
        findings = about(findings, sops, failed)
    text = in_format(
        findings, ReportFormat(style), codes=all_codes(), color=sys.stdout.isatty(), width=terminal_width()
    )
    click.echo(text, nl=False)
    return 1 if any(finding.severity is Severity.ERROR for finding in findings) else 0


def _explain(code: str) -> int:
    from sopgen.cli.codes import later_codes
    from sopgen.rules.catalogue import explain

    click.echo(explain(code, later_codes()), nl=False)
    return 0
