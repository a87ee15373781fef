"""Whoever is not our own page, asked by the person who started the program, gets nothing but one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sopgen.web.guard import HEADERS
from tests.cli.projects import copy_case
from tests.web.asking import HOST, Answer, Browser, browsing

CHANGE = {"version": 1, "change": {"kind": "set-text", "path": ["judul"], "text": "Diserang"}}
TARGET = "/api/sops/sop/change"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browsing(copy_case("one-step", tmp_path_factory.mktemp("kantor"))) as browser:
        yield browser


@pytest.fixture(autouse=True)
def nothing_was_changed(browser: Browser) -> Iterator[None]:
    """No attack changes the document."""
    yield
    assert browser.get("/api/sops/sop").json()["version"] == 1


def without(headers: tuple[tuple[str, str], ...], name: str) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in headers if pair[0] != name)


def is_refused(answer: Answer, status: int = 403) -> bool:
    """Whether nothing but one Indonesian sentence came back, with all headers of the guard."""
    assert answer.status == status, answer
    assert {name: answer.header(name) for name in HEADERS} == HEADERS
    sentence = answer.json()["error"] if answer.header("content-type") == "application/json" else answer.body.decode()
    return sentence.endswith(".") and sentence.count(". ") == 0 and answer.header("set-cookie") == ""


@pytest.mark.parametrize(
    "hosts",
    [
        ["evil.example"],
        ["evil.example:8347"],
        ["127.0.0.1"],
        ["127.0.0.1:80"],
        ["localhost:1"],
        ["127.0.0.1:8347.evil.example"],
        ["127.0.0.1:8347@evil.example"],
        ["[::1]:8347"],
        ["0.0.0.0:8347"],
        ["2130706433:8347"],
        [""],
        [],
        [HOST, "evil.example"],
        [HOST, HOST],
    ],
    ids=str,
)
@pytest.mark.parametrize("target", ["/", "/masuk?kunci=x", "/static/main.js", "/api/sops", "/api/events"])
def test_a_name_that_is_not_ours_is_refused_everywhere(hosts: list[str], target: str, browser: Browser) -> None:
    headers = (*(("host", host) for host in hosts), *without(browser.usual, "host"))
    assert is_refused(browser.get(target, headers))


@pytest.mark.parametrize("host", [HOST, "localhost:8347", "LocalHost:8347"])
def test_our_own_names_are_let_in(host: str, browser: Browser) -> None:
    headers = (("host", host), *without(browser.usual, "host"))
    assert browser.get("/api/sops", headers).status == 200


@pytest.mark.parametrize(
    "more",
    [
        [("sec-fetch-site", "cross-site")],
        [("sec-fetch-site", "same-site")],
        [("sec-fetch-site", "same-site"), ("origin", f"http://{HOST}")],
        [("sec-fetch-site", "same-origin"), ("sec-fetch-site", "cross-site")],
        [("sec-fetch-site", "")],
        [("origin", "http://evil.example")],
        [("origin", "http://127.0.0.1:9999")],
        [("origin", f"https://{HOST}")],
        [("origin", "null")],
        [("origin", f"http://{HOST}"), ("origin", "http://evil.example")],
        [("origin", f"http://{HOST}.evil.example")],
    ],
    ids=str,
)
def test_a_post_of_another_site_is_refused(more: list[tuple[str, str]], browser: Browser) -> None:
    headers = (*without(browser.posting, "sec-fetch-site"), *more)
    assert is_refused(browser.post(TARGET, CHANGE, headers))
    assert is_refused(browser.post("/api/builds", {"kinds": ["pdf"]}, headers))


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize(
    "target", ["/api/sops", "/api/sops/sop", "/api/events", "/static/main.js", "/api/builds/1/files/0"]
)
def test_another_site_cannot_take_what_is_behind_the_door(site: str, target: str, browser: Browser) -> None:
    headers = (*without(browser.usual, "sec-fetch-site"), ("sec-fetch-site", site))
    assert is_refused(browser.get(target, headers))


def test_a_program_without_headers_of_browsers_is_let_in_with_the_cookie(browser: Browser) -> None:
    assert browser.get("/api/sops", (("host", HOST), browser.cookie)).status == 200
    ours = (*without(browser.posting, "sec-fetch-site"), ("origin", f"http://{HOST}"))
    assert browser.post("/api/sops/sop/change", {**CHANGE, "version": 7}, ours).status == 409


@pytest.mark.parametrize(
    ("name", "value", "status"),
    [
        ("x-sopgen", None, 403),
        ("x-sopgen", "0", 403),
        ("x-sopgen", "1, 1", 403),
        ("content-type", None, 415),
        ("content-type", "text/plain", 415),
        ("content-type", "application/x-www-form-urlencoded", 415),
        ("content-type", "multipart/form-data; boundary=a", 415),
        ("content-type", "application/jsonx", 415),
        ("content-type", "text/plain; application/json", 415),
    ],
)
def test_what_a_form_can_send_is_refused(name: str, value: str | None, status: int, browser: Browser) -> None:
    headers = (*without(browser.posting, name), *([(name, value)] if value is not None else []))
    assert is_refused(browser.post(TARGET, CHANGE, headers), status)


@pytest.mark.parametrize(
    "cookie",
    [
        None,
        "",
        "sopgen-8347=",
        "sopgen-8347=x",
        "sopgen-1={cookie}",
        "sopgen={cookie}",
        "{cookie}",
        "xsopgen-8347={cookie}",
    ],
)
@pytest.mark.parametrize("target", ["/", "/static/main.js", "/api/sops", "/api/sops/sop", "/api/events", "/nowhere"])
def test_without_the_cookie_nothing_is_shown(cookie: str | None, target: str, browser: Browser) -> None:
    value = (cookie or "").format(cookie=browser.editor.access.cookie)
    headers = (*without(browser.usual, "cookie"), *([("cookie", value)] if cookie is not None else []))
    assert is_refused(browser.get(target, headers))
    posting = (*without(browser.posting, "cookie"), *([("cookie", value)] if cookie is not None else []))
    assert is_refused(browser.post(TARGET, CHANGE, posting))


def test_a_cookie_that_another_program_set_does_not_lock_us_out(browser: Browser) -> None:
    name, ours = browser.editor.access.cookie_name, browser.cookie[1]
    for cookies in (f"{name}=x; {ours}", f"{ours}; {name}=x", f"a=b;{ours}"):
        assert browser.get("/api/sops", (("host", HOST), ("cookie", cookies))).status == 200


@pytest.mark.parametrize(
    "method", ["HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", "X"]
)
@pytest.mark.parametrize("target", ["/", "/masuk?kunci=x", "/api/sops", TARGET, "/api/builds"])
def test_other_methods_are_refused(method: str, target: str, browser: Browser) -> None:
    answer = browser.ask(method, target, browser.posting)
    assert is_refused(answer, 405)
    assert answer.header("allow") == "GET, POST"


@pytest.mark.parametrize("target", ["/", "/masuk", "/api/sops", "/api/events", "/static/main.js", "/api/builds/1"])
def test_what_is_read_cannot_be_posted(target: str, browser: Browser) -> None:
    assert is_refused(browser.post(target, {}), 405)


def test_no_answer_allows_another_site_to_read_it(browser: Browser) -> None:
    asked = (*browser.usual, ("origin", "http://evil.example"), ("access-control-request-method", "POST"))
    for answer in (browser.get("/api/sops", asked), browser.ask("OPTIONS", TARGET, asked)):
        assert not [name for name, _ in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize(
    "target",
    [
        "/",
        "/masuk?kunci=x",
        "/api/sops",
        "/api/sops/sop",
        "/api/sops/none",
        "/nowhere",
        "/static/none.js",
        "/api/builds/9",
    ],
)
def test_every_answer_bears_the_headers(target: str, browser: Browser) -> None:
    answer = browser.get(target)
    assert {name: answer.header(name) for name in HEADERS} == HEADERS
    assert "unsafe" not in answer.header("content-security-policy")


PATHS = [
    "..", "../..", "%2e%2e", "....//", "..%2f..", "\\..\\..", "/etc/passwd", "//etc/passwd", "sop/../sop", "./sop",
    "sop.yaml", "instansi", "../sop_sources/sop", "sop\x00", "sop\r\nx: y", "sop\n", " sop", "sop ", "SOP", "*",
    "s?p", "~", "C:\\x", "a" * 9000, "\U0001f600", "",
]  # fmt: skip


@pytest.mark.parametrize("name", PATHS)
def test_no_path_leads_out_of_the_list_of_sops(name: str, browser: Browser) -> None:
    target = f"/api/sops/{name}"
    assert is_refused(browser.ask("GET", target, browser.usual), 404)
    assert browser.post(f"{target}/change", CHANGE).status in (404, 405)
    assert browser.post("/api/builds", {"sops": [name], "kinds": ["pdf"]}).status in (400, 404)


@pytest.mark.parametrize("name", [*PATHS, "../app.py", "app.py", "__init__.py", "../../findings.py", "main.js/"])
def test_no_path_leads_out_of_the_list_of_modules(name: str, browser: Browser) -> None:
    assert is_refused(browser.ask("GET", f"/static/{name}", browser.usual), 404)


@pytest.mark.parametrize("number", ["0", "1", "-1", "1.5", "x", "9" * 5000, "../1", "1/../2", "%31", "\u0661", "1\n"])
@pytest.mark.parametrize("index", ["", "/files/0", "/files/-1", "/files/..", "/files/" + "9" * 5000])
def test_builds_are_found_by_number_only(number: str, index: str, browser: Browser) -> None:
    assert is_refused(browser.get(f"/api/builds/{number}{index}"), 404)


def test_what_a_client_sends_never_becomes_a_header(browser: Browser) -> None:
    for target in ("/masuk?kunci=a%0d%0aSet-Cookie:%20x=1", "/api/sops/a%0d%0aX:%20y", "/%0d%0aX: y?a\r\nb: c"):
        answer = browser.get(target)
        assert not any("\r" in text or "\n" in text for pair in answer.headers for text in pair)
        assert answer.header("x") == answer.header("set-cookie") == ""


def test_the_root_of_the_project_stays_as_it_was(browser: Browser, tmp_path: Path) -> None:
    names = {path.name for path in browser.editor.documents.workspace.root.iterdir()}
    assert names <= {"sop_sources", "build", "templates"}
