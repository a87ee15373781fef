"""Rows hold what LibreOffice makes of their texts: the line counts are compared with its own."""

from __future__ import annotations

import random
import shutil
import subprocess
from pathlib import Path
from xml.sax.saxutils import escape

import pymupdf
import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.shared import Mm, Pt

from sopgen.layout.text.measurer import TextMeasurer, printable
from tests.conftest import HANGS
from tests.layout.text.test_measurer import real_texts

ARIAL = TextMeasurer("Arial")
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WORDS = (
    'Menyiapkan bahan dan/atau data/informasi 2015-2019 unit-unit (RKT) Rp1.000.000,- 50% ke-1 No. 5 S.H., M.Si "ku" '
    "Disposisi/arahan Dinas/Surat e-mail a/b/c 17/2007 3/4 JP/JFT Covid-19 – + A–B 2005–2025 dll; perundang-undangan "
    "contoh@kantor.go.id No.12/2020 B/123/XI/2017 1.2.3 OT.01.02-043-097.Set.PO non-PNS ST-01 … konsep;naskah"
)
TWIPS_PER_MM = 1440 / 25.4


def texts_and_widths() -> list[tuple[str, int]]:
    """Texts, and widths in twips."""
    chance = random.Random(11)
    texts = [printable(text) for text in real_texts() if len(text) < 400 and text.isprintable()]
    words = WORDS.split(" ")
    texts += [" ".join(chance.choices(words, k=chance.randint(2, 22))) for _ in range(600)]
    return [(text, int(chance.uniform(16, 70) * TWIPS_PER_MM)) for text in texts]


def write_tables(texts: list[tuple[str, int]], size_pt: float, file: Path) -> None:
    """A DOCX with one single-celled table for each text, and its number between marks after it."""
    document = Document()
    page = document.sections[0]
    page.page_height, page.page_width = Mm(500), Mm(200)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(10)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(size_pt)
    normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)
    normal.paragraph_format.line_spacing = Pt(size_pt * 1.2)
    end = document.element.body.sectPr
    for index, (text, width) in enumerate(texts):
        end.addprevious(
            parse_xml(
                f'<w:tbl {NAMESPACE}><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
                '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
                f'<w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid><w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr>'
                f'<w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p></w:tc>'
                "</w:tr></w:tbl>"
            )
        )
        end.addprevious(
            parse_xml(
                f'<w:p {NAMESPACE}><w:pPr><w:spacing w:line="60" w:lineRule="exact"/></w:pPr>'
                f'<w:r><w:rPr><w:sz w:val="2"/></w:rPr><w:t>{index}</w:t></w:r></w:p>'
            )
        )
    document.save(str(file))


def libreoffice_line_counts(file: Path) -> list[int]:
    """Lines of each table's text, read back from the PDF that LibreOffice makes."""
    profile = file.parent / "profile"
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(file.parent), str(file)], check=True, capture_output=True, timeout=HANGS)
    counts: list[int] = []
    baselines: list[float] = []
    with pymupdf.open(file.with_suffix(".pdf")) as document:
        for page in document:
            spans = [
                (span["origin"][1], span["size"])
                for block in page.get_text("dict")["blocks"]
                for line in block.get("lines", [])
                for span in line["spans"]
            ]
            for baseline, size in sorted(spans):
                if size < 2:
                    counts.append(len(baselines))
                    baselines = []
                elif not baselines or baseline - baselines[-1] > 2:
                    baselines.append(baseline)
    return counts


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_no_row_is_too_low_for_libreoffice(tmp_path: Path) -> None:
    texts = texts_and_widths()
    write_tables(texts, 9, tmp_path / "texts.docx")
    found = libreoffice_line_counts(tmp_path / "texts.docx")
    assert len(found) == len(texts)
    planned = [ARIAL.line_count(text, width / TWIPS_PER_MM, 9) for text, width in texts]
    too_low = [
        (text, width, plan, count)
        for (text, width), plan, count in zip(texts, planned, found, strict=True)
        if plan < count
    ]
    assert too_low == []
    wasted = sum(plan > count for plan, count in zip(planned, found, strict=True))
    assert wasted < 0.15 * len(texts)
