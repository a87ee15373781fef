"""A server of its own for a copy of the office, and a browser that has come in."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from sopgen.editing.workspace import Workspace
from sopgen.web.app import Editor, make_editor
from sopgen.web.server import EditorServer, listening
from tests.conftest import HANGS
from tests.readback.browser import CHROMIUM

playwright = pytest.importorskip(
    "playwright.sync_api", reason="Playwright is not installed: the page was NOT tried in a browser"
)

OFFICE = Path(__file__).parent / "office"
DESK, HALL = (1280, 800), (1920, 1080)


@dataclass(frozen=True)
class Served:
    """A server at work on the project in ``root``."""

    root: Path
    workspace: Workspace
    editor: Editor

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://127.0.0.1:{self.editor.access.port}"

    def file(self, key: str) -> Path:
        """An SOP's file."""
        return self.root / "sop_sources" / f"{key}.yaml"

    def source(self, key: str) -> str:
        """The text of an SOP's file."""
        return self.file(key).read_text(encoding="utf-8")

    def copy(self, name: str, number: int) -> None:
        """A further SOP like another one, with a number of its own."""
        made = self.file(f"{name}-{number}")
        made.write_text(re.sub("(?m)^(nomor: .*)$", rf"\1.{number}", self.source(name)), encoding="utf-8")
        self.editor.documents.notice([made])

    def remove(self, key: str) -> None:
        """An SOP goes: every further one is looked at with each change."""
        self.file(key).unlink()
        self.editor.documents.notice([self.file(key)])


@contextmanager
def served(root: Path, office: Path = OFFICE) -> Iterator[Served]:
    """A server for a copy of ``office`` in ``root``."""
    shutil.copytree(office / "sop_sources", root / "sop_sources", dirs_exist_ok=True)
    with listening(0) as listener:
        workspace = Workspace(root)
        editor = make_editor(root, workspace, listener.getsockname()[1])
        server = EditorServer(editor)
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        try:
            yield Served(root, workspace, editor)
        finally:
            editor.close()
            server.should_exit = True
            thread.join(HANGS)


@contextmanager
def chromium() -> Iterator[playwright.Browser]:
    """The system's Chromium."""
    with playwright.sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def visiting(
    browser: playwright.Browser, server: Served, size: tuple[int, int] = DESK, scale: float = 1
) -> Iterator[playwright.Page]:
    """A page that has come in with the server's cookie; whatever it complains of fails the test."""
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, device_scale_factor=scale)
    access = server.editor.access
    context.add_cookies([{"name": access.cookie_name, "value": access.cookie, "url": server.address}])
    page = context.new_page()
    page.set_default_timeout(10_000)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda told: errors.append(told.text) if "Content Security Policy" in told.text else None)
    page.goto(server.address)
    page.wait_for_selector("#entries button")
    yield page
    context.close()
    assert not errors
