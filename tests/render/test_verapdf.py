"""veraPDF finds no broken rule of PDF/A-3a and PDF/UA-1 in any SOP. Fails, not skips, where veraPDF cannot run."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from sopgen.model.load import load
from tests.render.conftest import CASES, ROOT, rendered
from tests.verapdf import FLAVOURS, validate


@pytest.mark.slow
def test_every_sop_meets_pdf_a_and_pdf_ua(tmp_path: Path) -> None:
    files = []
    for root in (ROOT, *sorted(folder for folder in CASES.iterdir() if (folder / "sop_sources").is_dir())):
        for sop in load(root).sops:
            made = rendered(root, sop.source.name)
            for kind, content in (("pdf", made.pdf), ("part", made.part)):
                if kind == "part" and made.part == made.pdf:
                    continue
                file = tmp_path / f"{root.name}-{Path(sop.source.name).stem}-{kind}.pdf"
                file.write_bytes(content)
                files.append(file)
    assert len(files) > 30
    assert validate(files, FLAVOURS) == ()


@pytest.mark.slow
def test_validation_notices_what_is_not_what_it_claims(tmp_path: Path) -> None:
    made = rendered(ROOT, "sop_sources/biro-po/mikro-rencana-kinerja-tahunan.yaml")
    file = tmp_path / "rusak.pdf"
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        del pdf.Root.Lang
        del pdf.Root.OutputIntents
        pdf.save(file)
    assert {breach.flavour for breach in validate([file])} == set(FLAVOURS)
