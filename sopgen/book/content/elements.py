"""What an element of a template's HTML is, told from its tag, its classes and its own style."""

from __future__ import annotations

import tinycss2  # type: ignore[import-untyped]
from lxml import etree

BOLD, ITALIC = frozenset({"b", "strong"}), frozenset({"i", "em", "cite", "dfn", "var"})
#: Elements that stand in a line of text; all others begin one of their own.
INLINE = (
    BOLD
    | ITALIC
    | {"a", "abbr", "bdi", "bdo", "br", "button", "code", "data", "del", "font", "img", "ins", "kbd", "label", "mark"}
    | {"q", "s", "samp", "small", "span", "sub", "sup", "time", "tt", "u", "wbr"}
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
PAGES = frozenset({"section", "article", "main"})
#: Nothing in them is printed.
_UNSEEN = frozenset({"head", "style", "script", "template", "title", "meta", "link", "noscript", "col", "colgroup"})
#: They draw what no text says.
UNPRINTABLE = frozenset(
    {"svg", "math", "canvas", "video", "audio", "iframe", "object", "embed", "applet", "meter", "progress"}
    | {"input", "select", "textarea"}
)
_MM = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72, "px": 25.4 / 96, "q": 0.25, "pc": 25.4 / 6}
_NEW_PAGE = frozenset({"page", "always", "left", "right", "recto", "verso"})


def names_of(element: etree._Element) -> tuple[str, ...]:
    """The element's classes."""
    return tuple((element.get("class") or "").split())


def style_of(element: etree._Element) -> dict[str, list[tinycss2.ast.Node]]:
    """The declarations of the element's own style, by property."""
    given = element.get("style")
    if not given:
        return {}
    declarations = tinycss2.parse_blocks_contents(given, skip_comments=True, skip_whitespace=True)
    return {each.lower_name: each.value for each in declarations if each.type == "declaration"}


def word(values: list[tinycss2.ast.Node] | None) -> str:
    """A declaration's first word; empty when there is none."""
    return next((each.lower_value for each in values or () if each.type == "ident"), "")


def length(values: list[tinycss2.ast.Node] | None) -> float | None:
    """A declaration's length in mm; None when it is none that stands for itself."""
    for value in values or ():
        if value.type == "dimension" and value.lower_unit in _MM:
            return float(value.value) * _MM[value.lower_unit]
    return None


def is_unseen(element: etree._Element) -> bool:
    """Whether nothing of the element is printed."""
    return (
        not isinstance(element.tag, str)
        or element.tag in _UNSEEN
        or element.get("hidden") is not None
        or word(style_of(element).get("display")) == "none"
    )


def breaks_page(element: etree._Element, side: str) -> bool:
    """Whether a page begins ``before`` or ``after`` the element by its own style."""
    style = style_of(element)
    return any(word(style.get(f"{prefix}-{side}")) in _NEW_PAGE for prefix in ("break", "page-break"))


def is_flowing(element: etree._Element) -> bool:
    """Whether there is more than text in a line in it: pictures, paragraphs, tables."""
    return any(each.tag == "img" or each.tag not in INLINE for each in element.iterdescendants("*"))
