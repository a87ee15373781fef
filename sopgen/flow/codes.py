"""Codes of flows that are no flows."""

from __future__ import annotations

from sopgen.findings import Code, Severity

_FLOWCHART = "PermenPAN-RB 35/2012, diagram alir bercabang: setiap alur punya awal, arah, dan akhir"
_FORMAT = "Panduan format sopgen: tujuan cabang"

UNREACHABLE = Code("SOP-E201", Severity.ERROR, "Langkah tidak pernah dicapai", _FLOWCHART)
ENDLESS = Code("SOP-E202", Severity.ERROR, "Alur tidak pernah sampai ke akhir", _FLOWCHART)
SAME_BRANCHES = Code("SOP-E203", Severity.ERROR, "Cabang ya dan tidak menuju tempat yang sama", _FLOWCHART)
SELF_TARGET = Code("SOP-E204", Severity.ERROR, "Langkah menunjuk dirinya sendiri", _FORMAT)
TARGET_TWICE = Code("SOP-E205", Severity.ERROR, "Tujuan yang sama disebut dua kali", _FORMAT)

FLOW_CODES = (UNREACHABLE, ENDLESS, SAME_BRANCHES, SELF_TARGET, TARGET_TWICE)
