"""How far Pelaksana columns grow when the drawing asks for more room than the paper has."""

from __future__ import annotations

from sopgen.layout.routing.frame import MoreRoom
from sopgen.layout.table.growth import Growth

WIDTHS = (13.0, 13.0, 13.0)
ALL, ONE = MoreRoom(columns_wider=True), MoreRoom(columns=((1, 16.0),))


def test_columns_that_do_not_fit_are_wider_by_less_until_nothing_is_left_of_it() -> None:
    growth = Growth().more(ALL, WIDTHS)
    assert min(growth.columns) > max(WIDTHS)
    widest = [max(growth.columns)]
    while growth.columns:
        growth = growth.narrower()
        assert growth.final
        widest.append(max(growth.columns, default=0.0))
    assert widest == sorted(set(widest), reverse=True)


def test_the_one_column_that_a_label_asks_for_is_not_given_up_for_all_that_grew_before() -> None:
    growth = Growth().more(ALL, WIDTHS).more(ONE, (14.56, 14.56, 14.56))
    alone = growth.narrower()
    assert alone.columns == (0.0, 16.0, 0.0)
    assert not alone.final
    assert alone.narrower().columns[1] < 16.0
    assert alone.narrower().final


def test_a_column_that_grows_first_is_wider_by_less_like_all() -> None:
    assert Growth().more(ONE, WIDTHS).narrower().columns == (0.0, 16.0 * 0.85, 0.0)
