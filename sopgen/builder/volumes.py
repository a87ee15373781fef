"""Documents of many SOPs, and what editors need: booklet, letters' attachments, JSON Schema files.

The former are made of the SOPs' PDFs that stand in the output folder, after those.
"""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from sopgen.builder.key import Key, faces, program, sop_key, templates
from sopgen.builder.ledger import digest
from sopgen.builder.order import Kind, output_name
from sopgen.builder.outputs import Written
from sopgen.builder.page_cache import FolderCache
from sopgen.builder.press import Made, Press
from sopgen.builder.product import Job, produce
from sopgen.findings import FindingsError, UserError
from sopgen.model.institution import Institution
from sopgen.model.letter import Letter
from sopgen.model.project import Project
from sopgen.model.sop import Sop

if TYPE_CHECKING:
    from sopgen.book.docx.part import WordPart

BOOK = "sop_sources/buku.yaml"
BOOK_NAME = "buku-sop"
LETTERS_FOLDER = "lampiran"
SCHEMA_FOLDER = "schema"
FORMS = "formulir"  # the source of forms, which are of no single one: a build leaves them alone
SCHEMAS = "JSON Schema"  # the source of the schema files: the program itself


class PartFiles(Mapping[str, bytes]):
    """PDFs by nomor, read when asked for: a booklet of hundreds is never in memory as a whole."""

    def __init__(self, paths: Mapping[str, Path]) -> None:
        self._paths = paths

    def __getitem__(self, nomor: str) -> bytes:
        return self._paths[nomor].read_bytes()

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


@dataclass(frozen=True, slots=True)
class WordFiles:
    """Word parts by nomor, read when asked for; one that is damaged or missing is made anew."""

    press: Press
    project: Project
    institution: Institution

    def read(self, nomor: str) -> WordPart:
        """The part of an SOP. Raises FindingsError when it has to be made and cannot be."""
        from sopgen.book.docx.part import unpack

        path = self.press.words.get(nomor)
        part = unpack(path.read_bytes()) if path is not None and path.is_file() else None
        return part or self._made_anew(nomor)

    def _made_anew(self, nomor: str) -> WordPart:
        from sopgen.book.docx.part import unpack

        sop = next(sop for sop in self.project.sops if sop.nomor == nomor)
        product = produce(Job(sop, self.institution, (Kind.WORD,), self.press.order.root))
        if product.findings:
            raise FindingsError(product.findings)
        part = unpack(dict(product.documents).get(Kind.WORD))
        if part is None:
            raise RuntimeError(product.breakdown)
        name = output_name(sop.source.name, Kind.WORD)
        key = sop_key(sop, self.institution, Kind.WORD, self.press.order.root)
        written, _ = self.press.write(name, sop.source.name, key, product.documents[0][1])
        self.press.words[nomor] = written.path
        return part


def make_volumes(press: Press, project: Project) -> Iterator[Made]:
    """Booklet and every letter's attachments; what cannot be made is told and keeps nothing else from being made."""
    if project.institution is None:
        return
    if project.book is not None and press.parts:
        yield _attempt(BOOK, partial(_booklet, press, project))
    for letter in project.letters:
        yield _attempt(letter.source.name, partial(make_letter, press, project, letter))


def make_letter(press: Press, project: Project, letter: Letter) -> Made:
    """PDF, DOCX and manifest of one letter's attachments, unless they are current.

    Raises UserError when an SOP is missing or not in force, FindingsError when one cannot be drawn.
    """
    named = {nomor for attachment in letter.lampiran for nomor in attachment.sop}
    parts = {nomor: path for nomor, path in press.parts.items() if nomor in named}
    sops = tuple(sop for sop in project.sops if sop.nomor in named)
    key = _key(press, project, letter.source.text, parts, sops)
    names = [f"{LETTERS_FOLDER}/{letter.name}.{ending}" for ending in ("pdf", "docx", "json")]
    if press.all_current(names, key):
        return Made(letter.source.name, kept=tuple(press.order.output / name for name in names))
    from sopgen.book.attach import letter_files

    start = perf_counter()
    words = PartFiles({nomor: path for nomor, path in press.words.items() if nomor in named})
    made = letter_files(letter, project, PartFiles(parts), words, drafts=press.order.drafts)
    documents = {f"{LETTERS_FOLDER}/{name}": content for name, content in made.files.items()}
    return _written(press, letter.source.name, key, documents, ("lampiran", perf_counter() - start))


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
    key = _key(press, project, text, press.parts, project.sops)
    names = [f"{BOOK_NAME}.{kind.value}" for kind in press.order.book]
    if press.all_current(names, key):
        return Made(BOOK, kept=tuple(press.order.output / name for name in names))
    start = perf_counter()
    documents, remarks = _booklet_documents(press, project)
    made = _written(press, BOOK, key, documents, ("buku", perf_counter() - start))
    return replace(made, remarks=remarks)


def _booklet_documents(press: Press, project: Project) -> tuple[dict[str, bytes], tuple[str, ...]]:
    from sopgen.book.booklet import build_booklet

    cache = FolderCache(press.order.output)
    booklet = build_booklet(project, PartFiles(press.parts), drafts=press.order.drafts, cache=cache)
    cache.sweep()
    documents = {f"{BOOK_NAME}.pdf": booklet.pdf}
    if Kind.DOCX in press.order.book:
        from sopgen.book.docx.booklet import build_booklet_docx

        assert project.institution is not None
        words = WordFiles(press, project, project.institution)
        documents[f"{BOOK_NAME}.docx"] = build_booklet_docx(project, booklet, words.read)
    absent = (f"{entry.sop.nomor} tidak dimuat dalam buku ({entry.reason.value})" for entry in booklet.absent)
    dead = (f"{link.part} menyebut {link.target}, yang tidak dimuat dalam buku" for link in booklet.dead_links)
    return documents, (*absent, *dead)


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


def _written(press: Press, source: str, key: Key, documents: Mapping[str, bytes], time: tuple[str, float]) -> Made:
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
            *(f"{nomor}={digest(path.read_bytes())}" for nomor, path in sorted(parts.items())),
            *(f"{sop.nomor}={digest(sop.source.raw)}" for sop in sops),
        ),
        instansi=institution.source.text if institution.source is not None else "",
        konsep=str(press.order.drafts),
        huruf=faces(institution.format.huruf),
        templat=templates(press.order.root),
        program_sopgen=program(),
    )
