"""Logos that hands or accidents have changed: printed in both documents, or told at ``logo:``."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from PIL import Image

from sopgen.builder.request import Kind
from tests.builder.building import built
from tests.conftest import scaled
from tests.generators.damaged_docx import damaged_bytes, edited_xml
from tests.generators.whole_project import SOURCES, with_text, write

#: A little of everything that drawing programs write.
DRAWING = b"""<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="40mm" height="20mm"
  viewBox="0 0 40 20"><style>.a { fill: #123456; stroke-width: 0.5 }</style>
  <defs><linearGradient id="g" x1="0" x2="1"><stop offset="0" stop-color="red"/><stop offset="1"/></linearGradient>
  <clipPath id="c"><rect width="9" height="9" rx="1"/></clipPath><path id="p" d="M0 0 L9 9 C1 2 3 4 5 6 z"/></defs>
  <g transform="translate(2 3) rotate(4)" clip-path="url(#c)"><use xlink:href="#p" x="1" y="2" fill="url(#g)"/>
  <circle class="a" cx="4" cy="4" r="3" opacity="0.5"/><text x="2" y="5" font-size="3">Kantor</text></g>
  <polygon points="1,1 2,2 3,1" fill="none" stroke="black" stroke-dasharray="1 2"/></svg>
"""


def picture(mode: str) -> bytes:
    """A small picture."""
    target = io.BytesIO()
    Image.effect_noise((24, 12), 60).convert(mode).save(target, "PNG")
    return target.getvalue()


def told_or_printed(root: Path, name: str, content: bytes) -> None:
    """Build with this logo: no internal error, and documents unless there is something to say about it."""
    write(root, {"instansi.yaml": with_text(SOURCES["instansi.yaml"], ("logo",), name)})
    (root / "sop_sources" / name).write_bytes(content)
    for other in ("buku.yaml", "surat/nota.yaml", "laporan.yaml"):
        (root / "sop_sources" / other).unlink()
    findings = built(root, (Kind.PDF, Kind.DOCX))
    told = any("logo" in finding.message.casefold() for finding in findings)
    event("told" if told else "printed")
    assert told or {file.suffix for file in (root / "build/sop").glob("lain.*")} == {".pdf", ".docx"}


@pytest.mark.slow
@settings(max_examples=scaled(5))
@given(seed=st.integers(0, 2**32), edits=st.integers(1, 4), bytewise=st.booleans())
def test_a_damaged_drawing_is_printed_or_told(
    seed: int, edits: int, bytewise: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    chance, content = random.Random(seed), DRAWING
    for _ in range(edits):
        content = damaged_bytes(content, chance) if bytewise else edited_xml(content, chance)
    told_or_printed(tmp_path_factory.mktemp("proyek"), "logo.svg", content)


@pytest.mark.slow
@settings(max_examples=scaled(3))
@given(seed=st.integers(0, 2**32), mode=st.sampled_from(["1", "L", "LA", "P", "RGB", "RGBA"]))
def test_a_damaged_picture_is_printed_or_told(seed: int, mode: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    content = damaged_bytes(picture(mode), random.Random(seed))
    told_or_printed(tmp_path_factory.mktemp("proyek"), "logo.png", content)
