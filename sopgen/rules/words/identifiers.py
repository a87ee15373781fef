"""Names for steps that are pointed at by number: short words from the kegiatan, because numbers move."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from sopgen.model.resolve.targets import WORDS
from sopgen.model.sop import Section

_WORD_COUNT = 2


def suggested_id(section: Section, number: int, given: Collection[str] = ()) -> str:
    """The id of step ``number``, or one to give it: unique in its section, from the first words of its kegiatan.

    ``given`` are ids that other steps of the section are about to get.
    ``Menyusun konsep surat`` gives ``menyusun-konsep``; a kegiatan without words gives ``langkah-3``.
    """
    step = section.steps[number - 1]
    if step.id:
        return step.id
    taken = {other.id for other in section.steps} | {symbol.id for each in section.steps for symbol in each.symbols}
    taken |= set(given)
    name = _slug(step.kegiatan) or f"langkah-{number}"
    if name not in taken:
        return name
    return next(f"{name}-{count}" for count in range(2, len(taken) + 3) if f"{name}-{count}" not in taken)


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    words = [word for word in re.findall(r"[a-z]+", plain) if len(word) > 3][:_WORD_COUNT]
    return "" if not words or (len(words) == 1 and words[0] in WORDS) else "-".join(words)
