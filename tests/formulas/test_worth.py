"""What a quality point is worth, checked where algebra gives it."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aanbesteding.basis.errors import FormulaDomainError
from aanbesteding.formulas import BY_ID
from aanbesteding.formulas.formula import Formula
from aanbesteding.formulas.worth import worth_of_a_point
from tests.shelf import PRICED, PUBLISHED, fields, good, whole


def worth(card: str, **own: int | str) -> Decimal | None:
    return worth_of_a_point(BY_ID[card], {**PUBLISHED, **whole(**own)})


def test_on_a_straight_line_a_point_costs_the_same_everywhere() -> None:
    # 50 points on 150 euros
    assert {worth("price.absolute_linear", price=price) for price in (60, 100, 180)} == {Decimal(3)}


def test_on_the_curve_of_the_lowest_share_a_point_costs_more_the_dearer_the_bid() -> None:
    # 50 · 80 / P falls by one: 4000 / (4000 / 100 - 1) - 100, in whole cents
    assert worth("price.lowest_share", price=100, lowest_price=80) == Decimal("2.56")
    assert worth("price.lowest_share", price=200, lowest_price=80) == Decimal("10.52")


def test_a_euro_per_point_is_what_was_published() -> None:
    found = worth("value.willingness_to_pay", price=100, quality_points=10, euro_per_point="12.34")
    assert found == Decimal("12.34")


def test_quality_per_euro_values_a_point_by_what_a_point_cost_so_far() -> None:
    assert worth("value.quality_per_euro", price=90, quality_points=30) == Decimal(3)


def test_where_price_alone_decides_a_point_is_worth_nothing() -> None:
    assert worth("value.lowest_price", price=90, quality_points=30) == 0


def test_a_share_of_the_lowest_price_never_costs_more_points_than_are_left() -> None:
    assert worth("price.lowest_share", price=100, lowest_price=1) is None


def test_where_price_decides_nothing_there_is_no_limit() -> None:
    assert worth("price.fixed_tariff", price=90, quality_points=30) is None


def test_within_a_budget_a_point_is_worth_what_is_left_of_it() -> None:
    assert worth("value.within_budget", price=90, quality_points=30) == Decimal(110)


def test_a_formula_that_can_punish_a_lower_price_has_no_worth_of_a_point() -> None:
    with pytest.raises(FormulaDomainError):
        worth("price.benchmark_deviation", price=90, trimmed_mean_price=100)


COMPARED = [card for card in PRICED if card.monotone and card.statistics in ((), ("lowest_price",))]


@pytest.mark.parametrize("card", COMPARED, ids=lambda card: card.id)
@settings(max_examples=15)
@given(data=st.data())
def test_so_much_dearer_is_as_good_and_a_cent_more_is_not(
    card: Formula, data: st.DataObject
) -> None:
    known = data.draw(fields(card)).known(card)
    most = worth_of_a_point(card, known)
    before = total(card, known)
    better = {**known, "quality_points": known["quality_points"] + 1}

    def as_good(more: Fraction) -> bool:
        after = total(card, {**better, "price": known["price"] + more})
        return after is not None and before is not None and good(card, after, before)

    if most is None:
        assert as_good(Fraction(10**14))
    else:
        assert as_good(Fraction(most))
        assert not as_good(Fraction(most) + Fraction(1, 100))


def total(card: Formula, known: dict[str, Fraction]) -> Fraction | None:
    """The total of a bid; None where the formula has no answer."""
    try:
        return card(known) + (known["quality_points"] if card.measures == "price" else 0)
    except FormulaDomainError:
        return None
