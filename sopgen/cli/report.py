"""Findings on the terminal."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from sopgen.findings import Finding
from sopgen.rules.report import findings_text


def print_findings(findings: Sequence[Finding], err: bool = False) -> None:
    """Print findings for people, with their count; nothing when there are none. ``err``: on standard error."""
    if findings:
        stream = sys.stderr if err else sys.stdout
        text = findings_text(findings, color=stream.isatty(), width=terminal_width())
        click.echo(text, err=err)


def terminal_width() -> int:
    """Columns of the terminal; 100 where there is none."""
    return shutil.get_terminal_size((100, 24)).columns


def short_path(path: Path) -> str:
    """A path as seen from here, when that is shorter."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
