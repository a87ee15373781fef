"""``sopgen check --fix``: the repairs shown, agreed to, and written."""

from __future__ import annotations

import sys
from collections.abc import Container, Iterable, Iterator
from datetime import date
from difflib import unified_diff

import click

from sopgen.builder.open_project import open_project
from sopgen.builder.source_writer import write_source
from sopgen.cli.prompts import can_ask, confirm
from sopgen.cli.say import say
from sopgen.findings import UserError
from sopgen.model.project import Project
from sopgen.report.shown import shown
from sopgen.rules.fix import Fix, fixes


def mend(project: Project, files: Container[str] | None, agreed: bool) -> None:
    """Repair the sources (``files``: only these, by their names in findings).

    The changes are shown first; without ``agreed`` somebody at a terminal is asked. Raises UserError where nobody
    can be asked.
    """
    made = fixes(project, lambda unsaved: open_project(project.root, unsaved=unsaved), date.today(), files)
    if not made:
        say("Tidak ada yang dapat diperbaiki otomatis.\n")
        return
    click.echo(diff_text(made, color=sys.stdout.isatty()))
    if not agreed and not can_ask():
        raise UserError("tidak ada yang diubah; tambahkan --yes untuk menulis perbaikan di atas.")
    if not agreed and not confirm(f"Tulis {_counted(made)}?"):
        say("Tidak ada yang diubah.\n")
        return
    for fix in made:
        written = write_source(fix.before.file, fix.before.raw, fix.after.raw)
        if written.beside is not None:
            beside = f"perbaikannya disimpan sebagai {written.beside.name}"
            say(f"{fix.before.name} sedang dibuka di program lain; {beside}.")
    say(f"Ditulis: {_counted(made)}.\n")


def diff_text(made: Iterable[Fix], *, color: bool = False) -> str:
    """The changes as one unified diff, coloured on demand."""
    return "".join(line for fix in made for line in _diff_lines(fix, color))


def _diff_lines(fix: Fix, color: bool) -> Iterator[str]:
    before, after = fix.before.text.splitlines(keepends=True), fix.after.text.splitlines(keepends=True)
    for line in unified_diff(before, after, fix.before.name, fix.before.name):
        text = shown(line.rstrip("\r\n"))
        tint = {"+": "green", "-": "red", "@": "cyan"}.get(text[:1]) if color else None
        yield f"{click.style(text, fg=tint) if tint else text}\n"


def _counted(made: tuple[Fix, ...]) -> str:
    return f"{sum(fix.count for fix in made)} perbaikan dalam {len(made)} berkas"
