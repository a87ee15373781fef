"""Names in commands that people copy into a terminal."""

from __future__ import annotations

import shlex

import pytest

from sopgen.findings import as_typed


@pytest.mark.parametrize("name", ["sop_sources/biro-po/sop.yaml", "sop_sources/….yaml", "buku/é_1.yaml"])
def test_a_plain_name_is_typed_as_it_is(name: str) -> None:
    assert as_typed(name) == name


@pytest.mark.parametrize("name", ["a b.yaml", "a (1).yaml", "a&b.yaml", "a'b.yaml", 'a"b.yaml', "$HOME.yaml", "*", ""])
def test_a_shell_reads_a_name_as_it_was(name: str) -> None:
    assert shlex.split(as_typed(name)) == [name]


def test_a_name_with_a_blank_is_one_that_every_shell_reads() -> None:
    assert as_typed("sop_sources/surat dinas.yaml") == '"sop_sources/surat dinas.yaml"'
