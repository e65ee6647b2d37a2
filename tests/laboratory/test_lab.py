"""The laboratory as a whole: every formula, the same every time, advice that follows."""

from typing import Any

import pytest

from aanbesteding.basis.canonical import canonical
from aanbesteding.laboratory.lab import FEWEST, NUMBER, Lab, laboratory
from tests import priced, tiny


def tried(formula: str, number: int = 12, clip: str = "none", **changes: Any) -> Lab:
    return laboratory(priced.tender(formula, clip, **changes), number=number)


def keys(lab: Lab) -> set[str]:
    return {one.key for one in lab.advice}


@pytest.mark.parametrize("formula", priced.PRICED)
def test_every_formula_of_the_shelf_can_be_tried_and_recorded_the_same_twice(formula: str) -> None:
    one, other = tried(formula), tried(formula)
    assert canonical(one) == canonical(other)
    assert [lot.formula for lot in one.lots] == [formula]


def test_a_tender_without_bids_is_enough_and_one_lot_gets_the_full_number() -> None:
    lab = laboratory(priced.tender("price.absolute_linear"))
    assert lab.number == NUMBER
    assert {one.tenders for one in lab.lots[0].reversals.values()} == {NUMBER}


def test_many_lots_get_fewer_made_up_tenders_each_and_the_number_says_so() -> None:
    lots = [{"id": str(n), "title": f"Perceel {n}"} for n in range(1, 41)]
    lab = laboratory(priced.tender("value.lowest_price", lots=lots))
    assert len(lab.lots) == 40
    assert lab.number == FEWEST


def test_lots_where_price_does_not_count_are_named_and_open_houses_are_not() -> None:
    lots = [{"id": "1", "title": "Een"}, {"id": "2", "title": "Twee", "mode": "admit_all"}]
    lab = laboratory(tiny.tender(lots=lots))
    assert (lab.lots, lab.without_price, lab.advice) == ((), ("1",), ())


def test_a_formula_that_turns_orders_gets_the_advice_to_choose_an_absolute_one() -> None:
    found = keys(tried("price.min_max", 60))
    assert {"choose_absolute", "publish_dropout"} <= found


def test_a_published_rule_for_dropping_out_is_not_asked_for_again() -> None:
    award = {"on_dropout": "keep"}
    assert "publish_dropout" not in keys(tried("price.min_max", 60, award=award))


def test_an_absolute_formula_never_gets_advice_about_order_or_dumping_decisions() -> None:
    found = keys(tried("price.absolute_linear", 60, "both"))
    assert not found & {"choose_absolute", "publish_dropout", "line_wrong"}


@pytest.mark.parametrize(
    ("formula", "name"),
    [
        ("price.linear_span", "span"),
        ("price.logarithm", "multiple"),
        ("price.midpoint", "multiple"),
        ("price.discount_power", "exponent"),
        ("price.benchmark_deviation", "benchmark_share"),
    ],
)
def test_a_hidden_weight_gets_the_advice_to_publish_it(formula: str, name: str) -> None:
    said = [one.values for one in tried(formula).advice if one.key == "publish_setting"]
    assert [values["name"] for values in said] == [name]


def test_a_formula_that_goes_the_wrong_way_is_advised_against() -> None:
    assert "line_wrong" in keys(tried("price.benchmark_deviation"))


def test_a_part_of_the_scale_changes_the_weight_of_price_and_is_said() -> None:
    assert "scale" in keys(tried("price.absolute_linear", 60))


def test_a_relative_answer_makes_a_lot_relative() -> None:
    answer = {"id": "a", "title": "Winst", "weight": 10, "formula": "quality.time_share"}
    lab = tried("price.absolute_linear", criteria=[*priced.CRITERIA, answer])
    assert lab.lots[0].relative
    assert not lab.lots[0].keeps_order
