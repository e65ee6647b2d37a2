"""A round with a tie: lots are asked for, drawn by people, and kept."""

from pathlib import Path

import pytest
from click.testing import CliRunner

import aanbesteding
from aanbesteding.cli import main

HEAD = (
    "bidder.id;bidder.name;lots.1.bids;lots.1.capacity.zwaar;lots.1.capacity.licht;"
    "lots.1.area.noord;lots.1.area.zuid;lots.1.price.zwaar;lots.1.price.licht\n"
)
BIDS = {"A": "ja;20;60", "B": "ja;20;60", "C": "ja;20;60", "D": "ja;20;60"}
MARKS = {"A": "10", "B": "8", "C": "6", "D": "6"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four equal bids for three places; C and D tie for the last one."""
    home = aanbesteding.new(tmp_path / "r")
    rows = [f"{b};Zorg {b};{offer};ja;ja;20000;10000\n" for b, offer in BIDS.items()]
    (home / "bids" / "alle.csv").write_text(HEAD + "".join(rows), "utf-8")
    marks = [
        f"consensus;{b};1;{criterion};{mark};Daarom.\n"
        for b, mark in MARKS.items()
        for criterion in ("wachttijd", "werkwijze")
    ]
    head = "assessor;bidder;lot;criterion;mark;reason\n"
    (home / "assessments" / "panel.csv").write_text(head + "".join(marks), "utf-8")
    return home


def run(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, [str(word) for word in words])
    return result.exit_code, result.output


def winners(folder: Path) -> list[str]:
    record = aanbesteding.award(folder).record
    return list(record["decision"]["lots"][0]["winners"])


def test_a_tie_for_the_last_place_asks_for_lots_to_be_drawn(folder: Path) -> None:
    code, output = run("award", folder)
    assert code == 0
    assert "Loting nodig" in output
    assert "C, D" in output
    assert winners(folder) == []


@pytest.mark.parametrize(("outcome", "third"), [("C,D", "C"), ("D,C", "D")])
def test_the_first_drawn_gets_the_last_place_and_the_record_verifies(
    folder: Path, outcome: str, third: str
) -> None:
    run("award", folder)
    code, output = run("draw", folder, "--outcome", outcome)
    assert code == 0, output
    assert winners(folder) == ["A", "B", third]
    assert (folder / "draws.toml").is_file()
    assert aanbesteding.verify(folder / "award" / "award.json").ok


def test_an_outcome_with_another_bidder_is_refused_and_not_kept(folder: Path) -> None:
    run("award", folder)
    code, output = run("draw", folder, "--outcome", "C,B")
    assert code == 1
    assert "R103" in output
    assert not (folder / "draws.toml").exists()


def test_a_second_outcome_for_a_draw_that_was_held_is_refused(folder: Path) -> None:
    run("draw", folder, "--outcome", "C,D")
    code, output = run("draw", folder, "--outcome", "D,C")
    assert code == 1
    assert "R102" in output


@pytest.mark.parametrize(
    "text",
    [
        "draws = 3",
        "geen toml [",
        '[[draws]]\nlot = "1"\nbidders = ["C", "D"]\noutcome = ["C", "X"]\n',
        '[[draws]]\nlot = "1"\n',
    ],
)
def test_a_file_of_draws_that_makes_no_sense_is_a_finding(folder: Path, text: str) -> None:
    (folder / "draws.toml").write_text(text, "utf-8")
    code, output = run("award", folder)
    assert code == 1
    assert "R101 [draws.toml]" in output
