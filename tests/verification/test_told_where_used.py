"""What a record tells only where a tender uses it: who moves, and heavier places that are taken."""

import pytest

from aanbesteding.verification.further import told_where_used
from tests.verification.test_ended_again import PUBLISHED, served, tiny_again

IN_CARE = {"name": "A", "lot": "1", "need": "zwaar", "area": "noord", "period": "2028"}


@pytest.mark.parametrize(("number", "stay"), [(0, 0), (3, 3), (5, 5), (8, 5)])
def test_who_is_in_care_stays_as_far_as_the_provider_serves_that_many(
    number: int, stay: int
) -> None:
    rows = [("A", "zwaar", "noord", number)] if number else []
    incumbents = [{**IN_CARE, "clients": 5}]
    _, recount = tiny_again(served(*rows), {"A": 8}, award=PUBLISHED, incumbents=incumbents)
    assert told_where_used(recount)["moved"] == [
        {"bidder": "A", "lot": "1", "need": "zwaar", "in_care": 5, "stay": stay, "move": 5 - stay}
    ]


@pytest.mark.parametrize(
    ("need", "number", "places"),
    [("licht", 25, 5), ("licht", 20, 0), ("zwaar", 12, 0)],
)
def test_heavier_places_are_taken_by_lighter_need_beyond_its_own_places_alone(
    need: str, number: int, places: int
) -> None:
    """Ten places for heavy need and twenty for light; nothing is heavier than heavy need."""
    demand = [{"lot": "1", "need": need, "area": "noord", "period": "2028", "volume": 30}]
    changes = {"demand": demand, "rules": [{"kind": "substitution", "id": "zwaarder"}]}
    tree = served(("A", need, "noord", number))
    _, recount = tiny_again(tree, {"A": 8}, award=PUBLISHED, **changes)
    row = {"bidder": "A", "lot": "1", "need": need, "period": "2028", "places": places}
    assert told_where_used(recount).get("bridged", []) == ([row] if places else [])
