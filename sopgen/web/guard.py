"""What every request has to pass before anything else looks at it, and what every answer bears.

The page edits files of this machine, so no other page, program on another machine or name that was made to point here
may use it: names (``Host``), sites (``Sec-Fetch-Site``, ``Origin``), the header that only our page sends, the cookie.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sopgen.web.access import Access
from sopgen.web.answers import Refused, no_such_page

LOGIN = "/masuk"
_METHODS = ("GET", "POST")
_OURSELVES = frozenset({"same-origin", "none"})
#: What a person may come to from elsewhere, by a link.
_DOORS = frozenset({"/", LOGIN})
_API = "/api/"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
}
_NOT_OURS = "Permintaan ini tidak berasal dari halaman sopgen, jadi ditolak."
#: Tells of an internal error; the sentence that is answered.
Report = Callable[[Exception], Awaitable[str]]


class Guard:
    """The outermost layer: lets through to ``inner`` what may pass, and turns whatever goes wrong into an answer."""

    def __init__(self, inner: ASGIApp, access: Access, report: Report) -> None:
        self._inner, self._access, self._report = inner, access, report

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        started = False

        async def send_with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                _add_headers(message, scope["method"])
            await send(message)

        try:
            _refuse_strangers(scope, self._access)
            await self._inner({**scope, "app": self}, receive, send_with_headers)
        except Exception as error:
            refused = await self._refusal(error)
            if started:
                raise
            await _shown(refused, scope["path"])(scope, receive, send_with_headers)

    async def _refusal(self, error: Exception) -> Refused:
        """What is answered when a request ends so."""
        if isinstance(error, Refused):
            return error
        if isinstance(error, HTTPException) and error.status_code == 405:  # the router's only one
            return _wrong_method()
        return Refused(500, await self._report(error))


def _wrong_method() -> Refused:
    return Refused(405, "Alamat ini tidak dapat diminta dengan cara itu.")


def _shown(refused: Refused, path: str) -> Response:
    """A refusal: JSON for our modules, a sentence where a person reads the answer."""
    answer = refused.answer() if path.startswith(_API) else PlainTextResponse(refused.sentence, refused.status)
    if refused.status == 405:
        answer.headers["allow"] = ", ".join(_METHODS)
    return answer


def _add_headers(message: Message, method: str) -> None:
    headers = MutableHeaders(scope=message)
    for name, value in HEADERS.items():
        headers[name] = value
    if method != "GET" and message["status"] >= 400:
        headers["connection"] = "close"  # what is left of the body is never read


def _refuse_strangers(scope: Scope, access: Access) -> None:
    """Raise Refused for what may not pass."""
    headers, method, path = Headers(scope=scope), scope["method"], scope["path"]
    hosts = headers.getlist("host")
    if len(hosts) != 1 or hosts[0].lower() not in access.hosts:
        raise Refused(403, "Alamat ini bukan alamat sopgen; bukalah tautan yang ditampilkan di terminal.")
    if method not in _METHODS:
        raise _wrong_method()
    if not _is_from_us(headers, method, path, access):
        raise Refused(403, _NOT_OURS)
    if path != LOGIN and not access.admits(headers.getlist("cookie")):
        raise Refused(403, "Peramban ini belum masuk; bukalah tautan yang ditampilkan sopgen serve di terminal.")
    if method == "POST":
        _refuse_forms(headers)
    if not path.isprintable():
        raise no_such_page()  # the end of a line is none to every pattern of the router


def _is_from_us(headers: Headers, method: str, path: str, access: Access) -> bool:
    """Whether our own page asks, or a person who typed or followed the address of a door."""
    sites = headers.getlist("sec-fetch-site")
    if method == "GET" and path in _DOORS:
        return True
    if sites:
        return all(site in _OURSELVES for site in sites)
    return all(origin in access.origins for origin in headers.getlist("origin"))


def _refuse_forms(headers: Headers) -> None:
    """What a form of another page can send bears no header of ours and no JSON."""
    if headers.getlist("x-sopgen") != ["1"]:
        raise Refused(403, _NOT_OURS)
    if headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Refused(415, "Isi permintaan ini harus JSON.")
