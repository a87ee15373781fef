"""Opening a project as it is to be drawn and judged: its sources, and the looks that offices bring along."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from sopgen.builder.probes import logo_findings
from sopgen.model.load import load
from sopgen.model.project import Project
from sopgen.render.docx.package.measure_font import restyled_project
from sopgen.source.read import ALL_SAVED


def open_project(
    root: Path, wanted: Callable[[str, str], bool] | None = None, unsaved: Mapping[Path, bytes] = ALL_SAVED
) -> Project:
    """The project in folder ``root`` with the typefaces of its own reference documents (``rujukan_docx``).

    Whoever checks or lays out opens it this way, so that PDF, DOCX and ``inspect`` measure the same letters, and a
    reference document or logo that cannot be used is told of before anything is built. ``wanted`` and ``unsaved``:
    see ``load``.
    """
    return restyled_project(load(root, wanted, partial(logo_findings, root=root), unsaved))
