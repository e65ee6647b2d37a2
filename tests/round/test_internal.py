"""Every question at once: the internal edition holds all answers, and the award stays as it is."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from aanbesteding.cli.main import main
from aanbesteding.report.questions import QUESTIONS
from aanbesteding.round.internal import internal
from aanbesteding.round.make import new
from aanbesteding.round.run import award

OF_AN_AWARD = {"why", "compared", "rules-cost", "alternatives", "frontier"}


def answers(folder: Path) -> set[str]:
    return {path.stem for path in (folder / "explanation").glob("*.json")}


def test_all_questions_about_an_award_stand_on_one_page(tmp_path: Path) -> None:
    new(tmp_path / "r", "een-perceel")
    award(tmp_path / "r")
    before = (tmp_path / "r" / "award" / "award.json").read_bytes()
    found = internal(tmp_path / "r")
    assert found.ok
    assert answers(tmp_path / "r") == OF_AN_AWARD
    page = (tmp_path / "r" / "explanation" / "internal.html").read_text("utf-8")
    for name in ("why_outcome", "modes_outcome", "rules_cost", "near_found", "frontier"):
        assert f'aria-labelledby="{name}"' in page
    assert (tmp_path / "r" / "award" / "award.json").read_bytes() == before


def test_where_nothing_fits_it_says_why(tmp_path: Path) -> None:
    new(tmp_path / "r", "regels-die-botsen")
    assert internal(tmp_path / "r").ok
    assert answers(tmp_path / "r") == {"why", "clash"}


@pytest.mark.parametrize("option", ["--bidder", "--lot"])
def test_everything_is_about_all_bids(tmp_path: Path, option: str) -> None:
    asked = ["explain", str(tmp_path), "--everything", option, "A"]
    ended = CliRunner().invoke(main, asked)
    assert ended.exit_code == 2
    assert "--everything" in ended.stderr


def test_no_question_is_without_a_place(tmp_path: Path) -> None:
    assert set(QUESTIONS) == OF_AN_AWARD | {"before", "clash", "recheck"}


def test_what_is_not_the_award_says_so_and_the_award_does_not(tmp_path: Path) -> None:
    new(tmp_path / "r", "een-perceel")
    assert internal(tmp_path / "r").ok
    page = (tmp_path / "r" / "explanation" / "internal.html").read_text("utf-8")

    def marked(name: str) -> bool:
        return "What-if" in page.split(f'<h2 id="{name}">')[1].split("</h2>")[0]

    assert {name: marked(name) for name in ("why_outcome", "rules_cost", "near_found")} == {
        "why_outcome": False,
        "rules_cost": True,
        "near_found": True,
    }
    assert "WHAT-IF</div>" not in page
