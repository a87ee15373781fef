"""The soft measures of a fixed set of SOPs, as kept in tests/baseline/flow-quality.json.

``python -m tests.layout.flow_quality`` compares the set with the file, sums first; ``--write`` writes the file anew: do
that only after looking at what became worse. The set: every SOP of the repository, the examples of the contract, random
flows with texts, SOPs as offices keep them, and random flows in plain frames (in sum). What cannot be drawn counts too.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from sopgen.findings import FindingsError
from sopgen.layout.layout import lay_out
from sopgen.layout.routing.frame import MoreRoom
from sopgen.layout.scene import FlowPage, Scene
from sopgen.layout.style import STYLE, style_of
from sopgen.work import STAGES, counted
from tests.generators.random_flows import Case, drawn, plain, wide
from tests.generators.texted_sops import Texted, office_section, random_section
from tests.layout.flows import MEASURER
from tests.layout.measures import Measures, measure, of_pages
from tests.layout.sops import ROOT, Example, examples, make_sop, project, with_format

BASELINE = Path(__file__).parents[1] / "baseline" / "flow-quality.json"
PLAIN_SEEDS = range(1000, 1060)
WIDE_SEEDS = range(1000, 1040)
RANDOM_SOPS = range(100)
OFFICE_SOPS = range(60)
PLAIN, WIDE = "bingkai plain", "bingkai wide"
HALF_FULL = 0.5

Values = dict[str, float]


def repository() -> Iterator[Example]:
    """Every SOP of the repository and every example of the contract."""
    yield from examples()
    found = project(ROOT / "docs" / "contract")
    assert found.institution is not None
    for sop in found.sops:
        yield Example(f"kontrak/{sop.nomor}", sop, found.institution)


def random_sops(seeds: Iterable[int] = RANDOM_SOPS) -> Iterator[Example]:
    """Random flows with texts."""
    return (_example(f"acak {seed}", random_section(seed)) for seed in seeds)


def office_sops(seeds: Iterable[int] = OFFICE_SOPS) -> Iterator[Example]:
    """SOPs as offices keep them."""
    return (_example(f"kantor {seed}", office_section(seed)) for seed in seeds)


def _example(name: str, texted: Texted) -> Example:
    institution = project().institution
    assert institution is not None
    return Example(name, with_format(make_sop(texted.section, nomor=name), **texted.settings), institution)


def values_of(example: Example) -> Values:
    """What is measured of one SOP; only ``undrawn`` for one that cannot be laid out."""
    with counted() as counts:
        try:
            scene = lay_out(example.sop, example.institution)
        except FindingsError:
            return {"undrawn": 1}
    style = style_of(example.sop.format)
    work = sum(counts.done(stage) for stage in STAGES if stage.name.startswith("routing"))
    return {
        **_of_tables(scene, style.margin_bottom + style.page_reserve),
        "work": work,
        **rounded(of_pages(scene.pages)),
    }


def _of_tables(scene: Scene, foot: float) -> Values:
    """How many pages the tables take, how high they are, and how full the pages."""
    tables = [page for page in scene.pages if page.rows]
    fills = [_fill(page, foot) for page in tables]
    last = {page.section_index: page.number for page in tables}
    low = [fill for page, fill in zip(tables, fills, strict=True) if page.number != last[page.section_index]]
    return {
        "pages": len(scene.pages),
        "height": round(sum(page.rows[-1].bottom - page.header.top for page in tables)),
        "fill_least": round(min(low, default=1.0), 2),
        "half_empty": sum(fill < HALF_FULL for fill in low),
    }


def _fill(page: FlowPage, foot: float) -> float:
    return (page.rows[-1].bottom - page.header.bottom) / (page.height - foot - page.header.bottom)


def frames_only(mix: Callable[[int], Case], seeds: Iterable[int]) -> Values:
    """The sum of random flows drawn in frames without texts."""
    total = Measures()
    for seed in seeds:
        result = drawn(mix(seed), MEASURER, STYLE)
        assert not isinstance(result, MoreRoom), seed
        total = total + measure(zip(*result, strict=True))
    return rounded(total)


def rounded(measures: Measures) -> Values:
    """Measures as they stand in the file: whole mm of lines, more digits of what is small."""
    digits = {"label_distance": 1, "label_worst": 2, "gap_lines": 2, "gap_rule": 2, "gap_symbol": 2}
    return {name: round(value, digits.get(name)) for name, value in asdict(measures).items()}


def all_values() -> Iterator[tuple[str, Values]]:
    """Every SOP's measures by name, and the two sums."""
    for example in (*repository(), *random_sops(), *office_sops()):
        yield example.name, values_of(example)
    yield PLAIN, frames_only(plain, PLAIN_SEEDS)
    yield WIDE, frames_only(wide, WIDE_SEEDS)


def sums(values: dict[str, Values]) -> Values:
    """All SOPs together: sums, the smallest gaps and the worst label."""
    total: Values = {}
    for measures in values.values():
        for name, value in measures.items():
            if name.startswith(("gap", "fill")):
                total[name] = min(total.get(name, value), value)
            elif name == "label_worst":
                total[name] = max(total.get(name, value), value)
            else:
                total[name] = total.get(name, 0) + value
    return total


def differences(before: dict[str, Values], now: dict[str, Values]) -> Iterator[str]:
    """What changed, in sum and then SOP by SOP."""
    was, is_ = sums(before), sums(now)
    for name in {**was, **is_}:
        old, new = was.get(name, 0), is_.get(name, 0)
        yield f"{name:15} {old:10g} -> {new:10g} {100 * (new - old) / old if old else 0:+7.1f} %"
    for sop in {**before, **now}:
        old_values, new_values = before.get(sop, {}), now.get(sop, {})
        changed = [
            f"{name} {old_values.get(name, 0):g}->{new_values.get(name, 0):g}"
            for name in {**old_values, **new_values}
            if old_values.get(name, 0) != new_values.get(name, 0)
        ]
        if changed:
            yield f"{sop}: {', '.join(changed)}"


def _main() -> None:
    start = time.process_time()
    now = dict(all_values())
    before = json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.is_file() else {}
    print("\n".join(differences(before, now)))
    print(f"CPU {time.process_time() - start:.1f} s")
    if "--write" in sys.argv:
        BASELINE.parent.mkdir(exist_ok=True)
        lines = ",\n".join(f" {json.dumps(name, ensure_ascii=False)}: {json.dumps(each)}" for name, each in now.items())
        BASELINE.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    _main()
