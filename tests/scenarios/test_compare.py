"""Scenarios side by side: Holland Rijnland as published in the guide, and small cases by hand."""

import pickle
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

import pytest

from aanbesteding.scenarios.compare import compare, outlook
from aanbesteding.scenarios.outlook import Comparison, Outlook
from tests import holland_rijnland as hr
from tests import tiny


@cache
def holland_rijnland() -> Mapping[str | None, Outlook]:
    found = compare(hr.tender(), hr.bids(), hr.marks())
    return {one.scenario: one for one in found.scenarios}


def said(one: Outlook) -> dict[str, list[Mapping[str, Any]]]:
    """The statements by the last part of their key."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for says in one.says:
        found.setdefault(says.key.rpartition(".")[2], []).append(says.values)
    return found


def small(asked: Mapping[str, Any], change: Mapping[str, Any], zwaar: int = 10) -> Comparison:
    """One bidder at 1,000 euros for 10 heavy and 20 light clients, and one scenario."""
    tender = tiny.tender(
        scenarios=[{"id": "s", "title": "Straks"}], changes=[{"scenario": "s", **change}], **asked
    )
    return compare(tender, tiny.bids(tiny.bid("A", zwaar=zwaar)), tiny.marks({"A": 8}))


@pytest.mark.parametrize(
    ("scenario", "cents"),
    [
        (None, 5_372_376_200),
        ("groei", 5_587_271_248),
        ("index", 5_612_973_000),
        ("personeelstekort", 5_372_376_200),
    ],
)
def test_the_whole_demand_costs_what_the_guide_says(scenario: str | None, cents: int) -> None:
    one = holland_rijnland()[scenario]
    assert one.cost_cents == cents
    assert [fund.cost_cents for fund in one.funds] == [cents]


def test_normalising_saves_its_minutes_at_their_tariffs() -> None:
    """12 % of 11,600,000 minutes at 1.30 and 20 % of 2,400,000 at 1.14: 1,809,600 and 547,200."""
    less = holland_rijnland()[None].cost_cents - holland_rijnland()["normaliseren"].cost_cents
    assert less == 180_960_000 + 54_720_000


def test_growth_breaks_the_ceiling_by_the_amount_of_the_guide() -> None:
    growth = holland_rijnland()["groei"]
    assert [fund.left_cents for fund in growth.funds] == [-87_271_248]
    (broken,) = said(growth)["breaks"]
    assert broken["left"] == Decimal("872712.48")


def test_indexation_breaks_the_ceiling_too() -> None:
    (broken,) = said(holland_rijnland()["index"])["breaks"]
    assert broken["left"] == Decimal("1129730.00")


def test_the_award_stays_within_the_budget_that_the_demand_breaks() -> None:
    for one in holland_rijnland().values():
        assert one.spend_cents <= 5_500_000_000
        assert one.funds[0].spend_cents == one.spend_cents


def test_the_staff_shortage_causes_no_shortage_and_that_is_said() -> None:
    short = holland_rijnland()["personeelstekort"]
    assert [need.waiting for need in short.needs] == [0] * 6
    assert "no_shortage" in said(short)
    assert short.served_share == 1


def test_the_staff_shortage_brings_in_the_reserve_of_lot_2() -> None:
    """At 90 % the four winners reach 31.5 + 27 + 18 + 18 = 94.5 % of the demand: P11 is needed."""
    values = said(holland_rijnland()["personeelstekort"])
    assert values["contracts_gained"] == [{"lot": "L2", "bidders": ["P11"]}]
    assert "contracts_lost" not in values


def test_normalising_changes_no_contract() -> None:
    assert "same_contracts" in said(holland_rijnland()["normaliseren"])


@pytest.mark.parametrize("scenario", ["groei", "index"])
def test_where_the_ceiling_breaks_the_last_lot_is_short_because_the_money_has_run_out(
    scenario: str,
) -> None:
    """Lots are filled in order, so what is missing is missing in L6; at least the amount over."""
    one = holland_rijnland()[scenario]
    assert {need.lot: need.cause for need in one.needs if need.waiting} == {"L6": "budget"}
    (short,) = said(one)["short_budget"]
    price = Fraction(one.needs[-1].price_cents or 0)
    over = -one.funds[0].left_cents
    assert over <= short["waiting"] * price < over + price


def test_a_subregion_pays_its_cost_share_of_the_whole_demand() -> None:
    """37 % of 55,872,712.48 is 20,672,903.6176, against a ceiling of 20,100,000."""
    place = next(p for p in holland_rijnland()["groei"].places if p.area == "bollenstreek")
    assert place.cost_cents == 2_067_290_362
    assert place.left_cents == 2_010_000_000 - 2_067_290_362


def test_growth_is_said_to_break_the_ceilings_it_breaks_and_no_other() -> None:
    broken = {values["area"] for values in said(holland_rijnland()["groei"])["area_breaks"]}
    assert broken == {"bollenstreek", "rijnstreek"}


def test_a_subregion_has_its_cost_share_of_those_who_wait() -> None:
    one = holland_rijnland()["groei"]
    waiting = one.needs[-1].waiting or 0
    place = next(p for p in one.places if p.area == "leiden")
    assert [(short.lot, short.waiting) for short in place.short] == [
        ("L6", Fraction(31, 100) * waiting)
    ]
    assert place.served_share == 1 - Fraction(waiting * 114, one.cost_cents)


def test_without_budget_the_ceilings_together_are_the_measure() -> None:
    tender = hr.tender(budgets=[])
    one = outlook(tender, hr.bids(), hr.marks(), scenario="groei")
    assert [(f.budget, f.period, f.left_cents) for f in one.funds] == [(None, "2025", -87_271_248)]
    assert one.served_share == 1


def test_a_ceiling_above_others_is_not_counted_twice() -> None:
    rows = [{"area": a, "period": "2025", "amount": n} for a, n in hr.CEILINGS.items()]
    whole = {"area": "regio", "period": "2025", "amount": 54_000_000}
    tender = hr.tender(budgets=[], ceilings=[*rows, whole])
    one = outlook(tender, hr.bids(), hr.marks())
    assert [f.ceiling_cents for f in one.funds] == [5_400_000_000]
    assert [f.cost_cents for f in one.funds] == [5_372_376_200]


def test_too_little_capacity_is_named_as_the_cause() -> None:
    one = small({}, {"what": "capacity", "factor": "0.7", "needs": ["zwaar"]}).scenarios[1]
    assert [(n.need, n.waiting, n.cause) for n in one.needs] == [
        ("zwaar", 3, "capacity"),
        ("licht", 0, ""),
    ]
    (short,) = said(one)["short_capacity"]
    assert (short["need"], short["waiting"], short["demand"]) == ("zwaar", 3, 10)


def test_a_rule_that_allows_no_more_is_named_as_the_cause() -> None:
    """At most half of all 30 clients for one bidder, and there is no other: 15 wait."""
    rule = {"kind": "share", "id": "half", "of": "volume", "at_most": "0.5"}
    base = small({"rules": [rule]}, {"what": "capacity", "factor": "1"}).scenarios[0]
    assert sum(need.waiting or 0 for need in base.needs) == 15
    assert {need.cause for need in base.needs if need.waiting} == {"rules"}


def test_a_shortage_as_large_as_before_is_said_so() -> None:
    one = small({}, {"what": "budget", "factor": "2"}, zwaar=4).scenarios[1]
    assert "same_shortage" in said(one)


def test_whoever_waits_costs_what_is_paid_on_average() -> None:
    """Nine of ten are helped at 1,000 euros: the whole demand costs ten times that."""
    base = small({}, {"what": "demand", "factor": "2"}, zwaar=9).scenarios[0]
    heavy = base.needs[0]
    assert (heavy.price_from, heavy.spend_cents, heavy.cost_cents) == ("paid", 900_000, 1_000_000)


def test_without_an_award_cost_is_known_and_service_is_not() -> None:
    """Two awards at once would be needed of one bidder."""
    rule = {"kind": "number_of_contracts", "id": "twee", "at_least": 2}
    found = small({"rules": [rule]}, {"what": "demand", "factor": "2"})
    for one in found.scenarios:
        assert one.outcome == "nothing_fits"
        assert "nothing_fits" in said(one)
        assert {need.served for need in one.needs} == {None}
        assert one.served_share is None
    costs = [one.cost_cents for one in found.scenarios]
    assert costs == [3_000_000, 6_000_000]


def test_without_any_price_the_cost_is_not_made_up() -> None:
    tender = tiny.tender()
    one = compare(tender, tiny.bids(), tiny.marks({})).scenarios[0]
    assert one.outcome == "no_valid_bid"
    assert [need.cost_cents for need in one.needs] == [None, None]
    assert len(said(one)["unpriced"]) == 2


def test_without_bids_the_norm_of_the_buyer_is_the_price() -> None:
    """10 heavy clients at 500.50."""
    norm = {"lot": "1", "need": "zwaar", "kind": "norm", "amount": "500.50"}
    one = compare(tiny.tender(tariffs=[norm]), tiny.bids(), tiny.marks({})).scenarios[0]
    assert [(n.price_from, n.cost_cents) for n in one.needs] == [
        ("norm", 500_500),
        ("unknown", None),
    ]


def test_less_capacity_puts_nobody_out_who_was_suitable_at_the_tender() -> None:
    """The requirement was met by the bid as it was; the shortage comes later."""
    least = {"id": "e", "lots": ["1"], "need": "zwaar", "title": "Zwaar", "least_capacity": 10}
    change = {"what": "capacity", "factor": "0.9"}
    one = small({"requirements": [least]}, change).scenarios[1]
    assert (one.outcome, one.lots[0].winners) == ("awarded", ("A",))


def test_who_drops_out_gets_no_contract_and_the_next_comes_in() -> None:
    """A and B each can help all; one contract is given, to the better."""
    tender = tiny.tender(
        rules=[{"kind": "number_of_contracts", "id": "een", "at_most": 1}],
        scenarios=[{"id": "s", "title": "Straks"}],
        changes=[{"scenario": "s", "what": "drop_out", "bidders": ["A"]}],
    )
    bids = tiny.bids(tiny.bid("A"), tiny.bid("B"))
    base, other = compare(tender, bids, tiny.marks({"A": 8, "B": 6})).scenarios
    assert (base.lots[0].winners, other.lots[0].winners) == (("A",), ("B",))
    assert said(other)["contracts_lost"] == [{"lot": "1", "bidders": ["A"]}]


def test_without_its_only_winner_in_turn_nothing_can_be_awarded() -> None:
    found = small({}, {"what": "drop_out"}).scenarios
    assert [(one.scenario, one.outcome) for one in found] == [
        (None, "awarded"), ("s:A", "no_valid_bid")
    ]  # fmt: skip


def test_a_rule_left_out_lets_everybody_be_helped() -> None:
    """At most half of all 30 clients for the only bidder; without that rule nobody waits."""
    rule = {"kind": "share", "id": "half", "of": "volume", "at_most": "0.5"}
    base, other = small({"rules": [rule]}, {"what": "rule", "rule": "half"}).scenarios
    assert [sum(need.waiting or 0 for need in one.needs) for one in (base, other)] == [15, 0]


def test_an_open_house_counts_what_the_admitted_can_do() -> None:
    change = {"what": "capacity", "factor": "0.5"}
    base, other = small({"award": {"mode": "admit_all"}}, change).scenarios
    assert [(n.promised, n.served, n.waiting) for n in base.needs] == [
        (False, 10, 0),
        (False, 20, 0),
    ]
    assert [(n.served, n.cause) for n in other.needs] == [(5, "capacity"), (10, "capacity")]


def test_the_round_as_it_stands_comes_first_and_scenarios_in_the_order_of_the_tender() -> None:
    assert list(holland_rijnland()) == [None, *hr.SCENARIOS]


def test_an_outlook_travels_to_another_process() -> None:
    one = holland_rijnland()["groei"]
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301 - our own bytes
