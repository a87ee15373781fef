"""The page itself: who comes in, the frame of the page, its modules and styles."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sopgen import __version__
from sopgen.render.templates import environment, shipped_templates
from sopgen.web.access import Access, Exchange
from sopgen.web.answers import Refused, no_such_page

_INDEX = "web/index.html.j2"
_STALE = "Tautan ini tidak berlaku lagi; bukalah tautan yang ditampilkan sopgen serve di terminal."
STATIC = Path(__file__).parent / "static"
_KINDS = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
}


def static_files(folder: Path = STATIC) -> dict[str, Path]:
    """What may be fetched below ``/static/``, by its name there: no other file is ever looked for."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix in _KINDS)
    return {path.relative_to(folder).as_posix(): path for path in files}


@dataclass
class Pages:
    """Answers what a browser asks for before any module runs; ``project`` is the office's name."""

    access: Access
    project: str
    files: dict[str, Path] = field(default_factory=static_files)

    async def login(self, request: Request) -> Response:
        """Give the cookie for the key, once; whoever shows the key again goes on to the page, with a cookie or not."""
        if "prefetch" in request.headers.get("sec-purpose", ""):
            raise Refused(403, "Tautan ini dibuka hanya oleh orang.")
        exchange = self.access.exchange(request.query_params.get("kunci", ""))
        if exchange is Exchange.WRONG:
            raise Refused(403, _STALE)
        answer = RedirectResponse("/", 303)
        if exchange is Exchange.GIVEN:
            answer.headers["set-cookie"] = self.access.cookie_header
        return answer

    async def index(self, request: Request) -> Response:
        """The frame of the page."""
        return await run_in_threadpool(self._index)

    def _index(self) -> Response:
        template = environment((shipped_templates(),)).get_template(_INDEX)
        text = template.render(project=self.project, version=__version__)
        return Response(text.encode(), media_type="text/html; charset=utf-8")

    async def static(self, request: Request) -> Response:
        """A module, a style, a picture."""
        file = self.files.get(request.path_params["name"])
        if file is None:
            raise no_such_page()
        content = await run_in_threadpool(file.read_bytes)
        return Response(content, media_type=_KINDS[file.suffix])
