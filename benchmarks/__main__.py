"""``make bench``: what sopgen costs, as ratios and beside its goals; with ``--write`` into docs/performance.md.

``--only one-sop stages`` measures a part, ``--counts 1 30`` smaller builds; both are for looking, not for the page.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from benchmarks.again import layout_again
from benchmarks.booklet import booklets
from benchmarks.builds import builds, checks, cores
from benchmarks.clock import busy_cores
from benchmarks.dask_workers import dask_workers
from benchmarks.edit_to_page import edit_to_page
from benchmarks.found_once import found_once, found_while_editing
from benchmarks.machine import machine
from benchmarks.one_sop import one_sop, routing
from benchmarks.page import Goal, Section, goals_table
from benchmarks.stages import stages
from benchmarks.worst_inputs import worst_inputs

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"
COUNTS = (1, 30, 300, 1000)
#: Cores that others may keep busy before wall times say more about them than about sopgen.
QUIET = 0.15
Part = Callable[[Sequence[int]], Iterator[Section]]
PARTS: dict[str, Part] = {
    "one-sop": lambda counts: one_sop(),
    "builds": builds,
    "cores": lambda counts: cores(),
    "dask": lambda counts: dask_workers(),
    "stages": lambda counts: stages(),
    "booklet": booklets,
    "checks": lambda counts: checks(),
    "routing": lambda counts: routing(),
    "again": lambda counts: layout_again(),
    "found-once": lambda counts: chain(found_once(), found_while_editing()),
    "edits": lambda counts: edit_to_page(),
    "work": lambda counts: worst_inputs(),
}


def main() -> int:
    """Measure and print; 1 when a part could not be measured."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--counts", type=int, nargs="+", default=list(COUNTS), help="sizes of the projects to build")
    parser.add_argument("--only", choices=PARTS, nargs="+", default=list(PARTS), help="parts to measure")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    options = parser.parse_args()
    start, busy = time.monotonic(), busy_cores()
    sections: list[Section] = []
    broken = []
    for name in options.only:
        try:
            for section in PARTS[name](sorted(set(options.counts))):
                print("\n".join(section.markdown()), flush=True)
                sections.append(section)
        except Exception:
            traceback.print_exc()
            broken.append(name)
    minutes = (time.monotonic() - start) / 60
    lines = list(page(sections, busy, broken, minutes))
    print("\n".join(lines[: lines.index("") + 1] + goals_table(goals_of(sections))))
    if options.write:
        PAGE.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")
    return 1 if broken else 0


def page(sections: Sequence[Section], busy: float, broken: Sequence[str], minutes: float) -> Iterator[str]:
    """The page: what was measured on, goals first, then all tables."""
    yield "# Performance"
    yield ""
    yield f"Measured by `make bench` in {minutes:.0f} minutes on {machine()}."
    if busy > QUIET:
        yield f"Other programs kept {busy:.1f} cores busy when it began: CPU times tell more than wall times."
    if broken:
        yield f"Could not be measured: {', '.join(broken)}."
    yield "Ratios travel between machines, seconds do not. SOPs are made up from a fixed seed: 2 to 30 steps, median 6."
    yield ""
    yield "## Goals"
    yield ""
    yield from goals_table(goals_of(sections))
    for section in sections:
        yield from section.markdown()


def goals_of(sections: Sequence[Section]) -> list[Goal]:
    """All goals, in the order of the page."""
    return [goal for section in sections for goal in section.goals]


if __name__ == "__main__":
    sys.exit(main())
