"""What happens when somebody asks for documents: one stage after the other, each step told as an event.

Here is decided in which order the work is done, what is kept, what is an orphan and what counts as failed. Whoever
listens (the command line, a test, a page in a browser) shows the events and decides nothing.

Modules of the stages are imported when their turn comes: a build that has nothing to do loads none of them.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from sopgen.builder.error_report import breakdowns
from sopgen.builder.events import (
    Collecting,
    Event,
    Failed,
    Finished,
    Found,
    Kept,
    Made,
    Removed,
    Started,
    Unchanged,
    Unlocked,
    Waiting,
)
from sopgen.builder.request import Request, about, chosen, is_named, sources_named
from sopgen.builder.state.input_state import build_state, check_state
from sopgen.builder.state.manifest import Manifest, keep_findings
from sopgen.findings import Finding, Severity, UserError, in_order
from sopgen.model.codes import ENACTED
from sopgen.paths import BOOK, INSTITUTION, output_folder

if TYPE_CHECKING:
    from sopgen.builder.run import Run
    from sopgen.builder.workers.worker_pool import Workers
    from sopgen.model.project import Project
    from sopgen.model.sop import Sop


@dataclass(frozen=True, slots=True)
class _Opened:
    """The project as it was read and checked: what of it is wanted, and which wanted files cannot be read."""

    project: Project
    sops: tuple[Sop, ...]
    unreadable: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def broken(self) -> frozenset[str]:
        """Sources with an error."""
        return frozenset(finding.file for finding in self.findings if finding.severity is Severity.ERROR)


@dataclass(slots=True)
class _Tally:
    """What one build came to so far; SOPs are counted, booklet and letters only when they failed."""

    made: int = 0
    kept: int = 0
    failed: int = 0
    breakdowns: int = 0
    missing: bool = False  # something that was asked for is not there
    undrawable: bool = False  # an error that shows only when documents are made
    told: set[Finding] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)  # sources of SOPs
    beside: bool = False  # a new version stands beside a document that is open

    def count(self, events: Iterable[Event], sops: bool = False) -> Generator[Event]:
        """Pass the events on, counted."""
        for event in events:
            if isinstance(event, Failed):
                self.breakdowns += bool(event.breakdown)
                self.undrawable |= bool(event.findings)
                if new := tuple(finding for finding in event.findings if finding not in self.told):
                    self.told.update(new)  # of a template once, however many SOPs use it
                    yield Found(new)
            self.missing |= isinstance(event, Failed) or (isinstance(event, Removed) and bool(event.refusal))
            if isinstance(event, Made | Failed):
                self.beside |= any(written.beside is not None for written in event.written)
            self.made += sops and isinstance(event, Made)
            self.kept += sops and isinstance(event, Kept)
            if sops and isinstance(event, Failed):
                self.failed += 1
                self.lost.add(event.source)
            yield event

    def finished(self, errors: bool, start: float, read: float) -> Finished:
        """The last event; ``errors``: the check found some. Points of time in seconds of ``perf_counter``."""
        whole = not (errors or self.missing)
        times = (read - start, perf_counter() - start)
        return Finished(self.made, self.kept, self.failed, whole, self.breakdowns, *times)


def build(request: Request) -> Generator[Event]:
    """Make what the order asks for. Raises UserError for what is wrong with the order itself or with the folder."""
    start, today = perf_counter(), date.today()
    checked = check_state(request.root, today)
    before = build_state(request, checked)
    if not (request.names or request.force or request.thorough):
        manifest = Manifest(request.output)
        findings, sops = manifest.findings(checked), manifest.whole_build(before)
        if findings is not None and sops is not None:
            yield from (Found(findings), Unchanged(sops))
            return
    from sopgen.builder.workers.worker_pool import open_workers

    with open_workers(request) as workers:  # before anything else is loaded
        opened = _open(request, today)
        read = perf_counter()
        yield Found(opened.findings)
        yield from _waiting(request)
        yield from _make(request, workers, opened, (checked, before), (start, read))


def check(root: Path, names: tuple[str, ...] = (), day: date | None = None) -> tuple[Finding, ...]:
    """The findings about the project in ``root``, or about what ``names`` mean there, today or on another ``day``.

    All of them are those of the last time when nothing has changed since. Who asks about a day is reminded of the
    reviews that are due soon after it. Raises UserError when a name means nothing.
    """
    today, output = day or date.today(), output_folder(root, None)
    state = check_state(root, today)
    known = Manifest(output).findings(state) if day is None else None
    if known is not None and not names:
        return known
    from sopgen.builder.open_project import open_project
    from sopgen.builder.probes import probe, template_findings
    from sopgen.rules.check import check as check_project

    project = open_project(root)
    found = check_project(project, today, reminds=day is not None)
    findings = in_order((*found, *probe(project, project.sops), *template_findings(project)))
    if day is None and not breakdowns(findings):  # else they are looked for again
        keep_findings(output, state, findings)
    return about(findings, sources_named(project, names, Path.cwd())) if names else findings


def attach(request: Request, file: Path) -> Generator[Event]:
    """Make the attachments of the letter in ``file``, and before them the PDFs of its SOPs.

    Raises UserError when it is no letter or an SOP may not be attached, FindingsError when a source cannot be used.
    """
    start = perf_counter()
    from sopgen.builder.open_project import open_project
    from sopgen.builder.run import open_run
    from sopgen.builder.volumes.letters import attachable_sops, find_letter, make_letters
    from sopgen.builder.workers.worker_pool import open_workers

    project = open_project(request.root)
    letter = find_letter(project, file)
    sops = attachable_sops(letter, project, request.drafts) if letter.sent is None else ()
    read, tally = perf_counter(), _Tally()
    yield from _waiting(request)
    assert project.institution is not None
    with open_workers(request) as workers, open_run(request, workers) as run:
        yield from tally.count(run.make(sops, project.institution), sops=True)
        if tally.missing:
            letters: Iterable[Event] = (Failed(letter.source.name, refusal="tidak semua SOP-nya dapat dibuat."),)
        else:
            letters = make_letters(run, project, (letter,))
        yield from tally.count(letters)
    yield tally.finished(False, start, read)


def keep(request: Request, source: str, documents: Mapping[str, bytes], only: bool = False) -> Generator[Event]:
    """Write documents, by their names in the output folder, that are of no single source; ``source`` names them.

    ``only``: what was written earlier under that name and is not among them is removed.
    """
    from sopgen.builder.run import open_run
    from sopgen.builder.state.fingerprint import Fingerprint
    from sopgen.builder.workers.worker_pool import ThisProcess

    yield from _waiting(request)
    with open_run(request, ThisProcess()) as run:
        written, aside = zip(
            *(run.write(name, source, Fingerprint(()), each) for name, each in documents.items()), strict=True
        )
        yield Made(source, written, tuple(path for moved in aside for path in moved))
        if only:
            yield from run.remove_others(source, documents)


def help_editors(request: Request, project: Project) -> None:
    """Write what editors read about the sources of a ``project`` that was read whole.

    Where another build is at work, or the folder cannot be written, a later build does it.
    """
    from sopgen.builder.collections import write_schemas
    from sopgen.builder.run import open_run
    from sopgen.builder.workers.worker_pool import ThisProcess

    with suppress(UserError), open_run(request, ThisProcess(), patience=0.0) as run:
        for failed in write_schemas(run, project, whole=project.institution is not None):
            if failed.breakdown:
                raise RuntimeError(failed.breakdown)


def _open(request: Request, today: date) -> _Opened:
    """The project, and what of it is to be built; only that is read. UserError when a name means nothing."""
    from sopgen.builder.open_project import open_project
    from sopgen.builder.probes import probe
    from sopgen.rules.check import check as check_project
    from sopgen.rules.check import check_some
    from sopgen.source.document import kept

    here = Path.cwd()
    if request.names:
        project = open_project(request.root, is_named(request.names, request.root, here))
        with suppress(UserError):
            sops, unreadable = chosen(project, request.names, here)
            found = in_order((*check_some(project, today, sops), *probe(project, sops)))
            return _Opened(project, sops, unreadable, about(found, _sources(sops, unreadable)))
    project = open_project(request.root)  # all of it, also to say what a name may have meant
    sops, unreadable = chosen(project, request.names, here)
    findings = in_order((*check_project(project, today), *probe(project, project.sops)))
    kept.cache_clear()
    named = about(findings, _sources(sops, unreadable)) if request.names else findings
    return _Opened(project, sops, unreadable, named)


def _sources(sops: Iterable[Sop], unreadable: Iterable[str]) -> set[str]:
    """The names of their files."""
    return {*unreadable, *(sop.source.name for sop in sops)}


def _waiting(request: Request) -> Generator[Event]:
    """Say so when another build works in the output folder."""
    from sopgen.builder.state.lock import lock_holder

    holder = lock_holder(request.output)
    if holder:
        yield Waiting(holder)


def _make(
    request: Request, workers: Workers, opened: _Opened, states: tuple[str, str], times: tuple[float, float]
) -> Generator[Event]:
    """Make documents, alone in the output folder; ``states`` of the inputs as ``check_state`` and ``build_state``."""
    checked, before = states
    from sopgen.builder.probes import has_own_templates
    from sopgen.builder.run import open_run
    from sopgen.builder.state.lock import cannot_lock

    tally = _Tally()
    with open_run(request, workers) as run:
        if cannot_lock(request.output):
            yield Unlocked()
        run.manifest.begin_build()
        told = not (request.names or breakdowns(opened.findings))
        if told and not has_own_templates(request.root):
            run.manifest.keep_findings(checked, opened.findings)
        yield from _documents(run, opened, tally)
        end = tally.finished(bool(opened.broken), *times)
        if end.is_whole and told and request.is_full:  # templates are found to be sound
            run.manifest.keep_findings(checked, opened.findings)
        if end.is_whole and not request.names and not tally.beside:
            run.manifest.keep_whole_build(before, len(opened.sops))
    yield end


def _documents(run: Run, opened: _Opened, tally: _Tally) -> Generator[Event]:
    """SOPs first, then what is made of them; last, what nobody needs any more goes."""
    from sopgen.builder.collections import make_collections, write_schemas

    request, institution = run.request, opened.project.institution
    good = tuple(sop for sop in opened.sops if sop.source.name not in opened.broken)
    yield Started(len(good) if institution is not None else 0)
    if institution is not None:
        yield from tally.count(run.make(good, institution), sops=True)
        yield from tally.count(run.make(_still_in_force(opened), institution, kinds=()))
    broken = breakdowns(opened.findings)
    lacking = dict.fromkeys((*_not_made(opened, request), *broken))
    yield from tally.count((run.fail(source, broken.get(source, "")) for source in lacking), sops=True)
    if request.book:
        yield Collecting(len(good))
        yield from tally.count(make_collections(run, _sound(opened), frozenset(tally.lost)))
    whole = not request.names and institution is not None
    yield from tally.count(write_schemas(run, opened.project, whole))
    if not request.names and not tally.undrawable and institution is not None:
        yield from tally.count(run.remove_orphans())


def _still_in_force(opened: _Opened) -> tuple[Sop, ...]:
    """SOPs that have an error by now, and whose enacted document is in force all the same."""
    institution = opened.project.institution
    if institution is None or not institution.sound:
        return ()
    damaged = {finding.file for finding in opened.findings if finding.code == ENACTED.number}
    wrong = {*opened.broken, *opened.unreadable} - damaged
    known = {sop.source.name: sop for sop in (*opened.project.partial, *opened.sops) if sop.enactments}
    return tuple(sop for name, sop in known.items() if name in wrong)


def _sound(opened: _Opened) -> Project:
    """The project without the letters, or the booklet, that the check found to be wrong.

    An SOP that has an error by now, and was enacted, has not failed: volumes hold what is in force.
    """
    known = {sop.source.name for sop in opened.project.sops}
    more = tuple(sop for sop in _still_in_force(opened) if sop.source.name not in known)
    bound = {sop.source.name for sop in more}
    failed = tuple(each for each in opened.project.failed_sops if each.file not in bound)
    project = replace(opened.project, sops=(*opened.project.sops, *more), failed_sops=failed)
    letters = tuple(letter for letter in project.letters if letter.source.name not in opened.broken)
    return replace(project, letters=letters, book=None if BOOK in opened.broken else project.book)


def _not_made(opened: _Opened, request: Request) -> tuple[str, ...]:
    """Sources that are not made because of what the check found: SOPs, and booklet and letters where wanted."""
    sops = (sop.source.name for sop in opened.sops if sop.source.name in opened.broken)
    failed = dict.fromkeys((*sops, *opened.unreadable))
    others = sorted(opened.broken - set(failed) - {INSTITUTION}) if request.book else ()
    return (*failed, *others)
