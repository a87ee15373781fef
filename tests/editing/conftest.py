"""Workspaces on small projects of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from sopgen.editing.workspace import Workspace
from tests.editing.projects import SOP, project

TODAY = date(2024, 6, 1)
Open = Callable[..., Workspace]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    """Opens workspaces: each on a new project with this SOP, or (None) again on the folder of the last one."""
    all_of_them: list[Workspace] = []

    def open_(sop: str | None = SOP, **others: str) -> Workspace:
        root = tmp_path / str(len(all_of_them)) if sop is not None else all_of_them[-1].root
        if sop is not None:
            project(root, sop, **others)
        all_of_them.append(Workspace(root, lambda: TODAY))
        return all_of_them[-1]

    yield open_
    for each in all_of_them:
        each.close()


@pytest.fixture
def workspace(opened: Open) -> Workspace:
    """A workspace on the example."""
    return opened()
