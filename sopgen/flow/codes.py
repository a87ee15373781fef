"""Codes of flows that are no flows."""

from __future__ import annotations

from sopgen.findings import Code
from sopgen.model.example import review

_FLOWCHART = "PermenPAN-RB 35/2012, diagram alir bercabang: setiap alur punya awal, arah, dan akhir"
_FORMAT = "Panduan format sopgen: tujuan cabang"

UNREACHABLE = Code(
    "SOP-E201",
    "Langkah tidak pernah dicapai",
    _FLOWCHART,
    "Langkah yang tidak dituju alur mana pun tidak akan pernah dikerjakan.",
    bad=review("selesai: true", ""),
    good=review(),
)
ENDLESS = Code(
    "SOP-E202",
    "Alur tidak pernah sampai ke akhir",
    _FLOWCHART,
    "Setiap alur berakhir pada satu kapsul; alur yang terus kembali tidak pernah selesai.",
    bad=review(second="lanjut: konsep"),
    good=review(),
)
SAME_BRANCHES = Code(
    "SOP-E203",
    "Cabang Y dan T menuju langkah yang sama",
    _FLOWCHART,
    "Keputusan yang kedua jawabannya sama bukan keputusan.",
    bad=review(second="ya: konsep\ntidak: konsep"),
    good=review(),
)
SELF_TARGET = Code(
    "SOP-E204",
    "Langkah menunjuk dirinya sendiri",
    _FORMAT,
    "Panah yang kembali ke lambangnya sendiri tidak mengatakan apa yang diperbaiki, dan oleh siapa.",
    bad=review(second="tidak: periksa"),
    good=review(),
)
TARGET_TWICE = Code(
    "SOP-E205",
    "Tujuan yang sama disebut dua kali",
    _FORMAT,
    "Setiap panah digambar satu kali.",
    bad=review(second="tidak: [konsep, konsep]"),
    good=review(),
)
