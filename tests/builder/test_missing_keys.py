"""A legal project with one key less: a drawing, with gaps where something is not said, or a finding; never a crash."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from sopgen.builder.error_report import breakdowns
from sopgen.findings import FindingsError, Severity
from sopgen.layout.layout import lay_out
from sopgen.layout.swimlane.layout import lay_out_diagram
from sopgen.model.load import load
from sopgen.model.sop import Sop
from sopgen.render.diagram import stories
from sopgen.rules.check import check
from tests.generators.whole_project import SOURCES, keys, without, write

TODAY = date(2024, 6, 1)


def drawn(sop: Sop) -> None:
    """Lay the SOP out in every way, as far as it can be."""
    for way in (lay_out, lay_out_diagram, lambda sop: list(stories(sop))):
        with suppress(FindingsError):
            way(sop)


@pytest.mark.slow
@pytest.mark.parametrize("name", SOURCES)
def test_a_project_without_any_one_key_is_drawn_or_told(name: str, tmp_path: Path) -> None:
    for place in keys(SOURCES[name]):
        write(tmp_path, {name: without(SOURCES[name], place)})
        project = load(tmp_path)
        findings = check(project, TODAY)
        assert not breakdowns(findings), place
        errors = [each for each in findings if each.severity is Severity.ERROR]
        assert len(project.sops) == 2 or errors, place
        for sop in (*project.sops, *project.partial):
            if sop.source.file.name == name:
                drawn(sop)
