"""Offices restyle documents with templates of their own: the guide's examples work, mistakes end as findings."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import docx
import pymupdf
import pytest

from sopgen.cli.run import run
from tests.cli.projects import copy_built, copy_case, outputs
from tests.conftest import ROOT

pytestmark = pytest.mark.slow
_EXAMPLE = re.compile(r"^`(templates/[^`]+)`\n\n```\w+\n(.*?)^```", re.MULTILINE | re.DOTALL)


def examples(number: int) -> dict[str, str]:
    """The files of the guide's example ``number``."""
    page = (ROOT / "docs" / "templat.md").read_text(encoding="utf-8")
    section = page.split(f"## Contoh {number}")[1].split("\n## ")[0]
    return dict(_EXAMPLE.findall(section))


def put(project: Path, files: dict[str, str]) -> None:
    """Put own templates into a project."""
    for name, text in files.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text, encoding="utf-8")


def test_colours_and_weights_of_the_guide_change_the_look_and_no_place(tmp_path: Path) -> None:
    plain, own = copy_case("one-step", tmp_path / "a"), copy_case("one-step", tmp_path / "b")
    put(own, examples(1))
    assert run(["-C", str(plain), "build"]) == run(["-C", str(own), "build"]) == 0
    before, after = (pymupdf.open(project / "build/sop/sop.pdf") for project in (plain, own))
    assert [page.get_text("words") for page in before] == [page.get_text("words") for page in after]
    spans = [
        span
        for block in after[0].get_text("dict")["blocks"]
        for line in block.get("lines", ())
        for span in line["spans"]
        if span["text"].startswith("Dasar Hukum")
    ]
    assert [span["color"] for span in spans] == [0x1F3A5F]
    colours = [drawing["color"] for drawing in after[0].get_drawings()]
    assert tuple(pytest.approx(part / 255, abs=0.01) for part in (0x1F, 0x3A, 0x5F)) in colours
    assert outputs(plain)["sop/sop.docx"] == outputs(own)["sop/sop.docx"]


def test_other_words_of_the_guide_stand_before_the_booklet_and_in_its_contents(tmp_path: Path) -> None:
    office = copy_case("book-and-letter", tmp_path)
    put(office, examples(2))
    assert run(["-C", str(office), "build"]) == 0
    booklet = pymupdf.open(office / "build/buku-sop.pdf")
    said = "".join(page.get_text() for page in booklet).casefold()
    assert "kata pengantar" not in said
    assert said.count("prakata") == 2
    assert "Prakata" in [title for _, title, _ in booklet.get_toc()]
    word = docx.Document(str(office / "build/buku-sop.docx"))
    (heading,) = (paragraph.style for paragraph in word.paragraphs if paragraph.text == "Prakata")
    assert heading.name == "Heading 1"
    assert heading.font.all_caps


def test_copies_of_all_templates_give_the_same_bytes(tmp_path: Path) -> None:
    plain, own = copy_built("book-and-letter", tmp_path / "a"), copy_case("book-and-letter", tmp_path / "b")
    shutil.copytree(ROOT / "templates", own / "templates")
    assert run(["-C", str(own), "build"]) == 0
    assert outputs(plain) == outputs(own)


FRONT, LETTER, BAND = "book/front.html.j2", "letter/letter.html.j2", "docx/band.xml.j2"
#: Files, what is told of them, and outputs that are made all the same.
WRONG = {
    "a name in the front": ({FRONT: "{{ buku }}"}, FRONT, {"buku-sop.docx": False, "lampiran/nota.pdf": True}),
    "an unknown property": (
        {"book/book.css": '{% include "bawaan/book/book.css" %}\nh1 { colr: red }'},
        "book/book.css",
        {"sop/sop.pdf": True},
    ),
    "no place for the preface": (
        {
            FRONT: '{% set a %}{% include "bawaan/book/front.html.j2" %}{% endset %}'
            "{{ a|replace('id=\"kata', 'id=\"x')|safe }}"
        },
        FRONT,
        {"lampiran/nota.pdf": True},
    ),
    "no place to sign": ({LETTER: '{% extends "book/page.html.j2" %}'}, LETTER, {"buku-sop.pdf": True}),
    "rows that are not there": (
        {"book/contents.html.j2": '{% extends "book/page.html.j2" %}{% block body %}x{% endblock %}'},
        "book/contents.html.j2",
        {"sop/sop.docx": True},
    ),
    "headers of Word": ({BAND: "<w:hdr>"}, BAND, {"buku-sop.pdf": True, "buku-sop.docx": False}),
    "tables of Word": ({"docx/table.xml.j2": "x"}, "docx/table.xml.j2", {"buku-sop.pdf": True, "sop/sop.pdf": True}),
    "an SOP's style": (
        {"pdf/sop.css.j2": '{% include "bawaan/pdf/sop.css.j2" %}\n.block { display: none }'},
        "pdf/sop.css.j2",
        {"sop/sop.docx": True, "sop/sop.pdf": False},
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_template_is_told_once_and_other_outputs_are_made(
    what: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    files, blamed, expected = WRONG[what]
    office = copy_case("book-and-letter", tmp_path)
    put(office, {f"templates/{name}": text for name, text in files.items()})
    assert run(["-C", str(office), "build"]) == 1
    said = "".join(capfd.readouterr())
    assert "Traceback" not in said
    assert said.count(f"templates/{blamed}:") == 1
    made = outputs(office)
    assert {name: name in made for name in expected} == expected


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("book/evaluation.html.j2", ("forms", "evaluasi")),
        ("letter/letter.html.j2", ("attach", "sop_sources/surat/nota.yaml")),
        ("pdf/diagram.html.j2", ("diagram", "sop_sources/sop.yaml", "--format", "pdf")),
    ],
)
def test_other_commands_tell_of_a_wrong_template_too(
    name: str,
    arguments: tuple[str, ...],
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    office = copy_case("book-and-letter", tmp_path)
    monkeypatch.chdir(office)
    put(office, {f"templates/{name}": "<p>\n{{ tidak_ada }}"})
    assert run(["-C", str(office), *arguments]) == 1
    assert f"templates/{name}:2:1" in "".join(capfd.readouterr())
