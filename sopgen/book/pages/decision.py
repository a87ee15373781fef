"""The decision's page: considerations, legal bases and rulings as the lines of an official decision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sopgen.model.book import Decision
from sopgen.render.wording import in_words

#: What a decision rules that does not say it itself.
_USUAL = "Standar operasional prosedur yang dimuat dalam buku ini ditetapkan dan diberlakukan."
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A line: the word before the colon where one begins there, the mark of one of several texts, the text."""

    label: str
    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """What stands before and behind MEMUTUSKAN."""

    reasons: tuple[DecisionLine, ...]
    rulings: tuple[DecisionLine, ...]


def decision_page(decision: Decision) -> DecisionPage | None:
    """The lines of a decision that tells any of them; None for one that does not."""
    if not (decision.menimbang or decision.mengingat or decision.memutuskan):
        return None
    title = f"Keputusan {decision.ditetapkan_oleh.jabatan} tentang {decision.tentang}".upper()
    rulings = (
        DecisionLine(f"KE{in_words(number).upper()}", "", text)
        for number, text in enumerate(decision.memutuskan or (_USUAL,), 1)
    )
    reasons = (*_lines("Menimbang", decision.menimbang, True), *_lines("Mengingat", decision.mengingat, False))
    return DecisionPage(reasons, (DecisionLine("Menetapkan", "", f"{title}."), *rulings))


def _lines(label: str, texts: tuple[str, ...], lettered: bool) -> Iterator[DecisionLine]:
    """Texts under one label; several are lettered, or numbered, as many as they are."""
    lettered = lettered and len(texts) <= len(_LETTERS)
    for index, text in enumerate(texts):
        mark = "" if len(texts) == 1 else f"{_LETTERS[index] if lettered else index + 1}."
        yield DecisionLine("" if index else label, mark, text)
