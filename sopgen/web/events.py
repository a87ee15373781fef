"""What has changed, told to every page that is open: server-sent events.

An inbox keeps the newest of each kind and SOP only: a page that does not read holds no more than one event for each.
"""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from starlette.types import Receive, Scope, Send

from sopgen.web.answers import Json, Refused

#: Seconds after which a line goes out when there is nothing to tell, so that both sides notice a broken connection.
HEARTBEAT = 15.0
#: Streams at once: a browser opens six connections to one server, and one has to be free for requests.
_MOST = 5
_HEAD = [(b"content-type", b"text/event-stream; charset=utf-8")]


@dataclass(eq=False)
class Inbox:
    """What one page has not been told yet."""

    loop: asyncio.AbstractEventLoop
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    waiting: dict[tuple[str, object], Json] = field(default_factory=dict)
    closed: bool = False


class Hub:
    """Passes events on; every method but :meth:`inbox` may be called from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inboxes: dict[Inbox, None] = {}  # the oldest first
        self._closed = False

    def tell(self, kind: str, content: Json | None = None, of: object = None) -> None:
        """Tell every page; what was told of the same ``kind`` and ``of`` and not sent yet is replaced."""
        with self._lock:
            for inbox in self._inboxes:
                inbox.waiting.pop((kind, of), None)
                inbox.waiting[kind, of] = content or {}
                _wake(inbox)

    def close(self) -> None:
        """End all streams, and let none begin."""
        with self._lock:
            self._closed = True
            for inbox in list(self._inboxes):
                self._end(inbox)

    def _end(self, inbox: Inbox) -> None:
        inbox.closed = True
        del self._inboxes[inbox]
        _wake(inbox)

    @property
    def streams(self) -> int:
        """How many pages listen."""
        return len(self._inboxes)

    @contextmanager
    def inbox(self) -> Iterator[Inbox]:
        """An inbox while the body runs, in an event loop; where there are too many, the oldest one is closed.

        Raises Refused (503) when the server is ending.
        """
        inbox = Inbox(asyncio.get_running_loop())
        with self._lock:
            if self._closed:
                raise Refused(503, "sopgen serve sedang berhenti.")
            while len(self._inboxes) >= _MOST:
                self._end(next(iter(self._inboxes)))
            self._inboxes[inbox] = None
        try:
            yield inbox
        finally:
            with self._lock:
                self._inboxes.pop(inbox, None)

    def taken(self, inbox: Inbox) -> list[tuple[str, Json]]:
        """What waits in an inbox, which is empty then."""
        with self._lock:
            told = [(kind, content) for (kind, _), content in inbox.waiting.items()]
            inbox.waiting.clear()
            inbox.wake.clear()
        return told


def _wake(inbox: Inbox) -> None:
    with suppress(RuntimeError):  # its loop is closed: the server has ended
        inbox.loop.call_soon_threadsafe(inbox.wake.set)


@dataclass(frozen=True)
class EventStream:
    """The answer that goes on until the page or the server ends it."""

    hub: Hub

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send events as they come."""
        with self.hub.inbox() as inbox:
            await send({"type": "http.response.start", "status": 200, "headers": list(_HEAD)})
            await _send(send, b": sopgen\n\n")
            gone = asyncio.ensure_future(_end(receive, inbox))
            try:
                while not inbox.closed:
                    for kind, content in self.hub.taken(inbox):
                        await _send(send, event_text(kind, content))
                    if not await _woken(inbox):
                        await _send(send, b": masih di sini\n\n")
            finally:
                gone.cancel()
            await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _send(send: Send, text: bytes) -> None:
    await send({"type": "http.response.body", "body": text, "more_body": True})


async def _woken(inbox: Inbox) -> bool:
    """Whether there is something to do before it is time for a sign of life."""
    try:
        async with asyncio.timeout(HEARTBEAT):
            await inbox.wake.wait()
    except TimeoutError:
        return False
    return True


async def _end(receive: Receive, inbox: Inbox) -> None:
    """Close the inbox when the page is gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
    inbox.closed = True
    inbox.wake.set()


def event_text(kind: str, content: Json) -> bytes:
    """One event; JSON has no line ends of its own, so nothing in it can begin another."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f"event: {kind}\ndata: {text}\n\n".encode()
