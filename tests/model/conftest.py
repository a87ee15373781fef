"""Writes little project folders and reads them whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sopgen.model.load import load
from sopgen.model.project import Project
from tests.model.office import INSTITUTION

Loads = Callable[..., Project]


@pytest.fixture
def loaded(tmp_path: Path) -> Loads:
    """Writes files below ``sop_sources/`` (the institution too, unless given) and loads the project."""

    def write_and_load(files: dict[str, str | bytes], institution: str | None = INSTITUTION) -> Project:
        everything = dict(files) if institution is None else {"instansi.yaml": institution, **files}
        for name, content in everything.items():
            file = tmp_path / "sop_sources" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return load(tmp_path)

    return write_and_load
