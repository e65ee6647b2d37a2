"""The command robust: what it prints, writes and keeps, and how it exits."""

import json
from pathlib import Path

import pytest
from click.testing import Result

import aanbesteding
from aanbesteding.basis.canonical import canonical
from aanbesteding.round import robust as rounds
from aanbesteding.scenarios.compare import outlook
from aanbesteding.scenarios.outlook import LotEnd
from aanbesteding.scenarios.problem import Problem
from aanbesteding.scenarios.shift import Future
from aanbesteding.scenarios.stand import stand_of
from aanbesteding.scenarios.trial import Trial
from aanbesteding.scenarios.trial import tried as really
from tests import tiny
from tests.typed import run

TRIED = "aanbesteding.scenarios.run.tried"
NAMES = ["robust.html", "robust.json", "robust.xlsx"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("robust") / "r"
    return aanbesteding.new(folder, example="amsterdam-segment-c-2021")


@pytest.fixture(scope="module")
def tried(made: Path) -> Result:
    return run("robust", made, "--futures", 12, "--seed", 7, "--workers", 1)


def test_robust_prints_that_it_is_advice_and_how_often_the_award_holds(tried: Result) -> None:
    assert tried.exit_code == 0, tried.output
    assert tried.stdout.startswith("WHAT-IF")
    assert "van de 12 toekomsten" in tried.stdout
    assert "R154" in tried.stderr


def test_robust_writes_record_page_and_workbook_and_nothing_else(tried: Result, made: Path) -> None:
    assert sorted(path.name for path in (made / "robust").iterdir()) == NAMES
    assert all(str(made / "robust" / name) in tried.stdout for name in NAMES)
    assert not (made / "award").exists()


def test_the_record_is_canonical_advice_and_names_seed_and_spreads(
    tried: Result, made: Path
) -> None:
    content = (made / "robust" / "robust.json").read_bytes()
    record = json.loads(content)
    assert canonical(record) == content
    assert record["kind"] == "what_if"
    robust = record["robust"]
    assert (robust["futures"], robust["seed"]) == (12, 7)
    assert [one["what"] for one in robust["spreads"]] == ["demand", "capacity"]


def test_two_processes_write_the_same_record(tried: Result, made: Path) -> None:
    before = (made / "robust" / "robust.json").read_bytes()
    again = run("robust", made, "--futures", 12, "--seed", 7, "--workers", 2)
    assert again.exit_code == 0, again.output
    assert (made / "robust" / "robust.json").read_bytes() == before


def test_the_award_of_the_record_is_the_award_of_the_round(tried: Result, made: Path) -> None:
    record = json.loads((made / "robust" / "robust.json").read_bytes())
    decided = {(lot.lot, bidder) for lot in _decided(made) for bidder in lot.winners}
    assert {tuple(pick) for pick in record["robust"]["tested"][0]["winners"]} == decided


def _decided(folder: Path) -> tuple[LotEnd, ...]:
    found = aanbesteding.read_round(folder)
    assert found.tender is not None
    return outlook(found.tender, found.bids, found.marks).lots


def test_the_free_choice_of_amsterdam_meets_the_heaviest_need_more_often(
    tried: Result, made: Path
) -> None:
    """The issue names it: following the ranking leaves 100 heavy cases waiting, the free none."""
    record = json.loads((made / "robust" / "robust.json").read_bytes())
    waits = {
        one["kind"]: next(s for s in one["shortfalls"] if s["need"] == "zwaar")
        for one in record["robust"]["tested"][:2]
    }
    assert waits["award"]["chance"]["times"] == 12
    assert waits["what_if"]["chance"]["times"] < 12


SCENARIOS = """[[scenarios]]
id = "uitval"
title = "Een aanbieder stopt"

[[changes]]
scenario = "uitval"
what = "drop_out"
bidders = ["K02", "X99"]
"""


def test_scenarios_about_bidders_can_be_added_when_the_bids_are_in(tmp_path: Path) -> None:
    """The forms that were sent stay those of the tender; who made no bid is noticed."""
    folder = aanbesteding.new(tmp_path / "r", example="amsterdam-segment-c-2021")
    file = folder / "tender.toml"
    file.write_text(f"{file.read_text('utf-8')}\n{SCENARIOS}", "utf-8")
    result = run("robust", folder, "--futures", 1, "--workers", 1)
    assert result.exit_code == 0, result.output
    assert "R156" in result.stderr
    assert "X99" in result.stderr
    record = json.loads((folder / "robust" / "robust.json").read_bytes())
    award = record["robust"]["tested"][0]
    (without,) = award["named"]
    assert ["C", "K02"] in award["winners"]
    assert ["C", "K02"] not in without["winners"]


def test_where_no_volume_is_promised_there_is_nothing_to_divide() -> None:
    tender = tiny.tender(lots=[{"id": "1", "title": "1", "client_choice": True}])
    stand = stand_of(tender, tiny.bids(tiny.bid("A")), tiny.marks({"A": 8}))
    assert [finding.code for finding in rounds.hindrances(stand)] == ["R152"]


def test_a_round_without_an_award_to_try_exits_with_one(tmp_path: Path) -> None:
    folder = aanbesteding.new(tmp_path / "r", example="regels-die-botsen")
    result = run("robust", folder, "--workers", 1)
    assert result.exit_code == 1
    assert "R151" in result.stderr
    assert not (folder / "robust").exists()


def test_a_strange_file_in_place_of_kept_results_is_a_finding_and_stays(
    made: Path, tmp_path: Path
) -> None:
    folder = aanbesteding.new(tmp_path / "r", example="amsterdam-segment-c-2021")
    kept = folder / "robust" / rounds.KEPT
    kept.parent.mkdir()
    kept.write_text("van mij\n", "utf-8")
    result = run("robust", folder, "--futures", 2, "--workers", 1)
    assert result.exit_code == 1
    assert "R153" in result.stderr
    assert kept.read_text("utf-8") == "van mij\n"


def test_ctrl_c_says_how_to_go_on_and_what_was_done_is_not_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = aanbesteding.new(tmp_path / "r", example="amsterdam-segment-c-2021")
    words = ("robust", folder, "--futures", 6, "--workers", 1)
    calls = 0

    def stopping(problem: Problem, future: Future) -> Trial:
        nonlocal calls
        calls += 1
        if calls == 10:
            raise KeyboardInterrupt
        return really(problem, future)

    monkeypatch.setattr(TRIED, stopping)
    stopped = run(*words)
    assert stopped.exit_code == 1
    assert "Onderbroken" in stopped.stderr
    assert (folder / "robust" / rounds.KEPT).is_file()
    monkeypatch.setattr(TRIED, counted := _Counted())
    assert run(*words).exit_code == 0
    monkeypatch.setattr(TRIED, every := _Counted())
    assert run(*words).exit_code == 0
    assert counted.calls == every.calls - 9


class _Counted:
    """Counts the futures that are really worked out."""

    calls = 0

    def __call__(self, problem: Problem, future: Future) -> Trial:
        self.calls += 1
        return really(problem, future)


@pytest.mark.parametrize("word", ["--futures", "--workers"])
def test_none_at_all_is_a_mistake_in_the_command(word: str, tmp_path: Path) -> None:
    assert run("robust", tmp_path, word, 0).exit_code == 2


def test_a_missing_folder_exits_with_three(tmp_path: Path) -> None:
    assert run("robust", tmp_path / "weg").exit_code == 3
