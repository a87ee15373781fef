"""Findings for programs: JSON, code-scanning services, pull requests; and how many there are, in words.

Each function returns the whole output as one text that ends with a line break (or is empty).
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from urllib.parse import quote

from sopgen.findings import Code, Finding, Severity, listed
from sopgen.report.shown import shown

_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}
_GITHUB_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}
#: Controls and marks of direction, as far as JSON does not write them otherwise by itself.
_UNSAFE = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


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
    return _json(entries)


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
    return _json({"version": "2.1.0", "runs": [run]})


def findings_github(findings: Sequence[Finding]) -> str:
    """One workflow command a finding, which GitHub shows beside the line in a pull request."""
    return "".join(f"{_github_command(finding)}\n" for finding in findings)


def _json(value: object) -> str:
    """JSON in letters as they are, but for those that would steer a terminal that shows it."""
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    return _UNSAFE.sub(lambda found: json.dumps(found[0])[1:-1], text)


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
    text = "\n".join(map(shown, text.split("\n")))
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _github_property(text: str) -> str:
    return _github_text(text).replace(":", "%3A").replace(",", "%2C")
