"""What an output is made from, as hashes: when they are the same, the output need not be made again."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from sys import intern

import sopgen
from sopgen.builder.doctor import pango_version
from sopgen.builder.request import Kind
from sopgen.builder.state.manifest import digest
from sopgen.layout.text.fonts import font_file
from sopgen.model.institution import Institution
from sopgen.model.sop import Sop
from sopgen.render.templates import template_folders

#: Libraries whose version shows in the documents.
DRAWING_LIBRARIES = ("weasyprint", "pydyf", "python-docx", "pikepdf", "fonttools", "jinja2")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What an output is made from, a short hash for each part; parts are named as people are told of them."""

    parts: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, **parts: str | Iterable[str]) -> Fingerprint:
        """A key of these texts, in the order given; ``_`` in a name stands for a blank."""
        return cls(tuple((intern(name.replace("_", " ")), _short(content)) for name, content in parts.items()))

    def __str__(self) -> str:
        """The key as the manifest keeps it."""
        return ";".join(f"{name}={content}" for name, content in self.parts)

    def differences(self, recorded: str) -> tuple[str, ...]:
        """Names of the parts that are others than in a key that was recorded."""
        then = dict(part.split("=", 1) for part in recorded.split(";") if "=" in part)
        return tuple(name for name, content in self.parts if then.get(name) != content)


def sop_fingerprints(sop: Sop, institution: Institution, kinds: Iterable[Kind], root: Path) -> dict[Kind, Fingerprint]:
    """The keys of the outputs of one SOP.

    What other SOPs contribute (the titles that Keterkaitan prints) is in ``sop.keterkaitan``; dates of writing,
    machine names and the like are in no document, hence in no key.
    """
    reference = Path(sop.format.rujukan_docx or "")
    enacted = () if sop.enacted is None else Fingerprint.of(dokumen_ditetapkan=sop.enacted.sha256).parts
    ended = () if sop.pencabutan is None else Fingerprint.of(pencabutan=f"{sop.status} {sop.pencabutan}").parts
    common = Fingerprint.of(
        sumber=sop.source.text,
        judul_SOP_terkait=repr(sop.keterkaitan),
        instansi="" if institution.source is None else institution.source.text,
        logo="" if institution.logo is None else digest(institution.logo),
        dokumen_rujukan=digest(reference) if reference.is_file() else "",
        huruf=faces(sop.format.huruf),
        templat=templates(root),
    )
    programs = {kind: Fingerprint.of(program_sopgen=f"{program()},{kind.value}") for kind in kinds}
    return {kind: Fingerprint((*common.parts, *enacted, *ended, *own.parts)) for kind, own in programs.items()}


def _short(content: str | Iterable[str]) -> str:
    """Sixteen hexadecimal digits for a text, or for several in which no two lists of texts are alike."""
    state = hashlib.sha256()
    for part in (content,) if isinstance(content, str) else content:
        encoded = part.encode("utf-8", "surrogatepass")
        state.update(len(encoded).to_bytes(8, "big"))
        state.update(encoded)
    return intern(state.hexdigest()[:16])  # most outputs share most parts


@cache
def code() -> str:
    """The hash of sopgen's own modules."""
    package = Path(sopgen.__file__).parent
    return _tree(sorted(package.rglob("*.py")), package)


@cache
def program() -> str:
    """The hash of sopgen itself and of the libraries and programs that draw."""
    libraries = ",".join(f"{name}={version(name)}" for name in DRAWING_LIBRARIES)
    dot = shutil.which("dot")
    state = Path(dot).resolve().stat() if dot else None
    return f"{code()},{libraries},pango={_pango()},dot={(state.st_size, state.st_mtime_ns) if state else None}"


def _pango() -> str:
    try:
        return pango_version()
    except OSError:
        return ""  # laying out will say so


@cache
def templates(root: Path) -> str:
    """The hash of every template that a project at ``root`` may use."""
    return ",".join(_tree(sorted(folder.rglob("*")), folder) for folder in template_folders(root))


@cache
def faces(family: str) -> str:
    """The hash of the font files that print ``family``."""
    files = {font_file(family, bold).path for bold in (False, True)}
    return ",".join(digest(Path(path)) for path in sorted(files))


def _tree(paths: Iterable[Path], root: Path) -> str:
    state = hashlib.sha256()
    for path in paths:
        try:
            content = digest(path) if path.is_file() else ""
        except OSError:
            content = "unreadable"  # who uses it says so
        if content:
            state.update(f"{path.relative_to(root).as_posix()}\0{content}\0".encode())
    return state.hexdigest()
