"""Documents ordered on the page: made one order after the other from what is saved, and fetched by their number."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from sopgen.builder.events import Collecting, Event, Failed, Found, Kept, Made, Started, Waiting
from sopgen.builder.request import Kind, Request
from sopgen.builder.state.atomic_write import Written
from sopgen.findings import Finding, Severity, Span
from sopgen.web.building.process import BuildProcess, Ended
from sopgen.web.building.progress import Progress, after
from tests.cli.projects import copy_case
from tests.conftest import HANGS
from tests.web.asking import Browser, browsing, until

PDF = {"sops": [], "kinds": ["pdf"], "book": False}
NAME = "sop é “x”;\r\ny.pdf"


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    with browsing(copy_case("one-step", tmp_path)) as browser:
        yield browser


def finished(browser: Browser, number: int) -> dict[str, object]:
    """What is told of a build when it has ended."""
    address = f"/api/builds/{number}"
    until(lambda: not browser.get(address).json()["running"])
    told: dict[str, object] = browser.get(address).json()
    return told


@pytest.fixture
def without_building(monkeypatch: pytest.MonkeyPatch) -> list[Request]:
    """What is ordered, in this list; every build makes one file of a strange name."""
    ordered: list[Request] = []

    def events(process: BuildProcess) -> Iterator[Event]:
        ordered.append(process.request)
        file = process.request.output / "sop" / NAME
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"%PDF-1.7")
        yield Started(1)
        yield Made("sop_sources/sop.yaml", (Written(file),))

    monkeypatch.setattr(BuildProcess, "events", events)
    return ordered


def test_a_document_is_made_and_fetched(browser: Browser) -> None:
    answer = browser.post("/api/builds", PDF)
    assert (answer.status, answer.json()) == (202, {"build": 1})
    told = finished(browser, 1)
    assert told == {
        "build": 1,
        "running": False,
        "done": 1,
        "of": 1,
        "messages": [],
        "files": [{"index": 0, "name": "sop.pdf"}],
    }
    fetched = browser.get("/api/builds/1/files/0")
    root = browser.editor.documents.workspace.root
    assert fetched.body == (root / "build/sop/sop.pdf").read_bytes()
    assert fetched.header("content-disposition") == 'attachment; filename="sop.pdf"'
    assert fetched.header("content-type") == "application/pdf"


def test_the_name_of_a_document_may_be_anything(browser: Browser, without_building: list[Request]) -> None:
    browser.post("/api/builds", PDF)
    assert finished(browser, 1)["files"] == [{"index": 0, "name": NAME}]
    told = browser.get("/api/builds/1/files/0").header("content-disposition")
    assert told == "attachment; filename*=utf-8''sop%20%C3%A9%20%E2%80%9Cx%E2%80%9D%3B%0D%0Ay.pdf"


@pytest.mark.parametrize("place", ["link", "gone", "folder"])
def test_only_a_file_of_the_output_folder_is_sent(
    place: str, browser: Browser, without_building: list[Request], tmp_path: Path
) -> None:
    browser.post("/api/builds", PDF)
    finished(browser, 1)
    file = browser.editor.documents.workspace.root / "build" / "sop" / NAME
    file.unlink()
    if place == "link":
        secret = tmp_path / "rahasia"
        secret.write_text("rahasia")
        file.symlink_to(secret)
    if place == "folder":
        file.mkdir()
    answer = browser.get("/api/builds/1/files/0")
    assert (answer.status, b"rahasia" in answer.body) == (404, False)


def test_what_is_not_saved_is_not_built(browser: Browser, without_building: list[Request]) -> None:
    title = {"kind": "set-text", "path": ["judul"], "text": "Judul Lain"}
    version = browser.get("/api/sops/sop").json()["version"]
    state = browser.post("/api/sops/sop/change", {"version": version, "change": title}).json()
    for order in (PDF, {**PDF, "sops": ["sop"]}):
        answer = browser.post("/api/builds", order)
        assert answer.status == 409
        assert answer.json()["error"].startswith("Dokumen dibuat dari yang tersimpan; simpanlah dahulu ")
    assert browser.post("/api/sops/sop/save", {"version": state["version"]}).status == 200
    assert browser.post("/api/builds", PDF).status == 202
    finished(browser, 1)


@pytest.mark.parametrize(
    ("order", "status"),
    [
        ({}, 422),
        ({"kinds": ["svg"]}, 422),
        ({"kinds": ["pdf", "exe"]}, 422),
        ({"kinds": "pdf"}, 400),
        ({"kinds": ["pdf"], "sops": ["none"]}, 404),
        ({"kinds": ["pdf"], "sops": "sop"}, 400),
        ({"kinds": ["pdf"], "book": 1}, 400),
        ({"kinds": ["pdf"], "sops": ["sop"], "book": True}, 422),
    ],
    ids=str,
)
def test_an_order_that_cannot_be_met_is_refused(
    order: object, status: int, browser: Browser, without_building: list[Request]
) -> None:
    answer = browser.post("/api/builds", order)
    assert (answer.status, answer.json()["error"][-1], without_building) == (status, ".", [])


@pytest.mark.parametrize(
    ("order", "names", "kinds", "book"),
    [
        ({"kinds": ["docx", "pdf"]}, (), (Kind.PDF, Kind.DOCX), ()),
        ({"kinds": ["docx"], "sops": ["sop", "sop"]}, ("sop_sources/sop.yaml",), (Kind.DOCX,), ()),
        ({"book": True}, (), (Kind.PDF,), (Kind.PDF, Kind.DOCX)),
        ({"book": True, "kinds": ["docx"]}, (), (Kind.DOCX,), (Kind.DOCX,)),
    ],
)
def test_what_is_ordered_is_what_the_pipeline_is_asked_for(
    order: object,
    names: tuple[str, ...],
    kinds: tuple[Kind, ...],
    book: tuple[Kind, ...],
    browser: Browser,
    without_building: list[Request],
) -> None:
    assert browser.post("/api/builds", order).status == 202
    finished(browser, 1)
    (request,) = without_building
    assert (request.names, request.kinds, request.book) == (names, kinds, book)


def test_builds_wait_for_each_other_and_too_many_are_refused(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    may_end, under_way, most = threading.Event(), [], []

    def events(process: BuildProcess) -> Iterator[Event]:
        under_way.append(process)
        most.append(len(under_way))
        may_end.wait(HANGS)
        under_way.remove(process)
        yield Started(0)

    monkeypatch.setattr(BuildProcess, "events", events)
    statuses = [browser.post("/api/builds", PDF).status for _ in range(20)]
    assert statuses == [202] * 16 + [429] * 4
    may_end.set()
    assert [finished(browser, number)["running"] for number in range(1, 17)] == [False] * 16
    assert max(most) == 1
    assert browser.post("/api/builds", PDF).status == 202


def test_a_build_that_is_killed_says_so_and_the_next_one_is_made(browser: Browser) -> None:
    browser.post("/api/builds", PDF)
    until(lambda: (process := browser.editor.builds._process) is not None and process._process is not None)
    process = browser.editor.builds._process
    assert process is not None
    assert process._process is not None
    process._process.kill()
    told = finished(browser, 1)
    assert told["messages"] == ["Proses pembuatan dokumen dihentikan dari luar, mungkin karena memori habis; ulangi."]


def test_a_process_that_cannot_be_started_is_told(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    def events(process: BuildProcess) -> Iterator[Event]:
        raise OSError(11, "Resource temporarily unavailable")
        yield

    monkeypatch.setattr(BuildProcess, "events", events)
    for number in (1, 2):
        browser.post("/api/builds", PDF)
        assert finished(browser, number)["messages"] == ["sistem tidak dapat menjalankan proses lagi."]


@pytest.mark.parametrize("ended", [Ended(sentence="Folder penuh."), Ended(breakdown="Traceback: x")])
def test_a_build_that_breaks_off_says_why(ended: Ended, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BuildProcess, "events", lambda process: iter([ended]))
    browser.post("/api/builds", PDF)
    (message,) = finished(browser, 1)["messages"]  # type: ignore[misc]
    assert message == "Folder penuh." or message.startswith("Kesalahan program adalah kesalahan sopgen")


OUTPUT = Path("/kantor/build")
ERROR = Finding("SOP-E101", Severity.ERROR, "sop_sources/a.yaml", Span(3, 1, 2), "x", "Kunci “x” salah.")
WARNING = Finding("SOP-W201", Severity.WARNING, "sop_sources/a.yaml", Span(4, 1, 2), "x", "Pesan.")


@pytest.mark.parametrize(
    ("event", "messages"),
    [
        (Waiting("proses 7"), ["Menunggu pembuatan lain selesai (proses 7)."]),
        (Found((ERROR, WARNING, ERROR)), ["sop_sources/a.yaml baris 3: Kunci “x” salah."]),
        (Failed("sop_sources/a.yaml"), ["sop_sources/a.yaml: tidak dibuat."]),
        (Failed("sop_sources/a.yaml", refusal="penuh."), ["sop_sources/a.yaml: penuh."]),
        (
            Failed("sop_sources/a.yaml", breakdown="x", report=OUTPUT / "a.galat-program.txt"),
            ["sop_sources/a.yaml: kesalahan program; laporannya a.galat-program.txt."],
        ),
        (
            Made("sop_sources/a.yaml", (Written(OUTPUT / "a.pdf", OUTPUT / "a (2).pdf"),)),
            ["a.pdf sedang dibuka program lain; versi barunya di a (2).pdf."],
        ),
        (
            Made("sop_sources/a.yaml", (), (OUTPUT / "a.suntingan.docx",)),
            ["a.suntingan.docx: suntingan Anda disimpan di berkas ini."],
        ),
        (Kept("sop_sources/a.yaml", (OUTPUT / "a.pdf",)), []),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_happens_in_a_build_is_told_in_words(event: Event, messages: list[str]) -> None:
    request = Request(OUTPUT.parent, OUTPUT, kinds=(Kind.PDF,), book=())
    assert list(after(Progress(1, of=1), event, request).messages) == messages


def test_only_sops_are_counted_and_only_what_was_asked_for_is_offered() -> None:
    request = Request(OUTPUT.parent, OUTPUT, kinds=(Kind.PDF,), book=(Kind.PDF,))
    happening: list[Event] = [
        Started(2),
        Made("sop_sources/a.yaml", (Written(OUTPUT / "sop/a.pdf"), Written(OUTPUT / "sop/a.svg"))),
        Kept("sop_sources/b.yaml", (OUTPUT / "sop/b.pdf", OUTPUT / ".bagian/b.pdf")),
        Collecting(2),
        Made("sop_sources/buku.yaml", (Written(OUTPUT / "buku-sop.pdf"),)),
    ]
    progress = Progress(1)
    for event in happening:
        progress = after(progress, event, request)
    assert (progress.done, progress.of) == (2, 2)
    assert [file.name for file in progress.files] == ["a.pdf", "b.pdf", "buku-sop.pdf"]
