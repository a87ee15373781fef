"""A progress bar on a terminal, and nothing elsewhere: there the lines about each SOP are progress enough."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

#: A bar for fewer SOPs than this would be gone before it is seen.
FEWEST_FOR_BAR = 3


class Progress(ExitStack):
    """Shows how many SOPs are done; use it in a ``with`` statement, which takes the bar away again."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self._bar: Bar | None = None
        self._left = 0

    def begin(self, total: int) -> None:
        """Show the bar: there are ``total`` to do."""
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
        self._bar = self.enter_context(Bar(*columns, transient=True))
        self._task = self._bar.add_task(self._title, total=total, now="")
        self._left = total

    @contextmanager
    def away(self) -> Iterator[None]:
        """The bar is gone while something else is printed, so that the two share no line."""
        bar = self._bar
        if bar is not None:
            bar.stop()
        yield
        if bar is not None and self._bar is not None:
            bar.start()

    def advance(self, name: str) -> None:
        """One more is done; ``name`` says which. After the last one the bar is taken away."""
        if self._bar is None:
            return
        self._bar.update(self._task, advance=1, now=name)
        self._left -= 1
        if not self._left:
            self._bar = None
            self.close()
