"""The booklet's own pages, kept in the output folder from one build to the next."""

from __future__ import annotations

from pathlib import Path

from sopgen.builder.outputs import write_output

FOLDER = ".halaman"


class FolderCache:
    """Keeps bytes by key as files; what one build did not ask for is thrown away at its end."""

    def __init__(self, output: Path) -> None:
        self._folder = output / FOLDER
        self._asked: set[str] = set()

    def get(self, key: str) -> bytes | None:
        """What was put there under ``key``; None when nothing, or nothing readable, is there."""
        self._asked.add(key)
        try:
            return (self._folder / key).read_bytes()
        except OSError:
            return None

    def put(self, key: str, content: bytes) -> None:
        """Keep ``content`` under ``key``; UserError when it cannot be written."""
        self._asked.add(key)
        write_output(self._folder / key, content)

    def sweep(self) -> None:
        """Throw away what was not asked for."""
        if self._folder.is_dir():
            for path in self._folder.iterdir():
                if path.name not in self._asked:
                    path.unlink()
