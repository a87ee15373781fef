"""Pages below each other in one HTML document, for any browser: on the screen as on paper."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from sopgen.render.page.frame import LETTERS

_LOOK = f"""
body {{ margin: 0; background: #d9d9d9 }}
main > section {{ width: max-content; margin: 6mm auto; background: #fff; box-shadow: 0 0.5mm 2mm #0006 }}
svg {{ display: block; {LETTERS} }}
@media print {{
  body {{ background: none }}
  main > section {{ margin: 0; box-shadow: none; overflow: hidden }}
  section + section {{ break-before: page }}
}}
"""


def html_document(title: str, pages: Sequence[etree._Element]) -> bytes:
    """``pages`` as a document that is printed one page a sheet, in the pages' own sizes."""
    sizes = [(page.get("width", ""), page.get("height", "")) for page in pages]
    names = {size: f"kertas-{index}" for index, size in enumerate(dict.fromkeys(sizes), 1)}
    rules = [_paper(name, *size) for size, name in names.items()]
    document = etree.Element("html", {"lang": "id"})
    head = etree.SubElement(document, "head")
    etree.SubElement(head, "meta", {"charset": "utf-8"})
    etree.SubElement(head, "title").text = title
    etree.SubElement(head, "style").text = "".join((_LOOK, *rules))
    main = etree.SubElement(etree.SubElement(document, "body"), "main")
    for page, size in zip(pages, sizes, strict=True):
        etree.SubElement(main, "section", {"class": names[size]}).append(page)
    return bytes(etree.tostring(document, method="html", encoding="utf-8", doctype="<!DOCTYPE html>"))


def _paper(name: str, width: str, height: str) -> str:
    """The style of the pages of one size."""
    sheet = f"@page {name} {{ size: {width} {height}; margin: 0 }}"
    return f"{sheet}\n@media print {{ .{name} {{ page: {name}; width: {width}; height: {height} }} }}\n"
