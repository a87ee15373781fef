"""The index of regulations: every Dasar Hukum once, with the SOPs that cite it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sopgen.model.resolve.sop_register import natural_key
from sopgen.model.sop import Sop

#: The hierarchy of legislation (UU 12/2011, article 7 and 8), then what offices cite besides.
_RANKS = (
    "undang-undang dasar",
    "ketetapan majelis",
    "undang-undang",
    "peraturan pemerintah pengganti",
    "peraturan pemerintah",
    "peraturan presiden",
    "keputusan presiden",
    "instruksi presiden",
    "peraturan menteri",
    "peraturan",
    "keputusan menteri",
    "keputusan",
    "instruksi",
    "surat edaran",
)


_ROW = 24  # SOPs in a row of the index


@dataclass(frozen=True, slots=True)
class Regulation:
    """A regulation as first cited, and the nomor of the SOPs that cite it, in their order."""

    text: str
    nomor: tuple[str, ...]


def index_regulations(sops: Iterable[Sop]) -> tuple[Regulation, ...]:
    """All regulations cited, by their place in the hierarchy of legislation, then by text with numbers in order.

    Citations that differ only in case, spaces or a final full stop or semicolon are one regulation.
    """
    texts: dict[str, str] = {}
    citing: dict[str, list[str]] = {}
    for sop in sops:
        for cited in sop.dasar_hukum:
            key = _key(cited)
            if not key:
                continue
            texts.setdefault(key, " ".join(cited.split()).rstrip(".;, "))
            found = citing.setdefault(key, [])
            if sop.nomor not in found:
                found.append(sop.nomor)
    return tuple(Regulation(texts[key], tuple(citing[key])) for key in sorted(texts, key=_order))


@dataclass(frozen=True, slots=True)
class IndexRow:
    """A row of the index; a regulation that many SOPs cite has several, the first of them with its number."""

    number: str
    text: str
    nomor: tuple[str, ...]


def index_rows(regulations: Sequence[Regulation]) -> tuple[IndexRow, ...]:
    """The index in rows short enough never to be split between pages."""
    rows: list[IndexRow] = []
    for number, regulation in enumerate(regulations, 1):
        for start in range(0, len(regulation.nomor), _ROW):
            cited = regulation.nomor[start : start + _ROW]
            text = f"{regulation.text} (lanjutan)" if start else regulation.text
            rows.append(IndexRow("" if start else str(number), text, cited))
    return tuple(rows)


def _key(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".;, ")


def _order(key: str) -> tuple[int, tuple[tuple[int, int, str], ...]]:
    ranked = [rank for rank, beginning in enumerate(_RANKS) if key.startswith(beginning)]
    # The longest beginning that fits: a government regulation in lieu of law is no ordinary one.
    rank = max(ranked, key=lambda found: len(_RANKS[found]), default=len(_RANKS))
    return rank, natural_key(key)
