"""Pages set once are taken from the cache, and a damaged entry is set anew."""

from __future__ import annotations

import pytest

from sopgen.book.packing import pack, unpack
from sopgen.book.pages.cache import Box, Typeset, cache_key
from sopgen.render.pdf import engine
from tests.book.conftest import Made, build_booklet


def test_with_a_full_cache_nothing_is_set_and_the_booklet_is_the_same(
    quick_booklet: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: dict[str, bytes] = {}
    first = build_booklet(quick_booklet.project, quick_booklet.pdfs, drafts=True, cache=kept)

    def fail(*_: object) -> None:
        raise AssertionError("pages were set again")

    monkeypatch.setattr(engine, "typeset", fail)
    second = build_booklet(quick_booklet.project, quick_booklet.pdfs, drafts=True, cache=kept)
    assert first.pdf == second.pdf == quick_booklet.booklet.pdf


def test_a_damaged_entry_heals(quick_booklet: Made) -> None:
    kept: dict[str, bytes] = {}
    build_booklet(quick_booklet.project, quick_booklet.pdfs, drafts=True, cache=kept)
    sound = dict(kept)
    for number, key in enumerate(sound):
        kept[key] = (kept[key][:-9], b"", b"rubbish" * 40)[number % 3]
    again = build_booklet(quick_booklet.project, quick_booklet.pdfs, drafts=True, cache=kept)
    assert again.pdf == quick_booklet.booklet.pdf
    assert kept == sound


def test_what_is_packed_comes_back() -> None:
    page = Typeset(b"%PDF-1.7\nx", 3, {"ttd": (1, Box(1.5, 2, 3, 4)), "isi-1": (0, Box(0, 0, 0, 0))})
    assert unpack(Typeset, pack(page)) == page
    assert unpack(Typeset, None) is None


def test_keys_differ_where_parts_are_cut_differently() -> None:
    assert cache_key("ab", "c") != cache_key("a", "bc")
