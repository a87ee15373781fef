"""SOPs that can be reckoned with: readable, and with flows without errors."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from sopgen.builder.request import chosen
from sopgen.findings import Severity
from sopgen.flow.check import check as check_flow
from sopgen.model.project import Project
from sopgen.model.sop import Sop


def sound_sops(project: Project, names: tuple[str, ...]) -> tuple[tuple[Sop, ...], tuple[str, ...]]:
    """The SOPs that ``names`` mean (all without names), and the files among them that hold errors.

    Raises UserError when a name means nothing.
    """
    sops, failed = chosen(project, names, Path.cwd())
    broken = {sop.source.name for sop in sops if any(found.severity is Severity.ERROR for found in check_flow(sop))}
    good = tuple(sop for sop in sops if sop.source.name not in broken)
    return good, tuple(sorted({*failed, *broken}))


def tell_left_out(files: Iterable[str]) -> None:
    """Say on standard error which files were left out because of their errors."""
    for file in files:
        click.echo(f"{file} tidak diikutkan karena memuat galat; lihat: sopgen check", err=True)
