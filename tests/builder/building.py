"""Builds of whole projects in this process, for tests that ask what came of them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from sopgen.builder import pipeline
from sopgen.builder.error_report import ENDING, breakdowns
from sopgen.builder.events import Event, Failed, Finished, Found
from sopgen.builder.request import Kind, Request
from sopgen.findings import Finding
from tests.generators.office_days import Office, kept_files


def happened(request: Request) -> list[Event]:
    """The events of a build that waits for no disk: no power cut comes into these tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda descriptor: None)
        return list(pipeline.build(request))


def built(
    root: Path,
    kinds: tuple[Kind, ...] = (Kind.PDF, Kind.DOCX, Kind.SVG),
    book: tuple[Kind, ...] = (Kind.PDF, Kind.DOCX),
) -> tuple[Finding, ...]:
    """Build everything that is in the project folder ``root``; what there is to say about it, without internal errors.

    Raises UserError when the folder as it is cannot be built at all.
    """
    findings: list[Finding] = []
    for event in happened(Request(root, root / "build", kinds=kinds, book=book)):
        if isinstance(event, Found):
            findings.extend(event.findings)
        elif isinstance(event, Failed):
            assert not event.breakdown, event.breakdown
        elif isinstance(event, Finished):
            assert event.breakdowns == 0
    assert not breakdowns(findings), [finding.breakdown for finding in findings]
    assert not list((root / "build").rglob(f"*{ENDING}"))
    return tuple(findings)


def other_than_new(office: Office) -> list[str]:
    """The outputs that a build into an empty folder makes otherwise, and those that it would not leave there."""
    new = office.root / "baru"
    happened(Request(office.root, new))
    fresh, kept = dict(kept_files(new)), dict(kept_files(office.build))
    shutil.rmtree(new)
    wrong = [name for name, content in fresh.items() if kept.get(name) != content]
    left = [name for name in kept if name not in fresh and ".suntingan" not in name]
    return wrong if office.forgot else [*wrong, *left]
