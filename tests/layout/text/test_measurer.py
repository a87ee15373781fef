"""Lines break where WeasyPrint breaks them, and rows have room for what Word and LibreOffice do."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sopgen.layout.text.lines import divided, slices
from sopgen.layout.text.measurer import TextMeasurer, line_height_mm, printable
from tests.layout.sops import examples
from tests.layout.text.set_lines import set_lines, visible

ARIAL = TextMeasurer("Arial")
ODD = (
    'a kegiatan program, (RKT) 2015-2019 unit-unit dan/atau data/informasi "kutipan" “kutip” ‘x’ 10.000,50 - -- + / a/ '
    "Rp1.000.000,- 50% — – … & A&B x\u00a0y \u00a0 e-mail S.H.,M.Si pra\u00adlapor\u00adan ke-1 No. No.12/2020 [x] "
    "17/2007 https://contoh.go.id/sop/berkas?id=1&b=2 OT.01.02-043-097.Set.PO kata;kata {{y}} back\\slash «kutip» 5°C "
    "a@b.id #1 10:30 1/2/3 foo-1 é ﬁ ñandú tanda? ya! (a)/(b) x=1 <b> d'Arc A–B 1–2 2005–2025 non\u2011breaking €5 .5 "
    "§1 Ω Привет"
)
ODD_WORDS = ODD.split(" ")
OTHER_SCRIPTS = (
    "Rapat 😀 penting ☑ selesai",
    "مرحبا بالعالم",
    "☐ pilihan ☒ terpilih → lanjut",
    "a\u200bb\u200bc\u200bdddddddd",
)


def real_texts() -> list[str]:
    """Every text of the repository's SOPs that stands in a cell or a box."""
    texts: dict[str, None] = {}
    for each in examples():
        for section in each.sop.sections:
            for step in section.steps:
                texts.update(dict.fromkeys((step.kegiatan, step.kelengkapan, step.output, step.ket)))
        texts.update(dict.fromkeys(each.sop.dasar_hukum + each.sop.kualifikasi_pelaksana))
    return [text for text in texts if text]


def odd_texts(count: int, seed: int) -> list[str]:
    """Texts of words that are hard to break."""
    chance = random.Random(seed)
    words = [*ODD_WORDS, "W" * 30, "l" * 60, "\n"]
    return [" ".join(chance.choices(words, k=chance.randint(1, 25))) for _ in range(count)]


@pytest.mark.parametrize(("size_pt", "bold"), [(9.0, False), (7.5, True)])
def test_every_text_has_the_lines_that_it_has_in_weasyprint(size_pt: float, bold: bool) -> None:
    chance = random.Random(7)
    texts = [(text, chance.uniform(12, 80)) for text in real_texts()]
    texts += [(text, chance.uniform(6, 80)) for text in odd_texts(500, seed=3)]
    texts += [(text, chance.uniform(8, 60)) for text in OTHER_SCRIPTS for _ in range(5)]
    wrong = [
        (text, width, planned, found)
        for (text, width), found in zip(texts, set_lines(texts, size_pt, bold), strict=True)
        if (planned := visible(ARIAL.lines(text, width, size_pt, bold))) != found.lines
        or abs(found.height - len(planned)) > 0.01
    ]
    assert wrong == []


def test_hard_breaks_are_kept_and_blank_edges_are_not() -> None:
    assert ARIAL.lines("  satu \n dua\t tiga  \n", 50, 9) == ("satu", "dua tiga")
    assert ARIAL.lines("satu\n\ndua", 50, 9) == ("satu", "", "dua")


@pytest.mark.parametrize("text", ["", "   ", "\n \n"])
def test_an_empty_text_is_no_line(text: str) -> None:
    assert ARIAL.lines(text, 50, 9) == ()
    assert ARIAL.line_count(text, 50, 9) == 0


def test_soft_hyphens_are_not_printed() -> None:
    assert ARIAL.lines("pra\u00adlapor\u00adan", 50, 9) == ("pralaporan",)


def test_a_no_break_space_holds_words_together() -> None:
    width = ARIAL.width("Pasal 10 ayat", 9) - 0.5
    assert ARIAL.lines("Pasal 10 ayat", width, 9)[0] == "Pasal 10"
    assert ARIAL.lines("Pasal 10\u00a0ayat", width, 9)[0] == "Pasal"


def test_a_no_break_space_hangs_over_the_line_that_ends_with_it() -> None:
    assert ARIAL.lines("Rapat\u00a0Rapat", 4, 7.5) == ("Ra", "pat\u00a0", "Ra", "pat")


def test_a_word_that_is_too_long_is_broken_anywhere_and_loses_nothing() -> None:
    word = "Pertanggungjawaban" * 5
    lines = ARIAL.lines(word, 20, 9)
    assert "".join(lines) == word
    assert all(ARIAL.width(line, 9) <= 20 for line in lines)


def test_a_line_is_as_wide_as_its_glyphs() -> None:
    assert ARIAL.width("Kasubbag", 18) == pytest.approx(2 * ARIAL.width("Kasubbag", 9), abs=0.01)
    assert ARIAL.width("Kasubbag", 9, bold=True) > ARIAL.width("Kasubbag", 9)
    assert ARIAL.width("", 9) == 0


def test_characters_of_other_fonts_are_measured_too() -> None:
    assert ARIAL.width("😀", 9) > 1
    assert ARIAL.missing("Rapat 😀 ☑ “x” 5°C") == ""


def test_a_character_that_no_font_has_is_named_once() -> None:
    assert ARIAL.missing("a \U000f0000 b \U000f0000 c \U000f0001") == "\U000f0000\U000f0001"


def test_a_family_that_is_not_installed_is_measured_with_its_replacement() -> None:
    assert TextMeasurer("Tidak Ada Sama Sekali").width("abc", 9) > 0


def test_a_row_has_room_for_words_that_word_does_not_break_after_a_slash() -> None:
    width = ARIAL.width("Disposisi/arahan", 9) + 1
    text = "Sesuai Disposisi/arahan"
    assert len(ARIAL.lines(f"{text} dan", width, 9)) == 2
    assert ARIAL.line_count(f"{text} dan", width, 9) == 3


def test_a_heading_is_broken_at_blanks_before_slashes() -> None:
    width = ARIAL.width("Pelaksana (JP/", 8, bold=True) + 0.5
    assert ARIAL.lines("Pelaksana (JP/JFT)", width, 8, bold=True) == ("Pelaksana (JP/", "JFT)")
    text = "Pelaksana (JP/JFT)"
    assert slices(text, ARIAL.shared_spans(text, width, 8, bold=True)) == ("Pelaksana", "(JP/JFT)")


@given(st.integers(0, 10_000), st.floats(8, 90), st.sampled_from((6.0, 7.0, 8.5, 9.0, 12.0)))
def test_heights_are_never_made_for_fewer_lines_than_are_printed(seed: int, width: float, size_pt: float) -> None:
    text = odd_texts(1, seed)[0]
    assert ARIAL.line_count(text, width, size_pt) >= len(ARIAL.lines(text, width, size_pt))


@given(st.integers(0, 10_000), st.floats(8, 90))
def test_breaking_loses_and_adds_no_character(seed: int, width: float) -> None:
    text = odd_texts(1, seed)[0]
    lines = ARIAL.lines(text, width, 9)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"[\s\u00ad]", "", text)
    assert all(ARIAL.width(line.rstrip("\u00a0 "), 9) <= width for line in lines if len(line) > 1)


@given(st.text(max_size=200), st.floats(5, 60))
def test_any_text_at_all_can_be_measured(text: str, width: float) -> None:
    assert ARIAL.line_count(text, width, 9) >= 0


def test_a_line_of_nine_points_is_3_81_mm_high() -> None:
    assert line_height_mm(9, 1.2) == pytest.approx(3.81)


@given(st.integers(0, 10_000), st.floats(8, 90), st.integers(0, 12))
@example(368, 17.0, 12)  # the last line of the first part ends in a no-break space
def test_a_divided_text_loses_nothing_and_gains_no_blank(seed: int, width: float, count: int) -> None:
    text = printable(odd_texts(1, seed)[0])
    spans = ARIAL.spans(text, width, 9)
    (first, before), (rest, after) = divided(text, spans, count)
    alone, together = ARIAL.lines(first, width, 9), slices(text, spans[:count])
    assert [line.rstrip("\u00a0 ") for line in alone] == [line.rstrip("\u00a0 ") for line in together]
    assert slices(first, before) + slices(rest, after) == slices(text, spans)
    assert re.sub(r"\s", "", first + rest) == re.sub(r"\s", "", text)
    assert text.startswith(first)
    assert text.endswith(rest)
