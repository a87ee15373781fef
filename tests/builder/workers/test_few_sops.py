"""A few SOPs: one process prints, this one does the rest of each meanwhile."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from sopgen.builder.request import Kind, Request
from sopgen.builder.workers.worker_pool import AGAIN, ThisProcess, WorkerPool, open_workers
from tests.builder.workers.test_worker_pool import CASE, DeadlyFolder, jobs
from tests.conftest import ROOT


@pytest.mark.parametrize("count", [1, 3, 5])
def test_one_process_is_enough_for_few_sops_and_gives_way_to_several_for_more(count: int) -> None:
    asked = tuple(replace(job, kinds=(Kind.SVG, Kind.PDF, Kind.DOCX)) for job in jobs(count))
    with WorkerPool(2, one_first=True) as pool:
        first = pool.submit(os.getpid).result()
        made = list(pool.run_all(asked))
        assert (pool.submit(os.getpid).result() == first) is (count < 4)
    here = list(ThisProcess().run_all(asked))
    assert [result.documents for result in made] == [result.documents for result in here]
    assert not multiprocessing.active_children()


def test_an_sop_whose_parts_are_made_side_by_side_is_told_once_when_it_cannot_be_made() -> None:
    (job,) = jobs(1)
    broken = replace(job, kinds=(Kind.PDF, Kind.DOCX), sop=replace(job.sop, judul="kata " * 3000))
    with WorkerPool(2, one_first=True) as pool:
        (result,) = pool.run_all((broken,))
    (here,) = ThisProcess().run_all((broken,))
    assert here.findings
    assert (result.findings, result.documents) == (here.findings, ())


def test_an_sop_of_few_whose_process_is_killed_is_made_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "touch").touch()
    (job,) = jobs(1)
    deadly = replace(job, kinds=(Kind.PDF, Kind.DOCX), root=DeadlyFolder(tmp_path))
    with WorkerPool(2, one_first=True) as pool:
        (result,) = pool.run_all((deadly,))
    assert result.documents
    assert result.remarks == (AGAIN,)


def test_one_process_begins_where_few_sops_are_expected_and_this_one_has_no_other_thread(tmp_path: Path) -> None:
    few, all_of_them = Request(tmp_path, tmp_path, ("x",), workers=2), Request(tmp_path, tmp_path, workers=2)
    with open_workers(few):
        assert len(multiprocessing.active_children()) == 1
    with open_workers(all_of_them):
        assert not multiprocessing.active_children()
    ended = threading.Event()
    thread = threading.Thread(target=ended.wait)
    thread.start()
    try:
        with open_workers(few):
            assert not multiprocessing.active_children(), "what the other thread holds would be held for ever"
    finally:
        ended.set()
        thread.join()


def _are_loaded(names: tuple[str, ...]) -> list[bool]:
    return [name in sys.modules for name in names]


def test_the_processes_for_many_sops_begin_with_every_library(tmp_path: Path) -> None:
    """Half a second for each process otherwise, and memory that they could share."""
    heavy = ("weasyprint", "pikepdf", "docx", "jinja2")
    with open_workers(Request(tmp_path, tmp_path, workers=2)) as pool:
        assert pool.submit(_are_loaded, heavy).result() == [True] * len(heavy)


_LATE = """
import sys
from importlib import import_module
from pathlib import Path
from sopgen.builder.workers.worker_pool import PRINTING
for name in PRINTING:
    import_module(name)
loaded = set(sys.modules)
from sopgen.builder.job import Job, run_job
from sopgen.builder.request import Kind
from sopgen.model.load import load
project = load(Path(sys.argv[1]))
(sop,) = project.sops
assert run_job(Job(sop, project.institution, (Kind.PDF, Kind.SHEAF), project.root)).documents
print(*{name.partition(".")[0] for name in sys.modules} - {name.partition(".")[0] for name in loaded})
"""


def test_what_prints_has_loaded_every_library_before_the_first_sop_comes() -> None:
    """Half a second for each process, while its first SOP waits."""
    command = [sys.executable, "-c", _LATE, str(CASE)]
    late = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout.split()
    heavy = {
        "weasyprint",
        "tinycss2",
        "tinyhtml5",
        "pydyf",
        "pyphen",
        "fontTools",
        "PIL",
        "cffi",
        "pikepdf",
    }
    assert not heavy & set(late)
