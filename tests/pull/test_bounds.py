"""Documents of any size and make end in a sentence, and what is told of them fits a screen."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from sopgen.findings import UserError
from sopgen.pull.compare import compare
from sopgen.pull.document import read as reading
from sopgen.pull.document.read import read
from sopgen.pull.pair import find_source
from sopgen.render.docx.package.archive import UnreadableError
from sopgen.work import DOCX_FIELDS, DOCX_PIECES
from tests.pull.editing import controls, edited, inserted_row, typed_row
from tests.render_docx.documents import makro
from tests.validate_docx.package import W


def test_a_document_of_very_many_runs_is_refused() -> None:
    def swollen(root: etree._Element) -> None:
        (control,) = controls(root, "langkah/3/kegiatan")
        run = next(control.iter(f"{W}r"))
        for _ in range(DOCX_PIECES.allowance() // 2):
            run.addnext(deepcopy(run))

    with pytest.raises(UnreadableError, match="terlalu banyak teks"):
        read(edited(makro().docx, swollen))


def test_a_document_of_very_many_fields_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    origin = read(makro().docx).origin
    monkeypatch.setattr(reading, "DOCX_FIELDS", replace(DOCX_FIELDS, fixed=len(origin.fields) + len(origin.fixed) - 1))
    with pytest.raises(UnreadableError, match="terlalu banyak teks"):
        read(makro().docx)


def test_of_a_kind_of_reports_twenty_are_listed() -> None:
    rows = [inserted_row("nomor", str(number), "Mencatat " + "hasil " * 200) for number in range(30)]
    comparison = compare(read(edited(makro().docx, *rows)), makro().sop.source)
    assert len(comparison.reports) == 21
    assert comparison.reports[-1] == "… dan 10 lagi"
    assert max(map(len, comparison.reports)) < 300


def test_many_new_rows_are_each_told_in_a_short_sentence() -> None:
    rows = [typed_row("langkah/5/kegiatan", {1: f"Mencatat {number}"}) for number in range(60)]
    comparison = compare(read(edited(makro().docx, *rows)), makro().sop.source)
    assert len(comparison.ready) == 60
    assert max(len(step.message) for step in comparison.ready) < 300


@pytest.mark.parametrize("name", ["sop_sources/" + "a" * 5000 + ".yaml", "sop_sources/" + "a/" * 3000 + "a.yaml"])
def test_a_source_name_that_no_file_can_have_is_said(name: str, tmp_path: Path) -> None:
    (tmp_path / "sop_sources").mkdir()
    origin = replace(read(makro().docx).origin, file=name, nomor="n" * 5000)
    with pytest.raises(UserError, match="tidak ditemukan") as error:
        find_source(origin, tmp_path)
    assert len(str(error.value)) < 600


def test_a_document_with_a_password_is_said_to_have_one() -> None:
    content = bytearray(makro().docx)
    content[content.index(b"PK\x01\x02") + 8] |= 1  # the flags of the first member in the archive's directory
    with pytest.raises(UnreadableError, match="kata sandi"):
        read(bytes(content))
