"""Whether two machines print the same: versions of all that decides an output's bytes, by name."""

from __future__ import annotations

import zlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

import sopgen
from sopgen.builder.key import DRAWING_LIBRARIES, code, faces, templates
from sopgen.builder.machine import graphviz_version, pango_version

#: Names, as people know them, and versions.
Machine = tuple[tuple[str, str], ...]
_LIBRARIES = (*DRAWING_LIBRARIES, "lxml", "pillow")


@cache
def this_machine(families: tuple[str, ...]) -> Machine:
    """What the documents of this machine depend on; ``families`` are the font families that they use.

    Raises OSError when Pango or Graphviz is not there.
    """
    return (
        ("sopgen", f"{version('sopgen')} ({code()[:8]})"),
        ("templat bawaan", templates(Path(sopgen.__file__).parent)[:8]),
        *((name, version(name)) for name in _LIBRARIES),
        ("Pango", pango_version()),
        ("Graphviz", graphviz_version()),
        ("zlib", zlib.ZLIB_RUNTIME_VERSION),
        *((f"huruf {family}", faces(family)[:8]) for family in families),
    )


def differences(there: Machine, here: Machine) -> str:
    """What is another there, in words: ``weasyprint 70.1, di sini 70.0``; empty when all is the same."""
    found = dict(there)
    return "; ".join(
        f"{name} {found.get(name, '(tidak ada)')}, di sini {own}" for name, own in here if found.get(name) != own
    )
