"""What the wider shelf of rules needs fits together, and rules do not contradict each other."""

from typing import Any

import pytest

from aanbesteding.basis.findings import Weight
from aanbesteding.basis.texts import finding_text
from aanbesteding.tender.checks import check
from aanbesteding.tender.tender import Tender
from tests import tiny

CODES = ("T302", "T347", "T349", "T364", *(f"T{number}" for number in range(421, 443)))
COUNT = {"kind": "number_of_contracts"}
MINUTES = [
    {"id": "zwaar", "label": "zwaar", "priority": 1, "unit": "cliënt"},
    {"id": "licht", "label": "licht", "priority": 2, "unit": "minuut"},
]
TWO_LOTS = [{"id": "1", "title": "Een"}, {"id": "2", "title": "Twee"}]
IN_CARE = {"kvk": "12345678", "lot": "1", "need": "zwaar", "area": "noord", "period": "2028"}


def tender(**changes: Any) -> Tender:
    return tiny.tender(**changes)


def found(asked: Tender) -> list[tuple[str, Weight]]:
    """The findings of these checks: code and weight."""
    every = [finding for finding in check(asked) if finding.code in CODES]
    for finding in every:
        assert finding_text(finding, "nl") != finding_text(finding, "en")
    return [(f.code, f.weight) for f in every]


def codes(asked: Tender) -> list[str]:
    return [code for code, _ in found(asked)]


def ruled(*rules: dict[str, Any], **changes: Any) -> list[str]:
    """The codes for a tender with these rules."""
    return codes(tender(rules=list(rules), **changes))


def test_a_tender_that_uses_nothing_of_it_has_no_findings() -> None:
    assert codes(tender()) == []


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({**IN_CARE, "clients": 10}, []),
        ({**IN_CARE, "clients": 11}, ["T423"]),
        ({**IN_CARE, "kvk": "", "clients": 3}, ["T421"]),
        ({**IN_CARE, "kvk": "", "name": "Zorg A", "clients": 3}, []),
        ({**IN_CARE, "area": "zuid", "clients": 3}, ["T422"]),
        ({**IN_CARE, "area": "west", "clients": 3}, ["T302", "T422"]),
    ],
)
def test_clients_in_care_have_a_provider_and_are_part_of_the_demand(
    row: dict[str, Any], expected: list[str]
) -> None:
    assert sorted(codes(tender(incumbents=[row]))) == expected


def test_clients_in_care_of_several_providers_are_added_up() -> None:
    rows = [{**IN_CARE, "kvk": f"1234567{n}", "clients": 4} for n in range(4)]
    places = [f.values["clients"] for f in check(tender(incumbents=rows)) if f.code == "T423"]
    assert places == [12]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"kind": "waiting", "at_most": 1, "areas": ["noord"]}, []),
        ({"kind": "waiting", "at_most": 1, "areas": ["zuid"]}, ["T347"]),
        ({"kind": "waiting", "at_most": 1, "periods": ["2029"]}, ["T302", "T347"]),
        ({**COUNT, "at_most": 1, "attributes": ["groot"]}, ["T302"]),
        ({**COUNT, "at_most": 1, "attributes": ["klein"]}, []),
        ({"kind": "implies", "also_lots": ["3"]}, ["T302"]),
        ({"kind": "transition", "at_most": 1}, ["T347"]),
        ({"kind": "freeze", "contracts": ["K01/1"]}, []),
        ({"kind": "freeze", "contracts": ["K01/3"]}, ["T435"]),
        ({"kind": "freeze", "contracts": ["K01"]}, ["T435"]),
        ({"kind": "implies", "also_contracts": ["/1"]}, ["T435"]),
    ],
)
def test_a_rule_speaks_of_what_there_is(rule: dict[str, Any], expected: list[str]) -> None:
    attributes = [{"id": "klein", "label": "klein"}]
    assert ruled(rule, attributes=attributes) == expected


def test_a_rule_on_clients_in_care_holds_where_somebody_has_them() -> None:
    rows = [{**IN_CARE, "clients": 2}]
    move = {"kind": "transition", "at_most": 1}
    assert ruled(move, incumbents=rows) == []
    assert ruled({**move, "needs": ["licht"]}, incumbents=rows) == ["T347"]


def test_free_places_are_asked_where_a_rule_needs_them() -> None:
    rule = {"kind": "free_capacity", "at_least": 3}
    assert ruled(rule) == ["T424"]
    assert ruled(rule, lots=[{"id": "1", "title": "Een", "free_within_weeks": 4}]) == []


def test_a_need_level_is_bridged_by_one_rule_in_a_lot() -> None:
    one, other = ({"kind": "substitution", "id": name} for name in ("een", "ander"))
    assert ruled(one, other) == ["T425"]
    assert ruled({**one, "lots": ["1"]}, {**other, "lots": ["2"]}, lots=TWO_LOTS) == []
    assert ruled({**one, "needs": ["zwaar"]}, {**other, "needs": ["licht"]}) == []


WHOLE = {"discounts": "whole_quantity"}
ABOVE = {"discounts": "incremental"}
ONE_NEED = {"lots": [{"id": "1", "title": "Een", "needs": ["zwaar"]}]}
ALL_FIXED = {
    "tariffs": [
        {"lot": "1", "need": need, "kind": "fixed", "amount": "1"} for need in ("zwaar", "licht")
    ]
}


@pytest.mark.parametrize(
    ("award", "changes", "expected"),
    [
        (WHOLE, {}, []),
        (WHOLE, {"needs": MINUTES}, ["T428"]),
        ({}, {"needs": MINUTES}, []),
        (WHOLE, {"price": {"asked": "none"}}, ["T426"]),
        (WHOLE, ALL_FIXED, ["T426"]),
        (ABOVE, {}, ["T427"]),
        (ABOVE, ONE_NEED, []),
        ({"conditions": True}, {}, ["T429"]),
        ({"conditions": True}, {"lots": TWO_LOTS}, []),
        ({"mode": "admit_all"}, {"lots": [{**TWO_LOTS[0], "contract_cost": "5"}]}, ["T430"]),
        ({}, {"lots": [{**TWO_LOTS[0], "contract_cost": "5"}]}, []),
    ],
)
def test_discounts_terms_and_costs_have_something_to_count_on(
    award: dict[str, Any], changes: dict[str, Any], expected: list[str]
) -> None:
    assert codes(tender(award=award, **changes)) == expected


LEAST, MOST = {**COUNT, "id": "l", "at_least": 3}, {**COUNT, "id": "m", "at_most": 2}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (LEAST, MOST, ["T431"]),
        (MOST, LEAST, ["T431"]),
        (LEAST, {**MOST, "at_most": 3}, []),
        (LEAST, {**MOST, "lots": ["1"]}, ["T431"]),
        ({**LEAST, "lots": ["2"]}, {**MOST, "lots": ["1"]}, []),
        ({**LEAST, "together": True}, MOST, []),
        ({**LEAST, "together": True}, {**MOST, "together": True}, ["T431"]),
        ({**LEAST, "together": True}, {**MOST, "together": True, "lots": ["1"]}, []),
        (LEAST, {**MOST, "attributes": ["klein"]}, []),
        (LEAST, {**MOST, "bidders": ["K01"]}, []),
        (LEAST, {**MOST, "penalty": "5"}, []),
        (
            {"kind": "share", "id": "a", "of": "volume", "at_least": "0.5"},
            {"kind": "share", "id": "b", "of": "volume", "at_most": "0.4"},
            ["T431"],
        ),
        (
            {"kind": "share", "id": "a", "of": "volume", "at_least": "0.5"},
            {"kind": "share", "id": "b", "of": "budget", "at_most": "0.4"},
            [],
        ),
    ],
)
def test_two_rules_on_the_same_thing_do_not_contradict_each_other(
    one: dict[str, Any], other: dict[str, Any], expected: list[str]
) -> None:
    attributes = [{"id": "klein", "label": "klein"}]
    assert ruled(one, other, lots=TWO_LOTS, attributes=attributes) == expected


def _shares(of: str, bounds: dict[str, str], contracts: dict[str, int]) -> Tender:
    share = {"kind": "share", "of": of, **bounds}
    return tender(rules=[share, {**COUNT, **contracts}])


@pytest.mark.parametrize(
    ("of", "bounds", "contracts", "expected"),
    [
        ("volume", {"at_least": "0.34"}, {"at_least": 3}, [("T432", Weight.REPAIRABLE)]),
        ("volume", {"at_least": "0.33"}, {"at_least": 3}, []),
        ("volume", {"at_least": "0.5"}, {"at_least": 2}, []),
        ("budget", {"at_least": "0.5"}, {"at_least": 3}, [("T432", Weight.REPAIRABLE)]),
        ("volume", {"at_most": "0.4"}, {"at_most": 2}, [("T433", Weight.NOTICE)]),
        ("awarded_volume", {"at_most": "0.4"}, {"at_most": 2}, [("T433", Weight.REPAIRABLE)]),
        ("awarded_spend", {"at_most": "0.5"}, {"at_most": 2}, []),
        ("budget", {"at_most": "0.4"}, {"at_most": 2}, []),
        ("volume", {"at_most": "0.4"}, {"at_most": 2, "penalty": 9}, []),
    ],
)
def test_shares_fit_the_number_of_contracts(
    of: str, bounds: dict[str, str], contracts: dict[str, int], expected: list[Any]
) -> None:
    assert found(_shares(of, bounds, contracts)) == expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"kind": "share", "of": "volume", "at_most": "0.5"}, ["T434"]),
        ({"kind": "share", "of": "volume", "at_most": "0.5", "needs": ["zwaar"]}, []),
        ({"kind": "share", "of": "budget", "at_most": "0.5"}, []),
        ({"kind": "share", "of": "awarded_spend", "at_most": "0.5"}, []),
        ({"kind": "quality_share", "points": "50"}, ["T434"]),
        ({"kind": "waiting", "at_most": 3}, []),
    ],
)
def test_no_rule_adds_minutes_to_clients(rule: dict[str, Any], expected: list[str]) -> None:
    assert ruled(rule, needs=MINUTES) == expected


def test_units_may_differ_between_lots_that_are_counted_apart() -> None:
    lots = [{**TWO_LOTS[0], "needs": ["zwaar"]}, {**TWO_LOTS[1], "needs": ["licht"]}]
    bounds = {"of": "volume", "at_most": "0.5"}
    assert ruled({"kind": "share", **bounds}, needs=MINUTES, lots=lots) == []
    together = {"kind": "share_of_bidder", **bounds}
    assert ruled(together, needs=MINUTES, lots=lots) == ["T434"]


def test_a_share_of_the_budget_needs_a_budget_for_the_care_it_names() -> None:
    budgets = [{"id": "zwaar", "amount": "1000", "needs": ["zwaar"]}]
    share = {"kind": "share", "of": "budget", "at_most": "0.5"}
    assert ruled(share, budgets=budgets) == ["T349"]
    assert ruled({**share, "needs": ["zwaar"]}, budgets=budgets) == []
    assert ruled({**share, "kind": "share_of_bidder"}, budgets=budgets) == ["T349"]


TURNOVER = {"kind": "share_of_turnover", "at_most": "0.5"}
FIXED = {"kind": "fixed", "amount": "1000", "lot": "1"}


def periods(*days: tuple[str, str]) -> dict[str, Any]:
    """Periods p0, p1 and so on, in each of which something is asked."""
    row = {"lot": "1", "need": "zwaar", "area": "noord", "volume": 3}
    named = [(f"p{number}", *each) for number, each in enumerate(days)]
    return {
        "periods": [{"id": name, "start": start, "end": end} for name, start, end in named],
        "demand": [{**row, "period": name} for name, *_ in named],
    }


@pytest.mark.parametrize(
    ("days", "named", "expected"),
    [
        ([("2028-07-01", "2028-12-31"), ("2028-01-01", "2028-06-30")], [], []),
        ([("2028-06-30", "2028-12-31"), ("2028-01-01", "2028-06-30")], [], ["T441"]),
        ([("2028-01-01", "2029-12-31"), ("2028-03-01", "2028-03-31")], [], ["T441"]),
        ([("2028-01-01", "2029-12-31"), ("2028-03-01", "2028-03-31")], ["p0"], []),
    ],
)
def test_turnover_is_held_against_periods_that_follow_each_other(
    days: list[tuple[str, str]], named: list[str], expected: list[str]
) -> None:
    assert ruled({**TURNOVER, "periods": named}, **periods(*days)) == expected


@pytest.mark.parametrize(
    ("needs", "tariffs", "expected"),
    [
        ([], [], ["T442", "T442"]),
        (["zwaar"], [], ["T442"]),
        ([], [{**FIXED, "need": "zwaar"}], ["T442"]),
        (["zwaar"], [{**FIXED, "need": "zwaar"}], []),
        ([], [{**FIXED, "need": "zwaar"}, {**FIXED, "need": "licht"}], []),
    ],
)
def test_what_has_no_price_cannot_be_held_against_turnover(
    needs: list[str], tariffs: list[dict[str, Any]], expected: list[str]
) -> None:
    free = {"price": {"asked": "none"}, "tariffs": tariffs}
    assert ruled({**TURNOVER, "needs": needs}, **free) == expected
    assert ruled({**TURNOVER, "needs": needs}) == []


def test_where_nobody_is_promised_volume_nothing_can_be_held_against_turnover() -> None:
    lots = [{**TWO_LOTS[0], "client_choice": True}, TWO_LOTS[1]]
    demand = tender().model_dump(include={"demand"})["demand"]
    both = [*demand, *({**row, "lot": "2"} for row in demand)]
    assert ruled(TURNOVER, lots=lots, demand=both) == ["T364"]
    assert ruled({**TURNOVER, "lots": ["2"]}, lots=lots, demand=both) == []
    assert sorted(ruled({**TURNOVER, "lots": ["1"]}, lots=lots, demand=both)) == ["T347", "T364"]
