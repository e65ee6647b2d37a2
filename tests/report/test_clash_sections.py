"""Why nothing fits, as it is shown: figures of the record in plain words, in both languages."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from aanbesteding.basis.canonical import read_json
from aanbesteding.cli.main import main
from aanbesteding.report.explained import explained_lines
from aanbesteding.report.questions import answered
from aanbesteding.round.make import new
from aanbesteding.round.why_infeasible import why_infeasible


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return new(tmp_path / "ronde", example="regels-die-botsen")


def lines(record: Any, lang: str) -> str:
    return "\n".join(explained_lines(answered(record, lang)))


def test_the_rules_are_named_with_their_numbers_and_what_must_give_way(folder: Path) -> None:
    said = lines(why_infeasible(folder).record, "nl")
    assert "het aantal contracten is hoogstens 2" in said
    assert "hoogstens-2-contracten: 1 contract. De grens gaat van 2 naar 3." in said
    assert "Gemeente Zuid: 0, gevraagd is minstens 1" in said
    assert "1 inschrijver wordt overgeslagen" in said
    english = lines(why_infeasible(folder).record, "en")
    assert "1 contract. The limit goes from 2 to 3." in english


def test_what_stands_in_the_file_is_what_is_returned(folder: Path) -> None:
    result = why_infeasible(folder)
    assert read_json((folder / "explanation" / "clash.json").read_bytes()) == result.record
    assert [path.name for path in result.files] == ["clash.json", "clash.html", "clash.xlsx"]


def test_before_bids_the_money_is_told_and_no_bid_is_needed(tmp_path: Path) -> None:
    whole = new(tmp_path / "ronde", example="regels-die-botsen")
    for path in (*(whole / "bids").iterdir(), *(whole / "assessments").iterdir()):
        path.unlink()
    result = why_infeasible(whole)
    assert [finding.code for finding in result.findings if finding.code == "R211"] == ["R211"]
    said = lines(result.record, "nl")
    assert "€ 150.000,00" in said.replace("\xa0", " ")
    assert "De hele vraag past binnen alle budgetten" in said


def test_a_shortfall_is_told_in_euros_and_in_clients_per_need(folder: Path) -> None:
    budgets = folder / "budgets.csv"
    text = budgets.read_text("utf-8").replace("200000", "102500")
    budgets.write_text(text, encoding="utf-8")
    said = lines(why_infeasible(folder, before_bids=True).record, "nl").replace("\xa0", " ")
    assert "De hele vraag past niet binnen elk budget." in said
    assert "€ 47.500,00" in said
    assert "begeleiding" in said
    # Twenty clients of 5,000 euros fit, and ten of the thirty do not.
    assert [w for w in said.splitlines() if w.split() == ["begeleiding", "30", "20", "10"]]


def test_the_command_ends_well_whether_an_award_fits_or_not(folder: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke(main, ["why-infeasible", str(folder), "--lang", "en"])
    assert run.exit_code == 0
    assert "No award fits" in run.output
    fits = new(tmp_path / "past", example="een-perceel")
    run = CliRunner().invoke(main, ["why-infeasible", str(fits)])
    assert run.exit_code == 0
    assert "Er past een gunning bij de regels" in run.output


def test_a_folder_without_tender_is_refused(tmp_path: Path) -> None:
    run = CliRunner().invoke(main, ["why-infeasible", str(tmp_path / "nergens")])
    assert run.exit_code == 3


def test_the_same_round_gives_the_same_bytes(folder: Path) -> None:
    first = [path.read_bytes() for path in why_infeasible(folder).files]
    assert [path.read_bytes() for path in why_infeasible(folder).files] == first
