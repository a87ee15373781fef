"""What all tests share: the cases on disk, and how hard hypothesis searches."""

from __future__ import annotations

import os
from pathlib import Path

from hypothesis import HealthCheck, settings

#: Deterministic by default, so that a failure seen once is seen again; ``make fuzz`` searches anew and longer.
settings.register_profile(
    "default", deadline=None, derandomize=True, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("fuzz", parent=settings.get_profile("default"), derandomize=False, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

#: The repository; tests read nothing outside it.
ROOT = Path(__file__).parent.parent
