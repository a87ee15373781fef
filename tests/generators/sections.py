"""Hypothesis strategy for small legal sections: any jumps, several pelaksana, own columns for capsules."""

from __future__ import annotations

from hypothesis import strategies as st

from sopgen.model.sop import Actor, Section, Step, StepSymbol
from tests.generators.random_flows import to_step

LABELS = (None, "Ya", "Tidak", "Setuju")
TEXTS = ("", "Setuju?", "Berkas lengkap?")


@st.composite
def sections(draw: st.DrawFn, most_steps: int = 12, most_actors: int = 6) -> Section:
    """A section without findings E2xx: every step leads to the next, decisions also anywhere else."""
    actors = draw(st.integers(1, most_actors))
    count = draw(st.integers(1, most_steps))
    steps = tuple(
        Step(number, f"Kegiatan {number}", (draw(_symbol(number, count, actors)),)) for number in range(1, count + 1)
    )
    return Section(None, tuple(Actor(f"Pelaksana {index + 1}") for index in range(actors)), steps)


@st.composite
def _symbol(draw: st.DrawFn, number: int, count: int, actors: int) -> StepSymbol:
    columns = st.lists(st.integers(0, actors - 1), min_size=1, max_size=min(actors, 3), unique=True)
    chosen = tuple(draw(columns))
    end = draw(st.one_of(st.none(), st.integers(0, actors - 1))) if number == count else None
    others = [step for step in range(1, count + 1) if step not in (number, number + 1)]
    if not others or not draw(st.booleans()):
        return StepSymbol(chosen, text=draw(st.sampled_from(("", "", "Mencatat"))), end=end)
    return StepSymbol(
        chosen,
        decision=True,
        no=(to_step(draw(st.sampled_from(others))),),
        text=draw(st.sampled_from(TEXTS)),
        label_no=draw(st.sampled_from(LABELS)),
        end=end,
    )
