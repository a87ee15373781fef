"""Random SOPs as PDF: what is drawn is what was planned, on every page."""

from __future__ import annotations

from dataclasses import replace

import pymupdf
import pytest

from sopgen.layout.layout import lay_out
from sopgen.render.pdf.document import render
from tests.generators.random_flows import plain, wide
from tests.readback.compare import differences
from tests.render.conftest import Rendered


@pytest.mark.parametrize("generator", [plain, wide], ids=["plain", "wide"])
@pytest.mark.parametrize("seed", range(1, 5))
def test_a_random_sop_is_drawn_as_planned(generator, seed: int, makro: Rendered) -> None:
    section = generator(seed).section
    sop = replace(makro.sop, sections=(section,))
    scene = lay_out(sop, makro.institution)
    document = pymupdf.open(stream=render(sop, makro.institution, scene, makro.root))
    assert document.page_count == scene.page_count
    for page in scene.pages:
        if page.rows:
            assert differences(document[page.number - 1], page) == []
