"""A build tells what happens to whoever listens; nothing below the command line knows a terminal."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sopgen.builder import events, pipeline
from sopgen.builder.request import Kind, Request
from sopgen.findings import UserError

ROOT = Path(__file__).parents[2]


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A project of a booklet, a letter and three SOPs."""
    return shutil.copytree(ROOT / "tests" / "cases" / "book-and-letter", tmp_path / "office")


def happened(office: Path, **asked: object) -> list[events.Event]:
    """All events of a build of SVG files."""
    request = Request(office, office / "build", kinds=(Kind.SVG,), book=(), **asked)  # type: ignore[arg-type]
    return list(pipeline.build(request))


def names(happening: list[events.Event]) -> list[str]:
    """The kinds of events, in their order."""
    return [type(event).__name__ for event in happening]


def test_a_build_from_nothing_tells_of_every_sop_once(office: Path) -> None:
    happening = happened(office)
    assert names(happening) == ["Found", "Started", "Made", "Made", "Made", "Finished"]
    assert happening[1] == events.Started(3)
    end = happening[-1]
    assert isinstance(end, events.Finished)
    assert (end.made, end.kept, end.failed, end.is_whole, end.breakdowns) == (3, 0, 0, True, 0)


def test_a_build_with_nothing_to_do_says_only_that(office: Path) -> None:
    happened(office)
    assert names(happened(office)) == ["Found", "Unchanged"]
    assert names(happened(office, thorough=True)) == ["Found", "Started", "Kept", "Kept", "Kept", "Finished"]


def test_what_is_made_of_all_sops_is_told_before_it_begins(office: Path) -> None:
    happening = list(pipeline.build(Request(office, office / "build", kinds=(Kind.SVG,))))
    assert happening[names(happening).index("Collecting")] == events.Collecting(3)


def test_what_is_wrong_is_an_event_and_no_exception(office: Path) -> None:
    happened(office)
    broken, gone = office / "sop_sources" / "sop.yaml", office / "sop_sources" / "arsip" / "makro.yaml"
    broken.write_text(broken.read_text().replace("pelaksana:", "pelaksna:", 1))
    gone.unlink()
    happening = happened(office)
    failed = {event.source: event for event in happening if isinstance(event, events.Failed)}
    assert failed["sop_sources/sop.yaml"].outdated == (office / "build/sop/sop.svg",)
    (removed,) = (event for event in happening if isinstance(event, events.Removed))
    assert removed == events.Removed(office / "build/sop/arsip/makro.svg")
    end = happening[-1]
    assert isinstance(end, events.Finished)
    assert not end.is_whole


def test_a_build_that_is_left_alone_half_way_lets_the_folder_go(office: Path) -> None:
    request = Request(office, office / "build", kinds=(Kind.SVG,), book=())
    happening = pipeline.build(request)
    for event in happening:
        if isinstance(event, events.Made):
            break
    happening.close()
    assert "Waiting" not in names(happened(office))


def test_wrong_use_is_an_exception(office: Path) -> None:
    with pytest.raises(UserError, match="bukan nomor SOP"):
        happened(office, names=("tidak-ada",))


def test_a_build_prints_nothing_and_loads_nothing_that_prints(office: Path) -> None:
    program = (
        "import sys; from pathlib import Path;"
        "from sopgen.builder import pipeline; from sopgen.builder.request import Request;"
        "root = Path(sys.argv[1]); request = Request(root, root / 'build');"
        "events = [type(event).__name__ for event in pipeline.build(request)];"
        "assert 'Made' in events;"
        "assert not {'click', 'rich'} & set(sys.modules), sorted(sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(office)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
