"""What shares, of contracts, bidders and by rank, are shares of, and who has them."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from pydantic import ValidationError

from aanbesteding.awarding.optimise import optimise
from aanbesteding.rules import STANDING
from aanbesteding.rules.facts import Ask, BudgetFact, Chosen, Facts, Fee, Pick, Tier, Volume
from aanbesteding.rules.goals import Goal
from aanbesteding.rules.rule import Row
from aanbesteding.rules.share import Share
from aanbesteding.rules.share_ladder import ShareLadder
from aanbesteding.rules.share_of_bidder import ShareOfBidder
from tests.volume_facts import award, counted, facts_of, holds


def test_a_share_of_what_is_awarded_follows_who_is_served() -> None:
    facts = facts_of("AB", {"zwaar": 10})
    chosen = award(facts, ("A zwaar", 3), ("B zwaar", 1))
    rule = Share(of="awarded_volume", at_most="0.75")
    assert counted(rule, facts, chosen) == [("A/1", 3, "<=", 3), ("B/1", 1, "<=", 3)]
    assert not holds(rule, facts, award(facts, ("A zwaar", 4), ("B zwaar", 1)))


def test_a_share_in_a_scope_measures_size_and_whole_there() -> None:
    facts = facts_of("A", {"zwaar": 8, "licht": 20})
    chosen = award(facts, ("A zwaar", 3), ("A licht", 5))
    rule = Share(of="volume", at_most="0.25", needs=("zwaar",))
    assert counted(rule, facts, chosen) == [("A/1", 3, "<=", 2)]


def test_what_a_contract_costs_counts_in_its_share_of_the_spend() -> None:
    fee = Fee("A", "1", "a", "p")
    facts = facts_of("AB", {"zwaar": 10}, fees={fee: 50})
    chosen = award(facts, ("A zwaar", 2), ("B zwaar", 2))
    assert counted(Share(of="awarded_spend", at_most="0.5"), facts, chosen) == [
        ("A/1", 250, "<=", 225),
        ("B/1", 200, "<=", 225),
    ]
    elsewhere = Share(of="awarded_spend", at_most="0.5", areas=("elders",))
    assert counted(elsewhere, facts, chosen) == [("A/1", 0, "<=", 0), ("B/1", 0, "<=", 0)]


def test_who_has_no_contract_is_asked_no_share_of_what_the_others_cost() -> None:
    facts = facts_of("AB", {"zwaar": 5}, fees={Fee("B", "1", "a", "p"): 5000})
    rule = Share(of="awarded_spend", at_least="0.5")
    alone = (Row("chosen", "A", {Pick("A", "1"): 1}, "==", 0),)
    best = optimise(facts, (*STANDING, rule), [Goal(kind="unmet")], alone)
    assert best is not None
    assert best.goals[0].value == 0


def test_a_volume_discount_counts_in_a_share_of_the_spend() -> None:
    tiers = {Pick("A", "1"): (Tier(0, 3, {"zwaar": 100}), Tier(4, 9, {"zwaar": 80}, 10))}
    facts = facts_of("AB", {"zwaar": 10}, tiers=tiers)
    chosen = award(facts, ("A zwaar", 5), ("B zwaar", 1))
    rule = Share(of="awarded_spend", at_most="0.75", at_least="0.5")
    assert counted(rule, facts, chosen)[0] == ("A/1", 410, ">=", 255)


BOTH = facts_of("AB", {"zwaar": 10}, ("1", "2"))


def test_the_contracts_of_a_bidder_are_added_up_over_the_lots() -> None:
    chosen = Chosen(
        frozenset(BOTH.picks),
        {Volume("A", lot, "zwaar", "a", "p"): 3 for lot in BOTH.lots},
    )
    rule = ShareOfBidder(of="volume", at_most="0.25")
    assert counted(rule, BOTH, chosen) == [("A", 6, "<=", 5), ("B", 0, "<=", 5)]
    one = ShareOfBidder(of="volume", at_most="0.25", lots=("2",))
    assert counted(one, BOTH, chosen)[0] == ("A", 3, "<=", Fraction(5, 2))


def test_a_company_has_all_its_bids_also_in_a_consortium() -> None:
    facts = replace(BOTH, parties={"A": frozenset(["A", "M"]), "B": frozenset(["B", "M"])})
    chosen = award(facts, ("A zwaar", 3), ("B zwaar", 4))
    rule = ShareOfBidder(per="party", of="awarded_volume", at_most="0.9")
    assert {part: size for part, size, *_ in counted(rule, facts, chosen)} == {
        "A": 3, "B": 4, "M": 7,
    }  # fmt: skip


def test_room_for_some_bidders_is_kept_whether_or_not_they_win() -> None:
    facts = replace(BOTH, attributes={"B": frozenset(["klein"])})
    kept = ShareOfBidder(per="together", of="volume", at_least="0.1", attributes=("klein",))
    nobody = Chosen(frozenset(), {})
    assert counted(kept, facts, nobody) == [("1+2", 0, ">=", 2)]
    each = ShareOfBidder(of="volume", at_least="0.1", attributes=("klein",))
    assert counted(each, facts, nobody) == []
    best = optimise(facts, (*STANDING, kept), [Goal(kind="spend"), Goal(kind="contracts")])
    assert best is not None
    assert [pick.bidder for pick in best.chosen.contracts] == ["B"]
    assert sum(best.chosen.volumes.values()) == 2


@pytest.mark.parametrize(
    ("budgets", "most"),
    [
        ({"12": 900}, 900),
        ({"1": 300, "2": 400}, 700),
        ({"12": 900, "1": 300, "2": 400}, 700),
        ({"12": 600, "1": 300, "2": 400}, 600),
        ({"12": 600, "1": 300}, 600),
    ],
)
def test_the_whole_of_several_lots_is_what_their_least_budgets_are(
    budgets: dict[str, int], most: int
) -> None:
    rest = (frozenset(["zwaar"]), frozenset("a"), frozenset("p"))
    ceilings = tuple(BudgetFact(k, cents, frozenset(k), *rest) for k, cents in budgets.items())
    facts = replace(BOTH, budgets=ceilings)
    (count, _) = ShareOfBidder(at_most=1).counts(facts, award(facts))
    assert count.required == most


def test_a_budget_that_lots_share_counts_once_in_their_whole() -> None:
    facts = facts_of("A", {"zwaar": 10}, ("1", "2", "3"))
    rest = (frozenset(["zwaar"]), frozenset("a"), frozenset("p"))
    both, last = (
        BudgetFact("a", 600, frozenset("12"), *rest),
        BudgetFact("b", 300, frozenset("3"), *rest),
    )
    facts = replace(facts, budgets=(both, last))
    (count,) = ShareOfBidder(at_most=1).counts(facts, award(facts))
    assert count.required == 900


def test_lots_without_a_budget_have_no_whole() -> None:
    with pytest.raises(KeyError):
        list(ShareOfBidder(at_most="0.5").rows(replace(BOTH, budgets=())))


LADDER = ShareLadder(shares=("0.5", "0.3", "0.2"))
RANKED = facts_of("ABC", {"zwaar": 10}, capacity={
    (Pick(bidder, "1"), "zwaar"): 10 for bidder in "ABC"
})  # fmt: skip


def ladder(rule: ShareLadder, facts: Facts, *units: int) -> bool:
    served = zip(("A zwaar", "B zwaar", "C zwaar"), units, strict=False)
    return holds(rule, facts, award(facts, *served))


def test_the_shares_follow_the_points() -> None:
    assert ladder(LADDER, RANKED, 5, 3, 2)
    assert not ladder(LADDER, RANKED, 3, 5, 2)
    upside_down = replace(RANKED, points={p: -points for p, points in RANKED.points.items()})
    assert ladder(LADDER, upside_down, 2, 3, 5)


def test_of_winners_with_equal_points_either_may_have_either_share() -> None:
    equal = replace(RANKED, points={**RANKED.points, Pick("B", "1"): Fraction(90)})
    assert ladder(LADDER, equal, 5, 3, 2)
    assert ladder(LADDER, equal, 3, 5, 2)
    assert not ladder(LADDER, equal, 2, 5, 3)
    assert not ladder(LADDER, equal, 4, 4, 2)


def test_a_share_is_rounded_to_whole_units_both_ways() -> None:
    seven = replace(RANKED, demand={Ask("1", "zwaar", "a", "p"): 7})
    fitting = [u for u in product(range(8), repeat=3) if ladder(LADDER, seven, *u)]
    assert fitting == list(product((3, 4), (2, 3), (1, 2)))


def test_a_tolerance_widens_every_share() -> None:
    loose = ShareLadder(shares=("0.5", "0.3", "0.2"), tolerance="0.1")
    assert ladder(loose, RANKED, 4, 4, 2)
    assert not ladder(loose, RANKED, 3, 4, 3)


def test_there_are_no_more_winners_than_shares() -> None:
    two = ShareLadder(shares=("0.6", "0.4"))
    breaches = two.breaches(RANKED, award(RANKED, ("A zwaar", 6), ("B zwaar", 4)))
    assert [(c.part, c.counted, c.required) for c in breaches] == [("1", 3, 2)]


@pytest.mark.parametrize("points", [(90, 80, 70), (70, 90, 80), (80, 80, 80), (90, 70, 70)])
def test_the_solver_climbs_the_ladder_in_every_order(points: tuple[int, ...]) -> None:
    order = dict(zip(RANKED.picks, map(Fraction, points), strict=True))
    facts = replace(RANKED, points=order)
    best = optimise(facts, (*STANDING, LADDER), [Goal(kind="unmet"), Goal(kind="quality")])
    assert best is not None
    assert best.goals[0].value == 0
    sizes = [best.chosen.clients(v) for v in sorted(facts.volumes, key=lambda v: -order[v.pick])]
    assert sorted(sizes, reverse=True) == [5, 3, 2]
    assert best.goals[1].value == sum(
        n * p for n, p in zip((5, 3, 2), sorted(points, reverse=True), strict=True)
    )


@pytest.mark.parametrize("shares", [("0.3", "0.4"), ("0.6", "0.5"), ()])
def test_a_ladder_goes_down_and_holds_no_more_than_the_whole(shares: tuple[str, ...]) -> None:
    with pytest.raises(ValidationError):
        ShareLadder(shares=shares)
