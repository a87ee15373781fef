"""The index of regulations: each once, ordered by rank, with those who cite it."""

from __future__ import annotations

from sopgen.book.pages.regulations import Regulation, index_regulations, index_rows
from tests.book.sops import sop


def texts(*cited: str) -> list[str]:
    return [regulation.text for regulation in index_regulations([sop("A", dasar_hukum=cited)])]


def test_each_regulation_stands_once_with_all_that_cite_it() -> None:
    law = "Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik"
    index = index_regulations([sop("A", dasar_hukum=(law,)), sop("B", dasar_hukum=("Peraturan X", law))])
    assert [(regulation.text, regulation.nomor) for regulation in index] == [(law, ("A", "B")), ("Peraturan X", ("B",))]


def test_citations_that_differ_in_spaces_case_or_the_final_stop_are_one() -> None:
    first, second = "Undang-Undang  Nomor 5 Tahun 2014;", "UNDANG-UNDANG Nomor 5 Tahun 2014."
    index = index_regulations([sop("A", dasar_hukum=(first, second)), sop("B", dasar_hukum=(second,))])
    assert [(regulation.text, regulation.nomor) for regulation in index] == [
        ("Undang-Undang Nomor 5 Tahun 2014", ("A", "B"))
    ]


def test_laws_come_before_regulations_and_those_before_circulars() -> None:
    ordered = [
        "Undang-Undang Dasar Negara Republik Indonesia Tahun 1945",
        "Undang-Undang Nomor 5 Tahun 2014",
        "Peraturan Pemerintah Pengganti Undang-Undang Nomor 1 Tahun 2020",
        "Peraturan Pemerintah Nomor 94 Tahun 2021",
        "Peraturan Presiden Nomor 7 Tahun 2015",
        "Peraturan Menteri Nomor 35 Tahun 2012",
        "Surat Edaran Nomor 1 Tahun 2020",
        "Arahan pimpinan",
    ]
    assert texts(*reversed(ordered)) == ordered


def test_number_9_comes_before_number_10() -> None:
    assert texts("Peraturan Menteri Nomor 10", "Peraturan Menteri Nomor 9") == [
        "Peraturan Menteri Nomor 9",
        "Peraturan Menteri Nomor 10",
    ]


def test_blank_citations_are_no_regulations() -> None:
    assert texts("", " ; ") == []


def test_a_regulation_that_hundreds_cite_goes_over_several_rows() -> None:
    numbers = tuple(f"N{number}" for number in range(50))
    rows = index_rows([Regulation("UU 1", ("A",)), Regulation("UU 2", numbers)])
    assert [(row.number, row.text, len(row.nomor)) for row in rows] == [
        ("1", "UU 1", 1),
        ("2", "UU 2", 24),
        ("", "UU 2 (lanjutan)", 24),
        ("", "UU 2 (lanjutan)", 2),
    ]
    assert tuple(nomor for row in rows[1:] for nomor in row.nomor) == numbers
