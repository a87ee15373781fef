"""Writing outputs where somebody said, never in place of what a project is made of."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from sopgen.builder.state.atomic_write import Written, write_output
from sopgen.findings import UserError
from sopgen.paths import SOURCES, TEMPLATES, project_of


def write_named(root: Path, outputs: Sequence[tuple[Path, bytes]], reads: Sequence[Path] = ()) -> list[Written]:
    """Write the files that somebody named for outputs of the project at ``root``.

    ``reads``: files that were named to be read. Raises UserError, and writes nothing, when one of the outputs would
    take the place of such a file, of a file below ``sop_sources/`` or ``templates/``, or of another output.
    """
    places = places_of(root, [file for file, _ in outputs], reads)
    return [write_output(place, content) for place, (_, content) in zip(places, outputs, strict=True)]


def places_of(root: Path, files: Sequence[Path], reads: Sequence[Path] = ()) -> list[Path]:
    """Where files go that somebody named for outputs: what is looked at here is what is written.

    Raises UserError as ``write_named`` does; a command that has much to do, or to show, asks before it begins.
    """
    if Path("-") in files:
        raise UserError("“-” bukan nama berkas; hasil itu tidak dapat ditulis ke keluaran standar. Sebut nama berkas.")
    places = [file.resolve() for file in files]
    for number, file in enumerate(files):
        _require_free(file, places[number], places[:number])
        _require_no_input(file, places[number], root, reads)
    return places


def _require_free(file: Path, place: Path, taken: Sequence[Path]) -> None:
    """Raise UserError when another output goes there, also where a drive takes capitals for small letters."""
    if str(place).casefold() in (str(each).casefold() for each in taken):
        raise UserError(f"{file} disebut untuk dua hasil. Sebut nama berkas lain untuk salah satunya.")


def _require_no_input(file: Path, place: Path, root: Path, reads: Sequence[Path]) -> None:
    """Raise UserError when what stands at the ``place`` of ``file`` is read, by whatever name or link."""
    own = _identity(place)
    if own is None:
        return
    told = f"{file} tidak ditimpa: hasil tidak menggantikan berkas"
    if own in map(_identity, reads):
        raise UserError(f"{told} yang sedang dibandingkan. Sebut nama berkas lain.")
    if any(own == _identity(each) for project in {root, project_of(place) or root} for each in _inputs(project)):
        raise UserError(
            f"{told} di {SOURCES}/ dan {TEMPLATES}/. Sebut nama berkas lain, atau tempat di luar kedua folder itu."
        )


def _inputs(root: Path) -> Iterator[Path]:
    """Everything that staff keep in a project: sources, what was enacted or sent of them, logos, templates."""
    for top in (root / SOURCES, root / TEMPLATES):
        for folder, _, names in os.walk(top):
            yield from (Path(folder, name) for name in names)


def _identity(file: Path) -> tuple[int, int] | None:
    """What a drive tells a file by, whatever it is called; None when it is not there."""
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
