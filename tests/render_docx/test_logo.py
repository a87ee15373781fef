"""Logos: any SVG or PNG becomes one PNG of a sensible size, always the same bytes."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from sopgen.findings import FindingsError
from sopgen.render.docx.document import render
from sopgen.render.docx.logo import LogoError, load_logo
from tests.render_docx.documents import makro

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"><rect width="200" height="100" fill="#123"/></svg>'
)


def png(width: int, height: int) -> bytes:
    target = io.BytesIO()
    Image.new("RGBA", (width, height), (0, 64, 128, 128)).save(target, "PNG")
    return target.getvalue()


def test_an_svg_keeps_its_proportions_and_its_bytes() -> None:
    first = load_logo(SVG)
    load_logo.cache_clear()
    again = load_logo(SVG)
    assert first == again
    assert first.width == 2 * first.height


def test_a_png_is_taken_as_it_is_unless_it_is_huge() -> None:
    content = png(300, 200)
    assert load_logo(content).png == content
    huge = load_logo(png(4000, 1000))
    assert (huge.width, huge.height) == (1200, 300)


def test_a_logo_is_fitted_into_its_room() -> None:
    assert load_logo(SVG).fitted(100, 24) == pytest.approx((48, 24))
    assert load_logo(SVG).fitted(30, 24) == pytest.approx((30, 15))


@pytest.mark.parametrize("content", [b"", b"<svg>", b"\x89PNG\r\n\x1a\nbroken", b"GIF89a", b"\xff\xfe"])
def test_what_is_no_picture_is_an_error_and_no_crash(content: bytes) -> None:
    with pytest.raises(LogoError, match=r"tidak dapat dibaca|rusak"):
        load_logo(content)


def test_a_broken_logo_is_a_finding_about_the_institution(tmp_path: Path) -> None:
    document = makro()
    broken = tmp_path / "logo.png"
    broken.write_bytes(png(10, 10)[:40])
    institution = replace(document.institution, logo=broken)
    with pytest.raises(FindingsError, match=r"logo\.png") as raised:
        render(document.sop, institution, document.scene, document.root)
    assert [finding.code for finding in raised.value.findings] == ["SOP-E352"]
