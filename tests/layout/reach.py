"""How many random SOPs get a drawing: everything the source format allows, laid out as whole documents.

``python -m tests.layout.reach --count N --seed S`` lays out N of them from seed S on and prints, for up to 16 pelaksana
and for more, how many there were, which findings refused how many, and every broken gate. ``--actors 20`` counts only
those with that many pelaksana. Exit code 1 when a gate is broken.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count, islice

from sopgen.findings import FindingsError
from sopgen.flow.make_flow import build
from sopgen.layout.drawing.drawing import printed
from sopgen.layout.layout import lay_out
from sopgen.layout.routing.frame import Drawing, Frame
from sopgen.layout.style import style_of
from tests.generators.random_flows import rich
from tests.layout.gates import violations
from tests.layout.sops import make_sop

MANY = 16  # pelaksana: up to so many everything is drawn
DRAWN = "drawn"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one seed: ``drawn`` or the findings' codes with what they say, and the gates that are broken."""

    seed: int
    actors: int
    ends: tuple[str, ...]
    told: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()


def outcome(seed: int) -> Outcome:
    """Lay out the SOP of a seed and look at every gate."""
    section = rich(seed).section
    sop = make_sop(section)
    try:
        scene = lay_out(sop)
    except FindingsError as error:
        ends = tuple(sorted({finding.code for finding in error.findings}))
        return Outcome(seed, len(section.actors), ends, tuple(finding.message for finding in error.findings))
    pages = [page for page in scene.pages if page.rows]
    drawings = [Drawing(page.symbols, page.edges, page.labels) for page in pages]
    frames = [Frame(page.number, page.columns, page.rows) for page in pages]
    found = violations(drawings, printed(build(section, sop.format)), frames, style_of(sop.format))
    return Outcome(seed, len(section.actors), (DRAWN,), broken=tuple(map(str, found)))


def seeds(first: int, actors: int | None) -> Iterator[int]:
    """The seeds from ``first`` on, those with so many pelaksana only if it is said."""
    return (seed for seed in count(first) if actors is None or len(rich(seed).section.actors) == actors)


def lines(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """What is printed: each refusal and broken gate as it is found, then the counts."""
    ends: dict[bool, Counter[str]] = {False: Counter(), True: Counter()}
    broken = 0
    for each in outcomes:
        ends[each.actors > MANY].update(each.ends)
        broken += len(each.broken)
        yield from (f"seed {each.seed}, {each.actors} pelaksana: {text}" for text in (*each.told, *each.broken))
    for many, name in ((False, f"up to {MANY} pelaksana"), (True, "more")):
        yield f"{name}: {', '.join(f'{end} {number}' for end, number in sorted(ends[many].items())) or 'none'}"
    yield f"broken gates: {broken}"


def _main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.layout.reach")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--actors", type=int)
    asked = parser.parse_args()
    last = ""
    for last in lines(map(outcome, islice(seeds(asked.seed, asked.actors), asked.count))):
        print(last, flush=True)
    return 0 if last.endswith(" 0") else 1


if __name__ == "__main__":
    raise SystemExit(_main())
