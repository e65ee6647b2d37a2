"""A change of bare numbers does what the same change of tender and bids does."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aanbesteding.awarding.problem import facts_of, goals_of, rules_of
from aanbesteding.rules.facts import Facts, Pick
from aanbesteding.rules.follow_ranking import FollowRanking, Room
from aanbesteding.rules.number_of_contracts import NumberOfContracts
from aanbesteding.scenarios.apply import changed
from aanbesteding.scenarios.problem import Problem, with_only
from aanbesteding.scenarios.shift import Future, shifted
from aanbesteding.tender.tender import Tender
from tests import tiny
from tests.scenarios.problems import future, problem

BIDS = tiny.bids(tiny.bid("A", price="999.99"), tiny.bid("B", zwaar=7, licht=3, price="0.05"))
FIXED = [{"lot": "1", "need": "licht", "kind": "fixed", "amount": "12.34"}]
FACTORS = st.decimals("0", "3", places=3)
NEEDS = st.sampled_from([[], ["zwaar"], ["licht"], ["zwaar", "licht"]])


def _tender(*changes: dict[str, Any]) -> Tender:
    return tiny.tender(
        scenarios=[{"id": "s", "title": "Straks"}],
        changes=[{"scenario": "s", **change} for change in changes],
        budgets=[
            {"id": "alles", "amount": "100.01"},
            {"id": "licht", "amount": "9.99", "needs": ["licht"]},
        ],
    )


def _problem(tender: Tender, bids: Any) -> Problem:
    sheet = tiny.scored(_tender(), BIDS, tiny.marks({"A": 8, "B": 6}))
    facts = facts_of(tender, bids, sheet)
    return Problem(facts, rules_of(tender), goals_of(tender))


def _numbers(facts: Facts) -> tuple[object, ...]:
    return facts.demand, facts.capacity, facts.price, facts.budgets


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "what": st.sampled_from(["demand", "capacity", "tariff", "price", "budget"]),
                "factor": FACTORS,
                "needs": NEEDS,
                "rounding": st.sampled_from(["half_up", "half_even", "floor"]),
            }
        ),
        min_size=1,
        max_size=3,
    )
)
def test_numbers_change_as_tender_and_bids_would(changes: list[dict[str, Any]]) -> None:
    tender = _tender(*changes)
    by_hand = _problem(*changed(tender, BIDS, "s")).facts
    at_once = shifted(_problem(tender, BIDS), Future("s", tender.changes)).facts
    assert _numbers(at_once) == _numbers(by_hand)


@given(FACTORS, st.sampled_from(["A", "B"]))
def test_one_bidder_changes_as_its_bid_would(factor: Decimal, bidder: str) -> None:
    for what in ("capacity", "price"):
        tender = _tender({"what": what, "factor": factor, "bidders": [bidder]})
        by_hand = _problem(*changed(tender, BIDS, "s")).facts
        at_once = shifted(_problem(tender, BIDS), Future("s", tender.changes)).facts
        assert _numbers(at_once) == _numbers(by_hand)


def test_a_price_that_the_buyer_fixed_is_no_price_of_bidders() -> None:
    one = problem({"A": [1, 1]}, [1, 1])
    fixed = Problem(one.facts, one.rules, one.goals, tariffed=frozenset({("1", "n1")}))
    dearer = shifted(fixed, future("s", what="price", factor="2")).facts.price
    assert [(v.need, cents) for v, cents in dearer.items()] == [("n0", 200), ("n1", 100)]
    indexed = shifted(fixed, future("s", what="tariff", factor="2")).facts.price
    assert set(indexed.values()) == {200}


def test_who_has_an_attribute_drops_out_of_facts_contracts_and_ranking() -> None:
    ranking = FollowRanking(lot="1", order=(("A",), ("B", "C")))
    one = problem({"A": [1], "B": [1], "C": [1]}, [1], rules=[ranking], contracts="AB")
    known = Facts(**{**vars_of(one.facts), "attributes": {"A": frozenset({"klein"})}})
    there = Problem(known, one.rules, one.goals, one.contracts)
    left = shifted(there, future("s", what="drop_out", attributes=["klein"]))
    assert left.contracts == frozenset({Pick("B", "1")})
    assert {pick.bidder for pick in left.facts.picks} == {"B", "C"}
    assert {volume.bidder for volume in left.facts.price} == {"B", "C"}
    assert {pick.bidder for pick, _ in left.facts.capacity} == {"B", "C"}
    assert [rule.order for rule in left.rules if isinstance(rule, FollowRanking)] == [(("B", "C"),)]


def test_who_makes_room_does_so_for_contracts_that_can_still_be_given() -> None:
    gone, kept = Room("B", 1, (Pick("A", "1"),)), Room("C", 1, (Pick("A", "1"), Pick("B", "1")))
    ranking = FollowRanking(lot="1", order=(("A",), ("B",), ("C",)), room=(gone, kept))
    one = problem({"A": [1], "B": [1], "C": [1]}, [1], rules=[ranking])
    (left,) = (
        r for r in with_only(one, [Pick(b, "1") for b in "BC"]).rules if r.kind == ranking.kind
    )
    assert isinstance(left, FollowRanking)
    assert left.room == (Room("C", 1, (Pick("B", "1"),)),)


def vars_of(facts: Facts) -> dict[str, Any]:
    """The fields of facts by name."""
    return {name: getattr(facts, name) for name in Facts.__dataclass_fields__}


def test_clients_in_care_stay_counted_when_their_provider_is_gone() -> None:
    one = problem({"A": [1], "B": [1]}, [1])
    volume = next(v for v in one.facts.volumes if v.bidder == "A")
    facts = Facts(**{**vars_of(one.facts), "incumbent": {volume: 3}})
    left = with_only(Problem(facts, one.rules, one.goals), [Pick("B", "1")])
    assert left.facts.incumbent == {volume: 3}


def test_a_rule_left_out_or_a_step_further_is_another_rule() -> None:
    rule = NumberOfContracts(id="hoogstens", at_most=2)
    one = problem({"A": [1]}, [1], rules=[rule])
    less = shifted(one, future("s", what="rule", rule="hoogstens", field="at_most", step="-1"))
    assert [r for r in less.rules if r.name == "hoogstens"] == [
        NumberOfContracts(id="hoogstens", at_most=1)
    ]
    without = shifted(one, future("s", what="rule", rule="hoogstens"))
    assert "hoogstens" not in {r.name for r in without.rules}


def test_every_winner_in_turn_is_not_one_future() -> None:
    with pytest.raises(ValueError, match="in turn"):
        shifted(problem({"A": [1]}, [1]), future("s", what="drop_out"))
