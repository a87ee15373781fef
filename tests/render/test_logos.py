"""Logos as drawing programs write them: printed in their own proportions by every writer, or told at ``logo:``."""

from __future__ import annotations

import io
import re
import struct
import zlib
from base64 import b64encode
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pymupdf
import pytest
import resvg_py
from docx.image.image import Image as WordImage
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFile
from weasyprint import HTML
from weasyprint.images import SVGImage

from sopgen.builder.open_project import open_project
from sopgen.findings import FindingsError
from sopgen.layout.layout import lay_out
from sopgen.layout.scene import Identity, Scene
from sopgen.layout.style import MM_PER_POINT, STYLE
from sopgen.model.institution import Institution
from sopgen.model.sop import Sop
from sopgen.render.docx.document import render as render_docx
from sopgen.render.docx.logo import Logo, LogoError, load_logo, office_logo
from sopgen.render.docx.units import EMU_PER_MM
from sopgen.render.logo import logo_bytes
from sopgen.render.page.pages import page_svgs
from sopgen.render.pdf.document import render
from tests.conftest import ROOT, scaled
from tests.layout.sops import MIKRO, project, real

TWIPS_PER_MM = 1440 / 25.4
PX = {"": 1, "px": 1, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96, "pt": 96 / 72, "pc": 16, "Q": 96 / 101.6}
SVG = "http://www.w3.org/2000/svg"
NO_FILTERS = "memakai efek (filter), seperti bayangan atau kabur, yang tidak tercetak sama di PDF dan Word"
DOCTYPE = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">\n'
#: As Inkscape, CorelDRAW, draw.io, LibreOffice, Illustrator and the web write them; all twice as wide as high.
ORDINARY = {
    "Inkscape": '<svg xmlns="{}" width="40mm" height="20mm" viewBox="0 0 40 20" version="1.1">',
    "CorelDRAW": DOCTYPE + '<svg xmlns="{}" xml:space="preserve" width="2in" height="1in" viewBox="0 0 2000 1000">',
    "draw.io": DOCTYPE + '<svg xmlns="{}" version="1.1" width="121px" height="60.5px" viewBox="-0.5 -0.5 121 60.5">',
    "LibreOffice": '<svg xmlns="{}" width="4cm" height="2cm" viewBox="0 0 4000 2000" preserveAspectRatio="xMidYMid">',
    "Illustrator": '<svg xmlns="{}" x="0px" y="0px" viewBox="0 0 85 42.5" style="enable-background:new 0 0 85 42.5;">',
    "points": '<svg xmlns="{}" width="144pt" height="72pt">',
    "a share": '<svg xmlns="{}" width="100%" height="100%" viewBox="0 0 200 100">',
    "automatic": '<svg xmlns="{}" width="auto" height="auto" viewBox="0,0,200,100">',
}


def svg(head: str) -> bytes:
    """A drawing that begins with ``head``."""
    begin = head.replace("{}", "http://www.w3.org/2000/svg")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{begin}<circle cx="9" cy="9" r="8"/></svg>'.encode()


def png(mode: str = "RGB", size: tuple[int, int] = (40, 20)) -> bytes:
    """A picture in colours that do not compress to nothing."""
    width, height = size
    target = io.BytesIO()
    Image.effect_noise(size, 60).resize((width, height)).convert(mode).save(target, "PNG")
    return target.getvalue()


def drawing(inside: str) -> bytes:
    """A drawing of 20 x 20 px with that inside."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">{inside}</svg>'.encode()


def drawn_again(levels: int, times: int) -> bytes:
    """A drawing that is small to write: each level draws the one below it ``times`` times."""
    groups = (f'<g id="a{level}">' + f'<use href="#a{level - 1}"/>' * times + "</g>" for level in range(1, levels + 1))
    return drawing(f'<defs><rect id="a0" width="1" height="1"/>{"".join(groups)}</defs><use href="#a{levels}"/>')


def flipped(content: bytes, place: int) -> bytes:
    """The file with one byte that is another."""
    return bytes(byte ^ (number == place % len(content)) for number, byte in enumerate(content))


def chunk(kind: bytes, data: bytes) -> bytes:
    """A piece of a PNG with its right checksum."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def without_rows() -> bytes:
    """A PNG that says how large it is, and no more."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 40, 20, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IEND", b"")


def office(folder: Path, content: bytes, name: str) -> Institution:
    """An office with that logo."""
    file = folder / name
    file.write_bytes(content)
    return Institution("Kantor Contoh", logo=file)


def in_pdf(content: bytes) -> float:
    """Width by height of a drawing as WeasyPrint takes it."""
    _, _, ratio = SVGImage(ElementTree.fromstring(content), "logo", None, None).get_intrinsic_size(1, 16)
    return float(ratio)


def in_weasyprint(content: bytes, room: tuple[int, int]) -> bytes:
    """The drawing as WeasyPrint prints it in the middle of a room in px, as a PNG."""
    width, height = room
    page = f"@page {{ size: {width}px {height}px; margin: 0 }} * {{ margin: 0 }} body {{ line-height: 0 }}"
    style = f"width: {width}px; height: {height}px; object-fit: contain"
    address = f"data:image/svg+xml;base64,{b64encode(content).decode()}"
    pdf = HTML(string=f'<style>{page}</style><img src="{address}" style="{style}">').write_pdf()
    return bytes(pymupdf.open(stream=pdf)[0].get_pixmap(dpi=96, alpha=True).tobytes("png"))


def in_word(logo: Logo) -> float:
    """Width by height of the picture for Word."""
    return logo.width / logo.height


@pytest.mark.parametrize("program", ORDINARY)
def test_an_ordinary_drawing_is_printed_in_its_own_proportions(program: str, tmp_path: Path) -> None:
    content = svg(ORDINARY[program])
    (tmp_path / "sop_sources").mkdir()
    (tmp_path / "sop_sources" / "logo.svg").write_bytes(content)
    (tmp_path / "sop_sources" / "instansi.yaml").write_text("nama: Kantor Contoh\nlogo: logo.svg\n", encoding="utf-8")
    project = open_project(tmp_path)
    assert [finding for finding in project.findings if finding.span.line == 2] == []
    assert project.institution is not None
    assert in_pdf(logo_bytes(project.institution, tmp_path)) == pytest.approx(2)
    assert in_word(office_logo(project.institution, tmp_path)) == pytest.approx(2, rel=0.01)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("logo.png", png()[:-12], "Logo “logo.png” rusak atau terpotong."),
        ("logo.png", png()[:-200], "Logo “logo.png” rusak atau terpotong."),
        ("logo.png", png().replace(b"IDAT", b"IDAT\x01", 1), "Logo “logo.png” rusak atau terpotong."),
        ("logo.png", png("I;16"), "Logo “logo.png” memakai 16 bit untuk setiap titik."),
        ("logo.svg", svg('<svg xmlns="{}">'), "Logo “logo.svg” tidak menyebut ukurannya."),
        ("logo.svg", svg('<svg xmlns="{}" width="0" height="0">'), "Logo “logo.svg” tidak menyebut ukurannya."),
        (
            "logo.svg",
            svg('<svg xmlns="{}" width="1e6" height="1">'),
            "Logo “logo.svg” berukuran 1e+06 × 1: terlalu lebar dibandingkan tingginya.",
        ),
        (
            "logo.png",
            png("1", (4001, 4000)),
            "Logo “logo.png” berukuran 4001 × 4000 titik, terlalu besar.",
        ),
        ("logo.png", flipped(png(), -20), "Logo “logo.png” rusak atau terpotong."),
        ("logo.png", without_rows(), "Logo “logo.png” rusak atau terpotong."),
        ("logo.svg", drawn_again(10, 10), "Logo “logo.svg” terlalu rumit."),
        (
            "logo.svg",
            drawing('<filter id="a"><feTurbulence numOctaves="9"/></filter><circle r="9" filter="url(#a)"/>'),
            f"Logo “logo.svg” {NO_FILTERS}.",
        ),
        (
            "logo.svg",
            drawing('<style>.kabur {filter:url(#a)}</style><circle r="9" class="kabur"/>'),
            f"Logo “logo.svg” {NO_FILTERS}.",
        ),
        ("logo.svg", drawing("<g>" * 300 + "</g>" * 300), "Logo “logo.svg” bersarang terlalu dalam."),
    ],
    ids=[
        *("without its end", "cut short", "damaged", "16 bits", "without a size", "no size at all", "a line"),
        *("too many pixels", "a wrong checksum", "no rows", "drawn again and again", "a filter", "a filter by class"),
        "nested too deep",
    ],
)
def test_a_logo_that_cannot_be_printed_is_told_at_its_line(
    name: str, content: bytes, message: str, tmp_path: Path
) -> None:
    (tmp_path / "sop_sources").mkdir()
    (tmp_path / "sop_sources" / name).write_bytes(content)
    (tmp_path / "sop_sources" / "instansi.yaml").write_text(f"nama: Kantor Contoh\nlogo: {name}\n", encoding="utf-8")
    project = open_project(tmp_path)
    told = [finding for finding in project.findings if finding.code == "SOP-E352"]
    assert [(finding.span.line, finding.span.column, finding.message) for finding in told] == [(2, 7, message)]
    assert project.institution is not None
    assert not project.institution.sound


@pytest.mark.parametrize(
    ("size", "much", "side", "other"),
    [((2000, 20), "lebar", "lebarnya", "tingginya"), ((20, 2000), "tinggi", "tingginya", "lebarnya")],
    ids=["wide", "high"],
)
def test_a_logo_like_a_strip_is_told_with_the_shape_that_helps(
    size: tuple[int, int], much: str, side: str, other: str, tmp_path: Path
) -> None:
    institution = office(tmp_path, svg(f'<svg xmlns="{{}}" width="{size[0]}" height="{size[1]}">'), "logo.svg")
    with pytest.raises(FindingsError) as raised:
        logo_bytes(institution, None)
    (finding,) = raised.value.findings
    told = f"Logo “logo.svg” berukuran {size[0]} × {size[1]}: terlalu {much} dibandingkan {other}."
    assert (finding.message, finding.hint) == (told, f"Pakai logo yang {side} paling banyak 50 kali {other}.")


def with_wide_logo(folder: Path) -> tuple[Sop, Institution, Scene, Identity]:
    """An SOP of the office with a logo ten times as wide as high: its layout, and the block that holds the logo."""
    sop, at_home = real(MIKRO), project().institution
    assert at_home is not None
    Image.new("RGB", (400, 40), "navy").save(folder / "logo.png")
    institution = replace(at_home, logo=folder / "logo.png")
    scene = lay_out(sop, institution)
    block = scene.form[0].identity
    assert block is not None
    return sop, institution, scene, block


def test_a_very_wide_logo_keeps_off_the_rules_as_far_as_a_text_in_every_writer(tmp_path: Path) -> None:
    sop, institution, scene, block = with_wide_logo(tmp_path)
    left, right = block.left + STYLE.form_x, block.label_left - STYLE.form_x

    (printed,) = pymupdf.open(stream=render(sop, institution, scene, ROOT))[0].get_image_info()
    assert left <= printed["bbox"][0] * MM_PER_POINT < printed["bbox"][2] * MM_PER_POINT <= right
    (shown,) = ElementTree.fromstring(page_svgs(sop, institution, scene, ROOT)[0]).iter(f"{{{SVG}}}image")
    begin, width = (float(shown.attrib[name]) / 100 for name in ("x", "width"))
    assert left <= begin < begin + width <= right
    with ZipFile(io.BytesIO(render_docx(sop, institution, scene, ROOT))) as archive:
        widths = re.findall(r'<wp:inline[^>]*><wp:extent cx="(\d+)"', archive.read("word/document.xml").decode())
    assert [int(width) / EMU_PER_MM for width in widths] == pytest.approx([right - left], abs=0.1)


def test_a_low_logo_moves_the_words_below_it_by_nothing_in_word(tmp_path: Path) -> None:
    sop, institution, scene, block = with_wide_logo(tmp_path)
    with ZipFile(io.BytesIO(render_docx(sop, institution, scene, ROOT))) as archive:
        document = archive.read("word/document.xml").decode()
    found = re.search(
        r'w:before="(\d+)" w:after="(\d+)"[^>]*>(?:(?!<w:p>).)*<wp:extent cx="\d+" cy="(\d+)".*?w:before="(\d+)"',
        document,
    )
    assert found is not None
    above, after, height, below = map(int, found.groups())
    assert after == 0  # of two spaces that meet Word keeps the larger one only
    down = (above + below) / TWIPS_PER_MM + height / EMU_PER_MM
    assert down == pytest.approx(block.office[0].top - block.top, abs=0.1)


#: Drawings 300 x 100 px that are black all over, as readers of their own show them otherwise.
ODD = {
    "no viewBox": '<svg xmlns="{}" width="300" height="100"><path d="M0 0H300V100H0Z"/></svg>',
    "stretched": (
        '<svg xmlns="{}" width="300" height="100" viewBox="0 0 9 9" preserveAspectRatio="none">'
        '<path d="M0 0H9V9H0Z"/></svg>'
    ),
    "sliced": (
        '<svg xmlns="{}" width="300" height="100" viewBox="0 0 9 9" preserveAspectRatio="xMinYMin slice">'
        '<path d="M0 0H9V9H0Z"/></svg>'
    ),
    "outside": '<svg xmlns="{}" viewBox="0 0 300 100" overflow="visible"><path d="M0 0H900V100H0Z"/></svg>',
    "outside by its style": (
        '<svg xmlns="{}" viewBox="0 0 300 100" style="overflow:visible"><path d="M0 -50H300V100H0Z"/></svg>'
    ),
}


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("room", [(100, 100), (600, 100), (300, 300)])
def test_every_reader_shows_the_same_part_of_a_drawing_in_the_same_shape(
    kind: str, room: tuple[int, int], tmp_path: Path
) -> None:
    content = logo_bytes(office(tmp_path, ODD[kind].replace("{}", SVG).encode(), "a.svg"), None)
    root = ElementTree.fromstring(content)
    assert (root.get("preserveAspectRatio"), root.get("viewBox")) == (None, "0 0 300.000000 100.000000")
    scale = min(room[0] / 300, room[1] / 100)
    fitted = round(300 * scale), round(100 * scale)
    whole = (room[0] - fitted[0]) // 2, (room[1] - fitted[1]) // 2
    picture = (
        f'<svg xmlns="{SVG}" width="{room[0]}" height="{room[1]}"><image width="{room[0]}" height="{room[1]}" '
        f'href="data:image/svg+xml;base64,{b64encode(content).decode()}"/></svg>'
    )
    for drawn in (resvg_py.svg_to_bytes(svg_string=picture), in_weasyprint(content, room)):
        with Image.open(io.BytesIO(drawn)) as image:
            seen = image.convert("RGBA").getchannel("A").point(lambda level: 255 * (level > 128)).getbbox()
        assert seen == pytest.approx((*whole, whole[0] + fitted[0], whole[1] + fitted[1]), abs=1)
    assert in_word(load_logo(content)) == pytest.approx(3, rel=0.01)


def test_a_picture_is_turned_as_its_camera_was_held(tmp_path: Path) -> None:
    beside = Image.Exif()
    beside[0x0112] = 6
    Image.new("RGB", (40, 20), "navy").save(tmp_path / "taken.png", exif=beside)
    content = logo_bytes(office(tmp_path, (tmp_path / "taken.png").read_bytes(), "a.png"), None)
    assert b"eXIf" not in content
    assert in_word(load_logo(content)) == pytest.approx(0.5)


def test_a_picture_cut_short_is_told_though_weasyprint_would_fill_it_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    with pytest.raises(LogoError, match="terpotong"):
        load_logo(png()[:-200])
    assert ImageFile.LOAD_TRUNCATED_IMAGES


UNITS = st.sampled_from([*PX, "em", "ex", "rem", "MM", " mm", "%", "vw", "furlong"])
LENGTHS = st.one_of(
    st.tuples(st.floats(0.5, 5000).map(lambda value: f"{value:.3f}"), UNITS).map("".join),
    st.sampled_from(["", "auto", "0", "-5", "1e3", "+7", "NaN", "abc", " 12 ", "9" * 400]),
)
BOXES = st.one_of(
    st.tuples(st.floats(0.5, 5000), st.floats(0.5, 5000)).map(lambda size: f"0 -1 {size[0]:.3f} {size[1]:.3f}"),
    st.sampled_from(["", "a", "0 0 0 0", "0,0,20,10", "0 0 -5 5", "0 0 5", "0 0 inf 1", "0 0 1 2 3"]),
)


@settings(max_examples=scaled(50))
@example(doctype="", width="1.000ex", height="0.500", box=None)
@given(
    doctype=st.sampled_from(["", DOCTYPE, "<!DOCTYPE svg>\n"]),
    width=st.none() | LENGTHS,
    height=st.none() | LENGTHS,
    box=st.none() | BOXES,
)
def test_whatever_size_a_drawing_says_word_and_pdf_agree_or_it_is_told(
    doctype: str, width: str | None, height: str | None, box: str | None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    given_ones = {"width": width, "height": height, "viewBox": box}
    attributes = "".join(f' {name}="{value}"' for name, value in given_ones.items() if value is not None)
    content = svg(doctype + f'<svg xmlns="{{}}"{attributes}>')
    institution = office(tmp_path_factory.getbasetemp(), content, "acak.svg")
    try:
        logo = office_logo(institution, None)
    except FindingsError:
        return
    ratio = in_pdf(logo_bytes(institution, None))
    assert in_word(logo) == pytest.approx(ratio, rel=0.02 + 1.5 / min(logo.width, logo.height))  # whole pixels
    known = [_px(text) for text in (width, height)]
    if known[0] and known[1]:
        assert ratio == pytest.approx(known[0] / known[1], rel=0.001)


def _px(text: str | None) -> float | None:
    """A length in px when it is plainly one."""
    for unit in sorted(PX, key=len, reverse=True):
        if text and text.endswith(unit) and text.removesuffix(unit).replace(".", "", 1).isdecimal():
            return float(text.removesuffix(unit)) * PX[unit]
    return None


@settings(max_examples=scaled(100))
@given(
    mode=st.sampled_from(["1", "L", "LA", "P", "RGB", "RGBA"]),
    changes=st.lists(st.tuples(st.integers(8, 10_000), st.integers(0, 255)), max_size=3),
    cut=st.none() | st.integers(8, 10_000),
)
def test_a_damaged_picture_is_told_and_a_sound_one_taken(
    mode: str, changes: list[tuple[int, int]], cut: int | None
) -> None:
    sound = png(mode, (12, 6))
    content = bytearray(sound)
    for place, value in changes:
        content[8 + place % (len(content) - 8)] = value
    content = content[: 8 + cut % (len(content) - 8)] if cut is not None else content
    try:
        logo = load_logo(bytes(content))
    except LogoError:
        assert content != sound
        return
    assert in_word(logo) == 2 or content != sound
    picture = WordImage.from_blob(logo.png)
    assert (picture.px_width, picture.px_height) == (logo.width, logo.height)


def test_a_picture_whose_checksums_are_right_and_whose_rows_are_missing_is_told() -> None:
    """As written by a program that died: every chunk is whole."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 40, 20, 8, 2, 0, 0, 0))
    half = chunk(b"IDAT", zlib.compress(bytes(121 * 20))[:15]) + chunk(b"IEND", b"")
    with pytest.raises(LogoError, match="terpotong"):
        load_logo(b"\x89PNG\r\n\x1a\n" + head + half)


def test_a_drawing_of_a_plain_size_is_left_as_it_is(tmp_path: Path) -> None:
    content = svg(ORDINARY["Inkscape"])
    assert logo_bytes(office(tmp_path, content, "a.svg"), None) == content
    other = svg(ORDINARY["automatic"])
    sized = logo_bytes(office(tmp_path, other, "b.svg"), None)
    assert (b'width="200.000000"' in sized, b"circle" in sized) == (True, True)
