"""Whatever a POST brings, the answer is a state or a sentence; never an internal error."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sopgen.web import bodies
from tests.cli.projects import copy_case
from tests.conftest import scaled
from tests.web.asking import Browser, browsing

CHANGE = "/api/sops/sop/change"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browsing(copy_case("one-step", tmp_path_factory.mktemp("kantor"))) as browser:
        yield browser


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["langkah", "judul", "kegiatan"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
PATHS = st.lists(
    st.sampled_from(["langkah", "judul", "waktu", "pelaksana", "dasar_hukum", "x"]) | st.integers(-1, 9), max_size=4
)
KINDS = [
    "set-text", "insert-item", "delete-item", "move-item", "insert-step", "delete-step", "duplicate-step", "move-step",
    "set-actors", "decide", "undecide", "lead", "insert-actor", "delete-actor", "move-actor", "rename", "repair",
]  # fmt: skip
#: Changes that are nearly right.
CHANGES = st.fixed_dictionaries(
    {"kind": st.sampled_from(KINDS) | VALUES},
    optional={
        "path": PATHS | VALUES,
        "text": st.text() | VALUES,
        "name": st.text(min_size=1) | VALUES,
        "index": st.integers(-2, 20) | VALUES,
        "to": st.integers(-2, 20) | PATHS | VALUES,
        "yes": PATHS | st.none() | VALUES,
        "no": PATHS | st.none() | VALUES,
        "actors": st.lists(st.integers(-1, 5), max_size=4) | VALUES,
        "target": PATHS | VALUES,
        "finding": st.text() | VALUES,
    },
)
ORDERS = st.fixed_dictionaries(
    {}, optional={"sops": VALUES, "kinds": VALUES | st.lists(st.sampled_from(["pdf", "docx", "svg"])), "book": VALUES}
)


@settings(max_examples=scaled(60), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    content=VALUES | st.fixed_dictionaries({"version": VALUES, "change": VALUES, "have": VALUES}),
    name=st.sampled_from(["change", "undo", "redo", "save", "reload"]),
)
def test_json_of_any_shape_is_answered_with_a_sentence(content: Any, name: str, browser: Browser) -> None:
    answer = browser.post(f"/api/sops/sop/{name}", content)
    if answer.status != 200:
        assert 400 <= answer.status < 500, answer
        assert answer.json()["error"].endswith(".")


@settings(max_examples=scaled(60), suppress_health_check=[HealthCheck.too_slow])
@given(change=CHANGES)
def test_a_change_that_is_nearly_right_is_made_or_refused_with_a_sentence(change: Any, browser: Browser) -> None:
    before = browser.get("/api/sops/sop").json()
    answer = browser.post(CHANGE, {"version": before["version"], "change": change, "have": []})
    assert answer.status in (200, 400, 422), answer
    after = browser.get("/api/sops/sop").json()
    if answer.status == 200:
        assert answer.json() == after
    else:
        assert (answer.json()["error"].endswith("."), after) == (True, before)


@settings(max_examples=scaled(60))
@given(order=ORDERS)
def test_an_order_of_any_shape_is_taken_or_refused_with_a_sentence(order: Any, browser: Browser) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(browser.editor.builds), "order", lambda *_: 1)
        answer = browser.post("/api/builds", order)
    assert answer.status in (202, 400, 404, 409, 422), answer


@settings(max_examples=scaled(60))
@given(body=st.binary(max_size=200) | VALUES.map(lambda value: json.dumps(value).encode()[:-1]))
def test_bytes_that_are_no_json_are_refused(body: bytes, browser: Browser) -> None:
    answer = browser.post(CHANGE, body)
    assert answer.status == 400, answer
    assert answer.json()["error"].endswith(".")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b'"text"',
        b"{" * 100_000,
        b"[" * 500_000,
        b'{"version": ' + b"1" * 10_000 + b"}",
        b'{"version": 1e999, "change": {}}',
        b'{"version": NaN, "change": {}}',
        b'{"version": true, "change": {}}',
        b'{"version": 1.0, "change": {}}',
        b'{"version": "1", "change": {}}',
        b'{"version": 1, "change": {"kind": "set-text", "path": ["judul"], "text": "\\ud800"}}',
        b'\xef\xbb\xbf{"version": 1}',
        '{"version": 1}'.encode("utf-16"),
        b'{"version": 1, "change": []}',
        b'{"version": 1, "change": {}, "have": 1}',
        b'{"version": 1, "change": {}, "have": [1]}',
        b'{"change": {}}',
    ],
    ids=lambda body: repr(body[:40]),
)
def test_json_that_is_not_ours_is_refused(body: bytes, browser: Browser) -> None:
    answer = browser.post(CHANGE, body)
    assert answer.status == 400, answer
    assert answer.json()["error"].endswith(".")


def changing(text: str) -> bytes:
    change = {"kind": "set-text", "path": ["judul"], "text": text}
    return json.dumps({"version": 0, "change": change}).encode()


def test_a_body_of_exactly_the_limit_is_read(browser: Browser) -> None:
    body = changing("")
    body += b" " * (bodies.MOST_BYTES - len(body))
    assert browser.post(CHANGE, body).status == 409
    assert browser.post(CHANGE, body + b" ").status == 413


@pytest.mark.parametrize("told", ["10485760", "9" * 40])
def test_a_length_beyond_the_limit_is_refused_before_anything_is_read(told: str, browser: Browser) -> None:
    def never() -> Iterator[bytes]:
        raise AssertionError
        yield b""

    answer = browser.ask("POST", CHANGE, (*browser.posting, ("content-length", told)), never())
    assert (answer.status, answer.header("connection")) == (413, "close")


def test_a_body_without_a_length_is_read_no_further_than_the_limit(browser: Browser) -> None:
    read = 0

    def parts() -> Iterator[bytes]:
        nonlocal read
        while True:
            read += 65536
            yield b" " * 65536

    assert browser.ask("POST", CHANGE, browser.posting, parts()).status == 413
    assert read <= bodies.MOST_BYTES + 65536


def test_a_body_that_does_not_come_is_not_waited_for(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "_SECONDS", 0.05)

    def endless() -> Iterator[bytes]:
        while True:
            yield b""

    assert browser.ask("POST", CHANGE, browser.posting, endless()).status == 408


def test_an_internal_error_is_told_in_a_report_and_the_server_goes_on(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = browser.editor.documents.workspace
    with monkeypatch.context() as patch:
        patch.setattr(workspace, "change", lambda *_: {}["lost"])
        answer = browser.post(CHANGE, json.loads(changing("")))
    assert answer.status == 500
    assert answer.json()["error"].startswith("Kesalahan program adalah kesalahan sopgen")
    name = "build/halaman-sunting.galat-program.txt"
    assert name in answer.json()["error"]
    report = (workspace.root / name).read_text(encoding="utf-8")
    assert "KeyError: 'lost'" in report
    assert "perintah: sopgen serve" in report
    assert str(workspace.root) not in report
    assert browser.get("/api/sops/sop").status == 200


def test_what_the_machine_refuses_is_said_without_a_report(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "x.yaml")

    with monkeypatch.context() as patch:
        patch.setattr(browser.editor.documents.workspace, "change", full)
        answer = browser.post(CHANGE, json.loads(changing("")))
    assert (answer.status, answer.json()["error"]) == (500, "x.yaml: ruang penyimpanan penuh.")
