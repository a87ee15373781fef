"""How much work a drawing is, counted before anybody draws it: a small file can ask for more than a machine can do.

Elements count as often as they are drawn (``use``, patterns, masks and markers draw again), texts by their letters,
paths by their points and by how long their lines are. Filters are never drawn alike, and are refused.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

from sopgen.work import LOGO, Work, WorkUsedUpError

_MOST_BYTES = 20_000_000
_DEEPEST = 200
_NAME = re.compile(r"(?:^|\})([^}]*)$")
_REFERENCE = re.compile(r"url\(\s*['\"]?#([^'\")\s]+)")
_FILTER = re.compile(r"(?:^|[;{\s])filter\s*:\s*(?!none)[^;\s]", re.IGNORECASE)
_NUMBER = re.compile(r"[A-Za-z]|[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
#: So many numbers of a path, or crossings of it, are one of work: measured by what takes about as long.
_NUMBERS, _ARC, _CROSSINGS_FREE = 20, 20, 10.0
#: A path of so many characters is too much, whatever it draws.
_LONGEST_PATH = 2_000_000
#: What is drawn on a layer of its own and then laid over the rest; any element of a class may be one.
_LAYER = re.compile(r"(?:^|[;{\s])(?:opacity\s*:\s*(?!1(?:[.;\s]|$))|mask\s*:|clip-path\s*:|mix-blend-mode\s*:)")
_LAYER_WORK, _CLASS_WORK = 50, 5
_LETTERS = frozenset({"text", "tspan", "textPath"})


class HeavyError(ValueError):
    """A drawing that nobody could draw in reasonable time; the message is an Indonesian clause about it."""


@dataclass(slots=True)
class _Counter:
    """Adds up elements and all that they refer to, each counted once and then remembered."""

    by_id: dict[str, ElementTree.Element]
    rules: int
    layers_by_class: bool
    known: dict[int, int] = field(default_factory=dict)
    open: set[int] = field(default_factory=set)

    def work(self, element: ElementTree.Element, depth: int = 0) -> int:
        """The work of an element with all that is in it and all that it draws again."""
        if depth > _DEEPEST:
            raise HeavyError("bersarang terlalu dalam")
        if id(element) in self.open:  # draws itself, which no program does
            return 0
        if id(element) not in self.known:
            self.open.add(id(element))
            total = _own_work(element) * (1 + self.rules // 100)
            total += _CLASS_WORK if self.layers_by_class and "class" in element.attrib else 0
            total += sum(self.work(child, depth + 1) for child in element)
            total += sum(self.work(target, depth + 1) for target in self.targets(element))
            self.open.discard(id(element))
            self.known[id(element)] = min(total, LOGO.allowance() + 1)
        return self.known[id(element)]

    def targets(self, element: ElementTree.Element) -> Iterator[ElementTree.Element]:
        """What an element draws besides itself; a marker at every point of a path."""
        for name, value in element.attrib.items():
            kind = _local(name)
            if kind == "href" and value.strip().startswith("#"):
                names = [value.strip()[1:]]
            else:
                names = _REFERENCE.findall(value)
            times = _points(element) if "marker" in kind or "marker" in value else 1
            for target in (self.by_id[each] for each in names if each in self.by_id):
                yield from (target for _ in range(min(times, LOGO.allowance() + 1)))


def check_work(svg: bytes) -> None:
    """Raise HeavyError when a drawing is more work than any logo; ParseError, ValueError when it is none."""
    if len(svg) > _MOST_BYTES:
        raise HeavyError("terlalu besar")
    elements: list[ElementTree.Element] = []
    root = _tree(svg, elements)
    styles = [element.text or "" for element in elements if _local(element.tag) == "style"]
    for element in elements:
        _refuse_filter(element)
    if any(map(_FILTER.search, styles)):
        raise HeavyError(_NO_FILTERS)
    by_id = {name: element for element in elements if (name := element.get("id"))}
    rules = sum(style.count("{") + style.count(",") for style in styles)
    try:
        Work(LOGO).spend(_Counter(by_id, rules, any(map(_LAYER.search, styles))).work(root))
    except WorkUsedUpError as error:
        raise HeavyError("terlalu rumit") from error


_NO_FILTERS = "memakai efek (filter), seperti bayangan atau kabur, yang tidak tercetak sama di PDF dan Word"


def _tree(svg: bytes, elements: list[ElementTree.Element]) -> ElementTree.Element:
    """The drawing's tree, its ``elements`` in order; it ends at once where there are too many or they nest too deep."""
    depth = 0
    for event, element in ElementTree.iterparse(io.BytesIO(svg), events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "start":
            elements.append(element)
        if depth > _DEEPEST:
            raise HeavyError("bersarang terlalu dalam")
        if len(elements) > LOGO.allowance():
            raise HeavyError("terlalu rumit")
    return elements[0]


def _local(name: str) -> str:
    found = _NAME.search(name)
    return found[1] if found else name


def _refuse_filter(element: ElementTree.Element) -> None:
    plain = element.get("filter", "none").strip()
    if plain not in ("", "none") or _FILTER.search(element.get("style", "")):
        raise HeavyError(_NO_FILTERS)


def _own_work(element: ElementTree.Element) -> int:
    """An element alone: its letters, its attributes and its lines."""
    name = _local(element.tag)
    written = sum(len(value) for key, value in element.attrib.items() if key not in ("d", "points"))
    letters = len(element.text or "") + len(element.tail or "") if name in _LETTERS else 0
    return 1 + written // 100 + letters + _layer(element) + _lines(element.get("d") or element.get("points") or "")


def _layer(element: ElementTree.Element) -> int:
    own = element.get("opacity", "1").strip() not in ("1", "1.0") or _LAYER.search(element.get("style", ""))
    return _LAYER_WORK if own or "mask" in element.attrib or "clip-path" in element.attrib else 0


def _points(element: ElementTree.Element) -> int:
    return 1 + len(element.get("d") or element.get("points") or "") // 2


def _lines(path: str) -> int:
    """The work of a path: its numbers, its arcs, and how many times its lines cross its own extent."""
    if not path:
        return 0
    if len(path) > _LONGEST_PATH:
        return LOGO.allowance() + 1
    numbers, arcs = 0, 0
    ways, lowest, highest = 0.0, [0.0, 0.0], [0.0, 0.0]
    here, relative, axis = [0.0, 0.0], False, 0
    for piece in _NUMBER.findall(path):
        if piece.isalpha():
            relative, axis = piece.islower(), 1 if piece in "Vv" else 0
            arcs += piece in "Aa"
            continue
        numbers += 1
        value = float(piece)
        before = here[axis]
        here[axis] = before + value if relative else value
        ways += abs(here[axis] - before)
        lowest[axis], highest[axis] = min(lowest[axis], here[axis]), max(highest[axis], here[axis])
        axis = 1 - axis
    extent = max(highest[0] - lowest[0], highest[1] - lowest[1])
    crossings = max(ways / extent - _CROSSINGS_FREE, 0) if 0 < extent < float("inf") and ways < float("inf") else 0
    return numbers // _NUMBERS + arcs * _ARC + round(crossings)
