"""From arguments to an exit status: which failure is whose, and what is said about it."""

from __future__ import annotations

import errno
import gc
import os
import sys
import traceback
from collections.abc import Callable, Sequence

import click

from sopgen.cli.click_messages import speak_indonesian
from sopgen.cli.root import root
from sopgen.cli.say import say
from sopgen.cli.status import CANCELLED, INTERNAL, Status
from sopgen.findings import FindingsError, UserError

#: What is wrong with a machine or a folder, not with sopgen, by the system's number for it.
_REFUSALS = {
    errno.EACCES: "tidak ada izin untuk membukanya",
    errno.EPERM: "tidak ada izin untuk itu",
    errno.ENOSPC: "ruang penyimpanan penuh",
    errno.EDQUOT: "kuota penyimpanan habis",
    errno.EROFS: "penyimpanannya hanya dapat dibaca",
    errno.EIO: "penyimpanannya rusak atau terputus",
    errno.ESTALE: "penyimpanan jaringannya terputus",
    errno.ELOOP: "tautannya berputar",
    errno.ENAMETOOLONG: "namanya terlalu panjang",
    errno.EISDIR: "ada folder di tempat yang seharusnya berkas",
    errno.ENOTDIR: "ada berkas di tempat yang seharusnya folder",
    errno.EMFILE: "terlalu banyak berkas yang terbuka",
}


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status; never raises."""
    gc.freeze()  # what is loaded by now lives to the end and need not be looked through (docs/performance.md)
    return answer(lambda: root.main(args=list(arguments), prog_name="sopgen", standalone_mode=False))


def answer(work: Callable[[], object]) -> int:
    """The exit status of what somebody asked for, its failures told; never raises."""
    speak_indonesian()
    _be_able_to_print()
    try:
        status = work()
        sys.stdout.flush()
        return status if isinstance(status, int) else Status.FINE
    except click.ClickException as error:
        error.show()
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
        lacking = _lacking(error) or _refused(error)
        if lacking:
            say(f"Kesalahan: {lacking}", err=True)
            return Status.WRONG_USE
        traceback.print_exc()
        click.echo(INTERNAL, err=True)
        return Status.INTERNAL


def _lacking(error: Exception) -> str:
    """What the machine lacks, when that is what went wrong; empty when it is not."""
    if isinstance(error, ModuleNotFoundError) and error.name and not error.name.startswith("sopgen"):
        return f"paket Python {error.name} tidak ada; jalankan: make setup"
    fonts = sys.modules.get("sopgen.layout.text.fonts")
    if fonts is not None and isinstance(error, fonts.LibraryMissingError):
        return f"pustaka sistem {error} tidak ada; jalankan sopgen doctor untuk cara memasangnya."
    return ""


def _refused(error: Exception) -> str:
    """What the system refused, when that is what went wrong; empty when it is not."""
    clause = _REFUSALS.get(error.errno or 0) if isinstance(error, OSError) else None
    if clause is None or not isinstance(error, OSError):
        return ""
    return f"{os.fsdecode(error.filename)}: {clause}." if isinstance(error.filename, str | bytes) else f"{clause}."


def _be_able_to_print() -> None:
    """Make printing never fail for want of a character that the terminal's encoding lacks."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
