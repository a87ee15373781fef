"""A misspelt key is one mistake: what would follow from taking it for the right one is not told as well."""

from __future__ import annotations

import pytest

from tests.model.office import BASE, told_of_sop

FIRST = "    pelaksana: Staf\n"


def told(lines: str) -> list[tuple[str, int]]:
    """Codes and lines of what is told when ``lines`` are added to the first step."""
    return [(fact[0], fact[1]) for fact in told_of_sop(BASE.replace(FIRST, FIRST + lines, 1))]


@pytest.mark.parametrize(
    "line",
    [
        "lanjutt: x",
        "lanjutt: antar",
        "lanjutt: 1",
        "tidakk: x",
        "tidakk: [x, y]",
        "yaa: antar",
        "tanyaa: Setuju?",
        "label_yaa: Setuju",
        "kegiatann: Mencatat",
        "pelaksanaa: Staf",
        "mulaii: Staf",
        "selesaii: Staf",
    ],
)
def test_a_misspelt_key_of_a_step_is_one_finding(line: str) -> None:
    assert told(f"    {line}\n") == [("SOP-E120", 9)]


def test_the_right_key_beside_a_misspelt_one_is_still_judged() -> None:
    assert told("    lanjutt: x\n    lanjut: y\n") == [("SOP-E120", 9), ("SOP-E134", 10)]


def test_a_wrong_target_elsewhere_is_still_told() -> None:
    text = BASE.replace(FIRST, f"{FIRST}    lanjutt: x\n", 1).replace("Kepala\n", "Kepala\n    tidak: y\n")
    assert [(fact[0], fact[5]) for fact in told_of_sop(text)] == [
        ("SOP-E120", "Kunci “lanjutt” tidak dikenal di sini."),
        ("SOP-E134", "Langkah tujuan “y” tidak ada."),
    ]
