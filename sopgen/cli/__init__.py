"""The command line: ``sopgen [-C DIR] PERINTAH``. Everything it prints is Indonesian.

Exit statuses: 0 fine, 1 findings of severity galat (what could be built was built), 2 wrong use,
3 internal error (its traceback stands in a file). Modules of a command are imported when it runs,
so that ``sopgen --help`` and ``sopgen check`` never load WeasyPrint or python-docx.
"""

from __future__ import annotations

import os
import signal
import sys

from sopgen.cli.status import CANCELLED, Status
from sopgen.interruption import raise_again, raise_no_more


def main() -> None:
    """Run the program with the process's arguments and end it with its exit status.

    Ctrl-C is one word from the first import to the last line; after that there is nothing left to interrupt.
    """
    try:
        read_names_as_utf8()
        open_closed_streams()
        raise_again(KeyboardInterrupt, signal.default_int_handler)
        from sopgen.cli.run import run

        status = run(sys.argv[1:])
        raise_no_more()
    except KeyboardInterrupt:
        raise_no_more()
        print(CANCELLED, file=sys.stderr)
        status = Status.INTERRUPTED
    sys.exit(status)


def read_names_as_utf8() -> None:
    """Begin anew where the locale has another encoding for names of files: sources and outputs have UTF-8 names."""
    if sys.getfilesystemencoding().lower() != "utf-8" and not sys.flags.utf8_mode and os.name == "posix":
        command = [sys.executable, *sys.orig_argv[1:]]
        os.execve(sys.executable, command, {**os.environ, "PYTHONUTF8": "1"})


def open_closed_streams() -> None:
    """Open what the shell has closed (``>&-``) as a place where nothing is kept: no output may take its number."""
    while (free := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(free, True)
    os.close(free)
    sys.stdin = sys.stdin or open(0)  # noqa: SIM115  # these three live as long as the program
    sys.stdout = sys.stdout or open(1, "w")  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w")  # noqa: SIM115
