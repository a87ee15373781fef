"""``sopgen check``: findings, and no documents."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sopgen.cli.root import Command, Place
from sopgen.findings import Severity
from sopgen.paths import find_root

if TYPE_CHECKING:
    from sopgen.findings import Code, Finding
    from sopgen.model.project import Project


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
@click.option("--fix", is_flag=True, help="Memperbaiki yang jawabannya hanya satu; perubahannya ditunjukkan dahulu.")
@click.option("--yes", "agreed", is_flag=True, help="Dengan --fix: menulis tanpa bertanya.")
@click.option("--explain", "code", metavar="KODE", help="Menjelaskan sebuah kode temuan beserta dasar aturannya.")
@click.pass_obj
def command(place: Place, names: tuple[str, ...], style: str, fix: bool, agreed: bool, code: str | None) -> int:
    """Memeriksa semua sumber, atau yang disebut, dan mencetak semua temuannya sekaligus.

    Dengan --fix: nomor langkah sebagai sasaran diganti id, huruf besar di tengah kata, spasi berlebih, tanggal, dan
    ejaan satuan waktu dibetulkan di berkas sumber; komentar dan susunannya tetap.

    Status keluar 1 bila ada galat; peringatan dan saran tidak mengubahnya.
    """
    if code is not None:
        return _explain(code)
    if agreed and not fix:
        raise click.UsageError("--yes hanya dipakai bersama --fix.")
    if fix and style != "text":
        raise click.UsageError("--fix menunjukkan perubahan kepada orang, jadi tidak dapat dipakai bersama --format.")
    from sopgen.cli.report import terminal_width
    from sopgen.rules.report import ReportFormat
    from sopgen.rules.report import report as in_format

    root = find_root(place.folder)
    findings = _findings(root) if not (names or fix) else _findings_about(root, names, fix, agreed)
    text = in_format(
        findings, ReportFormat(style), codes=_codes(style), color=sys.stdout.isatty(), width=terminal_width()
    )
    click.echo(text, nl=False)
    return 1 if any(finding.severity is Severity.ERROR for finding in findings) else 0


def _findings(root: Path) -> tuple[Finding, ...]:
    """All findings about the project; when nothing has changed since the last time, those of the last time."""
    from sopgen.builder.recall import recall, remember, state

    today = date.today()
    now = state(root, today)
    known = recall(root, now)
    if known is not None:
        return known
    from sopgen.builder.opening import open_project
    from sopgen.rules.check import check

    findings = check(open_project(root), today)
    remember(root, now, findings)
    return findings


def _findings_about(root: Path, names: tuple[str, ...], fix: bool, agreed: bool) -> tuple[Finding, ...]:
    """The findings about the sources that were named, or all of them; mended before when that is asked for."""
    from sopgen.builder.opening import open_project
    from sopgen.builder.order import about, chosen
    from sopgen.rules.check import check

    project = open_project(root)
    if fix and _mended(project, names, agreed):
        project = open_project(root)
    findings = check(project, date.today())
    return about(findings, *chosen(project, names, Path.cwd())) if names else findings


def _mended(project: Project, names: tuple[str, ...], agreed: bool) -> bool:
    """Repair the sources that were named, or all; whether anything was written."""
    from sopgen.builder.order import chosen
    from sopgen.cli.fixing import mend

    if not names:
        return mend(project, None, agreed)
    sops, failed = chosen(project, names, Path.cwd())
    return mend(project, {*failed, *(sop.source.name for sop in sops)}, agreed)


def _codes(style: str) -> tuple[Code, ...]:
    """All codes, described in SARIF only: collecting them costs a moment."""
    if style != "sarif":
        return ()
    from sopgen.cli.codes import later_codes
    from sopgen.rules.catalogue import codes_with

    return codes_with(later_codes())


def _explain(code: str) -> int:
    from sopgen.cli.codes import later_codes
    from sopgen.rules.catalogue import explain

    click.echo(explain(code, later_codes()), nl=False)
    return 0
