"""Findings for programs, whole texts."""

from __future__ import annotations

import json

from sopgen.findings import Code, Finding, Severity, Span
from sopgen.report.findings import findings_github, findings_json, findings_sarif, summary

LATE = Finding(
    "SOP-W101",
    Severity.WARNING,
    "sop_sources/a.yaml",
    Span(5, 18, 28),
    "tanggal_efektif: 2017-11-08",
    "Tanggal efektif lebih awal.",
    "Perbaiki tanggalnya.",
)
LOST = Finding(
    "SOP-E201",
    Severity.ERROR,
    "sop_sources/b c,d.yaml",
    Span(12, 5, 13),
    "  - kegiatan: Menyusun",
    "Langkah 2 tidak pernah dicapai: 100%.",
    "",
    2,
)
FILE = Finding("SOP-E110", Severity.ERROR, "sop_sources/c.yaml", Span(1, 1, 1), "", "Berkas tidak dapat dibuka.")


def test_the_summary_counts_by_severity() -> None:
    advice = Finding("SOP-S101", Severity.ADVICE, "a", Span(1, 1, 2), "x", "y")
    assert summary([LATE, LOST, FILE, advice]) == "2 galat, 1 peringatan, dan 1 saran dalam 4 berkas."
    assert summary([advice]) == "1 saran dalam 1 berkas."


def test_json_has_the_eight_keys() -> None:
    assert json.loads(findings_json([LOST])) == [
        {
            "code": "SOP-E201",
            "severity": "galat",
            "file": "sop_sources/b c,d.yaml",
            "line": 12,
            "column": 5,
            "step": 2,
            "message": "Langkah 2 tidak pernah dicapai: 100%.",
            "hint": "",
        }
    ]
    assert findings_json([]) == "[]\n"


def test_sarif_names_the_rules_and_places() -> None:
    code = Code("SOP-W101", "Judul aturan", "Sumbernya", "Sebabnya")
    assert json.loads(findings_sarif([LATE], [code])) == {
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "sopgen",
                        "rules": [
                            {
                                "id": "SOP-W101",
                                "shortDescription": {"text": "Judul aturan"},
                                "help": {"text": "Sumber aturan: Sumbernya"},
                                "defaultConfiguration": {"level": "warning"},
                            }
                        ],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [
                    {
                        "ruleId": "SOP-W101",
                        "level": "warning",
                        "message": {"text": "Tanggal efektif lebih awal. Perbaiki tanggalnya."},
                        "locations": [
                            {
                                "physicalLocation": {
                                    "artifactLocation": {"uri": "sop_sources/a.yaml"},
                                    "region": {"startLine": 5, "startColumn": 18, "endColumn": 28},
                                }
                            }
                        ],
                    }
                ],
            }
        ],
    }


def test_sarif_escapes_file_names_as_addresses() -> None:
    result = json.loads(findings_sarif([LOST], []))["runs"][0]["results"][0]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "sop_sources/b%20c%2Cd.yaml"


def test_github_commands_escape_what_would_end_them() -> None:
    assert findings_github([LATE, LOST]) == (
        "::warning file=sop_sources/a.yaml,line=5,col=18,endColumn=27,title=SOP-W101::"
        "Tanggal efektif lebih awal.%0APerbaiki tanggalnya.\n"
        "::error file=sop_sources/b c%2Cd.yaml,line=12,col=5,endColumn=12,title=SOP-E201::"
        "Langkah 2 tidak pernah dicapai: 100%25.\n"
    )
