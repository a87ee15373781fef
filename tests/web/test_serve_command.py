"""``sopgen serve`` from its first line to its last."""

from __future__ import annotations

import re
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

from sopgen.cli.commands import serve as command_module
from sopgen.cli.run import run
from tests.cli.projects import copy_case, edit, start
from tests.conftest import HANGS
from tests.web.asking import Remote

LINK = re.compile(r"http://127\.0\.0\.1:(\d+)(/masuk\?kunci=\S+)")


@dataclass
class Running:
    """``sopgen serve`` in a process of its own, and a browser that has come in by its link."""

    project: Path
    process: subprocess.Popen[str]
    remote: Remote
    said: str


@contextmanager
def serve(project: Path, *options: str) -> Iterator[Running]:
    process = start(project, "serve", "--port", "0", "--tanpa-peramban", *options)
    try:
        assert process.stdout is not None
        said = process.stdout.readline()
        found = LINK.search(said)
        assert found, said + process.stdout.read()
        yield Running(project, process, Remote.entered(int(found[1]), found[2]), said)
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_case("one-step", tmp_path)


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_it_at_once_also_with_open_streams(sign: int, project: Path) -> None:
    with serve(project) as running:
        streams = [running.remote.open("/api/events") for _ in range(8)]
        assert running.remote.get("/api/sops/sop").status == 200
        asked = time.monotonic()
        running.process.send_signal(sign)
        said, _ = running.process.communicate(timeout=HANGS)
        assert time.monotonic() - asked < 10  # a second, where nothing else runs
        assert (running.process.returncode, said.splitlines()[-1]) == (0, "Penyuntingan dihentikan.")
        assert "Traceback" not in said
        for stream in streams:
            stream.close()


def test_what_was_typed_survives_a_kill_and_is_saved_later(project: Path) -> None:
    change = {"kind": "set-text", "path": ["judul"], "text": "Tidak Hilang"}
    with serve(project) as running:
        version = running.remote.get("/api/sops/sop").json()["version"]
        changed = running.remote.post("/api/sops/sop/change", {"version": version, "change": change})
        assert changed.status == 200
        running.process.kill()
        running.process.wait()
    assert "Tidak Hilang" not in (project / "sop_sources/sop.yaml").read_text(encoding="utf-8")
    with serve(project) as running:
        state = running.remote.get("/api/sops/sop").json()
        assert (state["dirty"], state["title"]) == (True, "SOP Mikro Tidak Hilang")
        assert running.remote.post("/api/sops/sop/save", {"version": state["version"]}).json()["dirty"] is False
    assert "Tidak Hilang" in (project / "sop_sources/sop.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One for tests that leave it as it is."""
    with serve(copy_case("one-step", tmp_path_factory.mktemp("kantor"))) as running:
        yield running


def test_pages_are_told_when_another_program_saves_a_source(running: Running) -> None:
    version = running.remote.get("/api/sops/sop").json()["version"]
    with running.remote.open("/api/events") as stream:
        edit(running.project, "sop_sources/sop.yaml", "Penerimaan Surat", "Penerimaan Berkas")
        received = b""
        while b'event: state\ndata: {"key":"sop"' not in received:
            part = stream.recv(4096)
            assert part
            received += part
    after = running.remote.get("/api/sops/sop").json()
    assert (after["title"], after["version"] > version) == ("SOP Mikro Penerimaan Berkas", True)


def test_the_list_comes_to_say_what_is_wrong(running: Running) -> None:
    while (entry := running.remote.get("/api/sops").json()["sops"][0])["errors"] is None:
        time.sleep(0.1)
    assert entry["errors"] == 0


def test_nothing_else_on_the_network_is_listened_to(running: Running) -> None:
    table = Path(f"/proc/{running.process.pid}/net/tcp").read_text(encoding="ascii")
    port = f"{running.remote.port:04X}"
    places = {line.split()[1] for line in table.splitlines()[1:] if line.split()[3] == "0A"}
    assert {place for place in places if place.endswith(f":{port}")} == {f"0100007F:{port}"}


def test_a_port_that_is_taken_is_told_and_the_usual_one_gives_way(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert run(["-C", str(project), "serve", "--port", str(port), "--tanpa-peramban"]) == 2
    assert f"porta {port} tidak dapat dipakai (sedang dipakai program lain)" in capsys.readouterr().err


def test_without_the_packages_the_command_says_what_to_type(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in sys.modules if name.startswith("sopgen.web.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    assert run(["-C", str(project), "serve"]) == 2
    assert "Paket uvicorn yang diperlukan sopgen serve belum terpasang; jalankan: make serve" in capsys.readouterr().err


def test_outside_a_project_the_command_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["serve"]) == 2
    assert "tidak ada sop_sources/" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_a_browser_is_opened_where_there_is_a_screen(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for each in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(each, raising=False)
    monkeypatch.setattr(command_module.sys, "platform", "linux")
    assert not command_module._has_screen()
    monkeypatch.setenv(name, ":0")
    assert command_module._has_screen()
