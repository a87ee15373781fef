"""The booklet out of the SOPs' PDFs that stand in the output folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from time import perf_counter

from sopgen.builder.key import faces, key_of, program, templates
from sopgen.builder.ledger import digest
from sopgen.builder.press import Made, Press
from sopgen.model.project import Project

SOURCE = "sop_sources/buku.yaml"
NAME = "buku-sop.pdf"


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


def make_booklet(press: Press, project: Project) -> Made | None:
    """Make the booklet unless it is current; None when the project has none, or none of its SOPs could be made.

    SOPs that could not be made are left out of it.
    """
    if project.book is None or project.institution is None or not press.parts:
        return None
    key = _key(press, project)
    path = press.order.output / NAME
    if not press.order.force and press.ledger.is_current(NAME, key):
        return Made(SOURCE, kept=(path,))
    from sopgen.book.booklet import build_booklet

    start = perf_counter()
    booklet = build_booklet(project, PartFiles(press.parts))
    written, aside = press.write(NAME, SOURCE, key, booklet.pdf)
    return Made(SOURCE, (written,), set_aside=aside, seconds=(("buku", perf_counter() - start),))


def _key(press: Press, project: Project) -> str:
    """The hash of everything that the booklet is made from."""
    book, institution = project.book, project.institution
    assert book is not None
    assert institution is not None
    sources = (source.text if source is not None else "" for source in (book.source, institution.source))
    parts = (f"{nomor}={digest(path.read_bytes())}" for nomor, path in sorted(press.parts.items()))
    statuses = (f"{sop.nomor}={sop.status}" for sop in project.sops)
    return key_of(
        program(),
        templates(press.order.root),
        faces(institution.format.huruf),
        *sources,
        repr(book.chapters),
        *parts,
        *statuses,
    )
