"""How much work the worst inputs make, in the units that stages count: no seconds, the same on every machine."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.page import Goal, Section
from sopgen.work import STAGES, Stage, Work
from tests.generators.worst_inputs import WORST

#: How the end of a stage begins that refuses an input; the others do less, and may pass their allowance by one step.
_REFUSED = ("SOP-E", "a user error")


def worst_inputs() -> Iterator[Section]:
    """The worst inputs of every stage: what the largest piece of its work took of its allowance."""
    section = Section("Worst inputs (units of work, the same on every machine)")
    rows, largest = [], dict[Stage, float]()
    for worst in WORST:
        counts = worst.counts(worst.size)
        for stage in worst.stages:
            work = counts.largest(stage)
            rows.append((stage.name, f"{worst.size:,} {worst.what}", f"{work.done:,}", f"{work.limit:,}", _share(work)))
            largest[stage] = max(largest.get(stage, 0.0), work.done / work.limit)
    rows.sort(key=lambda row: [stage.name for stage in STAGES].index(row[0]))
    section.table(("stage", "worst input", "units", "allowance", "share"), rows)
    section.table(
        ("stage", "one unit", "allowance", "when it is used up"),
        [(stage.name, stage.unit, _allowance(stage), stage.end) for stage in STAGES],
    )
    refused = [share for stage, share in largest.items() if stage.end.startswith(_REFUSED)]
    section.goals.append(
        Goal.at_most("the worst input's share of its allowance, where it would be refused", 1, max(refused))
    )
    yield section


def _share(work: Work) -> str:
    return f"{work.done / work.limit:.1%}"


def _allowance(stage: Stage) -> str:
    """``100,000 + 10,000 for each of the arrows of the page``."""
    more = f" + {stage.each:,} for each of the {stage.per}" if stage.each else ""
    again = f", and {stage.again:,} when taken up again" if stage.again else ""
    return f"{stage.fixed:,}{more}{again}"
