"""Whatever is asked for, nothing is written but sources and outputs."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.projects import copy_case
from tests.web.asking import Browser, browsing

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
#: Events of Python's audit that change the file system, with the places of the paths among their arguments.
_CHANGING = {
    "os.rename": (0, 1),
    "os.remove": (0,),
    "os.rmdir": (0,),
    "os.mkdir": (0,),
    "os.link": (1,),
    "os.symlink": (1,),
    "os.truncate": (0,),
    "os.chmod": (0,),
    "shutil.rmtree": (0,),
}
_written: set[str] | None = None


def _listen(event: str, arguments: tuple[object, ...]) -> None:
    """Note what is written while somebody wants to know; Python keeps such a listener to its end."""
    if _written is None:
        return
    if event == "open":
        path, _, flags = arguments
        if isinstance(flags, int) and flags & _WRITING and isinstance(path, str | bytes):
            _written.add(os.fsdecode(path))
    for place in _CHANGING.get(event, ()):
        path = arguments[place]
        if isinstance(path, str | bytes | os.PathLike):
            _written.add(os.fsdecode(path))


@pytest.fixture(scope="module", autouse=True)
def listener() -> None:
    sys.addaudithook(_listen)


@pytest.fixture
def written() -> Iterator[set[str]]:
    """Every path that is written from now on."""
    global _written
    _written = set()
    try:
        yield _written
    finally:
        _written = None


def post(browser: Browser, deed: str, **members: object) -> int:
    state = browser.get("/api/sops/sop").json()
    return browser.post(f"/api/sops/sop/{deed}", {"version": state["version"], **members}).status


TEXT = {"kind": "set-text", "path": ["judul"], "text": "Judul Lain"}
WRONG = {"kind": "set-text", "path": ["../../x"], "text": "/etc/passwd"}


def test_nothing_is_written_but_sources_and_outputs(
    tmp_path: Path, written: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_case("one-step", tmp_path)
    monkeypatch.chdir(tmp_path)
    written.clear()
    with browsing(root) as browser:
        assert [post(browser, "change", change=TEXT), post(browser, "undo"), post(browser, "redo")] == [200] * 3
        assert [post(browser, "save"), post(browser, "reload")] == [200] * 2
        assert post(browser, "change", change=WRONG) < 500
        for name in ("../x", "/etc/passwd", "..%2f..%2fx", "sop.yaml", "instansi"):
            browser.post(f"/api/sops/{name}/save", {"version": 1})
            browser.post("/api/builds", {"sops": [name], "kinds": ["pdf"]})
        with monkeypatch.context() as patch:
            patch.setattr(browser.editor.documents.workspace, "undo", lambda *_: 1 / 0)
            assert post(browser, "undo") == 500
    places = {Path(path).absolute() for path in written}
    assert root / "sop_sources" / "sop.yaml" in places
    assert root / "build" / "halaman-sunting.galat-program.txt" in places
    allowed = (root / "sop_sources", root / "build")
    outside = {path for path in places if not any(path.is_relative_to(folder) for folder in allowed)}
    assert {path for path in outside if path != Path(os.devnull) and "__pycache__" not in path.parts} == set()
