"""The Holland Rijnland round from folder to verified award and scenarios, as expected."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import aanbesteding
from aanbesteding.basis.shipped import shipped

NAME = "holland-rijnland-2025"
SCENARIOS = ("normaliseren", "groei", "personeelstekort", "index")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return aanbesteding.new(tmp_path_factory.mktemp("rijnland") / "r", example=NAME)


@pytest.fixture(scope="module")
def awarded(folder: Path) -> dict[str, Any]:
    result = aanbesteding.award(folder)
    assert result.ok, result.findings
    return dict(result.record)


@pytest.fixture(scope="module")
def outlooks(folder: Path) -> dict[str | None, dict[str, Any]]:
    record = aanbesteding.compare_scenarios(folder).record
    return {one["scenario"]: one for one in record["scenarios"]}


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    return tomllib.loads(
        (shipped("examples", NAME) / "expected" / "outcome.toml").read_text("utf-8")
    )


def euro(cents: int) -> Decimal:
    return Decimal(cents).scaleb(-2)


def euros(stated: dict[str, str]) -> dict[str, Decimal]:
    return {key: Decimal(text) for key, text in stated.items()}


def test_each_lot_is_filled_by_rank_with_the_expected_winners_and_reserve(
    awarded: dict[str, Any], expected: dict[str, Any]
) -> None:
    lots = awarded["decision"]["lots"]
    assert {lot["lot"]: lot["winners"] for lot in lots} == expected["winners"]
    assert {lot["lot"]: lot["reserve"] for lot in lots} == expected["reserve"]
    assert awarded["decision"]["unique"] is expected["award"]["unique"]


def test_the_volumes_are_whole_units_of_the_expected_share(
    awarded: dict[str, Any], expected: dict[str, Any]
) -> None:
    found: dict[str, dict[str, int]] = {}
    for row in awarded["decision"]["volumes"]:
        found.setdefault(row["lot"], {})[row["bidder"]] = row["clients"]
    assert found == expected["volumes"]


def test_the_bid_below_55_points_is_knocked_out(
    awarded: dict[str, Any], expected: dict[str, Any]
) -> None:
    out = [f"{s['bidder']}/{s['lot']}" for s in awarded["scores"] if s["status"] != "in"]
    assert out == expected["award"]["knocked_out"]


def test_the_spend_per_lot_and_in_all_is_to_the_cent(
    awarded: dict[str, Any], expected: dict[str, Any]
) -> None:
    spend: dict[str, Decimal] = {}
    for contract in awarded["decision"]["contracts"]:
        lot = contract["lot"]
        spend[lot] = spend.get(lot, Decimal(0)) + euro(contract["spend_cents"])
    assert {**spend, "total": sum(spend.values())} == euros(expected["spend"])


def test_nobody_waits(awarded: dict[str, Any]) -> None:
    assert {need["waiting"] for need in awarded["decision"]["needs"]} == {0}


def test_quality_is_what_the_weights_and_marks_give(
    awarded: dict[str, Any], expected: dict[str, Any]
) -> None:
    found: dict[str, dict[str, Decimal]] = {}
    for score in awarded["scores"]:
        found.setdefault(score["lot"], {})[score["bidder"]] = Decimal(score["quality"])
    assert found == expected["quality"]


def test_each_municipality_and_subregion_pays_its_share_within_its_ceiling(
    awarded: dict[str, Any], expected: dict[str, Any]
) -> None:
    rows = awarded["decision"]["municipalities"]
    spend = {row["area"]: euro(row["spend_cents"]) for row in rows}
    assert spend == euros(expected["municipalities"])
    assert all(row["left_cents"] >= 0 for row in rows)


def test_the_award_is_verified(folder: Path, awarded: dict[str, Any]) -> None:
    assert awarded["kind"] == "award"
    assert aanbesteding.verify(folder / "award" / "award.json").ok


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_scenario_costs_what_was_expected_and_says_where_a_ceiling_breaks(
    scenario: str, outlooks: dict[str | None, dict[str, Any]], expected: dict[str, Any]
) -> None:
    found, stated = outlooks[scenario], expected["scenarios"][scenario]
    broken = {p["area"]: -euro(p["left_cents"]) for p in found["places"] if p["left_cents"] < 0}
    assert euro(found["cost_cents"]) == Decimal(stated["cost"])
    assert set(broken) == set(stated["breaks"])
    assert broken == euros(stated.get("area_over", {}))


@pytest.mark.parametrize("scenario", ["groei", "personeelstekort", "index"])
def test_a_scenario_says_who_waits_while_the_ceiling_holds(
    scenario: str, outlooks: dict[str | None, dict[str, Any]], expected: dict[str, Any]
) -> None:
    needs = outlooks[scenario]["needs"]
    waiting = {need["need"]: need["waiting"] for need in needs if need["waiting"]}
    assert waiting == expected["scenarios"][scenario]["waiting"]


def test_the_staff_shortage_calls_in_the_reserve_of_lot_2(
    outlooks: dict[str | None, dict[str, Any]], expected: dict[str, Any]
) -> None:
    winners = {lot["lot"]: lot["winners"] for lot in outlooks["personeelstekort"]["lots"]}
    assert winners["L2"] == [*expected["winners"]["L2"], *expected["reserve"]["L2"]]


def test_the_scenarios_stand_beside_the_round_as_it_is(
    outlooks: dict[str | None, dict[str, Any]], expected: dict[str, Any]
) -> None:
    assert list(outlooks) == [None, *SCENARIOS]
    assert euro(outlooks[None]["cost_cents"]) == Decimal(expected["spend"]["total"])


def test_the_tender_as_workbook_gives_the_same_decision(
    awarded: dict[str, Any], tmp_path: Path
) -> None:
    other = aanbesteding.new(tmp_path / "w", example=NAME, workbook=True)
    second = aanbesteding.award(other).record
    assert second["tender_hash"] == awarded["tender_hash"]
    assert second["decision"] == awarded["decision"]
