"""Documents of many SOPs, and what editors need: booklet, letters' attachments, JSON Schema files.

The former are made of the SOPs' PDFs that stand in the output folder, after those.
"""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from sopgen.builder import hands
from sopgen.builder.beside import beside
from sopgen.builder.engines import processes
from sopgen.builder.key import Key, faces, program, templates
from sopgen.builder.ledger import digest
from sopgen.builder.order import Kind
from sopgen.builder.outputs import Written, scratch
from sopgen.builder.page_cache import FolderCache
from sopgen.builder.parts import PartFiles, Parts
from sopgen.builder.press import Made, Press
from sopgen.findings import FindingsError, UserError
from sopgen.model.letter import Letter
from sopgen.model.project import Project
from sopgen.model.sop import Sop

if TYPE_CHECKING:
    from sopgen.book.booklet import Booklet
    from sopgen.book.merge.part import DeadLink

BOOK = "sop_sources/buku.yaml"
BOOK_NAME = "buku-sop"
LETTERS_FOLDER = "lampiran"
SCHEMA_FOLDER = "schema"
FORMS = "formulir"  # the source of forms, which are of no single one: a build leaves them alone
#: With fewer SOPs than this the booklet's own pages are set sooner than more processes are started.
_SOON_SET = 60
SCHEMAS = "JSON Schema"  # the source of the schema files: the program itself


def make_volumes(press: Press, project: Project) -> Iterator[Made]:
    """Booklet and every letter's attachments; what cannot be made is told and keeps nothing else from being made."""
    if project.institution is None:
        return
    if project.book is not None and press.parts[Kind.SHEAF]:
        yield _attempt(BOOK, partial(_booklet, press, project))
    for letter in project.letters:
        yield _attempt(letter.source.name, partial(make_letter, press, project, letter))


def make_letter(press: Press, project: Project, letter: Letter) -> Made:
    """PDF, DOCX and manifest of one letter's attachments, unless they are current.

    Raises UserError when an SOP is missing or not in force, FindingsError when one cannot be drawn.
    """
    named = {nomor for attachment in letter.lampiran for nomor in attachment.sop}
    parts = {nomor: path for nomor, path in press.parts[Kind.PDF].items() if nomor in named}
    sops = tuple(sop for sop in project.sops if sop.nomor in named)
    key = _key(press, project, letter.source.text, parts, sops)
    names = [f"{LETTERS_FOLDER}/{letter.name}.{ending}" for ending in ("pdf", "docx", "json")]
    if press.all_current(names, key):
        return Made(letter.source.name, kept=tuple(press.order.output / name for name in names))
    start = perf_counter()
    words = PartFiles({nomor: path for nomor, path in press.parts[Kind.WORD].items() if nomor in named})
    alone = replace(project, sops=sops, partial=(), letters=(), findings=())
    work = partial(_letter_files, letter, alone, PartFiles(parts), words, drafts=press.order.drafts)
    try:
        made = processes(press.order.workers, 1).submit(work).result()
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


def write_schemas(press: Press) -> None:
    """Write the JSON Schema of every kind of source, for the line that editors read at the top of a source."""
    key = Key.of(program_sopgen=program())
    names = {f"{SCHEMA_FOLDER}/{kind}.json": kind for kind in ("sop", "instansi", "buku", "surat")}
    if press.all_current(names, key):
        return
    from sopgen.model.schema import json_schema

    for name, kind in names.items():
        content = json.dumps(json_schema(kind), ensure_ascii=False, indent=2) + "\n"
        press.write(name, SCHEMAS, key, content.encode())


def _booklet(press: Press, project: Project) -> Made:
    """The booklet, as PDF and in what other kinds are asked for; SOPs that could not be made are left out of it."""
    assert project.book is not None
    source = project.book.source
    text = f"{source.text if source else ''}{project.book.chapters!r}"
    key = _key(press, project, text, press.parts[Kind.SHEAF], project.sops)
    names = [f"{BOOK_NAME}.{kind.value}" for kind in press.order.book]
    if press.all_current(names, key):
        return Made(BOOK, kept=tuple(press.order.output / name for name in names))
    start = perf_counter()
    paths = {name: press.order.output / name for name in names}
    with ExitStack() as stack:
        places = {name: stack.enter_context(scratch(path)) for name, path in paths.items()}
        remarks = _write_booklet(press, project, {place.suffix: place for place in places.values()})
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
    cache = FolderCache(order.output, f"{program()} {faces(project.institution.format.huruf)}")
    asked = partial(set_booklet, project, counts, drafts=order.drafts, cache=cache)
    try:
        booklet = asked(executor=processes(order.workers, 1 if len(counts) < _SOON_SET else None))
    except BrokenProcessPool:  # killed from outside; what it had set is in the cache
        booklet = asked()
    hands.dismiss()
    with beside(_word_booklet(press, project, booklet, places), order.workers) as word:
        dead_links: tuple[DeadLink, ...] = ()
        if ".pdf" in places:
            with places[".pdf"].open("wb") as file:
                dead_links = bind_booklet(project, booklet, sheaves.read, file).dead_links
        cache.sweep()
        word()
    absent = (f"{entry.sop.nomor} tidak dimuat dalam buku ({entry.reason.value})" for entry in booklet.plan.absent)
    dead = (f"{link.part} menyebut {link.target}, yang tidak dimuat dalam buku" for link in dead_links)
    return (*absent, *dead)


def _word_booklet(press: Press, project: Project, booklet: Booklet, places: Mapping[str, Path]) -> Callable[[], None]:
    """What writes the Word booklet. Damaged parts are made anew now: the process that writes it makes none."""
    if ".docx" not in places:
        return lambda: None
    from sopgen.book.docx.booklet import write_booklet_docx
    from sopgen.book.docx.part import unpack
    from sopgen.book.typeset_pages import is_sound

    assert project.institution is not None
    soundness = Parts(press, project, project.institution, Kind.WORD, lambda kept: is_sound(kept) or None)
    for planned in booklet.plan.sops:
        soundness.read(planned.sop.nomor)
    words = Parts(press, project, project.institution, Kind.WORD, unpack)

    def write() -> None:
        with places[".docx"].open("wb") as file:
            write_booklet_docx(project, booklet, words.read, file)

    return write


def _attempt(source: str, work: Callable[[], Made]) -> Made:
    """What ``work`` made, or what kept it from it."""
    try:
        return work()
    except FindingsError as error:
        return Made(source, findings=error.findings)
    except UserError as error:
        return Made(source, refusal=str(error))
    except Exception:
        return Made(source, breakdown=traceback.format_exc())


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
    return Made(source, tuple(written), set_aside=tuple(aside), seconds=(time,), reasons=reasons)


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
