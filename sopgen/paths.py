"""Where things stand in a project folder, and which folder that is.

Names are relative to it, with forward slashes, as findings call files.
"""

from __future__ import annotations

import os.path
from collections.abc import Iterable
from pathlib import Path

from sopgen.findings import UserError

SOURCES = "sop_sources"
INSTITUTION_FILE = "instansi.yaml"
INSTITUTION = f"{SOURCES}/{INSTITUTION_FILE}"
BOOK_FILE = "buku.yaml"
BOOK = f"{SOURCES}/{BOOK_FILE}"
LETTERS = f"{SOURCES}/surat"
TEMPLATES = "templates"  # an office's own, and those that come with sopgen
OUTPUT = "build"
MANIFEST_NAME = ".sopgen-catatan.jsonl"  # in the output folder: what was written
LOCK_NAME = ".sopgen-kunci"  # beside it: held by the build that runs
ENACTED = ".ditetapkan"  # ends the name of a folder beside a source: what was enacted of it
SENT = ".terkirim"  # ends the name of a folder beside a letter: what was sent


def find_root(told: Path | None) -> Path:
    """The project folder: the one told, or the nearest one upwards from here that holds ``sop_sources/``.

    Raises UserError when there is none.
    """
    if told is not None:
        if not (told / SOURCES).is_dir():
            raise UserError(f"di folder {told} tidak ada {SOURCES}/.")
        return told.resolve()
    here = Path.cwd()
    root = _nearest((here, *here.parents))
    if root is None:
        raise UserError(f"tidak ada {SOURCES}/ di folder ini maupun di atasnya; sebutkan folder proyek dengan -C DIR.")
    return root


def project_of(file: Path) -> Path | None:
    """The project folder that ``file`` lies in, wherever the user stands; None when it lies in none.

    A link belongs to the project in which it was named, else to that of the file to which it leads.
    """
    return _nearest((*Path(os.path.normpath(file.absolute())).parents, *_followed(file).parents))


def names_in(root: Path, place: Path) -> tuple[str, ...]:
    """What ``place`` may be called in the project at ``root``; nothing when it lies elsewhere.

    Sources that several offices share are links, or all of ``sop_sources/`` is one: what is called so in the project
    stands somewhere else. So a place counts as it was named, the links on the way to it followed, and as what it is.
    """
    spots = (_followed(place.parent) / place.name, _followed(place))
    tops = ((root / SOURCES).resolve(), Path(SOURCES)), (root.resolve(), Path())
    inside = ((spot.relative_to(top), name) for spot in spots for top, name in tops if spot.is_relative_to(top))
    return tuple(dict.fromkeys((name / spot).as_posix() for spot, name in inside))


def source_at(root: Path, place: Path) -> Path | None:
    """The same place as the project calls it, below ``sop_sources/``; None when it lies elsewhere."""
    names = (name for name in names_in(root, place) if name.startswith(f"{SOURCES}/"))
    return next((root / name for name in names), None)


def stands(file: Path) -> bool:
    """Whether a file stands there; where that cannot be looked at (no permission, too long a name), none does."""
    try:
        return file.is_file()
    except OSError:
        return False


def output_folder(root: Path, told: Path | None) -> Path:
    """Where outputs are written: the folder told (relative to where the user stands), or ``build/`` of the project."""
    return told.resolve() if told is not None else root / OUTPUT


def enacted_folder(source: Path) -> Path:
    """Where what was enacted of a source is kept: ``x.yaml`` -> ``x.ditetapkan/``, one folder for each revision."""
    return source.with_name(source.stem + ENACTED)


def sent_folder(letter: Path) -> Path:
    """Where what was sent of a letter is kept: ``nota.yaml`` -> ``nota.terkirim/``."""
    return letter.with_name(letter.stem + SENT)


def source_beside(folder: Path) -> Path:
    """The source that such a folder is of, by its name: ``x.ditetapkan/`` and ``x.terkirim/`` -> ``x.yaml``."""
    return folder.with_suffix(".yaml")


def _followed(place: Path) -> Path:
    """Where links lead; ``resolve`` would raise for one that leads to itself, and for what nothing can be called."""
    try:
        return Path(os.path.realpath(place))
    except ValueError:
        return place


def _nearest(folders: Iterable[Path]) -> Path | None:
    return next((folder for folder in folders if (folder / SOURCES).is_dir()), None)
