"""The pages of the guide as files and texts: what stands in a fence, which file it is, which picture shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sopgen.render.docx.package.reference import default_reference
from tests.conftest import ROOT
from tests.rules.conftest import blocks, overlay

DOCS = ROOT / "docs"
PICTURES = DOCS / "images" / "format"
FORMAT = ("format.md", "format-alur.md", "format-kantor.md")
INSTITUTION = "sop_sources/instansi.yaml"
#: The SOP that examples of a few keys are laid over.
BASE = "sop_sources/surat-dinas.yaml"
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$\n*(?:!\[[^]]*\]\(images/format/([\w-]+)\.png\))?", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"`(sop_sources/[\w/.-]+)`[^`\n]*:\n+\Z")
_HEADING = re.compile(r"^##+ (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Fence:
    """What stands between two lines of ```: of which language, under which heading, and as which file.

    ``file`` is empty unless the line above ends with a path and a colon; ``picture`` is the name of the picture below.
    """

    page: str
    line: int
    heading: str
    language: str
    text: str
    file: str
    picture: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def text_of(page: str) -> str:
    """A page of the guide as written."""
    return (DOCS / page).read_text(encoding="utf-8")


def fences(page: str) -> Iterator[Fence]:
    """Everything on a page that is set as code, from the top down."""
    text = text_of(page)
    for found in _FENCE.finditer(text):
        above = text[: found.start()]
        file = _FILE.search(above)
        heading = _HEADING.findall(above)[-1:]
        yield Fence(
            page,
            above.count("\n") + 1,
            heading[0] if heading else "",
            found[1],
            found[2],
            file[1] if file else "",
            found[3] or "",
        )


def examples() -> tuple[Fence, ...]:
    """The examples of the source format."""
    return tuple(fence for page in FORMAT for fence in fences(page) if fence.language == "yaml")


def base_files() -> dict[str, str]:
    """The office and the SOP that all examples of the format share, by their names."""
    return {fence.file: fence.text for fence in examples() if fence.file in (INSTITUTION, BASE)}


def whole_files() -> dict[str, str]:
    """The whole files among the examples: an office with a booklet and a letter."""
    return {fence.file: fence.text for fence in examples() if fence.file}


def files_of(example: Fence) -> dict[str, str]:
    """The files of the little office in which an example stands: itself, or its keys in place of the base's."""
    if example.file:
        return base_files() | {example.file: example.text}
    if example.heading == "`instansi.yaml`":
        return base_files() | {INSTITUTION: example.text}
    base = base_files()[BASE]
    if any(key == "bagian" for key, _ in blocks(example.text)):
        base = overlay(base, "langkah: HAPUS")
    return base_files() | {BASE: overlay(base, example.text)}


def write(files: dict[str, str], folder: Path) -> Path:
    """Write files into a project folder; returns it."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def add_office_files(folder: Path) -> None:
    """The logo and the Word document that the examples name, beside the sources."""
    (folder / "sop_sources" / "logo.svg").write_bytes((ROOT / "templates" / "logo.svg").read_bytes())
    (folder / "sop_sources" / "kop.docx").write_bytes(default_reference("Arial"))
