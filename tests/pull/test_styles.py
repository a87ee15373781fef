"""What a style strikes through, hides or numbers is told like what somebody did to the words themselves."""

from __future__ import annotations

import pytest
from lxml import etree

from sopgen.pull.changes import Comparison, chosen
from sopgen.pull.compare import compare
from sopgen.pull.document.read import read
from tests.generators.word_hands import divided, is_heading, looking
from tests.pull.editing import Edit, controls, edited
from tests.pull.test_other_files import members_of, zipped
from tests.render_docx.documents import makro
from tests.validate_docx.package import W

OUTPUT = "langkah/1/output"
STYLES = "word/styles.xml"


def style(name: str, kind: str, *looks: str, base: str = "") -> etree._Element:
    """A style that somebody made."""
    made = etree.Element(f"{W}style", {f"{W}type": kind, f"{W}styleId": name})
    if base:
        etree.SubElement(made, f"{W}basedOn", {f"{W}val": base})
    properties = etree.SubElement(made, f"{W}rPr")
    for look in looks:
        etree.SubElement(properties, f"{W}{look.removesuffix('-off')}", {f"{W}val": str(int("-off" not in look))})
    return made


def numbering() -> etree._Element:
    """A style of paragraphs that Word numbers."""
    made = style("Bernomor", "paragraph")
    numbers = etree.SubElement(etree.SubElement(made, f"{W}pPr"), f"{W}numPr")
    etree.SubElement(numbers, f"{W}numId", {f"{W}val": "1"})
    return made


def pulled(styles: list[etree._Element], *edits: Edit) -> Comparison:
    """The comparison of the makro SOP, edited and with these further styles, with its source."""
    members = members_of(edited(makro().docx, *edits))
    part = etree.fromstring(members[STYLES])
    part.extend(styles)
    return compare(read(zipped({**members, STYLES: etree.tostring(part)})), makro().sop.source)


def run_in(name: str, *looks: str) -> Edit:
    """Somebody gives all words but the first of a field a style of letters, and these looks."""

    def edit(root: etree._Element) -> None:
        run, _, _ = divided(next(controls(root, OUTPUT)[0].iter(f"{W}r")), 1)
        for look in ("rStyle", *looks):
            looking(run, look)
        properties = run.find(f"{W}rPr")
        assert properties is not None
        for each in properties:
            each.set(f"{W}val", name if each.tag == f"{W}rStyle" else "0")

    return edit


def paragraph_in(name: str) -> Edit:
    """Somebody gives a field's paragraph a style."""

    def edit(root: etree._Element) -> None:
        named = next(controls(root, OUTPUT)[0].iterancestors(f"{W}p")).find(f"{W}pPr/{W}pStyle")
        assert named is not None
        named.set(f"{W}val", name)

    return edit


@pytest.mark.parametrize(("look", "word"), [("strike", "dicoret"), ("dstrike", "dicoret"), ("vanish", "disembunyikan")])
@pytest.mark.parametrize("based", [False, True], ids=["own", "based on it"])
def test_words_that_a_style_of_letters_strikes_through_or_hides_are_a_doubt(look: str, word: str, based: bool) -> None:
    styles = [style("Coret", "character", look), style("Anak", "character", "b", base="Coret")]
    comparison = pulled(styles, run_in("Anak" if based else "Coret"))
    (doubt,) = comparison.doubts
    assert doubt.message == f"Isian {OUTPUT} berubah, karena “Sesmenko” {word} di Word."
    assert chosen(comparison, [OUTPUT])[0].new == "Disposisi/arahan"


@pytest.mark.parametrize(("look", "word"), [("strike", "dicoret"), ("vanish", "disembunyikan")])
def test_a_text_whose_paragraphs_style_strikes_it_through_or_hides_it_is_a_doubt(look: str, word: str) -> None:
    comparison = pulled([style("Coret", "paragraph", look, base="SOPSel")], paragraph_in("Coret"))
    (doubt,) = comparison.doubts
    assert (doubt.tag, word in doubt.message) == (OUTPUT, True)


def test_words_of_the_form_that_a_style_strikes_through_are_told() -> None:
    def edit(root: etree._Element) -> None:
        run = next(run for run in root.iter(f"{W}r") if is_heading(run))
        looking(run, "rStyle")
        named = run.find(f"{W}rPr/{W}rStyle")
        assert named is not None
        named.set(f"{W}val", "Coret")

    assert any("dicoret di Word" in told for told in pulled([style("Coret", "character", "strike")], edit).reports)


@pytest.mark.parametrize(
    ("styles", "edits"),
    [
        ([style("Coret", "character", "strike")], [run_in("Coret", "strike")]),
        (
            [style("Coret", "character", "strike"), style("Anak", "character", "strike-off", base="Coret")],
            [run_in("Anak")],
        ),
    ],
    ids=["at the words", "in a style based on it"],
)
def test_what_is_switched_off_again_is_read(styles: list[etree._Element], edits: list[Edit]) -> None:
    assert pulled(styles, *edits).same


def test_words_that_two_styles_strike_through_are_not_struck_through_in_word() -> None:
    styles = [style("Coret", "character", "strike"), style("Alinea", "paragraph", "strike", base="SOPSel")]
    (doubt,) = pulled(styles, run_in("Coret"), paragraph_in("Alinea")).doubts
    assert "“Disposisi/arahan” dicoret" in doubt.message


def test_styles_that_are_based_on_each_other_in_a_circle_end() -> None:
    styles = [style("Satu", "character", base="Dua"), style("Dua", "character", base="Satu")]
    assert pulled([*styles, style("Coret", "character", "strike")], run_in("Satu")).same


def test_a_number_that_a_paragraphs_style_writes_before_a_text_is_a_doubt() -> None:
    (doubt,) = pulled([numbering()], paragraph_in("Bernomor")).doubts
    assert (doubt.tag, doubt.change) == (OUTPUT, None)
    assert doubt.message.startswith(f"Isian {OUTPUT} memuat nomor otomatis")
