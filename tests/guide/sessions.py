"""What the guide prints of a terminal: commands after "$ ", and what is shown for them."""

from __future__ import annotations

import re

_VARIES = "…"


def commands(text: str) -> list[tuple[str, str]]:
    """The commands in a fence, each with what the page prints below it."""
    parts = re.split(r"^\$ (.+)\n", text, flags=re.MULTILINE)
    return list(zip(parts[1::2], parts[2::2], strict=True))


def is_shown(printed: str, shown: str) -> bool:
    """Whether the terminal shows what the page prints: "…" is anything in a line, on a line of its own any lines."""
    lines = printed.strip("\n").split("\n")
    patterns = [
        r"(?:.*\n)*?" if line.strip() == _VARIES else ".*".join(map(re.escape, line.rstrip().split(_VARIES))) + " *\n"
        for line in lines
    ]
    return re.search("^" + "".join(patterns), shown.rstrip("\n") + "\n", re.MULTILINE) is not None
