"""PDFs of every kind, made of drawn sources: a strict reader reads each object of each, and each can be signed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from sopgen.book.forms import FormKind, make_form
from sopgen.builder.change_proposal import proposal_pdf, versions
from sopgen.builder.request import Kind
from sopgen.findings import FindingsError, Severity
from sopgen.model.load import load
from sopgen.render.diagram import diagram_pdf
from tests.builder.building import built
from tests.conftest import FUZZING, scaled
from tests.generators.extreme_sops import MOST_STEPS, extreme_sop
from tests.generators.whole_project import write
from tests.readback.signing import read_strictly, signatures_hold, signed

STEPS = MOST_STEPS if FUZZING else 2


def pdfs(root: Path) -> Iterator[tuple[str, bytes]]:
    """The PDFs of a project that was built, and those that are asked for one by one."""
    for name, file in {"sop": "sop/laporan", "booklet": "buku-sop", "letter": "lampiran/nota"}.items():
        yield name, (root / f"build/{file}.pdf").read_bytes()
    project = load(root)
    drawn = next(sop for sop in project.sops if sop.source.file.stem == "laporan")
    other = next(sop for sop in project.sops if sop is not drawn)
    for kind in FormKind:
        yield kind.value, make_form(kind, project, (drawn, other)).pdf
    yield "diff", proposal_pdf(versions(drawn, other, "lama", "baru"), project)
    with suppress(FindingsError):  # of a flow that no diagram shows in one piece
        yield "diagram", diagram_pdf(drawn, False, (), root)


@pytest.mark.slow
@settings(max_examples=scaled(1), phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(seed=st.integers(0, 2**32))
def test_every_pdf_is_read_strictly_and_signed(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    root, extreme = tmp_path_factory.mktemp("proyek"), extreme_sop(seed, STEPS)
    write(root)
    sop = extreme.sop.replace("nomor:", "nomor: A.01\n# nomor:", 1)
    (root / "sop_sources" / "laporan.yaml").write_text(sop, encoding="utf-8")
    if any(finding.severity is Severity.ERROR for finding in built(root, (Kind.PDF, Kind.DOCX))):
        return  # an SOP that cannot be drawn keeps the letter from being made
    for kind, pdf in pdfs(root):
        assert read_strictly(pdf) > 10, kind
        assert signatures_hold(signed(pdf, "tanda_tangan")) == [True], kind
