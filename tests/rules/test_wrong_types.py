"""What could not be read is not judged: a value of the wrong kind is one finding, whatever the rules miss in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import yaml

from sopgen.findings import Finding

from .conftest import SOP

Findings = Callable[[str], list[Finding]]
KEYS = sorted(yaml.safe_load(SOP))
STEP_KEYS = sorted(yaml.safe_load(SOP)["langkah"][0])
#: Texts, a list in a list, a mapping: none of them is right for any key of the others' kind.
WRONG = ["teks", "[[a], [b]]", "{a: {b: c}}"]


@pytest.mark.parametrize("value", WRONG)
@pytest.mark.parametrize("key", KEYS)
def test_a_value_of_the_wrong_kind_is_judged_by_no_rule(key: str, value: str, findings: Findings) -> None:
    assert_judged_once(findings(f"{key}: {value}\n"))


@pytest.mark.parametrize("value", WRONG)
@pytest.mark.parametrize("key", STEP_KEYS)
def test_a_step_s_value_of_the_wrong_kind_is_judged_by_no_rule(key: str, value: str, findings: Findings) -> None:
    steps = yaml.safe_load(SOP)["langkah"]
    steps[0][key] = yaml.safe_load(value)
    assert_judged_once(findings(yaml.safe_dump({"langkah": steps}, allow_unicode=True, sort_keys=False)))


def assert_judged_once(found: list[Finding]) -> None:
    """No rule speaks where a value of the wrong kind stands."""
    wrong = {(each.span.line, each.span.column) for each in found if each.code == "SOP-E122"}
    others = [each for each in found if each.code != "SOP-E122" and (each.span.line, each.span.column) in wrong]
    assert others == []


def test_steps_that_are_a_text_lack_nothing_besides(findings: Findings) -> None:
    assert [each.code for each in findings("langkah: teks\n")] == ["SOP-E122"]
