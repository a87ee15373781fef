"""What all tests share: the cases on disk, and how hard hypothesis searches."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

#: ``make fuzz`` searches anew, and so many times longer.
FUZZING = os.environ.get("HYPOTHESIS_PROFILE") == "fuzz"
_TIMES = int(os.environ.get("FUZZ_TIMES", "1"))
#: Deterministic by default, so that a failure seen once is seen again.
settings.register_profile(
    "default", deadline=None, derandomize=True, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("fuzz", parent=settings.get_profile("default"), derandomize=False, max_examples=100 * _TIMES)
settings.load_profile("fuzz" if FUZZING else "default")


def scaled(few: int) -> int:
    """How many examples a test draws that draws ``few`` at a desk: under ``make fuzz`` ever more of them."""
    return few * _TIMES


#: Seconds after which a program is taken to hang, however busy the machine: no test judges how long anything takes.
HANGS = 600

#: The repository; tests read nothing outside it.
ROOT = Path(__file__).parent.parent

#: Tests that run other programs, make whole booklets or try many random SOPs; ``make quick`` leaves them out, besides
#: those marked one by one.
SLOW = (
    "tests/architecture/test_patterns",
    "tests/book/",
    "tests/builder/test_change_proposal",
    "tests/edits/test_placement_random",
    "tests/layout/test_flow_quality",
    "tests/layout/test_random_flows",
    "tests/model/test_long_texts",
    "tests/model/test_schema_random",
    "tests/pull/",
    "tests/render/test_random_sops",
    "tests/render_docx/test_libreoffice",
    "tests/validate_docx/",
    "tests/verapdf/",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow by its place."""
    for item in items:
        if item.path.relative_to(ROOT).as_posix().startswith(SLOW):
            item.add_marker(pytest.mark.slow)
