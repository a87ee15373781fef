"""Graphviz as a subprocess: DOT in, SVG out, positions untouched, one process for many graphs."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence

from sopgen.system_errors import clause

_DECLARATION = b"<?xml"
_SECONDS = 30.0
_SECONDS_PER_GRAPH = 1.0


class GraphvizError(Exception):
    """Graphviz is missing, broke down or took too long; the message is an Indonesian sentence."""


def draw(sources: Sequence[str]) -> tuple[bytes, ...]:
    """Draw each DOT graph as an SVG document; every node must have a ``pos`` (``neato -n2``).

    Starting the process costs ten times as much as one more graph, so callers hand over all they have.

    Raises GraphvizError with Graphviz' own words when it fails, and when it is not installed.
    """
    if not sources:
        return ()
    program = shutil.which("neato")
    if program is None:
        raise GraphvizError("Graphviz (neato) belum terpasang; pasang paket graphviz, lalu ulangi.")
    output = _run([program, "-n2", "-Tsvg"], "\n".join(sources), _SECONDS + _SECONDS_PER_GRAPH * len(sources))
    drawings = tuple(_DECLARATION + part for part in output.split(_DECLARATION)[1:])
    if len(drawings) != len(sources):
        raise GraphvizError(f"Graphviz menggambar {len(drawings)} dari {len(sources)} halaman alur.")
    return drawings


def _run(command: list[str], source: str, seconds: float) -> bytes:
    try:
        done = subprocess.run(command, input=source.encode(), capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired as error:
        raise GraphvizError(f"Graphviz tidak selesai dalam {seconds:.0f} detik.") from error
    except OSError as error:
        raise GraphvizError(f"Graphviz tidak dapat dijalankan: {clause(error) or error}.") from error
    if done.returncode != 0:
        said = " ".join(done.stderr.decode(errors="replace").split())[:300] or f"status {done.returncode}"
        raise GraphvizError(f"Graphviz gagal: {said}")
    return done.stdout
