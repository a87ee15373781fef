"""Hypothesis strategies for the identity block: an office and a short SOP with any dates and names however long."""

from __future__ import annotations

from datetime import date

import yaml
from hypothesis import strategies as st

from sopgen.model.dates import EARLIEST_YEAR, LATEST_YEAR
from tests.generators.headers import FAMILIES, PAPERS, SIZES, names

#: Most words of a text: seldom so many that it is higher than a page in every size.
_MOST_WORDS = (3, 3, 12, 40, 80, 300)
Sources = tuple[str, str]
DATES = st.dates(date(EARLIEST_YEAR, 1, 1), date(LATEST_YEAR, 12, 31)).map(str)
#: One of the widest: a long weekday and the longest month.
_WIDE_DATE = "2024-09-28"


@st.composite
def long_names(draw: st.DrawFn) -> str:
    """A name of one word to hundreds, made of one of a few words that is said again and again."""
    most = draw(st.sampled_from(_MOST_WORDS))
    return " ".join([draw(names(3))] * draw(st.integers(1, most)))


@st.composite
def dated(draw: st.DrawFn) -> dict[str, object]:
    """Dates of an SOP, each of them or none, and its last revision."""
    days = DATES | st.just(_WIDE_DATE)
    keys = st.sampled_from(("tanggal_pembuatan", "tanggal_efektif"))
    revision = st.fixed_dictionaries({"ke": st.integers(1, 99), "tanggal": days})
    return {**draw(st.dictionaries(keys, days)), "revisi": draw(st.lists(revision, max_size=1))}


@st.composite
def identities(draw: st.DrawFn, short: bool = False) -> Sources:
    """The sources of an institution and of an SOP of it, with any paper, face and size.

    A block of ``short`` texts keeps the size asked for, however large.
    """
    texts = names(3) if short else long_names()
    titles = st.just("Judul SOP {jenis}")
    numbers = st.just("A.01")
    marks = st.sampled_from(("", "", "^"))
    office = {
        "nama": draw(texts),
        "unit": {"biro": {"nama": draw(texts), "induk": draw(st.just("") | texts)}},
        "pejabat": {"kepala": {"jabatan": draw(texts), "nama": draw(texts)}},
    }
    form = {
        "kertas": draw(st.sampled_from(PAPERS)),
        "huruf": draw(st.sampled_from(FAMILIES)),
        "ukuran_huruf": draw(st.integers(int(2 * SIZES[0]), int(2 * SIZES[1])) | st.just(2 * SIZES[1])) / 2,
        "jangkar_ttd": draw(marks if short else marks | st.just("Ditandatangani secara elektronik " * 9) | texts),
        "istilah": {"judul": draw(titles if short else titles | names(30))},
    }
    sop = {
        "nomor": draw(numbers if short else numbers | st.integers(1, 600).map(lambda count: "A.01/" * count + "2")),
        "judul": draw(texts),
        **draw(dated()),
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
