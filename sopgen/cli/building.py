"""What happens when somebody asks for documents, told as it happens."""

from __future__ import annotations

import importlib
import multiprocessing
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from time import perf_counter

import click

from sopgen.builder import hands, recall
from sopgen.builder.opening import open_project
from sopgen.builder.order import Order, about, chosen, is_named
from sopgen.builder.press import Made, Press, run
from sopgen.builder.unchanged import drop_note, state, write_note
from sopgen.builder.volumes import make_volumes, write_schemas
from sopgen.cli.progress import Progress
from sopgen.cli.report import print_findings, short_path
from sopgen.cli.status import INTERNAL, Status
from sopgen.findings import Finding, Severity, UserError
from sopgen.model.project import Project
from sopgen.model.sop import Sop
from sopgen.paths import INSTITUTION, SOURCES, TEMPLATES
from sopgen.rules.check import check, check_some
from sopgen.source.document import Tree

#: How long watching sleeps at most, in milliseconds.
_WATCH_MS = 200
#: Imported once before watching, so that a change is printed sooner.
_WRITERS = ("sopgen.render.engine", "sopgen.render.pdf", "sopgen.render.docx.document", "sopgen.book.docx.booklet")


@dataclass(frozen=True, slots=True)
class Options:
    """How much is told."""

    verbose: bool = False
    explain: bool = False


@dataclass(slots=True)
class _Tally:
    """What one build came to."""

    made: int = 0
    kept: int = 0
    failed: int = 0
    broken: int = 0
    refused: int = 0
    beside: int = 0  # new versions that stand beside a document that is open


def build_once(order: Order, options: Options) -> int:
    """Build, tell, and return the exit status: 1 when a source has an error."""
    hands.call(order)
    try:
        return _build_once(order, options)
    finally:
        hands.end()


def _build_once(order: Order, options: Options) -> int:
    start = perf_counter()
    today = date.today()
    checked = recall.state(order.root, today)
    before = state(order, checked)
    project, sops, failed = _open(order)
    if order.names:
        findings = about(check_some(project, today, sops), sops, failed)
    else:
        findings = check(project, today)
        recall.remember(order.root, checked, findings)
    print_findings(findings)
    Tree.forget()
    loaded = perf_counter() - start
    builder = _Build(order, options, project, findings, sops, failed)

    def body(press: Press) -> None:
        drop_note(order)
        builder.body(press)
        if builder.is_whole and not order.names and not builder.tally.beside:
            write_note(order, before, len(sops), press.ledger.names)

    run(order, say_waiting, body)
    if options.verbose:
        click.echo(f"Waktu: {_seconds(loaded)} membaca dan memeriksa, {_seconds(perf_counter() - start)} seluruhnya.")
    if builder.tally.broken:
        return Status.INTERNAL
    return Status.FINE if builder.is_whole else Status.FINDINGS


def _open(order: Order) -> tuple[Project, tuple[Sop, ...], tuple[str, ...]]:
    """The project, and what of it is to be built; only that is read. UserError when a name means nothing."""
    here = Path.cwd()
    if order.names:
        project = open_project(order.root, is_named(order.names, order.root, here))
        with suppress(UserError):
            return project, *chosen(project, order.names, here)
    project = open_project(order.root)  # all of it, also to say what a name may have meant
    return project, *chosen(project, order.names, here)


@dataclass(slots=True)
class _Build:
    """One build inside the folder's lock."""

    order: Order
    options: Options
    project: Project
    findings: tuple[Finding, ...]
    sops: tuple[Sop, ...]
    failed: tuple[str, ...]
    found: list[Finding] = field(default_factory=list)
    tally: _Tally = field(default_factory=_Tally)

    @property
    def is_whole(self) -> bool:
        """Whether everything that was asked for could be made."""
        errors = any(finding.severity is Severity.ERROR for finding in (*self.findings, *self.found))
        return not (errors or self.failed or self.tally.broken or self.tally.refused)

    def body(self, press: Press) -> None:
        """Everything that happens under the lock."""
        broken = {finding.file for finding in self.findings if finding.severity is Severity.ERROR}
        good = tuple(sop for sop in self.sops if sop.source.name not in broken)
        bad = dict.fromkeys((*(sop.source.name for sop in self.sops if sop.source.name in broken), *self.failed))
        others = dict.fromkeys(sorted(broken - set(bad) - {INSTITUTION}))
        institution = self.project.institution
        with Progress(len(good), "Membuat SOP") as progress:
            if institution is not None:
                for made in press.make(good, institution):
                    self._tell(made, progress)
        for source in (*bad, *(others if self.order.book else ())):
            self._tell_failed(press.fail(source))
        if self.order.book:
            self._tell_volumes(press)
        write_schemas(press)
        if not self.order.names and not self.found and institution is not None:
            press.remove_orphans()
        self._sum_up(press)

    def _tell(self, made: Made, progress: Progress) -> None:
        progress.advance(made.source)
        if made.findings or made.breakdown:
            print_findings(made.findings)
            self.found.extend(made.findings)
            self._tell_breakdown(made)
            self._tell_failed(made)
            return
        self.tally.made += bool(made.written)
        self.tally.kept += not made.written
        self._tell_written(made)
        self._tell_remarks(made)

    def _tell_written(self, made: Made) -> None:
        if made.written:
            endings = ", ".join(written.path.suffix for written in made.written)
            click.echo(f"dibuat  {short_path(made.written[0].path.with_suffix(''))} {endings}{self._times(made)}")
            if self.options.explain:
                click.echo(f"        karena {', '.join(made.reasons)}")
        elif self.options.verbose and made.kept:
            click.echo(f"tetap   {short_path(made.kept[0].with_suffix(''))}")
        for written in made.written:
            if written.beside is not None:
                self.tally.beside += 1
                click.echo(
                    f"        {short_path(written.path)} sedang dibuka di program lain; "
                    f"versi barunya disimpan sebagai {written.beside.name}"
                )
        for aside in made.set_aside:
            click.echo(f"        hasil lama telah diubah orang; versi itu disimpan sebagai {short_path(aside)}")

    def _tell_breakdown(self, made: Made) -> None:
        if made.breakdown:
            click.echo(made.breakdown, err=True, nl=False)
            click.echo(f"{made.source}: {INTERNAL}", err=True)
            self.tally.broken += 1

    def _tell_failed(self, made: Made) -> None:
        self.tally.failed += 1
        click.echo(f"GAGAL   {made.source}: tidak dibuat karena galat di atas")
        for path in made.stale:
            click.echo(f"        {short_path(path)} adalah hasil lama dan tidak sesuai lagi dengan sumbernya")

    def _tell_volumes(self, press: Press) -> None:
        for made in make_volumes(press, self.project):
            self.found.extend(made.findings)
            print_findings(made.findings)
            self._tell_breakdown(made)
            self._tell_written(made)
            if made.refusal:
                self.tally.refused += 1
                click.echo(f"GAGAL   {made.source}: {made.refusal}")
            self._tell_remarks(made)

    def _tell_remarks(self, made: Made) -> None:
        for remark in made.remarks:
            click.echo(f"        {remark}")

    def _times(self, made: Made) -> str:
        if not self.options.verbose:
            return ""
        return " (" + ", ".join(f"{stage} {_seconds(seconds)}" for stage, seconds in made.seconds) + ")"

    def _sum_up(self, press: Press) -> None:
        for path in press.removed:
            click.echo(f"dihapus {short_path(path)}: sumbernya sudah tidak ada")
        tally = self.tally
        parts = [f"{tally.made} SOP dibuat"]
        parts += [f"{tally.kept} tidak berubah"] if tally.kept else []
        parts += [f"{tally.failed} gagal"] if tally.failed else []
        click.echo(f"{', '.join(parts)}. Hasilnya ada di {short_path(self.order.output)}/")


def build_on_change(order: Order, options: Options) -> int:
    """Build, then build again whenever a source or a template is saved, until Ctrl-C."""
    from watchfiles import watch

    for module in _WRITERS:
        importlib.import_module(module)
    places = [place for place in (order.root / SOURCES, order.root / TEMPLATES) if place.is_dir()]
    status, first = 0, True
    # It yields nothing at all whenever time runs out: so the first build begins when no change can be missed any more.
    for changes in watch(*places, raise_interrupt=False, yield_on_timeout=True, rust_timeout=_WATCH_MS):
        if changes or first:
            status, first = _build_apart(order, options), False
            click.echo("Menunggu perubahan; hentikan dengan Ctrl-C.\n")
    return status


def _build_apart(order: Order, options: Options) -> int:
    """Build in a process that is forked for it, where that is possible: templates and fonts it has read die with it."""
    if "fork" not in multiprocessing.get_all_start_methods():
        return _build_telling(order, options)
    sys.stdout.flush()
    process = multiprocessing.get_context("fork").Process(target=lambda: sys.exit(_build_telling(order, options)))
    process.start()
    process.join()
    return process.exitcode or Status.FINE


def _build_telling(order: Order, options: Options) -> int:
    """Build; while somebody is editing, wrong use is a message and not the end."""
    try:
        status = build_once(order, options)
    except UserError as error:
        click.echo(f"Kesalahan: {error}", err=True)
        status = Status.WRONG_USE
    sys.stdout.flush()
    return status


def say_waiting(holder: str) -> None:
    """Tell that another build has the output folder, and which."""
    click.echo(f"Menunggu sopgen lain selesai ({holder}) …", err=True)


def _seconds(value: float) -> str:
    return f"{value:.2f} detik".replace(".", ",")
