"""A search that stopped or failed: what was found is told with its bound, and nobody has won."""

import json
import shutil
import signal
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

import aanbesteding
from aanbesteding.awarding import decide
from aanbesteding.awarding.optimise import Optimum, optimise
from aanbesteding.basis.canonical import canonical
from aanbesteding.basis.errors import RecountError, SolverFailedError, StoppedError, TooFineError
from aanbesteding.cli.main import main
from aanbesteding.cli.watch import Watch, progress_line
from aanbesteding.solving.effort import Effort, Progress

EXAMPLE = "prijs-en-kwaliteit"
Tamper = Callable[[dict[str, Any]], None]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(aanbesteding.new(tmp_path_factory.mktemp("ronde") / "r", example=EXAMPLE))


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "r"))


def stopped_early(*given: Any, **more: Any) -> Optimum | None:
    """The optimum, as if the solver had stopped an eighth short of a proof on every goal."""
    found = optimise(*given, **more)
    if found is None:
        return None
    goals = tuple(
        replace(goal, bound=goal.value + _eighth(goal.goal, goal.value), proven=not goal.value)
        for goal in found.goals
    )
    return replace(found, goals=goals)


def _eighth(goal: str, value: int | Fraction) -> int | Fraction:
    off = value / 8 if isinstance(value, Fraction) else -(-value // 8)
    return off if goal == "quality" else -off


@pytest.fixture
def unproven(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(decide, "optimise", stopped_early)
    return folder


def run(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, [str(word) for word in words])
    return result.exit_code, result.output


def test_the_command_says_what_was_found_and_what_is_possible_and_has_its_own_code(
    unproven: Path,
) -> None:
    code, output = run("award", unproven)
    assert code == 4
    assert "Niet gegund: niet bewezen" in output
    assert "geen gunning" in output
    assert "op zijn best" in output
    assert "(verschil 12,5%)" in output


def test_the_record_has_no_winner_no_contract_and_no_volume_but_what_was_found(
    unproven: Path,
) -> None:
    decision = aanbesteding.award(unproven).record["decision"]
    assert decision["outcome"] == "not_proven"
    assert [decision[name] for name in ("contracts", "volumes", "needs", "budgets")] == [[]] * 4
    assert all(lot["winners"] == lot["reserve"] == [] for lot in decision["lots"])
    assert decision["found"]["contracts"]
    quality = next(goal for goal in decision["goals"] if goal["kind"] == "quality")
    assert Fraction(quality["gap"]) == Fraction(1, 8)
    assert Fraction(quality["bound"]) == Fraction(quality["value"]) * 9 / 8


@pytest.mark.parametrize("what_if", [False, True])
def test_the_record_of_what_was_found_verifies(unproven: Path, what_if: bool) -> None:
    result = aanbesteding.award(unproven, what_if=what_if)
    proof = aanbesteding.verify(result.files[0])
    assert proof.findings == ()
    assert "verify.not_proven" in {check.key for check in proof.checks}


def test_page_and_workbook_say_it_is_no_award(unproven: Path) -> None:
    result = aanbesteding.award(unproven)
    page = next(path for path in result.files if path.suffix == ".html").read_text("utf-8")
    assert "niet bewezen is welke verdeling de beste is" in page
    assert "Beste verdeling die is gevonden – geen gunning" in page
    assert "op zijn best" in page
    book = openpyxl.load_workbook(next(p for p in result.files if p.suffix == ".xlsx"))
    cells = [str(c.value) for sheet in book for row in sheet for c in row if c.value]
    assert "Beste verdeling die is gevonden – geen gunning" in cells
    assert any("op zijn best" in cell for cell in cells)
    assert "Voorlopig gegund." not in cells


def _as_award(decision: dict[str, Any]) -> None:
    decision["outcome"] = "awarded"


def _better_than_possible(decision: dict[str, Any]) -> None:
    goal = next(goal for goal in decision["goals"] if goal["kind"] == "quality")
    goal["bound"] = str(Fraction(goal["value"]) / 2)


def _more_clients(decision: dict[str, Any]) -> None:
    decision["found"]["volumes"][0]["clients"] += 1


def _another_winner(decision: dict[str, Any]) -> None:
    decision["lots"][0]["winners"] = ["A"]


def _nothing_found(decision: dict[str, Any]) -> None:
    decision["found"] = None


def _no_number(decision: dict[str, Any]) -> None:
    decision["goals"][0]["bound"] = "1e999999999"


@pytest.mark.parametrize(
    "change",
    [_as_award, _better_than_possible, _more_clients, _another_winner, _nothing_found, _no_number],
)
def test_what_was_found_cannot_be_changed_unseen(unproven: Path, change: Tamper) -> None:
    path = aanbesteding.award(unproven).files[0]
    tree = json.loads(path.read_bytes())
    change(tree["decision"])
    path.write_bytes(canonical(tree))
    path.with_suffix(".html").unlink()
    assert any(finding.blocks for finding in aanbesteding.verify(path).findings)


def test_an_award_cannot_have_a_goal_that_was_not_proven(folder: Path) -> None:
    path = aanbesteding.award(folder).files[0]
    tree = json.loads(path.read_bytes())
    tree["decision"]["goals"][0]["proven"] = False
    path.write_bytes(canonical(tree))
    assert "V501" in {finding.code for finding in aanbesteding.verify(path).findings}


@pytest.mark.parametrize(
    ("error", "code", "figures"),
    [
        (SolverFailedError("kSolveError"), "R181", ("kSolveError",)),
        (RecountError("spend: counted 12, solved 13"), "R182", ("12", "13")),
        (TooFineError("budget/jaar"), "R183", ("budget/jaar",)),
        (StoppedError("quality"), "R184", ()),
    ],
)
def test_a_solver_that_fails_is_a_finding_in_words_and_nothing_is_written(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    code: str,
    figures: tuple[str, ...],
) -> None:
    def fail(*given: object, **more: object) -> None:
        raise error

    monkeypatch.setattr(decide, "optimise", fail)
    for words in (("award", folder), ("draw", folder, "--outcome", "A,B")):
        status, output = run(*words)
        assert status == 1
        assert code in output
        assert "Traceback" not in output
        assert all(figure in output for figure in figures)
    assert not (folder / "award").exists()
    assert not (folder / "draws.toml").exists()


def test_no_time_at_all_gives_no_award(folder: Path) -> None:
    code, output = run("award", folder, "--seconds", "0")
    assert code in (1, 4)
    assert "Gegund." not in output


def test_limits_that_are_wide_enough_change_nothing(folder: Path) -> None:
    bare = aanbesteding.award(folder).record
    watch = Watch("nl", None)
    limited = aanbesteding.award(folder, effort=Effort(600, Fraction(0), watch)).record
    assert canonical(bare) == canonical(limited)


@pytest.mark.parametrize("words", [("--seconds", "-1"), ("--gap", "veel")])
def test_a_limit_that_is_no_number_is_a_usage_error(folder: Path, words: tuple[str, str]) -> None:
    assert run("award", folder, *words)[0] == 2


def test_the_watch_speaks_every_two_seconds_and_stops_after_ctrl_c() -> None:
    lines: list[str] = []
    watch = Watch("en", lines.append)
    seen = (0.5, 1.9, 2.1, 3.9, 4.2)
    told = [watch(Progress("spend", at, 200_000.0, 150_000.0)) for at in seen]
    assert told == [False] * len(seen)
    assert lines == [
        "Spend: found €2,000.00, at best €1,500.00 (gap 25.0%); 2 s",
        "Spend: found €2,000.00, at best €1,500.00 (gap 25.0%); 4 s",
    ]
    before = signal.getsignal(signal.SIGINT)
    with watch.stops_on_ctrl_c():
        signal.raise_signal(signal.SIGINT)
        assert watch(Progress("spend", 5.0, None, None))
        assert signal.getsignal(signal.SIGINT) is before
    assert signal.getsignal(signal.SIGINT) is before


def test_a_search_without_anything_found_says_so() -> None:
    assert progress_line(Progress("tie", 3.0, None, None), "nl").endswith("nog niets gevonden; 3 s")
