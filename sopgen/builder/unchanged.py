"""Whether there is nothing to do at all, answered without understanding any source.

After a build without findings of severity galat, a note says what was there when it began. As long as every file that
could matter is the same, and every output is as it was written, the next build has nothing to do but to tell the
findings of the last check again. In doubt the answer is no, and the build looks closely.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import sysconfig
from pathlib import Path

import sopgen
from sopgen.builder import recall
from sopgen.builder.ledger import Ledger
from sopgen.builder.order import Order
from sopgen.builder.outputs import write_output
from sopgen.paths import TEMPLATES

NOTE_NAME = ".sopgen-keadaan.json"

#: Where a newly installed font shows; fontconfig's cache is renewed when a package brings one.
FONT_PLACES = (
    "/etc/fonts",
    "/var/cache/fontconfig",
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.fonts",
    "~/.local/share/fonts",
    "~/.config/fontconfig",
)


def state(order: Order, checked: str) -> str:
    """A hash of all that a build of ``order`` may depend on: templates, fonts, programs, the order itself.

    ``checked`` is the state of what a check looks at (``recall.state``), the sources above all.
    """
    package = Path(sopgen.__file__).parent
    asked = (order.kinds, order.book, order.drafts, str(order.output))
    seen = hashlib.sha256(repr((checked, asked)).encode())
    for line in recall.traces(str(package.parent / TEMPLATES), reads=False):
        seen.update(line)
    for place in (*FONT_PLACES, sysconfig.get_path("purelib"), shutil.which("dot") or "", sys.executable):
        seen.update(_trace(os.path.expanduser(place)))  # noqa: PTH111  (a hundred times a Path's cost)
    return seen.hexdigest()


def read_note(order: Order, now: str) -> int | None:
    """How many SOPs the last build was of, when the state is still ``now`` and every output is as it was written."""
    try:
        content = json.loads((order.output / NOTE_NAME).read_bytes())
        ledger = Ledger(order.output)
        if content["state"] != now or not all(ledger.is_ours(name) for name in content["outputs"]):
            return None
        return int(content["sops"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def drop_note(order: Order) -> None:
    """Forget the note: a build begins that may end anywhere."""
    (order.output / NOTE_NAME).unlink(missing_ok=True)


def write_note(order: Order, before: str, sops: int, outputs: tuple[str, ...]) -> None:
    """Note that a build that began in the state ``before`` is complete; ``outputs`` are the files it stands for."""
    content = {"state": before, "sops": sops, "outputs": outputs}
    write_output(order.output / NOTE_NAME, json.dumps(content, ensure_ascii=False).encode())


def _trace(place: str) -> bytes:
    try:
        status = os.stat(place)  # noqa: PTH116
    except OSError:
        return f"{place} -".encode("utf-8", "surrogateescape")
    return f"{place} {status.st_size} {status.st_mtime_ns}".encode("utf-8", "surrogateescape")
