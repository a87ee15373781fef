"""Letters with their attachments, made of the SOPs' documents that stand in the output folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import perf_counter

from sopgen.builder.events import Kept, Made, Outcome
from sopgen.builder.request import LETTERS_FOLDER, Kind, about, letter_outputs
from sopgen.builder.run import Run
from sopgen.builder.volumes.making import attempt, begin, volume_key, write_volume
from sopgen.builder.volumes.sent_letters import documents_as_sent, keep_sent
from sopgen.findings import FindingsError, Severity, UserError, listed
from sopgen.model.kept.sent_record import unsent_text
from sopgen.model.letter import Letter
from sopgen.model.project import Project
from sopgen.model.sop import Sop
from sopgen.paths import LETTERS, names_in


def make_letters(
    run: Run, project: Project, letters: Iterable[Letter], lost: frozenset[str] = frozenset()
) -> Iterator[Outcome]:
    """The attachments of these letters; ``lost`` are the sources of the SOPs that could not be made."""
    there = run.parts[Kind.WORD].keys()
    broken = {sop.nomor for sop in project.sops if sop.source.name in lost and sop.in_force.nomor not in there}
    for letter in letters:
        make = partial(_letter, run, project, letter, broken)
        work = partial(keep_sent, run, letter, make) if letter.was_sent else make
        yield attempt(run, letter.source.name, work)


def due_letters(run: Run, project: Project) -> tuple[Letter, ...]:
    """The letters that a build makes.

    What the check warns of is no failure: a letter whose SOP was withdrawn keeps its documents as they are.
    """

    def is_due(letter: Letter) -> bool:
        if letter.sent is not None or documents_as_sent(run, letter):
            return True
        return not project.unfinished(letter) and (run.request.drafts or not project.not_in_force(letter))

    return tuple(filter(is_due, project.letters))


def find_letter(project: Project, file: Path) -> Letter:
    """The letter in ``file``; FindingsError when it cannot be read, UserError when it is none."""
    here = file.resolve()
    for letter in project.letters:
        if letter.source.file.resolve() == here:
            return letter
    findings = about(project.findings, names_in(project.root, file))
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise FindingsError(findings)
    raise UserError(f"{file} bukan berkas surat di {LETTERS}/.")


def attachable_sops(letter: Letter, project: Project, drafts: bool) -> tuple[Sop, ...]:
    """The SOPs of a letter as they are by now.

    FindingsError when the flow of one is wrong, UserError when one may not be attached.
    """
    from sopgen.book.letter import attached_sops
    from sopgen.flow.check import check

    then = project.on(letter.tanggal)
    sops = attached_sops(then.renumbered(letter), then, drafts=drafts)
    errors = tuple(finding for sop in sops for finding in check(sop))
    if errors:
        raise FindingsError(errors)
    named = {sop.source.name for sop in sops}
    return tuple(sop for sop in project.sops if sop.source.name in named)


def _letter(run: Run, project: Project, letter: Letter, broken: Set[str]) -> Made | Kept:
    """PDF, DOCX and manifest of one letter's attachments, unless they are current.

    Raises UserError when an SOP is missing, ``broken`` (by nomor) or not in force, FindingsError when one cannot be
    drawn.
    """
    named = {nomor for attachment in letter.lampiran for nomor in attachment.sop}
    if named & broken:
        raise UserError(f"lampirannya tidak dibuat, karena tidak dapat memuat {listed(sorted(named & broken))}.")
    now = {sop.source.name: sop.in_force.enacted for sop in project.sops}
    then = project.on(letter.tanggal)
    letter = then.renumbered(letter)
    named = {nomor for attachment in letter.lampiran for nomor in attachment.sop}
    sops = tuple(sop for sop in then.sops if sop.nomor in named)
    same = {sop.nomor for sop in sops if sop.enacted == now[sop.source.name]}
    parts = {nomor: path for nomor, path in run.parts[Kind.PDF].items() if nomor in same}
    key = volume_key(run, project, unsent_text(letter.source.text), parts, sops)
    names = letter_outputs(letter)
    if run.all_current(names, key):
        return Kept(letter.source.name, tuple(run.request.output / name for name in names))
    start = perf_counter()
    alone = replace(project, sops=sops, partial=(), letters=(), findings=())
    made = begin(run, partial(_letter_files, letter, alone, parts, drafts=run.request.drafts))()
    documents = {f"{LETTERS_FOLDER}/{name}": content for name, content in made.items()}
    return write_volume(run, letter.source.name, key, documents, ("lampiran", perf_counter() - start))


def _letter_files(letter: Letter, project: Project, pdfs: Mapping[str, Path], drafts: bool) -> Mapping[str, bytes]:
    """A letter's files by name, made of the SOPs' PDFs by nomor."""
    from sopgen.book.attach import letter_files

    contents = {nomor: path.read_bytes() for nomor, path in pdfs.items()}
    return letter_files(letter, project, contents, drafts=drafts).files
