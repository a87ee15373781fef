"""Texts whose lines are hard to find again: blanks of every width, blanks that hold or are not there, soft hyphens."""

from __future__ import annotations

import json
from collections.abc import Callable

from hypothesis import strategies as st

#: Two of a kind stand beside each other, as fingers leave them.
BLANKS = (
    " ",
    "  ",
    "\u00a0",  # no-break space
    "\u00a0\u00a0",
    " \u00a0",
    "\u2003",  # em space
    "\u2003\u2003",
    "\u2009",  # thin space
    "\u3000",  # ideographic space
    "\u2007",  # figure space, no break
    "\u202f",  # narrow no-break space
    "\u200b",  # zero-width space
    "\u200d",  # zero-width joiner
    "\u2060",  # word joiner
    "\u00ad",  # soft hyphen
    "\u00ad\u00ad",
    "-",
    "/",
)
WORDS = (
    "a",
    "dan",
    "berkas",
    "Lengkap",
    "Sudah",
    "sudah",
    "lengkap?",
    "dan/atau",
    "(RKT)",
    "penanggungjawaban",
    "No.12",
)


@st.composite
def odd_texts(draw: st.DrawFn, most_words: int = 8, breaks: bool = True) -> str:
    """A text of at least one word that begins with a letter; with ``breaks`` it may have lines of its own."""
    blanks = st.sampled_from((*BLANKS, "\n", "\n\n") if breaks else BLANKS)
    text = draw(st.sampled_from(WORDS))
    for _ in range(draw(st.integers(0, most_words - 1))):
        text += draw(blanks) + draw(st.sampled_from(WORDS))
    return text + draw(st.sampled_from(("", "", "\u00a0?", "\u00ad", "\u00a0", "\u2003", "\u200b")))


@st.composite
def odd_projects(draw: st.DrawFn) -> tuple[str, str]:
    """The sources of an office and an SOP with such a text in every field that is set in lines."""

    def text(most: int = 6) -> str:
        return draw(odd_texts(most, breaks=False))

    def some(most: int = 3) -> list[str]:
        return [text(12) for _ in range(draw(st.integers(1, most)))]

    office = {
        "nama": text(),
        "unit": {"biro": {"nama": text(), "induk": text()}},
        "pejabat": {"kepala": {"jabatan": text(), "nama": text(3)}},
    }
    names = tuple(f"{name} {text(2)}" for name in ("Staf", "Kasubbag", "Kabag"))
    sop = _sop(text, some, names) | {"langkah": _steps(text, names)}
    return json.dumps(office), json.dumps(sop)


def _sop(text: Callable[..., str], some: Callable[..., list[str]], names: tuple[str, ...]) -> dict[str, object]:
    lists = ("dasar_hukum", "kualifikasi_pelaksana", "keterkaitan", "peralatan", "peringatan", "pencatatan", "catatan")
    return {
        "nomor": "A.01",
        "judul": text(10),
        "unit": "biro",
        "disahkan_oleh": "kepala",
        **{key: some() for key in lists},
        "tambahan": [{"judul": text(3), "isi": some()}],
        "pelaksana": [{"kelompok": text(3), "anggota": list(names)}],
        "format": {"jumlah_waktu": True, "istilah": {"jumlah": text(3), "kegiatan": text(2), "output": text(2)}},
    }


def _steps(text: Callable[..., str], names: tuple[str, ...]) -> list[dict[str, object]]:
    steps: list[dict[str, object]] = [
        {key: text(14) for key in ("kegiatan", "kelengkapan", "output", "ket")} | {"waktu": "30 Menit"}
        for _ in range(4)
    ]
    steps[0] |= {"pelaksana": names[0]}
    steps[1] |= {"pelaksana": names[1], "tidak": 1, "tanya": text(5), "label_ya": text(2), "label_tidak": text(2)}
    steps[2] |= {"pelaksana": names[2], "waktu": text(3)}
    steps[3] |= {"pelaksana": names[0], "teks": text(4)}
    return steps
