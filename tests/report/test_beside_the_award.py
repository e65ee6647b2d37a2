"""What a reader is told of near-best awards, of two ways to award, and of an error found."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import aanbesteding
from aanbesteding.awarding.decision import Outcome
from aanbesteding.basis.texts import says
from aanbesteding.report.explained import Section
from aanbesteding.report.questions import QUESTIONS
from aanbesteding.report.source import Source


@pytest.fixture(scope="module")
def one_lot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return aanbesteding.new(tmp_path_factory.mktemp("r") / "r", example="een-perceel")


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return aanbesteding.new(tmp_path_factory.mktemp("r") / "r", example="combinaties")


def sections(record: Mapping[str, Any], lang: str = "nl") -> dict[str, Section]:
    return {one.name: one for one in QUESTIONS[record["kind"]](Source(record, lang))}


def told(record: Mapping[str, Any], section: str, lang: str = "nl") -> tuple[str, ...]:
    found = sections(record, lang)[section]
    return (found.lead, *found.sentences)


def test_how_many_there_are_who_is_always_in_and_how_far_the_first_is_are_told(
    one_lot: Path,
) -> None:
    """Within 3 % A and C is the one other; see the page on awards nearly as good."""
    record = aanbesteding.alternatives(one_lot, within=3).record
    lines = told(record, "near_found")
    assert "hoogstens 3% slechter" in lines[0]
    assert "Er is precies één andere. Dat is bewezen." in lines
    assert lines[-2].startswith("De eerste verschilt in 2 contracten van de beste.")
    assert lines[-1] == "In elke gunning binnen de grenzen: A · Zorg Alfa (fictief)."


def test_by_rank_order_the_reader_is_told_that_the_goals_choose_here(one_lot: Path) -> None:
    lines = told(aanbesteding.alternatives(one_lot).record, "near_found", "en")
    assert "This tender awards by rank order." in lines[1]
    assert lines[2] == "The award by rank order is itself within these limits."


def test_more_than_are_listed_and_the_goal_that_was_asked_for_are_told(one_lot: Path) -> None:
    record = aanbesteding.alternatives(one_lot, within=10, most=1, goal="quality").record
    lines = told(record, "near_found")
    assert "op het doel Kwaliteit (punten × cliënten) hoogstens 10% slechter" in lines[0]
    assert "Hieronder staat er één. Er zijn er meer." in lines
    (limits,) = sections(record)["near_limits"].lists
    assert [row[2] for row in limits.rows] == ["hoogstens 0", "minstens 6.912", "geen grens"]


def test_each_contract_is_marked_in_the_awards_it_is_in(one_lot: Path) -> None:
    record = aanbesteding.alternatives(one_lot, within=3).record
    presence, marks = sections(record)["near_presence"].lists
    assert [row[2:] for row in presence.rows] == [
        ("2 van 2", "altijd", "Ja"),
        ("1 van 2", "soms", "Ja"),
        ("1 van 2", "soms", "Nee"),
    ]
    assert [row[2:] for row in marks.rows] == [("Ja", "Ja"), ("Ja", "–"), ("–", "Ja")]


def test_who_waits_in_one_way_to_award_and_not_in_the_other_is_told(packages: Path) -> None:
    record = aanbesteding.compare(packages).record
    lines = told(record, "modes_outcome")
    assert lines[0].startswith("Deze aanbesteding gunt naar de doelen.")
    assert "4 contracten verschillen tussen de twee manieren." in lines
    assert "Wachtende cliënten: wonen: 1 naar de rangorde, 0 naar de doelen." in lines
    (figures,) = sections(record)["modes_figures"].lists
    assert figures.rows[1] == ("Wachtende cliënten: wonen", "1", "0", "−1")
    assert figures.rows[4][3] == "+€\u00a026.000,00"


def test_where_both_ways_agree_that_is_told(one_lot: Path) -> None:
    lines = told(aanbesteding.compare(one_lot, lang="en").record, "modes_outcome", "en")
    assert "Both ways give the same contracts." in lines


def test_an_error_without_effect_is_told_to_have_none(one_lot: Path) -> None:
    aanbesteding.award(one_lot)
    record = aanbesteding.recheck(one_lot, one_lot, "Nagekeken.", ["I. Koper"]).record
    lines = told(record, "recheck_outcome")
    assert "De uitkomst verandert niet. Er verschilt ook niets in de gegevens." in lines
    assert "Reden: Nagekeken." in lines
    assert "Vastgelegd door: I. Koper." in lines
    assert sections(record)["recheck_inputs"].lists == ()


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_of_a_decision_can_be_told(outcome: Outcome) -> None:
    assert says(f"cli.outcome.{outcome}")


def test_page_and_lines_are_made_of_the_record_alone(packages: Path) -> None:
    written = [aanbesteding.alternatives(packages), aanbesteding.compare(packages)]
    for result in written:
        kept = json.loads(result.files[0].read_bytes())
        for lang in ("nl", "en"):
            assert all(one.lists or one.sentences for one in sections(kept, lang).values())
