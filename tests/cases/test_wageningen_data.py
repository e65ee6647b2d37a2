"""The Wageningen example holds the data it was given: hours, tariffs, partners, indicators."""

import tomllib
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

import pytest

from aanbesteding.tender.load import load
from aanbesteding.tender.tender import Tender
from tests import region_files as files

NAME = "wageningen-2022"
FOLDER = files.EXAMPLES / NAME
# As given: fte needed and euro per fte; most fte per discipline and least fte per partner.
NEEDED = {
    "jo": ("8.0", 94_000),
    "ggz": ("7.0", 118_000),
    "lvb": ("4.0", 92_000),
    "begeleiding": ("4.0", 79_000),
    "regie": ("2.0", 112_000),
}
PARTNERS = {
    "A": ({"jo": "4", "begeleiding": "2", "regie": "0.5"}, "2"),
    "B": ({"ggz": "5", "regie": "1"}, "2"),
    "C": ({"begeleiding": "3"}, "1"),
    "D": ({"jo": "3", "lvb": "2"}, "2"),
    "E": ({"lvb": "3", "begeleiding": "1", "regie": "0.5"}, "1.5"),
    "F": ({"jo": "3", "ggz": "3", "regie": "0.5"}, "2"),
}


def tenths(fte: str) -> int:
    whole = Decimal(fte) * 10
    assert whole == int(whole)
    return int(whole)


@pytest.fixture(scope="module")
def tender() -> Tender:
    found, findings = load(FOLDER)
    assert found is not None, findings
    return found


@pytest.fixture(scope="module")
def bids() -> dict[str, dict[str, str]]:
    return {row["bidder.id"]: row for row in files.rows(NAME, "bids")}


@pytest.fixture(scope="module")
def expected() -> dict[str, dict[str, object]]:
    return tomllib.loads((FOLDER / "expected" / "outcome.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def points(tender: Tender) -> dict[str, Fraction]:
    """Weights times the panel's marks, divided by the top mark."""
    weights = {c.id: Fraction(c.weight) for c in tender.judged("team")}
    found: dict[str, Fraction] = {}
    for row in files.rows(NAME, "assessments"):
        if row["assessor"] == "consensus":
            part = weights[row["criterion"]] * Fraction(row["mark"]) / 10
            found[row["bidder"]] = found.get(row["bidder"], Fraction(0)) + part
    return found


def test_a_year_of_the_team_costs_2_486_000_of_2_600_000(tender: Tender) -> None:
    asked = {ask.need: ask.volume for ask in tender.demand}
    assert asked == {need: tenths(fte) for need, (fte, _) in NEEDED.items()}
    tariffs = {need: tender.tariff("team", need)["fixed"].amount * 10 for need in NEEDED}
    assert tariffs == {need: euro for need, (_, euro) in NEEDED.items()}
    cost = sum(asked[need] * tariffs[need] / 10 for need in NEEDED)
    assert cost == 2_486_000
    (budget,) = tender.budgets
    assert budget.amount == 7_500_000
    assert budget.committed == 4_900_000
    assert budget.amount - budget.committed - cost == 114_000


def test_the_partners_offer_and_ask_at_least_what_was_given(
    bids: dict[str, dict[str, str]],
) -> None:
    for partner, (most, least) in PARTNERS.items():
        offered = {need: int(bids[partner][f"lots.team.capacity.{need}"]) for need in NEEDED}
        assert offered == {need: tenths(most.get(need, "0")) for need in NEEDED}
        assert int(bids[partner]["lots.team.least"]) == tenths(least)


def test_only_the_six_partners_hold_a_contract(
    tender: Tender, bids: dict[str, dict[str, str]]
) -> None:
    assert sorted(holder.id for holder in tender.contract_holders) == sorted(PARTNERS)
    assert set(bids) - set(PARTNERS) == {"G"}
    assert all(holder.contract for holder in tender.contract_holders)


def test_nobody_asks_a_price_and_the_law_of_2021_still_asks_for_quality(tender: Tender) -> None:
    assert tender.price.asked == "none"
    assert tender.procedure == "call_off"
    assert {tariff.kind.value for tariff in tender.tariffs} == {"fixed"}
    assert sum(criterion.weight for criterion in tender.criteria) == 100


def test_the_indicators_are_those_given_in_four_groups(tender: Tender) -> None:
    given = [(kpi.baseline, kpi.target) for kpi in tender.kpis]
    assert given == [
        (Decimal("730"), Decimal("770")),
        (Decimal("11.5"), Decimal("10")),
        (Decimal("7"), Decimal("3")),
        (Decimal("7.4"), Decimal("7.8")),
        (Decimal("6.9"), Decimal("7.5")),
    ]
    assert len({kpi.group for kpi in tender.kpis}) == 4
    assert all(kpi.moments for kpi in tender.kpis)


def test_no_two_partners_have_equal_points(
    points: dict[str, Fraction], expected: dict[str, dict[str, object]]
) -> None:
    assert len(set(points.values())) == 6
    assert expected["quality"] == points
    assert expected["award"]["winners"] == sorted(points, key=lambda b: -points[b])


def splits(bids: dict[str, dict[str, str]], need: str) -> list[dict[str, int]]:
    """Every way to fill a discipline exactly, in steps of a tenth of an fte."""
    most = {p: int(bids[p][f"lots.team.capacity.{need}"]) for p in PARTNERS}
    asked = tenths(NEEDED[need][0])
    choices = [range(top + 1) for top in most.values()]
    return [dict(zip(most, way, strict=True)) for way in product(*choices) if sum(way) == asked]


def test_the_expected_hours_are_the_only_best_division(
    bids: dict[str, dict[str, str]],
    points: dict[str, Fraction],
    expected: dict[str, dict[str, Any]],
) -> None:
    # Each discipline apart has one best division; together they give everybody the least asked,
    # so no other division can be as good.
    together = dict.fromkeys(PARTNERS, 0)
    for need in NEEDED:
        ways = splits(bids, need)
        worth = [sum(points[p] * n for p, n in way.items()) for way in ways]
        best = [way for way, value in zip(ways, worth, strict=True) if value == max(worth)]
        assert len(best) == 1
        assert {p: n for p, n in best[0].items() if n} == expected["volumes"][need]
        for partner, hours in best[0].items():
            together[partner] += hours
    assert together == expected["size"]
    assert sum(together.values()) == 250
    assert all(together[p] >= tenths(least) for p, (_, least) in PARTNERS.items())


def test_the_spend_per_partner_is_hours_times_the_fixed_amount(
    expected: dict[str, dict[str, Any]],
) -> None:
    spend = dict.fromkeys(PARTNERS, 0)
    for need, hours in expected["volumes"].items():
        for partner, number in hours.items():
            spend[partner] += number * NEEDED[need][1] // 10
    stated = {key: Decimal(str(value)) for key, value in expected["spend"].items()}
    assert {p: stated[p] for p in PARTNERS} == spend
    assert stated["total"] == sum(spend.values()) == 2_486_000


def test_every_partner_has_a_reason_from_each_assessor_and_the_panel(tender: Tender) -> None:
    given = [
        (row["assessor"], row["bidder"], row["criterion"])
        for row in files.rows(NAME, "assessments")
    ]
    who = [*(one.id for one in tender.assessors), "consensus"]
    assert sorted(given) == sorted(product(who, PARTNERS, ("een-team", "leren")))
    reasons = [row["reason"] for row in files.rows(NAME, "assessments")]
    assert len(set(reasons)) == len(reasons)
    assert min(len(reason) for reason in reasons) >= 40


def test_every_partner_says_it_is_fictional(bids: dict[str, dict[str, str]]) -> None:
    assert all("(fictief)" in bid["bidder.name"] for bid in bids.values())
    names = {holder["id"]: holder["name"] for holder in files.rows(NAME, "contract_holders")}
    assert {p: bids[p]["bidder.name"] for p in PARTNERS} == names
