"""The page of the commonest findings: each is shown by the example said to be wrong, and by no right one."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from sopgen.cli.run import run
from sopgen.findings import Severity
from sopgen.rules.registry import all_codes
from tests.guide.pages import BASE, INSTITUTION, Fence, base_files, fences, write
from tests.guide.sessions import commands, is_shown
from tests.rules.conftest import overlay

PAGE = "galat-yang-sering.md"
NUMBER = 20
DOCUMENT = Path("build/sop/surat-dinas.docx")


@dataclass(frozen=True, slots=True)
class Case:
    """One finding of the page: what was typed, the command, what is shown, and what is right."""

    heading: str
    wrong: tuple[Fence, ...]
    command: str
    shown: str
    right: tuple[Fence, ...]


def cases() -> list[Case]:
    """The page's findings from the top down."""
    every = list(fences(PAGE))
    found = []
    for place in [number for number, fence in enumerate(every) if not fence.language]:
        own = [fence for fence in every if fence.heading == every[place].heading]
        at = own.index(every[place])
        ((command, shown),) = commands(every[place].text)
        found.append(Case(every[place].heading, tuple(own[:at]), command, shown, tuple(own[at + 1 :])))
    return found


def lay(examples: tuple[Fence, ...], folder: Path) -> None:
    """Write the little office with these examples laid over its files."""
    files = base_files()
    for example in examples:
        name = example.file or BASE
        is_sop = name.count("/") == 1 and name != "sop_sources/buku.yaml"
        base = files.get(name) or (base_files()[BASE] if is_sop else "")
        files[name] = overlay(base, example.text)
    write(files, folder)


def terminal(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What a command shows, typed in the folder of the project."""
    capsys.readouterr()
    program, *arguments = shlex.split(command)
    assert program == "sopgen"
    run(arguments)
    shown = capsys.readouterr()
    return shown.out + shown.err


def open_in_word(typed: Callable[[str], str]) -> None:
    """A document that an office program has open, and whose source has changed since."""
    typed(f"sopgen build --docx {BASE}")
    owner = DOCUMENT.with_name(f".~lock.{DOCUMENT.name}#")
    owner.write_text(",pegawai,komputer;", encoding="utf-8")
    source = Path(BASE)
    source.write_text(source.read_text(encoding="utf-8").replace("5 Menit", "15 Menit"), encoding="utf-8")


def cut_short(typed: Callable[[str], str]) -> None:
    """A document of which only the first half arrived."""
    typed(f"sopgen build --docx {BASE}")
    DOCUMENT.write_bytes(DOCUMENT.read_bytes()[:4000])


def closed(typed: Callable[[str], str]) -> None:
    """The program that had the document open has ended."""
    DOCUMENT.with_name(f".~lock.{DOCUMENT.name}#").unlink()


def sent_again(typed: Callable[[str], str]) -> None:
    """The document as it was made."""
    DOCUMENT.unlink()
    typed(f"sopgen build --docx {BASE}")


#: What no example can show: what has happened to a document, and how it is mended.
HAPPENED = {
    "Dokumen sedang dibuka di program lain": (open_in_word, closed),
    "Dokumen Word rusak": (cut_short, sent_again),
}


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.heading)
def test_a_finding_is_shown_as_printed_and_not_once_mended(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "130")
    spoil, mend = HAPPENED.get(case.heading, (None, None))
    lay(case.wrong, tmp_path)
    if spoil:
        spoil(lambda command: terminal(command, capsys))
    shown = terminal(case.command, capsys)
    assert is_shown(case.shown, shown), shown
    if case.right:
        lay(case.right, tmp_path)
    if mend:
        mend(lambda command: terminal(command, capsys))
    shown = terminal(case.command, capsys)
    assert not re.search("SOP-[EWS][0-9]{3}|Kesalahan|GAGAL|sedang dibuka", shown), shown


def test_the_page_has_twenty_findings_whose_codes_there_are() -> None:
    assert len(cases()) == NUMBER
    known = {code.number: code.severity for code in all_codes()}
    told = re.findall(r"(galat|peringatan|saran) (SOP-\w\d{3})", "".join(case.shown for case in cases()))
    for severity, number in told:
        assert known.get(number, Severity.ERROR).value == severity


def test_what_stands_wrong_and_what_is_right_differ_as_little_as_they_may() -> None:
    for case in cases():
        assert bool(case.wrong) == bool(case.right) or case.heading in HAPPENED
        files = {example.file for example in case.wrong}
        assert {example.file for example in case.right} <= files | {INSTITUTION}
