"""The report of the award, the evaluation report and the note for the executive."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from aanbesteding.basis.texts import LANGUAGES
from aanbesteding.report.documents.award_minutes import award_minutes
from aanbesteding.report.documents.decision_note import decision_note
from aanbesteding.report.documents.evaluation import evaluation
from aanbesteding.report.papers.paper import Paper
from aanbesteding.report.source import Source
from tests.report.paper_words import table_with, words
from tests.report.sample import NAMES, Record
from tests.report.sample import record as sample
from tests.report.tables import cells

HASH = "ab" * 32
MAKERS: tuple[Callable[[Source], Paper], ...] = (award_minutes, evaluation, decision_note)
AWARDS = [name for name in NAMES if name not in ("what_if", "draw_needed", "many")]


def source(name: str, lang: str = "nl") -> Source:
    return Source(sample(name), lang, HASH)


def changed(name: str, **changes: Any) -> Record:
    return {**copy.deepcopy(sample(name)), **changes}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", AWARDS)
def test_every_document_of_every_kind_of_award_can_be_made(name: str, lang: str) -> None:
    for make in MAKERS:
        paper = make(source(name, lang))
        assert all((paper.kind, paper.title, paper.parts, paper.signatures))
        assert (paper.lang, paper.origin[0].text) == (lang, HASH)
        assert "{" not in words(paper).replace("{}", "")


def test_both_languages_say_the_same_in_other_words() -> None:
    for make in MAKERS:
        nl, en = (make(source("awarded", lang)) for lang in LANGUAGES)
        assert [len(part.tables) for part in nl.parts] == [len(part.tables) for part in en.parts]
        assert [len(part.points) for part in nl.parts] == [len(part.points) for part in en.parts]
        headings = {part.heading for part in nl.parts} & {part.heading for part in en.parts}
        assert headings <= {lot["title"] for lot in sample("awarded")["tender"]["lots"]}


def test_the_report_names_every_bidder_with_how_it_ended_and_why() -> None:
    record = sample("awarded")
    rows = cells(table_with(award_minutes(source("awarded")), "Uitkomst en reden"))
    told = {row[0].partition(" · ")[0]: row[1:] for row in rows}
    assert told.keys() == {bid["id"] for bid in record["bids"]}
    won = {bidder for lot in record["decision"]["lots"] for bidder in lot["winners"]}
    assert {bidder for bidder, said in told.items() if said[0] == "contract"} == won
    assert all(said[1].strip() for said in told.values())


def test_the_report_names_the_parties_the_subject_subcontractors_and_interests() -> None:
    said = words(award_minutes(source("awarded")))
    tender = sample("awarded")["tender"]
    for text in (tender["authority"], tender["region"], tender["lots"][0]["title"]):
        assert text in said
    assert "Rijwijs Leerlingvervoer (fictief)" in said
    assert all(one["name"] in said for one in tender["assessors"])
    assert "Procedure: sociale en andere specifieke diensten" in said


def test_what_the_record_does_not_know_is_left_to_fill_in() -> None:
    said = words(award_minutes(source("awarded")))
    assert "Geraamde waarde van de hele opdracht, met alle verlengingen, zonder btw: …" in said
    assert "Belangen van wie besloot of adviseerde, en wat daarmee is gedaan: …" in said


def test_a_draw_and_a_correction_are_told_and_their_absence_too() -> None:
    drawn, corrected = award_minutes(source("drawn")), award_minutes(source("awarded"))
    assert "Er is niet geloot." not in words(drawn)
    assert len(table_with(drawn, "Lotingen").rows) == len(sample("drawn")["decision"]["draws"])
    assert "Er is niet geloot." in words(corrected)
    assert "Hersteld: de brief was op tijd ontvangen." in words(corrected)
    assert "Geen inschrijving is hersteld" in words(drawn)


def test_the_report_tells_the_steps_and_the_head_of_the_journal() -> None:
    steps = [
        {"seq": 1, "time": "2024-01-10T09:00:00Z", "step": "frozen", "by": ["Anna"]},
        {"seq": 2, "time": "2024-02-12T09:30:00Z", "step": "opened", "by": ["Bea", "Cas"]},
    ]
    record = changed("drawn", journal={"head": "cd" * 32, "steps": steps})
    paper = award_minutes(Source(record, "nl", HASH))
    assert "Inschrijvingen geopend: 12 februari 2024, 09:30 UTC, door Bea en Cas" in words(paper)
    assert paper.origin[-1].text == "cd" * 32


def test_two_people_sign_the_report() -> None:
    assert len(award_minutes(source("awarded")).signatures) == 2


def test_every_page_of_the_evaluation_says_that_it_is_internal() -> None:
    assert evaluation(source("awarded")).mark.startswith("INTERN")
    assert evaluation(source("awarded", "en")).mark.startswith("INTERNAL")
    assert award_minutes(source("awarded")).mark == ""


def test_the_evaluation_has_every_mark_that_counts_with_its_reason() -> None:
    said = words(evaluation(source("awarded")))
    marks = [m for m in sample("awarded")["marks"] if m["assessor"] == "consensus"]
    assert marks
    assert [m["reason"] for m in marks if " ".join(m["reason"].split()) not in said] == []


def test_the_evaluation_tells_who_dropped_out_below_which_minimum() -> None:
    paper = evaluation(source("awarded"))
    out = cells(table_with(paper, "Inschrijvingen die niet meedoen"))
    assert [row[0].partition(" · ")[0] for row in out] == ["K14"]
    assert "55" in out[0][2]


def test_the_evaluation_of_a_round_without_marks_says_so() -> None:
    said = words(evaluation(source("admit_all")))
    assert "Er zijn in deze ronde geen cijfers gegeven." in said


def test_the_note_asks_for_the_award_and_says_who_wins_what() -> None:
    paper = decision_note(source("awarded"))
    assert paper.parts[0].points[0].startswith("Gun de opdracht voorlopig aan 8 aanbieders")
    rows = cells(table_with(paper, "Wie een contract krijgt"))
    won = [bidder for lot in sample("awarded")["decision"]["lots"] for bidder in lot["winners"]]
    assert [row[0].partition(" · ")[0] for row in rows] == won


def test_the_note_of_a_tender_nobody_wins_asks_for_no_award() -> None:
    asked = decision_note(source("nothing_fits")).parts[0].points
    assert not any("Gun " in point for point in asked)
    assert "de regels van deze aanbesteding gaan niet samen" in asked[0]


def test_the_note_says_that_not_everyone_gets_help_only_where_somebody_waits() -> None:
    waits = "Weet dat niet iedereen meteen hulp krijgt."
    assert waits in decision_note(source("awarded")).parts[0].points
    record = changed("awarded")
    for row in record["decision"]["needs"]:
        row["waiting"] = 0
    assert waits not in decision_note(Source(record, "nl", HASH)).parts[0].points


@pytest.mark.parametrize(
    ("cents", "said"), [(74_999_999, "Of de hele opdracht erboven komt"), (75_000_000, "Erboven:")]
)
def test_the_threshold_of_750_000_euros_is_held_against_the_award(cents: int, said: str) -> None:
    record = changed("one_bid")
    (contract,) = record["decision"]["contracts"]
    contract["spend_cents"] = cents
    rows = cells(table_with(decision_note(Source(record, "nl", HASH)), "Wat een accountant"))
    (answer,) = [row[1] for row in rows if row[0].startswith("Grens voor Europese publicatie")]
    assert said in answer
    assert "750.000,00" in answer


def test_a_mark_without_a_reason_is_told_to_the_accountant() -> None:
    record = changed("one_bid")
    whole = words(decision_note(Source(record, "nl", HASH)))
    assert "Ja, alle 2." in whole
    record["marks"][0]["reason"] = " "
    assert "Nee: van 2 cijfers heeft er één geen reden." in words(
        decision_note(Source(record, "nl", HASH))
    )


def test_steps_that_were_not_taken_are_told_to_the_accountant() -> None:
    rows = cells(table_with(decision_note(source("one_bid")), "Wat een accountant"))
    told = {row[0]: row[1] for row in rows}
    assert told["Openden twee mensen de inschrijvingen?"] == "Niet in het journaal"
    assert "Stond de kwaliteit vast voor de prijzen?" not in told


def test_the_ordinance_is_asked_for_under_the_law_that_asks_for_it() -> None:
    """Jeugdwet 2.11 asks for an ordinance from 1 July 2022; quality was a duty before."""
    assert "Verordening die" in words(decision_note(source("one_bid")))
    assert "Verordening die" not in words(decision_note(source("awarded")))


def test_the_note_stays_short_however_many_bidders_win() -> None:
    many = decision_note(source("many"))
    assert "De namen staan in het proces-verbaal van gunning." in words(many)
    assert max(len(table.rows) for part in many.parts for table in part.tables) < 20
    assert len(words(many).split()) < 900


def test_the_documents_show_no_money_that_is_not_in_the_record() -> None:
    record = sample("awarded")
    spend = sum(c["spend_cents"] for c in record["decision"]["contracts"])
    assert spend == 10_462_935_000
    said = words(decision_note(source("awarded")))
    assert "104.629.350,00" in said
