"""Changes between two versions, whole texts."""

from __future__ import annotations

import json

from sopgen.compare.diff import Action, Area, Change, SopDiff
from sopgen.report.diff import diff_csv, diff_json, diff_lines

RENAMED = Change(Area.IDENTITY, Action.CHANGED, "Judul", "Penyusunan\nSurat Dinas", "Penyusunan Nota")
ADDED = Change(Area.STEP, Action.ADDED, "Langkah 2", "", "Mengirim surat kepada alamat tujuan (Staf)")
CHANGES = SopDiff("CTH.01", "Penyusunan Nota", (RENAMED, ADDED))


def test_the_lines_stand_under_the_form_s_headings_each_change_with_its_action() -> None:
    assert list(diff_lines(CHANGES)) == [
        ("Perubahan CTH.01 Penyusunan Nota", None),
        ("2 perubahan: 1 ditambah, 1 diubah.", None),
        ("", None),
        ("Identitas", None),
        ("  ~ Judul diubah", Action.CHANGED),
        ("      semula : Penyusunan Surat Dinas", None),
        ("      menjadi: Penyusunan Nota", None),
        ("", None),
        ("Langkah", None),
        ("  + Langkah 2 ditambah", Action.ADDED),
        ("      menjadi: Mengirim surat kepada alamat tujuan (Staf)", None),
    ]


def test_no_change_is_said() -> None:
    lines = [line for line, _ in diff_lines(SopDiff("CTH.01", "Penyusunan Surat Dinas", ()))]
    assert lines == ["Perubahan CTH.01 Penyusunan Surat Dinas", "Tidak ada perubahan."]


def test_json_and_csv_carry_every_change() -> None:
    changes = SopDiff("CTH.01", "Surat", (Change(Area.IDENTITY, Action.CHANGED, "Status", "berlaku", "konsep"),))
    assert json.loads(diff_json(changes))["perubahan"] == [
        {"bagian": "identitas", "perubahan": "diubah", "tempat": "Status", "semula": "berlaku", "menjadi": "konsep"}
    ]
    assert diff_csv(changes) == "bagian,perubahan,tempat,semula,menjadi\r\nidentitas,diubah,Status,berlaku,konsep\r\n"
