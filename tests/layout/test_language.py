"""Which face draws a sign is the document's business, not that of the language which the user reads."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

HAN = "骨直"
SIGNS = {*range(0x20, 0x460), *range(0x2000, 0x2700), *range(0x3000, 0x9FFF), *range(0xF900, 0xFB00)}
KANA = set(range(0x3040, 0x3100))
ONLY_IN_CHINA = {ord(sign) for sign in "这们说"}
#: Languages by their bits in OS/2, which fontconfig trusts.
JAPANESE, CHINESE = 17, 18
PROGRAM = f"""
import re
from sopgen.layout.text.pango import FallbackLayout
from sopgen.render.pdf.weasyprint import HTML
print(FallbackLayout("Liberation Sans", False, 10).width("{HAN}"))
pdf = HTML(string="<html lang=id><p style='font-family: Liberation Sans'>{HAN}").write_pdf(uncompressed_pdf=True)
print(re.findall(rb"/BaseFont /\\S*", pdf))
"""


def make_font(folder: Path, name: str, signs: set[int], width: int, language: int) -> None:
    """A font with one glyph for all signs, made for readers of one language."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "sign"])
    builder.setupCharacterMap(dict.fromkeys(signs, "sign"))
    pen = TTGlyphPen(None)
    for move, place in ((pen.moveTo, (0, 0)), (pen.lineTo, (0, 500)), (pen.lineTo, (500, 500))):
        move(place)
    pen.closePath()
    glyph = pen.glyph()
    builder.setupGlyf({".notdef": glyph, "sign": glyph})
    builder.setupHorizontalMetrics({".notdef": (width, 0), "sign": (width, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": name, "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=800, usWinAscent=800, usWinDescent=200, ulCodePageRange1=1 << language)
    builder.setupPost()
    builder.save(folder / f"{name}.ttf")


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fontconfig's settings with two fonts more, a Japanese and a Chinese one."""
    folder = tmp_path_factory.mktemp("fonts")
    make_font(folder, "Aaa", SIGNS - ONLY_IN_CHINA, 700, JAPANESE)
    make_font(folder, "Zzz", SIGNS - KANA, 1000, CHINESE)
    settings = folder / "fonts.conf"
    settings.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<cachedir>{folder}/cache</cachedir><dir>{folder}</dir>"  # first: it is the one that is written
        "<include ignore_missing='yes'>/etc/fonts/fonts.conf</include></fontconfig>"
    )
    return settings


def test_signs_of_other_scripts_have_one_face_whatever_language_the_user_reads(fonts: Path) -> None:
    plain = {name: value for name, value in os.environ.items() if name not in {"LANGUAGE", "PANGO_LANGUAGE"}}
    seen = set()
    for settings in ({"LANGUAGE": "ja"}, {"PANGO_LANGUAGE": "zh_CN"}):
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={**plain, **settings, "FONTCONFIG_FILE": str(fonts)},
            capture_output=True,
            text=True,
            check=True,
        )
        assert "Aaa" in done.stdout or "Zzz" in done.stdout
        seen.add(done.stdout)
    assert len(seen) == 1
