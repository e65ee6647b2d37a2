"""The council's summary: one page, plain, and no small count of children in it."""

import copy
import re
from typing import Any

import pytest

from aanbesteding.basis.texts import LANGUAGES
from aanbesteding.dossier.editions.council import council_edition, municipalities_of
from aanbesteding.report.documents.council import council_summary
from aanbesteding.report.papers.html import paper_html
from aanbesteding.report.papers.paper import Paper
from tests.assurance.leaks import leaks
from tests.report.paper_words import part_named, table_with, words
from tests.report.sample import record as sample
from tests.report.tables import cells
from tests.secret_rounds import Secret, first

ROUNDS = first(12)


def papers(record: Any, lang: str = "nl") -> dict[str, Paper]:
    return {
        place: council_summary(council_edition(record, place, "ab" * 32), lang)
        for place in municipalities_of(record)
    }


@pytest.mark.parametrize("secret", ROUNDS, ids=lambda s: s.record_hash[:6])
def test_no_summary_of_a_random_round_holds_what_the_public_may_not_know(secret: Secret) -> None:
    made = papers(secret.record)
    assert len(made) == 2
    for paper in made.values():
        assert leaks(secret, "", [paper_html(paper).encode()]) == []


def test_counts_of_children_are_in_fives_and_never_below_ten() -> None:
    seen = 0
    for secret in ROUNDS:
        for paper in papers(secret.record).values():
            for table in part_named(paper, "Wat wacht er?").tables:
                numbers = [
                    int(cell)
                    for row in cells(table)
                    for cell in row[1:]
                    if re.fullmatch(r"\d+", cell)
                ]
                assert all(number >= 10 and number % 5 == 0 for number in numbers)
                seen += len(numbers)
    assert seen > 20


def test_the_counts_of_one_municipality_are_nowhere() -> None:
    record = sample("regions")
    own = {row["demand"] for row in record["decision"]["needs"] if row["area"] == "g"}
    own |= {row["demand"] for row in record["decision"]["offered"] if row["area"] == "g"}
    assert own == {10, 40}
    shown = cells(table_with(papers(record)["h"], "Hulp per zorgzwaarte"))
    assert "40" not in {cell for row in shown for cell in row}


def test_each_municipality_reads_its_own_budget_and_only_that() -> None:
    said = {place: words(paper) for place, paper in papers(sample("regions")).items()}
    assert "Ons budget voor 2025 is € 60.000. Wij betalen: ongeveer € 100.000." in said["g"]
    assert "Dat is meer dan het budget." in said["g"]
    assert "voor 2025 is € 90.000. Wij betalen: ongeveer € 48.000. Dat past." in said["h"]
    assert "90.000" not in said["g"]


def test_several_years_stand_in_a_table() -> None:
    record = copy.deepcopy(sample("regions"))
    own = [row for row in record["decision"]["municipalities"] if row["area"] == "h"]
    record["decision"]["municipalities"] += [{**row, "period": "2026"} for row in own]
    rows = cells(table_with(papers(record)["h"], "Ons budget"))
    assert [row[0] for row in rows] == ["2025", "2026"]
    assert [row[3] for row in rows] == ["ja", "ja"]


def test_a_municipality_reads_how_many_providers_work_there() -> None:
    """Bidder a works in both, b in the harbour alone; c and d won nothing."""
    record = sample("regions")
    works = {
        (bid["id"], lot["lot"]): set(lot["areas"]) for bid in record["bids"] for lot in bid["lots"]
    }
    for place, paper in papers(record).items():
        (lot,) = [one for one in record["decision"]["lots"] if one["lot"] == "vol"]
        count = sum(place in works[bidder, "vol"] for bidder in lot["winners"])
        row = cells(table_with(paper, "Aanbieders met een contract"))[0]
        assert row == ["zwaar", str(count)]


def test_a_municipality_on_its_own_reads_the_budget_of_the_whole_tender() -> None:
    (paper,) = papers(sample("awarded")).values()
    assert paper.title == "Amsterdam"
    assert "Ons budget voor 2021 is € 108.000.000." in words(paper)
    assert "voor de hele regio" not in words(paper)


def test_money_that_is_not_divided_over_municipalities_is_left_to_fill_in() -> None:
    for paper in papers(sample("lots")).values():
        assert "Wat onze gemeente betaalt: …" in words(paper)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["regions", "lots", "awarded", "admit_all", "no_bids", "many"])
def test_the_summary_is_short_in_both_languages(name: str, lang: str) -> None:
    for paper in papers(sample(name), lang).values():
        assert "{" not in words(paper)
        assert len(words(paper).split()) < 400
