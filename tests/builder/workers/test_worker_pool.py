"""Many SOPs in several processes: in order, and whatever happens to one of them, the others are made."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PosixPath

import pytest

from sopgen.builder.job import Job, JobResult
from sopgen.builder.request import Kind, Request
from sopgen.builder.workers import worker_pool
from sopgen.builder.workers.worker_pool import AGAIN, KILLED, ThisProcess, WorkerPool, open_workers
from sopgen.findings import Finding, FindingsError, Severity, Span
from sopgen.model.load import load
from tests.conftest import ROOT

SOPS = 14
CASE = ROOT / "tests" / "cases" / "one-step"


class DeadlyFolder(PosixPath):
    """A project folder; the process that looks for its templates is killed, if it was told to kill here."""

    def __truediv__(self, name: str) -> Path:
        killed = Path(self) / "killed"
        if multiprocessing.parent_process() is not None and not killed.exists():
            (Path(self) / "touch").exists() and killed.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return Path(self) / name


def jobs(count: int = SOPS) -> tuple[Job, ...]:
    """Jobs of one little SOP under many names."""
    project = load(CASE)
    assert project.institution is not None
    sop = project.sops[0]
    names = [f"sop_sources/{number:02}.yaml" for number in range(count)]
    sops = [replace(sop, source=replace(sop.source, name=name)) for name in names]
    return tuple(Job(sop, project.institution, (Kind.DOCX,), project.root) for sop in sops)


def deadly_jobs(folder: Path) -> tuple[Job, ...]:
    """The same, the sixth in a folder that kills."""
    made = jobs()
    return (*made[:5], replace(made[5], root=DeadlyFolder(folder)), *made[6:])


def sources(products: list[JobResult]) -> list[str]:
    return [product.source for product in products]


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    """Two processes; none is left when the tests are over."""
    with WorkerPool(2) as pool:
        yield pool
    assert not multiprocessing.active_children()


def test_products_come_in_the_order_of_the_jobs_and_are_those_made_here(pool: WorkerPool) -> None:
    asked = jobs()
    made, here = list(pool.run_all(asked)), list(ThisProcess().run_all(asked))
    assert sources(made) == sources(here) == [job.sop.source.name for job in asked]
    assert [product.documents for product in made] == [product.documents for product in here]
    assert all(product.documents and not product.breakdown and not product.remarks for product in made)


def test_the_sop_that_kills_its_process_is_named_and_the_others_are_made(pool: WorkerPool, tmp_path: Path) -> None:
    made = list(pool.run_all(deadly_jobs(tmp_path)))
    assert sources(made) == [f"sop_sources/{number:02}.yaml" for number in range(SOPS)]
    assert [product.source for product in made if product.breakdown == KILLED] == ["sop_sources/05.yaml"]
    assert all(product.documents for product in made if not product.breakdown)
    assert list(pool.run_all(jobs(4)))[3].documents, "and the pool goes on"


def test_work_lost_with_a_process_is_done_again_and_that_is_told(pool: WorkerPool, tmp_path: Path) -> None:
    (tmp_path / "touch").touch()
    made = list(pool.run_all(deadly_jobs(tmp_path)))
    assert all(product.documents and not product.breakdown for product in made)
    (again,) = [product for product in made if product.source == "sop_sources/05.yaml"]
    assert again.remarks == (AGAIN,)


def test_processes_that_have_done_enough_give_way_to_new_ones(
    pool: WorkerPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_pool, "_LIFETIME", 2)
    pool.renew()
    before = pool.submit(os.getpid).result()
    made = list(pool.run_all(jobs(9)))
    assert sources(made) == [f"sop_sources/{number:02}.yaml" for number in range(9)]
    assert pool.submit(os.getpid).result() != before
    assert not Path(f"/proc/{before}").exists()


def test_what_this_process_holds_is_not_in_the_others(pool: WorkerPool) -> None:
    ballast = bytearray(os.urandom(200 * 2**20))
    pool.renew()
    assert pool.submit(resident).result() < 150
    assert len(ballast) > 0


def resident() -> int:
    """The memory that this process has in use, in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) // 1024


@pytest.mark.parametrize("count", [1, 2, 5, 13, 60, 457])
@pytest.mark.parametrize("size", [1, 2, 7])
def test_every_job_is_in_one_unit_and_in_order(size: int, count: int) -> None:
    asked = jobs(1) * count
    numbered = tuple(replace(job, root=Path(str(number))) for number, job in enumerate(asked))
    assert tuple(job for unit in WorkerPool(size).units(numbered) for job in unit) == numbered


def test_units_grow_small_towards_the_end_so_that_processes_end_together() -> None:
    sizes = [len(unit) for unit in WorkerPool(2).units(jobs(1) * 60)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > 1
    assert sizes[-2:] == [1, 1]


def test_an_order_that_is_given_up_leaves_no_process() -> None:
    def give_up() -> None:
        with WorkerPool(2) as pool:
            next(pool.run_all(jobs()))
            raise KeyboardInterrupt

    before = set(multiprocessing.active_children())
    with pytest.raises(KeyboardInterrupt):
        give_up()
    assert set(multiprocessing.active_children()) <= before


def test_where_one_process_is_to_work_none_is_started(tmp_path: Path) -> None:
    with open_workers(Request(tmp_path, tmp_path, workers=1)) as workers:
        assert workers.submit(os.getpid).result() == os.getpid()


def test_findings_travel_whole_between_processes() -> None:
    finding = Finding("SOP-E001", Severity.ERROR, "a.yaml", Span(3, 2, 3), "nomor: x", "Salah.")
    assert pickle.loads(pickle.dumps(FindingsError((finding,)))).findings == (finding,)
