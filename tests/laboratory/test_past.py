"""Bids of an earlier round under this tender's formula, where lots, criteria and needs match."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from aanbesteding.assessment.marks import Marks
from aanbesteding.bids.bid import Bid, Bids, Offer
from aanbesteding.laboratory.past import Past, past_contests
from aanbesteding.tender.tender import Tender
from tests import priced, tiny

MARKS = {"A": 9, "B": 8, "C": 6}
TWO = [{"id": "z", "title": "Z", "weight": 10, "scale": "tien"}]


def bids(prices: Sequence[int] = (3000, 3500, 4000)) -> Bids:
    pairs = zip(MARKS, prices, strict=False)
    return tiny.bids(*(tiny.bid(bidder, price=str(price)) for bidder, price in pairs))


def brought(tender: Tender, held: Tender, offered: Bids | None = None) -> Past:
    """What comes of a round that was held by another tender."""
    offered = offered or bids()
    marks = tiny.marks(MARKS)
    return past_contests(tender, held, offered, tiny.scored(held, offered, marks))


def one(past: Past) -> str:
    assert past.contests == {}
    (finding,) = past.findings
    return finding.code


HELD = tiny.tender()
NOW = priced.tender(
    "price.min_max", criteria=[{"id": "k", "title": "K", "weight": 60, "scale": "tien"}]
)


def test_bids_come_with_their_marks_and_a_price_at_the_demand_of_now() -> None:
    demand = [{"lot": "1", "need": "zwaar", "area": "noord", "period": "2028", "volume": 7}]
    now = priced.tender("price.min_max", criteria=HELD.model_dump()["criteria"], demand=demand)
    found = brought(now, HELD)
    assert found.findings == ()
    entries = {e.bidder: (*map(int, e.values), e.price) for e in found.contests["1"].entries}
    assert entries == {"A": (9, 21_000), "B": (8, 24_500), "C": (6, 28_000)}


def test_a_lot_that_was_not_there_then_is_left_alone() -> None:
    lots = [{"id": "9", "title": "Nieuw"}]
    assert (
        brought(
            NOW.model_copy(update={"lots": priced.tender("price.min_max", lots=lots).lots}), HELD
        )
        == Past()
    )


def test_one_bid_is_too_few() -> None:
    offered = tiny.bids(tiny.bid("A"))
    found = past_contests(NOW, HELD, offered, tiny.scored(HELD, offered, tiny.marks({"A": 9})))
    assert one(found) == "R131"


@pytest.mark.parametrize(
    "criteria",
    [
        [{"id": "anders", "title": "K", "weight": 60, "scale": "tien"}],
        [{"id": "k", "title": "K", "weight": 60, "scale": "vijf"}],
        [{"id": "k", "title": "K", "weight": 60, "formula": "quality.between",
          "best_answer": "0", "worst_answer": "9"}],
    ],
)  # fmt: skip
def test_another_criterion_scale_or_way_of_answering_does_not_match(criteria: Any) -> None:
    scales = [
        {"scale": name, "mark": m, "label": str(m)}
        for name, steps in (("tien", 11), ("vijf", 6))
        for m in range(steps)
    ]
    now = priced.tender("price.min_max", criteria=criteria, scales=scales)
    assert one(brought(now, HELD)) == "R132"


def test_another_weight_does_match() -> None:
    assert "1" in brought(NOW, HELD).contests


def test_a_need_level_without_a_price_then_does_not_match() -> None:
    offered = tiny.bids(*(_without(bid) for bid in bids().bids))
    assert one(brought(NOW, HELD, offered)) == "R133"


def _without(bid: Bid) -> Bid:
    offer = Offer(need="zwaar", capacity=10, price=Decimal(3000))
    return bid.model_copy(update={"lots": (bid.lots[0].model_copy(update={"offers": (offer,)}),)})


def test_another_unit_does_not_match() -> None:
    needs = [{**need, "unit": "etmaal"} for need in HELD.model_dump()["needs"]]
    now = NOW.model_copy(update={"needs": tiny.tender(needs=needs).needs})
    assert one(brought(now, HELD)) == "R133"


def test_prices_outside_the_formula_are_said() -> None:
    now = priced.tender("price.discount_share", criteria=HELD.model_dump()["criteria"])
    assert one(brought(now, HELD, bids((3000, 3500, 9000)))) == "R134"


def test_a_tender_in_which_price_does_not_count_asks_for_no_bids() -> None:
    assert brought(HELD, HELD) == Past()


def test_marks_go_with_their_criterion_whatever_its_place_in_the_list() -> None:
    held = priced.tender("price.min_max")
    now = priced.tender("price.min_max", criteria=priced.CRITERIA[::-1])
    given = (*tiny.marks({"A": 9, "B": 8}).marks, *tiny.marks({"A": 2, "B": 3}, "m").marks)
    offered = bids((3000, 3500))
    scores = tiny.scored(held, offered, Marks(given))
    entries = past_contests(now, held, offered, scores).contests["1"].entries
    assert [tuple(map(int, entry.values)) for entry in entries] == [(2, 9), (3, 8)]
