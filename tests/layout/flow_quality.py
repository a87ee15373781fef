"""The soft measures of fixed flows, as kept in tests/baseline/flow-quality.json.

``python -m tests.layout.flow_quality`` writes the file anew: do that only after looking at what became worse.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from sopgen.layout.routing.frame import Drawing, MoreRoom
from sopgen.layout.style import STYLE
from tests.generators.random_flows import Case, drawn, plain, wide
from tests.layout.flows import MEASURER
from tests.layout.measures import Measures, measure
from tests.layout.sops import examples, scene_of

BASELINE = Path(__file__).parents[1] / "baseline" / "flow-quality.json"
PLAIN_SEEDS = range(1000, 1060)
WIDE_SEEDS = range(1000, 1040)


def all_measures() -> dict[str, dict[str, float]]:
    """Measures by name: each SOP of the repository, and each set of random ones in sum."""
    result = {example.name: _rounded(_of_scene(example.name)) for example in examples()}
    result["acak plain"] = _rounded(_of_seeds(plain, PLAIN_SEEDS))
    result["acak wide"] = _rounded(_of_seeds(wide, WIDE_SEEDS))
    return result


def _of_scene(name: str) -> Measures:
    pages = scene_of(name).pages
    return measure(Drawing(page.symbols, page.edges, page.labels) for page in pages)


def _of_seeds(mix: Callable[[int], Case], seeds: range) -> Measures:
    total = Measures()
    for seed in seeds:
        result = drawn(mix(seed), MEASURER, STYLE)
        assert not isinstance(result, MoreRoom), seed
        total = total + measure(result[1])
    return total


def _rounded(measures: Measures) -> dict[str, float]:
    return {
        "edges": measures.edges,
        "crossings": measures.crossings,
        "bends": measures.bends,
        "length": round(measures.length),
        "label_distance": round(measures.label_distance, 1),
        "label_worst": round(measures.label_worst, 2),
    }


if __name__ == "__main__":
    BASELINE.parent.mkdir(exist_ok=True)
    BASELINE.write_text(json.dumps(all_measures(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
