"""How far a build is, in words for the page: one event of the pipeline after the other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from sopgen.builder.events import Collecting, Event, Failed, Found, Kept, Made, Started, Waiting
from sopgen.builder.request import Request, is_hidden
from sopgen.builder.state.atomic_write import Written
from sopgen.findings import Severity


@dataclass(frozen=True, slots=True)
class Progress:
    """A build: how many of its SOPs are done, what there is to say, and the documents that can be fetched."""

    build: int
    running: bool = True
    done: int = 0
    of: int = 0
    messages: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()
    collecting: bool = False  # booklet and letters are made: no more SOPs are counted

    def saying(self, *sentences: str) -> Progress:
        """The same with more to say; nothing is said twice."""
        return replace(self, messages=tuple(dict.fromkeys((*self.messages, *sentences))))


def after(progress: Progress, event: Event, request: Request) -> Progress:
    """The progress when this has happened."""
    if isinstance(event, Started):
        return replace(progress, of=event.sops)
    if isinstance(event, Collecting):
        return replace(progress, collecting=True)
    if isinstance(event, Waiting):
        return progress.saying(f"Menunggu pembuatan lain selesai ({event.holder}).")
    if isinstance(event, Found):
        errors = (each for each in event.findings if each.severity is Severity.ERROR)
        return progress.saying(*(f"{each.file} baris {each.span.line}: {each.message}" for each in errors))
    if isinstance(event, Made | Kept | Failed):
        return _counted(progress, event, request)
    return progress


def _counted(progress: Progress, outcome: Made | Kept | Failed, request: Request) -> Progress:
    """With the outcome of one source."""
    done = progress.done if progress.collecting else min(progress.done + 1, progress.of)
    files = outcome.outputs if isinstance(outcome, Kept) else tuple(map(_place, outcome.written))
    wanted = (file for file in files if _is_wanted(file, request))
    told = replace(progress, done=done, files=tuple(dict.fromkeys((*progress.files, *wanted))))
    return told if isinstance(outcome, Kept) else told.saying(*_remarks(outcome))


def _remarks(outcome: Made | Failed) -> list[str]:
    """What there is to say about it besides its documents."""
    said = [f"{outcome.source}: {remark}" for remark in outcome.remarks]
    said += [f"{each.name}: suntingan Anda disimpan di berkas ini." for each in outcome.set_aside]
    said += [
        f"{each.path.name} sedang dibuka program lain; versi barunya di {each.beside.name}."
        for each in outcome.written
        if each.beside is not None
    ]
    if isinstance(outcome, Failed):
        why = outcome.refusal or "tidak dibuat."
        if outcome.breakdown:
            why = f"kesalahan program; laporannya {outcome.report.name}." if outcome.report else "kesalahan program."
        said.append(f"{outcome.source}: {why}")
    return said


def _place(written: Written) -> Path:
    return written.beside or written.path


def _is_wanted(file: Path, request: Request) -> bool:
    """Whether it is a document that was asked for: not a part of a booklet, a schema or a list."""
    if not file.is_relative_to(request.output):
        return False
    kinds = {f".{kind.value}" for kind in (*request.kinds, *request.book)}
    return file.suffix in kinds and not is_hidden(file.relative_to(request.output).as_posix())
