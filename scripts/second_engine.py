"""Lay the Word documents of all cases out in two programs, LibreOffice and a second engine, and compare with the plan.

    .venv/bin/python -m scripts.second_engine [PART-OF-A-NAME]...

Printed is a line a document: pages as planned, in LibreOffice, in the second engine, and of an SOP how far the row that
stands furthest off its planned place is off it, in mm. Exit status 1 when page counts differ.

The second engine is the package ``document-builder`` from PyPI (some 100 MB, licence AGPL), which counts rules as Word
does. It is a measuring tool: it is installed into a folder of its own below the system's temporary one, and neither
the program nor its tests know it.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pymupdf

from sopgen.book.attach import letter_files
from sopgen.book.booklet import set_booklet
from sopgen.book.docx.booklet import write_booklet_docx
from sopgen.book.docx.part import WordPart, make_word_part
from sopgen.book.forms import FormKind, make_form
from sopgen.layout.scene import Scene
from sopgen.model.project import Project
from sopgen.model.sop import Status
from tests.render_docx.documents import FOLDERS, Made, made, project
from tests.render_docx.office import converted
from tests.render_docx.readback import planned_heights, read_page

PACKAGE = "document-builder"
ENGINE = Path(tempfile.gettempdir()) / "sopgen-second-engine"
_PROGRAM = """
import sys
from docbuilder import CDocBuilder
for source, target in zip(sys.argv[1::2], sys.argv[2::2]):
    builder = CDocBuilder()
    builder.OpenFile(source, "")
    builder.SaveFile("pdf", target)
    builder.CloseFile()
"""


@dataclass(frozen=True)
class Document:
    """A Word document, how many pages were planned, and of an SOP its geometry."""

    name: str
    docx: bytes
    pages: int
    scene: Scene | None = None


def documents() -> Iterator[Document]:
    """Every document of every case."""
    for case in FOLDERS:
        for sop in made(case):
            yield Document(sop.name, sop.docx, sop.scene.page_count, sop.scene)
        found = project(case)
        yield from _letters(case, found)
        if found.book is not None:
            yield _booklet(case, found, {each.sop.nomor: each for each in made(case)})
        if case == "sop_sources":
            yield from _forms(found)


def _letters(case: str, found: Project) -> Iterator[Document]:
    for letter in found.letters:
        files = letter_files(letter, found, drafts=True)
        yield Document(f"{case}-{letter.name}", files.files[f"{letter.name}.docx"], files.made.pages)


def _booklet(case: str, found: Project, sops: Mapping[str, Made]) -> Document:
    bound = {nomor: sop for nomor, sop in sops.items() if sop.sop.status is not Status.WITHDRAWN}
    booklet = set_booklet(found, {nomor: sop.scene.page_count for nomor, sop in bound.items()}, drafts=True)

    def read(nomor: str) -> WordPart:
        sop = bound[nomor]
        return make_word_part(sop.sop, sop.institution, sop.scene, found.root)

    file = io.BytesIO()
    write_booklet_docx(found, booklet, read, file)
    pages = booklet.front_pages + booklet.plan.end - 1 + sum(matter.pages for matter in booklet.own.back)
    return Document(f"{case}-buku", file.getvalue(), pages)


def _forms(found: Project) -> Iterator[Document]:
    for kind in FormKind:
        form = make_form(kind, found, found.sops)
        yield Document(f"formulir-{kind.value}", form.docx, _pages(form.pdf))


def _pages(pdf: bytes) -> int:
    with pymupdf.open(stream=pdf) as printed:
        return len(printed)


def engine() -> Path:
    """The Python that has the second engine; installed when it is not there."""
    python = ENGINE / "bin" / "python"
    if not (ENGINE / ".ready").exists():
        subprocess.run([sys.executable, "-m", "venv", str(ENGINE)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", PACKAGE], check=True)
        (ENGINE / ".ready").touch()
    return python


def in_second_engine(wanted: Mapping[str, bytes]) -> dict[str, bytes]:
    """These DOCX files as the second engine prints them to PDF, by name."""
    python = engine()
    with tempfile.TemporaryDirectory() as folder:
        files: list[str] = []
        for number, content in enumerate(wanted.values()):
            source = Path(folder) / f"{number}.docx"
            source.write_bytes(content)
            files += (str(source), str(source.with_suffix(".pdf")))
        done = subprocess.run([str(python), "-c", _PROGRAM, *files], capture_output=True, text=True, check=False)
        if done.returncode:  # what it says of its licence is of no interest
            raise SystemExit(f"{PACKAGE}: {done.stderr or done.stdout}")
        return {name: Path(files[2 * number + 1]).read_bytes() for number, name in enumerate(wanted)}


def furthest_row(pdf: bytes, scene: Scene) -> float | None:
    """How far the rule of a row is off its place, at most, in mm; None when the pages are not those of the plan."""
    with pymupdf.open(stream=pdf) as printed:
        if len(printed) != scene.page_count:
            return None
        found = [0.0]
        for page in (*scene.form, *scene.pages):
            rules = read_page(printed[page.number - 1]).rules
            found += [min((abs(rule - height) for rule in rules), default=99.0) for height in planned_heights(page)]
        return max(found)


def main(parts: list[str]) -> int:
    """Compare the documents whose name has one of these parts, or all."""
    chosen = [each for each in documents() if not parts or any(part in each.name for part in parts)]
    contents = {each.name: each.docx for each in chosen}
    office, second = converted(contents), in_second_engine(contents)
    different = 0
    print(f"{'document':52} {'planned':>8} {'LibreOffice':>12} {'second':>7}   rows off by (mm)")
    for each in chosen:
        counts = (each.pages, _pages(office[each.name]), _pages(second[each.name]))
        different += len(set(counts)) > 1
        off = [furthest_row(pdf[each.name], each.scene) for pdf in (office, second)] if each.scene else []
        rows = "  ".join("-" if far is None else f"{far:.2f}" for far in off)
        mark = "  DIFFERENT" if len(set(counts)) > 1 else ""
        print(f"{each.name:52} {counts[0]:8} {counts[1]:12} {counts[2]:7}   {rows}{mark}")
    print(f"{len(chosen)} documents, {different} with other page counts.")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
