"""Random operations over HTTP, the program killed again and again: the document is always what was answered.

``make fuzz FILES=tests/web/test_random_editing.py`` makes 5,000 operations, with another seed each time.
"""

from __future__ import annotations

import json
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from sopgen.source.read import read
from tests.cli.projects import copy_case
from tests.conftest import FUZZING
from tests.web.model import Model, Operation, operation, seen
from tests.web.test_serve_command import Running, serve

OPERATIONS, KILLS = (5000, 40) if FUZZING else (45, 1)
COLUMNS = ("Arsiparis", "Pengelola")


@dataclass
class Editing:
    """Somebody who edits, and the model of what they edit."""

    project: Path
    chance: Random
    stack: ExitStack
    running: Running = field(init=False)
    version: int = 0
    model: Model = field(init=False)
    refused: int = 0

    def start(self) -> None:
        """Start the program, for the first time or again."""
        self.running = self.stack.enter_context(serve(self.project))

    def look(self) -> None:
        """Read the document; it is what the model says."""
        state = self.running.remote.get("/api/sops/sop").json()
        self.version = state["version"]
        assert seen(state).shown() == self.model.now.shown()
        assert state["canUndo"] or not self.model.past  # columns and steps to work with can be taken back too
        assert state["canRedo"] is bool(self.model.future)

    def body(self, asked: Operation) -> dict[str, object]:
        """What is posted."""
        return {"version": self.version, "have": [], **({"change": asked.change} if asked.change else {})}

    def do(self, mark: int) -> None:
        """One operation, here and there."""
        asked = operation(self.model, self.chance, mark)
        answer = self.running.remote.post(f"/api/sops/sop/{asked.deed}", self.body(asked))
        assert answer.status in (200, 422), (asked, answer)
        if answer.status == 422:
            assert answer.json()["error"].endswith("."), answer
            self.refused += 1
            return
        state = answer.json()
        self.version, self.model = state["version"], asked.model
        assert seen(state).shown() == self.model.now.shown(), asked

    def be_killed(self, mark: int) -> None:
        """Ask for something, and have the program killed before or after it is done; nothing before that is lost."""
        asked = operation(self.model, self.chance, mark)
        body = json.dumps(self.body(asked)).encode()
        head = f"POST /api/sops/sop/{asked.deed} HTTP/1.1\r\nContent-Type: application/json\r\n"
        remote = self.running.remote
        with remote.connect() as connection:
            connection.sendall(f"{head}Content-Length: {len(body)}\r\n".encode() + remote.head + b"\r\n" + body)
            connection.settimeout(self.chance.choice((0.0001, 0.01, 0.03, 0.1)))
            with suppress(TimeoutError):
                connection.recv(1)
            self.running.process.kill()
            self.running.process.wait()
        self.start()
        now = seen(self.running.remote.get("/api/sops/sop").json()).shown()
        if now != self.model.now.shown():
            assert now == asked.model.now.shown(), asked
            self.model = asked.model
        self.version = self.running.remote.get("/api/sops/sop").json()["version"]


def test_no_operation_is_lost_and_none_is_done_otherwise(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    seed = int(pytestconfig.getoption("--hypothesis-seed") or 0)
    project = copy_case("one-step", tmp_path)
    with ExitStack() as stack:
        editing = Editing(project, Random(seed), stack)
        editing.start()
        begin(editing)
        kills = set(range(OPERATIONS // (KILLS + 1), OPERATIONS, OPERATIONS // (KILLS + 1)))
        for number in range(OPERATIONS):
            (editing.be_killed if number in kills else editing.do)(1000 + number)
        editing.look()
        saved = editing.running.remote.post("/api/sops/sop/save", {"version": editing.version}).json()
        assert saved["dirty"] is False
        assert editing.refused <= OPERATIONS // 4
    source, findings = read(project / "sop_sources" / "sop.yaml", project)
    assert source is not None
    assert findings == ()


def begin(editing: Editing) -> None:
    """Three columns and three steps to work with."""
    remote = editing.running.remote
    state = remote.get("/api/sops/sop").json()
    changes: list[dict[str, object]] = [
        {"kind": "insert-actor", "path": ["pelaksana"], "index": 1 + index, "name": name}
        for index, name in enumerate(COLUMNS)
    ]
    changes += [{"kind": "insert-step", "path": ["langkah"], "index": 1}] * 2
    for change in changes:
        answer = remote.post("/api/sops/sop/change", {"version": state["version"], "change": change})
        assert answer.status == 200, answer
        state = answer.json()
    editing.version = state["version"]
    editing.model = Model(seen(state), past=[])
