"""The Amsterdam round from folder to award: the figures of expected/outcome.toml."""

import shutil
import tomllib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import aanbesteding
from aanbesteding.basis.shipped import shipped

NAME = "amsterdam-segment-c-2021"
EIGHT = ["K01", "K02", "K03", "K04", "K05", "K06", "K15", "K07"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return aanbesteding.new(tmp_path_factory.mktemp("round") / "r", example=NAME)


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "r")
    return tmp_path / "r"


@pytest.fixture(scope="module")
def awarded(made: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    home = tmp_path_factory.mktemp("awarded") / "r"
    shutil.copytree(made, home)
    return dict(aanbesteding.award(home).record)


def edit(path: Path, change: Callable[[str], str]) -> None:
    before = path.read_text("utf-8")
    after = change(before)
    assert after != before
    path.write_text(after, "utf-8")


def waiting(decision: dict[str, Any]) -> dict[str, int]:
    return {need["need"]: need["waiting"] for need in decision["needs"]}


def lot(decision: dict[str, Any], name: str = "C") -> dict[str, Any]:
    return dict(next(one for one in decision["lots"] if one["lot"] == name))


def test_the_ranking_awards_the_eight_that_two_solvers_found_outside(
    awarded: dict[str, Any],
) -> None:
    assert lot(awarded["decision"])["winners"] == EIGHT


def test_who_waits_is_demand_less_the_capacity_of_the_eight(awarded: dict[str, Any]) -> None:
    expected = {"licht": 150, "middel": 200, "zwaar": 100, "spoed": 0}
    assert waiting(awarded["decision"]) == expected


def test_the_spend_is_to_the_cent_what_was_found_outside(awarded: dict[str, Any]) -> None:
    spent = Decimal(awarded["decision"]["budgets"][0]["spend_cents"]).scaleb(-2)
    assert spent == Decimal("104629350.00")


def test_the_award_is_the_only_best_one_and_every_goal_is_proven(awarded: dict[str, Any]) -> None:
    assert awarded["decision"]["unique"]
    assert all(goal["proven"] for goal in awarded["decision"]["goals"])


def test_segment_c_plus_is_out_of_scope(awarded: dict[str, Any]) -> None:
    assert lot(awarded["decision"], "C+")["outcome"] == "out_of_scope"


def test_what_if_serves_all_heavy_need_within_the_same_budget_and_contracts(folder: Path) -> None:
    result = aanbesteding.award(folder, what_if=True)
    free, published = result.record["decision"], result.record["published"]
    assert result.record["kind"] == "what_if"
    assert waiting(free)["zwaar"] == waiting(free)["spoed"] == 0
    assert len(free["contracts"]) <= 8
    assert free["budgets"][0]["left_cents"] >= 0
    assert lot(published)["winners"] == EIGHT


def test_a_what_if_leaves_the_award_folder_alone(folder: Path) -> None:
    aanbesteding.award(folder, what_if=True)
    assert not (folder / "award").exists()
    assert (folder / "what-if" / "award.html").is_file()


def test_the_published_objective_awards_what_the_what_if_found(folder: Path) -> None:
    free = aanbesteding.award(folder, what_if=True).record["decision"]
    toml = folder / "tender.toml"
    edit(toml, lambda text: text.replace('"rank_order"', '"published_objective"'))
    found = aanbesteding.award(folder)
    assert found.ok, found.findings
    published = found.record["decision"]
    assert published["contracts"] == free["contracts"]
    assert published["volumes"] == free["volumes"]


@pytest.mark.parametrize("budget", ["108000000", "118000000"])
def test_with_six_contracts_the_ranking_and_two_crisis_partners_clash(
    folder: Path, budget: str
) -> None:
    edit(folder / "tender.toml", lambda text: text.replace("at_most = 8", "at_most = 6"))
    if budget != "108000000":
        edit(folder / "budgets.csv", lambda text: text.replace("108000000", budget))
    decision = aanbesteding.award(folder).record["decision"]
    assert decision["outcome"] == "nothing_fits"
    (clash,) = decision["clashes"]
    assert {(one["rule"], one["part"]) for one in clash} == {
        ("follow_ranking", "C"),
        ("hoogstens-8-contracten", "C"),
        ("twee-partners-per-expertise", "crisis"),
    }
    assert decision["only_clash"]


def test_a_tender_changed_after_the_forms_went_out_is_noticed_for_every_form(folder: Path) -> None:
    edit(folder / "tender.toml", lambda text: text.replace("at_most = 8", "at_most = 7"))
    noticed = [f for f in aanbesteding.award(folder).findings if f.code == "W129"]
    assert len(noticed) == 15 + 4
    assert not any(finding.blocks for finding in noticed)


def test_a_tender_with_a_new_version_asks_for_new_forms(folder: Path) -> None:
    edit(folder / "tender.toml", lambda text: 'version = "2"\n' + text)
    result = aanbesteding.award(folder)
    assert not result.ok
    assert {finding.code for finding in result.findings if finding.blocks} >= {"W123"}


def test_other_names_for_the_files_give_the_same_decision(folder: Path) -> None:
    first = aanbesteding.award(folder).record
    for number, path in enumerate(sorted((folder / "bids").glob("*.xlsx"), reverse=True)):
        path.rename(path.with_name(f"bestand-{number:02d}.xlsx"))
    assert aanbesteding.award(folder).record["decision"] == first["decision"]


def test_the_tender_as_workbook_gives_the_same_decision(folder: Path, tmp_path: Path) -> None:
    first = aanbesteding.award(folder).record
    other = aanbesteding.new(tmp_path / "w", example=NAME, workbook=True)
    second = aanbesteding.award(other).record
    assert second["tender_hash"] == first["tender_hash"]
    assert second["decision"] == first["decision"]


def test_a_broken_bid_file_blocks_and_leaves_earlier_results_alone(folder: Path) -> None:
    aanbesteding.award(folder)
    before = (folder / "award" / "award.json").read_bytes()
    (folder / "bids" / "K03.xlsx").write_bytes(b"not a workbook")
    result = aanbesteding.award(folder)
    assert not result.ok
    assert any(finding.place and "K03" in str(finding.place) for finding in result.findings)
    assert (folder / "award" / "award.json").read_bytes() == before


def test_a_broken_file_no_longer_blocks_once_the_register_says_the_bid_is_out(
    folder: Path,
) -> None:
    (folder / "bids" / "K03.xlsx").write_bytes(b"not a workbook")
    (folder / "register.csv").write_text(
        "bidder;event;date;reason\nK03;excluded;2020-07-02;Bestand onleesbaar.\n", "utf-8"
    )
    result = aanbesteding.award(folder)
    assert result.ok, result.findings
    assert "K03" not in lot(result.record["decision"])["winners"]


def test_a_withdrawn_bid_is_an_outcome_with_its_reason(folder: Path) -> None:
    (folder / "register.csv").write_text(
        "bidder;event;date;reason\nK02;withdrawn;2020-07-02;Trok zich terug.\n", "utf-8"
    )
    record = aanbesteding.award(folder).record
    reason = next(one for one in record["reasons"] if one["bidder"] == "K02")
    assert (reason["result"], reason["values"]) == ("out", {"reason": "Trok zich terug."})


def test_every_expected_figure_of_the_example_is_met(awarded: dict[str, Any]) -> None:
    expected = tomllib.loads((shipped("examples", NAME) / "expected/outcome.toml").read_text())
    decision = awarded["decision"]
    spend = {c["bidder"]: str(Decimal(c["spend_cents"]).scaleb(-2)) for c in decision["contracts"]}
    quality = {s["bidder"]: Decimal(s["quality"]) for s in awarded["scores"]}
    out = [s["bidder"] for s in awarded["scores"] if s["status"] == "knocked_out"]
    assert lot(decision)["winners"] == expected["award"]["winners"]
    assert out == expected["award"]["knocked_out"]
    assert waiting(decision) == expected["award"]["waiting"]
    assert spend == {k: v for k, v in expected["award"]["spend"].items() if k != "total"}
    assert quality == expected["quality"]
