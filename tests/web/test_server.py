"""The server on a real socket: many requests at once, endless and slow ones, and what is not HTTP."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from sopgen.web import protocol
from sopgen.web.guard import HEADERS
from tests.cli.projects import copy_case
from tests.web.asking import Served, read_all, read_answer, serving, until

MEGABYTE = 1024 * 1024
CHANGE = "/api/sops/sop/change"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(copy_case("one-step", tmp_path_factory.mktemp("kantor"))) as served:
        served.get("/api/sops/sop")
        yield served


def posting(served: Served, more: bytes) -> bytes:
    return f"POST {CHANGE} HTTP/1.1\r\nContent-Type: application/json\r\n".encode() + served.head + more


def test_a_thousand_requests_at_once_are_all_answered(served: Served) -> None:
    with ThreadPoolExecutor(1000) as pool:
        statuses = list(pool.map(lambda _: served.get("/api/sops").status, range(1000)))
    assert statuses == [200] * 1000


def test_of_many_changes_of_one_version_exactly_one_is_made(served: Served) -> None:
    version = served.get("/api/sops/sop").json()["version"]

    def change(number: int) -> tuple[int, int]:
        text = {"kind": "set-text", "path": ["judul"], "text": f"Judul {number}"}
        answer = served.post(CHANGE, {"version": version, "change": text, "have": []})
        return answer.status, answer.json().get("state", answer.json())["version"]

    with ThreadPoolExecutor(24) as pool:
        answers = list(pool.map(change, range(24)))
    assert sorted(status for status, _ in answers) == [200] + [409] * 23
    assert {seen for _, seen in answers} == {version + 1}


@pytest.mark.parametrize("length", [10 * MEGABYTE, 10**15])
def test_a_body_that_says_it_is_too_large_is_refused_at_once(length: int, served: Served) -> None:
    answer = read_answer(served.raw(posting(served, f"Content-Length: {length}\r\n\r\n".encode())))
    assert answer.status == 413
    assert {name: answer.header(name) for name in HEADERS} == HEADERS


def test_a_body_without_an_end_is_not_read_to_its_end(served: Served) -> None:
    """Chunks are sent until the server closes the connection."""
    chunk = b"10000\r\n" + b" " * 65536 + b"\r\n"
    sent = 0
    with served.connect() as connection:
        connection.sendall(posting(served, b"Transfer-Encoding: chunked\r\n\r\n"))
        try:
            while sent < 200 * MEGABYTE:
                connection.sendall(chunk)
                sent += 65536
        except ConnectionError:
            pass
    assert sent < 100 * MEGABYTE
    assert served.get("/api/sops").status == 200


def test_a_chunked_body_without_a_length_is_read(served: Served) -> None:
    body = json.dumps({"version": 0, "change": {"kind": "undecide", "path": ["langkah", 0]}}).encode()
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:9], body[9:])) + b"0\r\n\r\n"
    head = posting(served, b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n")
    assert read_answer(served.raw(head + chunks)).status == 409


@pytest.mark.parametrize(
    "request_",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.0\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost : 127.0.0.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nX: " + b"a" * 100_000 + b"\r\n\r\n",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/9.9\r\nConnection: close\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(300),
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"\x00" * 70_000,
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\n\r\n",
    ],
    ids=lambda request: repr(request[:45]),
)
def test_what_is_no_request_of_ours_is_refused(request_: bytes, served: Served) -> None:
    assert read_answer(served.raw(request_)).status in (400, 403)


def test_a_second_request_hidden_in_a_first_one_needs_the_cookie_too(served: Served) -> None:
    first = b"GET /api/sops HTTP/1.1\r\n" + served.head + b"\r\n"
    second = f"GET /api/sops HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\nConnection: close\r\n\r\n".encode()
    received = served.raw(first + second)
    assert [received.count(b"HTTP/1.1 200"), received.count(b"HTTP/1.1 403")] == [1, 1]


def test_connections_that_say_nothing_keep_nobody_waiting_and_are_closed(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocol, "HEAD_SECONDS", 0.5)
    beginnings = (b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: 127", b"POST /api/builds HTTP/1.1\r\n")
    slow = [served.connect() for _ in range(60)]
    for number, connection in enumerate(slow):
        connection.sendall(beginnings[number % 4])
    assert served.get("/api/sops").status == 200
    assert [read_all(connection) for connection in slow] == [b""] * 60
    for connection in slow:
        connection.close()


def test_a_head_that_comes_letter_by_letter_is_not_waited_for(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "HEAD_SECONDS", 0.3)
    with served.connect() as connection:
        try:
            while True:
                connection.sendall(b"a")
                time.sleep(0.02)
        except ConnectionError:
            pass  # it is closed


def test_a_client_that_takes_no_answer_is_left(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "TAKING_SECONDS", 0.2)
    request = b"GET /api/sops/sop HTTP/1.1\r\n" + served.head + b"\r\n"
    with served.connect() as connection:
        connection.settimeout(0.5)
        try:
            for _ in range(100_000):
                connection.sendall(request * 10)
        except (ConnectionError, TimeoutError):
            pass
        time.sleep(0.3)
        connection.settimeout(60)
        read_all(connection)
    assert served.get("/api/sops").status == 200


def test_a_server_with_open_streams_and_half_requests_ends(tmp_path_factory: pytest.TempPathFactory) -> None:
    before = set(threading.enumerate())
    with serving(copy_case("one-step", tmp_path_factory.mktemp("kantor"))) as served:
        connections = [served.connect() for _ in range(12)]
        for number, connection in enumerate(connections):
            target = (b"/api/events", b"/api/sops")[number % 2]
            connection.sendall(b"GET " + target + b" HTTP/1.1\r\n" + served.head + b"\r\n"[: number % 3])
        connections[0].sendall(b"\r\n")
    for connection in connections:
        connection.close()
    until(lambda: before.issuperset(threading.enumerate()))
