"""click's own words in Indonesian, from the catalogue in ``locale/``."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"


def speak_indonesian() -> None:
    """Make click print Indonesian from now on, on every machine; harmless when called again.

    ``LANGUAGE`` goes before whatever the machine's locale says, also when that is C. It holds for this process and
    for those that it starts.
    """
    os.environ["LANGUAGE"] = "id"
    gettext.bindtextdomain("messages", str(LOCALE))
