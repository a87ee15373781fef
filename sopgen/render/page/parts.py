"""Parts of pages drawn before: a page that is edited is much the same as it was a moment ago.

A part is one element with all that is in it: the rules, the table's header, a row, the flow. Whoever keeps no parts
gets the same pages, later.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from lxml import etree


class DrawnParts:
    """The parts of one SOP's pages, drawn last."""

    def __init__(self) -> None:
        self._drawn: dict[tuple[int, str], tuple[object, etree._Element]] = {}

    def draw(
        self, root: etree._Element, page: int, name: str, basis: object, draw: Callable[[etree._Element], None]
    ) -> None:
        """Append to ``root`` the one element that ``draw`` appends, or its like of before.

        ``basis`` is all that the part called ``name`` of page number ``page`` depends on, to be compared.
        """
        kept = self._drawn.get((page, name))
        if kept is not None and kept[0] == basis:
            root.append(deepcopy(kept[1]))
            return
        draw(root)
        self._drawn[page, name] = basis, deepcopy(root[-1])
