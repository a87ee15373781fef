"""What somebody who edits on the page waits for: from a change to the new page, over HTTP, beside the layout alone."""

from __future__ import annotations

import http.client
import json
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.clock import cpu_ms
from benchmarks.page import Goal, Section
from sopgen.editing.workspace import Workspace
from sopgen.layout.layout import lay_out
from sopgen.model.load import load
from sopgen.model.sop import Sop
from sopgen.paths import SOURCES
from sopgen.web.app import make_editor
from sopgen.web.server import EditorServer, listening

ROOT = Path(__file__).parent.parent
#: Steps, the project, the key of its SOP, and how many changes are measured.
SIZES = (
    (6, ROOT, "biro-po/mikro-rencana-kinerja-tahunan", 60),
    (14, ROOT, "biro-po/makro-laporan-kinerja", 60),
    (45, ROOT / "tests" / "cases" / "45-steps", "sop", 40),
)
#: How many times the layout alone a change may take in the middle, and at the 95th of a hundred.
MIDDLE, HIGH = 1.3, 2.0
#: Changes before anything is measured.
WARM = 5
TAILS = (
    "",
    " dengan memperhatikan ketentuan yang berlaku",
    " bersama unit organisasi terkait, lalu mencatatnya di buku agenda",
)


@dataclass
class Page:
    """The page's side: one connection that stays open, and what it has of the document."""

    connection: http.client.HTTPConnection
    headers: dict[str, str]
    key: str
    version: int = 0
    have: tuple[str, ...] = ()

    def ask(self, method: str, target: str, content: object = None) -> Any:
        """The answer to one request."""
        body = None if content is None else json.dumps(content)
        self.connection.request(method, f"/api/sops/{self.key}{target}", body, self.headers)
        answer = self.connection.getresponse()
        read = json.loads(answer.read())
        if answer.status != 200:
            raise RuntimeError(read["error"])
        self.version, self.have = read["version"], tuple(page["digest"] for page in read["pages"])
        return read

    def set_text(self, path: list[object], text: str) -> None:
        """Change one text."""
        change = {"kind": "set-text", "path": path, "text": text}
        self.ask("POST", "/change", {"version": self.version, "change": change, "have": self.have})


def edit_to_page() -> Iterator[Section]:
    """A text of one step after the other changed over HTTP, each beside a layout of the whole SOP with that text."""
    section = Section("Edit to page over HTTP (CPU ms of the server, warm)")
    rows = []
    for steps, project, key, changes in SIZES:
        edits, layouts = _measured(project, key, changes)
        alone, middle, high = statistics.median(layouts), statistics.median(edits), _high(edits)
        rows.append(
            (
                str(steps),
                f"{alone:.0f}",
                f"{middle:.0f}",
                f"{high:.0f}",
                f"**{middle / alone:.2f}**",
                f"{high / alone:.2f}",
            )
        )
        section.goals.append(
            Goal.at_most(f"edit to page, {steps} steps, p50 beside the layout", MIDDLE, middle / alone)
        )
        section.goals.append(Goal.at_most(f"edit to page, {steps} steps, p95 beside the layout", HIGH, high / alone))
    section.table(("steps", "layout alone", "edit p50", "edit p95", "p50 ratio", "p95 ratio"), rows)
    section.say(
        "An edit is a POST of a text and its answer: reading it into the source, journal, model, rules, layout "
        "with the pages drawn before, and the pages that have changed as SVG."
    )
    yield section


def _high(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def _measured(project: Path, key: str, changes: int) -> tuple[list[float], list[float]]:
    """CPU milliseconds of each change, and of a layout of the whole SOP with the same text, in turns.

    Of a change those of the server: this thread, which stands for the browser, does not count.
    """
    loaded = load(project)
    assert loaded.institution is not None
    sop = next(each for each in loaded.sops if each.source.name == f"{SOURCES}/{key}.yaml")
    edits, layouts = [], []
    with served(project, key) as page:
        paths = [step["path"] for part in page.ask("GET", "")["sections"] for step in part["steps"]]
        for number in range(-WARM, changes):
            path = paths[number % len(paths)]
            tail = TAILS[number % len(TAILS)]
            text = f"Memeriksa berkas nomor {number}{tail}"
            own = time.thread_time()
            edit = cpu_ms(partial(page.set_text, [*path, "kegiatan"], text)) - (time.thread_time() - own) * 1000
            other = _changed(sop, path[-1], f"Memeriksa surat nomor {number}{tail}")  # as new to what measures texts
            alone = cpu_ms(partial(lay_out, other, loaded.institution))
            if number >= 0:
                edits.append(edit)
                layouts.append(alone)
    return edits, layouts


def _changed(sop: Sop, index: int, text: str) -> Sop:
    section = sop.sections[0]
    steps = list(section.steps)
    steps[index] = replace(steps[index], kegiatan=text)
    return replace(sop, sections=(replace(section, steps=tuple(steps)), *sop.sections[1:]))


@contextmanager
def served(project: Path, key: str) -> Iterator[Page]:
    """A page at a server for a copy of the project's sources."""
    with tempfile.TemporaryDirectory() as folder, listening(0) as listener:
        root = Path(folder)
        shutil.copytree(project / SOURCES, root / SOURCES)
        port = listener.getsockname()[1]
        editor = make_editor(root, Workspace(root), port)
        server = EditorServer(editor)
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()
        access = editor.access
        headers = {
            "Cookie": f"{access.cookie_name}={access.cookie}",
            "X-Sopgen": "1",
            "Content-Type": "application/json",
        }
        connection = http.client.HTTPConnection("127.0.0.1", port)
        try:
            yield Page(connection, headers, key)
        finally:
            connection.close()
            server.handle_exit(0, None)
            thread.join()
            editor.close()
