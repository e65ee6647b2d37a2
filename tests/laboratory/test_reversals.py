"""How often leaving out losers turns an order: the rates of the property search, and laws."""

from collections.abc import Iterator
from fractions import Fraction
from math import sqrt
from random import Random
from typing import Any

import pytest

from aanbesteding.contest.certificate import Basis
from aanbesteding.contest.contest import Contest
from aanbesteding.formulas import SHELF
from aanbesteding.laboratory.experiments import dumping, reversals
from aanbesteding.laboratory.market import Market, market_of, tenders
from aanbesteding.scoring.contests import contest_on
from tests import priced
from tests.random_contests import contest_of

SEARCHED, TRIED = 4000, 800
# Section 3 of the catalogue of formulas: 4 bids, weights .4 and .6, price 50 to 150, quality .2 to
# 1, 4,000 random tenders; the share in which the winner, or any pair, turns.
RATES: dict[str, tuple[float, float, dict[str, int]]] = {
    "price.min_max": (0.3085, 0.3683, {}),
    "price.lowest_share": (0.0135, 0.0257, {}),
    "price.linear_span": (0.0067, 0.0185, {"span": 1}),
    "price.squared_share": (0.0185, 0.0372, {}),
    "price.around_mean": (0.0473, 0.0905, {}),
}


def searched(formula: str, parameters: Any) -> Iterator[Contest]:
    random = Random(20121)
    for _ in range(TRIED):
        offers = (
            (
                name,
                Fraction(random.randint(5000, 15000), 100),
                Fraction(random.randint(20, 100), 100),
            )
            for name in "ABCD"
        )
        yield contest_of(formula, *offers, price=40, quality=60, **parameters)


def off_by(rate: float) -> float:
    """Four standard errors of the difference between two searches."""
    return 4 * sqrt(rate * (1 - rate) * (1 / TRIED + 1 / SEARCHED))


@pytest.mark.parametrize("formula", RATES)
def test_orders_turn_as_often_as_in_the_property_search(formula: str) -> None:
    winner, pair, parameters = RATES[formula]
    found = reversals(searched(formula, parameters))
    assert found.tenders == TRIED
    assert abs(found.winner / TRIED - winner) < off_by(winner)
    assert abs(found.pair / TRIED - pair) < off_by(pair)


@pytest.mark.parametrize("formula", priced.PRICED)
def test_a_formula_that_keeps_order_says_so_and_turns_nothing(formula: str) -> None:
    card = next(card for card in SHELF if card.id == formula)
    tender = priced.tender(formula, rounding=[])
    lot = tender.open_lots[0]
    made = tenders(contest_on(tender, lot.id), market_of(tender, lot), 4, 20, 1)
    found = reversals(made)
    assert (found.basis is not None) == card.keeps_order
    assert not found.basis or (found.winner, found.pair) == (0, 0)


def test_a_logarithm_that_is_clipped_is_not_called_safe() -> None:
    tender = priced.tender("price.logarithm", "at_zero", rounding=[])
    lot = tender.open_lots[0]
    made = list(tenders(contest_on(tender, lot.id), market_of(tender, lot), 4, 20, 1))
    assert reversals(made).basis is None


def test_a_tender_without_an_answer_is_not_counted() -> None:
    free = contest_of("price.lowest_share", ("A", 0, 1), ("B", 10, 1), ("C", 20, 1))
    assert reversals([free]).tenders == 0


@pytest.mark.parametrize(
    "formula", [card.id for card in SHELF if card.id in priced.PRICED and not card.relative]
)
def test_where_bids_do_not_count_for_each_other_a_dumping_bid_wins_or_changes_nothing(
    formula: str,
) -> None:
    tender = priced.tender(formula)
    lot = tender.open_lots[0]
    market = market_of(tender, lot)
    found = dumping(list(tenders(contest_on(tender, lot.id), market, 4, 20, 1)), market)
    assert found.turns == 0


def test_a_dumping_bid_decides_without_winning_where_it_makes_all_prices_alike() -> None:
    """A has 40 + 36 against 0 + 48 of B; with a bid of 1 euro A has 40 * 40 / 139 + 36."""
    offers = (("A", 100, "0.6"), ("B", 140, "0.8"))
    contest = contest_of("price.min_max", *offers, price=40, quality=60)
    ends = (Fraction(0), Fraction(1))
    market = Market("1", Fraction(100), Fraction(140), "nothing", (ends,))
    found = dumping([contest], market)
    assert (found.wins, found.turns) == (0, 1)


def test_the_reason_is_one_of_the_two_that_are_proofs() -> None:
    found = reversals([contest_of("price.absolute_linear", ("A", 70, 1), ("B", 80, 1), ("C", 90, 1),
                                  floor_price=60, ceiling_price=100)])  # fmt: skip
    assert found.basis is Basis.ABSOLUTE
