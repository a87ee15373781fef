"""Where templates come from, and the sandbox they run in: shared by the PDF and the DOCX writer.

A project folder's own ``templates/`` come first, then those that ship with sopgen (``templates/`` at the top of
the repository, ``sopgen/templates`` in an installed package).
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup as SafeText

import sopgen
from sopgen.findings import UserError
from sopgen.paths import TEMPLATES


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
    if own is None or not own.is_dir() or own == shipped:
        return (shipped,)
    return (own, shipped)


@lru_cache(maxsize=8)
def environment(
    folders: tuple[Path, ...], sandbox: type[ImmutableSandboxedEnvironment] = ImmutableSandboxedEnvironment
) -> ImmutableSandboxedEnvironment:
    """A Jinja environment over ``folders``: sandboxed, escaping everything, with no undefined names.

    Markup of both writers is XML-like, so escaping is on for every template whatever its ending.
    """
    return sandbox(
        loader=FileSystemLoader([str(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=True,  # ``build --watch`` sees templates change
    )


@contextmanager
def own_templates_may_be_wrong(root: Path | None) -> Iterator[None]:
    """Around the use of templates: a mistake in one that the office brought is told as UserError, with its place.

    A mistake in a shipped template stays what it is, an internal error.
    """
    try:
        yield
    except TemplateError as error:
        place = _place_of(error, root)
        if place is None:
            raise
        raise UserError(f"Templat {place} salah: {error}") from error


def css_string(text: str) -> SafeText:
    """A text as a CSS string (CSS Syntax 3, 4.3.7), for a style sheet in a template.

    Everything but letters, digits and blanks is escaped, so that nothing can end the string or a style element.
    """
    safe = "".join(char if char.isalnum() or char == " " else f"\\{ord(char):x} " for char in text)
    return SafeText(f'"{safe}"')


def _place_of(error: TemplateError, root: Path | None) -> str | None:
    """File and line of the mistake, when it is in a template of the project at ``root``."""
    folders = template_folders(root)
    if len(folders) < 2:
        return None
    frames = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    frames.append((getattr(error, "filename", None) or "", getattr(error, "lineno", None)))
    for filename, line in reversed(frames):
        if filename and Path(filename).is_relative_to(folders[0]):
            return f"{TEMPLATES}/{Path(filename).relative_to(folders[0]).as_posix()} baris {line}"
    return None
