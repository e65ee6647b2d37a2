"""Where nothing published decides in which area a bidder works, the order of the areas does."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from aanbesteding.awarding.decide import decide
from aanbesteding.awarding.decision import Decision, Outcome
from tests.tiny import bid, bids, marks, scored, tender

TWO_AREAS = [
    {"lot": "1", "need": "zwaar", "area": "noord", "period": "2028", "volume": 6},
    {"lot": "1", "need": "zwaar", "area": "zuid", "period": "2028", "volume": 6},
]


def decided(first: dict[str, Any], second: dict[str, Any]) -> Decision:
    asked = tender(demand=TWO_AREAS)
    found = bids(bid("A", **first), bid("B", **second))
    return decide(asked, found, scored(asked, found, marks({"A": 9, "B": 7})))


def served(decision: Decision) -> dict[tuple[str, str], int]:
    return {(v.bidder, v.area): n for v, n in decision.chosen.volumes.items()}


def test_the_best_ranked_bidder_serves_the_first_area_first() -> None:
    found = decided({"zwaar": 8}, {"zwaar": 4})
    assert found.outcome is Outcome.AWARDED
    assert served(found) == {("A", "noord"): 6, ("A", "zuid"): 2, ("B", "zuid"): 4}
    assert found.rungs == ("order_of_areas",)


def test_no_lots_are_drawn_when_every_bidder_is_full_whatever_the_area() -> None:
    assert decided({"zwaar": 5}, {"zwaar": 5}).draws == ()


def test_a_bidder_who_serves_one_area_leaves_no_choice() -> None:
    found = decided({"zwaar": 6, "areas": ["zuid"]}, {"zwaar": 6, "areas": ["noord"]})
    assert served(found) == {("A", "zuid"): 6, ("B", "noord"): 6}
    assert found.rungs == ()


@given(st.integers(0, 8), st.integers(0, 8))
@settings(max_examples=25, deadline=None)
def test_the_spread_leaves_the_total_of_every_bidder_as_quality_decided(one: int, two: int) -> None:
    found = decided({"zwaar": one}, {"zwaar": two})
    total = {b: sum(n for (who, _), n in served(found).items() if who == b) for b in "AB"}
    assert total == {"A": min(one, 12), "B": min(two, 12 - min(one, 12))}
