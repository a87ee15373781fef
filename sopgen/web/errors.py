"""Internal errors: a report in the output folder, and one sentence for the page; the server goes on."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from pathlib import Path

from sopgen.builder.error_report import ENDING, keep_report, report_text, what_to_do
from sopgen.paths import output_folder
from sopgen.system_errors import refusal

#: Where the last report stands below the output folder; a new run leaves it there.
_NAME = f"halaman-sunting{ENDING}"
_TYPED = ("serve",)


@dataclass(frozen=True)
class ErrorReports:
    """Keeps reports of the project in ``root``."""

    root: Path

    def sentence(self, error: Exception) -> str:
        """What to say of an error that nobody expected; where it is ours, with a report of its traceback."""
        told = refusal(error)
        return told or self.keep("".join(traceback.format_exception(error)))

    def keep(self, breakdown: str) -> str:
        """Write a report; the sentence that says what to do with it."""
        output = output_folder(self.root, None)
        place = keep_report(output, _NAME, report_text(self.root, "", breakdown, _TYPED))
        return what_to_do([self._shown(place)] if place else [])

    def _shown(self, place: Path) -> str:
        return place.relative_to(self.root).as_posix() if place.is_relative_to(self.root) else str(place)
