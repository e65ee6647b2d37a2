"""What holds of every formula on the shelf, whatever the prices and marks."""

from collections.abc import Mapping
from dataclasses import fields
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aanbesteding.basis.errors import FormulaDomainError
from aanbesteding.formulas import BY_ID, SHELF
from aanbesteding.formulas.formula import Formula

CENTS = st.integers(min_value=1, max_value=10**12).map(lambda cents: Fraction(cents, 100))
PRICES = st.lists(CENTS, min_size=1, max_size=6)
POINTS = st.integers(min_value=1, max_value=1000).map(Fraction)
PRICED = [card for card in SHELF if card.measures in ("price", "value")]
RELATIVE = [card for card in SHELF if card.relative]
ABSOLUTE = [card for card in PRICED if not card.relative]


def known(prices: list[Fraction], own: Fraction, points: Fraction) -> dict[str, Fraction]:
    return {
        "price": own,
        "lowest_price": min(prices),
        "highest_price": max(prices),
        "floor_price": Fraction(100),
        "ceiling_price": Fraction(10**9),
        "most_points": points,
        "quality_value": Fraction(12345, 100),
    }


def better(card: Formula, one: Fraction, other: Fraction) -> bool:
    """Whether one result is at least as good as the other."""
    return one >= other if card.best == "highest" else one <= other


@pytest.mark.parametrize("card", PRICED, ids=lambda card: card.id)
@given(prices=PRICES, discount=CENTS, points=POINTS)
def test_a_cheaper_price_never_loses(
    card: Formula, prices: list[Fraction], discount: Fraction, points: Fraction
) -> None:
    before = card(known(prices, prices[0], points))
    own = max(prices[0] - discount, Fraction(1, 100))
    after = card(known([own, *prices[1:]], own, points))
    assert better(card, after, before)


@pytest.mark.parametrize("card", ABSOLUTE, ids=lambda card: card.id)
@given(prices=PRICES, others=PRICES, points=POINTS)
def test_an_absolute_formula_ignores_the_other_bids(
    card: Formula, prices: list[Fraction], others: list[Fraction], points: Fraction
) -> None:
    own = prices[0]
    assert card(known(prices, own, points)) == card(known([own, *others], own, points))


@pytest.mark.parametrize("card", RELATIVE, ids=lambda card: card.id)
def test_a_relative_formula_does_change_with_another_bid(card: Formula) -> None:
    own, points = Fraction(100), Fraction(40)
    alone = card(known([own], own, points))
    assert alone != card(known([own, Fraction(50)], own, points))


@pytest.mark.parametrize("card", RELATIVE, ids=lambda card: card.id)
@given(prices=PRICES, factor=CENTS, points=POINTS)
def test_counting_in_another_unit_of_money_changes_no_points(
    card: Formula, prices: list[Fraction], factor: Fraction, points: Fraction
) -> None:
    scaled = [price * factor for price in prices]
    assert card(known(prices, prices[0], points)) == card(known(scaled, scaled[0], points))


@pytest.mark.parametrize("card", [c for c in PRICED if c.measures == "price"], ids=lambda c: c.id)
@given(prices=PRICES, points=POINTS)
def test_price_points_lie_between_nothing_and_all(
    card: Formula, prices: list[Fraction], points: Fraction
) -> None:
    assert 0 <= card(known(prices, prices[0], points)) <= points


@pytest.mark.parametrize("card", RELATIVE, ids=lambda card: card.id)
@given(prices=PRICES, points=POINTS)
def test_the_lowest_price_gets_all_points(
    card: Formula, prices: list[Fraction], points: Fraction
) -> None:
    assert card(known(prices, min(prices), points)) == points


@given(top=st.integers(1, 100), points=POINTS, data=st.data())
def test_a_higher_mark_gets_more_points(top: int, points: Fraction, data: st.DataObject) -> None:
    card = BY_ID["quality.scale_share"]
    low = data.draw(st.integers(0, top - 1))
    high = data.draw(st.integers(low + 1, top))

    def at(mark: int) -> Fraction:
        return card({"mark": Fraction(mark), "top_mark": Fraction(top), "most_points": points})

    assert at(low) < at(high)
    assert at(0) == 0
    assert at(top) == points


@given(prices=PRICES, points=POINTS)
def test_a_fixed_tariff_decides_nothing(prices: list[Fraction], points: Fraction) -> None:
    assert BY_ID["price.fixed_tariff"](known(prices, prices[0], points)) == 0


@given(value=CENTS, price=CENTS)
def test_a_euro_of_value_weighs_as_much_as_a_euro_of_price(
    value: Fraction, price: Fraction
) -> None:
    card = BY_ID["value.award_on_value"]
    assert card({"price": price, "quality_value": value}) == card(
        {"price": price + 1, "quality_value": value + 1}
    )


def numbers(**given: int) -> Mapping[str, Fraction]:
    return {name: Fraction(number) for name, number in given.items()}


@pytest.mark.parametrize(
    ("card", "inputs"),
    [
        ("price.lowest_share", numbers(price=0, lowest_price=0, most_points=40)),
        ("price.lowest_share", numbers(price=5, lowest_price=0, most_points=40)),
        ("price.lowest_share", numbers(price=5, lowest_price=6, most_points=40)),
        ("price.min_max", numbers(price=5, lowest_price=6, highest_price=7, most_points=40)),
        ("price.min_max", numbers(price=8, lowest_price=6, highest_price=7, most_points=40)),
        ("price.min_max", numbers(price=5, lowest_price=6, highest_price=4, most_points=40)),
        (
            "price.absolute_linear",
            numbers(price=5, floor_price=9, ceiling_price=9, most_points=40),
        ),
        (
            "price.absolute_linear",
            numbers(price=5, floor_price=9, ceiling_price=8, most_points=40),
        ),
        ("quality.scale_share", numbers(mark=0, top_mark=0, most_points=40)),
        ("quality.scale_share", numbers(mark=11, top_mark=10, most_points=40)),
        ("quality.scale_share", numbers(mark=-1, top_mark=10, most_points=40)),
    ],
)
def test_outside_its_domain_a_formula_refuses(card: str, inputs: Mapping[str, Fraction]) -> None:
    with pytest.raises(FormulaDomainError):
        BY_ID[card](inputs)


@pytest.mark.parametrize("card", [c for c in SHELF if c.inputs], ids=lambda card: card.id)
def test_a_missing_input_is_named(card: Formula) -> None:
    everything = {name: Fraction(1) for name in card.inputs}
    for name in card.inputs:
        rest = {key: value for key, value in everything.items() if key != name}
        with pytest.raises(FormulaDomainError, match=name):
            card(rest)


def test_the_shelf_has_no_two_cards_with_one_id() -> None:
    assert len(BY_ID) == len(SHELF)


@pytest.mark.parametrize("card", SHELF, ids=lambda card: card.id)
def test_a_card_is_complete(card: Formula) -> None:
    assert card.source == f"docs/formulas/{card.id}.md"
    assert card.id.split(".")[0] == card.measures
    assert card.compute.__doc__
    assert {field.name for field in fields(card)} >= {"relative", "best"}
