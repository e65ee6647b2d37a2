"""Amersfoort, Amsterdam 2022 and C+ from folder to award: the figures of expected/outcome.toml."""

import json
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import aanbesteding
from aanbesteding.basis.shipped import shipped
from aanbesteding.cli.main import main
from aanbesteding.round.make import fill_in
from tests import region_files as files

AMERSFOORT, AMSTERDAM, C_PLUS = "amersfoort-2024", "amsterdam-segment-c-2022", "c-plus-2022"
Award = Callable[[str], dict[str, Any]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    made: dict[str, Path] = {}

    def of(name: str) -> Path:
        if name not in made:
            home = tmp_path_factory.mktemp(name) / "r"
            made[name] = aanbesteding.new(home, example=name)
            told = CliRunner().invoke(main, ["award", str(home)])
            assert told.exit_code == 0, told.output
        return made[name]

    return of


@pytest.fixture(scope="module")
def record(folder: Callable[[str], Path]) -> Award:
    return lambda name: dict(json.loads((folder(name) / "award" / "award.json").read_text("utf-8")))


def euros(cents: int) -> str:
    return str(Decimal(cents).scaleb(-2))


def waits(decision: dict[str, Any], area: str) -> dict[str, int]:
    return {n["need"]: n["waiting"] for n in decision["needs"] if n["area"] == area}


def changed_record(
    tmp_path: Path, name: str, file: str, change: Callable[[str], str]
) -> dict[str, Any]:
    """The record of a round with one file changed, its bids and marks filled in again."""
    home = aanbesteding.new(tmp_path / "r", example=name)
    before = (home / file).read_text("utf-8")
    after = change(before)
    assert after != before
    (home / file).write_text(after, "utf-8")
    loaded = aanbesteding.load(home)
    assert loaded.tender is not None, loaded.findings
    fill_in(loaded.tender, shipped("examples", name), home)
    result = aanbesteding.award(home)
    assert result.ok, result.findings
    return dict(result.record)


def changed(tmp_path: Path, name: str, file: str, change: Callable[[str], str]) -> dict[str, Any]:
    """The decision of a round with one file changed."""
    return dict(changed_record(tmp_path, name, file, change)["decision"])


@pytest.mark.parametrize("name", [AMERSFOORT, AMSTERDAM, C_PLUS])
def test_verification_agrees(name: str, folder: Callable[[str], Path]) -> None:
    report = aanbesteding.verify(folder(name) / "award" / "award.json")
    assert report.ok, report


@pytest.mark.parametrize("name", [AMERSFOORT, AMSTERDAM, C_PLUS])
def test_the_award_is_the_only_best_one_and_every_goal_is_proven(name: str, record: Award) -> None:
    decision = record(name)["decision"]
    assert decision["outcome"] == "awarded"
    assert decision["unique"] is files.expected(name)["award"]["unique"] is True
    assert all(goal["proven"] for goal in decision["goals"])
    assert decision["draws"] == []


@pytest.mark.parametrize("name", [AMERSFOORT, AMSTERDAM, C_PLUS])
def test_quality_is_as_stated(name: str, record: Award) -> None:
    found = {score["bidder"]: Decimal(score["quality"]) for score in record(name)["scores"]}
    assert found == files.expected(name)["quality"]


@pytest.mark.parametrize("name", [AMERSFOORT, AMSTERDAM, C_PLUS])
def test_the_tender_as_workbook_is_the_same_tender(name: str, tmp_path: Path) -> None:
    home = aanbesteding.new(tmp_path / "w", example=name, workbook=True)
    as_text, as_workbook = (
        aanbesteding.load(at).tender for at in (shipped("examples", name), home)
    )
    assert as_text is not None
    assert as_workbook is not None
    assert as_workbook.hash == as_text.hash


def test_amersfoort_knocks_out_the_82_awards_the_80_and_finds_the_76_unsuitable(
    record: Award,
) -> None:
    found = {score["bidder"]: score["status"] for score in record(AMERSFOORT)["scores"]}
    assert found == files.expected(AMERSFOORT)["status"]
    told = {
        score["bidder"]: (score["key"], score["values"]) for score in record(AMERSFOORT)["scores"]
    }
    assert told["Vallei"] == (
        "standing.mark_below",
        {"criterion": "G3", "mark": "4", "lowest_mark": "6"},
    )
    assert told["Verder"][0] == "standing.capacity_below"
    assert (told["Verder"][1]["offered"], told["Verder"][1]["least"]) == (700, 900)


def test_amersfoort_lots_end_as_stated(record: Award) -> None:
    tender = record(AMERSFOORT)["tender"]
    for lot in record(AMERSFOORT)["decision"]["lots"]:
        stated = files.expected(AMERSFOORT)["lots"][lot["lot"]]
        assert (lot["outcome"], lot["winners"]) == (stated["outcome"], stated["winners"])
    fallback = next(lot["fallback"] for lot in tender["lots"] if lot["id"] == "2")
    assert fallback == files.expected(AMERSFOORT)["lots"]["2"]["fallback"]


def test_amersfoort_money_care_and_bridging_are_as_stated(record: Award) -> None:
    want, decision = files.expected(AMERSFOORT), record(AMERSFOORT)["decision"]
    (contract,) = decision["contracts"]
    assert euros(contract["spend_cents"]) == want["award"]["spend"]
    needs = [need for need in decision["needs"] if need["lot"] == "1"]
    assert {need["need"]: need["waiting"] for need in needs} == want["award"]["waiting"]
    in_care = sum(need["in_care"] for need in needs)
    assert in_care == want["in_care"]["total"]
    assert sum(need["demand"] for need in needs) - in_care == want["in_care"]["inflow"]
    assert sum(row["clients"] for row in decision["bridging"]) == want["bridging"]["clients"]
    assert sum(row["cost_cents"] for row in decision["bridging"]) == 0
    left = {budget["id"]: budget["left_cents"] for budget in decision["budgets"]}
    assert euros(left["jeugdhulp-2024"]) == want["award"]["left"]


def test_amersfoort_municipalities_pay_as_stated(record: Award) -> None:
    decision = record(AMERSFOORT)["decision"]
    paid = {row["area"]: euros(row["spend_cents"]) for row in decision["municipalities"]}
    assert paid == files.expected(AMERSFOORT)["municipalities"]


def test_amersfoort_ceilings_of_nine_years_are_as_stated(record: Award) -> None:
    budgets = record(AMERSFOORT)["decision"]["budgets"]
    found = {b["id"].removeprefix("jeugdhulp-"): euros(b["ceiling_cents"]) for b in budgets[:9]}
    want = files.expected(AMERSFOORT)["budgets"]
    assert found == {year: text for year, text in want.items() if year != "total"}


def test_who_waits_in_amersfoort_gets_light_help_that_is_counted_apart(tmp_path: Path) -> None:
    more = changed(
        tmp_path,
        AMERSFOORT,
        "demand.csv",
        lambda text: text.replace("zwaar;regio;2024;900", "zwaar;regio;2024;1000"),
    )
    bridged = {row["need"]: (row["clients"], row["cost_cents"]) for row in more["bridging"]}
    # 1000 asked and 920 offered: 80 wait, at 2,400 euro; they are not helped by it.
    assert bridged == {"spoed": (0, 0), "zwaar": (80, 192_000_00), "middel": (0, 0)}
    assert waits(more, "regio")["zwaar"] == 80


def test_amsterdam_winners_follow_the_ranking(record: Award) -> None:
    lot = record(AMSTERDAM)["decision"]["lots"][0]
    assert lot["winners"] == files.expected(AMSTERDAM)["award"]["winners"]


def test_amsterdam_waits_as_stated_and_duo_nowhere(record: Award) -> None:
    decision, want = record(AMSTERDAM)["decision"], files.expected(AMSTERDAM)["award"]
    assert waits(decision, "amsterdam") == want["waiting"]["amsterdam"]
    for municipality in ("diemen", "uithoorn", "ouder-amstel"):
        assert set(waits(decision, municipality).values()) == {0}
    weeks = {n["need"]: n["wait_weeks"] for n in decision["needs"] if n["area"] == "amsterdam"}
    assert weeks == want["weeks"]


def test_amsterdam_lump_sums_and_months_are_as_stated(record: Award) -> None:
    contracts = record(AMSTERDAM)["decision"]["contracts"]
    want = files.expected(AMSTERDAM)["award"]
    parts = ("total", "amsterdam", "duo")
    spend = {c["bidder"]: euros(c["spend_cents"]) for c in contracts}
    assert spend == {who: text for who, text in want["spend"].items() if who not in parts}
    assert {c["bidder"]: euros(c["monthly_cents"]) for c in contracts} == want["monthly"]
    for contract in contracts:
        year = 11 * contract["monthly_cents"] + contract["last_month_cents"]
        assert year == contract["spend_cents"]


def test_amsterdam_spends_from_what_is_free(record: Award) -> None:
    want = files.expected(AMSTERDAM)
    budgets = {b["id"]: b for b in record(AMSTERDAM)["decision"]["budgets"]}
    named = {"total": "segment-c-2022", "amsterdam": "amsterdam-2022", "duo": "duo-2022"}
    for part, budget in named.items():
        assert euros(budgets[budget]["ceiling_cents"]) == want["free"][part]
        assert euros(budgets[budget]["spend_cents"]) == want["award"]["spend"][part]


def test_amsterdam_without_the_committed_part_waits_for_places_alone(tmp_path: Path) -> None:
    def nothing_committed(text: str) -> str:
        head, *lines = text.splitlines()
        column = head.split(";").index("committed")
        rows = [line.split(";") for line in lines]
        return "\n".join([head, *(";".join([*r[:column], "0.00", *r[column + 1 :]]) for r in rows)])

    decision = changed(tmp_path, AMSTERDAM, "budgets.csv", nothing_committed)
    stated = files.expected(AMSTERDAM)["nothing_committed"]
    assert waits(decision, "amsterdam")["licht"] == stated["licht"]


def test_who_holds_no_contract_is_not_suitable_in_amsterdam(tmp_path: Path) -> None:
    scores = changed_record(
        tmp_path, AMSTERDAM, "contract_holders.csv", lambda text: text.replace("K07;", "K99;")
    )["scores"]
    out = {s["bidder"]: (s["status"], s["key"]) for s in scores if s["status"] != "in"}
    assert out == {"K07": ("unsuitable", "standing.no_contract")}


def test_c_plus_is_awarded_as_stated(record: Award) -> None:
    decision, want = record(C_PLUS)["decision"], files.expected(C_PLUS)["award"]
    lot = decision["lots"][0]
    assert (lot["winners"], lot["reserve"]) == (want["winners"], want["reserve"])
    out = [s["bidder"] for s in record(C_PLUS)["scores"] if s["status"] == "knocked_out"]
    assert out == want["knocked_out"]
    assert {region: waits(decision, region) for region in ("AA", "ZW")} == want["waiting"]
    contracts = decision["contracts"]
    spend = {c["bidder"]: euros(c["spend_cents"]) for c in contracts}
    assert spend == {who: text for who, text in want["spend"].items() if who != "total"}
    assert {c["bidder"]: euros(c["monthly_cents"]) for c in contracts} == want["monthly"]


def test_c_plus_with_three_contracts_clashes_as_stated(tmp_path: Path) -> None:
    want = files.expected(C_PLUS)["at_most_three"]
    decision = changed(
        tmp_path, C_PLUS, "tender.toml", lambda text: text.replace("at_most = 4", "at_most = 3")
    )
    assert decision["outcome"] == want["outcome"]
    (clash,) = decision["clashes"]
    assert sorted(one["rule"] for one in clash) == want["clash"]
    assert decision["only_clash"] is want["only_clash"] is True


def test_c_plus_without_reserve_leaves_the_small_region_waiting(tmp_path: Path) -> None:
    want = files.expected(C_PLUS)["without_reserve"]
    decision = changed(
        tmp_path,
        C_PLUS,
        "tender.toml",
        lambda text: re.sub(r"(?m)^at_least = \d+$", "at_least = 0", text),
    )
    assert decision["lots"][0]["winners"] == want["winners"]
    waiting = waits(decision, "ZW")
    assert {need: waiting[need] for need in want["waiting"]} == want["waiting"]
    assert set(waits(decision, "AA").values()) == {0}
