"""The country's own scripts and emoji: printed where a font has them, and the right package named where none has."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sopgen.layout.text.fonts import font_file
from sopgen.layout.text.measurer import TextMeasurer
from sopgen.layout.text.missing_glyphs import glyph_finding
from sopgen.model.scripts import SCRIPTS, scripts_in
from sopgen.source.document import Source
from sopgen.source.read import read

SAMPLES = {script.name: script.sample for script in SCRIPTS} | {"Emoji": "📄👍"}
#: Prints what each of the texts lacks, in Arial.
MISSING = """
import sys
from sopgen.layout.text.measurer import TextMeasurer
for text in sys.argv[1:]:
    print(ascii(TextMeasurer("Arial").missing(text)))
"""
#: A machine where only the fonts of some folders are installed.
BARE = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>{}<include ignore_missing="yes">/etc/fonts/conf.d</include></fontconfig>"""


@pytest.fixture
def source(tmp_path: Path) -> Source:
    """A source to put findings in."""
    (tmp_path / "sop_sources").mkdir()
    (tmp_path / "sop_sources" / "a.yaml").write_text("judul: Judul\n", encoding="utf-8")
    found, _ = read(tmp_path / "sop_sources" / "a.yaml", tmp_path)
    assert found is not None
    return found


@pytest.mark.parametrize("name", SAMPLES)
def test_a_text_is_printed_where_a_font_has_its_script(name: str) -> None:
    families = [script.face for script in SCRIPTS if script.name == name] or ["Symbola", "Noto Color Emoji"]
    listed = subprocess.run(["fc-list", "", "family"], capture_output=True, text=True, check=True).stdout
    if not any(family in listed for family in families):
        pytest.skip(f"{families[0]} is not installed here: make setup does it where it may")
    assert TextMeasurer("Arial").missing(SAMPLES[name]) == ""


def test_a_machine_with_the_usual_fonts_alone_lacks_each_of_them(tmp_path: Path) -> None:
    folders = {Path(font_file(family).path).parent for family in ("Arial", "DejaVu Sans")}
    places = "".join(f"<dir>{folder}</dir>" for folder in sorted(folders))
    (tmp_path / "fonts.conf").write_text(BARE.format(places))
    command = [sys.executable, "-c", MISSING, *SAMPLES.values()]
    done = subprocess.run(
        command,
        env={**os.environ, "FONTCONFIG_FILE": str(tmp_path / "fonts.conf")},
        capture_output=True,
        text=True,
        check=True,
    )
    lacking = [line for line in done.stdout.splitlines() if line != "''"]
    assert len(lacking) == len(SAMPLES)


@pytest.mark.parametrize(
    ("missing", "packages"),
    [
        *((sample, "fonts-noto-core") for name, sample in SAMPLES.items() if name != "Emoji"),
        ("📄👍", "fonts-symbola"),
        ("漢かカ한", "fonts-noto-cjk"),
        ("हिท", "fonts-noto-core"),
        ("ꦲ📄漢", "fonts-noto-core fonts-symbola fonts-noto-cjk"),
    ],
)
def test_the_finding_names_the_package_that_has_the_characters(missing: str, packages: str, source: Source) -> None:
    finding = glyph_finding(source, ("judul",), missing, None)
    assert f"sudo apt-get install -y {packages} " in finding.hint
    assert "DOCX" in finding.hint


def test_the_finding_names_the_characters(source: Source) -> None:
    message = glyph_finding(source, ("judul",), "ꦲ\U000f0000", None).message
    assert message.endswith("karakter “ꦲ” (JAVANESE LETTER HA), “\U000f0000” (U+F0000).")


@pytest.mark.parametrize(
    ("missing", "hint"),
    [
        ("\uf0b7", "Hapus karakter itu: ia gambar dari huruf lain"),
        ("\U000f0000", "Hapus karakter itu: ia gambar dari huruf lain"),
        ("\u0378", "Ganti karakter itu."),
    ],
    ids=["Symbol font", "private", "unassigned"],
)
def test_no_package_is_named_for_characters_that_mean_nothing_elsewhere(
    missing: str, hint: str, source: Source
) -> None:
    said = glyph_finding(source, ("judul",), missing, None).hint
    assert said.startswith(hint)
    assert "apt-get" not in said


def test_each_script_knows_its_own_letters() -> None:
    for script in SCRIPTS:
        assert list(scripts_in(f"Papan nama {script.sample}")) == [script]
    assert list(scripts_in("Menyusun konsep – “é” ✔ 漢字")) == []
