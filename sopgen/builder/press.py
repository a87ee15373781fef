"""The build itself: what is due is made, written whole and remembered; what cannot be made harms nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from sopgen.builder import hands
from sopgen.builder.key import Key, sop_keys
from sopgen.builder.ledger import Ledger, digest
from sopgen.builder.lock import build_lock
from sopgen.builder.order import PUBLIC_KINDS, Kind, Order, is_hidden, needs_part, output_name
from sopgen.builder.outputs import Written, beside_of, clean_temporaries, is_open, write_output
from sopgen.builder.product import Job, Product
from sopgen.builder.workers import produce_all
from sopgen.findings import Finding
from sopgen.model.institution import Institution
from sopgen.model.sop import Sop
from sopgen.paths import SOURCES

#: How long a second build waits for the first, in seconds.
PATIENCE = 600.0


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one source. ``kept`` outputs were current already; ``stale`` ones are of an earlier source.

    ``set_aside`` are copies of outputs that somebody had changed since sopgen wrote them; ``breakdown`` is the
    traceback of an internal error, ``refusal`` a sentence why it was not made, ``remarks`` what else there is to say.
    """

    source: str
    written: tuple[Written, ...] = ()
    kept: tuple[Path, ...] = ()
    stale: tuple[Path, ...] = ()
    set_aside: tuple[Path, ...] = ()
    findings: tuple[Finding, ...] = ()
    seconds: tuple[tuple[str, float], ...] = ()
    breakdown: str = ""
    refusal: str = ""
    remarks: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()  # why it was made


@dataclass(slots=True)
class Press:
    """The outputs of one folder, under its lock; handed to the body of :func:`run`."""

    order: Order
    ledger: Ledger
    removed: list[Path] = field(default_factory=list)
    #: What booklet and attachments are made of: for each kind, nomor -> file.
    parts: dict[Kind, dict[str, Path]] = field(
        default_factory=lambda: {kind: {} for kind in (Kind.PDF, Kind.SHEAF, Kind.WORD)}
    )

    def make(self, sops: tuple[Sop, ...], institution: Institution) -> Iterator[Made]:
        """Make what is not current of ``sops``, in their order; each is told as soon as it is finished."""
        jobs: dict[str, Job] = {}
        for sop in sops:
            keys = self._keys(sop, institution)
            due = tuple(kind for kind, key in keys.items() if not self._is_current(_name(sop, kind), key))
            if due:
                jobs[sop.source.name] = Job(sop, institution, due, self.order.root)
        products = produce_all(tuple(jobs.values()), self.order.workers, self.order.executor)
        for sop in sops:
            keys = self._keys(sop, institution)  # again: those of hundreds would be as large as the SOPs themselves
            job = jobs.pop(sop.source.name, None)
            if job is None:
                yield self._finish(sop, Product(sop.source.name), keys)
                continue
            product = next(products)
            why = tuple(
                dict.fromkeys(each for kind in job.kinds for each in self._reasons(_name(sop, kind), keys[kind]))
            )
            yield replace(self._finish(sop, product, keys), reasons=why, remarks=product.remarks)

    def reasons(self, names: Iterable[str], key: Key) -> tuple[str, ...]:
        """Why outputs ``names`` have to be made, in words; each reason once."""
        return tuple(dict.fromkeys(reason for name in names for reason in self._reasons(name, key)))

    def _reasons(self, name: str, key: Key) -> Iterator[str]:
        recorded = self.ledger.key(name)
        if recorded is None:
            yield "belum pernah dibuat"
        elif differences := key.differences(recorded):
            yield from (f"{part} berubah" for part in differences)
        elif not (self.order.output / name).is_file():
            yield "hasilnya hilang"
        elif not self.ledger.is_ours(name):
            yield "hasilnya diubah orang"
        else:
            yield "diminta dengan --force"

    def fail(self, source: str) -> Made:
        """Report a source that cannot be built: its earlier outputs stay as they are."""
        return Made(source, stale=self._standing(source))

    def write(self, name: str, source: str, key: Key, content: bytes | Path) -> tuple[Written, tuple[Path, ...]]:
        """Write output ``name`` and remember it; a version that somebody changed meanwhile is set aside first.

        ``content``: as in ``write_output``.
        What is open in an office program stays where it is, changed or not: the new version stands beside it until a
        later build finds it closed.
        """
        path = self.order.output / name
        changed = not is_hidden(name) and self.ledger.is_somebodys(name)
        aside = (_set_aside(path),) if changed and not is_open(path) else ()
        told = digest(content)
        self.ledger.expect(name, told)
        written = write_output(path, content)
        beside = str(beside_of(PurePosixPath(name)))
        if written.beside is not None:
            self.ledger.record(beside, source, str(key), told)
            return written, aside
        self.ledger.record(name, source, str(key), told)
        if self.ledger.is_ours(beside):
            (self.order.output / beside).unlink()
            self.ledger.forget(beside)
        return written, aside

    def all_current(self, names: Iterable[str], key: Key) -> bool:
        """Whether all these outputs stand there as they would be made again, and nobody asked for that."""
        return all(self._is_current(name, key) for name in names)

    def remove_orphans(self) -> None:
        """Remove outputs of sources that are gone, but only those that are still as sopgen wrote them."""
        for name in self.ledger.names:
            source = self.ledger.source(name)
            if not source.startswith(f"{SOURCES}/") or (self.order.root / source).is_file():
                continue
            path = self.order.output / name
            if is_hidden(name) or self.ledger.is_ours(name):
                path.unlink(missing_ok=True)
                self.removed += [] if is_hidden(name) else [path]
                _remove_empty(path.parent, self.order.output)
            self.ledger.forget(name)

    def _is_current(self, name: str, key: Key) -> bool:
        return not self.order.force and self.ledger.is_current(name, str(key))

    def _keys(self, sop: Sop, institution: Institution) -> dict[Kind, Key]:
        return sop_keys(sop, institution, self._kinds(sop), self.order.root)

    def _kinds(self, sop: Sop) -> tuple[Kind, ...]:
        """What to make of an SOP: what was asked for, and what the booklet is made of."""
        if not self.order.book:
            return self.order.kinds
        return (*self.order.kinds, *((Kind.PART,) if needs_part(sop) else ()), Kind.SHEAF, Kind.WORD)

    def _finish(self, sop: Sop, product: Product, keys: dict[Kind, Key]) -> Made:
        if product.findings or product.breakdown:
            stale = self._standing(product.source)
            return Made(
                product.source,
                stale=stale,
                findings=product.findings,
                seconds=product.seconds,
                breakdown=product.breakdown,
            )
        written: dict[Kind, Written] = {}
        aside: list[Path] = []
        for kind, content in product.documents:
            written[kind], moved = self.write(_name(sop, kind), product.source, keys[kind], content)
            aside.extend(moved)
        kept = {kind: self.order.output / _name(sop, kind) for kind in keys if kind not in written}
        self._keep_parts(sop, written, kept)
        shown = tuple(one for kind, one in written.items() if kind in PUBLIC_KINDS)
        current = tuple(path for kind, path in kept.items() if kind in PUBLIC_KINDS)
        return Made(product.source, shown, current, (), tuple(aside), (), product.seconds)

    def _keep_parts(self, sop: Sop, written: dict[Kind, Written], kept: dict[Kind, Path]) -> None:
        """Remember where the SOP's parts for booklet and attachments stand."""
        places = {kind: one.beside or one.path for kind, one in written.items()} | kept
        pdf = Kind.PART if needs_part(sop) else Kind.PDF
        for kind, made in ((Kind.PDF, pdf), (Kind.SHEAF, Kind.SHEAF), (Kind.WORD, Kind.WORD)):
            if made in places:
                self.parts[kind][sop.nomor] = places[made]

    def _standing(self, source: str) -> tuple[Path, ...]:
        """Outputs of ``source`` that an earlier build left."""
        names = (name for name in self.ledger.names if self.ledger.source(name) == source)
        paths = (self.order.output / name for name in names if not is_hidden(name))
        return tuple(path for path in paths if path.is_file())


def run(order: Order, on_wait: Callable[[str], None], body: Callable[[Press], None]) -> None:
    """Call ``body`` with the press of the order's output folder, alone in it; the ledger is saved however it ends.

    Raises UserError when another build holds the folder for too long, or the folder cannot be written.
    """
    with build_lock(order.output, PATIENCE, on_wait):
        clean_temporaries(order.output)
        press = Press(order, Ledger(order.output))
        try:
            body(press)
        finally:
            try:
                press.ledger.save()
            finally:
                hands.end()


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
