"""The build itself: what is due is made, written whole and remembered; what cannot be made harms nothing else."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, count
from pathlib import Path, PurePosixPath
from typing import TypeVar

from sopgen.builder.error_report import drop_orphaned_reports, drop_report, keep_report, report_name, report_text
from sopgen.builder.events import Failed, Kept, Made, Outcome, Removed
from sopgen.builder.job import Job, JobResult
from sopgen.builder.request import PUBLIC_KINDS, Kind, Request, is_hidden, needs_part, output_name
from sopgen.builder.state.atomic_write import (
    OutputError,
    Written,
    beside_of,
    clean_temporaries,
    explain,
    write_output,
    writing,
)
from sopgen.builder.state.fingerprint import Fingerprint, sop_fingerprints
from sopgen.builder.state.lock import build_lock
from sopgen.builder.state.manifest import Manifest, digest
from sopgen.builder.workers.worker_pool import Workers
from sopgen.findings import Finding, LibraryMissingError, UserError
from sopgen.model.institution import Institution
from sopgen.model.sop import Sop
from sopgen.paths import SOURCES, stands
from sopgen.system_errors import refusal_or_traceback

T = TypeVar("T")

#: How long a second build waits for the first, in seconds.
PATIENCE = 600.0


@dataclass(slots=True)
class Run:
    """The outputs of one folder, under its lock; handed to the body of :func:`run`."""

    request: Request
    manifest: Manifest
    workers: Workers
    #: What booklet and attachments are made of: for each kind, nomor -> file.
    parts: dict[Kind, dict[str, Path]] = field(
        default_factory=lambda: {kind: {} for kind in (Kind.PDF, Kind.SHEAF, Kind.WORD)}
    )

    def make(
        self, sops: tuple[Sop, ...], institution: Institution, kinds: tuple[Kind, ...] | None = None
    ) -> Iterator[Outcome]:
        """Make what is not current of ``sops``, in their order; each outcome is there as soon as it is known.

        ``kinds`` of what is asked for; without any, only what the booklet is made of.
        """
        kinds = self.request.kinds if kinds is None else kinds
        due: dict[str, Job | Failed] = {}
        for sop in sops:
            job = self._guarded(sop.source.name, partial(self._due, sop, institution, kinds))
            if job is not None:
                due[sop.source.name] = job
        products = self._produce(tuple(job for job in due.values() if isinstance(job, Job)))
        for sop in sops:
            job = due.pop(sop.source.name, None)
            if isinstance(job, Failed):
                yield job
            else:
                product = None if job is None else next(products)
                yield self.attempt(sop.source.name, partial(self._outcome, sop, institution, kinds, job, product))

    def attempt(self, source: str, work: Callable[[], Outcome]) -> Outcome:
        """What became of a source; when the program goes wrong, that is told, and the other sources are made.

        Raises what is wrong with the folder or the machine.
        """
        outcome = self._guarded(source, work)
        if isinstance(outcome, Made | Kept):
            drop_report(self.request.output, report_name(source))
        return outcome

    def _guarded(self, source: str, work: Callable[[], T]) -> T | Failed:
        try:
            return work()
        except (UserError, LibraryMissingError, ModuleNotFoundError):
            raise
        except Exception as error:
            refused, breakdown = refusal_or_traceback(error)
            return self.fail(source, breakdown, refusal=refused)

    def _due(self, sop: Sop, institution: Institution, kinds: tuple[Kind, ...]) -> Job | None:
        """What is to be made of an SOP."""
        keys = self._keys(sop, institution, kinds)
        due = tuple(kind for kind, key in keys.items() if not self._is_current(_name(sop, kind), key))
        shown, bound = sop.shown, sop.in_force
        another = bound if shown.enactments != bound.enactments else None
        return Job(shown, institution, due, self.request.root, another) if due else None

    def _outcome(
        self,
        sop: Sop,
        institution: Institution,
        kinds: tuple[Kind, ...],
        job: Job | None,
        product: JobResult | None,
    ) -> Outcome:
        keys = self._keys(sop, institution, kinds)  # again: those of hundreds would be as large as the SOPs themselves
        return self._kept(sop, keys) if job is None or product is None else self._finished(job, product, keys)

    def _produce(self, jobs: tuple[Job, ...]) -> Iterator[JobResult]:
        """The product of each job, in order; by the executor that was asked for, or by this machine's processes."""
        if jobs and self.request.executor:
            from sopgen.builder.workers.dask_executor import connect

            with connect(self.request.executor, jobs) as executor:
                yield from executor.run_all(jobs)
        else:
            yield from self.workers.run_all(jobs)

    def reasons(self, keys: Mapping[str, Fingerprint]) -> tuple[str, ...]:
        """Why outputs have to be made, by their names' keys, in words; each reason once."""
        return tuple(dict.fromkeys(reason for name, key in keys.items() for reason in self._reasons(name, key)))

    def _reasons(self, name: str, key: Fingerprint) -> Iterator[str]:
        recorded = self.manifest.key(name)
        if recorded is None:
            yield "belum pernah dibuat"
        elif differences := key.differences(recorded):
            yield from (f"{part} berubah" for part in differences)
        elif not stands(self.request.output / name):
            yield "hasilnya hilang"
        elif not self.manifest.is_ours(name):
            yield "hasilnya diubah di luar sopgen"
        else:
            yield "diminta dengan --force"

    def fail(self, source: str, breakdown: str = "", findings: tuple[Finding, ...] = (), refusal: str = "") -> Failed:
        """A source that cannot be built: its earlier outputs stay as they are.

        ``findings`` and ``refusal`` say why, or ``breakdown``: the traceback of the internal error that kept it from
        being built; a report of it is written.
        """
        names = (name for name in self.manifest.names if self.manifest.source(name) == source)
        paths = (self.request.output / name for name in names if not is_hidden(name))
        outdated = tuple(path for path in paths if stands(path))
        if not breakdown:
            return Failed(source, findings, refusal, outdated=outdated)
        text = report_text(self.request.root, source, breakdown, self.request.typed)
        report = keep_report(self.request.output, report_name(source), text)
        return Failed(source, breakdown=breakdown, report=report, outdated=outdated)

    def fail_partly(self, made: Made, breakdown: str, outdated: tuple[Path, ...]) -> Failed:
        """A source of which the program could make some documents, and went wrong over the ``outdated`` ones."""
        failed = self.fail(made.source, breakdown)
        return Failed.partly(made, "", outdated, breakdown=breakdown, report=failed.report)

    def write(
        self, name: str, source: str, key: Fingerprint, content: bytes | Path
    ) -> tuple[Written, tuple[Path, ...]]:
        """Write output ``name`` and remember it; what somebody else wrote in its place is set aside first.

        ``content`` and what is raised: as in ``write_output``.
        What is open in an office program stays where it is, changed or not: the new version stands beside it until a
        later build finds it closed.
        """
        told = digest(content)
        aside: list[Path] = []

        def make_room(place: Path) -> None:
            taken = place.relative_to(self.request.output).as_posix()
            self.manifest.expect(taken, told)
            if not is_hidden(name) and self.manifest.is_somebodys(taken):
                aside.append(_set_aside(place))

        written = write_output(self.request.output / name, content, make_room)
        beside = str(beside_of(PurePosixPath(name)))
        self.manifest.record(name if written.beside is None else beside, source, str(key), told)
        if written.beside is None and self.manifest.is_ours(beside):
            with writing(self.request.output / beside):
                (self.request.output / beside).unlink()
            self.manifest.forget(beside)
        return written, tuple(aside)

    def all_current(self, names: Iterable[str], key: Fingerprint) -> bool:
        """Whether all these outputs stand there as they would be made again, and nobody asked for that."""
        return all(self._is_current(name, key) for name in names)

    def remove_orphans(self) -> Iterator[Removed]:
        """Remove outputs of sources that are gone, but only those that are still as sopgen wrote them."""
        for name in self.manifest.names:
            source = self.manifest.source(name)
            if source.startswith(f"{SOURCES}/") and not _is_there(self.request.root / source):
                yield from self._remove(name)
        drop_orphaned_reports(self.request.root, self.request.output)

    def remove_others(self, source: str, names: Container[str]) -> Iterator[Removed]:
        """Remove outputs of ``source`` that are not among ``names`` and are still as sopgen wrote them."""
        for name in self.manifest.names:
            if self.manifest.source(name) == source and name not in names:
                yield from self._remove(name)

    def _remove(self, name: str) -> Iterator[Removed]:
        """Remove output ``name`` unless somebody has changed it, and remember it no longer; what people see of that."""
        path = self.request.output / name
        hidden, ours = is_hidden(name), self.manifest.is_ours(name)
        if hidden or ours:
            try:
                path.unlink(missing_ok=True)
                _remove_empty(path.parent, self.request.output)
            except OSError as error:
                yield Removed(path, f"{path} tidak dapat dihapus: {explain(error)}.")
                return
        self.manifest.forget(name)
        if ours and not hidden:
            yield Removed(path)

    def _is_current(self, name: str, key: Fingerprint) -> bool:
        return not self.request.force and self.manifest.is_current(name, str(key))

    def _keys(self, sop: Sop, institution: Institution, kinds: tuple[Kind, ...]) -> dict[Kind, Fingerprint]:
        """The keys of what to make of an SOP: what was asked for, and what the booklet is made of."""
        root, bound = self.request.root, sop.in_force
        keys = sop_fingerprints(sop.shown, institution, kinds, root)
        if self.request.book and not bound.has_gaps:
            hidden = (*((Kind.PART,) if needs_part(bound) else ()), Kind.SHEAF, Kind.WORD)
            keys |= sop_fingerprints(bound, institution, hidden, root)
        return keys

    def _kept(self, sop: Sop, keys: dict[Kind, Fingerprint]) -> Kept:
        """An SOP whose outputs are all current."""
        places = {kind: self.request.output / _name(sop, kind) for kind in keys}
        self._keep_parts(sop, places)
        return Kept(sop.source.name, tuple(path for kind, path in places.items() if kind in PUBLIC_KINDS))

    def _finished(self, job: Job, product: JobResult, keys: dict[Kind, Fingerprint]) -> Made | Failed:
        """Write what was made of an SOP."""
        if product.breakdown or not product.documents:
            lost = self.fail(product.source, product.breakdown)
            told = (lost.breakdown, lost.report, lost.outdated)
            return Failed(product.source, product.findings, product.refusal, *told, remarks=product.remarks)
        sop = job.bound or job.sop
        reasons = self.reasons({_name(sop, kind): keys[kind] for kind in job.kinds})
        written: dict[Kind, Written] = {}
        refused: dict[Kind, str] = {}
        aside: list[Path] = []
        for kind, content in product.documents:
            try:
                written[kind], moved = self.write(_name(sop, kind), product.source, keys[kind], content)
                aside.extend(moved)
            except OutputError as error:
                refused[kind] = str(error)
        places = {kind: self.request.output / _name(sop, kind) for kind in keys}
        lacking = tuple(kind for kind in job.kinds if kind not in written)
        kept = {kind: path for kind, path in places.items() if kind not in lacking and kind not in written}
        if refused.keys() <= set(PUBLIC_KINDS):  # else the booklet does without it
            self._keep_parts(sop, kept | {kind: one.beside or one.path for kind, one in written.items()})
        shown = tuple(one for kind, one in written.items() if kind in PUBLIC_KINDS)
        made = Made(product.source, shown, tuple(aside), product.seconds, reasons, product.remarks)
        if not lacking:
            return made
        outdated = tuple(places[kind] for kind in lacking if kind in PUBLIC_KINDS and stands(places[kind]))
        return Failed.partly(made, " ".join(refused.values()), outdated, product.findings)

    def _keep_parts(self, sop: Sop, places: dict[Kind, Path]) -> None:
        """Remember where the parts for booklet and attachments stand, by what is in force of the SOP."""
        sop = sop.in_force
        pdf = Kind.PART if needs_part(sop) else Kind.PDF
        for kind, made in ((Kind.PDF, pdf), (Kind.SHEAF, Kind.SHEAF), (Kind.WORD, Kind.WORD)):
            if made in places:
                self.parts[kind][sop.nomor] = places[made]


@contextmanager
def open_run(request: Request, workers: Workers, patience: float = PATIENCE) -> Iterator[Run]:
    """The outputs of the order's folder, alone in it; the manifest is saved however the block ends.

    Raises UserError when another build holds the folder longer than ``patience`` (seconds), or the folder cannot be
    written.
    """
    with build_lock(request.output, patience):
        clean_temporaries(request.output)
        run = Run(request, Manifest(request.output), workers)
        try:
            yield run
        finally:
            run.manifest.save()


def _name(sop: Sop, kind: Kind) -> str:
    return output_name(sop.source.name, kind)


def _set_aside(path: Path) -> Path:
    """Rename somebody's version of an output, so that ours can take its place; returns its new name."""
    suffixes = chain([".suntingan"], (f".suntingan-{number}" for number in count(2)))
    places = (path.with_name(f"{path.stem}{suffix}{path.suffix}") for suffix in suffixes)
    return path.rename(next(place for place in places if not place.exists()))


def _remove_empty(folder: Path, top: Path) -> None:
    """Remove ``folder`` and the folders above it that hold nothing any more, up to ``top``."""
    while folder != top and folder.is_relative_to(top) and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _is_there(source: Path) -> bool:
    """Whether a source is there; one that may not be looked at is not gone."""
    try:
        return source.is_file()
    except OSError:
        return True
