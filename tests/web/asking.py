"""Requests put to the page's app, in this process or over a socket, as a browser or somebody worse puts them."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sopgen.editing.workspace import Workspace
from sopgen.web.app import Editor, make_editor
from sopgen.web.server import EditorServer, listening
from tests.conftest import HANGS

PORT = 8347
HOST = f"127.0.0.1:{PORT}"
Headers = Iterable[tuple[str, str]]


def until(true: Callable[[], bool]) -> None:
    """Wait for something that comes soon."""
    end = time.monotonic() + HANGS
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)

    def header(self, name: str) -> str:
        """A header; empty when it is not there."""
        return next((value for key, value in self.headers if key == name), "")


@dataclass
class Browser:
    """Asks ``editor`` in this process; it has the cookie unless told otherwise."""

    editor: Editor
    runner: asyncio.Runner = field(default_factory=asyncio.Runner)

    @property
    def cookie(self) -> tuple[str, str]:
        """The header that lets in."""
        return ("cookie", f"{self.editor.access.cookie_name}={self.editor.access.cookie}")

    @property
    def usual(self) -> tuple[tuple[str, str], ...]:
        """The headers of our own page."""
        return (("host", HOST), ("sec-fetch-site", "same-origin"), self.cookie)

    @property
    def posting(self) -> tuple[tuple[str, str], ...]:
        """The headers of a POST of our own page."""
        return (*self.usual, ("x-sopgen", "1"), ("content-type", "application/json"))

    def get(self, target: str, headers: Headers | None = None) -> Answer:
        """What a GET brings."""
        return self.ask("GET", target, self.usual if headers is None else headers)

    def post(self, target: str, content: object, headers: Headers | None = None) -> Answer:
        """What a POST of JSON, or of bytes as they are, brings."""
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        return self.ask("POST", target, self.posting if headers is None else headers, (body,))

    def ask(self, method: str, target: str, headers: Headers, parts: Iterable[bytes] = (b"",)) -> Answer:
        """Any request; its body comes in ``parts``."""
        return self.runner.run(self._ask(method, target, headers, iter(parts)))

    async def _ask(self, method: str, target: str, headers: Headers, parts: Iterator[bytes]) -> Answer:
        path, _, query = target.partition("?")
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [(name.encode(), value.encode("latin-1")) for name, value in headers],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", PORT),
        }
        sent: list[Any] = []

        async def receive() -> Mapping[str, object]:
            await asyncio.sleep(0)  # as a connection lets others go on
            part = next(parts, None)
            if part is None:
                return {"type": "http.request", "body": b"", "more_body": False}
            return {"type": "http.request", "body": part, "more_body": True}

        async def send(message: Any) -> None:
            sent.append(message)

        await self.editor.app(scope, receive, send)
        head = tuple((name.decode(), value.decode("latin-1")) for name, value in sent[0]["headers"])
        return Answer(sent[0]["status"], head, b"".join(message.get("body", b"") for message in sent[1:]))


@contextmanager
def browsing(root: Path) -> Iterator[Browser]:
    """A browser at the project in ``root``."""
    editor = make_editor(root, Workspace(root), PORT)
    browser = Browser(editor)
    try:
        with browser.runner:
            yield browser
    finally:
        editor.close()


@dataclass
class Remote:
    """A browser with a cookie, at a server that listens on ``port``."""

    port: int
    cookie: str

    @classmethod
    def entered(cls, port: int, link: str) -> Remote:
        """One that comes in by the link of a run."""
        answer = cls(port, "").get(link)
        assert answer.status == 303
        return cls(port, answer.header("set-cookie").partition(";")[0])

    def connect(self) -> socket.socket:
        """A connection."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=60)

    @property
    def head(self) -> bytes:
        """The headers of our own page, after the request's first line."""
        return f"Host: 127.0.0.1:{self.port}\r\nCookie: {self.cookie}\r\nX-Sopgen: 1\r\n".encode()

    def open(self, target: str) -> socket.socket:
        """A connection on which an answer has begun that has no end."""
        connection = self.connect()
        connection.sendall(f"GET {target} HTTP/1.1\r\n".encode() + self.head + b"\r\n")
        connection.recv(1)
        return connection

    def get(self, target: str) -> Answer:
        """What a GET brings."""
        return self._ask(f"GET {target} HTTP/1.1\r\n".encode(), b"")

    def post(self, target: str, content: object) -> Answer:
        """What a POST of JSON brings."""
        body = json.dumps(content).encode()
        head = f"POST {target} HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        return self._ask(head.encode(), body)

    def _ask(self, head: bytes, body: bytes) -> Answer:
        return read_answer(self.raw(head + b"Connection: close\r\n" + self.head + b"\r\n" + body))

    def raw(self, request: bytes) -> bytes:
        """All that comes back for these bytes until the server closes the connection."""
        with self.connect() as connection:
            connection.sendall(request)
            return read_all(connection)


@dataclass
class Served(Remote):
    """The same at a server in a thread of this process."""

    editor: Editor


def read_answer(received: bytes) -> Answer:
    """An answer as it came over a connection."""
    head, _, body = received.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.partition(": ") for line in lines)
    return Answer(int(first.split()[1]), tuple((name.lower(), value) for name, _, value in pairs), body)


def read_all(connection: socket.socket) -> bytes:
    """Everything until the other side closes."""
    received = b""
    try:
        while part := connection.recv(65536):
            received += part
    except ConnectionResetError:
        pass
    return received


@contextmanager
def serving(root: Path) -> Iterator[Served]:
    """A server for the project in ``root``."""
    with listening(0) as listener:
        port = listener.getsockname()[1]
        editor = make_editor(root, Workspace(root), port)
        server = EditorServer(editor)
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()
        try:
            access = editor.access
            yield Served(port, f"{access.cookie_name}={access.cookie}", editor)
        finally:
            server.handle_exit(2, None)
            thread.join(20)
            editor.close()
        assert not thread.is_alive()
