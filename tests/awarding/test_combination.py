"""Lots in two steps: combinations win only where they are better than the best lot by lot."""

from dataclasses import replace
from typing import Any

import pytest

from aanbesteding.awarding import combination
from aanbesteding.awarding.combination import in_two_steps
from aanbesteding.awarding.decide import decide, decide_freely
from aanbesteding.awarding.decision import Decision, Outcome
from aanbesteding.awarding.optimise import Optimum, optimise
from aanbesteding.awarding.problem import facts_of, goals_of, rules_of
from aanbesteding.bids.bid import Bids
from aanbesteding.rules.facts import Pick
from aanbesteding.tender.tender import Tender
from tests import combinations
from tests.tiny import scored

ALONE = {Pick("Anker", "L1"), Pick("Baken", "L2")}
COMBINED = (Pick("Combi", "L1"), Pick("Combi", "L2"))


def decided(offered: Bids, asked: Tender | None = None) -> Decision:
    asked = asked or combinations.tender()
    return decide(asked, offered, scored(asked, offered, combinations.marks(offered)))


def test_a_package_that_is_cheaper_than_the_single_best_bids_wins() -> None:
    """Ten clients a lot: 10 × 100 + 10 × 80 = 1,800 apart, 10 × 60 + 10 × 110 = 1,700 together.

    Of the two lots alone the package is the cheaper one in the first only.
    """
    decision = decided(combinations.bids(("60", "110")))
    assert decision.chosen.contracts == set(COMBINED)
    found = decision.combination
    assert found is not None
    assert found.won
    assert found.combined == COMBINED
    assert [goal.value for goal in found.per_lot] == [0, 1800_00]
    assert [goal.value for goal in found.together] == [0, 1700_00]
    assert found.together == decision.goals


@pytest.mark.parametrize("package", [("90", "90"), ("80", "100"), ("60", "120.01")])
def test_of_equal_or_dearer_combinations_the_award_lot_by_lot_stays(
    package: tuple[str, str],
) -> None:
    decision = decided(combinations.bids(package))
    assert decision.chosen.contracts == ALONE
    found = decision.combination
    assert found is not None
    assert not found.won
    assert [goal.value for goal in found.per_lot] == [0, 1800_00]
    assert found.per_lot == decision.goals


def test_combinations_win_where_nothing_fits_without_them() -> None:
    offered = combinations.bids(("500", "500"))
    asked = combinations.tender(
        rules=[{"kind": "coverage", "id": "overal", "at_least": 1}],
    )
    only = Bids(tuple(bid for bid in offered.bids if bid.id != "Baken"))
    found = decided(only, asked).combination
    assert found is not None
    assert found.won
    assert found.per_lot == ()


def test_without_two_steps_nothing_is_compared() -> None:
    award = {**combinations.AWARD, "combinations": "together"}
    decision = decided(combinations.bids(("90", "90")), combinations.tender(award=award))
    assert decision.combination is None


def test_without_a_package_there_is_nothing_to_compare() -> None:
    offered = combinations.bids(("60", "110"))
    bare = Bids(tuple(bid.model_copy(update={"terms": type(bid.terms)()}) for bid in offered.bids))
    assert decided(bare).combination is None


def test_a_free_choice_is_not_taken_in_steps() -> None:
    asked, offered = combinations.tender(), combinations.bids(("60", "110"))
    scores = scored(asked, offered, combinations.marks(offered))
    assert decide_freely(asked, offered, scores).combination is None


@pytest.mark.parametrize("stopped", [0, 1])
def test_where_one_of_the_two_is_not_proven_nobody_wins(
    stopped: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first search looks at all contracts, the second lot by lot."""
    searches: list[Optimum | None] = []

    def cut_off(*given: Any, **more: Any) -> Optimum | None:
        found = optimise(*given, **more)
        searches.append(found)
        if found is None or len(searches) != stopped + 1:
            return found
        goals = (*found.goals[:-1], replace(found.goals[-1], bound=0, proven=False))
        return replace(found, goals=goals)

    monkeypatch.setattr(combination, "optimise", cut_off)
    decision = decided(combinations.bids(("60", "110")))
    assert decision.outcome is Outcome.NOT_PROVEN
    assert decision.combination is None
    assert len(searches) == stopped + 1


def test_the_comparison_itself_gives_back_the_award_that_won() -> None:
    asked, offered = combinations.tender(), combinations.bids(("60", "110"))
    scores = scored(asked, offered, combinations.marks(offered))
    facts = facts_of(asked, offered, scores)
    optimum, found = in_two_steps(facts, rules_of(asked), goals_of(asked))
    assert optimum is not None
    assert found is not None
    assert optimum.goals == found.together
