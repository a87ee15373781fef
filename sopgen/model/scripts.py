"""The country's own scripts besides Latin: which text is written in them, and which face has them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Script:
    """A script: its Indonesian name, a face that has it, a text to try it with, and its blocks of characters."""

    name: str
    face: str
    sample: str
    blocks: tuple[tuple[int, int], ...]


SCRIPTS = (
    Script("Jawa", "Noto Sans Javanese", "ꦲꦏ꧀ꦱꦫꦗꦮ", ((0xA980, 0xA9DF),)),
    Script("Bali", "Noto Sans Balinese", "ᬅᬓ᭄ᬱᬭᬩᬮᬶ", ((0x1B00, 0x1B7F),)),
    Script("Sunda", "Noto Sans Sundanese", "ᮃᮊ᮪ᮞᮛᮞᮥᮔ᮪ᮓ", ((0x1B80, 0x1BBF), (0x1CC0, 0x1CCF))),
    Script("Batak", "Noto Sans Batak", "ᯅᯖᯂ᯲", ((0x1BC0, 0x1BFF),)),
    Script("Bugis", "Noto Sans Buginese", "ᨒᨚᨈᨑ", ((0x1A00, 0x1A1F),)),
    Script("Rejang", "Noto Sans Rejang", "ꤰꤱꤲꥈ", ((0xA930, 0xA95F),)),
)
#: Debian's package of those faces.
SCRIPTS_PACKAGE = "fonts-noto-core"


def scripts_in(text: str) -> Iterator[Script]:
    """The country's scripts that ``text`` is written in, each once."""
    if text.isascii():
        return
    for script in SCRIPTS:
        if any(first <= ord(char) <= last for char in text for first, last in script.blocks):
            yield script
