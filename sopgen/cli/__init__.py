"""The command line: ``sopgen [-C DIR] PERINTAH``. Everything it prints is Indonesian.

Exit statuses: 0 fine, 1 findings of severity galat (what could be built was built), 2 wrong use,
3 internal error (its traceback stands in a file). Modules of a command are imported when it runs,
so that ``sopgen --help`` and ``sopgen check`` never load WeasyPrint or python-docx.
"""

from __future__ import annotations

import signal
import sys

from sopgen.cli.status import CANCELLED, Status


def main() -> None:
    """Run the program with the process's arguments and end it with its exit status.

    Ctrl-C is one word from the first import to the last line; after that there is nothing left to interrupt.
    """
    try:
        from sopgen.cli.run import run

        status = run(sys.argv[1:])
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        print(CANCELLED, file=sys.stderr)
        status = Status.INTERRUPTED
    sys.exit(status)
