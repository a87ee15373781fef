"""Findings in print: for people, for programs, for code-scanning services, for pull requests.

``findings_text`` and its sisters return the whole output as one text that ends with a line break (or is empty).
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from urllib.parse import quote

import click
from rich.cells import cell_len

from sopgen.findings import Code, Finding, Severity

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.ADVICE: "cyan"}
_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}
_GITHUB_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}
_ELLIPSIS = "…"


class ReportFormat(StrEnum):
    """What ``sopgen check --format`` may be."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"


def report(
    findings: Sequence[Finding],
    format: ReportFormat,
    *,
    codes: Sequence[Code] = (),
    color: bool = False,
    width: int = 100,
) -> str:
    """The findings in the format asked for. ``codes`` is needed by SARIF, ``color`` and ``width`` by text only."""
    if format is ReportFormat.JSON:
        return findings_json(findings)
    if format is ReportFormat.SARIF:
        return findings_sarif(findings, codes)
    if format is ReportFormat.GITHUB:
        return findings_github(findings)
    return findings_text(findings, color=color, width=width)


def findings_text(findings: Sequence[Finding], *, color: bool = False, width: int = 100) -> str:
    """Every finding with its source line and the place underlined, then a line that counts them.

    Lines longer than ``width`` columns are cut around the place. Characters that would steer a terminal are shown
    as question marks.
    """
    blocks = [_block(finding, color, width) for finding in findings]
    return "\n".join([*blocks, f"{summary(findings)}\n"])


def summary(findings: Sequence[Finding]) -> str:
    """``"2 galat, 1 peringatan, dan 3 saran dalam 2 berkas."``, or that nothing was found."""
    counts = [(sum(finding.severity is severity for finding in findings), severity.value) for severity in Severity]
    words = [f"{count} {name}" for count, name in counts if count]
    if not words:
        return "Tidak ada temuan."
    listed = " dan ".join(words) if len(words) < 3 else f"{', '.join(words[:-1])}, dan {words[-1]}"
    return f"{listed} dalam {len({finding.file for finding in findings})} berkas."


def findings_json(findings: Sequence[Finding]) -> str:
    """A list of objects with code, severity, file, line, column, step, message and hint."""
    entries = [
        {
            "code": finding.code,
            "severity": finding.severity.value,
            "file": finding.file,
            "line": finding.span.line,
            "column": finding.span.column,
            "step": finding.step,
            "message": finding.message,
            "hint": finding.hint,
        }
        for finding in findings
    ]
    return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"


def findings_sarif(findings: Sequence[Finding], codes: Sequence[Code]) -> str:
    """SARIF 2.1.0 (OASIS): one run, the rules of all ``codes``, columns counted in characters."""
    rules = [
        {
            "id": code.number,
            "shortDescription": {"text": code.title},
            "help": {"text": f"Sumber aturan: {code.source}"},
            "defaultConfiguration": {"level": _SARIF_LEVELS[code.severity]},
        }
        for code in codes
    ]
    run = {
        "tool": {"driver": {"name": "sopgen", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(finding) for finding in findings],
    }
    return json.dumps({"version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def findings_github(findings: Sequence[Finding]) -> str:
    """One workflow command a finding, which GitHub shows beside the line in a pull request."""
    return "".join(f"{_github_command(finding)}\n" for finding in findings)


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
    last = first
    while last < len(line) and cell_len(line[first : last + 1]) <= room:
        last += 1
    return first, last


def shown(text: str) -> str:
    """Text that is safe on a terminal: one line, tabs as blanks, control and direction marks as question marks."""
    if text.isprintable():
        return text
    return "".join(_shown_character(character) for character in text)


def _shown_character(character: str) -> str:
    if character in "\t\n\r":
        return " "
    return "?" if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") else character


def _sarif_result(finding: Finding) -> dict[str, object]:
    text = f"{finding.message} {finding.hint}" if finding.hint else finding.message
    span = finding.span
    region = {"startLine": span.line, "startColumn": span.column, "endColumn": max(span.end_column, span.column)}
    location = {"artifactLocation": {"uri": quote(finding.file)}, "region": region}
    return {
        "ruleId": finding.code,
        "level": _SARIF_LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [{"physicalLocation": location}],
    }


def _github_command(finding: Finding) -> str:
    span = finding.span
    properties = (
        ("file", finding.file),
        ("line", str(span.line)),
        ("col", str(span.column)),
        ("endColumn", str(max(span.column, span.end_column - 1))),
        ("title", finding.code),
    )
    listed = ",".join(f"{key}={_github_property(value)}" for key, value in properties)
    text = f"{finding.message}\n{finding.hint}" if finding.hint else finding.message
    return f"::{_GITHUB_LEVELS[finding.severity]} {listed}::{_github_text(text)}"


def _github_text(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _github_property(text: str) -> str:
    return _github_text(text).replace(":", "%3A").replace(",", "%2C")
