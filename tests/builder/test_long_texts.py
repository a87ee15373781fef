"""20,000 characters of one kind in any text of any source, through to PDF and DOCX: made, or told, in bounded work."""

from __future__ import annotations

import faulthandler
from collections.abc import Iterator

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from sopgen.builder.request import Kind
from tests.builder.building import built
from tests.conftest import HANGS, scaled
from tests.generators.long_texts import FILLINGS, fillings
from tests.generators.whole_project import SOURCES, texts, with_text, write

LENGTH = 20_000
PLACES = [(name, place) for name, source in reversed(SOURCES.items()) for place in texts(source)]


@pytest.fixture(scope="module", autouse=True)
def no_build_hangs() -> Iterator[None]:
    """A build without end shows where it is, and ends the tests."""
    yield
    faulthandler.cancel_dump_traceback_later()


@pytest.mark.slow
@settings(max_examples=scaled(2), phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(
    where=st.sampled_from(PLACES),
    filling=st.sampled_from(sorted(FILLINGS)),
    way=st.sampled_from(sorted(fillings("x", 1))),
    length=st.sampled_from((LENGTH, 2_000, 300)),
)
def test_a_long_text_anywhere_becomes_documents_or_findings(
    where: tuple[str, tuple[str | int, ...]],
    filling: str,
    way: str,
    length: int,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    name, place = where
    root = tmp_path_factory.mktemp("proyek")
    write(root, {name: with_text(SOURCES[name], place, fillings(FILLINGS[filling], length)[way])})
    faulthandler.dump_traceback_later(HANGS, exit=True)
    kinds = (Kind.PDF, Kind.DOCX)
    findings = built(root, kinds, kinds if name in ("instansi.yaml", "buku.yaml", "surat/nota.yaml") else ())
    faulthandler.cancel_dump_traceback_later()
    made = {path.suffix for path in (root / "build").rglob("*") if path.stem in ("laporan", "lain", "nota", "buku-sop")}
    assert findings or {".pdf", ".docx"} <= made
