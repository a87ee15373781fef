"""Documents of many SOPs, and what editors need: booklet, letters, JSON Schema files.

The former are made of the SOPs' documents that stand in the output folder, after those.
"""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, TypeVar

from sopgen.builder.error_report import drop_report, report_name
from sopgen.builder.events import Failed, Kept, Made, Outcome
from sopgen.builder.job import Job, run_job
from sopgen.builder.kept_pages import KeptPages
from sopgen.builder.request import BOOK_NAME, SCHEMA_FOLDER, Kind, output_name, schema_name
from sopgen.builder.run import Run
from sopgen.builder.state.atomic_write import OutputError, scratch
from sopgen.builder.state.fingerprint import Fingerprint, faces, program, sop_fingerprints
from sopgen.builder.volumes.letters import due_letters, make_letters
from sopgen.builder.volumes.making import attempt, begin, volume_key, write_volume
from sopgen.findings import Finding, FindingsError, LibraryMissingError, UserError, listed
from sopgen.model.project import Project
from sopgen.paths import BOOK, stands
from sopgen.system_errors import refusal_or_traceback

if TYPE_CHECKING:
    from sopgen.book.booklet import Booklet
    from sopgen.book.merge.part import DeadLink
    from sopgen.book.plan import Absent

T = TypeVar("T")

_WORD = frozenset({".docx"})
#: What is no internal error.
_OTHERS = (UserError, FindingsError, LibraryMissingError, ModuleNotFoundError)

#: Of SOPs that the booklet lacks, so many are named.
_MOST_NAMED = 5

SCHEMAS = "JSON Schema"  # the source of the schema files: the program itself


def make_collections(run: Run, project: Project, lost: frozenset[str] = frozenset()) -> Iterator[Outcome]:
    """Booklet and every letter's attachments; what cannot be made keeps nothing else from being made.

    ``lost`` are the sources of the SOPs that could not be made.
    """
    if project.institution is None:
        return
    if project.book is not None and (run.parts[Kind.SHEAF] or lost):
        yield attempt(run, BOOK, partial(_booklet, run, project.on(None)))
    yield from make_letters(run, project, due_letters(run, project), lost)


@dataclass(frozen=True, slots=True)
class _SchemaFile:
    """A JSON Schema that a build keeps: the source it is of, and what it says when it has to be made."""

    source: str
    key: Fingerprint
    content: Callable[[], dict[str, Any]]


def write_schemas(run: Run, project: Project, whole: bool) -> Iterator[Failed]:
    """Write the JSON Schemas for the line that editors read at the top of a source.

    There is one of every kind of source, with the names that the project knows, and one of every SOP's own source,
    with its pelaksana and ids. Those of the kinds stay as they are where the project was not read ``whole``.
    Nobody asked for them: only what goes wrong is told.
    """
    try:
        files = {**_schemas_of_kinds(project), **_schemas_of_sources(project)}
        for name, file in files.items():
            known = file.source == SCHEMAS and not whole and run.manifest.is_ours(name)
            if known or run.all_current((name,), file.key):
                continue
            content = json.dumps(file.content(), ensure_ascii=False, indent=2) + "\n"
            try:
                run.write(name, file.source, file.key, content.encode())
            except OutputError as error:
                yield Failed(SCHEMAS, refusal=str(error))
        drop_report(run.request.output, report_name(SCHEMAS))
    except UserError:
        raise
    except Exception:
        yield run.fail(SCHEMAS, traceback.format_exc())


def _schemas_of_kinds(project: Project) -> dict[str, _SchemaFile]:
    """The schemas of the kinds of source, by their names in the output folder."""
    from sopgen.model.schema.json_schema import json_schema
    from sopgen.model.schema.names import project_names

    names = project_names(project)
    key = Fingerprint.of(program_sopgen=program(), nama_dalam_proyek=repr(names))
    return {
        f"{SCHEMA_FOLDER}/{kind}.json": _SchemaFile(SCHEMAS, key, partial(json_schema, kind, names=names))
        for kind in ("sop", "instansi", "buku", "surat")
    }


def _schemas_of_sources(project: Project) -> dict[str, _SchemaFile]:
    """The schemas of the SOPs' own sources, by their names in the output folder."""
    from sopgen.model.schema.json_schema import source_schema
    from sopgen.model.schema.names import table_names

    found: dict[str, _SchemaFile] = {}
    for sop in (*project.sops, *project.partial):
        name, tables = schema_name(sop.source.name), table_names(sop)
        general = "../" * (name.count("/") - 1) + "sop.json"
        key = Fingerprint.of(program_sopgen=program(), sumber=repr(tables))
        found[name] = _SchemaFile(sop.source.name, key, partial(source_schema, general, tables))
    return found


def _booklet(run: Run, project: Project) -> Outcome:
    """The booklet, as PDF and in what other kinds are asked for.

    Where it lacks SOPs the earlier one stays, unless one without them is asked for (``partial``). Where one of its
    documents cannot be made, the other one is all the same.
    """
    assert project.book is not None
    source = project.book.source
    lacking = _lacking(run, project)
    if lacking and not run.request.partial:
        return run.fail(BOOK, refusal=_refusal(lacking))
    absent = "".join(f"\0{each.name}\0{each.sop.judul}" for each in lacking)
    text = f"{source.text if source else ''}{project.book.chapters!r}{absent}"
    key = volume_key(run, project, text, run.parts[Kind.SHEAF], project.sops)
    names = [f"{BOOK_NAME}.{kind.value}" for kind in run.request.book]
    if run.all_current(names, key):
        return Kept(BOOK, tuple(run.request.output / name for name in names))
    start = perf_counter()
    paths = {name: run.request.output / name for name in names}
    with ExitStack() as stack:
        places = {name: stack.enter_context(scratch(path)) for name, path in paths.items()}
        bound = _write_booklet(run, project, {Path(name).suffix: place for name, place in places.items()})
        whole = {name: place for name, place in places.items() if Path(name).suffix not in bound.lacking}
        time = ("buku", perf_counter() - start)
        made = (
            write_volume(run, BOOK, key, whole, time, bound.remarks) if whole else Made(BOOK, (), remarks=bound.remarks)
        )
    if not bound.lacking:
        return made
    outdated = tuple(path for name, path in paths.items() if name not in whole and stands(path))
    if bound.breakdown:
        return run.fail_partly(made, bound.breakdown, outdated)
    refused = bound.refusal or "buku Word tidak dibuat karena galat di atas"
    return Failed.partly(made, refused, outdated, bound.findings)


def _lacking(run: Run, project: Project) -> tuple[Absent, ...]:
    """The SOPs that the booklet should hold and that could not be made."""
    from sopgen.book.plan import plan_booklet

    assert project.book is not None
    sops = {sop.nomor: sop for sop in project.sops}
    made = dict.fromkeys(run.parts[Kind.SHEAF], 1)
    plan = plan_booklet(project.book, sops, made, drafts=run.request.drafts, failed=project.failed_sops)
    return plan.without_flows().lacking


def _refusal(lacking: tuple[Absent, ...]) -> str:
    """Why the booklet is not made, and what to do."""
    named = [f"{absent.name} ({absent.reason.value})" for absent in lacking[:_MOST_NAMED]]
    more = [f"{len(lacking) - _MOST_NAMED} SOP lain"] if len(lacking) > _MOST_NAMED else []
    return (
        f"buku tidak dibuat, karena tidak dapat memuat {listed([*named, *more])}. "
        "Perbaiki dahulu, atau tambahkan --sebagian untuk membuat buku tanpa SOP itu."
    )


@dataclass(frozen=True, slots=True)
class _Bound:
    """What there is to say about a booklet that was written; ``lacking`` are the endings of what could not be, because
    of ``findings`` about templates, of the machine (the sentence ``refusal``), or of an internal error (the traceback
    ``breakdown``).
    """

    remarks: tuple[str, ...] = ()
    lacking: frozenset[str] = frozenset()
    findings: tuple[Finding, ...] = ()
    breakdown: str = ""
    refusal: str = ""


def _write_booklet(run: Run, project: Project, places: Mapping[str, Path]) -> _Bound:
    """Write the booklet's documents, PDF and Word side by side, to the place for each ending."""
    from sopgen.book.booklet import set_booklet

    assert project.institution is not None
    request = run.request
    counts = {nomor: _sound_pages(run, project, Kind.SHEAF, nomor) for nomor in run.parts[Kind.SHEAF]}
    cache = KeptPages(request.output, f"{program()} {faces(project.institution.format.huruf)}")
    asked = partial(set_booklet, project, counts, drafts=request.drafts, cache=cache)
    if run.workers.several:
        run.workers.renew()  # SOPs have left their processes large
    cache.begin()
    try:
        booklet = asked(executor=run.workers)
    except BrokenProcessPool:  # killed from outside; what it had set is in the cache
        booklet = asked()
    cache.settle(run, BOOK)
    if run.workers.several:
        run.workers.renew()  # so have these pages
    alone = replace(project, sops=(), partial=(), letters=(), findings=())
    bind: Callable[[], _Bound] = _Bound
    if ".pdf" in places:
        bind = begin(run, partial(_try_pdf_booklet, alone, booklet, run.parts[Kind.SHEAF], places[".pdf"]))
    word = _Bound()
    if ".docx" in places:
        for nomor in run.parts[Kind.WORD]:
            _sound_pages(run, project, Kind.WORD, nomor)
        write = partial(_try_word_booklet, alone, booklet, run.parts[Kind.WORD], places[".docx"])
        word = (begin(run, write) if run.workers.several else write)()
    absent = (f"{entry.name} tidak dimuat dalam buku ({entry.reason.value})" for entry in booklet.plan.absent)
    pdf = bind()
    remarks = (*absent, *pdf.remarks)
    lacking, refused = pdf.lacking | word.lacking, pdf.refusal or word.refusal
    return _Bound(remarks, lacking, word.findings, pdf.breakdown or word.breakdown, refused)


def _try_pdf_booklet(project: Project, booklet: Booklet, parts: Mapping[str, Path], place: Path) -> _Bound:
    """Write the booklet's PDF; which links in it lead nowhere, or what kept it from being written."""
    try:
        dead = _bind(project, booklet, parts, place)
    except _OTHERS:
        raise
    except Exception as error:
        return _failed(".pdf", error)
    return _Bound(tuple(f"{link.part} menyebut {link.target}, yang tidak dimuat dalam buku" for link in dead))


def _try_word_booklet(project: Project, booklet: Booklet, parts: Mapping[str, Path], place: Path) -> _Bound:
    """Write the Word booklet; what kept it from being written, if anything."""
    from sopgen.render.own_templates import OwnTemplateError

    if any(planned.sop.nomor not in parts for planned in booklet.plan.sops):
        return _Bound(lacking=_WORD)  # told of the SOPs
    try:
        _write_word_booklet(project, booklet, parts, place)
    except OwnTemplateError as error:
        return _Bound(lacking=_WORD, findings=error.findings)
    except _OTHERS:
        raise
    except Exception as error:
        return _failed(".docx", error)
    return _Bound()


def _failed(ending: str, error: Exception) -> _Bound:
    """What kept one of the booklet's documents from being written."""
    refused, breakdown = refusal_or_traceback(error)
    return _Bound(lacking=frozenset({ending}), breakdown=breakdown, refusal=refused)


def _bind(project: Project, booklet: Booklet, parts: Mapping[str, Path], place: Path) -> tuple[DeadLink, ...]:
    """Write the booklet's PDF to ``place``, of the SOPs' files by nomor, each read when its turn comes."""
    from sopgen.book.booklet import bind_booklet
    from sopgen.book.merge.prepared_part import Sheaf

    with place.open("r+b") as file:  # never made anew when what it was for has failed
        file.truncate()
        return bind_booklet(project, booklet, partial(_read, Sheaf, parts), file).dead_links


def _write_word_booklet(project: Project, booklet: Booklet, parts: Mapping[str, Path], place: Path) -> None:
    """Write the Word booklet to ``place``, of the SOPs' files by nomor, each read when its turn comes."""
    from sopgen.book.docx.booklet import write_booklet_docx
    from sopgen.book.docx.part import WordPart

    with place.open("wb") as file:
        write_booklet_docx(project, booklet, partial(_read, WordPart, parts), file)


def _read(kind: type[T], parts: Mapping[str, Path], nomor: str) -> T:
    """The part of an SOP that lies, sound, in one of these files by nomor."""
    from sopgen.book.packing import unpack

    part = unpack(kind, parts[nomor].read_bytes())
    if part is None:  # it was sound a moment ago
        raise UserError(
            f"{parts[nomor]} diubah program lain selagi dipakai. Hapus berkas itu, lalu ulangi perintahnya."
        )
    return part


def _sound_pages(run: Run, project: Project, kind: Kind, nomor: str) -> int:
    """How many pages the part of an SOP has that booklets are made of, of this hidden kind; a damaged one is made anew.

    Raises FindingsError when it cannot be made anew, RuntimeError with the traceback of an internal error.
    """
    from sopgen.book.packing import count_pages

    path, root, institution = run.parts[kind][nomor], run.request.root, project.institution
    found = count_pages(path.read_bytes() if path.is_file() else None)
    if found is not None:
        return found
    assert institution is not None
    sop = next(sop for sop in project.sops if sop.nomor == nomor)
    product = run_job(Job(sop, institution, (kind,), root))
    if product.findings:
        raise FindingsError(product.findings)
    pages = count_pages(dict(product.documents).get(kind))
    if pages is None:
        raise RuntimeError(product.breakdown)
    (key,) = sop_fingerprints(sop, institution, (kind,), root).values()
    run.write(output_name(sop.source.name, kind), sop.source.name, key, product.documents[0][1])
    return pages
