"""Texts look in Word as the shipped style sheet has them in the PDF: size, weight, capitals, place, room around."""

from __future__ import annotations

from collections.abc import Iterator

import cssselect2
import pytest
import tinycss2
from lxml import etree

from sopgen.book.docx.looks import LOOKS, look_of
from sopgen.render.templates import shipped_templates

#: What stands around a text of each scope in the templates, from the outside.
AROUND = {
    "": ("depan",),
    "sampul": ("sampul", "bingkai"),
    "keputusan": ("depan keputusan",),
    "pengesahan": ("depan keputusan", "pengesahan"),
    "bab-halaman": ("bab-halaman",),
    "panjang": ("bab-halaman panjang",),
    "surat": ("surat",),
    "kop": ("surat", "kop"),
    "belakang": ("belakang",),
    "formulir": ("formulir",),
    "penilai": ("formulir", "penilai"),
}
#: Texts of this class have another one besides.
ALSO = {"tentang": "baris tentang"}
#: Kinds of text; ``h3`` is no text of ours, and looks of other things have no counterpart in one rule.
TEXTS = ("p", "h1", "h2")
KEYS = [key for key in LOOKS if key.split()[-1].split(".")[0] in TEXTS]
INHERITED = ("font-size", "font-weight", "text-transform", "text-align", "line-height", "text-indent", "letter-spacing")
ALIGN = {"justify": "both", "left": "", "": ""}


def matcher() -> cssselect2.Matcher:
    found = cssselect2.Matcher()
    css = (shipped_templates() / "book" / "book.css").read_text(encoding="utf-8")
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type == "qualified-rule":
            declarations = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
            for selector in cssselect2.compile_selector_list(rule.prelude):
                found.add_selector(selector, declarations)
    return found


def sides(values: list[str]) -> dict[str, str]:
    """A margin of one to four values, side by side."""
    top, right, bottom, left = {1: values * 4, 2: values * 2, 3: [*values, values[1] if len(values) > 1 else ""]}.get(
        len(values), values
    )
    return {"margin-top": top, "margin-right": right, "margin-bottom": bottom, "margin-left": left}


def declared(element: cssselect2.ElementWrapper) -> Iterator[tuple[str, str]]:
    for _, _, _, declarations in matcher().match(element):
        for each in declarations:
            value = tinycss2.serialize(each.value).strip()
            yield from sides(value.split()).items() if each.lower_name == "margin" else [(each.lower_name, value)]


def style(key: str) -> dict[str, str]:
    """What the style sheet says of a text with this look, inherited values included."""
    scope, _, last = key.rpartition(" ")
    kind, *names = last.split(".")
    around = AROUND[scope]
    opening = "".join(f'<{"section" if not number else "div"} class="{each}">' for number, each in enumerate(around))
    classes = " ".join(ALSO.get(name, name) for name in names)
    html = f'<html><body>{opening}<div></div><{kind} class="{classes}" id="x">x</{kind}></body></html>'
    root = cssselect2.ElementWrapper.from_html_root(etree.fromstring(html, etree.HTMLParser()))
    element = next(each for each in root.iter_subtree() if each.id == "x")
    found: dict[str, str] = {}
    for each in (*element.ancestors, element):
        found = {name: value for name, value in found.items() if name in INHERITED} | dict(declared(each))
    return {"font-weight": "bold" if kind != "p" else "normal"} | found


def number(value: str, unit: str) -> float:
    return float(value.removesuffix(unit) or 0)


@pytest.mark.parametrize("key", KEYS)
def test_a_text_looks_as_in_the_pdf(key: str) -> None:
    look, said = LOOKS[key], style(key)
    assert look.size == number(said["font-size"], "pt")
    assert look.line == number(said["line-height"], "")
    assert look.bold == (said["font-weight"] == "bold")
    assert look.capitals == (said.get("text-transform") == "uppercase")
    assert look.align == ALIGN.get(said.get("text-align", ""), said.get("text-align"))
    assert look.first_line == number(said.get("text-indent", "0"), "mm")
    assert look.spread == number(said.get("letter-spacing", "0"), "pt")
    assert look.before == number(said.get("margin-top", "0"), "mm")
    assert look.after == number(said.get("margin-bottom", "0"), "mm")


#: Half of the rules at a cell's sides, which the PDF takes from its room.
HALF_RULE = 0.25 * 25.4 / 72


@pytest.mark.parametrize(
    ("scope", "kind"), [("belakang", "td"), ("belakang", "th"), ("istilah", "td"), ("istilah", "th")]
)
def test_a_cell_of_the_booklets_own_tables_keeps_the_pdfs_room(scope: str, kind: str) -> None:
    html = (
        f'<html><body><section class="{"belakang" if scope == "belakang" else "depan"}"><table class="{scope}">'
        f'<tr><{kind} id="x">x</{kind}></tr></table></section></body></html>'
    )
    root = cssselect2.ElementWrapper.from_html_root(etree.fromstring(html, etree.HTMLParser()))
    element = next(each for each in root.iter_subtree() if each.id == "x")
    said: dict[str, str] = {}
    for each in (*element.ancestors, element):
        said = {name: value for name, value in said.items() if name in INHERITED} | dict(declared(each))
    look = look_of((scope,), kind)
    above, aside = (number(value, "mm") for value in said["padding"].split())
    assert (look.size, look.line) == (number(said["font-size"], "pt"), number(said["line-height"], ""))
    assert look.before == look.after == above
    assert look.left == pytest.approx(aside + (HALF_RULE if scope == "belakang" else 0), abs=0.01)
