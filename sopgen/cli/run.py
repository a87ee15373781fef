"""From arguments to an exit status: which failure is whose, and what is said about it."""

from __future__ import annotations

import gc
import os
import re
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from io import StringIO

import click

from sopgen.cli.click_messages import speak_indonesian
from sopgen.cli.root import root
from sopgen.cli.say import say
from sopgen.cli.status import CANCELLED, Status
from sopgen.findings import FindingsError, LibraryMissingError, UserError
from sopgen.system_errors import refusal

#: A word in click's own quotation marks.
_QUOTED = re.compile(r"(?<!\w)'([^'\n]*)'")


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status; never raises."""
    gc.freeze()  # what is loaded by now lives to the end and need not be looked through (docs/performance.md)
    status = answer(lambda: root.main(args=list(arguments), prog_name="sopgen", standalone_mode=False), arguments)
    if status in (Status.FINE, Status.FINDINGS):
        from sopgen.cli.internal_error import forget

        forget(arguments)
    return status


def answer(work: Callable[[], object], arguments: Sequence[str]) -> int:
    """The exit status of what somebody asked for with ``arguments``, its failures told; never raises."""
    speak_indonesian()
    _be_able_to_print()
    try:
        return _answer(work, arguments)
    except OSError as error:
        from sopgen.builder.state.atomic_write import explain

        _print_nothing_more()
        with suppress(OSError):
            click.echo(f"Kesalahan: keluaran tidak dapat ditulis: {explain(error)}.", err=True)
        _print_nothing_more()
        return Status.WRONG_USE


def _answer(work: Callable[[], object], arguments: Sequence[str]) -> int:
    try:
        status = work()
        sys.stdout.flush()
        return status if isinstance(status, int) else Status.FINE
    except click.ClickException as error:
        say(_told(error), err=True)
        return Status.WRONG_USE
    except UserError as error:
        say(f"Kesalahan: {error}", err=True)
        return Status.WRONG_USE
    except FindingsError as error:
        from sopgen.cli.report import print_findings

        print_findings(error.findings)
        return Status.FINDINGS
    except (click.Abort, KeyboardInterrupt):
        click.echo(CANCELLED, err=True)
        return Status.INTERRUPTED
    except BrokenPipeError:
        # The reader (head, less) went away: nothing is wrong, and nothing may be flushed into the closed pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Status.FINE
    except Exception as error:
        if isinstance(error, OSError) and _is_of_printing(error):
            raise
        lacking = _lacking(error) or refusal(error)
        if lacking:
            say(f"Kesalahan: {lacking}", err=True)
            return Status.WRONG_USE
        from sopgen.cli.internal_error import tell

        tell(error, arguments)
        return Status.INTERNAL


def _told(error: click.ClickException) -> str:
    """What click says of wrong use, in the quotation marks of all other messages."""
    told = StringIO()
    error.show(told)
    return _QUOTED.sub(r"“\1”", told.getvalue().rstrip("\n"))


def _lacking(error: Exception) -> str:
    """What the machine lacks, when that is what went wrong; empty when it is not."""
    if isinstance(error, ModuleNotFoundError) and error.name and not error.name.startswith("sopgen"):
        return f"paket Python {error.name} tidak ada; jalankan: make setup"
    if isinstance(error, LibraryMissingError):
        return f"pustaka sistem {error} tidak ada; jalankan sopgen doctor untuk cara memasangnya."
    return ""


def _is_of_printing(error: OSError) -> bool:
    """Whether it was something printed that could not be written (``> /dev/full``)."""
    frames = [frame.f_globals.get("__name__", "") for frame, _ in traceback.walk_tb(error.__traceback__)]
    return (bool(frames) and frames[-1].partition(".")[0] in ("click", "rich")) or frames[-1:] == [__name__]


def _print_nothing_more() -> None:
    """Keep what could not be printed from being tried again when the program ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(nowhere, stream.fileno())


def _be_able_to_print() -> None:
    """Make printing never fail for want of a character that the terminal's encoding lacks."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
