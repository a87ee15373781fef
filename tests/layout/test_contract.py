"""The layout contract's drawn examples: one for each rule, and all as the program draws them today."""

from __future__ import annotations

import importlib.util
import re
import sys
from functools import cache
from itertools import zip_longest
from pathlib import Path
from types import ModuleType

import pytest

from sopgen.flow.make_flow import build
from sopgen.layout.layout import lay_out
from sopgen.layout.routing.frame import Drawing, Frame
from sopgen.layout.style import STYLE, prices
from sopgen.model.load import load
from sopgen.model.sop import Sop
from tests.layout.gates import violations

ROOT = Path(__file__).parents[2]
CONTRACT = ROOT / "docs" / "layout-contract.md"
IMAGES = ROOT / "docs" / "images" / "contract"
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
SAME = 3.0  # 1/100 mm: Graphviz' releases differ by 2
MOST_BYTES = 400_000
RULE = re.compile(r"(?:\*\*|\d\. |- )")
WITH_RULES = ("Symbols", "Hard gates", "Routing", "Table and pages")
WEIGHTS = prices.Weights()
#: The contract's prices: the first words of a row of its table, and what the code says.
PRICES = (
    ("1 mm", (prices.PRICE_OF_MM, prices.PRICE_OF_MM * WEIGHTS.merge // 20)),
    ("a bend", (WEIGHTS.bend,)),
    ("a crossing", (WEIGHTS.cross,)),
    ("turning into a line to the same target", (WEIGHTS.head_on,)),
    ("crossing a line of the same target", (WEIGHTS.touch,)),
    ("running down beside a diamond", (prices.BESIDE_DECISION, prices.BEND_BESIDE_DECISION)),
    ("the main flow not entering from above", (prices.MAIN_FLOW_NOT_FROM_ABOVE,)),
    ("entering from below", (prices.ENTERED_FROM_BELOW, prices.DECISION_ENTERED_FROM_BELOW)),
    ("coming to the arrow between a capsule", (prices.CAPSULES_ARROW,)),
    ("leaving a decision at its top", (prices.DECISION_LEFT_AT_TOP, prices.PROCESS_LEFT_AT_TOP)),
    ("T leaving below", (prices.SIDE_FLOW_LEFT_BELOW,)),
    ("main flow and flow back at one side", (prices.ARRIVING_MIXED, prices.ARRIVING_AGAIN)),
    ("a flow back arriving elsewhere", (prices.ARRIVING_APART,)),
    ("of two flows that mirror each other", (prices.NOT_AT_MIRRORED_SIDE,)),
    ("a connector beside its column's middle", (prices.OTHER_PLACE, prices.OTHER_PLACE_BACK)),
    ("the main flow's connector in another column", (prices.OTHER_COLUMN,)),
    ("the same for a flow back", (prices.OTHER_COLUMN_BACK,)),
)


@cache
def script() -> ModuleType:
    """scripts/write_contract.py, which is no module of a package."""
    spec = importlib.util.spec_from_file_location("write_contract", ROOT / "scripts" / "write_contract.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@cache
def painted() -> dict[str, bytes]:
    """All examples as they are drawn today."""
    return dict(script().paint())


def rules() -> list[str]:
    """Every rule of the contract with all that stands under it."""
    found: list[str] = []
    for part in CONTRACT.read_text(encoding="utf-8").split("\n## ")[1:]:
        if not part.startswith(WITH_RULES):
            continue
        inside = False
        for line in part.splitlines():
            if RULE.match(line):
                found.append(line)
                inside = True
            elif inside:
                found[-1] += "\n" + line
    return found


def shown(text: str) -> list[str]:
    """The examples that a text shows."""
    return re.findall(r"\]\(images/contract/([^)]+)\)", text)


def test_every_rule_has_a_drawn_example() -> None:
    assert len(rules()) == 24
    without = [rule.splitlines()[0] for rule in rules() if not shown(rule)]
    assert without == []


def test_every_example_is_shown_and_every_one_shown_is_there() -> None:
    named = shown(CONTRACT.read_text(encoding="utf-8"))
    assert sorted(named) == sorted(set(named)) == sorted(painted()) == sorted(path.name for path in IMAGES.iterdir())


def test_examples_are_drawn_as_they_are_today() -> None:
    for name, content in painted().items():
        there, today = (IMAGES / name).read_text(encoding="utf-8"), content.decode()
        assert NUMBER.sub("#", there) == NUMBER.sub("#", today), f"{name}; run: make pages"
        pairs = zip_longest(NUMBER.findall(there), NUMBER.findall(today))
        assert all(abs(float(one) - float(other)) <= SAME for one, other in pairs), f"{name}; run: make pages"


def test_examples_come_out_the_same_twice() -> None:
    some = script().PICTURES[:2]
    assert script().paint(some) == {name: painted()[name] for name in (f"{each.name}.svg" for each in some)}


def test_prices_are_those_of_the_code() -> None:
    table = CONTRACT.read_text(encoding="utf-8").partition("| what | price | why |")[2].partition("\n\n")[0]
    rows = [line.split(" | ") for line in table.splitlines()[2:]]
    for row, (words, wanted) in zip(rows, PRICES, strict=True):
        assert row[0].removeprefix("| ").startswith(words)
        assert tuple(map(int, re.findall(r"\d+", row[1]))) == wanted, words


def test_examples_together_stay_small() -> None:
    assert sum(map(len, painted().values())) < MOST_BYTES


@pytest.mark.parametrize("sop", load(ROOT / "docs" / "contract").sops, ids=lambda sop: Path(sop.source.name).stem)
def test_no_example_breaks_a_gate(sop: Sop) -> None:
    (section,) = sop.sections
    pages = lay_out(sop).pages
    drawings = [Drawing(each.symbols, each.edges, each.labels) for each in pages]
    frames = [Frame(each.number, each.actor_columns, each.rows) for each in pages]
    assert violations(drawings, build(section, sop.format), frames, STYLE) == ()
