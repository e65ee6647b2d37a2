"""Equals told apart by the ladder, and the rungs that this took."""

import pytest

from aanbesteding.verification.facts import count_facts
from aanbesteding.verification.ladder import settle
from tests import tiny
from tests.verification.test_ended_again import scores_of

AWARD = {"mode": "rank_order", "tie_ladder": ["heavier_capacity", "draw"]}


@pytest.mark.parametrize(
    ("marks", "places", "drawn", "groups", "rungs"),
    [
        ((8, 6), (10, 10), [], [("A",), ("B",)], set()),
        ((8, 8), (10, 12), [], [("B",), ("A",)], {"heavier_capacity"}),
        ((8, 8), (10, 10), [], [("A", "B")], {"heavier_capacity", "draw"}),
        ((8, 8), (10, 10), [("B", "A")], [("B",), ("A",)], {"heavier_capacity", "draw"}),
    ],
)
def test_the_rungs_that_were_gone_down_are_those_that_equals_needed(
    marks: tuple[int, int],
    places: tuple[int, int],
    drawn: list[tuple[str, str]],
    groups: list[tuple[str, ...]],
    rungs: set[str],
) -> None:
    asked = tiny.tender(award=AWARD)
    given = dict(zip("AB", marks, strict=True))
    offered = tiny.bids(*(tiny.bid(b, zwaar=n) for b, n in zip("AB", places, strict=True)))
    scores = scores_of(asked, offered, tiny.marks(given))
    found = settle(asked, count_facts(asked, offered, scores), scores, "1", drawn)
    assert (list(found.groups), set(found.rungs)) == (groups, rungs)
