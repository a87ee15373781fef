"""Signs of symbol fonts as characters: Word stores a number of the font's own, which says nothing in another font.

Three examples: ``sign("Wingdings", 0xF0FC)`` is "✔", ``sign("Symbol", 0x61)`` is "α", ``sign("Bookshelf", 0xF041)`` is
None, because nobody knows what that font draws there.
"""

from __future__ import annotations

from collections.abc import Mapping

#: Symbol fonts have their signs here, too: Word writes U+F0FC for the sign 0xFC.
_PRIVATE = range(0xF000, 0xF100)
_ALL_PRIVATE = range(0xE000, 0xF900)

_GREEK = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
_SYMBOL = (
    {code: chr(code) for code in range(0x20, 0x40) if chr(code) not in "\"$'*-@"}
    | dict(zip(range(0x41, 0x5B), _GREEK, strict=True))
    | dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True))
    | {0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "∗", 0x2D: "−", 0x40: "≅", 0x5B: "[", 0x5C: "∴", 0x5D: "]", 0x5E: "⊥"}
    | {0x5F: "_", 0x7B: "{", 0x7C: "|", 0x7D: "}", 0x7E: "∼", 0xA0: "€"}
    | dict(zip(range(0xA1, 0xC0), "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵", strict=True))
    | dict(zip(range(0xC0, 0xE1), "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊", strict=True))
    | {0xE1: "〈", 0xE2: "®", 0xE3: "©", 0xE4: "™", 0xE5: "∑", 0xF1: "〉", 0xF2: "∫"}
)
_WINGDINGS = {
    **{0x20: " ", 0x22: "✂", 0x28: "☎", 0x2A: "✉", 0x46: "☞", 0x4A: "☺", 0x4C: "☹", 0x6C: "●", 0x6D: "❍", 0x6E: "■"},
    **{0x6F: "□", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x9E: "·", 0x9F: "•", 0xA1: "○"},
    **{0xA7: "▪", 0xA8: "◻", 0xAB: "★", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xEF: "⇦"},
    **{0xF0: "⇨", 0xF1: "⇧", 0xF2: "⇩", 0xF3: "⬄", 0xFB: "✗", 0xFC: "✔", 0xFD: "☒", 0xFE: "☑"},
}
_FONTS: Mapping[str, Mapping[int, str]] = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": {0x20: " ", 0x4F: "✗", 0x50: "✓", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□"},
    "wingdings 3": {0x20: " ", 0x66: "←", 0x67: "→", 0x68: "↑", 0x69: "↓", 0x70: "▲", 0x71: "▼", 0x74: "◀", 0x75: "▶"},
    "webdings": {0x20: " ", 0x61: "✔", 0x63: "□", 0x67: "■", 0x6E: "●", 0x72: "✗"},
}


def sign(font: str, code: int) -> str | None:
    """The character that ``font`` draws for ``code``; None when nobody knows."""
    known = _FONTS.get(font.casefold())
    if known is not None:
        return known.get(code - _PRIVATE.start if code in _PRIVATE else code)
    return None if code in _ALL_PRIVATE or not 0x20 <= code < 0x110000 or 0xD800 <= code < 0xE000 else chr(code)


def is_symbol_font(font: str) -> bool:
    """Whether letters in this font are drawn as signs."""
    return font.casefold() in _FONTS
