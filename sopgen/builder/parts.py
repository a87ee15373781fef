"""Finished parts of SOPs, as booklet and attachments are made of them: read when their turn comes, none kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from sopgen.builder.job import Job, run_job
from sopgen.builder.request import Kind, output_name
from sopgen.builder.run import Run
from sopgen.builder.state.fingerprint import sop_fingerprints
from sopgen.findings import FindingsError
from sopgen.model.institution import Institution
from sopgen.model.project import Project

T = TypeVar("T")


class PartFiles(Mapping[str, bytes]):
    """Files by nomor, read when asked for: a booklet of hundreds is never in memory as a whole."""

    def __init__(self, paths: Mapping[str, Path]) -> None:
        self._paths = paths

    def __getitem__(self, nomor: str) -> bytes:
        return self._paths[nomor].read_bytes()

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


@dataclass(frozen=True, slots=True)
class Parts(Generic[T]):
    """Parts of one hidden kind by nomor; ``unpack`` tells a sound one from what is damaged or missing (None)."""

    run: Run
    project: Project
    institution: Institution
    kind: Kind
    unpack: Callable[[bytes | None], T | None]

    def read(self, nomor: str) -> T:
        """The part of an SOP; one that is damaged is made anew.

        Raises FindingsError when that is impossible, RuntimeError with the traceback of an internal error.
        """
        path = self.run.parts[self.kind][nomor]
        found = self.unpack(path.read_bytes() if path.is_file() else None)
        return found if found is not None else self._made_anew(nomor)

    def _made_anew(self, nomor: str) -> T:
        root = self.run.request.root
        sop = next(sop for sop in self.project.sops if sop.nomor == nomor)
        product = run_job(Job(sop, self.institution, (self.kind,), root))
        if product.findings:
            raise FindingsError(product.findings)
        part = self.unpack(dict(product.documents).get(self.kind))
        if part is None:
            raise RuntimeError(product.breakdown)
        (key,) = sop_fingerprints(sop, self.institution, (self.kind,), root).values()
        self.run.write(output_name(sop.source.name, self.kind), sop.source.name, key, product.documents[0][1])
        return part
