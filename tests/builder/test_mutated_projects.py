"""Projects of which one source of any kind was damaged by hand or accident: checked and built, told or made."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from sopgen.builder import pipeline
from sopgen.builder.error_report import breakdowns
from sopgen.findings import Finding
from sopgen.report.findings import findings_json
from tests.builder.building import built
from tests.conftest import scaled
from tests.generators.damaged_sources import damaged_source
from tests.generators.whole_project import SOURCES, write, written

SEARCH = (Phase.explicit, Phase.reuse, Phase.generate)


def checked(root: Path) -> tuple[Finding, ...]:
    """What ``check`` says, in which nothing is an internal error."""
    findings = pipeline.check(root)
    assert not breakdowns(findings), breakdowns(findings)
    findings_json(findings)
    return findings


@pytest.mark.slow
@settings(max_examples=scaled(3), phases=SEARCH)
@given(name=st.sampled_from(list(SOURCES)), data=st.data())
def test_a_damaged_source_of_any_kind_is_checked_and_built_without_an_internal_error(
    name: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("proyek")
    write(root)
    text = written(SOURCES[name]).encode()
    (root / "sop_sources" / name).write_bytes(data.draw(damaged_source(text)))
    checked(root)
    built(root)
