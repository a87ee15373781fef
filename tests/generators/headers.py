"""Hypothesis strategies for the texts around a flow: sources of SOPs with any header, or any titles of further boxes.

Names and titles are made of an office's plain words, joined as offices join them: blanks, slashes, hyphens, brackets.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml
from hypothesis import strategies as st

from sopgen.model.institution import Paper

WORDS = (
    *("Kepala", "Bagian", "Umum", "Analis", "Staf", "Sekretaris", "Tim", "dan", "Data", "Perencanaan", "Keuangan"),
    *("Subbagian", "Pengelola", "Tata", "Usaha", "Pejabat", "Pengadaan", "Barang", "Jasa", "Arsiparis", "III", "a.n."),
    *("Pertanggungjawaban", "Perundang-undangan", "Dan/Atau", "Kerja", "Sama", "Rumah", "Tangga", "(PPK)", "No. 2"),
)
JOINTS = (" ", " ", " ", " ", "/", "-", " - ", " / ", ". ")
PAPERS = tuple(paper.value for paper in Paper)
#: Sizes that a source may ask for, in half points.
SIZES = (5.0, 16.0)
FAMILIES = ("Arial", "Times New Roman")
TERMS = ("no", "kegiatan", "pelaksana", "mutu_baku", "kelengkapan", "waktu", "output", "ket")


@st.composite
def names(draw: st.DrawFn, most_words: int = 6) -> str:
    """A name of one to ``most_words`` words; the last may stand in brackets."""
    count = draw(st.integers(1, most_words))
    words = [draw(st.sampled_from(WORDS)) for _ in range(count)]
    if len(words) > 1 and draw(st.integers(0, 4)) == 0:
        words[-1] = f"({words[-1].strip('()')})"
    text = words[0]
    for word in words[1:]:
        text += draw(st.sampled_from(JOINTS)) + word
    return text


@st.composite
def formats(draw: st.DrawFn) -> dict[str, Any]:
    """Paper, face, size and what else changes a header: column numbers, the office's own words."""
    terms = draw(st.dictionaries(st.sampled_from(TERMS), names(3), max_size=2))
    return {
        "kertas": draw(st.sampled_from(PAPERS)),
        "huruf": draw(st.sampled_from(FAMILIES)),
        "ukuran_huruf": draw(st.integers(int(2 * SIZES[0]), int(2 * SIZES[1]))) / 2,
        "nomor_kolom": draw(st.booleans()),
        "istilah": terms,
    }


@st.composite
def headed_sources(draw: st.DrawFn, most_blocks: int = 9) -> str:
    """The source of a short SOP whose pelaksana stand alone or in groups of one to three; no name comes twice.

    Names in groups are often short: their rows are low beside a long name that stands alone.
    """
    taken: dict[str, None] = {}
    blocks: list[str | dict[str, Any]] = []
    for _ in range(draw(st.integers(1, most_blocks))):
        members = draw(st.sampled_from((0, 0, 1, 1, 2, 3)))
        if not members:
            blocks.append(_unlike(taken, draw(names())))
            continue
        longest = draw(st.sampled_from((1, 1, 2, 6)))
        group = [draw(names(longest)) for _ in range(members)]
        head = f"{draw(names(longest))} {len(blocks)}"
        blocks.append({"kelompok": head, "anggota": [_unlike(taken, name) for name in group]})
    chosen = st.lists(st.sampled_from(list(taken)), min_size=1, max_size=3, unique=True)
    steps = [
        {"kegiatan": draw(names()), "pelaksana": draw(chosen), "kelengkapan": draw(names()), "waktu": "2 Hari"}
        for _ in range(draw(st.integers(1, 4)))
    ]
    return _written({"pelaksana": blocks, "langkah": steps, "format": draw(formats())})


@st.composite
def titles(draw: st.DrawFn) -> str:
    """A title of one to four lines: names, or a word that is longer than some lines."""
    lines = st.one_of(names(9), names(30), st.sampled_from(("é" * 40, "W" * 90, "Kata/Kata-" * 12)))
    return "\n".join(draw(st.lists(lines, min_size=1, max_size=4)))


@st.composite
def titled_sources(draw: st.DrawFn) -> str:
    """The source of a short SOP with one to five further boxes, some so full that they go on over the page."""
    texts = st.one_of(names(), st.just("Ketentuan ini berlaku bagi semua unit kerja. " * 20))
    boxes = draw(
        st.lists(
            st.fixed_dictionaries({"judul": titles(), "isi": st.lists(texts, min_size=1, max_size=3)}),
            min_size=1,
            max_size=5,
        )
    )
    steps = [{"kegiatan": "Menyusun laporan", "pelaksana": "Staf", "waktu": "1 Hari"}]
    return _written({"pelaksana": ["Staf"], "langkah": steps, "tambahan": boxes, "format": draw(formats())})


def _unlike(taken: dict[str, None], text: str) -> str:
    """``text``, with a number when another pelaksana has that name; it is taken from then on."""
    name = text if text not in taken else f"{text} {len(taken)}"
    taken[name] = None
    return name


def _written(parts: Mapping[str, Any]) -> str:
    head = {"nomor": "A.01", "judul": "Pelayanan Tamu", "unit": "biro-umum", "disahkan_oleh": "kepala"}
    return yaml.safe_dump({**head, **parts}, allow_unicode=True, sort_keys=False, width=10_000)
