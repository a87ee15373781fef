"""``sopgen doctor``: what this machine has and lacks."""

from __future__ import annotations

from pathlib import Path

import click

from sopgen.builder.doctor import Check, Mark, examine
from sopgen.cli.say import say
from sopgen.findings import UserError
from sopgen.paths import OUTPUT, find_root
from sopgen.report.shown import shown

_LOOK = {Mark.GOOD: ("✓", "green"), Mark.DOUBTFUL: ("!", "yellow"), Mark.BAD: ("✗", "red")}


@click.command()
@click.pass_obj
def command(folder: Path | None) -> int:
    """Memeriksa apakah mesin ini lengkap.

    Setiap baris bertanda ✓ (baik), ! (perhatikan), atau ✗ (kurang), disertai apa yang perlu dilakukan.
    Status keluar 1 bila ada yang kurang.
    """
    root = _root(folder)
    checks = list(examine(root, (root or Path.cwd()) / OUTPUT, _families(root)))
    width = max(len(check.subject) for check in checks)
    for check in checks:
        _print(check, width)
    bad = sum(check.mark is Mark.BAD for check in checks)
    say(f"\n{bad} hal masih kurang." if bad else "\nMesin ini siap.")
    return 1 if bad else 0


def _print(check: Check, width: int) -> None:
    sign, colour = _LOOK[check.mark]
    click.echo(f"{click.style(sign, fg=colour)} {shown(f'{check.subject:<{width}}  {check.found}')}")
    if check.remedy:
        say(f"  {'':<{width}}  → {check.remedy}")


def _root(folder: Path | None) -> Path | None:
    try:
        return find_root(folder)
    except UserError:
        return None


def _families(root: Path | None) -> tuple[str, ...]:
    """The font families that the institution and its SOPs ask for; the usual one where none can be read."""
    usual = ("Arial",)
    if root is None:
        return usual
    try:
        from sopgen.builder.open_project import open_project

        project = open_project(root)
    except ImportError:  # an incomplete installation, which is what the checks are about
        return usual
    asked = [project.institution.format.huruf] if project.institution else []
    return tuple(dict.fromkeys((*asked, *(sop.format.huruf for sop in project.sops)))) or usual
