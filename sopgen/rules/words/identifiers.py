"""Names for steps that are pointed at by number: short words from the kegiatan, because numbers move."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable

from sopgen.model.resolve.targets import WORDS
from sopgen.model.sop import Section, Step

#: What YAML takes for something else than a text.
_NO_TEXT = frozenset({"null", "true", "false"})
_WORD_COUNT = 2


def step_id(step: Step) -> str:
    """The id that means a step's first symbol, as its number does; empty when there is none."""
    return step.id or step.symbols[0].id or "" if step.symbols else step.id or ""


def suggested_ids(section: Section, numbers: Iterable[int]) -> dict[int, str]:
    """The ids of these steps, or ones to give them, no two alike; without those whose own id means nothing or two.

    ``Menyusun konsep surat`` gives ``menyusun-konsep``; a kegiatan without words gives ``langkah-3``.
    """
    uses = Counter(name for step in section.steps for name in _ids(step))
    taken = set(uses)
    names: dict[int, str] = {}
    for number in dict.fromkeys(numbers):
        name = step_id(section.steps[number - 1])
        if not name:
            names[number] = _free(_slug(section.steps[number - 1].kegiatan) or f"langkah-{number}", taken)
            taken.add(names[number])
        elif uses[name] == 1 and name not in WORDS and not name.isdecimal():
            names[number] = name
    return names


def _ids(step: Step) -> set[str]:
    return {name for name in (step.id, *(symbol.id for symbol in step.symbols)) if name}


def _free(name: str, taken: Collection[str]) -> str:
    """``name``, or with the first number behind it that makes it another than all of ``taken``."""
    if name not in taken:
        return name
    return next(f"{name}-{count}" for count in range(2, len(taken) + 3) if f"{name}-{count}" not in taken)


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    words = [word for word in re.findall(r"[a-z]+", plain) if len(word) > 3][:_WORD_COUNT]
    name = "-".join(words)
    return "" if name in WORDS or name in _NO_TEXT else name
