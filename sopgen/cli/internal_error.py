"""What is said when the program itself went wrong: two sentences, and where the traceback stands."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

from sopgen.builder.error_report import ENDING, drop_report, keep_report, report_text, what_to_do
from sopgen.cli.report import short_path
from sopgen.cli.root import COMMANDS
from sopgen.cli.say import say
from sopgen.findings import UserError
from sopgen.paths import find_root, output_folder, project_of


def tell(error: Exception, arguments: Sequence[str]) -> None:
    """Keep the traceback of an internal error of a whole command in a file, and say what to do with it."""
    breakdown = "".join(traceback.format_exception(error))
    root = _project(arguments)
    text = report_text(root or Path(), "", breakdown, arguments)
    report = keep_report(output_folder(root, None) if root else None, f"{_command(arguments)}{ENDING}", text)
    tell_reports((report,), (text,))


def forget(arguments: Sequence[str]) -> None:
    """Remove the report about an earlier run of this command: it has gone well by now."""
    root = _project(arguments)
    if root is not None:
        drop_report(output_folder(root, None), f"{_command(arguments)}{ENDING}")


def tell_reports(reports: Sequence[Path | None], texts: Sequence[str] = ()) -> None:
    """Say where the reports stand and what to do with them; those of ``texts`` that stand nowhere are shown."""
    for report, text in zip(reports, texts, strict=False):
        if report is None:
            say(text, err=True)
    say(what_to_do([short_path(report) for report in reports if report]), err=True)


def _command(arguments: Sequence[str]) -> str:
    """The command that was asked for."""
    return next((argument for argument in arguments if argument in COMMANDS), "sopgen")


def _project(arguments: Sequence[str]) -> Path | None:
    """The project that a command was about: that of ``-C``, or of a file that was named, or where the user stands."""
    told = [after for option, after in pairwise(arguments) if option == "-C"]
    told += [argument[2:] for argument in arguments if argument.startswith("-C") and len(argument) > 2]
    with suppress(UserError, OSError):
        if told:
            return find_root(Path(told[0]))
        named = (project_of(Path(argument)) for argument in arguments if Path(argument).is_file())
        return find_root(next((root for root in named if root), None))
    return None
