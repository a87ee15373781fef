"""All rules and all codes, in the order of their numbers."""

from __future__ import annotations

from sopgen.findings import Code
from sopgen.flow.codes import FLOW_CODES
from sopgen.model.codes import ALL_CODES as READING_CODES
from sopgen.rules.across import ACROSS_RULES
from sopgen.rules.flow import FLOW_RULES
from sopgen.rules.form import FORM_RULES
from sopgen.rules.language import LANGUAGE_RULES
from sopgen.rules.rule import ProjectRule, SopRule

RULES: tuple[SopRule | ProjectRule, ...] = (*FORM_RULES, *FLOW_RULES, *ACROSS_RULES, *LANGUAGE_RULES)
SOP_RULES = tuple(rule for rule in RULES if isinstance(rule, SopRule))
PROJECT_RULES = tuple(rule for rule in RULES if isinstance(rule, ProjectRule))


def all_codes() -> tuple[Code, ...]:
    """Every code a finding can have, ordered by severity's letter and number."""
    codes = (*READING_CODES, *FLOW_CODES, *(rule.code for rule in RULES))
    return tuple(sorted(codes, key=lambda code: ("EWS".index(code.number[4]), code.number)))
