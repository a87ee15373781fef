"""All rules and all codes, in the order of their declaration: one that is declared in a module named here is known."""

from __future__ import annotations

from collections.abc import Iterable

from sopgen.findings import Code, codes_of
from sopgen.flow import codes as flow_codes
from sopgen.model import codes as model_codes
from sopgen.rules.checks import across, flow, form, language, life, outputs
from sopgen.rules.rule import ProjectRule, SopRule
from sopgen.source import codes as source_codes

RULES = tuple(
    value
    for module in (form, flow, across, outputs, life, language)
    for value in vars(module).values()
    if isinstance(value, SopRule | ProjectRule)
)
SOP_RULES = tuple(rule for rule in RULES if isinstance(rule, SopRule))
PROJECT_RULES = tuple(rule for rule in RULES if isinstance(rule, ProjectRule))


def all_codes(later: Iterable[Code] = ()) -> tuple[Code, ...]:
    """Every code a finding can have, by severity's letter and number; ``later`` are those of stages above the rules."""
    codes = (*codes_of(source_codes, model_codes, flow_codes), *(rule.code for rule in RULES), *later)
    return tuple(sorted(codes, key=lambda code: ("EWS".index(code.number[4]), code.number)))
