"""All requests in one place: the address of each, and who answers it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from sopgen.editing.workspace import Workspace
from sopgen.web.access import Access
from sopgen.web.answers import no_such_page
from sopgen.web.building.queue import Builds
from sopgen.web.building.requests import BuildRequests
from sopgen.web.document_requests import ACTIONS, DocumentRequests
from sopgen.web.errors import ErrorReports
from sopgen.web.events import EventStream, Hub
from sopgen.web.guard import LOGIN, Guard
from sopgen.web.pages import Pages

Answer: TypeAlias = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True)
class Editor:
    """The whole of one run: what answers requests, and what has to be ended with it."""

    app: ASGIApp
    access: Access
    hub: Hub
    builds: Builds
    documents: DocumentRequests

    def end(self) -> None:
        """Have event streams and builds end; waits for nothing."""
        self.hub.close()
        self.builds.interrupt()

    def close(self) -> None:
        """End all of it, and leave the documents' journals to others."""
        self.end()
        self.builds.close()
        self.documents.workspace.close()


def make_editor(root: Path, workspace: Workspace, port: int) -> Editor:
    """What shows ``workspace``, the project in ``root``, to browsers that come to ``port``."""
    access, hub, reports = Access(port), Hub(), ErrorReports(root)
    documents = DocumentRequests(workspace, hub, workspace.project)
    builds = Builds(hub, reports)
    pages = Pages(access, workspace.project)
    router = Router(routes(documents, BuildRequests(root, workspace, builds), hub, pages), default=_nowhere)

    async def report(error: Exception) -> str:
        return await run_in_threadpool(reports.sentence, error)

    return Editor(Guard(router, access, report), access, hub, builds, documents)


def routes(documents: DocumentRequests, builds: BuildRequests, hub: Hub, pages: Pages) -> list[Route]:
    """Every address."""
    return [
        _get("/", pages.index),
        _get(LOGIN, pages.login),
        _get("/static/{name:path}", pages.static),
        _get("/api/sops", documents.listing),
        _get("/api/sops/{key:path}", documents.shown),
        *(_post(f"/api/sops/{{key:path}}/{name}", documents.doing(action)) for name, action in ACTIONS.items()),
        _post("/api/builds", builds.ordered),
        _get("/api/builds/{number}", builds.progress),
        _get("/api/builds/{number}/files/{index}", builds.file),
        Route("/api/events", EventStream(hub), methods=["GET"]),
    ]


def _get(address: str, answer: Answer) -> Route:
    return Route(address, answer, methods=["GET"])


def _post(address: str, answer: Answer) -> Route:
    return Route(address, answer, methods=["POST"])


async def _nowhere(scope: Scope, receive: Receive, send: Send) -> None:
    raise no_such_page()
