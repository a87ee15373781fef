"""The table of codes is whole: each number once, each with words, each seen in a test."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from sopgen.findings import Code, codes_of
from sopgen.model import codes
from sopgen.source import codes as source_codes
from tests.conftest import ROOT

CODES = codes_of(source_codes, codes)
TESTS = "\n".join(
    file.read_text(encoding="utf-8")
    for folder in ("source", "model", "builder", "cli", "life")
    for file in (ROOT / "tests" / folder).glob("*.py")
)


def test_each_number_stands_for_one_thing() -> None:
    assert max(Counter(code.number for code in CODES).values()) == 1


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.number)
def test_a_code_has_its_form_words_and_a_test(code: Code) -> None:
    assert re.fullmatch(r"SOP-[EWS]\d{3}", code.number)
    assert code.title
    assert code.source
    assert f'"{code.number}"' in TESTS
