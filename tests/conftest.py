"""What all tests share: the cases on disk, and how hard hypothesis searches."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.interrupts import CutOff

# Compiled modules are kept, whatever the environment says: else every one of the programs that tests start compiles
# sopgen anew, which takes longer than most of what they then do.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

#: ``make fuzz`` searches anew, and so many times longer.
FUZZING = os.environ.get("HYPOTHESIS_PROFILE") == "fuzz"
_TIMES = int(os.environ.get("FUZZ_TIMES", "1"))
#: Deterministic by default, so that a failure seen once is seen again.
settings.register_profile(
    "default", deadline=None, derandomize=True, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("fuzz", parent=settings.get_profile("default"), derandomize=False, max_examples=100 * _TIMES)
settings.load_profile("fuzz" if FUZZING else "default")


def pytest_configure(config: pytest.Config) -> None:
    """Under ``make fuzz`` files are cut off when their time is over."""
    if FUZZING:
        config.pluginmanager.register(CutOff())


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
    "tests/architecture/test_fuzz",
    "tests/architecture/test_patterns",
    "tests/architecture/test_setting_up",
    "tests/architecture/test_work",
    "tests/book/",
    "tests/builder/state/test_manifest",
    "tests/builder/test_broken_templates",
    "tests/builder/test_change_proposal",
    "tests/builder/test_decision_and_foreword",
    "tests/builder/test_draft_gaps",
    "tests/builder/test_lacking_sops",
    "tests/builder/test_pipeline",
    "tests/builder/test_probes",
    "tests/builder/test_names_by_date",
    "tests/builder/test_sent_letters",
    "tests/builder/workers/",
    "tests/cli/commands/test_build",
    "tests/cli/test_flood",
    "tests/cli/test_internal_errors",
    "tests/cli/test_no_permission",
    "tests/cli/test_other_commands",
    "tests/cli/test_progress",
    "tests/cli/test_streams",
    "tests/cli/test_scarce_machine",
    "tests/cli/test_survival",
    "tests/editing/test_journal",
    "tests/editing/test_random_changes",
    "tests/editing/test_state",
    "tests/edits/test_placement_random",
    "tests/edits/test_random_operations",
    "tests/flow/test_properties",
    "tests/forms/",
    "tests/guide/test_commands",
    "tests/guide/test_life_of_an_sop",
    "tests/life/",
    "tests/guide/test_common_findings",
    "tests/guide/test_completion",
    "tests/guide/test_editing_in_word",
    "tests/guide/test_new_office",
    "tests/judge/test_damage",
    "tests/layout/form/test_pages",
    "tests/layout/swimlane/test_layout",
    "tests/layout/test_drawing_properties",
    "tests/layout/test_layout",
    "tests/layout/test_random_flows",
    "tests/layout/text/test_faces",
    "tests/layout/text/test_lines",
    "tests/layout/text/test_measurer",
    "tests/model/test_long_texts",
    "tests/model/test_schema_random",
    "tests/pull/",
    "tests/render/pdf/test_document",
    "tests/render/svg/test_page_drawing",
    "tests/render/page/test_pages",
    "tests/render/test_every_sop",
    "tests/render/test_logos",
    "tests/render/test_margins",
    "tests/render/test_odd_texts",
    "tests/render/test_random_identities",
    "tests/render/test_random_sops",
    "tests/render/test_signs_of_other_faces",
    "tests/render_docx/package/test_reference",
    "tests/render_docx/test_libreoffice",
    "tests/render_docx/test_validity",
    "tests/rules/test_fix_random",
    "tests/source/test_tree",
    "tests/validate_docx/",
    "tests/web/test_builds",
    "tests/web/test_random_editing",
    "tests/web/test_serve_command",
    "tests/verapdf/",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow by its place."""
    for item in items:
        if item.path.relative_to(ROOT).as_posix().startswith(SLOW):
            item.add_marker(pytest.mark.slow)


def pytest_collection_finish() -> None:
    """Look no more for garbage among the ten thousand tests and what they import: all of it lives to the end."""
    gc.collect()
    gc.freeze()
