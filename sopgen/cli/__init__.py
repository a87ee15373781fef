"""The command line: ``sopgen [-C DIR] PERINTAH``. Everything it prints is Indonesian.

Exit statuses: 0 fine, 1 findings of severity galat (what could be built was built), 2 wrong use,
3 internal error (the only one that shows a traceback). Modules of a command are imported when it runs,
so that ``sopgen --help`` and ``sopgen check`` never load WeasyPrint or python-docx.
"""

from __future__ import annotations

import gc
import sys

from sopgen.cli.run import run

__all__ = ["main", "run"]


def main() -> None:
    """Run the program with the process's arguments and end it with its exit status.

    Without garbage collection, which costs a tenth of a short command's time: what a command loads and reads stays to
    its end, and it leaves few cycles. The processes that draw, where there are many, collect theirs.
    """
    gc.disable()
    sys.exit(run(sys.argv[1:]))
