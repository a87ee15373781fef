"""Documents of many SOPs, and what editors need: booklet, letters' attachments, JSON Schema files.

The former are made of the SOPs' PDFs that stand in the output folder, after those.
"""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from sopgen.builder.events import Failed, Kept, Made, Outcome
from sopgen.builder.kept_pages import KeptPages
from sopgen.builder.key import Key, faces, program, templates
from sopgen.builder.manifest import digest
from sopgen.builder.order import Kind
from sopgen.builder.outputs import OutputError, Written, scratch
from sopgen.builder.parts import PartFiles, Parts
from sopgen.builder.press import Press
from sopgen.findings import FindingsError, Severity, UserError
from sopgen.model.letter import Letter
from sopgen.model.project import Project
from sopgen.model.sop import Sop
from sopgen.paths import BOOK, LETTERS

if TYPE_CHECKING:
    from sopgen.book.booklet import Booklet
    from sopgen.book.merge.part import DeadLink

BOOK_NAME = "buku-sop"
LETTERS_FOLDER = "lampiran"
SCHEMA_FOLDER = "schema"
SCHEMAS = "JSON Schema"  # the source of the schema files: the program itself


def make_volumes(press: Press, project: Project) -> Iterator[Outcome]:
    """Booklet and every letter's attachments; what cannot be made keeps nothing else from being made."""
    if project.institution is None:
        return
    if project.book is not None and press.parts[Kind.SHEAF]:
        yield _attempt(BOOK, partial(_booklet, press, project))
    yield from make_letters(press, project, project.letters)


def make_letters(press: Press, project: Project, letters: Iterable[Letter]) -> Iterator[Outcome]:
    """The attachments of these letters."""
    for letter in letters:
        yield _attempt(letter.source.name, partial(_letter, press, project, letter))


def find_letter(project: Project, file: Path) -> Letter:
    """The letter in ``file``; FindingsError when it cannot be read, UserError when it is none."""
    here = file.resolve()
    for letter in project.letters:
        if letter.source.file.resolve() == here:
            return letter
    name = here.relative_to(project.root).as_posix() if here.is_relative_to(project.root) else ""
    findings = tuple(finding for finding in project.findings if finding.file == name)
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise FindingsError(findings)
    raise UserError(f"{file} bukan berkas surat di {LETTERS}/.")


def attachable_sops(letter: Letter, project: Project, drafts: bool) -> tuple[Sop, ...]:
    """The SOPs of a letter; FindingsError when the flow of one is wrong, UserError when one may not be attached."""
    from sopgen.book.letter import attached_sops
    from sopgen.flow.check import check

    sops = attached_sops(letter, project, drafts=drafts)
    errors = tuple(finding for sop in sops for finding in check(sop))
    if errors:
        raise FindingsError(errors)
    return sops


def _letter(press: Press, project: Project, letter: Letter) -> Made | Kept:
    """PDF, DOCX and manifest of one letter's attachments, unless they are current.

    Raises UserError when an SOP is missing or not in force, FindingsError when one cannot be drawn.
    """
    named = {nomor for attachment in letter.lampiran for nomor in attachment.sop}
    parts = {nomor: path for nomor, path in press.parts[Kind.PDF].items() if nomor in named}
    sops = tuple(sop for sop in project.sops if sop.nomor in named)
    key = _key(press, project, letter.source.text, parts, sops)
    names = [f"{LETTERS_FOLDER}/{letter.name}.{ending}" for ending in ("pdf", "docx", "json")]
    if press.all_current(names, key):
        return Kept(letter.source.name, tuple(press.order.output / name for name in names))
    start = perf_counter()
    words = PartFiles({nomor: path for nomor, path in press.parts[Kind.WORD].items() if nomor in named})
    alone = replace(project, sops=sops, partial=(), letters=(), findings=())
    work = partial(_letter_files, letter, alone, PartFiles(parts), words, drafts=press.order.drafts)
    try:
        made = press.workers.submit(work).result()
    except BrokenProcessPool:
        made = work()
    documents = {f"{LETTERS_FOLDER}/{name}": content for name, content in made.items()}
    return _written(press, letter.source.name, key, documents, ("lampiran", perf_counter() - start))


def _letter_files(
    letter: Letter, project: Project, pdfs: PartFiles, words: PartFiles, drafts: bool
) -> Mapping[str, bytes]:
    """A letter's files by name."""
    from sopgen.book.attach import letter_files

    return letter_files(letter, project, pdfs, words, drafts=drafts).files


def write_schemas(press: Press) -> Iterator[Failed]:
    """Write the JSON Schema of every kind of source, for the line that editors read at the top of a source.

    Nobody asked for them: only what goes wrong is told.
    """
    try:
        _write_schemas(press)
    except OutputError as error:
        yield Failed(SCHEMAS, refusal=str(error))


def _write_schemas(press: Press) -> None:
    key = Key.of(program_sopgen=program())
    names = {f"{SCHEMA_FOLDER}/{kind}.json": kind for kind in ("sop", "instansi", "buku", "surat")}
    if press.all_current(names, key):
        return
    from sopgen.model.schema import json_schema

    for name, kind in names.items():
        content = json.dumps(json_schema(kind), ensure_ascii=False, indent=2) + "\n"
        press.write(name, SCHEMAS, key, content.encode())


def _booklet(press: Press, project: Project) -> Made | Kept:
    """The booklet, as PDF and in what other kinds are asked for; SOPs that could not be made are left out of it."""
    assert project.book is not None
    source = project.book.source
    text = f"{source.text if source else ''}{project.book.chapters!r}"
    key = _key(press, project, text, press.parts[Kind.SHEAF], project.sops)
    names = [f"{BOOK_NAME}.{kind.value}" for kind in press.order.book]
    if press.all_current(names, key):
        return Kept(BOOK, tuple(press.order.output / name for name in names))
    start = perf_counter()
    paths = {name: press.order.output / name for name in names}
    with ExitStack() as stack:
        places = {name: stack.enter_context(scratch(path)) for name, path in paths.items()}
        remarks = _write_booklet(press, project, {Path(name).suffix: place for name, place in places.items()})
        made = _written(press, BOOK, key, places, ("buku", perf_counter() - start))
    return replace(made, remarks=remarks)


def _write_booklet(press: Press, project: Project, places: Mapping[str, Path]) -> tuple[str, ...]:
    """Write the booklet's documents, PDF and Word side by side, to the place for each ending; what there is to say."""
    from sopgen.book.booklet import bind_booklet, set_booklet
    from sopgen.book.merge.sheaf import count_pages, unpack

    assert project.institution is not None
    order = press.order
    sheaves = Parts(press, project, project.institution, Kind.SHEAF, unpack)
    lengths = Parts(press, project, project.institution, Kind.SHEAF, count_pages)
    counts = {nomor: lengths.read(nomor) for nomor in press.parts[Kind.SHEAF]}
    cache = KeptPages(order.output, f"{program()} {faces(project.institution.format.huruf)}")
    asked = partial(set_booklet, project, counts, drafts=order.drafts, cache=cache)
    cache.begin()
    try:
        booklet = asked(executor=press.workers)
    except BrokenProcessPool:  # killed from outside; what it had set is in the cache
        booklet = asked()
    cache.settle(press, BOOK)
    word = _word_booklet(press, project, booklet, places)
    dead_links: tuple[DeadLink, ...] = ()
    if ".pdf" in places:
        with places[".pdf"].open("wb") as file:
            dead_links = bind_booklet(project, booklet, sheaves.read, file).dead_links
    word()
    absent = (f"{entry.sop.nomor} tidak dimuat dalam buku ({entry.reason.value})" for entry in booklet.plan.absent)
    dead = (f"{link.part} menyebut {link.target}, yang tidak dimuat dalam buku" for link in dead_links)
    return (*absent, *dead)


def _word_booklet(press: Press, project: Project, booklet: Booklet, places: Mapping[str, Path]) -> Callable[[], None]:
    """Have the Word booklet written meanwhile; what is returned waits for that, or does it when its process was killed.

    Damaged parts are made anew now: the process that writes it makes none.
    """
    if ".docx" not in places:
        return lambda: None
    from sopgen.book.typeset_pages import is_sound

    assert project.institution is not None
    soundness = Parts(press, project, project.institution, Kind.WORD, lambda kept: is_sound(kept) or None)
    for planned in booklet.plan.sops:
        soundness.read(planned.sop.nomor)
    alone = replace(project, sops=(), partial=(), letters=(), findings=())
    work = partial(_write_word_booklet, alone, booklet, PartFiles(press.parts[Kind.WORD]), places[".docx"])
    press.workers.renew()  # a process that has made many SOPs has no room for all of them
    future = press.workers.submit(work)

    def wait() -> None:
        try:
            future.result()
        except BrokenProcessPool:
            work()

    return wait


def _write_word_booklet(project: Project, booklet: Booklet, parts: PartFiles, place: Path) -> None:
    """Write the Word booklet to ``place``."""
    from sopgen.book.docx.booklet import write_booklet_docx
    from sopgen.book.docx.part import WordPart, unpack

    def read(nomor: str) -> WordPart:
        part = unpack(parts[nomor])
        assert part is not None
        return part

    with place.open("r+b") as file:  # never made anew when what it was for has failed
        write_booklet_docx(project, booklet, read, file)


def _attempt(source: str, work: Callable[[], Outcome]) -> Outcome:
    """What ``work`` made, or what kept it from it."""
    try:
        return work()
    except FindingsError as error:
        return Failed(source, error.findings)
    except UserError as error:
        return Failed(source, refusal=str(error))
    except Exception:
        return Failed(source, breakdown=traceback.format_exc())


def _written(
    press: Press, source: str, key: Key, documents: Mapping[str, bytes | Path], time: tuple[str, float]
) -> Made:
    written: list[Written] = []
    aside: list[Path] = []
    reasons = press.reasons(documents, key)
    for name, content in documents.items():
        one, moved = press.write(name, source, key, content)
        written.append(one)
        aside.extend(moved)
    return Made(source, tuple(written), tuple(aside), (time,), reasons)


def _key(press: Press, project: Project, text: str, parts: Mapping[str, Path], sops: tuple[Sop, ...]) -> Key:
    """The key of a volume; ``text`` is its own source's."""
    institution = project.institution
    assert institution is not None
    return Key.of(
        sumber=text,
        SOP_yang_dimuat=(
            *(f"{nomor}={digest(path)}" for nomor, path in sorted(parts.items())),
            *(f"{sop.nomor}={digest(sop.source.raw)}" for sop in sops),
        ),
        instansi=institution.source.text if institution.source is not None else "",
        konsep=str(press.order.drafts),
        huruf=faces(institution.format.huruf),
        templat=templates(press.order.root),
        program_sopgen=program(),
    )
