"""The Holland Rijnland example holds the data it was given: tariffs, demand, bids, ceilings."""

import tomllib
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import ceil
from typing import Any

import pytest

from aanbesteding.tender.load import load
from aanbesteding.tender.tender import Tender
from tests import region_files as files
from tests.holland_rijnland import BIDS

NAME = "holland-rijnland-2025"
FOLDER = files.EXAMPLES / NAME
# As given: iJW unit code, tariff of the Bollenstreek 2024, units a year, cost.
LOTS = {
    "L1": ("01", "1.30", 11_600_000, 15_080_000),
    "L2": ("01", "1.86", 8_200_000, 15_252_000),
    "L3": ("01", "2.19", 2_900_000, 6_351_000),
    "L4": ("16", "74.37", 96_000, 7_139_520),
    "L5": ("14", "163.59", 43_800, 7_165_242),
    "L6": ("01", "1.14", 2_400_000, 2_736_000),
}
CEILINGS = {"bollenstreek": 20_100_000, "leidse-regio": 17_500_000, "rijnstreek": 17_400_000}
YOUTH = {"bollenstreek": 42_500, "leidse-regio": 35_000, "rijnstreek": 36_000}
CENT = Decimal("0.01")
Expected = dict[str, Any]


@pytest.fixture(scope="module")
def tender() -> Tender:
    found, findings = load(FOLDER)
    assert found is not None, findings
    return found


@pytest.fixture(scope="module")
def expected() -> Expected:
    return tomllib.loads((FOLDER / "expected" / "outcome.toml").read_text("utf-8"))


def need_of(tender: Tender, lot: str) -> str:
    (need,) = next(one.needs for one in tender.lots if one.id == lot)
    return need


@pytest.mark.parametrize("lot", LOTS)
def test_a_lot_asks_the_units_and_pays_the_tariff_given(lot: str, tender: Tender) -> None:
    code, tariff, units, cost = LOTS[lot]
    need = need_of(tender, lot)
    (ask,) = [row for row in tender.demand if row.lot == lot]
    stated = tender.tariff(lot, need)["fixed"]
    assert next(one.unit_code for one in tender.needs if one.id == need) == code
    assert (stated.amount, stated.basis.value) == (Decimal(tariff), "sourced")
    assert ask.volume == units
    assert units * Decimal(tariff) == cost


def test_the_hourly_tariffs_of_the_source_are_whole_cents_a_minute() -> None:
    hourly = {"L1": "78.00", "L2": "111.60", "L3": "131.40", "L6": "68.40"}
    assert {lot: Decimal(euro) / 60 for lot, euro in hourly.items()} == {
        lot: Decimal(LOTS[lot][1]) for lot in hourly
    }


def test_all_demand_costs_53_723_762_under_a_ceiling_of_55_million(tender: Tender) -> None:
    assert sum(cost for *_, cost in LOTS.values()) == 53_723_762
    assert [budget.amount for budget in tender.budgets] == [55_000_000]


@pytest.mark.parametrize("bidder", BIDS)
def test_a_bid_offers_the_stated_part_of_the_demand_in_whole_units(
    bidder: str, tender: Tender
) -> None:
    (bid,) = [row for row in files.rows(NAME, "bids") if row["bidder.id"] == bidder]
    for lot, (*_, units, _cost) in LOTS.items():
        offered = bid[f"lots.{lot}.capacity.{need_of(tender, lot)}"]
        if lot in BIDS[bidder]:
            assert Fraction(offered) == Fraction(units * BIDS[bidder][lot][1], 100)
        else:
            assert (bid[f"lots.{lot}.bids"], offered) == ("nee", "")


def test_weights_and_panel_marks_give_the_stated_quality_exactly(
    tender: Tender, expected: Expected
) -> None:
    weights = {c.id: Fraction(c.weight) for c in tender.criteria}
    assert list(weights.values()) == [30, 25, 20, 15, 10]
    found: dict[tuple[str, str], Fraction] = {}
    for row in files.rows(NAME, "assessments"):
        if row["assessor"] == "consensus":
            key = (row["lot"], row["bidder"])
            part = weights[row["criterion"]] * Fraction(row["mark"]) / 10
            found[key] = found.get(key, Fraction(0)) + part
    given = {(lot, p): q for p, lots in BIDS.items() for lot, (q, _) in lots.items()}
    assert found == given
    assert {
        (lot, p): q for lot, one in expected["quality"].items() for p, q in one.items()
    } == given


@pytest.mark.parametrize("lot", LOTS)
def test_no_two_bids_in_a_lot_have_equal_quality(lot: str) -> None:
    marks = [lots[lot][0] for lots in BIDS.values() if lot in lots]
    assert len(set(marks)) == len(marks)


def filled(lot: str, demand: Fraction, capacity: Fraction) -> dict[str, Fraction]:
    """The bids of a lot filled by hand: best first, 40 % at most, until the demand is met."""
    inside = {p: lots[lot] for p, lots in BIDS.items() if lot in lots and lots[lot][0] >= 55}
    left, found = demand, {}
    for bidder in sorted(inside, key=lambda p: -inside[p][0]):
        found[bidder] = min(left, inside[bidder][1] * capacity, demand * Fraction(40, 100))
        left -= found[bidder]
    assert left == 0
    return found


@pytest.mark.parametrize("lot", LOTS)
def test_filling_by_hand_gives_the_expected_winners_volumes_and_reserve(
    lot: str, expected: Expected
) -> None:
    units = LOTS[lot][2]
    volumes = filled(lot, Fraction(units), Fraction(units, 100))
    assert {p: n for p, n in volumes.items() if n} == expected["volumes"][lot]
    assert [p for p, n in volumes.items() if n] == expected["winners"][lot]
    assert [p for p, n in volumes.items() if not n] == expected["reserve"][lot]
    assert Decimal(expected["spend"][lot]) == LOTS[lot][3]


def test_ten_percent_less_capacity_leaves_no_shortage_and_calls_in_p11() -> None:
    less = Fraction(90, 100)
    assert filled("L2", Fraction(100), less)["P11"] == Fraction(55, 10)
    assert filled("L3", Fraction(100), less)["P11"] == 24


def test_the_ceilings_add_up_per_subregion_and_to_55_million(tender: Tender) -> None:
    ceilings = {row.area: row.amount for row in tender.ceilings}
    municipalities = [area for area in tender.areas if area.kind == "municipality"]
    assert len(municipalities) == 12
    for subregion, amount in CEILINGS.items():
        inside = [area for area in municipalities if area.parent == subregion]
        assert sum(ceilings[area.id] for area in inside) == ceilings[subregion] == amount
        assert sum(area.youth or 0 for area in inside) == YOUTH[subregion]
    assert sum(CEILINGS.values()) == ceilings["holland-rijnland"] == 55_000_000
    assert sum(area.population or 0 for area in municipalities) == 559_500


def test_the_cost_shares_are_one_together(tender: Tender) -> None:
    assert sum(row.share for row in tender.cost_shares) == 1
    assert {row.area for row in tender.cost_shares} == {area.id for area in tender.leaf_areas}


def parts(tender: Tender) -> dict[str, Decimal]:
    """The share of the spend that every area with a ceiling pays."""
    shares = {row.area: row.share for row in tender.cost_shares}
    return {
        row.area: sum((shares[leaf] for leaf in tender.leaves_under(row.area)), start=Decimal(0))
        for row in tender.ceilings
    }


def euro(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)


def test_the_expected_spend_of_an_area_is_its_share(tender: Tender, expected: Expected) -> None:
    found = {area: euro(share * 53_723_762) for area, share in parts(tender).items()}
    assert {area: Decimal(text) for area, text in expected["municipalities"].items()} == found


def test_the_scenarios_are_those_given(tender: Tender) -> None:
    assert {
        (one.scenario, one.what, ",".join(one.lots), str(one.factor)) for one in tender.changes
    } == {
        ("normaliseren", "demand", "L1", "0.88"),
        ("normaliseren", "demand", "L6", "0.8"),
        ("groei", "demand", "", "1.04"),
        ("personeelstekort", "capacity", "L2,L3", "0.9"),
        ("index", "tariff", "", "1.045"),
    }


def costs() -> dict[str, Decimal]:
    plain = {lot: (Decimal(tariff), units) for lot, (_, tariff, units, _) in LOTS.items()}
    less = {"L1": Decimal("0.88"), "L6": Decimal("0.80")}
    return {
        "normaliseren": sum(
            (tariff * units * less.get(lot, Decimal(1)) for lot, (tariff, units) in plain.items()),
            start=Decimal(0),
        ),
        "groei": sum(
            (t * units * Decimal("1.04") for t, units in plain.values()), start=Decimal(0)
        ),
        "personeelstekort": sum((t * units for t, units in plain.values()), start=Decimal(0)),
        "index": sum(
            (euro(t * Decimal("1.045")) * units for t, units in plain.values()), start=Decimal(0)
        ),
    }


@pytest.mark.parametrize("scenario", ["normaliseren", "groei", "personeelstekort", "index"])
def test_the_cost_and_the_broken_ceilings_of_a_scenario_follow_from_shares(
    scenario: str, tender: Tender, expected: Expected
) -> None:
    cost, stated = costs()[scenario], expected["scenarios"][scenario]
    assert Decimal(stated["cost"]) == cost
    ceilings = {row.area: row.amount for row in tender.ceilings}
    over = {area: euro(share * cost) - ceilings[area] for area, share in parts(tender).items()}
    broken = {area: amount for area, amount in over.items() if amount > 0}
    assert set(stated["breaks"]) == set(broken)
    assert {a: Decimal(text) for a, text in stated.get("area_over", {}).items()} == broken
    assert Decimal(stated.get("over", 0)) == max(cost - 55_000_000, Decimal(0))


@pytest.mark.parametrize(("scenario", "tariff"), [("groei", "1.14"), ("index", "1.19")])
def test_who_waits_when_the_ceiling_holds_is_what_dyslexia_minutes_cannot_be_paid(
    scenario: str, tariff: str, expected: Expected
) -> None:
    over = costs()[scenario] - 55_000_000
    minutes = ceil(Fraction(over) / Fraction(tariff))
    assert expected["scenarios"][scenario]["waiting"] == {"dyslexie": minutes}


def test_every_bid_has_a_different_reason_for_every_mark(tender: Tender) -> None:
    given = files.rows(NAME, "assessments")
    bids = sum(len(lots) for lots in BIDS.values())
    assert len(given) == bids * 5 * (len(tender.assessors) + 1) == 500
    reasons = [row["reason"] for row in given]
    assert len(set(reasons)) == len(reasons)
    assert min(len(reason) for reason in reasons) >= 40


def test_every_provider_says_it_is_fictional() -> None:
    assert all("(fictief)" in row["bidder.name"] for row in files.rows(NAME, "bids"))
