"""The build itself: what is due is made, written whole and remembered; what cannot be made harms nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from sopgen.builder.events import Failed, Kept, Made, Outcome, Removed
from sopgen.builder.key import Key, sop_keys
from sopgen.builder.lock import build_lock
from sopgen.builder.manifest import Manifest, digest
from sopgen.builder.order import PUBLIC_KINDS, Kind, Order, is_hidden, needs_part, output_name
from sopgen.builder.outputs import (
    OutputError,
    Written,
    beside_of,
    clean_temporaries,
    explain,
    stands,
    write_output,
    writing,
)
from sopgen.builder.product import Job, Product
from sopgen.builder.worker_pool import Workers
from sopgen.model.institution import Institution
from sopgen.model.sop import Sop
from sopgen.paths import SOURCES

#: How long a second build waits for the first, in seconds.
PATIENCE = 600.0


@dataclass(slots=True)
class Press:
    """The outputs of one folder, under its lock; handed to the body of :func:`run`."""

    order: Order
    manifest: Manifest
    workers: Workers
    #: What booklet and attachments are made of: for each kind, nomor -> file.
    parts: dict[Kind, dict[str, Path]] = field(
        default_factory=lambda: {kind: {} for kind in (Kind.PDF, Kind.SHEAF, Kind.WORD)}
    )

    def make(self, sops: tuple[Sop, ...], institution: Institution) -> Iterator[Outcome]:
        """Make what is not current of ``sops``, in their order; each outcome is there as soon as it is known."""
        jobs: dict[str, Job] = {}
        for sop in sops:
            keys = self._keys(sop, institution)
            due = tuple(kind for kind, key in keys.items() if not self._is_current(_name(sop, kind), key))
            if due:
                jobs[sop.source.name] = Job(sop, institution, due, self.order.root)
        products = self._produce(tuple(jobs.values()))
        for sop in sops:
            keys = self._keys(sop, institution)  # again: those of hundreds would be as large as the SOPs themselves
            job = jobs.pop(sop.source.name, None)
            yield self._kept(sop, keys) if job is None else self._finished(job, next(products), keys)

    def _produce(self, jobs: tuple[Job, ...]) -> Iterator[Product]:
        """The product of each job, in order; by the executor that was asked for, or by this machine's processes."""
        if jobs and self.order.executor:
            from sopgen.builder.dask_executor import produce_on

            return produce_on(self.order.executor, jobs)
        return self.workers.produce(jobs)

    def reasons(self, names: Iterable[str], key: Key) -> tuple[str, ...]:
        """Why outputs ``names`` have to be made, in words; each reason once."""
        return tuple(dict.fromkeys(reason for name in names for reason in self._reasons(name, key)))

    def _reasons(self, name: str, key: Key) -> Iterator[str]:
        recorded = self.manifest.key(name)
        if recorded is None:
            yield "belum pernah dibuat"
        elif differences := key.differences(recorded):
            yield from (f"{part} berubah" for part in differences)
        elif not stands(self.order.output / name):
            yield "hasilnya hilang"
        elif not self.manifest.is_ours(name):
            yield "hasilnya diubah orang"
        else:
            yield "diminta dengan --force"

    def fail(self, source: str) -> Failed:
        """A source that cannot be built: its earlier outputs stay as they are."""
        return Failed(source, outdated=self._standing(source))

    def write(self, name: str, source: str, key: Key, content: bytes | Path) -> tuple[Written, tuple[Path, ...]]:
        """Write output ``name`` and remember it; what somebody else wrote in its place is set aside first.

        ``content`` and what is raised: as in ``write_output``.
        What is open in an office program stays where it is, changed or not: the new version stands beside it until a
        later build finds it closed.
        """
        path = self.order.output / name
        told = digest(content)
        aside: list[Path] = []

        def make_room(place: Path) -> None:
            taken = place.relative_to(self.order.output).as_posix()
            self.manifest.expect(taken, told)
            if not is_hidden(name) and self.manifest.is_somebodys(taken):
                aside.append(_set_aside(place))

        written = write_output(path, content, make_room)
        beside = str(beside_of(PurePosixPath(name)))
        if written.beside is not None:
            self.manifest.record(beside, source, str(key), told)
            return written, tuple(aside)
        self.manifest.record(name, source, str(key), told)
        if self.manifest.is_ours(beside):
            with writing(self.order.output / beside):
                (self.order.output / beside).unlink()
            self.manifest.forget(beside)
        return written, tuple(aside)

    def all_current(self, names: Iterable[str], key: Key) -> bool:
        """Whether all these outputs stand there as they would be made again, and nobody asked for that."""
        return all(self._is_current(name, key) for name in names)

    def remove_orphans(self) -> Iterator[Removed]:
        """Remove outputs of sources that are gone, but only those that are still as sopgen wrote them."""
        for name in self.manifest.names:
            source = self.manifest.source(name)
            if source.startswith(f"{SOURCES}/") and not (self.order.root / source).is_file():
                removed = self.remove(name)
                if removed is not None:
                    yield removed

    def remove(self, name: str) -> Removed | None:
        """Remove output ``name`` unless somebody has changed it, and remember it no longer; what people see of that."""
        path = self.order.output / name
        hidden, ours = is_hidden(name), self.manifest.is_ours(name)
        if hidden or ours:
            try:
                path.unlink(missing_ok=True)
                _remove_empty(path.parent, self.order.output)
            except OSError as error:
                return Removed(path, f"{path} tidak dapat dihapus: {explain(error)}.")
        self.manifest.forget(name)
        return Removed(path) if ours and not hidden else None

    def _is_current(self, name: str, key: Key) -> bool:
        return not self.order.force and self.manifest.is_current(name, str(key))

    def _keys(self, sop: Sop, institution: Institution) -> dict[Kind, Key]:
        return sop_keys(sop, institution, self._kinds(sop), self.order.root)

    def _kinds(self, sop: Sop) -> tuple[Kind, ...]:
        """What to make of an SOP: what was asked for, and what the booklet is made of."""
        if not self.order.book:
            return self.order.kinds
        return (*self.order.kinds, *((Kind.PART,) if needs_part(sop) else ()), Kind.SHEAF, Kind.WORD)

    def _kept(self, sop: Sop, keys: dict[Kind, Key]) -> Kept:
        """An SOP whose outputs are all current."""
        places = {kind: self.order.output / _name(sop, kind) for kind in keys}
        self._keep_parts(sop, {}, places)
        return Kept(sop.source.name, tuple(path for kind, path in places.items() if kind in PUBLIC_KINDS))

    def _finished(self, job: Job, product: Product, keys: dict[Kind, Key]) -> Made | Failed:
        """Write what was made of an SOP."""
        if product.findings or product.breakdown:
            failed = self.fail(product.source)
            return replace(failed, findings=product.findings, breakdown=product.breakdown, remarks=product.remarks)
        sop = job.sop
        reasons = dict.fromkeys(each for kind in job.kinds for each in self._reasons(_name(sop, kind), keys[kind]))
        written: dict[Kind, Written] = {}
        refused: dict[Kind, str] = {}
        aside: list[Path] = []
        for kind, content in product.documents:
            try:
                written[kind], moved = self.write(_name(sop, kind), product.source, keys[kind], content)
                aside.extend(moved)
            except OutputError as error:
                refused[kind] = str(error)
        places = {kind: self.order.output / _name(sop, kind) for kind in keys}
        kept = {kind: path for kind, path in places.items() if kind not in written and kind not in refused}
        if refused.keys() <= set(PUBLIC_KINDS):  # else the booklet does without it
            self._keep_parts(sop, written, kept)
        shown = tuple(one for kind, one in written.items() if kind in PUBLIC_KINDS)
        made = Made(product.source, shown, tuple(aside), product.seconds, tuple(reasons), product.remarks)
        if not refused:
            return made
        outdated = tuple(places[kind] for kind in refused if kind in PUBLIC_KINDS and stands(places[kind]))
        return Failed.partly(made, " ".join(refused.values()), outdated)

    def _keep_parts(self, sop: Sop, written: dict[Kind, Written], kept: dict[Kind, Path]) -> None:
        """Remember where the SOP's parts for booklet and attachments stand."""
        places = {kind: one.beside or one.path for kind, one in written.items()} | kept
        pdf = Kind.PART if needs_part(sop) else Kind.PDF
        for kind, made in ((Kind.PDF, pdf), (Kind.SHEAF, Kind.SHEAF), (Kind.WORD, Kind.WORD)):
            if made in places:
                self.parts[kind][sop.nomor] = places[made]

    def _standing(self, source: str) -> tuple[Path, ...]:
        """Outputs of ``source`` that an earlier build left."""
        names = (name for name in self.manifest.names if self.manifest.source(name) == source)
        paths = (self.order.output / name for name in names if not is_hidden(name))
        return tuple(path for path in paths if stands(path))


@contextmanager
def open_press(order: Order, workers: Workers) -> Iterator[Press]:
    """The outputs of the order's folder, alone in it; the manifest is saved however the block ends.

    Raises UserError when another build holds the folder for too long, or the folder cannot be written.
    """
    with build_lock(order.output, PATIENCE):
        clean_temporaries(order.output)
        press = Press(order, Manifest(order.output), workers)
        try:
            yield press
        finally:
            press.manifest.save()


def _name(sop: Sop, kind: Kind) -> str:
    return output_name(sop.source.name, kind)


def _set_aside(path: Path) -> Path:
    """Rename somebody's version of an output, so that ours can take its place; returns its new name."""
    number = 1
    while True:
        suffix = f".suntingan-{number}" if number > 1 else ".suntingan"
        aside = path.with_name(f"{path.stem}{suffix}{path.suffix}")
        if not aside.exists():
            return path.rename(aside)
        number += 1


def _remove_empty(folder: Path, top: Path) -> None:
    """Remove ``folder`` and the folders above it that hold nothing any more, up to ``top``."""
    while folder != top and folder.is_relative_to(top) and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
