"""Any files and folders of a project closed in any way: never an internal error, and nothing is lost."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.builder.building import built
from tests.conftest import scaled
from tests.generators.whole_project import LOGO, write

from .test_no_permission import refused

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="gives up the rights of root as Linux knows them"),
    pytest.mark.slow,
]
COMMANDS = (("check",), ("build", "-j", "1"), ("build", "-j", "1", "--force", "--pdf"), ("stats",), ("doctor",))


def closed(root: Path, which: int, mode: int) -> tuple[Path, int]:
    """Close one of the project's places; which it is, and how it stood before."""
    places = sorted(path for path in (root, *root.rglob("*")) if not path.is_symlink())
    place = places[which % len(places)]
    keep = place.stat().st_mode
    place.chmod(mode)
    return place, keep


@settings(max_examples=scaled(2), phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(
    which=st.lists(st.integers(0, 10_000), min_size=1, max_size=3),
    mode=st.sampled_from((0o000, 0o444, 0o111, 0o555, 0o222)),
    command=st.sampled_from(COMMANDS),
    edited=st.booleans(),
)
def test_whatever_may_not_be_opened_is_told(
    which: list[int], mode: int, command: tuple[str, ...], edited: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("proyek")
    write(root)
    built(root)
    before = sorted(path.name for path in (root / "build").rglob("*.pdf"))
    if edited:
        (root / "sop_sources" / "logo.svg").write_text(LOGO.replace('r="4"', 'r="3"'), encoding="utf-8")
    kept = [closed(root, number, mode) for number in which]
    status, said = refused(root, *command)
    for place, keep in reversed(kept):
        if place.exists():  # else it was of no use any more
            place.chmod(keep)
    assert status in (0, 1, 2), said
    assert "Traceback" not in said
    assert "Errno" not in said
    assert sorted(path.name for path in (root / "build").rglob("*.pdf") if ".suntingan" not in path.name) == before
