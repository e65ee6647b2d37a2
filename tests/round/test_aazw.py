"""The size example from folder to award: 203 workbooks, 148 admitted to B and 38 chosen in C."""

import csv
import json
import tomllib
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import aanbesteding
from aanbesteding.basis.shipped import shipped
from tests.made_up import long

NAME = "aazw-2018"
pytestmark = long  # the page of this region awards and verifies it in the ordinary run


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = aanbesteding.new(tmp_path_factory.mktemp("aazw") / "r", example=NAME)
    result = aanbesteding.award(made)
    assert result.ok, result.findings
    return made


@pytest.fixture(scope="module")
def record(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / "award" / "award.json").read_text("utf-8")))


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    return tomllib.loads((shipped("examples", NAME) / "expected/outcome.toml").read_text("utf-8"))


@cache
def rows(name: str) -> list[dict[str, str]]:
    with (shipped("examples", NAME) / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=";"))


def lot(record: dict[str, Any], name: str) -> dict[str, Any]:
    return dict(next(one for one in record["decision"]["lots"] if one["lot"] == name))


def with_status(record: dict[str, Any], name: str, status: str) -> list[str]:
    return sorted(
        one["bidder"] for one in record["scores"] if (one["lot"], one["status"]) == (name, status)
    )


def test_each_bidder_has_one_workbook_and_none_of_them_blocks(
    folder: Path, record: dict[str, Any], expected: dict[str, Any]
) -> None:
    assert len(list((folder / "bids").glob("*.xlsx"))) == expected["bids"]["files"]
    assert len(record["bids"]) == expected["bids"]["files"]
    assert {finding["weight"] for finding in record["findings"]} <= {"notice"}


def test_everyone_who_meets_the_requirements_of_b_is_admitted(
    record: dict[str, Any], expected: dict[str, Any]
) -> None:
    found = lot(record, "B")
    assert found["outcome"] == "admitted"
    assert len(found["winners"]) == expected["B"]["admitted"] == 148
    assert with_status(record, "B", "excluded") == expected["B"]["excluded"]
    unsuitable = sorted([*expected["B"]["unsuitable"], *expected["B"]["too_small"]])
    assert with_status(record, "B", "unsuitable") == unsuitable


def test_nobody_is_ranked_in_b(record: dict[str, Any]) -> None:
    assert {one["rank"] for one in record["scores"] if one["lot"] == "B"} == {None}
    assert not lot(record, "B")["selection_applied"]


def test_the_plans_that_pass_win_in_c_and_the_others_are_out(
    record: dict[str, Any], expected: dict[str, Any]
) -> None:
    found = lot(record, "C")
    assert found["outcome"] == "awarded"
    assert sorted(found["winners"]) == expected["C"]["winners"]
    assert len(found["winners"]) == 38
    assert with_status(record, "C", "knocked_out") == expected["C"]["knocked_out"]


def test_the_winners_of_c_stand_in_the_order_of_their_weighted_marks(
    record: dict[str, Any],
) -> None:
    weights = {row["id"]: int(row["weight"]) for row in rows("criteria.csv")}
    totals: dict[str, int] = {}
    for row in rows("assessments.csv"):
        if row["assessor"] == "consensus":
            points = weights[row["criterion"]] * int(row["mark"])
            totals[row["bidder"]] = totals.get(row["bidder"], 0) + points
    in_order = [totals[bidder] for bidder in lot(record, "C")["winners"]]
    assert in_order == sorted(in_order, reverse=True)
    scores = {one["bidder"]: one["total"] for one in record["scores"] if one["lot"] == "C"}
    assert {b: Decimal(scores[b]) * 10 for b in totals} == totals


def test_a_knocked_out_plan_is_told_which_mark_was_too_low(
    record: dict[str, Any], expected: dict[str, Any]
) -> None:
    reason = next(
        one
        for one in record["reasons"]
        if (one["bidder"], one["lot"]) == (expected["C"]["two_people"], "C")
    )
    assert (reason["result"], reason["key"]) == ("out", "standing.mark_below")
    assert reason["values"]["criterion"] == "hoofdaannemer"


def test_no_volume_is_promised_in_either_lot(record: dict[str, Any]) -> None:
    decision = record["decision"]
    assert decision["volumes"] == decision["needs"] == []
    asked = {(row["need"], row["area"]) for row in rows("demand.csv")}
    assert {(row["need"], row["area"]) for row in decision["offered"]} == asked
    assert all(row["bidders"] >= 20 for row in decision["offered"])


def spend_by_hand(record: dict[str, Any]) -> dict[str, Fraction]:
    """Per municipality: demand at the fixed tariff, or at the mean of the winners there."""
    winners = set(lot(record, "C")["winners"])
    fixed = {row["need"]: Fraction(row["amount"]) for row in rows("tariffs.csv")}
    bids = [row for row in rows("bids.csv") if row["bidder.id"] in winners]
    spend: dict[str, Fraction] = {}
    for row in rows("demand.csv"):
        need, area, price = row["need"], row["area"], fixed[row["need"]]
        if row["lot"] == "C":
            here = [bid for bid in bids if bid[f"lots.C.area.{area}"] == "ja"]
            price = Fraction(sum(Fraction(b[f"lots.C.price.{need}"]) for b in here)) / len(here)
        cents = int(price * int(row["volume"]) * 100 + Fraction(1, 2))
        spend[area] = spend.get(area, Fraction(0)) + cents
    return spend


def test_the_forecast_of_each_municipality_is_the_one_counted_by_hand(
    record: dict[str, Any],
) -> None:
    found = {row["area"]: row["spend_cents"] for row in record["decision"]["municipalities"]}
    assert found == spend_by_hand(record)


def test_the_forecast_of_b_is_exact_and_of_c_near_the_mean_tariffs(
    record: dict[str, Any], expected: dict[str, Any]
) -> None:
    spend = {"B": 0, "C": 0}
    for row in record["decision"]["forecast"]:
        spend[row["lot"]] += row["spend_cents"]
    said = expected["forecast"]
    assert Decimal(spend["B"]).scaleb(-2) == Decimal(said["B"])
    share = Fraction(spend["C"]) / (Fraction(said["C_at_mean_tariff"]) * 100)
    least, most = Fraction(said["C_share_of_mean_least"]), Fraction(said["C_share_of_mean_most"])
    assert least <= share <= most


def test_amsterdam_alone_stays_within_its_ceiling_though_all_together_do(
    record: dict[str, Any], expected: dict[str, Any]
) -> None:
    found = record["decision"]["municipalities"]
    within = [row["area"] for row in found if row["left_cents"] >= 0]
    assert within == expected["ceilings"]["within"]
    assert sorted(row["area"] for row in found if row["left_cents"] < 0) == sorted(
        expected["ceilings"]["above"]
    )
    ceilings = Decimal(sum(row["ceiling_cents"] for row in found)).scaleb(-2)
    assert ceilings == Decimal(expected["ceilings"]["total"])
    assert sum(row["left_cents"] for row in found) > 0


def test_the_signing_list_names_every_contract_in_every_municipality_served(
    folder: Path, record: dict[str, Any]
) -> None:
    with (folder / "award" / "signing.csv").open(encoding="utf-8-sig", newline="") as lines:
        listed = [(row["bidder"], row["lot"]) for row in csv.DictReader(lines, delimiter=";")]
    wanted: list[tuple[str, str]] = []
    for bid in rows("bids.csv"):
        for name in "BC":
            if bid["bidder.id"] in lot(record, name)["winners"]:
                places = [key for key in bid if key.startswith(f"lots.{name}.area.")]
                wanted += [(bid["bidder.id"], name)] * sum(bid[key] == "ja" for key in places)
    assert sorted(listed) == sorted(wanted)


def test_the_record_is_verified(folder: Path) -> None:
    report = aanbesteding.verify(folder / "award" / "award.json")
    assert report.ok, [check for check in report.checks if not check.ok]
