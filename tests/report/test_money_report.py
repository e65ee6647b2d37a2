"""What contracts cost in themselves, penalties, weights and bounds, on the page and in sheets."""

from pathlib import Path

import pytest

from aanbesteding.basis.canonical import read_json
from aanbesteding.basis.texts import LANGUAGES
from aanbesteding.report.asked import asked
from aanbesteding.report.counted import counts_table, goals_table
from aanbesteding.report.source import Source
from aanbesteding.report.workbook import workbook
from aanbesteding.workbook.write import book_bytes
from tests.report import recalculation
from tests.verification.test_money_again import GOALS, record_of


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    found = {}
    for goals in GOALS:
        with pytest.MonkeyPatch.context() as patch:
            path: Path = record_of(tmp_path_factory.mktemp("round"), patch, goals)
            found[goals] = read_json(path.read_bytes())
    return found


def source(records: dict[str, object], goals: str, lang: str = "nl") -> Source:
    record = records[goals]
    assert isinstance(record, dict)
    return Source(record, lang)


@pytest.mark.parametrize("goals", GOALS)
def test_another_program_computes_the_sheets_with_costs_of_contracts_to_our_result(
    records: dict[str, object], goals: str, tmp_path: Path
) -> None:
    record = records[goals]
    assert isinstance(record, dict)
    assert record["decision"]["fees"]
    path = tmp_path / "award.xlsx"
    path.write_bytes(book_bytes(workbook(record, "nl", "f" * 64)))
    stored = recalculation.cached(path)
    assert recalculation.differences(stored, recalculation.by_ironcalc(path, stored)) == []


def words(table: object) -> str:
    return str(table)


@pytest.mark.parametrize(("lang", "said"), [("nl", "niet gehaald: "), ("en", "not met: ")])
def test_a_broken_soft_rule_is_told_with_what_it_costs(
    records: dict[str, object], lang: str, said: str
) -> None:
    shown = source(records, "in order", lang)
    counts = [c for c in shown.decision["counts"] if c["rule"] == "een"]
    table = counts_table(shown, counts, "rules")
    assert table is not None
    (row,) = [r for r in table.rows if said in words(r)]
    assert "50" in words(row)
    assert "bad" in words(row)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_penalties_bounds_and_preferences_are_told_among_the_rules(
    records: dict[str, object], lang: str
) -> None:
    told = {fact.term: fact.text for fact in asked(source(records, "bounded", lang))["rules"]}
    assert "25,00" in told["een"] or "25.00" in told["een"]
    assert "25.000" in told["goal:spend"] or "25,000" in told["goal:spend"]
    assert "40" in told["zuid"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_weights_are_told_with_their_goals(records: dict[str, object], lang: str) -> None:
    weighed, in_order = (source(records, name, lang) for name in ("weighed", "in order"))
    table = goals_table(weighed)
    assert table is not None
    (row,) = table.rows
    assert words(row).count("900") == words(row).count("450") == 1
    assert all("900" not in goal for goal in asked(in_order)["goals"])
    leads = {asked(one)["goals_lead"] for one in (weighed, in_order)}
    assert len(leads) == 2
