"""Many SOPs in several processes: in order, and whatever happens to one of them, the others are made."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sopgen.builder import engines, hands, product
from sopgen.builder.engines import AGAIN, KILLED, Forked, Inline
from sopgen.builder.order import Kind
from sopgen.builder.product import Job, Product
from sopgen.builder.workers import produce_all
from sopgen.layout.layout import lay_out
from sopgen.layout.scene import Scene
from sopgen.model.institution import Institution
from sopgen.model.load import load
from sopgen.model.sop import Sop
from tests.conftest import ROOT

SOPS = 14


def jobs(count: int = SOPS) -> tuple[Job, ...]:
    """Jobs of one little SOP under many names."""
    project = load(ROOT / "tests" / "cases" / "one-step")
    assert project.institution is not None
    sop = project.sops[0]
    names = [f"sop_sources/{number:02}.yaml" for number in range(count)]
    sops = [replace(sop, source=replace(sop.source, name=name)) for name in names]
    return tuple(Job(sop, project.institution, (Kind.DOCX,), project.root) for sop in sops)


def kill_on(monkeypatch: pytest.MonkeyPatch, name: str, once: Path | None = None) -> None:
    """Let the process that lays out the SOP ``name`` be killed: every time, or only until ``once`` is there."""
    parent = os.getpid()

    def deadly(sop: Sop, institution: Institution) -> Scene:
        if sop.source.name == name and os.getpid() != parent and not (once is not None and once.exists()):
            if once is not None:
                once.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return lay_out(sop, institution)

    monkeypatch.setattr(product, "lay_out", deadly)


def sources(products: list[Product]) -> list[str]:
    return [product.source for product in products]


@pytest.fixture(autouse=True)
def no_hands_from_before(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Processes end with a test, and are forked from here, with what it has patched, unless it is ``with_nursery``."""
    hands.end()
    if request.node.get_closest_marker("with_nursery") is None:
        monkeypatch.setattr(hands, "_many", lambda: None)
    yield
    hands.end()


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_products_come_in_the_order_of_the_jobs(workers: int) -> None:
    asked = jobs()
    made = list(produce_all(asked, workers))
    assert sources(made) == sources([Product(job.sop.source.name) for job in asked])
    assert all(product.documents and not product.breakdown for product in made)
    assert not any(product.remarks for product in made)


def test_the_sop_that_kills_its_process_is_named_and_the_others_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    kill_on(monkeypatch, "sop_sources/05.yaml")
    made = list(produce_all(jobs(), 2))
    assert sources(made) == [f"sop_sources/{number:02}.yaml" for number in range(SOPS)]
    assert [product.source for product in made if product.breakdown == KILLED] == ["sop_sources/05.yaml"]
    assert all(product.documents for product in made if not product.breakdown)


def test_work_lost_with_a_process_is_done_again_and_that_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    kill_on(monkeypatch, "sop_sources/05.yaml", once=tmp_path / "killed")
    made = list(produce_all(jobs(), 2))
    assert all(product.documents and not product.breakdown for product in made)
    (again,) = [product for product in made if product.source == "sop_sources/05.yaml"]
    assert again.remarks == (AGAIN,)


def test_processes_that_have_done_enough_give_way_to_new_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "_LIFETIME", 2)
    started: list[int] = []
    real = hands.pool
    monkeypatch.setattr(hands, "pool", lambda size: started.append(size) or real(size))
    made = list(produce_all(jobs(9), 2))
    assert sources(made) == [f"sop_sources/{number:02}.yaml" for number in range(9)]
    assert started == [2, 2, 2]


@pytest.mark.parametrize("count", [1, 2, 5, 13, 60, 457])
@pytest.mark.parametrize("engine", [Inline(), Forked(1), Forked(2), Forked(7)])
def test_every_job_is_in_one_unit_and_in_order(engine: Inline | Forked, count: int) -> None:
    asked = jobs(1) * count
    numbered = tuple(replace(job, root=Path(str(number))) for number, job in enumerate(asked))
    assert tuple(job for unit in engine.units(numbered) for job in unit) == numbered


def test_units_grow_small_towards_the_end_so_that_processes_end_together() -> None:
    sizes = [len(unit) for unit in Forked(2).units(jobs(1) * 60)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > 1
    assert sizes[-2:] == [1, 1]


@pytest.mark.with_nursery
def test_processes_of_the_nursery_make_the_same() -> None:
    here, there = list(produce_all(jobs(), 1)), list(produce_all(jobs(), 2))
    assert [product.documents for product in there] == [product.documents for product in here]
    assert hands._nursery


@pytest.mark.with_nursery
def test_what_this_process_holds_is_not_in_those_of_the_nursery() -> None:
    ballast = bytearray(os.urandom(200 * 2**20))
    with hands.take(2) as processes:
        assert processes.submit(_resident).result() < 150
    assert len(ballast) > 0


@pytest.mark.with_nursery
def test_without_a_place_for_its_socket_processes_are_forked_from_here(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(hands, "Nursery", _nowhere)
    made = list(produce_all(jobs(), 2))
    assert all(product.documents for product in made)
    assert hands._nursery == [None]


def _nowhere(modules: object) -> None:
    raise FileNotFoundError("No usable temporary directory found")


def _resident() -> int:
    """The memory that this process has in use, in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) // 1024


def test_an_order_that_is_given_up_leaves_no_process() -> None:
    products = produce_all(jobs(), 2)
    next(products)
    next(products)
    products.close()
    assert not multiprocessing.active_children()
