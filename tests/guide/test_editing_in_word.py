"""The page about editing in Word: what it prints of a terminal is shown, its pictures are of today's documents."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from sopgen.cli.run import run
from tests.generators.word_edits import packed, unpacked
from tests.generators.word_hands import commented, divided, looking
from tests.guide.pages import BASE, base_files, fences, text_of, write
from tests.guide.sessions import commands, is_shown
from tests.guide.word_pictures import NAMES, PICTURES, digest
from tests.pull.editing import controls, typed
from tests.validate_docx.package import W

PAGE = "menyunting-di-word.md"


def run_of(root: etree._Element, tag: str) -> etree._Element:
    """The run of a field's text."""
    return next(controls(root, tag)[0].iter(f"{W}r"))


def edited_document(content: bytes) -> bytes:
    """The document after what the page tells of was done to it."""
    word = unpacked(content)
    typed("langkah/3/waktu", "15 Menit")(word.body)
    rest, _, _ = divided(run_of(word.body, "langkah/2/output"), 2)
    looking(rest, "strike")
    control = controls(word.body, "langkah/1/kegiatan")[0]
    commented(word, control, control, "Mohon disebutkan jenis suratnya")
    return packed(word)


def test_what_the_page_prints_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(base_files(), tmp_path)
    monkeypatch.chdir(tmp_path)
    assert run(["build", "--docx", BASE]) == 0
    document = Path("build/sop/surat-dinas.docx")
    document.write_bytes(edited_document(document.read_bytes()))
    capsys.readouterr()
    (fence,) = fences(PAGE)
    for command, printed in commands(fence.text):
        assert run(command.split()[1:]) == 0
        shown = capsys.readouterr().out
        assert is_shown(printed, shown), shown
    assert run(["pull", "build/sop/surat-dinas.docx", "--write", "--field", "langkah/2/output"]) == 0
    assert "output: Konsep surat\n  - kegiatan: Menandatangani" in Path(BASE).read_text(encoding="utf-8")


def test_the_pictures_of_the_page_are_of_todays_documents() -> None:
    shown = re.findall(r"\(images/word/([\w-]+)\.png\)", text_of(PAGE))
    assert shown == list(NAMES)
    assert sorted(file.stem for file in PICTURES.iterdir()) == sorted(NAMES)
    for name in NAMES:
        with Image.open(PICTURES / f"{name}.png") as picture:
            assert picture.info.get("contoh") == digest(), "run: make images"
