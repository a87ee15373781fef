"""A row that somebody deletes from the flow table in Word deletes its step only when asked, and never a target."""

from __future__ import annotations

import pytest
from lxml import etree

from sopgen.findings import UserError
from sopgen.pull.changes import chosen, write
from sopgen.pull.compare import compare
from sopgen.pull.document.read import read
from sopgen.source.read import parse
from tests.pull.editing import edited, row_of, typed_row, without_row
from tests.render_docx.documents import makro
from tests.validate_docx.package import W


def tracked(root: etree._Element) -> None:
    """Somebody deletes the row of step 5 while Word keeps track."""
    properties = row_of(root, "langkah/5/kegiatan").find(f"{W}trPr")
    assert properties is not None
    etree.SubElement(properties, f"{W}del")


@pytest.mark.parametrize("edit", [without_row("langkah/5/kegiatan"), tracked], ids=["gone", "tracked"])
def test_a_deleted_row_deletes_its_step_only_when_it_is_named(edit: object) -> None:
    document = makro()
    comparison = compare(read(edited(document.docx, edit)), document.sop.source)  # type: ignore[arg-type]
    with pytest.raises(UserError, match="perlu dipastikan"):
        chosen(comparison)
    source = document.sop.source
    after, findings = parse(write(source, chosen(comparison, ["langkah/5"])), source.file, source.name)
    assert after is not None
    assert not findings
    steps = source.plain()["langkah"]
    assert isinstance(steps, list)
    assert after.plain()["langkah"] == steps[:4] + steps[5:]
    assert compare(read(edited(document.docx, edit)), after).same  # type: ignore[arg-type]


def test_a_row_that_others_lead_to_is_told_with_them_and_cannot_be_written() -> None:
    document = makro()
    comparison = compare(read(edited(document.docx, without_row("langkah/8/kegiatan"))), document.sop.source)
    assert not (comparison.changes)
    assert not (comparison.doubts)
    (report,) = comparison.reports
    assert "dituju langkah 9;" in report
    with pytest.raises(UserError, match="Tidak ada perubahan"):
        chosen(comparison, ["langkah/8"])


def test_a_step_that_changed_since_is_said_to_have() -> None:
    document = makro()
    source = document.sop.source
    text = source.text.replace("output: Bahan telah diperiksa\n", "output: Bahan sudah diperiksa\n")
    now, _ = parse(text.encode(), source.file, source.name)
    assert now is not None
    (doubt,) = compare(read(edited(document.docx, without_row("langkah/5/kegiatan"))), now).doubts
    assert doubt.message.endswith("isinya di berkas sumber sudah berubah sesudah dokumen itu dibuat.")


def test_a_row_typed_in_the_place_of_a_deleted_one_takes_its_place() -> None:
    document = makro()
    row = {1: "Mencatat hasil", 3: "x", -4: "Bahan", -3: "10 Menit", -2: "Buku"}
    edits = typed_row("langkah/4/kegiatan", row), without_row("langkah/5/kegiatan")
    comparison = compare(read(edited(document.docx, *edits)), document.sop.source)
    changes = chosen(comparison, ["langkah/4/baru", "langkah/5"])
    after, _ = parse(write(document.sop.source, changes), document.sop.source.file, document.sop.source.name)
    assert after is not None
    steps, new = document.sop.source.plain()["langkah"], after.plain()["langkah"]
    assert isinstance(steps, list)
    assert isinstance(new, list)
    assert new[:4] + new[5:] == steps[:4] + steps[5:]
    assert isinstance(new[4], dict)
    assert new[4]["kegiatan"] == "Mencatat hasil"
