"""What is wrong with a template of the office's own, as a finding: which file, which line, what to do.

A mistake is the office's when it happened in its template, or when the same document comes out right with the shipped
ones; else it stays what it is.
"""

from __future__ import annotations

import os
import re
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from difflib import SequenceMatcher
from pathlib import Path
from typing import TypeAlias

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

from sopgen.bounded_read import read_bounded
from sopgen.findings import Code, Finding, FindingsError, LibraryMissingError, Span, UserError, listed
from sopgen.paths import TEMPLATES
from sopgen.render.bounds import limited_work
from sopgen.render.codes import TEMPLATE_WRONG
from sopgen.render.templates import MOST_BYTES, shipped_templates

#: Folders of templates, as ``template_folders`` gives them: the office's, if there is one, and the shipped.
Folders: TypeAlias = tuple[Path, ...]

#: How much longer than the shipped templates' an own document may be, and how many elements or rules more it may have:
#: WeasyPrint would work for hours on what a few loops write.
_LONGER, _MORE = 200_000, 2_000
_TIMES = 3
_LISTED = os.R_OK | os.X_OK
_DATA = re.compile(r"data:[^)\"'\s]*")
_MEND = "Perbaiki baris itu, atau hapus berkasnya: sopgen lalu memakai templat bawaannya (docs/templat.md)."
#: What Jinja says, and the same for the staff.
_CLAUSES = (
    (r"^'(?P<name>[^']+)' is undefined", "menyebut “{name}”, yang tidak ada"),
    (r"object.* has no (?:attribute|element) '?(?P<name>[^']+)'?", "menyebut “{name}”, yang tidak ada di sana"),
    (r"access to attribute '(?P<name>[^']+)'", "menyebut “{name}”, yang tidak terbuka bagi templat"),
    (r"[Nn]o (?:filter|test) named '(?P<name>[^']+)'", "memakai penyaring “{name}”, yang tidak ada"),
    (r"[Ii]gnored `(?P<name>[^`]+)`", "memuat gaya yang tidak dikenal: “{name}”"),
    (r"Failed to load image at '(?P<name>[^']+)'", "membuat atau menyebut gambar yang tidak dapat dibaca: {name}"),
    (
        r"(?:not well-formed|mismatched tag|unbound prefix|no element found|unclosed)(?P<name>)",
        "membuat XML yang rusak",
    ),
    (r"does not export the requested name '(?P<name>[^']+)'", "mengambil “{name}” dari templat yang tidak memilikinya"),
)
_ENGLISH = re.compile(r"\b(?:is|not|of|unexpected|unknown|the|expected|invalid|must|too|takes|by)\b", re.IGNORECASE)


#: Pictures by the beginning of the names that pages call them, and the templates that draw them.
_PICTURES = {"sopgen:garis": "pdf/rules.svg.j2", "sopgen:kotak": "pdf/tick.svg.j2", "sopgen:titik": "book/dots.svg"}


class AmissError(ValueError):
    """A document is not what it should be: an Indonesian clause that follows a template's name."""


class OwnTemplateError(FindingsError):
    """An own template is wrong; documents that do not use it can be made all the same."""


@contextmanager
def own_templates_may_be_wrong(
    folders: Folders, *kinds: str, without: Callable[[], object] | None = None
) -> Iterator[None]:
    """Around the use of templates: a mistake in one that the office brought ends as OwnTemplateError.

    ``kinds`` begin the names of the templates that are used (``pdf/``); ``without`` makes the same with the shipped
    ones: it tells whose mistake it is when that happened in no template. The work that templates do is limited.
    """
    try:
        with limited_work():
            yield
    except (FindingsError, UserError, LibraryMissingError, ModuleNotFoundError):
        raise
    except Exception as error:
        finding = _mistake(folders, error)
        if finding is None:
            suspects = own_files(folders, *kinds) if kinds else ()
            if not suspects or without is None or not _works(without):
                raise
            finding = blame(folders, suspects, clause_of(error), str(error))
        raise OwnTemplateError((finding,)) from error


def own_files(folders: Folders, *kinds: str) -> tuple[str, ...]:
    """Names of the office's files that stand for shipped templates whose names begin so."""
    own, *shipped = folders
    if not shipped:
        return ()
    names = sorted(path.relative_to(own).as_posix() for path in own.rglob("*"))
    return tuple(name for name in names if name.startswith(kinds) and (shipped[0] / name).is_file())


def brings_templates(folders: Folders) -> bool:
    """Whether the office has a file that stands for a shipped one, or keeps us from seeing whether it has."""
    own, *shipped = folders
    if not shipped:
        return False
    places = [own, *(own / folder.relative_to(shipped[0]) for folder in shipped[0].rglob("*/"))]
    closed = (place for place in places if place.exists() and not (place.is_dir() and os.access(place, _LISTED)))
    return bool(own_files(folders, "")) or any(closed)


def hold_to_length(folders: Folders, own: Sequence[str], name: str, made: str, planned: str) -> None:
    """Raise OwnTemplateError when what ``name`` and its like made is far longer than planned."""
    length = len(_DATA.sub("", made))
    marks = made.count("<") + made.count("{")
    planned_marks = planned.count("<") + planned.count("{")
    if length > _TIMES * len(planned) + _LONGER or marks > _TIMES * planned_marks + _MORE:
        suspects = [name] if name in own else list(own)
        raise OwnTemplateError((blame(folders, suspects, "membuat dokumen yang jauh terlalu panjang"),))


def wrong(folders: Folders, name: str, line: int, clause: str, code: Code = TEMPLATE_WRONG) -> Finding:
    """The finding that the own template ``name`` is wrong at a line (from 1)."""
    file = f"{TEMPLATES}/{name}"
    message = f"Templat {file} {clause}."
    lines = _text(folders, name).splitlines()
    excerpt = lines[line - 1].rstrip() if 0 < line <= len(lines) else ""
    start = len(excerpt) - len(excerpt.lstrip()) + 1
    return Finding(
        code.number, code.severity, file, Span(line, start, max(start, len(excerpt)) + 1), excerpt, message, _MEND
    )


def blame(
    folders: Folders, suspects: Sequence[str], clause: str, said: str = "", code: Code = TEMPLATE_WRONG
) -> Finding:
    """The finding for a mistake that shows in the document alone: the own template that is the likeliest.

    ``said`` are words of the mistake; the template that holds one of them in quotes goes before the others.
    """
    quoted = [word for pair in re.findall(r"'([^']{2,})'|“([^“”]{2,})”|`([^`]{2,})`", said) for word in pair if word]
    drawn = [name for start, name in _PICTURES.items() if start in said and name in suspects]
    named = drawn or [name for name in suspects if any(word in _text(folders, name) for word in quoted)]
    name = (named or list(suspects))[0]
    others = [f"{TEMPLATES}/{other}" for other in suspects if other != name] if not named else []
    more = f"; periksa juga {listed(others)}" if others else ""
    return wrong(folders, name, line_of(folders, name, quoted), f"{clause}{more}", code)


def line_of(folders: Folders, name: str, words: Sequence[str] = ()) -> int:
    """The line of an own template that holds one of the words; else the first that the shipped one does not have."""
    own = _text(folders, name).splitlines()
    for number, line in enumerate(own, 1):
        if any(word in line for word in words):
            return number
    return first_different(own, shipped_text(name).splitlines())


def first_different(own: Sequence[str], shipped: Sequence[str]) -> int:
    """The first line (from 1) at which two texts differ; 1 when they do not."""
    for tag, _, _, start, _ in SequenceMatcher(None, shipped, own, autojunk=False).get_opcodes():
        if tag != "equal":
            return min(start + 1, max(len(own), 1))
    return 1


def shipped_text(name: str) -> str:
    """The text of a shipped template; empty when there is none."""
    file = shipped_templates() / name
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def clause_of(error: Exception) -> str:
    """What is wrong, as an Indonesian clause that follows the template's name."""
    if isinstance(error, OSError):
        return "tidak dapat dibuka; periksa izinnya"
    told = error.message if isinstance(error, TemplateSyntaxError) else str(error)
    said = " ".join((told or "").split())[:200]
    if isinstance(error, AmissError):
        return said
    if isinstance(error, TemplateNotFound):
        return f"menyebut templat “{error.name}”, yang tidak ada"
    if isinstance(error, RecursionError):
        return "memuat dirinya sendiri tanpa akhir"
    for pattern, clause in _CLAUSES:
        found = re.search(pattern, said)
        if found:
            return clause.format(name=found["name"])
    if isinstance(error, TemplateError) and said and not _ENGLISH.search(said):
        return said
    if isinstance(error, TemplateError):
        return f"salah tulis (kata Jinja: {said})"
    return f"tidak dapat dipakai ({said or type(error).__name__})"


def _works(work: Callable[[], object]) -> bool:
    try:
        with limited_work():
            work()
    except Exception:
        return False
    return True


def _mistake(folders: Folders, error: Exception) -> Finding | None:
    """The mistake, when it happened in a template of the office."""
    own, *shipped = folders
    if not shipped:
        return None
    frames = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    frames.append((getattr(error, "filename", None) or "", getattr(error, "lineno", None)))
    places = [(filename, line or 1) for filename, line in frames if filename and Path(filename).is_relative_to(own)]
    if not places:
        return None
    endless = isinstance(error, RecursionError)  # where it stopped is chance: the line that comes again and again
    filename, line = Counter(places).most_common(1)[0][0] if endless else places[-1]
    return wrong(folders, Path(filename).relative_to(own).as_posix(), line, clause_of(error))


def _text(folders: Folders, name: str) -> str:
    """The text of an own template, whatever it is: its beginning, if it is too large for one."""
    file = folders[0] / name
    try:
        is_own = file.resolve().is_relative_to(folders[0].resolve())
        return read_bounded(file, MOST_BYTES).decode(errors="replace") if is_own else ""
    except OSError:
        return ""
