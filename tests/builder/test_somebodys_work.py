"""What somebody wrote in the output folder is never lost, whatever sopgen still remembers of its own outputs."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopgen.builder.request import Request
from sopgen.builder.run import open_run
from sopgen.builder.state.fingerprint import Fingerprint
from sopgen.builder.workers.worker_pool import ThisProcess
from sopgen.paths import MANIFEST_NAME
from tests.conftest import scaled

NAMES = ("sop/a.docx", "sop/a.pdf", "sop/b.pdf", "lampiran/a.json")
#: What may happen between two builds, and to what: an output, or what stands beside it.
PLACES = (*NAMES, "sop/_a.baru.docx", "sop/a.suntingan.docx", "sop/b.suntingan.pdf")
HAPPENINGS = st.one_of(
    st.tuples(st.just("somebody writes"), st.sampled_from(PLACES)),
    st.tuples(st.just("somebody deletes"), st.sampled_from(NAMES)),
    st.tuples(st.just("somebody opens"), st.sampled_from(NAMES)),
    st.tuples(st.just("somebody closes"), st.sampled_from(NAMES)),
    st.tuples(st.sampled_from(["the memory is lost", "a line of it is damaged", "it is cut"]), st.just("")),
)
VERSIONS = st.tuples(*[st.integers(0, 2)] * len(NAMES))


@pytest.fixture(scope="module", autouse=True)
def no_waiting_for_the_disk() -> Iterator[None]:
    """No power cut comes into this."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda descriptor: None)
        yield


def build(folder: Path, versions: Sequence[int]) -> list[Path]:
    """Write every output in the version told; what was set aside."""
    aside: list[Path] = []

    with open_run(Request(folder, folder / "build"), ThisProcess()) as run:
        for name, version in zip(NAMES, versions, strict=True):
            content = f"{name} {version}".encode() * 20
            aside.extend(run.write(name, "sop_sources/a.yaml", Fingerprint(()), content)[1])
    return aside


def happen(folder: Path, what: str, name: str, number: int) -> None:
    """Let it happen."""
    path, memory = folder / "build" / name, folder / "build" / MANIFEST_NAME
    owner = path.with_name(f".~lock.{path.name}#")
    if what == "somebody writes":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"milik orang %d" % number)
    elif what == "somebody deletes":
        path.unlink(missing_ok=True)
    elif what == "somebody opens" and path.is_file():
        owner.touch()
    elif what == "somebody closes":
        owner.unlink(missing_ok=True)
    elif what == "the memory is lost":
        memory.unlink(missing_ok=True)
    elif what == "a line of it is damaged" and memory.is_file():
        lines = memory.read_bytes().splitlines(keepends=True)
        lines[number % len(lines)] = b"{\xff\n"
        memory.write_bytes(b"".join(lines))
    elif what == "it is cut" and memory.is_file():
        memory.write_bytes(memory.read_bytes()[: number * 100])


def somebodys(folder: Path) -> set[bytes]:
    """The contents that somebody wrote and that are still there."""
    files = (path for path in (folder / "build").rglob("*") if path.is_file())
    return {content for content in (path.read_bytes() for path in files) if content.startswith(b"milik orang")}


@settings(max_examples=scaled(40))
@given(st.lists(st.tuples(st.lists(HAPPENINGS, max_size=5), VERSIONS), min_size=2, max_size=4))
def test_a_build_loses_nothing_that_somebody_wrote(rounds: list[tuple[list[tuple[str, str]], tuple[int, ...]]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, number = Path(name), 0
        for happenings, versions in rounds:
            for what, where in happenings:
                number += 1
                happen(folder, what, where, number)
            before = somebodys(folder)
            build(folder, versions)
            assert before <= somebodys(folder)


@settings(max_examples=scaled(15))
@given(st.lists(VERSIONS, min_size=2, max_size=4), st.booleans())
def test_nothing_of_ours_is_set_aside(versions: list[tuple[int, ...]], forgetful: bool) -> None:
    """Without a memory what we wrote is known by its bytes alone."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for version in versions:
            if forgetful:
                (folder / "build" / MANIFEST_NAME).unlink(missing_ok=True)
            assert build(folder, versions[0] if forgetful else version) == []
