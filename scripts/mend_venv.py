"""Tells the programs of a Python environment where it stands now, after its folder was moved, renamed or copied.

    .venv/bin/python scripts/mend_venv.py

Programs in ``bin/`` begin with the whole path of their Python, and ``activate`` sets it. What they have from their
packages need not be fetched again: the old place is known from ``pyvenv.cfg``. Does nothing when nothing was moved.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

_MADE_BY = re.compile(rb"^command = .* -m venv (?:--\S+ )*(.+?)\s*$", re.MULTILINE)


def mend(environment: Path) -> bool:
    """Write the new place wherever the old one stands; whether there was anything to write."""
    settings = environment / "pyvenv.cfg"
    found = _MADE_BY.search(settings.read_bytes())
    new = str(environment).encode()
    if found is None or found[1] == new:
        return False
    for program in sorted((environment / "bin").iterdir()):
        if program.is_file() and not program.is_symlink():
            _replace(program, found[1], new)
    _replace(settings, found[1], new)  # last: an interrupted mending is begun again
    return True


def _replace(file: Path, old: bytes, new: bytes) -> None:
    content = file.read_bytes()
    if old in content and b"\0" not in content:
        file.write_bytes(re.sub(re.escape(old) + rb"(?![\w.-])", lambda _: new, content))


if __name__ == "__main__":
    mend(Path(sys.prefix))
