"""Made-up bids: within the stated range, on the published scales, the same every time."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from aanbesteding.laboratory.market import Market, market_of, middle_half, tenders, upper_half
from aanbesteding.scoring.contests import contest_on
from aanbesteding.tender.tender import Tender
from tests import priced, tiny

FORMULA = {"formula": "price.min_max", "weight": Decimal(40)}
TARIFFS = [
    {"lot": "1", "need": "zwaar", "kind": "norm", "amount": "2000"},
    {"lot": "1", "need": "zwaar", "kind": "ceiling", "amount": "9000"},
    {"lot": "1", "need": "licht", "kind": "ceiling", "amount": "500"},
]


def market(tender: Tender) -> Market:
    return market_of(tender, tender.open_lots[0])


@pytest.mark.parametrize(
    ("changes", "low", "high", "basis"),
    [
        ({"price": {"floor_price": "100", "ceiling_price": "300"}}, 100, 300, "bounds"),
        ({"price": {"ceiling_price": "400"}}, 300, 400, "ceiling"),
        ({"price": {"estimate": "400"}}, 300, 500, "estimate"),
        # 10 at 2,000 and 20 at 500: 30,000.
        ({"tariffs": TARIFFS}, 22_500, 37_500, "tariffs"),
        ({}, 75_000, 125_000, "nothing"),
    ],
)
def test_the_range_comes_from_what_is_published_best_first(
    changes: dict[str, Any], low: int, high: int, basis: str
) -> None:
    tender = tiny.tender(**{**changes, "price": {**FORMULA, **changes.get("price", {})}})
    found = market(tender)
    assert (found.low, found.high) == (Fraction(low), Fraction(high))
    assert found.basis == basis


def test_every_bid_is_within_the_range_and_on_the_scale() -> None:
    tender = priced.tender("price.absolute_linear")
    found = market(tender)
    for contest in tenders(contest_on(tender, "1"), found, 5, 50, 3):
        assert len(contest.entries) == 5
        for entry in contest.entries:
            assert entry.price is not None
            assert found.low <= entry.price <= found.high
            assert all(v in o for v, o in zip(entry.values, found.values, strict=True))


def test_the_same_seed_gives_the_same_tenders_and_another_seed_others() -> None:
    tender = priced.tender("price.absolute_linear")
    contest, found = contest_on(tender, "1"), market(tender)
    one, same, other = (list(tenders(contest, found, 3, 20, seed)) for seed in (1, 1, 2))
    assert one == same != other


def test_marks_that_knock_out_are_not_drawn() -> None:
    criteria = [{"id": "k", "title": "K", "weight": 60, "scale": "tien", "lowest_mark": "6"}]
    assert market(priced.tender("price.min_max", criteria=criteria)).values == (
        tuple(map(Fraction, (6, 7, 8, 9, 10))),
    )


def test_the_upper_half_of_a_scale_and_of_answers_is_the_better_half() -> None:
    scales = ((0, 2, 4, 5, 8, 10), (42, 28, 14))
    values = tuple(tuple(map(Fraction, scale)) for scale in scales)
    whole = Market("1", Fraction(0), Fraction(8), "nothing", values)
    assert upper_half(whole).values == (
        tuple(map(Fraction, (5, 8, 10))),
        tuple(map(Fraction, (28, 14))),
    )


def test_the_middle_half_leaves_a_quarter_out_at_each_end() -> None:
    whole = Market("1", Fraction(100), Fraction(300), "bounds", ())
    inner = middle_half(whole)
    assert (inner.low, inner.high) == (Fraction(150), Fraction(250))
