"""Builds on a dask cluster: the same bytes as here, lost workers survived, and a sentence for whatever is wrong."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from sopgen.builder.job import Job
from sopgen.builder.request import Kind
from sopgen.builder.workers import dask_executor
from sopgen.builder.workers.dask_executor import bundled, connect, environment, parse_address, work
from sopgen.cli.run import run
from sopgen.findings import UserError
from sopgen.model.load import load
from tests.conftest import HANGS, ROOT

from ...cli.projects import copy_case, edit, outputs, start

WORKERS = 2


@dataclass(frozen=True, slots=True)
class Servers:
    """A scheduler's address, and its workers."""

    address: str
    workers: list[subprocess.Popen[bytes]]


@contextmanager
def servers(folder: Path, workers: int) -> Iterator[Servers]:
    """A scheduler and workers in processes of their own, in a folder that knows no project."""
    place = folder / "scheduler.json"
    options = ["--scheduler-file", str(place), "--no-dashboard"]
    scheduler = start_part(folder, "dask_scheduler", "--host", "127.0.0.1", "--port", "0", *options)
    started = []
    try:
        wait_until(place.is_file)
        one = ["--nthreads", "1", "--no-nanny", "--local-directory", str(folder), *options]
        started = [start_part(folder, "dask_worker", *one) for _ in range(workers)]
        address = json.loads(place.read_text())["address"].replace("tcp", "dask")
        yield Servers(address, started)
    finally:
        for process in (*started, scheduler):
            process.kill()
            process.wait()


def start_part(folder: Path, name: str, *arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", f"distributed.cli.{name}", *arguments]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def wait_until(done: object) -> None:
    end = time.monotonic() + HANGS
    while not done():  # type: ignore[operator]
        assert time.monotonic() < end, "the cluster did not start"
        time.sleep(0.05)


def reach(address: str) -> None:
    """Connect, and leave again."""
    with connect(address, ()):
        pass


def office(folder: Path, sops: int) -> Path:
    """A project of several SOPs and a booklet."""
    project = copy_case("book-and-letter", folder)
    text = (project / "sop_sources/sop.yaml").read_text(encoding="utf-8")
    for number in range(sops):
        (project / f"sop_sources/lagi-{number:02}.yaml").write_text(text.replace("nomor: ", f"nomor: {number}."))
    return project


@pytest.mark.slow
def test_a_cluster_gives_the_same_bytes_and_survives_a_killed_worker(tmp_path: Path) -> None:
    project = office(tmp_path, 3)
    with start(project, "build", "-j", "2") as process:
        process.communicate()
    here = outputs(project)
    with servers(tmp_path, WORKERS) as there:
        arguments = ("build", "--force", "--executor", there.address)
        with start(project, *arguments) as process:
            shown, _ = process.communicate()
        assert process.returncode == 0, shown
        assert outputs(project) == here
        with start(project, *arguments, "--pdf", PYTHONUNBUFFERED="1") as process:
            assert process.stdout is not None
            first = next(line for line in process.stdout if line.startswith("dibuat"))
            there.workers[0].send_signal(signal.SIGKILL)
            shown, _ = process.communicate()
        assert process.returncode == 0, shown
        made = [line.split()[1] for line in (first + shown).splitlines() if line.startswith("dibuat")]
        sops = [name for name in made if "/sop/" in name]
        assert len(sops) == 6
        assert sops == sorted(sops), "told in the order of the SOPs"
        assert "hilang selagi memegang SOP ini" in shown
        assert outputs(project) == here
        end_early(project, (*arguments, "--pdf"))


def end_early(project: Path, arguments: tuple[str, ...]) -> None:
    """Ctrl-C while a cluster works."""
    with start(project, *arguments, PYTHONUNBUFFERED="1") as process:
        assert process.stdout is not None
        next(line for line in process.stdout if line.startswith("dibuat"))
        process.send_signal(signal.SIGINT)
        shown, _ = process.communicate(timeout=HANGS)
    assert process.returncode == 130, shown
    assert "Dihentikan." in shown
    assert "Traceback" not in shown


@pytest.mark.slow
def test_a_scheduler_without_workers_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask_executor, "_FIRST_WORKER", 0.1)
    with servers(tmp_path, 0) as there, pytest.raises(UserError, match="belum mempunyai pekerja"):
        reach(there.address)


@pytest.mark.slow
def test_a_worker_with_another_version_is_named_before_anything_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask_executor, "version", lambda name: "99.0" if name == "weasyprint" else "1")
    environment.cache_clear()
    with servers(tmp_path, 1) as there, pytest.raises(UserError, match=r"Pekerja tcp://.*weasyprint .*di sini 99\.0"):
        reach(there.address)
    environment.cache_clear()


def test_a_worker_that_comes_later_is_compared_too() -> None:
    expected = tuple((name, "99.0" if name == "sopgen" else value) for name, value in environment(("Arial",)))
    with pytest.raises(UserError, match=r"sopgen .*di sini 99\.0"):
        work(("Arial",), expected, b"")
    project = load(ROOT / "tests" / "cases" / "one-step")
    assert project.institution is not None
    job = Job(project.sops[0], project.institution, (Kind.SVG,), project.root)
    (made,) = work(("Arial",), environment(("Arial",)), bundled(job))
    assert made.documents


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("ray://10.0.0.5:1", "'ray://' tidak dikenal; yang dikenal: dask://HOST:PORT"),
        ("dask://", "tidak dapat dibaca"),
        ("dask://mesin", "tidak dapat dibaca"),
        ("dask://mesin:banyak", "tidak dapat dibaca"),
        ("dask://mesin:99999", "tidak dapat dibaca"),
        ("dask://[mesin:1", "tidak dapat dibaca"),
        ("10.0.0.5:8786", "tidak dapat dibaca"),
        ("", "tidak dapat dibaca"),
        ("../apa saja\n", "tidak dapat dibaca"),
    ],
)
def test_an_address_that_says_nothing_is_a_sentence(address: str, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        parse_address(address)


def test_an_address_has_host_and_port() -> None:
    assert parse_address("dask://Mesin-1.contoh:8786") == ("mesin-1.contoh", 8786)
    assert parse_address("dask://[::1]:8786") == ("::1", 8786)


def test_a_machine_that_nobody_knows_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = copy_case("one-step", tmp_path)
    assert run(["-C", str(project), "build", "--executor", "dask://nowhere.invalid:1"]) == 2
    assert "Mesin “nowhere.invalid” tidak dikenal" in capsys.readouterr().err


def test_where_nobody_listens_there_is_no_scheduler() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(UserError, match=f"Tidak ada penjadwal di 127.0.0.1:{port}"):
        reach(f"dask://127.0.0.1:{port}")


def test_who_listens_and_says_nothing_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask_executor, "_ANSWER", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(UserError, match="bukan penjadwal dask"):
            reach(f"dask://127.0.0.1:{port}")


def test_without_the_package_the_sentence_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dask", None)
    with pytest.raises(UserError, match=r"Paket dask .* belum terpasang; jalankan: .*pip install 'sopgen\[dask\]'"):
        reach("dask://127.0.0.1:1")


def test_an_unknown_engine_is_refused_before_the_sources_are_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = copy_case("one-step", tmp_path)
    edit(project, "sop_sources/sop.yaml", "nomor", "numor")
    assert run(["-C", str(project), "build", "--executor", "ray://a:1"]) == 2
    assert "tidak dikenal" in capsys.readouterr().err


def test_a_machine_without_graphviz_is_told_to_ask_the_doctor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/tidak-ada")
    environment.cache_clear()
    with pytest.raises(UserError, match="sopgen doctor"):
        reach("dask://127.0.0.1:1")
