"""Own templates of an SOP's PDF held to the plan: whether they set what was planned, and which line is amiss."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher

from sopgen.render.codes import TEMPLATE_MOVES
from sopgen.render.own_templates import Folders, OwnTemplateError, first_different, line_of, shipped_text, wrong
from sopgen.render.templates import SHIPPED

#: Names of the templates that make an SOP's PDF begin so.
KINDS = ("pdf/sop.", "pdf/parts.", "pdf/rules.", "pdf/tick.")
STYLE_SHEET = "pdf/sop.css.j2"
_MOST_TRIES = 12

#: Sets the document with a style sheet made of this source; what is moved then, as clauses.
Try = Callable[[str], Sequence[object]]


def moved_error(folders: Folders, own: Sequence[str], moved: Sequence[object], attempt: Try) -> OwnTemplateError:
    """What to tell the office of moved text (``moved``: clauses that say which)."""
    more = f" (dan {len(moved) - 1} yang lain)" if len(moved) > 1 else ""
    clause = f"menggeser atau menghilangkan teks: {moved[0]}{more}"
    name, line = _culprit(folders, own, attempt)
    return OwnTemplateError((wrong(folders, name, line, clause, TEMPLATE_MOVES),))


def _culprit(folders: Folders, own: Sequence[str], attempt: Try) -> tuple[str, int]:
    """The template that moves text, and the line: found by leaving out one difference after the other."""
    if STYLE_SHEET in own and not attempt(shipped_text(STYLE_SHEET)):
        text = (folders[0] / STYLE_SHEET).read_text(encoding="utf-8")
        shipped = shipped_text(STYLE_SHEET)
        for number, (line, without) in enumerate(_variants(text.splitlines(), shipped.splitlines())):
            if number == _MOST_TRIES:
                break
            if not attempt("\n".join(without)):
                return STYLE_SHEET, line
        return STYLE_SHEET, first_different(text.splitlines(), shipped.splitlines())
    others = [name for name in own if name != STYLE_SHEET] or list(own)
    return others[0], line_of(folders, others[0])


def _variants(own: list[str], shipped: list[str]) -> Iterator[tuple[int, list[str]]]:
    """The sheet without one of its differences from the shipped one, and the line (from 1) where that stands."""
    if any(f"{SHIPPED}/" in line for line in own):  # all that it says besides is a difference
        pieces = [
            piece for piece in _rules(own, 0, len(own)) if not any(f"{SHIPPED}/" in own[n] for n in range(*piece))
        ]
        yield from ((start + 1, own[:start] + own[end:]) for start, end in pieces)
        return
    for tag, i, end_i, j, end_j in SequenceMatcher(None, shipped, own, autojunk=False).get_opcodes():
        if tag == "insert":
            yield from ((start + 1, own[:start] + own[end:]) for start, end in _rules(own, j, end_j))
        elif tag != "equal":
            yield min(j + 1, len(own)), own[:j] + shipped[i:end_i] + own[end_j:]


def _rules(lines: list[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Groups of lines between ``start`` and ``end`` that are whole rules."""
    first, depth = start, 0
    for number in range(start, end):
        plain = re.sub(r"\{[{%#][^{}]*\}{1,2}", "", lines[number])
        depth += plain.count("{") - plain.count("}")
        if depth <= 0:
            yield first, number + 1
            first, depth = number + 1, 0
    if first < end:
        yield first, end
