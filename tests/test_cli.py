"""The commands: what they print, what they write, how they exit."""

import json
import shutil
from pathlib import Path

import pytest

import aanbesteding
from tests.typed import run

NAME = "amsterdam-segment-c-2021"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return aanbesteding.new(tmp_path_factory.mktemp("round") / "r", example=NAME)


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "r")
    return tmp_path / "r"


def test_demo_makes_a_round_awards_it_and_says_where_the_reports_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("demo")
    assert result.exit_code == 0, result.output
    assert "€\u00a0104.629.350,00" in result.stdout
    assert str(Path("aanbesteding-demo/award/award.html")) in result.stdout
    assert (tmp_path / "aanbesteding-demo" / "award" / "award.xlsx").is_file()


def test_demo_refuses_politely_when_its_folder_exists(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "aanbesteding-demo").mkdir()
    (tmp_path / "aanbesteding-demo" / "tender.toml").write_text("", "utf-8")
    result = run("demo")
    assert result.exit_code == 2
    assert "--force" in result.stderr
    assert run("demo", "--force").exit_code == 0


def test_demo_never_replaces_a_folder_that_is_no_demo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "aanbesteding-demo").mkdir()
    (tmp_path / "aanbesteding-demo" / "dagboek.txt").write_text("van mij", "utf-8")
    assert run("demo", "--force").exit_code == 2
    assert (tmp_path / "aanbesteding-demo" / "dagboek.txt").read_text("utf-8") == "van mij"


def test_new_without_example_makes_a_round_that_passes_its_check(tmp_path: Path) -> None:
    assert run("new", tmp_path / "r").exit_code == 0
    assert run("check", tmp_path / "r").exit_code == 0


def test_new_refuses_a_folder_that_holds_something(folder: Path) -> None:
    result = run("new", folder)
    assert result.exit_code == 2
    assert "niet leeg" in result.stderr


def test_new_names_the_examples_there_are(tmp_path: Path) -> None:
    result = run("new", tmp_path / "r", "--example", "nergens")
    assert result.exit_code == 2
    assert NAME in result.stderr


def test_check_of_a_good_round_exits_with_zero(folder: Path) -> None:
    result = run("check", folder)
    assert result.exit_code == 0
    assert "Inschrijvingen gelezen: 15." in result.stdout


def test_check_names_file_and_place_of_a_finding_and_exits_with_one(folder: Path) -> None:
    (folder / "bids" / "K03.xlsx").write_bytes(b"geen werkmap")
    result = run("check", folder)
    assert result.exit_code == 1
    assert "bids/K03.xlsx" in result.stderr


def test_a_missing_folder_exits_with_three(tmp_path: Path) -> None:
    for words in (("check", tmp_path / "weg"), ("award", tmp_path / "weg")):
        assert run(*words).exit_code == 3


def test_a_missing_argument_exits_with_two() -> None:
    assert run("award").exit_code == 2


def test_forms_writes_the_bid_form_and_one_form_per_assessor(folder: Path) -> None:
    result = run("forms", folder)
    assert result.exit_code == 0
    names = {path.name for path in (folder / "forms").iterdir()}
    assert names == {
        "bid-form.xlsx",
        "assessor-A1.xlsx",
        "assessor-A2.xlsx",
        "assessor-A3.xlsx",
        "assessor-consensus.xlsx",
    }


def test_forms_says_that_assessors_follow_when_there_are_no_bids(tmp_path: Path) -> None:
    run("new", tmp_path / "r")
    result = run("forms", tmp_path / "r")
    assert result.exit_code == 0
    assert "beoordelaars" in result.stderr


def test_what_if_says_that_it_is_no_award(folder: Path) -> None:
    result = run("award", folder, "--what-if", "--lang", "en")
    assert result.exit_code == 0
    assert "WHAT-IF" in result.stdout
    assert (folder / "what-if" / "award.html").is_file()


def test_award_with_a_broken_tender_exits_with_one_and_writes_nothing(folder: Path) -> None:
    (folder / "tender.toml").write_text("id = [", "utf-8")
    result = run("award", folder)
    assert result.exit_code == 1
    assert not (folder / "award").exists()


def test_verify_accepts_our_award_and_refuses_a_changed_one(folder: Path) -> None:
    run("award", folder)
    record = folder / "award" / "award.json"
    assert run("verify", record).exit_code == 0
    changed = json.loads(record.read_text("utf-8"))
    changed["decision"]["budgets"][0]["spend_cents"] += 1
    record.write_text(json.dumps(changed, sort_keys=True, separators=(",", ":")), "utf-8")
    result = run("verify", record, "--lang", "en")
    assert result.exit_code == 1
    assert "spend_cents" in result.output


def test_verify_of_a_file_that_is_not_there_exits_with_three(tmp_path: Path) -> None:
    assert run("verify", tmp_path / "award.json").exit_code == 3


def test_schema_prints_a_json_schema_with_described_fields() -> None:
    result = run("schema")
    assert result.exit_code == 0
    schema = json.loads(result.stdout)
    assert all("description" in field for field in schema["properties"].values())


def test_a_draw_that_nobody_asked_for_is_refused(folder: Path) -> None:
    result = run("draw", folder, "--outcome", "K01,K02")
    assert result.exit_code == 1
    assert "R102" in result.stderr
    assert not (folder / "draws.toml").exists()
