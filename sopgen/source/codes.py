"""Codes of what can be wrong with a file before anybody asks what its content means."""

from __future__ import annotations

from sopgen.findings import Code, Severity

_YAML = "YAML 1.2 (yaml.org/spec/1.2.2), dibatasi seperti dalam panduan format sopgen"
_SAFETY = "Panduan keamanan sopgen: sumber adalah data, ukurannya dibatasi"

SYNTAX = Code("SOP-E101", Severity.ERROR, "Susunan YAML tidak dapat dibaca", _YAML)
TAB = Code("SOP-E102", Severity.ERROR, "Tab dipakai sebagai lekukan", _YAML)
DUPLICATE_KEY = Code("SOP-E103", Severity.ERROR, "Kunci ditulis dua kali", _YAML)
YAML_FEATURE = Code("SOP-E104", Severity.ERROR, "Jangkar, alias, tag, atau kunci gabung YAML dipakai", _SAFETY)
SECOND_DOCUMENT = Code("SOP-E105", Severity.ERROR, "Lebih dari satu dokumen dalam satu berkas", _YAML)
CONTROL_CHARACTER = Code("SOP-E106", Severity.ERROR, "Karakter kendali di dalam berkas", _SAFETY)
ENCODING = Code("SOP-E107", Severity.ERROR, "Berkas bukan teks UTF-8", _YAML)
FILE_SIZE = Code("SOP-E108", Severity.ERROR, "Berkas terlalu besar", _SAFETY)
NESTING = Code("SOP-E109", Severity.ERROR, "Isi bersarang terlalu dalam", _SAFETY)
UNREADABLE = Code("SOP-E110", Severity.ERROR, "Berkas tidak dapat dibuka", _SAFETY)
NOT_A_MAPPING = Code("SOP-E111", Severity.ERROR, "Berkas kosong atau bukan pasangan kunci dan isi", _YAML)
COMPLEX_KEY = Code("SOP-E112", Severity.ERROR, "Kunci bukan teks", _YAML)
CUT_TEXT = Code("SOP-W190", Severity.WARNING, "Teks terpotong oleh tanda #", _YAML)

SOURCE_CODES = (
    SYNTAX,
    TAB,
    DUPLICATE_KEY,
    YAML_FEATURE,
    SECOND_DOCUMENT,
    CONTROL_CHARACTER,
    ENCODING,
    FILE_SIZE,
    NESTING,
    UNREADABLE,
    NOT_A_MAPPING,
    COMPLEX_KEY,
    CUT_TEXT,
)
