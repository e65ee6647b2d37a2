"""Decisions of small rounds that can be followed by hand."""

from typing import Any

import pytest

from aanbesteding import flow
from aanbesteding.awarding.decide import decide, decide_freely
from aanbesteding.awarding.decision import Decision, Draw, Outcome
from aanbesteding.bids.bid import Bid
from aanbesteding.tender.tender import Tender
from tests.tiny import bid, bids, marks, scored, tender


def decided(
    asked: Tender, offered: tuple[Bid, ...], given: dict[str, Any], **more: Any
) -> Decision:
    found = bids(*offered)
    return decide(asked, found, scored(asked, found, marks(given)), **more)


def winners(decision: Decision, lot: str = "1") -> tuple[str, ...]:
    return next(one.winners for one in decision.lots if one.lot == lot)


def at_most(number: int) -> dict[str, Any]:
    return {"kind": "number_of_contracts", "id": f"hoogstens-{number}", "at_most": number}


def test_the_best_two_win_when_there_are_two_places() -> None:
    asked = tender(rules=[at_most(2)])
    found = decided(asked, (bid("A"), bid("B"), bid("C")), {"A": 6, "B": 9, "C": 7})
    assert winners(found) == ("B", "C")
    assert found.lots[0].reserve == ("A",)
    assert found.lots[0].selection_applied


def test_the_selection_step_is_not_applied_when_there_are_as_many_places_as_bids() -> None:
    asked = tender(rules=[at_most(2)])
    found = decided(asked, (bid("A"), bid("B")), {"A": 6, "B": 9})
    assert winners(found) == ("B", "A")
    assert not found.lots[0].selection_applied


def test_a_better_ranked_bid_is_never_passed_over_for_expertise() -> None:
    rules = [at_most(1), {"kind": "expertise", "at_least": 1, "expertise": ["crisis"]}]
    offered = (bid("A"), bid("B", expertise=("crisis",)))
    found = decided(tender(rules=rules), offered, {"A": 9, "B": 8})
    assert found.outcome is Outcome.NOTHING_FITS
    (clash,) = found.clashes
    assert {one.rule for one in clash} == {"follow_ranking", "hoogstens-1", "expertise"}
    assert found.only_clash


def test_the_free_choice_may_pass_over_a_better_ranked_bid() -> None:
    rules = [at_most(1), {"kind": "expertise", "at_least": 1, "expertise": ["crisis"]}]
    offered = bids(bid("A"), bid("B", expertise=("crisis",)))
    asked = tender(rules=rules)
    found = decide_freely(asked, offered, scored(asked, offered, marks({"A": 9, "B": 8})))
    assert found.mode == "free"
    assert winners(found) == ("B",)


def test_the_same_objective_awards_when_it_was_published() -> None:
    rules = [at_most(1), {"kind": "expertise", "at_least": 1, "expertise": ["crisis"]}]
    asked = tender(rules=rules, award={"mode": "published_objective"})
    offered = (bid("A"), bid("B", expertise=("crisis",)))
    assert winners(decided(asked, offered, {"A": 9, "B": 8})) == ("B",)


def test_heavy_need_is_served_before_light_need_within_the_budget() -> None:
    asked = tender(budgets=[{"id": "krap", "amount": "12000"}])
    found = decided(asked, (bid("A"),), {"A": 8})
    served = {volume.need: clients for volume, clients in found.chosen.volumes.items()}
    assert served == {"zwaar": 10, "licht": 2}


def test_a_tie_for_the_last_place_asks_for_a_draw_between_exactly_the_equals() -> None:
    asked = tender(rules=[at_most(2)])
    found = decided(asked, (bid("A"), bid("B"), bid("C")), {"A": 9, "B": 7, "C": 7})
    assert found.outcome is Outcome.DRAW_NEEDED
    assert found.draws == (Draw("1", ("B", "C"), "contract"),)
    assert winners(found) == ()


def test_the_outcome_of_the_draw_decides_the_last_place() -> None:
    asked = tender(rules=[at_most(2)])
    held = Draw("1", ("B", "C"), "contract", ("C", "B"))
    found = decided(
        asked, (bid("A", zwaar=2), bid("B"), bid("C")), {"A": 9, "B": 7, "C": 7}, draws=[held]
    )
    assert found.outcome is Outcome.AWARDED
    assert winners(found) == ("A", "C")
    assert held in found.draws


def test_a_tie_that_does_not_touch_the_last_place_needs_no_draw() -> None:
    asked = tender(rules=[at_most(2)])
    offered = (bid("A", zwaar=5, licht=10), bid("B", zwaar=5, licht=10), bid("C"))
    found = decided(asked, offered, {"A": 9, "B": 9, "C": 7})
    assert found.outcome is Outcome.AWARDED
    assert set(winners(found)) == {"A", "B"}


def test_the_ladder_settles_a_tie_by_the_capacity_for_the_heaviest_need() -> None:
    asked = tender(rules=[at_most(1)], award={"tie_ladder": ["heavier_capacity", "draw"]})
    found = decided(asked, (bid("A", zwaar=4), bid("B", zwaar=5)), {"A": 8, "B": 8})
    assert winners(found) == ("B",)
    assert found.rungs == ("heavier_capacity",)


def test_equal_winners_with_too_much_capacity_are_filled_by_lot() -> None:
    asked = tender()
    offered = (bid("A"), bid("B"))
    first = decided(asked, offered, {"A": 8, "B": 8})
    assert first.outcome is Outcome.DRAW_NEEDED
    assert first.draws == (Draw("1", ("A", "B"), "volume"),)
    held = Draw("1", ("A", "B"), "volume", ("B", "A"))
    then = decided(asked, offered, {"A": 8, "B": 8}, draws=[held])
    assert then.outcome is Outcome.AWARDED
    assert {volume.bidder for volume in then.chosen.volumes} == {"B"}


@pytest.mark.parametrize("order", [("A", "B"), ("B", "A")])
def test_an_exact_tie_on_the_objective_is_settled_by_the_drawn_order(
    order: tuple[str, str],
) -> None:
    asked = tender(rules=[at_most(1)], award={"mode": "published_objective"})
    held = Draw("1", ("A", "B"), "contract", order)
    found = decided(asked, (bid("A"), bid("B")), {"A": 8, "B": 8}, draws=[held])
    assert winners(found) == order[:1]


def test_who_is_alone_in_a_tie_comes_first_without_lots() -> None:
    """A serves everybody for less; whether B, without points, has a contract changes no goal."""
    goals = [{"kind": "quality"}, {"kind": "unmet"}, {"kind": "spend"}]
    asked = tender(goals=goals, award={"mode": "published_objective"})
    found = decided(asked, (bid("A", price="10"), bid("B", price="20")), {"A": 8, "B": 0})
    assert found.outcome is Outcome.AWARDED
    assert found.draws == (Draw("1", ("B",), "contract", ("B",), "nobody"),)
    assert winners(found) == ("A", "B")
    assert found.rungs == ()


def test_equals_who_can_all_have_a_contract_draw_lots_over_the_clients_only() -> None:
    """Without points, all three can be in without any goal feeling it, and two serve the same."""
    goals = [{"kind": "quality"}, {"kind": "unmet"}, {"kind": "spend"}]
    asked = tender(goals=goals, award={"mode": "published_objective"})
    offered = (bid("A", price="10"), bid("B", price="10"), bid("C", price="20"))
    first = decided(asked, offered, dict.fromkeys("ABC", 0))
    given = Draw("1", ("A", "B", "C"), "contract", ("A", "B", "C"), "nobody")
    assert first.draws == (given, Draw("1", ("A", "B"), "volume"))
    held = Draw("1", ("A", "B"), "volume", ("B", "A"), "people")
    found = decided(asked, offered, dict.fromkeys("ABC", 0), draws=[held])
    assert found.draws == (given, held)
    assert winners(found) == ("A", "B", "C")
    assert {volume.bidder for volume in found.chosen.volumes} == {"B"}


def test_equals_who_cannot_all_have_a_contract_draw_lots() -> None:
    goals = [{"kind": "quality"}, {"kind": "unmet"}, {"kind": "spend"}]
    asked = tender(goals=goals, award={"mode": "published_objective"}, rules=[at_most(2)])
    offered = (bid("A", price="10"), bid("B", price="20"), bid("C", price="20"))
    found = decided(asked, offered, dict.fromkeys("ABC", 0))
    assert found.draws == (Draw("1", ("B", "C"), "contract"),)


def test_no_valid_bid_is_an_outcome() -> None:
    asked = tender(award={"least_points": 55})
    found = decided(asked, (bid("A"),), {"A": 5})
    assert found.outcome is Outcome.NO_VALID_BID
    assert found.lots[0].outcome == "no_valid_bid"


def test_one_valid_bid_is_an_outcome_of_its_own() -> None:
    found = decided(tender(), (bid("A"),), {"A": 8})
    assert found.lots[0].outcome == "one_bid"
    assert winners(found) == ("A",)


def test_an_open_house_admits_everyone_and_ranks_nobody() -> None:
    asked = tender(procedure="open_house", award={"mode": "admit_all"}, criteria=[])
    found = bids(bid("A"), bid("B"))
    sheet = scored(asked, found, marks({}))
    assert [score.rank for score in sheet.scores] == [None, None]
    assert winners(decide(asked, found, sheet)) == ("A", "B")


def test_a_contract_of_an_open_house_promises_nobody_and_costs_nothing_beforehand() -> None:
    asked = tender(procedure="open_house", award={"mode": "admit_all"}, criteria=[])
    record = flow.award(asked, bids(bid("A")), marks({}), (), {}, ()).record()
    (contract,) = record["decision"]["contracts"]
    counted = [contract[name] for name in ("bidder", "clients", "spend_cents", "fees_cents")]
    assert counted == ["A", 0, 0, 0]


def test_the_single_winner_is_the_best_ranked_bid() -> None:
    asked = tender(award={"selection": "single_winner"})
    found = decided(asked, (bid("A"), bid("B")), {"A": 6, "B": 9})
    assert winners(found) == ("B",)
    assert found.lots[0].places == 1


def test_only_bids_above_the_threshold_win() -> None:
    asked = tender(award={"selection": "above_threshold", "threshold": "75"})
    found = decided(asked, (bid("A", zwaar=5), bid("B")), {"A": 8, "B": 7})
    assert winners(found) == ("A",)


def test_a_lot_out_of_scope_is_reported_and_not_awarded() -> None:
    lots = [
        {"id": "1", "title": "Perceel 1"},
        {"id": "2", "title": "Perceel 2", "in_scope": False, "out_of_scope_reason": "later"},
    ]
    found = decided(tender(lots=lots), (bid("A"),), {"A": 8})
    assert [one.outcome for one in found.lots] == ["one_bid", "out_of_scope"]


def test_a_lot_without_valid_bid_does_not_stop_the_other_lot() -> None:
    lots = [{"id": "1", "title": "Een"}, {"id": "2", "title": "Twee"}]
    rules = [{"kind": "coverage", "at_least": 1}]
    found = decided(tender(lots=lots, rules=rules), (bid("A"),), {"A": 8})
    assert [one.outcome for one in found.lots] == ["one_bid", "no_valid_bid"]


def test_a_rule_over_two_lots_is_kept_while_each_lot_follows_its_own_ranking() -> None:
    lots = [{"id": "1", "title": "Een"}, {"id": "2", "title": "Twee"}]
    rules = [{"kind": "number_of_contracts", "id": "samen-3", "at_most": 3, "together": True}]
    asked = tender(lots=lots, rules=rules)
    offered = bids(*(bid(b, zwaar=3, lots=("1", "2")) for b in "AB"))
    judged = marks({"A": 8, "B": 7}, lots=("1", "2"))
    found = decide(asked, offered, scored(asked, offered, judged))
    assert winners(found, "1") == ("A", "B")
    assert winners(found, "2") == ("A",)


def lots(*names: str) -> dict[str, Any]:
    """A tender with these lots, each with a demand of its own, and one place in each."""
    rows = [
        {"lot": lot, "need": "zwaar", "area": "noord", "period": "2028", "volume": 5}
        for lot in names
    ]
    return {"lots": [{"id": lot, "title": lot} for lot in names], "demand": rows}


def most_lots(number: int, **more: Any) -> dict[str, Any]:
    return {"kind": "lots_per_bidder", "id": "meeste", "at_most": number, **more}


EVERYWHERE = ("1", "2", "3")


def three_lots(*rules: dict[str, Any]) -> Decision:
    """A is best, then B, then C, in three lots with one place each."""
    asked = tender(**lots(*EVERYWHERE), rules=[at_most(1), *rules])
    offered = tuple(bid(name, lots=EVERYWHERE) for name in "ABC")
    found, given = bids(*offered), marks({"A": 9, "B": 8, "C": 7}, lots=EVERYWHERE)
    return decide(asked, found, scored(asked, found, given))


def test_who_has_its_most_lots_makes_room_for_the_next_in_rank() -> None:
    found = three_lots(most_lots(1))
    assert [winners(found, lot) for lot in EVERYWHERE] == [("A",), ("B",), ("C",)]
    assert [lot.made_room for lot in found.lots] == [(), ("A",), ("A", "B")]
    assert all(not lot.reserve for lot in found.lots)


def test_with_two_lots_each_the_best_wins_the_first_two() -> None:
    found = three_lots(most_lots(2))
    assert [winners(found, lot) for lot in EVERYWHERE] == [("A",), ("A",), ("B",)]
    assert [lot.reserve for lot in found.lots] == [("B", "C"), ("B", "C"), ("C",)]


def test_a_limit_on_some_lots_makes_no_room_in_others() -> None:
    found = three_lots(most_lots(1, lots=["1", "3"]))
    assert [winners(found, lot) for lot in EVERYWHERE] == [("A",), ("A",), ("B",)]


def test_without_a_limit_the_best_wins_every_lot() -> None:
    found = three_lots()
    assert [winners(found, lot) for lot in EVERYWHERE] == [("A",)] * 3
    assert all(lot.made_room == () for lot in found.lots)


def two_places(*rules: dict[str, Any], names: str = "AB") -> Decision:
    """Two lots of two places each; A is best, then B, then C."""
    asked = tender(**lots("1", "2"), rules=list(rules))
    offered = tuple(bid(name, lots=("1", "2")) for name in names)
    every = dict(zip("ABC", (9, 8, 7), strict=True))
    given = marks({name: every[name] for name in names}, lots=("1", "2"))
    return decide(asked, bids(*offered), scored(asked, bids(*offered), given))


def test_a_lot_stays_without_winners_when_all_who_bid_have_their_most_lots() -> None:
    found = two_places(at_most(2), most_lots(1))
    assert found.outcome == "awarded"
    assert [winners(found, lot) for lot in ("1", "2")] == [("A", "B"), ()]
    first, second = found.lots
    assert (first.outcome, second.outcome) == ("awarded", "nobody_left")
    assert second.made_room == ("A", "B")


def test_a_lot_leaves_of_the_contracts_there_are_one_for_the_lot_after_it() -> None:
    in_all = {"kind": "number_of_contracts", "id": "samen", "at_most": 2, "together": True}
    found = two_places(in_all, names="ABC")
    assert [winners(found, lot) for lot in ("1", "2")] == [("A",), ("A",)]
