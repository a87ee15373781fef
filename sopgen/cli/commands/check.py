"""``sopgen check``: findings, and no documents."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sopgen.cli.argument_types import DAY
from sopgen.cli.status import Status
from sopgen.findings import Severity
from sopgen.paths import find_root, output_folder

if TYPE_CHECKING:
    from sopgen.findings import Finding


class _Style(click.Choice[str]):
    """A format by its name, or by the one that the first had before."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The format's name."""
        return super().convert({"text": "teks"}.get(value, value), param, ctx)


@click.command()
@click.argument("names", metavar="[NOMOR|BERKAS]...", nargs=-1)
@click.option(
    "--format",
    "style",
    type=_Style(["teks", "json", "sarif", "github"]),
    default="teks",
    show_default=True,
    help="Format keluaran: untuk orang, program, layanan pemindai kode, atau pull request.",
)
@click.option("--fix", is_flag=True, help="Memperbaiki yang jawabannya hanya satu; perubahannya ditunjukkan dahulu.")
@click.option("--yes", "agreed", is_flag=True, help="Dengan --fix: menulis tanpa bertanya.")
@click.option(
    "--per",
    "day",
    type=DAY,
    metavar="TANGGAL",
    help="Memeriksa per TANGGAL, dan mengingatkan SOP yang harus ditinjau dalam 90 hari sesudahnya.",
)
@click.option("--explain", "code", metavar="KODE", help="Menjelaskan sebuah kode temuan beserta dasar aturannya.")
@click.pass_obj
def command(
    folder: Path | None,
    names: tuple[str, ...],
    style: str,
    fix: bool,
    agreed: bool,
    day: date | None,
    code: str | None,
) -> int:
    """Memeriksa semua sumber, atau yang dipilih, dan menampilkan semua temuannya sekaligus.

    Dengan --fix: nomor langkah tujuan diganti id, huruf besar di tengah kata, spasi berlebih, tanggal, ejaan satuan
    waktu dan pilihan, serta daftar pelaksana dalam satu teks dibetulkan di berkas sumber; komentar, susunan, dan
    alurnya tetap. Yang maksudnya tidak pasti hanya dilaporkan.

    Status keluar 1 bila ada galat; peringatan dan saran tidak mengubahnya.
    """
    if code is not None and (names or fix or agreed or day or style != "teks"):
        raise click.UsageError(
            "--explain hanya menjelaskan kode, jadi tidak dapat dipakai bersama berkas atau opsi lain."
        )
    if code is not None:
        return _explain(code)
    if agreed and not fix:
        raise click.UsageError("--yes hanya dipakai bersama --fix.")
    if fix and style != "teks":
        raise click.UsageError("--fix menunjukkan perubahan kepada orang, jadi tidak dapat dipakai bersama --format.")
    from sopgen.builder import pipeline

    root = find_root(folder)
    if fix:
        _mend(root, names, agreed)
    findings = pipeline.check(root, names, day)
    click.echo(_in_format(findings, style), nl=False)
    if any(finding.breakdown for finding in findings):
        return _tell_breakdowns(root, findings)
    return Status.FINDINGS if any(finding.severity is Severity.ERROR for finding in findings) else Status.FINE


def _tell_breakdowns(root: Path, findings: tuple[Finding, ...]) -> int:
    """Write a report for each source at which the program itself went wrong, and say what to do with it."""
    from sopgen.builder.error_report import keep_reports
    from sopgen.cli.internal_error import tell_reports
    from sopgen.cli.typed import typed

    reports = keep_reports(root, output_folder(root, None), findings, typed())
    tell_reports([report for report, _ in reports], [text for _, text in reports])
    return Status.INTERNAL


def _mend(root: Path, names: tuple[str, ...], agreed: bool) -> None:
    """Repair the sources that were named, or all."""
    from sopgen.builder.open_project import open_project
    from sopgen.builder.request import sources_named
    from sopgen.cli.fix_output import mend

    project = open_project(root)
    mend(project, sources_named(project, names, Path.cwd()) if names else None, agreed)


def _in_format(findings: tuple[Finding, ...], style: str) -> str:
    from sopgen.cli.report import findings_text, terminal_width
    from sopgen.report.findings import findings_github, findings_json, findings_sarif

    if style == "json":
        return findings_json(findings)
    if style == "github":
        return findings_github(findings)
    if style == "teks":
        return findings_text(findings, color=sys.stdout.isatty(), width=terminal_width())
    from sopgen.cli.codes import later_codes  # only SARIF describes the codes, and collecting them costs a moment
    from sopgen.rules.registry import all_codes

    return findings_sarif(findings, all_codes(later_codes()))


def _explain(code: str) -> int:
    from sopgen.cli.codes import later_codes
    from sopgen.rules.catalogue import explain

    click.echo(explain(code, later_codes()), nl=False)
    return 0
