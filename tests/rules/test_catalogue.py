"""Every code has its explanation, and its examples show what they say."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from types import ModuleType

import pytest

from sopgen.cli.codes import later_codes
from sopgen.findings import Code, Finding, UserError
from sopgen.rules.catalogue import catalogue, explain
from sopgen.rules.registry import RULES, all_codes
from sopgen.rules.rule import ProjectRule, SopRule
from tests.conftest import ROOT

Findings = Callable[[str], list[Finding]]
EVERY = all_codes(later_codes())
WITH_EXAMPLE = [code for code in all_codes() if code.bad]
#: Codes that no snippet can show: files as a whole, paper, fonts, programs, templates.
WITHOUT_EXAMPLE = {
    *("SOP-E105", "SOP-E106", "SOP-E107", "SOP-E108", "SOP-E109", "SOP-E110", "SOP-E111", "SOP-E125", "SOP-E140"),
    *("SOP-E145", "SOP-E406", "SOP-E407", "SOP-W113", "SOP-W122", "SOP-S109"),
    "SOP-E199",
    *("SOP-E141", "SOP-E144", "SOP-E301", "SOP-E302", "SOP-E303", "SOP-E304", "SOP-E305", "SOP-E331", "SOP-E350"),
    *("SOP-E351", "SOP-E352", "SOP-E353", "SOP-E354", "SOP-W306", "SOP-W307", "SOP-W331", "SOP-W332", "SOP-W333"),
}


@pytest.mark.parametrize("code", WITH_EXAMPLE, ids=lambda code: code.number)
def test_the_breaking_example_is_found_and_found_once(code: Code, findings: Findings) -> None:
    found = findings(code.bad)
    assert {finding.code for finding in found} == {code.number}
    assert len({finding.file for finding in found}) == len(found)  # two SOPs of one nomor are told in both files


@pytest.mark.parametrize("code", WITH_EXAMPLE, ids=lambda code: code.number)
def test_the_passing_example_passes_every_rule(code: Code, findings: Findings) -> None:
    assert findings(code.good) == []


def test_every_code_is_explained_and_has_an_example_where_a_snippet_can_show_it() -> None:
    assert [code.number for code in EVERY if not (code.title and code.source and code.why)] == []
    assert {code.number for code in EVERY if not (code.bad and code.good)} == WITHOUT_EXAMPLE


def test_no_code_is_used_twice() -> None:
    numbers = [code.number for code in EVERY]
    assert len(numbers) == len(set(numbers))


def modules() -> dict[str, ModuleType]:
    """Every module of sopgen that declares a code or a rule: those that the catalogue cannot know would be lost."""
    declares = re.compile(r"^\w+ = Code\(|^@\w+_rule\(", re.MULTILINE)
    paths = [path for path in (ROOT / "sopgen").rglob("*.py") if declares.search(path.read_text(encoding="utf-8"))]
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in paths]
    return {name: import_module(name) for name in names}


def test_every_code_and_every_rule_that_is_declared_is_known() -> None:
    declared = [value for module in modules().values() for value in vars(module).values()]
    assert {value.number for value in declared if isinstance(value, Code)} <= {code.number for code in EVERY}
    assert {value.code.number for value in declared if isinstance(value, SopRule | ProjectRule)} == {
        rule.code.number for rule in RULES
    }


def test_every_code_that_is_declared_is_used() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "sopgen").rglob("*.py"))
    names = [name for module in modules().values() for name, value in vars(module).items() if isinstance(value, Code)]
    assert [name for name in names if len(re.findall(rf"\b{name}\b", source)) < 2] == []


def test_every_code_stands_in_the_catalogue_once() -> None:
    page = catalogue(later_codes())
    assert [page.count(f"\n### {code.number}\n") for code in EVERY] == [1] * len(EVERY)


def test_the_catalogue_takes_codes_of_later_stages() -> None:
    wide = Code("SOP-E301", "Baris lebih tinggi daripada halaman", "Kontrak tata letak", "Baris tidak dipotong.")
    assert wide in all_codes([wide])
    assert "## Yang tidak dapat digambar atau dicetak\n\n### SOP-E301\n" in catalogue([wide])
    assert explain("E301", [wide]).startswith("SOP-E301 (galat): Baris lebih tinggi daripada halaman\n")


def test_a_warning_of_printing_stands_with_printing() -> None:
    page = catalogue([Code("SOP-W331", "Gaya tidak ada", "Rujukan Word", "Gaya bawaan dipakai.")])
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
