"""The award by rank order beside the award by the goals, counted by hand.

Ten clients zwaar, two contracts. A (100 points) and B (90) have 2 places each, C (50) has 10. The
ranking takes A and B: 4 served, 6 wait. The goals take A and C: nobody waits. All cost € 1000.
"""

from pathlib import Path
from typing import Any

import pytest

import aanbesteding
from aanbesteding.explanation.compared import Compared, compared
from aanbesteding.explanation.judged import Judged, judged
from aanbesteding.round.read import read_round
from aanbesteding.tender.decision import AwardMode
from tests import tiny

TWO = ({"kind": "number_of_contracts", "id": "twee", "at_most": 2},)
DEMAND = ({"lot": "1", "need": "zwaar", "area": "noord", "period": "2028", "volume": 10},)
FIGURES = {
    "contracts": (2, 2),
    "unmet:zwaar": (6, 0),
    "quality": (2 * 100 + 2 * 90, 2 * 100 + 8 * 50),
    "spend": (400_000, 1_000_000),
}


def case(mode: str, places: tuple[int, int, int] = (2, 2, 10), **changes: Any) -> Judged:
    fields = {"award": {"mode": mode}, "rules": TWO, "demand": DEMAND, **changes}
    offered = [tiny.bid(b, zwaar=n, licht=0) for b, n in zip("ABC", places, strict=True)]
    marks = tiny.marks({"A": 10, "B": 9, "C": 5})
    return judged(tiny.tender(**fields), tiny.bids(*offered), marks)


def beside(asked: Judged) -> Compared:
    found, findings = compared(asked)
    assert found is not None
    assert not findings
    return found


def figures(found: Compared) -> dict[str, tuple[Any, Any]]:
    return {
        f"{one.kind}:{one.need}" if one.need else one.kind: (one.by_rank, one.by_goals)
        for one in found.figures
    }


@pytest.mark.parametrize("mode", ["rank_order", "published_objective"])
def test_both_awards_are_the_same_whichever_is_published(mode: str) -> None:
    found = beside(case(mode))
    assert found.published == mode
    assert figures(found) == FIGURES
    assert not found.same
    given = [(one.bidder, one.rank_clients, one.goals_clients) for one in found.contracts]
    assert given == [("A", 2, 2), ("B", 2, None), ("C", None, 8)]
    cents = [(one.rank_cents, one.goals_cents) for one in found.contracts]
    assert cents == [(200_000, 200_000), (200_000, None), (None, 800_000)]


def test_the_same_contracts_are_told_to_be_the_same() -> None:
    found = beside(case("rank_order", (10, 2, 2)))
    assert found.same
    assert figures(found)["unmet:zwaar"] == (0, 0)


def test_a_ranking_that_does_not_fit_stands_beside_the_goals_without_figures() -> None:
    """At most 3 of 10 may wait: the first two of the ranking leave 6."""
    waiting = {"kind": "waiting", "id": "wachten", "at_most": 3}
    found = beside(case("rank_order", rules=(*TWO, waiting)))
    assert (found.rank_outcome, found.goals_outcome) == ("nothing_fits", "awarded")
    assert figures(found)["unmet:zwaar"] == (None, 0)
    assert [one.bidder for one in found.contracts] == ["A", "C"]


def test_where_the_goals_leave_a_draw_the_figures_hold_for_all_equal_awards() -> None:
    offered = [tiny.bid(b, zwaar=10, licht=0) for b in "AB"]
    asked = judged(
        tiny.tender(award={"mode": "published_objective"}, rules=({**TWO[0], "at_most": 1},)),
        tiny.bids(*offered),
        tiny.marks({"A": 9, "B": 9}),
    )
    found = beside(asked)
    assert found.equal
    assert found.rank_outcome == "draw_needed"
    assert figures(found)["quality"] == (None, 900)


def test_what_an_example_promises_of_its_goals_stands_beside_its_ranking(tmp_path: Path) -> None:
    """By rank A wins lots 1 and 2; D and E lot 3, where the bound of € 530.000 leaves one waiting.

    100.000 + 50.000 + 4 × 37.000 + 5 × 40.000; 80 × 30 + 90 × 4 + 70 × 5; one small bidder too few.
    """
    found = read_round(aanbesteding.new(tmp_path / "r", example="combinaties"))
    assert found.tender is not None
    told = figures(beside(judged(found.tender, found.bids, found.marks)))
    assert told == {
        "contracts": (4, 4),
        "unmet:wonen": (1, 0),
        "unmet:begeleiding": (0, 0),
        "quality": (3110, 3030),
        "spend": (49_800_000, 52_400_000),
        "stated_value": (-1_000_000, -1_000_000),
    }


def test_who_moves_is_counted_where_bidders_have_clients_in_care(tmp_path: Path) -> None:
    found = read_round(aanbesteding.new(tmp_path / "r", example="zittende-aanbieders"))
    assert found.tender is not None
    assert "moved" in figures(beside(judged(found.tender, found.bids, found.marks)))


def test_in_an_open_house_there_is_nothing_to_compare() -> None:
    found, (finding,) = compared(case(AwardMode.ADMIT_ALL, rules=()))
    assert found is None
    assert finding.code == "R233"
