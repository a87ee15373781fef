"""Findings and paths on the terminal: colours, and no line longer than the terminal is wide."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.cells import cell_len

from sopgen.cli.say import say
from sopgen.cli.status import Status
from sopgen.findings import Finding, Severity, as_typed, listed
from sopgen.report.findings import summary
from sopgen.report.overview import Example, Remainder, overview
from sopgen.report.shown import shown

if TYPE_CHECKING:
    from sopgen.builder.state.atomic_write import Written

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.ADVICE: "cyan"}
_ELLIPSIS = "…"
#: Lines that the findings of a build may take: about a screen.
BUILD_LINES = 26


def print_findings(findings: Sequence[Finding], err: bool = False) -> None:
    """Print findings for people, with their count; nothing when there are none. ``err``: on standard error."""
    if findings:
        stream = sys.stderr if err else sys.stdout
        text = findings_text(findings, color=stream.isatty(), width=terminal_width())
        click.echo(text, err=err)


def print_overview(findings: Sequence[Finding], room: int = BUILD_LINES) -> None:
    """Print what matters most of a build's findings in about ``room`` lines, and how to see the rest."""
    if findings:
        text = overview_text(findings, room, color=sys.stdout.isatty(), width=terminal_width())
        click.echo(text)


def terminal_width() -> int:
    """Columns of the terminal; 100 where there is none."""
    return shutil.get_terminal_size((100, 24)).columns


def terminal_height() -> int:
    """Lines of the terminal; 24 where there is none."""
    return shutil.get_terminal_size((100, 24)).lines


def short_path(path: Path) -> str:
    """A path as seen from here, when that is shorter, safe to print."""
    here = Path.cwd()
    return shown(str(path.relative_to(here)) if path.is_relative_to(here) else str(path))


def write_and_tell(
    root: Path,
    outputs: Sequence[tuple[Path, bytes]],
    reads: Sequence[Path] = (),
    done: str = "Ditulis: ",
    err: bool = False,
) -> None:
    """Write files that somebody named, as ``write_named`` does, and say where they are. ``err``: on standard error."""
    from sopgen.builder.state.named_outputs import write_named

    for written in write_named(root, outputs, reads):
        say(f"{done}{short_path(written.beside or written.path)}", err=err)


def tell_left_out(names: Sequence[str]) -> Status:
    """Say which sources are left out for their errors; how the command ends with them."""
    for name in names:
        say(f"{name} tidak diikutkan karena memuat galat; lihat: sopgen check", err=True)
    return Status.FINDINGS if names else Status.FINE


def tell_written(written: Written | None) -> None:
    """Where a source was written, unless there was nothing to write."""
    if written is None:
        return
    say(f"ditulis     {short_path(written.beside or written.path)}")
    if written.beside is not None:
        say(f"            {short_path(written.path)} sedang dibuka di program lain; salin isinya dari berkas itu.")


def tell_findings(root: Path, name: str) -> None:
    """The findings about a source."""
    from sopgen.builder import pipeline

    found = pipeline.check(root, (name,))
    if any(each.file == name for each in found):
        say()
        print_findings(tuple(each for each in found if each.file == name))


def findings_text(findings: Sequence[Finding], *, color: bool = False, width: int = 100) -> str:
    """Every finding with its source line and the place underlined, then a line that counts them.

    Lines longer than ``width`` columns are cut around the place. Characters that would steer a terminal are shown
    as question marks.
    """
    blocks = [_block(finding, color, width) for finding in findings]
    return "\n".join([*blocks, f"{summary(findings)}\n"])


def overview_text(findings: Sequence[Finding], room: int, *, color: bool = False, width: int = 100) -> str:
    """Findings as ``overview`` chooses them, then a line that counts all, and the command that shows all."""

    def height(finding: Finding) -> int:
        lines = _block(finding, color=False, width=width).split("\n")
        return sum(max(1, ceil(cell_len(line) / width)) for line in lines)

    found = overview(findings, room, height)
    blocks = [_example(example, color, width) for example in found.examples]
    lines = [_remainder(remainder) for remainder in found.remainders]
    if found.unnamed:
        lines.append(f"… dan {found.unnamed} berkas lain")
    counted = summary(findings)
    if lines:
        files = dict.fromkeys(finding.file for finding in findings)
        blocks.append("Selain itu:\n" + "".join(f"  {line}\n" for line in lines))
        counted += f" Selengkapnya: sopgen check{f' {as_typed(shown(next(iter(files))))}' if len(files) == 1 else ''}"
    return "\n".join([*blocks, f"{counted}\n"])


def _example(example: Example, color: bool, width: int) -> str:
    block = _block(example.finding, color, width)
    if not example.others:
        return block
    return f"{block}  dan {example.others} lagi seperti ini di {example.files} berkas\n"


def _remainder(remainder: Remainder) -> str:
    counts = listed([f"{count} {severity.value}" for severity, count in remainder.counts])
    return f"{shown(remainder.file)}: {counts}"


def _block(finding: Finding, color: bool, width: int) -> str:
    def paint(text: str, **style: bool | str) -> str:
        return click.style(text, **style) if color else text  # type: ignore[arg-type]

    tint = _COLOURS[finding.severity]
    place = f"{finding.file}:{finding.span.line}:{finding.span.column}"
    head = paint(f"{finding.severity.value} {finding.code}", fg=tint, bold=True)
    lines = [f"{paint(shown(place), bold=True)}: {head}: {shown(finding.message)}"]
    if finding.excerpt.strip():
        number = str(finding.span.line)
        excerpt, mark = underlined(finding, max(20, width - len(number) - 5))
        lines.append(f"  {number} | {excerpt}")
        lines.append(f"  {' ' * len(number)} | {paint(mark, fg=tint)}")
    if finding.hint:
        lines.append(f"  {paint('petunjuk:', bold=True)} {shown(finding.hint)}")
    return "\n".join(lines) + "\n"


def underlined(finding: Finding, width: int) -> tuple[str, str]:
    """The excerpt, cut to ``width`` columns around the place, and a line that marks the place below it."""
    line = shown(finding.excerpt).rstrip()
    start = min(finding.span.column - 1, len(line))
    end = max(start, min(finding.span.end_column - 1, len(line)))
    first, last = _window(line, start, end, width)
    head = _ELLIPSIS if first else ""
    tail = _ELLIPSIS if last < len(line) else ""
    before = cell_len(head + line[first:start])
    under = max(1, cell_len(line[start : min(end, last)]))
    return f"{head}{line[first:last]}{tail}", f"{' ' * before}{'^' * under}"


def _window(line: str, start: int, end: int, width: int) -> tuple[int, int]:
    """Which characters of a line to show: all if they fit, else from a little before the place on."""
    if cell_len(line) <= width:
        return 0, len(line)
    room = width - 2  # the two ellipses
    first = 0 if cell_len(line[:end]) <= room else max(0, start - room // 4)
    last, taken = first, 0
    while last < len(line) and (taken := taken + cell_len(line[last])) <= room:
        last += 1
    return first, last
