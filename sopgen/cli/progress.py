"""A progress bar on a terminal, and nothing elsewhere: there the lines about each SOP are progress enough."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Self

#: A bar for fewer SOPs than this would be gone before it is seen.
FEWEST_FOR_BAR = 3


class Progress:
    """Shows how many of ``total`` are done; use it in a ``with`` statement."""

    def __init__(self, total: int, title: str) -> None:
        self._bar = None
        if total < FEWEST_FOR_BAR or not sys.stdout.isatty():
            return
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
        from rich.progress import Progress as Bar

        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[now]}"),
        )
        # Without a thread that refreshes it: it changes only when an SOP is told.
        self._bar = Bar(*columns, transient=True, auto_refresh=False)
        self._task = self._bar.add_task(title, total=total, now="")

    def __enter__(self) -> Self:
        """Show the bar."""
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()

    def advance(self, name: str) -> None:
        """One more is done; ``name`` says which."""
        if self._bar is not None:
            self._bar.update(self._task, advance=1, now=name, refresh=True)
