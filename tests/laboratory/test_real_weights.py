"""What price really weighs, worked by hand, and numbers that change it without being a weight."""

from fractions import Fraction
from typing import Any

import pytest

from aanbesteding.contest.contest import Contest
from aanbesteding.laboratory.weights import published_weight, real_weight, scaled, settings
from tests.random_contests import contest_of

ENDS = {"floor_price": 100, "ceiling_price": 200}


def linear(*offers: tuple[str, int, str], **ends: int) -> Contest:
    given: Any = {**ENDS, **ends}
    return contest_of("price.absolute_linear", *offers, price=30, quality=70, **given)


def test_bids_over_the_whole_range_and_scale_give_the_published_weight() -> None:
    contest = linear(("A", 100, "0"), ("B", 200, "1"))
    found = real_weight([contest])
    assert found is not None
    assert published_weight(contest) == found.middle == Fraction(3, 10)


def test_marks_in_the_upper_half_alone_make_price_weigh_more() -> None:
    """30 points between the prices, 35 between the marks."""
    found = real_weight([linear(("A", 100, "0.5"), ("B", 200, "1"))])
    assert found is not None
    assert found.middle == Fraction(30, 65)


def test_prices_that_lie_close_make_price_weigh_less() -> None:
    """3 points between the prices, 70 between the marks."""
    found = real_weight([linear(("A", 140, "0"), ("B", 150, "1"))])
    assert found is not None
    assert found.middle == Fraction(3, 73)


def test_the_middle_and_the_extremes_are_over_all_tenders() -> None:
    made = [linear(("A", 100, "0"), ("B", high, "1")) for high in (110, 150, 200)]
    found = real_weight(made)
    assert found is not None
    assert (found.least, found.middle, found.most) == tuple(
        Fraction(points, points + 70) for points in (3, 15, 30)
    )


def test_a_formula_in_which_price_has_no_points_has_no_published_weight() -> None:
    contest = contest_of("value.award_on_value", ("A", 100, "0"), ("B", 200, "1"))
    assert published_weight(contest) is None


def test_bids_that_do_not_differ_say_nothing() -> None:
    assert real_weight([linear(("A", 100, "1"), ("B", 100, "1"))]) is None


def test_half_the_span_makes_price_weigh_twice_as_many_points() -> None:
    """Prices 100 and 150, span 1: 15 points apart; half of it 30, twice of it 7.5."""
    contest = contest_of(
        "price.linear_span", ("A", 100, "0"), ("B", 150, "1"), price=30, quality=70, span=1
    )
    half, twice = settings([contest])
    assert (half.value, half.weight) == (Fraction(1, 2), Fraction(30, 100))
    assert (twice.value, twice.weight) == (Fraction(2), Fraction(15, 155))


def test_a_setting_that_turns_the_winner_is_counted() -> None:
    """A leads by 15 - 10 with span 1; with span 2 price brings 7.5 and B leads."""
    contest = contest_of(
        "price.linear_span", ("A", 100, "0.5"), ("B", 150, "0.6"), price=30, quality=100, span=1
    )
    half, twice = settings([contest])
    assert (half.other_winner, twice.other_winner) == (0, 1)


@pytest.mark.parametrize(("factor", "found"), [("1/2", "3/2"), ("2", "3")])
def test_of_a_multiple_the_distance_to_one_is_halved_and_doubled(factor: str, found: str) -> None:
    assert scaled("multiple", Fraction(2), Fraction(factor)) == Fraction(found)


def test_a_formula_without_hidden_weights_has_no_settings() -> None:
    assert settings([linear(("A", 100, "0"), ("B", 200, "1"))]) == ()
