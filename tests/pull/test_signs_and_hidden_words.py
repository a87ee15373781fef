"""Signs of symbol fonts are read as characters; what is no text, hidden or struck through is told and never taken."""

from __future__ import annotations

from copy import deepcopy

import pytest
from lxml import etree

from sopgen.pull.changes import UNREADABLE, Comparison, chosen
from sopgen.pull.compare import compare
from sopgen.pull.document.read import read
from sopgen.pull.document.symbols import sign
from tests.generators.word_hands import divided, looking, new_run, unmarked
from tests.generators.word_text_edits import sign_run
from tests.pull.drawing import cells_exchanged
from tests.pull.editing import Edit, controls, edited, row_of
from tests.render_docx.documents import makro
from tests.validate_docx.package import W

OUTPUT = "langkah/1/output"
PRINTED = "Disposisi/arahan Sesmenko"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


def pulled(*edits: Edit) -> Comparison:
    """The comparison of the edited makro SOP with its source."""
    return compare(read(edited(makro().docx, *edits)), makro().sop.source)


def after(tag: str, *pieces: etree._Element) -> Edit:
    """Somebody puts pieces behind a field's text."""

    def edit(root: etree._Element) -> None:
        last = next(controls(root, tag)[0].iter(f"{W}r"))
        for piece in pieces:
            copy = deepcopy(piece)
            last.addnext(copy)
            last = copy

    return edit


def in_font(text: str, font: str) -> etree._Element:
    """A run of letters that somebody set in a symbol font."""
    run = new_run(text)
    looking(run, "rFonts")
    fonts = run.find(f"{W}rPr/{W}rFonts")
    assert fonts is not None
    fonts.set(f"{W}ascii", font)
    return run


@pytest.mark.parametrize(
    ("font", "code", "character"),
    [
        *[("Wingdings", 0xF0FC, "✔"), ("Wingdings", 0xFC, "✔"), ("symbol", 0x61, "α"), ("Symbol", 0xF0B3, "≥")],
        *[("Symbol", 0xF0B7, "•"), ("Wingdings 2", 0xF050, "✓"), ("Arial", 0x2713, "✓"), ("Bookshelf", 0xF041, None)],
        *[("Wingdings", 0xF0A6, None), ("Arial", 0xD800, None)],
    ],
)
def test_a_sign_is_the_character_that_its_font_draws(font: str, code: int, character: str | None) -> None:
    assert sign(font, code) == character


@pytest.mark.parametrize(
    "piece", [sign_run("Wingdings", "F0FC"), in_font("\uf0fc", "Wingdings"), in_font("ü", "Wingdings")]
)
def test_a_known_sign_is_part_of_the_text(piece: etree._Element) -> None:
    (change,) = pulled(after(OUTPUT, new_run(" "), piece)).changes
    assert (change.tag, change.new) == (OUTPUT, f"{PRINTED} ✔")


def equation() -> etree._Element:
    """A formula as Word's editor makes it."""
    formula = etree.Element(f"{M}oMath")
    etree.SubElement(etree.SubElement(formula, f"{M}r"), f"{M}t").text = "x+1"
    return formula


def footnote() -> etree._Element:
    """The number of a footnote."""
    run = etree.Element(f"{W}r")
    etree.SubElement(run, f"{W}footnoteReference", {f"{W}id": "2"})
    return run


def computed(name: str) -> etree._Element:
    """A run in which Word shows something of its own."""
    run = etree.Element(f"{W}r")
    etree.SubElement(run, f"{W}{name}")
    return run


def field(first: etree._Element, code: str) -> etree._Element:
    """The beginning of a field that has no text of its own."""
    run = etree.Element(f"{W}r")
    etree.SubElement(run, f"{W}fldChar", {f"{W}fldCharType": "begin"}).append(first)
    etree.SubElement(run, f"{W}instrText").text = code
    return run


def of_form(name: str) -> etree._Element:
    """What old forms say of a field."""
    data = etree.Element(f"{W}ffData")
    etree.SubElement(data, f"{W}{name}")
    return data


def listed(more: tuple[str, ...]) -> Edit:
    """Somebody makes a numbered list of a step's text and types further items."""

    def edit(root: etree._Element) -> None:
        paragraph = next(controls(root, OUTPUT)[0].iterancestors(f"{W}p"))
        properties = paragraph.find(f"{W}pPr")
        assert properties is not None
        etree.SubElement(etree.SubElement(properties, f"{W}numPr"), f"{W}numId", {f"{W}val": "1"})
        for text in reversed(more):
            item = etree.Element(f"{W}p")
            item.append(deepcopy(properties))
            item.append(new_run(text))
            paragraph.addnext(item)

    return edit


@pytest.mark.parametrize("edits", [(), (lambda root: unmarked(row_of(root, OUTPUT)),)], ids=["marked", "marks gone"])
@pytest.mark.parametrize("more", [(), ("Surat", "Nota")])
def test_a_number_that_word_writes_before_a_steps_text_is_a_doubt(
    more: tuple[str, ...], edits: tuple[Edit, ...]
) -> None:
    comparison = pulled(listed(more), *edits)
    assert not comparison.changes
    (doubt,) = comparison.doubts
    assert (doubt.tag, doubt.change) == (OUTPUT, None)
    assert doubt.message.startswith(f"Isian {OUTPUT} memuat nomor otomatis")


@pytest.mark.parametrize(
    "piece",
    [
        *(sign_run("Bookshelf", "F041"), sign_run("Wingdings", "x"), equation(), footnote()),
        *map(computed, ("pgNum", "yearLong", "ruby", "contentPart")),
        *(field(of_form("checkBox"), "FORMCHECKBOX"), field(of_form("ddList"), "FORMDROPDOWN")),
        field(of_form("textInput"), " EQ \\f(1;2)"),
    ],
    ids=["font", "code", "sum", "note", "page", "year", "letters above others", "ink", "box", "list", "field of a sum"],
)
def test_what_is_no_text_is_a_doubt_that_cannot_be_written(piece: etree._Element) -> None:
    comparison = pulled(after(OUTPUT, piece))
    assert not comparison.changes
    (doubt,) = comparison.doubts
    assert doubt.tag == OUTPUT
    assert "tidak terbaca; ketik isinya di berkas sumber" in doubt.message
    assert doubt.change is None


def numbered(tag: str) -> Edit:
    """Somebody types a number before a text, and Word makes a list of its paragraph."""

    def edit(root: etree._Element) -> None:
        properties = next(controls(root, tag)[0].iterancestors(f"{W}p")).find(f"{W}pPr")
        assert properties is not None
        etree.SubElement(etree.SubElement(properties, f"{W}numPr"), f"{W}numId", {f"{W}val": "1"})

    return edit


@pytest.mark.parametrize("tag", ["judul", "nomor", "langkah/9/label_ya"])
def test_a_number_that_word_writes_in_the_form_or_in_a_shape_is_a_doubt(tag: str) -> None:
    (doubt,) = pulled(numbered(tag)).doubts
    assert (doubt.tag, doubt.change) == (tag, None)
    assert doubt.message.endswith(f" memuat {UNREADABLE}; ketik isinya di berkas sumber.")


def test_entries_of_a_list_have_numbers() -> None:
    assert pulled(numbered("peralatan/1"), numbered("kualifikasi_pelaksana/1")).same


def test_a_date_behind_a_number_is_told_without_signs_that_say_nothing() -> None:
    (doubt,) = pulled(numbered("tanggal_pembuatan")).doubts
    assert "“[gambar atau lambang]Rabu, " in doubt.message


@pytest.mark.parametrize("piece", [equation(), footnote()], ids=["sum", "note"])
def test_a_new_entry_with_what_is_no_text_is_never_written(piece: etree._Element) -> None:
    def edit(root: etree._Element) -> None:
        paragraph = etree.Element(f"{W}p")
        paragraph.extend([new_run("Daftar isian"), deepcopy(piece)])
        next(controls(root, "peralatan/1")[0].iterancestors(f"{W}p")).addnext(paragraph)

    comparison = pulled(edit)
    assert not comparison.changes
    (doubt,) = comparison.doubts
    assert doubt.change is None
    assert doubt.message.startswith(
        "Isian peralatan/1/baru (“Daftar isian[gambar atau lambang]”) memuat nomor otomatis"
    )


@pytest.mark.parametrize("more", [after("langkah/3/output", footnote()), numbered("langkah/3/output")])
def test_a_text_that_went_to_another_cell_with_what_is_no_text_is_never_written(more: Edit) -> None:
    comparison = pulled(more, cells_exchanged("langkah/3/kelengkapan", "langkah/3/output"))
    (doubt,) = comparison.doubts
    assert (doubt.tag, doubt.change) == ("langkah/3/kelengkapan", None)
    assert [change.tag for change in comparison.changes] == ["langkah/3/output"]


def test_a_doubt_offers_no_text_that_cannot_be_read() -> None:
    (doubt,) = pulled(after(OUTPUT, footnote()), after(OUTPUT, new_run(" dan arsip", "strike"))).doubts
    assert doubt.change is None
    assert doubt.message.endswith(f"Isinya memuat {UNREADABLE}; ketik di berkas sumber.")


@pytest.mark.parametrize(("look", "word"), [("vanish", "disembunyikan"), ("strike", "dicoret"), ("dstrike", "dicoret")])
def test_words_that_were_added_hidden_or_struck_are_told_and_not_taken(look: str, word: str) -> None:
    comparison = pulled(after(OUTPUT, new_run(" catatan sendiri", look)))
    assert not comparison.changes
    assert not comparison.doubts
    assert comparison.reports == (f"Teks “catatan sendiri” pada isian {OUTPUT} {word} di Word; tidak diambil.",)


@pytest.mark.parametrize(("look", "word"), [("vanish", "disembunyikan"), ("strike", "dicoret")])
def test_words_of_the_form_that_were_hidden_or_struck_are_a_doubt_which_can_be_chosen(look: str, word: str) -> None:
    def marked(root: etree._Element) -> None:
        rest, _, _ = divided(next(controls(root, OUTPUT)[0].iter(f"{W}r")), 1)
        looking(rest, look)

    comparison = pulled(marked)
    assert not comparison.changes
    (doubt,) = comparison.doubts
    assert doubt.message == f"Isian {OUTPUT} berubah, karena “Sesmenko” {word} di Word."
    assert chosen(comparison, [OUTPUT])[0].new == "Disposisi/arahan"


def test_a_look_that_was_switched_off_hides_nothing() -> None:
    run = new_run(" dan arsip", "vanish")
    mark = run.find(f"{W}rPr/{W}vanish")
    assert mark is not None
    mark.set(f"{W}val", "0")
    (change,) = pulled(after(OUTPUT, run)).changes
    assert change.new == f"{PRINTED} dan arsip"
