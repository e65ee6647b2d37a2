"""How far a weight could vary: published figures, and exactly the weights that keep the award."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aanbesteding.contest.contest import Contest
from aanbesteding.contest.count import count
from aanbesteding.contest.shares import shares_of
from aanbesteding.contest.weights import Change, Interval, Span, changes
from aanbesteding.formulas.formula import formula
from tests.contest.contests import contest, contests, euros, reweighed, stability, stays

# Triantaphyllou and Sánchez (1997), an example of four alternatives on four criteria.
WEIGHTS = (".3277", ".3058", ".2876", ".0790")
MATRIX = {
    "A1": (".3088", ".2897", ".3867", ".1922"),
    "A2": (".2163", ".3458", ".1755", ".6288"),
    "A3": (".4509", ".2473", ".1194", ".0575"),
    "A4": (".0240", ".1172", ".3184", ".1215"),
}
NARROW = Fraction(1, 10**6)


def four() -> Contest:
    return contest(WEIGHTS, MATRIX, top=1)


def by_criterion(made: Contest, places: int) -> dict[str, Interval]:
    return {interval.criterion: interval for interval in stability(made, places)}


def change(made: Contest, ahead: str, behind: str, criterion: str) -> Change:
    shares = shares_of(made)
    assert shares is not None
    return next(c for c in changes(shares, ahead, behind) if c.criterion == criterion)


@pytest.mark.parametrize(
    ("bid", "total"), [("A1", ".3162"), ("A2", ".2768"), ("A3", ".2623"), ("A4", ".1449")]
)
def test_totals_are_those_of_the_published_matrix(bid: str, total: str) -> None:
    found = next(one.total for one in count(four()) if one.bidder == bid)
    assert abs(found - Fraction(total)) < Fraction(1, 10**4)


@pytest.mark.parametrize(
    ("criterion", "low", "high"),
    [("k1", "0", ".5126"), ("k2", "0", ".5922"), ("k3", ".1242", "1"), ("k4", "0", ".1552")],
)
def test_the_first_keeps_its_place_between_the_known_weights(
    criterion: str, low: str, high: str
) -> None:
    found = by_criterion(four(), 1)[criterion].winner
    assert found is not None
    assert found.high is not None
    assert abs(found.low - Fraction(low)) < Fraction(1, 10**4)
    assert abs(found.high - Fraction(high)) < Fraction(1, 10**4)


def test_the_published_change_of_the_third_weight_is_found() -> None:
    found = change(four(), "A1", "A2", "k3")
    assert abs(found.absolute - Fraction(".1866")) < Fraction(1, 10**4)
    assert abs(found.relative - Fraction(".649")) < Fraction(1, 10**3)


def test_a_change_ends_where_the_interval_does() -> None:
    span = by_criterion(four(), 1)["k3"].winner
    assert span is not None
    assert change(four(), "A1", "A2", "k3").becomes == span.low


@pytest.mark.parametrize("places", [1, 2, 3])
def test_a_grid_of_weights_agrees(places: int) -> None:
    made = four()
    for criterion, interval in by_criterion(made, places).items():
        grid = [Fraction(step, 250) for step in range(1, 250)]
        kept = [w for w in grid if stays(made, reweighed(made, criterion, w), places)]
        assert kept == [w for w in grid if within(interval.awarded, w)]


def within(span: Span | None, weight: Fraction) -> bool:
    if span is None or weight < span.low:
        return False
    return span.high is None or weight <= span.high


@given(contests(), st.integers(1, 6), st.fractions(0, 1, max_denominator=60))
def test_the_award_stays_exactly_within_the_interval(
    made: Contest, places: int, weight: Fraction
) -> None:
    for interval in stability(made, places):
        moved = reweighed(made, interval.criterion, weight)
        assert stays(made, moved, places) == within(interval.awarded, weight)
        assert stays(made, moved, 1) == within(interval.winner, weight)


@given(contests(), st.integers(1, 6))
def test_just_outside_the_interval_the_award_is_another(made: Contest, places: int) -> None:
    for interval in stability(made, places):
        assert interval.awarded is not None
        assert interval.awarded.high is not None
        inside = (interval.weight, interval.awarded.low, interval.awarded.high)
        outside = (interval.awarded.low - NARROW, interval.awarded.high + NARROW)
        moved = {w: reweighed(made, interval.criterion, w) for w in (*inside, *outside)}
        assert all(stays(made, moved[w], places) for w in inside)
        assert not any(stays(made, moved[w], places) for w in outside if 0 <= w <= 1)


@given(contests(("value.award_on_value",)), st.integers(1, 6), st.integers(0, 40))
def test_in_award_on_value_each_amount_varies_alone(
    made: Contest, places: int, weight: int
) -> None:
    found = stability(made, places)
    assert [i.weight for i in found] == [c.weight for c in made.criteria]
    for interval in found:
        moved = euros(made, interval.criterion, Fraction(weight))
        assert stays(made, moved, places) == within(interval.awarded, Fraction(weight))


@given(contests((None, "price.lowest_share", "value.award_on_value")))
def test_a_changed_weight_brings_two_bids_level(made: Contest) -> None:
    shares = shares_of(made)
    assert shares is not None
    for found in changes(shares, "b0", "b1"):
        move = euros if made.on_value else reweighed
        totals = {c.bidder: c.total for c in count(move(made, found.criterion, found.becomes))}
        assert totals["b0"] == totals["b1"]
        assert found.becomes >= 0


@given(contests((None, "price.lowest_share", "value.award_on_value")))
def test_shares_times_weights_are_the_exact_totals(made: Contest) -> None:
    shares = shares_of(made)
    assert shares is not None
    sign = -1 if made.lowest_wins else 1
    assert [shares.total(n) for n in range(len(shares.bidders))] == [
        sign * one.exact for one in count(made)
    ]


def test_a_price_is_one_more_criterion() -> None:
    made = contest([60], {"a": [8], "b": [6]}, prices=[100, 80])
    assert [(i.criterion, i.weight) for i in stability(made, 1)] == [
        ("k1", Fraction(3, 5)),
        ("price", Fraction(2, 5)),
    ]
    assert by_criterion(made, 1)["price"].winner == Span(Fraction(0), Fraction(1, 2))


def test_a_bid_that_is_better_on_everything_is_first_under_every_weight() -> None:
    found = stability(contest([60, 40], {"a": [8, 9], "b": [6, 7]}), 1)
    assert {i.winner for i in found} == {Span(Fraction(0), Fraction(1))}


def test_with_one_criterion_there_is_nothing_to_vary() -> None:
    made = contest([60], {"a": [8], "b": [6]})
    assert stability(made, 1) == ()
    shares = shares_of(made)
    assert shares is not None
    assert changes(shares, "a", "b") == ()


def test_a_criterion_that_weighs_nothing_is_left_out() -> None:
    made = contest([60, 0, 40], {"a": [8, 1, 9], "b": [6, 9, 7]})
    assert [i.criterion for i in stability(made, 1)] == ["k1", "k3"]


def test_nothing_is_said_of_a_formula_that_mixes_price_and_quality() -> None:
    @formula("value.mixed", "value", "quality_points/price")
    def mixed(price: Fraction, quality_points: Fraction) -> Fraction:
        return quality_points / price

    made = contest([60, 40], {"a": [8, 9], "b": [6, 7]}, prices=[100, 80], pricing=mixed)
    assert shares_of(made) is None


def test_nothing_is_said_of_a_price_formula_that_looks_at_quality() -> None:
    @formula("price.by_quality", "price", "most_points*best_quality/price")
    def by_quality(price: Fraction, best_quality: Fraction, most_points: Fraction) -> Fraction:
        return most_points * best_quality / price

    made = contest([60, 40], {"a": [8, 9], "b": [6, 7]}, prices=[100, 80], pricing=by_quality)
    assert shares_of(made) is None


def test_an_award_without_a_place_is_refused() -> None:
    with pytest.raises(ValueError, match="place"):
        stability(four(), 0)
