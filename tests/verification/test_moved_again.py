"""Clients in care who stay or have to move, counted from the award."""

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
