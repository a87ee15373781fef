"""Comments in Word are listed beside their place in the source, whoever wrote them and wherever they begin."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lxml import etree

from sopgen.cli.run import run
from sopgen.pull.compare import compare
from sopgen.pull.document.read import read
from tests.cli.projects import copy_case
from tests.generators.word_edits import packed, unpacked
from tests.generators.word_hands import Word, commented, unmarked
from tests.pull.editing import controls, row_of
from tests.render_docx.documents import makro
from tests.render_docx.office import converted, needs_office
from tests.validate_docx.package import WP, W

WORDS = "Mohon dipersingkat"
Place = Callable[[Word], etree._Element]


def with_comments(content: bytes, *places: Place, done: bool = False) -> bytes:
    """The document after somebody commented at these places, each time in the same words."""
    word = unpacked(content)
    for number, place in enumerate(places):
        element = place(word)
        commented(word, element, element, f"{WORDS} {number}", done=done, number=number)
    return packed(word)


def field(tag: str) -> Place:
    """A field's control."""
    return lambda word: controls(word.body, tag)[0]


def symbol(word: Word) -> etree._Element:
    """The diamond of step 9."""
    anchors = (anchor for anchor in word.body.iter(f"{WP}anchor"))
    found = next(anchor for anchor in anchors if anchor.find(f"{WP}docPr").get("name") == "Keputusan 9")  # type: ignore[union-attr]
    return next(found.iterancestors(f"{W}r"))


def heading(text: str) -> Place:
    """Fixed words of the form."""
    return lambda word: next(run for run in word.body.iter(f"{W}r") if "".join(run.itertext()) == text)


def row(word: Word) -> etree._Element:
    """The paragraph in the number's cell of step 4."""
    return next(row_of(word.body, "langkah/4/kegiatan").iter(f"{W}r"))


def line_of(words: str) -> int:
    """The line of the source that has these words."""
    return next(number for number, line in enumerate(makro().sop.source.text.splitlines(), 1) if words in line)


def places() -> Iterator[tuple[Place, str]]:
    """Where comments begin, and what stands on the line that they are listed beside; empty: on none."""
    yield field("langkah/3/kegiatan"), "- kegiatan: Menyiapkan rencana kegiatan"
    yield field("dasar_hukum/2"), "- Peraturan Presiden Republik Indonesia Nomor 2"
    yield field("nomor"), "nomor: OT.01.02"
    yield field("disahkan_oleh/nama"), "disahkan_oleh: karo-po"
    yield field("langkah/9/label_tidak"), "- id: paraf-naskah"
    yield symbol, "- id: paraf-naskah"
    yield row, "- kegiatan: Menyiapkan bahan penyusunan"
    yield heading("Peralatan/perlengkapan :"), "- Alat Tulis Kantor"
    yield heading("Mutu Baku"), ""


def listed(content: bytes) -> list[tuple[str, str]]:
    """Each comment with where it is listed."""
    return [(note.where, note.what) for note in compare(read(content), makro().sop.source).notes]


def expected() -> list[tuple[str, str]]:
    """What is to be listed for all the places."""
    name = makro().sop.source.name
    return [
        (f"{name}:{line_of(words)}", f"komentar Nama Pejabat: {WORDS} {number}")
        if words
        else (name, f"komentar Nama Pejabat di luar isian: {WORDS} {number}")
        for number, (_, words) in enumerate(places())
    ]


def test_comments_are_listed_beside_their_lines() -> None:
    content = with_comments(makro().docx, *(place for place, _ in places()))
    assert sorted(listed(content)) == sorted(expected())
    comparison = compare(read(content), makro().sop.source)
    assert not comparison.changes
    assert not comparison.doubts
    assert not comparison.reports


def test_a_comment_that_is_done_says_so() -> None:
    ((_, what),) = listed(with_comments(makro().docx, field("nomor"), done=True))
    assert what == f"komentar Nama Pejabat (sudah ditandai selesai): {WORDS} 0"


def test_a_comment_over_whole_paragraphs_is_listed_where_it_begins() -> None:
    word = unpacked(makro().docx)
    first, last = (next(controls(word.body, f"peralatan/{number}")[0].iterancestors(f"{W}p")) for number in (2, 3))
    commented(word, first, last, WORDS)
    ((where, _),) = listed(packed(word))
    assert where.endswith(f":{line_of('- Perangkat komputer')}")


def test_comments_are_found_where_no_control_is_left() -> None:
    word = unpacked(makro().docx)
    control = controls(word.body, "langkah/3/kegiatan")[0]
    commented(word, control, control, WORDS)
    unmarked(word.body)
    ((where, _),) = listed(packed(word))
    assert where.endswith(f":{line_of('- kegiatan: Menyiapkan rencana kegiatan')}")


@needs_office
@pytest.mark.slow
def test_comments_are_listed_after_libreoffice_saved_the_document() -> None:
    content = with_comments(makro().docx, *(place for place, _ in places()))
    in_a_text_box = f"komentar Nama Pejabat: {WORDS} 4"  # LibreOffice keeps none there
    kept = [(where, what) for where, what in expected() if what != in_a_text_box]
    assert sorted(listed(converted({"komentar": content}, "docx")["komentar"])) == sorted(kept)


def test_twenty_comments_are_listed_and_more_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = copy_case("one-step", tmp_path)
    assert run(["-C", str(project), "build", "--docx"]) == 0
    (document,) = (project / "build/sop").glob("*.docx")
    document.write_bytes(with_comments(document.read_bytes(), *[field("langkah/1/kegiatan")] * 23))
    capsys.readouterr()
    assert run(["-C", str(project), "pull", str(document)]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("Perubahan terhadap sop_sources/sop.yaml:\n\nKomentar di Word:\n\n  sop_sources/sop.yaml:")
    assert shown.count("komentar Nama Pejabat: ") == 20
    assert "  … dan 3 lagi\n" in shown
