"""The booklet's own pages, kept in the output folder from one build to the next."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sopgen.builder.request import PARTS_FOLDER
from sopgen.builder.run import Run
from sopgen.builder.state.atomic_write import write_output
from sopgen.builder.state.fingerprint import Fingerprint
from sopgen.builder.state.manifest import digest

FOLDER = f"{PARTS_FOLDER}/buku"


@dataclass(frozen=True, slots=True)
class KeptPages:
    """Keeps bytes by key as files below the output folder; ``made_with`` names the program and the fonts.

    Several processes may have it: what was asked for shows in the files' times, which are 0 until then. Whoever reads
    such bytes checks that they are whole (see ``sopgen.book.packing``).
    """

    output: Path
    made_with: str

    def begin(self) -> None:
        """Nothing has been asked for yet."""
        for path in self._files():
            os.utime(path, (0, 0))

    def get(self, key: str) -> bytes | None:
        """What was put there under ``key``; None when nothing, or nothing readable, is there."""
        path = self._path(key)
        with suppress(OSError):
            content = path.read_bytes()
            path.touch()
            return content
        return None

    def __setitem__(self, key: str, content: bytes) -> None:
        """Keep ``content`` under ``key``; UserError when it cannot be written."""
        write_output(self._path(key), content)

    def settle(self, run: Run, source: str) -> None:
        """Remember what was asked for as hidden outputs of ``source``, and remove the rest."""
        for path in self._files():
            name = path.relative_to(self.output).as_posix()
            if not path.stat().st_mtime:
                path.unlink()
                run.manifest.forget(name)
            elif not run.manifest.is_ours(name):
                run.manifest.record(name, source, str(Fingerprint(())), digest(path))

    def _path(self, key: str) -> Path:
        made_from = f"{self.made_with}\0{key}"
        return self.output / FOLDER / digest(made_from.encode())

    def _files(self) -> list[Path]:
        return sorted((self.output / FOLDER).glob("*"))
