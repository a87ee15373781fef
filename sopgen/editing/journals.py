"""Where the journals of one process stand: no two processes write the same one."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from pathlib import Path

from sopgen.builder.state.lock import build_lock
from sopgen.editing.journal import Journal
from sopgen.findings import UserError

_FOLDER = ".sunting"
_MOST_PLACES = 16  # processes that edit one project at a time


class Journals:
    """A folder of journals in the folder of outputs, held until ``close`` or the end of the process.

    What a process has left in another such folder when it ended is taken along, where there is no newer one.
    """

    def __init__(self, output: Path) -> None:
        """Raises UserError when there can be no such folder."""
        self._held = ExitStack()
        places = [output / _FOLDER / str(number) for number in range(1, _MOST_PLACES + 1)]
        self.folder = self._first_free(places)
        for place in places:
            if place != self.folder and place.is_dir():
                with suppress(UserError, OSError), build_lock(place):
                    self._take_along(place)

    def of(self, name: str) -> Journal:
        """The journal of the source called ``name``."""
        return Journal(self.folder, name)

    def close(self) -> None:
        """Leave the folder to others."""
        self._held.close()

    def _first_free(self, places: list[Path]) -> Path:
        refused: UserError | None = None
        for place in places:
            try:
                self._held.enter_context(build_lock(place))
            except UserError as error:
                refused = error
            else:
                return place
        assert refused is not None
        raise refused

    def _take_along(self, place: Path) -> None:
        for journal in sorted(place.glob("*.jsonl")):
            if not (self.folder / journal.name).exists():
                journal.replace(self.folder / journal.name)
