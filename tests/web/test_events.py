"""Every page that is open learns what the others do."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from sopgen.web import events
from sopgen.web.answers import Refused
from sopgen.web.events import Hub
from tests.cli.projects import copy_case
from tests.web.asking import Served, serving, until

TITLE = {"kind": "set-text", "path": ["judul"], "text": "Penerimaan Berkas"}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(copy_case("one-step", tmp_path_factory.mktemp("kantor"))) as served:
        yield served


def open_files() -> int:
    """How many files this process has open."""
    return len(list(Path("/proc/self/fd").iterdir()))


class Stream:
    """An open event stream."""

    def __init__(self, served: Served) -> None:
        self.connection = served.connect()
        self.connection.sendall(b"GET /api/events HTTP/1.1\r\n" + served.head + b"\r\n")
        self.received = b""
        self.wait_for(b": sopgen\n\n")

    def wait_for(self, text: bytes) -> None:
        """Read until this has come."""
        while text not in self.received:
            part = self.connection.recv(65536)
            assert part, self.received
            self.received += part


def test_a_change_is_told_to_every_page(served: Served) -> None:
    streams = [Stream(served) for _ in range(3)]
    answer = served.post("/api/sops/sop/change", {"version": 1, "change": TITLE})
    assert answer.status == 200
    for stream in streams:
        stream.wait_for(b'event: state\ndata: {"key":"sop","version":2}\n\n')
        stream.wait_for(b"event: list\ndata: {}\n\n")
        assert b"text/event-stream" in stream.received
        stream.connection.close()
    until(lambda: served.editor.hub.streams == 0)


def test_streams_that_are_opened_and_closed_leave_nothing_behind(served: Served) -> None:
    Stream(served).connection.close()  # what a first one loads stays
    until(lambda: served.editor.hub.streams == 0)
    threads, files = threading.active_count(), open_files()
    for _ in range(100):
        stream = Stream(served)
        stream.connection.close()
    until(lambda: served.editor.hub.streams == 0)
    until(lambda: open_files() <= files)
    until(lambda: threading.active_count() <= threads)


def test_a_page_that_does_not_read_holds_one_event_of_each_kind_and_sop() -> None:
    async def unread() -> int:
        hub = Hub()
        with hub.inbox() as inbox:
            for number in range(1000):
                hub.tell("state", {"key": "a", "version": number}, "a")
                hub.tell("list")
            taken = hub.taken(inbox)
            assert taken == [("state", {"key": "a", "version": 999}), ("list", {})]
            assert hub.taken(inbox) == []
        return hub.streams

    assert asyncio.run(unread()) == 0


def test_a_browser_with_many_pages_has_a_connection_free_for_requests(served: Served) -> None:
    """It opens six to one server; the streams of the oldest pages end."""
    streams = [Stream(served) for _ in range(8)]
    for stream in streams[:3]:
        stream.wait_for(b"\r\n0\r\n\r\n")
    served.editor.hub.tell("list")
    for stream in streams[3:]:
        stream.wait_for(b"event: list\n")
    for stream in streams:
        stream.connection.close()
    until(lambda: served.editor.hub.streams == 0)


def test_no_stream_begins_when_the_server_is_ending() -> None:
    async def late() -> None:
        hub = Hub()
        hub.close()
        with hub.inbox():
            pass

    with pytest.raises(Refused) as refused:
        asyncio.run(late())
    assert refused.value.status == 503


def test_a_silent_stream_gives_signs_of_life(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "HEARTBEAT", 0.05)
    stream = Stream(served)
    stream.wait_for(b": masih di sini\n\n")
    stream.connection.close()


@pytest.mark.parametrize("text", ["a\nevent: x", "a\r\rdata: y", "\u2028", "\x00"])
def test_no_text_ends_an_event(text: str) -> None:
    told = events.event_text("state", {"key": text})
    assert told.count(b"\n") == 3
    assert b"\r" not in told


def test_pages_are_told_of_a_file_that_another_program_saved(served: Served, tmp_path: Path) -> None:
    stream = Stream(served)
    served.editor.documents.notice([])
    stream.wait_for(b"event: list\n")
    stream.connection.close()
