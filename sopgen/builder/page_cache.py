"""The booklet's own pages, kept in the output folder from one build to the next."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from sopgen.builder.ledger import digest
from sopgen.builder.outputs import write_output

FOLDER = ".halaman"


class FolderCache:
    """Keeps bytes by key as files; what one build did not ask for is thrown away at its end.

    ``made_with`` names what makes the pages, besides what their keys are made of: program and fonts. Several processes
    may have it: what was asked for shows in the files' times, which are 0 until then.
    """

    def __init__(self, output: Path, made_with: str) -> None:
        self._folder = output / FOLDER
        self._made_with = made_with

    def begin(self) -> None:
        """Nothing has been asked for yet."""
        for path in self._paths():
            os.utime(path, (0, 0))

    def get(self, key: str) -> bytes | None:
        """What was put there under ``key``; None when nothing, or nothing readable, is there."""
        path = self._path(key)
        try:
            content = path.read_bytes()
            path.touch()
        except OSError:
            return None
        return content

    def put(self, key: str, content: bytes) -> None:
        """Keep ``content`` under ``key``; UserError when it cannot be written."""
        write_output(self._path(key), content)

    def _path(self, key: str) -> Path:
        return self._folder / digest(f"{self._made_with}\0{key}".encode())

    def sweep(self) -> None:
        """Throw away what was not asked for since the beginning."""
        for path in self._paths():
            if not path.stat().st_mtime:
                path.unlink()

    def _paths(self) -> Iterator[Path]:
        return self._folder.iterdir() if self._folder.is_dir() else iter(())
