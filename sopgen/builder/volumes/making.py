"""What booklet and letters have in common: when they are due, how they are written, what is told when they fail."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures.process import BrokenProcessPool
from itertools import chain
from pathlib import Path
from typing import TypeVar

from sopgen.builder.events import Failed, Made, Outcome
from sopgen.builder.run import Run
from sopgen.builder.state.atomic_write import OutputError
from sopgen.builder.state.fingerprint import Fingerprint, faces, program, templates
from sopgen.builder.state.manifest import digest
from sopgen.findings import FindingsError, UserError
from sopgen.model.project import Project
from sopgen.model.sop import Sop

T = TypeVar("T")


def begin(run: Run, work: Callable[[], T]) -> Callable[[], T]:
    """Have ``work`` begun by a process; what is returned waits for it, or does it here if that process was killed."""
    future = run.workers.submit(work)

    def wait() -> T:
        try:
            return future.result()
        except BrokenProcessPool:
            return work()

    return wait


def attempt(run: Run, source: str, work: Callable[[], Outcome]) -> Outcome:
    """What ``work`` made, or what kept it from it; documents that were made before are out of date then."""

    def made() -> Outcome:
        try:
            return work()
        except OutputError as error:  # the others of its documents are new
            return Failed(source, refusal=str(error))
        except FindingsError as error:
            return run.fail(source, findings=error.findings)
        except UserError as error:
            return run.fail(source, refusal=str(error))

    return run.attempt(source, made)


def write_volume(
    run: Run,
    source: str,
    key: Fingerprint,
    documents: Mapping[str, bytes | Path],
    time: tuple[str, float],
    remarks: tuple[str, ...] = (),
) -> Made:
    """Write what was made of ``source``, by name, under the same key."""
    reasons = run.reasons(dict.fromkeys(documents, key))
    written, aside = zip(*(run.write(name, source, key, each) for name, each in documents.items()), strict=True)
    return Made(source, written, tuple(chain.from_iterable(aside)), (time,), reasons, remarks)


def _state(sop: Sop) -> str:
    """What of an SOP shows in a volume beside its source: the document that was enacted, the end of being in force."""
    return f"{sop.status.value}{sop.enacted.sha256}" if sop.enacted is not None else ""


def volume_key(run: Run, project: Project, text: str, parts: Mapping[str, Path], sops: tuple[Sop, ...]) -> Fingerprint:
    """The key of a volume; ``text`` is its own source's."""
    institution = project.institution
    assert institution is not None
    return Fingerprint.of(
        sumber=text,
        SOP_yang_dimuat=(
            *(f"{nomor}={digest(path)}" for nomor, path in sorted(parts.items())),
            *(f"{sop.nomor}={digest(sop.source.raw)}{_state(sop)}" for sop in sops),
        ),
        instansi=institution.source.text if institution.source is not None else "",
        konsep=str(run.request.drafts),
        huruf=faces(institution.format.huruf),
        templat=templates(run.request.root),
        program_sopgen=program(),
    )
