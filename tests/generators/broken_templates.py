"""Templates and style sheets as they must not be: each is a mistake that an office might make, or nobody in his mind.

Always the same ones, in the same order. A file's content is bytes; ``FOLDER`` makes a folder in its place, ``LOST`` a
link that leads nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TEMPLATES = Path(__file__).parents[2] / "templates"
FOLDER, LOST = "folder", "link"
#: What is wrong of fields alone: booklets and letters have none.
FIELDS = ("texts of fields that are lost", "fields without their names")
Content = bytes | str


@dataclass(frozen=True)
class Broken:
    """A broken template: which file it is, what is in it, and the words of the finding that tell of it, if any."""

    what: str
    file: str
    content: Content
    line: int | None = None  # the finding's, where it can be known

    def put(self, root: Path) -> None:
        """Put it into the project folder ``root``."""
        file = root / "templates" / self.file
        file.parent.mkdir(parents=True, exist_ok=True)
        if self.content == FOLDER:
            file.mkdir()
        elif self.content == LOST:
            file.symlink_to(root / "tidak-ada")
        else:
            assert isinstance(self.content, bytes)
            file.write_bytes(self.content)


def shipped(file: str) -> str:
    """The text of a shipped template."""
    return (TEMPLATES / file).read_text(encoding="utf-8")


def added(file: str, what: str, addition: str, line: int | None = None) -> Broken:
    """The shipped template with ``addition`` as its last line."""
    text = shipped(file).rstrip("\n")
    last = text.count("\n") + 2
    return Broken(what, file, f"{text}\n{addition}\n".encode(), last if line is None else line)


def changed(file: str, what: str, old: str, new: str) -> Broken:
    """The shipped template with something else in one place."""
    text = shipped(file)
    assert old in text, f"{file} no longer says {old}"
    return Broken(what, file, text.replace(old, new, 1).encode(), text[: text.index(old)].count("\n") + 1)


_CSS, _PARTS, _PAGE = "pdf/sop.css.j2", "pdf/parts.html.j2", "pdf/sop.html.j2"
#: Mistakes of Jinja that are the same in every template, each on a line of its own.
_MISTAKES = {
    "a tag without its end": "{{ style",
    "a condition without one": "{% if %}",
    "a loop over nothing": "{% for x in %}{% endfor %}",
    "an end without a beginning": "{% endfor %}",
    "a tag that there is not": "{% ulang 3 %}",
    "a name that there is not": "{{ tidak_ada }}",
    "a name inside that there is not": "{{ namespace(a=1).b }}",
    "a filter that there is not": "{{ 'x'|hurufbesar }}",
    "a filter by chance": "{{ [1, 2]|random }}",
    "a filter of other values": "{{ 'x'|round }}",
    "a filter without its values": "{{ 'x'|replace }}",
    "a test that there is not": "{{ 1 is bagus }}",
    "a division by nothing": "{{ 1 / 0 }}",
    "a sum of text and number": "{{ 'x' + 1 }}",
    "an included file that there is not": "{% include 'pdf/tidak-ada.j2' %}",
    "an included file outside": "{% include '../../etc/passwd' %}",
    "a list that is printed": "{{ [1, 2] }}",
    "a record as a text": "{{ style|string }}",
    "records as texts": "{{ [style]|map('upper')|join }}",
    "records one after the other": "{{ [style]|join }}",
    "a class": "{{ ''.__class__.__mro__ }}",
    "a function's world": "{{ range.__globals__ }}",
    "a method that makes much of little": "{{ 'x'.ljust(10**9) }}",
}
_ENDLESS = {
    "a loop that is too long": "{% for x in range(10**9) %}x{% endfor %}",
    "loops within loops": "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}",
    "loops that print nothing": "{% for a in range(9999) %}{% for b in range(9999) if b < 0 %}{% endfor %}{% endfor %}",
    "a macro that calls itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a macro that calls itself twice": (
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(50) }}"
    ),
    "a text a thousand million times": "{{ 'x' * 10**9 }}",
    "a number without end": "{{ 10 ** (10 ** 10) }}",
    "a number that takes long to write": "{{ 2 ** 4000 * 2 ** 4000 }}",
    "a text in the middle of nowhere": "{{ 'x'|center(10**9) }}",
    "a text with much between": "{{ range(99999)|join('x' * 99999) }}",
    "a text that doubles": (
        "{% set n = namespace(x='x') %}{% for a in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}"
    ),
    "a block that doubles": (
        "{% set n = namespace(x='x') %}{% for a in range(99) %}{% set n.x %}{{ n.x }}{{ n.x }}{% endset %}{% endfor %}"
    ),
    "a list that doubles": (
        "{% set n = namespace(x=[1]) %}{% for a in range(99) %}{% set n.x = [n.x, n.x] %}{% endfor %}{{ n.x|string }}"
    ),
    "a number as wide as the world": "{{ '%1000000000d' % 1 }}",
}


def broken_templates() -> Iterator[Broken]:
    """All of them; those of the PDF and of Word documents in turn where any template would do."""
    for index, (what, addition) in enumerate({**_MISTAKES, **_ENDLESS}.items()):
        yield added((_CSS, "docx/paragraph.xml.j2")[index % 2], what, addition)
    brackets = "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}"
    yield added(_CSS, "brackets without end", brackets, 0)
    yield added(_CSS, "a style sheet that takes in itself", "{% include 'pdf/sop.css.j2' %}")
    yield added(_PARTS, "pieces that take in themselves", "{% import 'pdf/parts.html.j2' as p with context %}")
    yield from _files()
    yield from _styles()
    yield from _pages()
    yield from _words()


def _files() -> Iterator[Broken]:
    yield Broken("an empty style sheet", _CSS, b"")
    yield Broken("a template of blanks", "docx/table.xml.j2", b" \n\n")
    yield Broken("a text in UTF-16", _CSS, shipped(_CSS).encode("utf-16"))
    yield Broken("a text in Latin-1", _CSS, "/* gaya berlin \u00e9 */".encode("latin-1"))
    yield Broken("a picture as a template", _PARTS, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    yield Broken("a text with a zero", "docx/shape.xml.j2", b"{# a #}\0")
    yield Broken("a style sheet of two megabytes", _CSS, b"/* x */\n" * 250_000)
    yield Broken("a folder called like a style sheet", _CSS, FOLDER)
    yield Broken("a folder called like a Word template", "docx/document.xml.j2", FOLDER)
    yield Broken("a file called like the folder", "pdf", b"x")
    yield Broken("a link that leads nowhere", _PAGE, LOST)


def _styles() -> Iterator[Broken]:
    heading = ".box h2 { font-weight: bold; margin-bottom: {{ style.form_heading_gap|mm }}mm; }"
    yield changed(_CSS, "headings that push their boxes' texts down", heading, ".box h2 { margin-bottom: 4mm }")
    for what, rule in {
        "larger letters": ".steps td { font-size: 14pt }",
        "cells pushed to the right": ".steps td { padding-left: 60mm }",
        "texts that are not there": ".box p, .box li { display: none }",
        "texts that nobody sees": ".identity td { visibility: hidden }",
        "texts too faint for any eye": ".steps { opacity: 0 }",
        "texts that are turned": ".block { transform: rotate(90deg) }",
        "another page": "@page { size: A4 portrait }",
        "a page like a stamp": "@page { size: 20mm 20mm; margin: 0 }",
        "margins everywhere": "* { margin: 1mm }",
        "nothing in its place": ".placed, .box, .block { position: static }",
        "a property that there is not": ".box { colr: red }",
        "a value that there is not": ".box { color: merah }",
        "a brace too many": ".box { color: red } }",
        "a style sheet from the network": "@import url(https://example.org/a.css);\n.box { color: red }",
        "a picture from the machine": ".box { background: url(file:///etc/passwd) }",
    }.items():
        yield added(_CSS, what, rule, 0)


def _pages() -> Iterator[Broken]:
    yield changed(_PARTS, "a macro of another name", "macro flow_sheet(", "macro alur(")
    yield changed(_PARTS, "rows without their names", '<tr id="{{ row.id }}" style', "<tr style")
    yield changed(_PARTS, "rows that are not printed", "{% for row in sheet.body %}", "{% for row in sheet.body[1:] %}")
    yield changed(_PAGE, "one page too many", "</body>", '<section style="break-before: page">x</section></body>')
    yield changed(
        _PAGE, "a hundred thousand pages", "</body>", "{% for x in range(99999) %}<p>x</p>{% endfor %}</body>"
    )
    yield Broken("rules that are no picture", "pdf/rules.svg.j2", b"garis")
    yield Broken("a tick box that is not whole", "pdf/tick.svg.j2", b"<svg xmlns='http://www.w3.org/2000/svg'><path")


def _words() -> Iterator[Broken]:
    file = "docx/paragraph.xml.j2"
    yield changed(file, "XML that is not whole", "<w:pPr>", "<w:pPr")
    yield changed("docx/shape.xml.j2", "a prefix of nobody", "<wp:wrapNone/>", "<lain:wrapNone/>")
    yield changed(file, "texts that are lost", "{%- for line in t.lines[:1] %}", "{%- for line in [] %}")
    yield changed(file, FIELDS[0], "{%- for line in f.lines[:1] %}", "{%- for line in [] %}")
    yield changed(file, FIELDS[1], '<w:tag w:val="{{ f.tag }}"/>', "")
    yield changed("docx/table.xml.j2", "rows of another height", 'w:val="{{ r.height }}"', 'w:val="99"')
    yield changed("docx/document.xml.j2", "pages of another size", 'w:w="{{ section.width }}"', 'w:w="9999"')
    yield changed("docx/document.xml.j2", "the SOP itself", "{%- set m = ", "{{ section.sop.source.raw }}{%- set m = ")
    entity = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
    yield changed("docx/document.xml.j2", "an entity", "<w:document ", f"{entity}<w:document ")


def main() -> None:
    """Name all of them."""
    for broken in broken_templates():
        print(f"{broken.file}: {broken.what}")


if __name__ == "__main__":
    main()
