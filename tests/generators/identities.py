"""Hypothesis strategies for the identity block: an office and a short SOP whose names are as long as anybody types."""

from __future__ import annotations

import yaml
from hypothesis import strategies as st

from tests.generators.headers import FAMILIES, PAPERS, SIZES, names

#: Most words of a text: seldom so many that it is higher than a page in every size.
_MOST_WORDS = (3, 3, 12, 40, 80, 300)
Sources = tuple[str, str]


@st.composite
def long_names(draw: st.DrawFn) -> str:
    """A name of one word to hundreds, made of one of a few words that is said again and again."""
    most = draw(st.sampled_from(_MOST_WORDS))
    return " ".join([draw(names(3))] * draw(st.integers(1, most)))


@st.composite
def identities(draw: st.DrawFn) -> Sources:
    """The sources of an institution and of an SOP of it, with any paper, face and size."""
    office = {
        "nama": draw(long_names()),
        "unit": {"biro": {"nama": draw(long_names()), "induk": draw(st.just("") | long_names())}},
        "pejabat": {"kepala": {"jabatan": draw(long_names()), "nama": draw(long_names())}},
    }
    form = {
        "kertas": draw(st.sampled_from(PAPERS)),
        "huruf": draw(st.sampled_from(FAMILIES)),
        "ukuran_huruf": draw(st.integers(int(2 * SIZES[0]), int(2 * SIZES[1]))) / 2,
        "jangkar_ttd": draw(st.sampled_from(("", "", "^", "Ditandatangani secara elektronik " * 9)) | long_names()),
        "istilah": {"judul": draw(st.just("Judul SOP {jenis}") | names(30))},
    }
    sop = {
        "nomor": draw(st.just("A.01") | st.integers(1, 600).map(lambda count: "A.01/" * count + "2")),
        "judul": draw(long_names()),
        "unit": "biro",
        "disahkan_oleh": "kepala",
        "pelaksana": ["Staf"],
        "langkah": [{"kegiatan": "Menyusun laporan", "pelaksana": "Staf"}],
        "format": {key: value for key, value in form.items() if value},
    }
    return written(office), written(sop)


def written(source: dict[str, object]) -> str:
    """A source file."""
    return yaml.safe_dump(source, allow_unicode=True, sort_keys=False, width=100_000)
