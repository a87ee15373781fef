"""Where lines run in their gaps."""

from __future__ import annotations

import pytest

from sopgen.layout.routing.lanes import off_rules, row_gaps
from sopgen.layout.style.clearances import EDGE_ROOM, HEAD_ROOM, RULE_SEEN

ABOVE, BELOW = row_gaps([(0.0, 14.0, [(7.0, 7.0)])])


def test_a_line_keeps_off_a_rule_as_far_as_its_gap_allows() -> None:
    low, high = ABOVE.usable
    assert (low, high) == pytest.approx((EDGE_ROOM, 3.5 - HEAD_ROOM))
    assert off_rules(ABOVE, (low + high) / 2, low, high, 0.0) == pytest.approx(RULE_SEEN)
    low, high = BELOW.usable
    assert off_rules(BELOW, (low + high) / 2, low, high, 0.0) == pytest.approx(14.0 - RULE_SEEN)


def test_lines_that_fill_their_gap_stay_in_its_middle() -> None:
    low, high = ABOVE.usable
    middle = (low + high) / 2
    assert off_rules(ABOVE, middle, low, high, (high - low) / 2) == pytest.approx(middle)


def test_a_line_far_from_the_rule_stays_in_the_middle() -> None:
    assert off_rules(ABOVE, 3.0, 0.6, 5.4, 0.0) == 3.0
