"""Findings for programs: JSON, code-scanning services, pull requests; and how many there are, in words.

Each function returns the whole output as one text that ends with a line break (or is empty).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from urllib.parse import quote

from sopgen.findings import Code, Finding, Severity, listed

_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}
_GITHUB_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}


def summary(findings: Sequence[Finding]) -> str:
    """``"2 galat, 1 peringatan, dan 3 saran dalam 2 berkas."``, or that nothing was found."""
    counts = [(sum(finding.severity is severity for finding in findings), severity.value) for severity in Severity]
    words = [f"{count} {name}" for count, name in counts if count]
    if not words:
        return "Tidak ada temuan."
    return f"{listed(words)} dalam {len({finding.file for finding in findings})} berkas."


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
    properties = {
        "file": finding.file,
        "line": str(span.line),
        "col": str(span.column),
        "endColumn": str(max(span.column, span.end_column - 1)),
        "title": finding.code,
    }
    place = ",".join(f"{key}={_github_property(value)}" for key, value in properties.items())
    text = f"{finding.message}\n{finding.hint}" if finding.hint else finding.message
    return f"::{_GITHUB_LEVELS[finding.severity]} {place}::{_github_text(text)}"


def _github_text(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _github_property(text: str) -> str:
    return _github_text(text).replace(":", "%3A").replace(",", "%2C")
