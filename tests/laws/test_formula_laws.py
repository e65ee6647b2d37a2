"""What holds of every formula on the shelf, whatever was bid and published."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aanbesteding.basis.errors import FormulaDomainError
from aanbesteding.contest.count import count
from aanbesteding.formulas import SHELF
from aanbesteding.formulas.formula import Formula
from tests.made_up import cases
from tests.shelf import (
    CENTS,
    EUROS,
    POINTS,
    PRICED,
    PUBLISHED,
    QUALITY,
    SHARES,
    Field,
    Offer,
    contest,
    fields,
    good,
    rows,
    whole,
)

each = pytest.mark.parametrize
some = settings(max_examples=cases(100))


def named(card: Formula) -> str:
    return card.id


@each("card", [card for card in PRICED if card.monotone], ids=named)
@some
@given(data=st.data())
def test_a_cheaper_bid_never_loses_points(card: Formula, data: st.DataObject) -> None:
    field = data.draw(fields(card))
    price = max(field.offers[0].price - data.draw(CENTS), Fraction(1, 100))
    assert good(card, field.first(price=price).result(card), field.result(card))


NOT_MONOTONE = {"price.benchmark_deviation": rows((90, 0), (100, 0), (110, 0))}


@each("card", [card for card in SHELF if not card.monotone], ids=named)
def test_a_formula_said_not_to_be_monotone_punishes_a_lower_price(card: Formula) -> None:
    field = Field(NOT_MONOTONE[card.id], PUBLISHED)
    assert not good(card, field.first(price=Fraction(60)).result(card), field.result(card))


@each("card", [card for card in PRICED if card.measures == "value"], ids=named)
@some
@given(data=st.data())
def test_more_quality_points_never_make_a_bid_worse(card: Formula, data: st.DataObject) -> None:
    field = data.draw(fields(card))
    most = max(offer.quality for offer in field.offers)
    own = field.offers[0].quality
    better = field.first(quality=own + (most - own) * data.draw(SHARES))
    assert good(card, better.result(card), field.result(card))


@each("card", QUALITY, ids=named)
@some
@given(data=st.data())
def test_a_better_answer_never_loses_points(card: Formula, data: st.DataObject) -> None:
    field = data.draw(fields(card))
    own, most = field.offers[0].answer, field.published["top_mark"]
    up = field.published.get("best_answer", 1) > field.published.get("worst_answer", 0)
    answer = own * data.draw(SHARES) if not up else own + (most - own) * data.draw(SHARES)
    better = field.first(answer=answer) if own <= most else field
    assert better.result(card) >= field.result(card)


@each("card", [card for card in SHELF if not card.relative], ids=named)
@some
@given(data=st.data())
def test_an_absolute_formula_ignores_the_other_bids(card: Formula, data: st.DataObject) -> None:
    field = data.draw(fields(card))
    assert field.only(0).result(card) == field.result(card)


OTHERS = {
    "price.logarithm": rows((100, 0), (50, 0)),
    "value.relative_cost": rows((100, 30), (100, 10)),
}


@each("card", [card for card in SHELF if card.relative], ids=named)
def test_a_relative_formula_does_change_with_another_bid(card: Formula) -> None:
    offers = OTHERS.get(card.id) or TURNED[card.id]
    field, rest = Field(offers, PUBLISHED), range(len(offers) - 1)
    fewer = field.only(*rest)
    assert any(field.result(card, at) != fewer.result(card, at) for at in rest)


def scaled(field: Field, factor: Fraction) -> Field:
    """The same field with all prices and answers multiplied."""
    offers = tuple(
        replace(offer, price=offer.price * factor, answer=offer.answer * factor)
        for offer in field.offers
    )
    return replace(field, offers=offers)


@each("card", [card for card in SHELF if card.scale_free], ids=named)
@some
@given(data=st.data(), factor=CENTS)
def test_a_scale_free_formula_sees_no_level_of_prices(
    card: Formula, data: st.DataObject, factor: Fraction
) -> None:
    field = data.draw(fields(card))
    assert scaled(field, factor).result(card) == field.result(card)


@each("card", [card for card in SHELF if not card.scale_free], ids=named)
def test_other_formulas_do_see_the_level_of_prices(card: Formula) -> None:
    offers = [Offer(Fraction(price), Fraction(40), Fraction(15)) for price in (110, 120, 130)]
    field = Field(tuple(offers), {**PUBLISHED, "top_mark": Fraction(20)})
    before = field.result(card)
    try:
        assert scaled(field, Fraction(2)).result(card) != before
    except FormulaDomainError:
        assert field.offers[0].price * 2 > PUBLISHED["ceiling_price"] or card.measures == "quality"


IN_EUROS = ("award_on_value", "willingness_to_pay", "price_markup", "cost_per_point")
DIMENSION = {
    **{f"value.{name}": 1 for name in (*IN_EUROS, "relative_cost", "lowest_price")},
    "value.weighted_ratio": -1,
}


@each("card", PRICED, ids=named)
@some
@given(data=st.data(), factor=st.sampled_from([Fraction(100), Fraction(1, 1000), Fraction(25, 11)]))
def test_counting_in_another_unit_of_money_changes_nothing(
    card: Formula, data: st.DataObject, factor: Fraction
) -> None:
    field = data.draw(fields(card))
    published = {n: v * factor if n in EUROS else v for n, v in field.published.items()}
    other = replace(scaled(field, factor), published=published)
    if card.id == "value.award_on_value":
        other = other.first(quality=field.offers[0].quality * factor)
    expected = field.result(card) * factor ** DIMENSION.get(card.id, 0)
    unseen = (
        0 if card.decimals is None else Fraction(1, 10**card.decimals) * max(factor, 1 / factor)
    )
    assert abs(other.result(card) - expected) <= unseen


@each("card", SHELF, ids=named)
@some
@given(data=st.data())
def test_order_and_names_of_bids_do_not_matter(card: Formula, data: st.DataObject) -> None:
    field = data.draw(fields(card))
    most = field.published["most_quality"] + 1
    entries = [(str(n), offer) for n, offer in enumerate(field.offers)]
    turned = data.draw(st.permutations(entries))
    renamed = [(f"bidder {len(name) - int(name)}", offer) for name, offer in turned]
    published = {**field.published, "most_quality": most}
    one, other = (count(contest(card, each_, published)) for each_ in (entries, renamed))
    totals = {found.bidder: (found.total, found.rank) for found in one}
    again = {f"bidder {1 - int(n)}": totals[n] for n, _ in entries}
    assert {found.bidder: (found.total, found.rank) for found in other} == again


@each("card", [card for card in SHELF if not card.below_zero], ids=named)
@some
@given(data=st.data())
def test_points_do_not_go_below_zero_unless_the_card_says_so(
    card: Formula, data: st.DataObject
) -> None:
    assert data.draw(fields(card)).result(card) >= 0


BELOW_ZERO = {
    "quality.scale_share": (Offer(answer=Fraction(-5)),),
    "price.absolute_linear": rows((201, 0)),
    "price.linear_span": rows((201, 0), (100, 0)),
    "price.midpoint": rows((201, 0), (100, 0)),
    "price.logarithm": rows((201, 0), (100, 0)),
    "price.around_mean": rows((301, 0), (50, 0), (50, 0)),
    "value.award_on_value": rows((10, 11)),
    "value.willingness_to_pay": rows((10, 11)),
    "value.within_budget": rows((10, -1)),
}


@each("card", [card for card in SHELF if card.below_zero], ids=named)
def test_a_formula_said_to_go_below_zero_does(card: Formula) -> None:
    assert Field(BELOW_ZERO[card.id], PUBLISHED).result(card) < 0


@each("card", QUALITY, ids=named)
@some
@given(data=st.data(), factor=POINTS)
def test_points_for_quality_follow_their_weight(
    card: Formula, data: st.DataObject, factor: Fraction
) -> None:
    field = data.draw(fields(card))
    most = field.published["most_points"]
    heavier = replace(field, published={**field.published, "most_points": most * factor})
    assert heavier.result(card) == field.result(card) * factor


def sign(number: Fraction) -> int:
    return (number > 0) - (number < 0)


KEEP_ORDER = [card for card in SHELF if card.keeps_order]


def turns(card: Formula, field: Field) -> bool:
    """Whether the first two bids turn when all others leave."""
    fewer = field.only(0, 1)
    before = field.total(card, 0) - field.total(card, 1)
    after = fewer.total(card, 0) - fewer.total(card, 1)
    return sign(before) != sign(after)


def close(field: Field) -> Field:
    """The same field with prices that differ by a factor of two at most, as in real tenders."""
    prices = [100 + offer.price % 100 for offer in field.offers]
    offers = tuple(replace(o, price=p) for o, p in zip(field.offers, prices, strict=True))
    wider = {n: v + 200 if n == "ceiling_price" else v for n, v in field.published.items()}
    return Field(offers, wider)


@each("card", KEEP_ORDER, ids=named)
@settings(max_examples=150)
@given(data=st.data())
def test_where_order_is_kept_no_pair_turns_when_other_bids_leave(
    card: Formula, data: st.DataObject
) -> None:
    assert not turns(card, close(data.draw(fields(card, least=3))))


@each("card", KEEP_ORDER, ids=named)
def test_no_bids_that_turn_with_another_formula_turn_where_order_is_kept(card: Formula) -> None:
    published = {**PUBLISHED, **whole(most_points=40, ceiling_price=500, top_mark=40)}
    for offers in TURNED.values():
        answered = tuple(replace(o, quality=max(o.quality, Fraction(1))) for o in offers)
        assert not turns(card, Field(answered, published))


TIMED = (
    Offer(answer=Fraction(10), quality=Fraction(40)),
    Offer(answer=Fraction(20), quality=Fraction(20)),
    Offer(answer=Fraction(30)),
)
# The first two bids turn when the last one leaves; V24, V27 and variations on them.
TURNED = {
    "quality.time_share": TIMED,
    "price.lowest_share": rows((80, 40), (100, 46), (40, 5)),
    "price.squared_share": rows((80, 40), (100, 46), (40, 0)),
    "price.linear_span": rows((80, 44), (100, 58), (60, 5)),
    "price.midpoint": rows((80, 42), (100, 54), (40, 5)),
    "price.min_max": rows((80, 30), (100, 50), (200, 5)),
    "price.around_mean": rows((80, 30), (100, 38), (300, 5)),
    "price.discount_share": rows((80, 30), (100, 37), (40, 5)),
    "price.discount_power": rows((80, 30), (100, 34), (40, 5)),
    "price.benchmark_deviation": rows((80, "19/2"), (100, 0), (120, 0), (199, 0)),
    "value.utility_index": rows((100, 51), (75, 42), (400, 60)),
    "value.both_relative": rows((80, 30), (100, 36), (40, 5)),
}


@each("card", [card for card in SHELF if not card.keeps_order], ids=named)
def test_where_order_is_not_kept_a_losing_bid_decides_between_two_others(card: Formula) -> None:
    special = {"value.utility_index": whole(most_points=40), "value.both_relative": V24}
    published = {**PUBLISHED, **special.get(card.id, {})}
    every = [(str(n), offer) for n, offer in enumerate(TURNED[card.id])]
    with_all = {one.bidder: one for one in count(contest(card, every, published))}
    without = {one.bidder: one for one in count(contest(card, every[:-1], published))}
    before = with_all["0"].total - with_all["1"].total
    after = without["0"].total - without["1"].total
    assert sign(before) * sign(after) == -1
    assert with_all[every[-1][0]].rank != 1


V24 = whole(most_quality=50)
