"""Every code has its explanation, and its examples show what they say."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from sopgen.findings import Code, Finding, Severity, UserError
from sopgen.rules.catalogue import catalogue, codes_with, explain, explanation
from sopgen.rules.examples import EXAMPLES
from sopgen.rules.registry import RULES, all_codes

Findings = Callable[[str], list[Finding]]
WITH_EXAMPLE = [code for code in all_codes() if (why := explanation(code)) and why.bad]


@pytest.mark.parametrize("code", WITH_EXAMPLE, ids=lambda code: code.number)
def test_the_breaking_example_is_found_and_found_once(code: Code, findings: Findings) -> None:
    why = explanation(code)
    assert why is not None
    assert [finding.code for finding in findings(why.bad)] == [code.number]


@pytest.mark.parametrize("code", WITH_EXAMPLE, ids=lambda code: code.number)
def test_the_passing_example_passes_every_rule(code: Code, findings: Findings) -> None:
    why = explanation(code)
    assert why is not None
    assert findings(why.good) == []


def test_every_code_is_explained() -> None:
    assert [code.number for code in all_codes() if explanation(code) is None] == []


def test_no_code_is_used_twice() -> None:
    numbers = [code.number for code in all_codes()]
    assert len(numbers) == len(set(numbers))


def test_no_explanation_is_left_over_and_none_is_given_twice() -> None:
    earlier = {number for number in EXAMPLES if not number.startswith(("SOP-E3", "SOP-W33"))}
    numbers = {code.number for code in all_codes()}
    assert earlier <= numbers - {rule.code.number for rule in RULES}


def test_the_letter_of_a_code_says_its_severity() -> None:
    letters = {"E": Severity.ERROR, "W": Severity.WARNING, "S": Severity.ADVICE}
    assert all(letters[code.number[4]] is code.severity for code in all_codes())


def test_every_code_stands_in_the_catalogue_once() -> None:
    page = catalogue()
    assert [page.count(f"\n### {code.number}\n") for code in all_codes()] == [1] * len(all_codes())


def test_the_catalogue_takes_codes_of_later_stages() -> None:
    wide = Code("SOP-E301", Severity.ERROR, "Baris lebih tinggi daripada halaman", "Kontrak tata letak")
    assert wide in codes_with([wide])
    assert "## Yang tidak dapat digambar atau dicetak\n\n### SOP-E301\n" in catalogue([wide])
    assert explain("E301", [wide]).startswith("SOP-E301 (galat): Baris lebih tinggi daripada halaman\n")


def test_a_warning_of_printing_stands_with_printing() -> None:
    style = Code("SOP-W331", Severity.WARNING, "Gaya tidak ada", "Rujukan Word")
    page = catalogue([style])
    assert page.index("## Yang tidak dapat digambar") < page.index("### SOP-W331") < page.index("## Antarberkas\n")


def test_one_code_is_explained_with_its_source_and_both_examples() -> None:
    assert explain("sop-s105") == (
        "SOP-S105 (saran): Peringatan tanpa “apabila ... maka”\n"
        "\n"
        "Peringatan menyebut keadaan dan akibatnya: apabila (bila, jika) ... maka ....\n"
        "\n"
        "Tingkat: saran (SOP tetap dibuat; pertimbangkan).\n"
        "Sumber aturan: PermenPAN-RB 35/2012 (Pedoman Penyusunan SOP AP); "
        "Dua SOP Biro PO Kemenko Polhukam (Permenko Polhukam 5/2016).\n"
        "\n"
        "Dilaporkan:\n"
        "\n"
        "    peringatan: SOP ini wajib dilaksanakan\n"
        "\n"
        "Tidak dilaporkan:\n"
        "\n"
        "    peringatan: Apabila SOP ini tidak dilaksanakan maka surat terlambat dikirim\n"
    )


def test_a_misspelt_code_is_a_user_error_with_the_nearest_code() -> None:
    with pytest.raises(UserError, match=re.escape("Kode “W2O1” tidak dikenal. Maksud Anda “SOP-W201”?")):
        explain("W2O1")
