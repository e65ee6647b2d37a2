"""The Wageningen round from folder to verified award: the figures of expected/outcome.toml."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import aanbesteding
from aanbesteding.basis.shipped import shipped

NAME = "wageningen-2022"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return aanbesteding.new(tmp_path_factory.mktemp("wageningen") / "r", example=NAME)


@pytest.fixture(scope="module")
def awarded(folder: Path) -> dict[str, Any]:
    result = aanbesteding.award(folder)
    assert result.ok, result.findings
    return dict(result.record)


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    return tomllib.loads(
        (shipped("examples", NAME) / "expected" / "outcome.toml").read_text("utf-8")
    )


def team(record: dict[str, Any]) -> dict[str, Any]:
    return dict(next(lot for lot in record["decision"]["lots"] if lot["lot"] == "team"))


def test_all_six_partners_win_and_nobody_else(
    awarded: dict[str, Any], expected: dict[str, Any]
) -> None:
    assert awarded["decision"]["mode"] == expected["award"]["mode"]
    assert team(awarded)["winners"] == expected["award"]["winners"]
    assert team(awarded)["reserve"] == []


def test_who_holds_no_contract_is_unsuitable_without_being_judged(
    awarded: dict[str, Any], expected: dict[str, Any]
) -> None:
    out = {s["bidder"]: s["key"] for s in awarded["scores"] if s["status"] == "unsuitable"}
    assert out == dict.fromkeys(expected["award"]["unsuitable"], "standing.no_contract")
    assert [mark for mark in awarded["marks"] if mark["bidder"] in out] == []


def test_the_hours_follow_from_the_published_goals_alone(
    awarded: dict[str, Any], expected: dict[str, Any]
) -> None:
    found: dict[str, dict[str, int]] = {}
    for row in awarded["decision"]["volumes"]:
        found.setdefault(row["need"], {})[row["bidder"]] = row["clients"]
    assert found == expected["volumes"]
    assert awarded["decision"]["unique"] is expected["award"]["unique"]
    assert awarded["decision"]["draws"] == []


def test_size_and_spend_per_partner_are_those_expected(
    awarded: dict[str, Any], expected: dict[str, Any]
) -> None:
    contracts = awarded["decision"]["contracts"]
    spend = {c["bidder"]: Decimal(c["spend_cents"]).scaleb(-2) for c in contracts}
    stated = {partner: Decimal(text) for partner, text in expected["spend"].items()}
    assert {c["bidder"]: c["clients"] for c in contracts} == expected["size"]
    assert spend == {partner: euro for partner, euro in stated.items() if partner != "total"}
    assert sum(spend.values()) == stated["total"]


def test_the_ceiling_of_the_team_is_what_other_help_leaves(
    awarded: dict[str, Any], expected: dict[str, Any]
) -> None:
    (budget,) = awarded["decision"]["budgets"]
    assert Decimal(budget["ceiling_cents"]).scaleb(-2) == Decimal(expected["budget"]["team"])
    assert Decimal(budget["left_cents"]).scaleb(-2) == Decimal(expected["budget"]["left"])


def test_the_other_help_stays_outside_the_round_with_its_reason(awarded: dict[str, Any]) -> None:
    lots = {lot["lot"]: lot["outcome"] for lot in awarded["decision"]["lots"]}
    assert lots["overige-hulp"] == "out_of_scope"
    (described,) = [lot for lot in awarded["tender"]["lots"] if not lot["in_scope"]]
    assert "4.900.000,00" in described["out_of_scope_reason"]


def test_quality_is_what_the_weights_and_marks_give(
    awarded: dict[str, Any], expected: dict[str, Any]
) -> None:
    inside = {s["bidder"]: Decimal(s["quality"]) for s in awarded["scores"] if s["rank"]}
    assert inside == expected["quality"]


def test_the_award_is_verified(folder: Path, awarded: dict[str, Any]) -> None:
    assert awarded["kind"] == "award"
    assert aanbesteding.verify(folder / "award" / "award.json").ok


def test_the_tender_as_workbook_gives_the_same_decision(
    awarded: dict[str, Any], tmp_path: Path
) -> None:
    other = aanbesteding.new(tmp_path / "w", example=NAME, workbook=True)
    second = aanbesteding.award(other).record
    assert second["tender_hash"] == awarded["tender_hash"]
    assert second["decision"] == awarded["decision"]
