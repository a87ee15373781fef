"""What it costs to set long texts: columns of fixed width ask nobody how narrow each letter of a text may be."""

from __future__ import annotations

from dataclasses import replace

import pytest
from weasyprint.layout import preferred

from sopgen.book.forms import FormKind, make_form
from sopgen.book.letter import cover_wording, letter_day
from sopgen.book.pages.typesetter import Typesetter
from tests.book.letters import letter, project

WORDS = " ".join(["Sekretaris Jenderal"] * 40)


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """As many entries as lines were measured for the narrowest width of a text."""
    found: list[None] = []
    measure = preferred.split_first_line

    def counted(*arguments: object, **options: object) -> object:
        found.append(None)
        return measure(*arguments, **options)

    monkeypatch.setattr(preferred, "split_first_line", counted)
    return found


@pytest.mark.parametrize("jenis", ["Nota Dinas", "Surat"])
def test_the_head_of_a_letter_is_not_measured_letter_by_letter(jenis: str, measured: list[None]) -> None:
    office = project().institution
    assert office is not None
    long = replace(letter(), jenis=jenis, kepada=WORDS, hal=WORDS, sifat=WORDS)
    setter = Typesetter(project().root, office, letter_day(long))
    wording = cover_wording(office, long)
    setter.set(wording.template, "@surat", "Surat", wording.values)
    assert len(measured) < len(WORDS)


def test_nor_is_the_head_of_a_form(measured: list[None]) -> None:
    (sop, *_) = project().sops
    make_form(FormKind.MONITORING, project(), [replace(sop, judul=WORDS)])
    assert len(measured) < len(WORDS)
