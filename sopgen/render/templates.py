"""Where templates come from, and the environment they run in: shared by the PDF and the DOCX writer.

A project folder's own ``templates/`` come first, then those that ship with sopgen (``templates/`` at the top of
the repository, ``sopgen/templates`` in an installed package). The name ``bawaan/pdf/sop.css.j2`` always means the
shipped one, so that an own template can take it in and say only what is different.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.loaders import split_template_path
from markupsafe import Markup as SafeText

import sopgen
from sopgen.bounded_read import read_bounded
from sopgen.findings import UserError
from sopgen.paths import TEMPLATES
from sopgen.render.sandbox import PlainSandbox

#: Before a template's name: the one that comes with sopgen, whatever the office has.
SHIPPED = "bawaan"
MOST_BYTES = 1024 * 1024  # bytes of an own template


def shipped_templates() -> Path:
    """The folder of the templates that come with sopgen; UserError if the installation lacks it."""
    package = Path(sopgen.__file__).resolve().parent
    for folder in (package / TEMPLATES, package.parent / TEMPLATES):
        if folder.is_dir():
            return folder
    raise UserError("Folder templates bawaan sopgen tidak ditemukan; pasang ulang sopgen.")


def template_folders(root: Path | None) -> tuple[Path, ...]:
    """The folders that hold templates for the project at ``root``, the most particular first."""
    shipped = shipped_templates()
    own = None if root is None else (root / TEMPLATES).resolve()
    if root is None or own is None or not own.is_dir() or own == shipped:
        return (shipped,)
    if not own.is_relative_to(root.resolve()):
        raise UserError(f"Folder {TEMPLATES}/ adalah tautan ke luar folder proyek; salin templatnya ke dalam proyek.")
    return (own, shipped)


@lru_cache(maxsize=8)
def environment(folders: tuple[Path, ...], sandbox: type[PlainSandbox] = PlainSandbox) -> PlainSandbox:
    """A Jinja environment over ``folders``: sandboxed, escaping everything, with no undefined names.

    Markup of both writers is XML-like, so escaping is on for every template whatever its ending.
    """
    *own, shipped = folders
    ready = FileSystemLoader(str(shipped))
    jinja = sandbox(
        loader=ChoiceLoader([*map(OwnTemplates, own), ready, PrefixLoader({SHIPPED: ready})]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=True,  # ``build --watch`` sees templates change
    )
    jinja.own = own[0] if own else None
    return jinja


class OwnTemplates(FileSystemLoader):
    """The office's templates; one that cannot be read is a mistake with a place, and never passed over."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self._folder = folder

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Text and file of a template; TemplateNotFound when the office has none of this name."""
        place = self._folder
        for part in split_template_path(template):
            if place != self._folder and place.is_file():
                name = place.relative_to(self._folder).as_posix()
                raise TemplateSyntaxError("adalah berkas, bukan folder", 1, name, str(place))
            place /= part
        file = place
        if not file.resolve().is_relative_to(self._folder.resolve()):
            raise TemplateSyntaxError("adalah tautan ke luar folder templat", 1, template, str(file))
        if not file.exists() and not file.is_symlink():
            raise TemplateNotFound(template)
        clause = unusable(file)
        if clause:
            raise TemplateSyntaxError(clause, 1, template, str(file))
        return super().get_source(environment, template)


def unusable(file: Path) -> str:
    """Why a file cannot be a template, as an Indonesian clause; empty when it can."""
    if file.is_dir():
        return "adalah folder, bukan berkas"
    try:
        content = read_bounded(file, MOST_BYTES)
    except OSError as error:
        return "tidak dapat dibuka" if error.errno else "bukan berkas biasa"
    if len(content) > MOST_BYTES:
        return "terlalu besar (lebih dari 1 MB)"
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return "bukan teks UTF-8"
    if not text.strip():
        return "kosong"
    if any(char < " " and char not in "\t\n\r\f" for char in text):
        return "berisi tanda yang bukan teks"
    return ""


def css_string(text: str) -> SafeText:
    """A text as a CSS string (CSS Syntax 3, 4.3.7), for a style sheet in a template.

    Everything but letters, digits and blanks is escaped, so that nothing can end the string or a style element.
    """
    safe = "".join(char if char.isalnum() or char == " " else f"\\{ord(char):x} " for char in text)
    return SafeText(f'"{safe}"')
