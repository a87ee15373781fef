"""The booklet's own pages, kept in the output folder from one build to the next."""

from __future__ import annotations

from pathlib import Path

from sopgen.builder.ledger import digest
from sopgen.builder.outputs import write_output

FOLDER = ".halaman"


class FolderCache:
    """Keeps bytes by key as files; what one build did not ask for is thrown away at its end.

    ``made_with`` names what makes the pages, besides what their keys are made of: program and fonts.
    """

    def __init__(self, output: Path, made_with: str) -> None:
        self._folder = output / FOLDER
        self._made_with = made_with
        self._asked: set[str] = set()

    def get(self, key: str) -> bytes | None:
        """What was put there under ``key``; None when nothing, or nothing readable, is there."""
        try:
            return self._path(key).read_bytes()
        except OSError:
            return None

    def __setitem__(self, key: str, content: bytes) -> None:
        """Keep ``content`` under ``key``; UserError when it cannot be written."""
        write_output(self._path(key), content)

    def _path(self, key: str) -> Path:
        name = digest(f"{self._made_with}\0{key}".encode())
        self._asked.add(name)
        return self._folder / name

    def sweep(self) -> None:
        """Throw away what was not asked for."""
        if self._folder.is_dir():
            for path in self._folder.iterdir():
                if path.name not in self._asked:
                    path.unlink()
