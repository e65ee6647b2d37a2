"""A round folder that is asked why: what is written, and what is said of unknown names."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from aanbesteding.cli.main import main
from aanbesteding.round.make import new
from aanbesteding.round.why import explain


@pytest.fixture(name="folder")
def made(tmp_path: Path) -> Path:
    new(tmp_path / "ronde", "prijs-en-kwaliteit")
    return tmp_path / "ronde"


def test_the_answer_stands_beside_the_award_and_is_the_same_again(folder: Path) -> None:
    first = explain(folder)
    assert [path.name for path in first.files] == ["why.json", "why.html", "why.xlsx"]
    written = [path.read_bytes() for path in first.files]
    assert [path.read_bytes() for path in explain(folder).files] == written
    assert not (folder / "award").exists()


def test_one_bidder_is_asked_about(folder: Path) -> None:
    found = explain(folder, bidder="C", lang="en")
    assert [row["bidder"] for row in found.record["answer"]["bids"]] == ["C"]


@pytest.mark.parametrize(
    ("bidder", "lot", "code"), [("Z", "", "R201"), ("", "zz", "R202"), ("Z", "zz", "R201")]
)
def test_a_name_that_is_not_there_is_a_finding(
    folder: Path, bidder: str, lot: str, code: str
) -> None:
    found = explain(folder, bidder, lot)
    assert found.findings[-1 if not (bidder and lot) else -2].code == code
    assert not found.ok
    assert not (folder / "explanation").exists()


def test_a_lot_that_a_bidder_left_out_is_a_finding(tmp_path: Path) -> None:
    new(tmp_path / "ronde", "combinaties")
    *_, last = explain(tmp_path / "ronde", bidder="A", lot="3").findings
    assert (last.code, last.values["known"]) == ("R203", ("1", "2"))


def test_the_command_says_it_and_names_its_files(folder: Path) -> None:
    done = CliRunner().invoke(main, ["explain", str(folder), "--bidder", "C"])
    assert done.exit_code == 0
    assert "why.html" in done.output
    assert "4.066,33" in done.output


def test_the_command_stops_for_an_unknown_bidder(folder: Path) -> None:
    done = CliRunner().invoke(main, ["explain", str(folder), "--bidder", "Z"])
    assert done.exit_code == 1
    assert "R201" in done.output


def test_what_is_not_settled_in_time_is_said_to_be_so(tmp_path: Path) -> None:
    new(tmp_path / "ronde", "zittende-aanbieders")
    done = CliRunner().invoke(main, ["explain", str(tmp_path / "ronde"), "--seconds", "0"])
    assert done.exit_code == 0
    assert "niet uitgezocht" in done.output.replace("\n", " ").lower()
