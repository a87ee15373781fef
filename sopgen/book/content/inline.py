"""The texts of a template's HTML as runs: blanks collapsed as every browser does it, soft hyphens gone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from sopgen.book.content.blocks import Inline, PageNumber, Run, plain
from sopgen.book.content.elements import BOLD, INLINE, ITALIC, is_unseen, names_of

_BLANKS = re.compile(r"[ \t\n\r\f]+")  # no others: hard blanks stay
_LAST_NUMBER = re.compile(r"(?<!\d)\d++(?=\D*+$)")
#: The class of a link that is the number of the page it leads to; the attribute of an element whose last number is.
PAGE, PAGE_OF = "hal", "data-hal"
#: The class of what stands on one line.
WHOLE = "utuh"


@dataclass(slots=True)
class Line:
    """Runs as they are found, from left to right."""

    runs: list[Inline] = field(default_factory=list)

    def text(self, text: str | None, look: Run) -> None:
        """Text as the HTML has it, in this look."""
        found = _BLANKS.sub(" ", (text or "").replace("\u00ad", ""))
        if self._at_blank():
            found = found.removeprefix(" ")
        if found:
            self._add(replace(look, text=found))

    def line_break(self, look: Run) -> None:
        """What follows begins a line."""
        self._strip()
        self._add(replace(look, text="\n"))

    def begin(self, look: Run) -> None:
        """What follows begins a line, if it does not anyway."""
        self._strip()
        last = self.runs[-1] if self.runs else None
        if last is not None and not (isinstance(last, Run) and last.text.endswith("\n")):
            self._add(replace(look, text="\n"))

    def element(self, element: etree._Element, look: Run) -> None:
        """An element and all in it."""
        if is_unseen(element):
            return
        if element.tag == "br":
            self.line_break(look)
        elif element.tag == "a" and PAGE in names_of(element):
            self.runs.append(PageNumber(element.get("href") or "", " ".join(plain(runs_in(element)).split())))
        elif element.tag in INLINE:
            self.inside(element, _changed(look, element))
        else:
            self.begin(look)
            self.inside(element, look)
            self.begin(look)

    def inside(self, element: etree._Element, look: Run) -> None:
        """All that stands in an element."""
        before = len(self.runs)
        self.text(element.text, look)
        for child in element:
            self.element(child, look)
            self.text(child.tail, look)
        self.runs[before:] = numbered(self.runs[before:], element)

    def finished(self) -> tuple[Inline, ...]:
        """The runs, without blanks and line breaks at their end."""
        while self.runs and isinstance(last := self.runs[-1], Run):
            text = last.text.rstrip(" \n")
            self.runs[-1:] = [replace(last, text=text)] if text else []
            if text:
                break
        return tuple(self.runs)

    def _at_blank(self) -> bool:
        last = self.runs[-1] if self.runs else None
        return last is None or (isinstance(last, Run) and last.text[-1:] in (" ", "\n"))

    def _add(self, run: Run) -> None:
        last = self.runs[-1] if self.runs else None
        if isinstance(last, Run) and replace(last, text=run.text) == run:
            self.runs[-1] = replace(last, text=last.text + run.text)
        else:
            self.runs.append(run)

    def _strip(self) -> None:
        """Take the blank off the end, which hangs over the line's."""
        last = self.runs[-1] if self.runs else None
        if isinstance(last, Run) and last.text.endswith(" "):
            if last.text == " ":
                self.runs.pop()
            else:
                self.runs[-1] = replace(last, text=last.text.removesuffix(" "))


def runs_in(element: etree._Element) -> tuple[Inline, ...]:
    """The text of an element as runs."""
    line = Line()
    line.inside(element, Run(""))
    return line.finished()


def _changed(look: Run, element: etree._Element) -> Run:
    return replace(
        look,
        bold=look.bold or element.tag in BOLD,
        italic=look.italic or element.tag in ITALIC,
        whole=look.whole or WHOLE in names_of(element),
        href=(element.get("href") or look.href) if element.tag == "a" else look.href,
    )


def numbered(runs: Sequence[Inline], element: etree._Element) -> list[Inline]:
    """The runs of an element; if it says so, their last number is that of a page."""
    href = element.get(PAGE_OF)
    for index in range(len(runs) - 1, -1, -1) if href else ():
        run = runs[index]
        if isinstance(run, Run) and (found := _LAST_NUMBER.search(run.text)):
            before, after = replace(run, text=run.text[: found.start()]), replace(run, text=run.text[found.end() :])
            number = PageNumber(href or "", found[0])
            parts = (*((before,) if before.text else ()), number, *((after,) if after.text else ()))
            return [*runs[:index], *parts, *runs[index + 1 :]]
    return list(runs)
