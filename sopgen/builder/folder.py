"""Which folder is the project, and where its outputs go."""

from __future__ import annotations

from pathlib import Path

from sopgen.findings import UserError

SOURCES = "sop_sources"
OUTPUT = "build"


def find_root(told: Path | None) -> Path:
    """The project folder: the one told, or the nearest one upwards from here that holds ``sop_sources/``.

    Raises UserError when there is none.
    """
    if told is not None:
        if not (told / SOURCES).is_dir():
            raise UserError(f"di folder {told} tidak ada {SOURCES}/.")
        return told.resolve()
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / SOURCES).is_dir():
            return folder
    raise UserError(f"tidak ada {SOURCES}/ di folder ini maupun di atasnya; sebutkan folder proyek dengan -C DIR.")


def output_folder(root: Path, told: Path | None) -> Path:
    """Where outputs are written: the folder told (relative to where the user stands), or ``build/`` of the project."""
    return told.resolve() if told is not None else root / OUTPUT
