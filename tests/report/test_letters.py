"""What each kind of letter says, and that it says nothing else than its bidder's edition."""

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from aanbesteding.basis.texts import LANGUAGES, catalogue
from aanbesteding.report.letters.case import Stage
from aanbesteding.report.letters.own import Own
from aanbesteding.report.papers.paper import Paper, Signature
from aanbesteding.report.shapes import Table
from tests import tiny
from tests.report.letter_cases import (
    DECIDED,
    FREE,
    TWO_LOTS,
    four,
    letters_of,
    lost_twice,
    put_out,
    ranked,
    record_of,
    said,
    two_lots,
)
from tests.report.tables import cells

RANKING = re.compile(r"plaats|punten|rangorde|winnaar|ranked|points", re.IGNORECASE)


def tables(paper: Paper) -> list[Table]:
    return [table for part in paper.parts for table in part.tables]


def test_a_winner_reads_that_the_award_is_provisional_and_who_else_won() -> None:
    paper = letters_of(four())["K1"]
    assert paper.kind == "Voorlopige gunning"
    text = said(paper)
    assert "voorlopig aan u. U staat op plaats 1 met 90,00 punten." in text
    assert "Ook een contract krijgt: Zorg K2." in text
    assert "Tot dan sluiten wij geen contract." in text


def test_a_loser_reads_its_points_beside_those_of_the_lowest_ranked_winner() -> None:
    paper = letters_of(four())["K3"]
    (table,) = tables(paper)
    # 60 × 6/10 and 40 × 7/10 beside 60 × 8/10 and 40 × 6/10: worked out by hand.
    assert cells(table) == [
        ["Het plan", "60", "36,00", "48,00", "-12,00"],
        ["Het team", "40", "28,00", "24,00", "4,00"],
        ["Totaal", "100", "64,00", "72,00", "-8,00"],
    ]
    text = said(paper)
    assert "Zorg K2 kreeg meer punten dan u voor Het plan (12,00 meer)." in text
    assert "U kreeg meer punten voor Het team (4,00 meer)." in text
    assert "op plaats 2 met 72,00 punten: 8,00 meer dan u" in text
    assert "De contracten gaan naar Zorg K1 en Zorg K2." in text
    assert "90,00" not in text


def test_a_loser_reads_the_reason_of_every_criterion() -> None:
    points = [line for part in letters_of(four())["K3"].parts for line in part.points]
    assert points == [
        "Het plan: Het plan van K3 is gewogen.",
        "Het team: Het team van K3 is gewogen.",
    ]


def test_a_bidder_in_reserve_reads_its_place_and_what_that_means() -> None:
    record = four()
    (lot,) = record["decision"]["lots"]
    assert lot["reserve"] == ["K3", "K4"]
    paper = letters_of(record)["K4"]
    assert paper.kind == "Plaats op de reservelijst"
    assert "U staat op plaats 2 van de reservelijst voor Perceel 1." in said(paper)
    assert said(paper).count("Het is geen belofte.") == 1


def test_without_a_reserve_list_it_is_a_rejection() -> None:
    record = four()
    record["decision"]["lots"][0]["reserve"] = []
    assert letters_of(record)["K3"].kind == "Afwijzing"


def test_with_one_winner_its_name_stands_in_one_sentence_only() -> None:
    text = said(letters_of(four(1))["K2"])
    assert "Het contract gaat naar Zorg K1, op plaats 1 met 90,00 punten: 18,00 meer dan u." in text
    assert text.count("gaat naar") == 1
    assert "laagst" not in text


@pytest.mark.parametrize(
    ("event", "begins"),
    [
        ("late", "Uw inschrijving voor Perceel 1 kwam te laat en is niet geldig."),
        ("excluded", "Wij sluiten uw inschrijving voor Perceel 1 uit."),
        ("unsuitable", "Uw inschrijving voor Perceel 1 voldoet niet aan de geschiktheidseisen."),
        ("withdrawn", "Uw inschrijving voor Perceel 1 is teruggetrokken en doet niet meer mee."),
    ],
)
def test_a_bid_that_is_out_by_the_register_reads_why(event: str, begins: str) -> None:
    record = put_out({"K1": (8, 8), "K2": (7, 7)}, event, "K2", "Het formulier kwam na twaalven.")
    paper = letters_of(record)["K2"]
    assert paper.kind == "Uw inschrijving doet niet mee"
    text = said(paper)
    assert f"{begins} De reden is: Het formulier kwam na twaalven." in text
    assert "Het contract gaat naar Zorg K1." in text


def test_a_bid_that_was_knocked_out_reads_what_was_asked_and_what_it_had() -> None:
    bound = {"lowest_mark": "6"}
    criteria = [{"id": "plan", "title": "Het plan", "weight": 100, "scale": "tien", **bound}]
    tender = tiny.tender(criteria=criteria, **FREE)
    bids = tiny.bids(tiny.bid("K1"), tiny.bid("K2"))
    paper = letters_of(record_of(tender, bids, {"K1": (8,), "K2": (4,)}))["K2"]
    (row,) = tables(paper)[0].rows
    assert [cell.text for cell in row.cells] == ["Het plan", "ten minste 6", "4"]
    assert "naast die van" not in said(paper)
    assert "Het plan: Het plan van K2 is gewogen." in said(paper)


def test_a_bid_that_offers_too_little_reads_what_was_asked_and_offered() -> None:
    asked = [{"id": "groot", "title": "Genoeg plekken", "least_capacity": 30}]
    tender = tiny.tender(requirements=asked, **FREE)
    bids = tiny.bids(tiny.bid("K1", zwaar=20), tiny.bid("K2", zwaar=1))
    (table,) = tables(letters_of(record_of(tender, bids, {"K1": (8,)}))["K2"])
    # K2 offers 1 place for heavy help and 20 for light help: 21 together.
    assert [cell.text for cell in table.rows[0].cells] == ["Genoeg plekken", "ten minste 30", "21"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_admission_has_no_word_about_ranking_and_names_nobody_else(lang: str) -> None:
    tender = tiny.tender(award={"mode": "admit_all"}, criteria=[], **FREE)
    record = record_of(tender, tiny.bids(tiny.bid("K1"), tiny.bid("K2")), {})
    text = said(letters_of(record, lang=lang)["K1"])
    assert letters_of(record)["K1"].kind == "Toelating"
    assert not RANKING.search(text)
    assert "Zorg K2" not in text


def test_a_bidder_in_several_lots_gets_one_letter_named_by_all_it_holds() -> None:
    record = two_lots()
    for lot in record["decision"]["lots"]:
        lot["reserve"] = []
    paper = letters_of(record)["K1"]
    assert paper.kind == "Voorlopige gunning en afwijzing"
    headings = [part.heading for part in paper.parts if part.heading.startswith("Perceel")]
    assert headings == ["Perceel Noord: voorlopig aan u gegund", "Perceel Zuid: niet aan u gegund"]
    assert said(paper).count("opschortende termijn") == 1


def test_a_bid_that_is_out_of_one_lot_and_won_another_is_a_rejection_beside_an_award() -> None:
    record = two_lots()
    for part in ("reasons", "scores"):
        for row in record[part]:
            if (row["bidder"], row["lot"]) == ("K1", "2"):
                row.update(key="standing.late", values={"reason": "Na twaalven."})
                row.update({"result": "out"} if part == "reasons" else {"status": "late"})
    record["decision"]["lots"][1]["reserve"] = []
    paper = letters_of(record)["K1"]
    assert paper.kind == "Voorlopige gunning en afwijzing"
    assert "Perceel Zuid: uw inschrijving doet niet mee" in said(paper)


def test_why_a_bid_is_out_is_a_sentence_of_its_own() -> None:
    record = four()
    for row in record["reasons"]:
        if row["bidder"] == "K4":
            values = {"reason": "Verklaring ontbreekt"}
            row.update(result="out", key="standing.excluded", values=values)
    assert "uit. De reden is: Verklaring ontbreekt." in said(letters_of(record)["K4"])


def test_every_way_to_be_out_has_a_sentence_in_the_letters() -> None:
    """The keys are those that the assessment can give; each is told without a slot left open."""
    texts = catalogue("nl")
    figures = {
        **dict.fromkeys(("mark", "lowest_mark", "points", "least_points"), "5"),
        **dict.fromkeys(("price", "ceiling", "offered", "least"), "7"),
        "criterion": "plan",
        "unit": "dagen",
        "requirement": "Keurmerk",
        "reason": "Omdat.",
    }
    keys = [key for key in texts if key.startswith("standing.")]
    assert len(keys) > 10
    for key in keys:
        record = four()
        for row in record["reasons"]:
            if row["bidder"] == "K4":
                row.update(result="out", key=key, values=figures)
        parts = letters_of(record)["K4"].parts
        text = " ".join(line for part in parts for line in part.paragraphs)
        assert not re.search(r"[{}]|deze inschrijver", text), key


def test_the_reason_of_a_mark_that_counts_in_every_lot_is_told_once() -> None:
    shared = [{"id": "k", "title": "Visie", "weight": 100, "scale": "tien", "shared": True}]
    tender = tiny.tender(lots=TWO_LOTS, criteria=shared, **FREE)
    bids = tiny.bids(tiny.bid("K1", lots=("1", "2")))
    record = record_of(tender, bids, {"K1": (7,)})
    for mark in record["marks"]:
        mark["lot"] = "*"
    record["marks"] = record["marks"][:1]
    text = said(letters_of(record)["K1"])
    assert text.count("is gewogen") == 1
    assert "De reden staat hierboven, bij Perceel Noord." in text


def test_when_no_award_fits_nobody_wins_and_everybody_hears_so() -> None:
    record = four()
    record["decision"]["lots"][0].update(winners=[], reserve=[])
    for row in record["reasons"]:
        row.update(result="not_won", key="reason.nothing_fits")
    paper = letters_of(record)["K1"]
    assert paper.kind == "Geen gunning"
    assert "aan niemand" in said(paper)


def test_a_withdrawn_tender_gives_the_reason_and_no_points() -> None:
    stage = Stage("withdrawn", reason="Er is geen geld meer.")
    for paper in letters_of(four(), stage).values():
        text = said(paper)
        assert paper.kind == "Intrekking"
        assert "De reden is: Er is geen geld meer." in text
        assert not tables(paper)
        assert "opschortende" not in text


def test_a_withdrawn_lot_stands_beside_what_was_decided_about_the_other() -> None:
    stage = replace(DECIDED, lots={"2": "De vraag is vervallen."})
    paper = letters_of(two_lots(), stage)["K1"]
    assert paper.kind == "Voorlopige gunning en intrekking"
    assert "Wij trekken Perceel Zuid in. De reden is: De vraag is vervallen." in said(paper)
    assert letters_of(two_lots(), stage)["K2"].kind == "Intrekking"


def test_after_the_standstill_the_winner_has_a_final_award_and_no_term_to_wait() -> None:
    stage = Stage("final", final_day=date(2018, 6, 7))
    found = letters_of(four(), stage)
    assert found["K1"].kind == "Definitieve gunning"
    assert found["K3"].kind == "De gunning is definitief"
    for paper in found.values():
        assert "De gunning is definitief sinds 7 juni 2018." in said(paper)
        assert "voorlopig" not in said(paper).lower()
        assert "naar de rechter" not in said(paper)


def test_a_draft_says_so_and_a_decision_does_not() -> None:
    assert letters_of(four(), Stage("draft"))["K1"].mark.startswith("CONCEPT")
    assert letters_of(four())["K1"].mark == ""


def test_the_standstill_is_told_with_both_days_and_called_no_duty_of_law() -> None:
    for lang, last, first in (("nl", "4 juni 2018", "5 juni 2018"), ("en", "4 June", "5 June")):
        text = said(letters_of(four(), lang=lang)["K3"])
        assert last in text
        assert first in text
        assert not re.search(r"wettelijk|volgens de wet|by law|statutory", text, re.IGNORECASE)


def test_without_a_date_there_is_a_line_to_write_it_on() -> None:
    assert "Datum: ____" in said(letters_of(four())["K1"])


def test_a_reason_of_several_assessors_in_the_same_words_is_told_once() -> None:
    bids = tiny.bids(tiny.bid("K1"), tiny.bid("K2"))
    record = record_of(ranked(), bids, {"K1": (9, 9), "K2": (6, 6)}, {"K2": "Er is geen plan."})
    record["marks"] = [*record["marks"], *record["marks"]]
    assert said(letters_of(record)["K2"]).count("Het plan: Er is geen plan.") == 1


def test_labelled_lines_of_a_reason_are_told_apart_in_words() -> None:
    bids = tiny.bids(tiny.bid("K1"), tiny.bid("K2"))
    reasons = {"K2": "+ Het plan is concreet.\n- De planning ontbreekt.\n+ Er is een tolk"}
    record = record_of(ranked(), bids, {"K1": (9, 9), "K2": (6, 6)}, reasons)
    text = said(letters_of(record)["K2"])
    told = "Sterk: Het plan is concreet; Er is een tolk. Minder sterk: De planning ontbreekt."
    assert f"Het plan: {told}" in text


def test_the_officers_own_words_stand_in_the_letter_with_the_places_filled_in() -> None:
    own = Own(
        sender=("Gemeente Proef", "Postbus 1"),
        place="Proefstad",
        day=date(2018, 5, 15),
        contact="mevrouw De Vries",
        objection="Dagvaarden kan tot en met {last_day}, bij de rechtbank.\n\nKlagen kan ook.",
        signatures=(Signature("wethouder", "P. Bakker"),),
        reference={"K3": "Z-2018-3"},
        opening={"reserve": "Beste {bidder}, over {title}."},
        winner={"1": "De winnaar heeft een plan per wijk."},
    )
    paper = letters_of(four(), own=own)["K3"]
    text = said(paper)
    assert paper.sender == ("Gemeente Proef", "Postbus 1")
    assert paper.signatures == (Signature("wethouder", "P. Bakker"),)
    for line in (
        "Datum: Proefstad, 15 mei 2018",
        "Ons kenmerk: Z-2018-3",
        "Beste Zorg K3, over Klein.",
        "Dagvaarden kan tot en met 4 juni 2018, bij de rechtbank.\nKlagen kan ook.",
        "De winnaar heeft een plan per wijk.",
        "Hebt u vragen? Neem dan contact op met mevrouw De Vries.",
    ):
        assert line in text
    assert "naar de rechter" not in text
    assert "plan per wijk" not in said(letters_of(four(), own=own)["K1"])
    assert "Z-2018-3" not in said(letters_of(four(), own=own)["K4"])


def test_an_answer_in_a_number_is_told_beside_the_best_one() -> None:
    waiting = {
        "id": "dagen",
        "title": "Wachtdagen",
        "weight": 100,
        "formula": "quality.between",
        "best_answer": "5",
        "worst_answer": "25",
        "unit": "dagen",
    }
    tender = tiny.tender(criteria=[waiting], **FREE)
    bids = tiny.bids(
        tiny.bid("K1", answers={"dagen": "5"}), tiny.bid("K2", answers={"dagen": "10"})
    )
    text = said(letters_of(record_of(tender, bids, {}))["K2"])
    assert "u antwoordde 10 dagen; het hoogste aantal punten was er bij 5 dagen." in text


def test_a_contract_of_several_needs_adds_up_to_its_own_total() -> None:
    tender = tiny.tender(rules=[{"id": "n", "kind": "number_of_contracts", "at_most": 1}])
    bids = tiny.bids(tiny.bid("K1", price="1000"), tiny.bid("K2", price="900"))
    record = record_of(tender, bids, {"K1": (9,), "K2": (5,)})
    table = tables(letters_of(record)["K1"])[0]
    # 10 clients with heavy help and 20 with light help, at a price of 1,000 euros each.
    *rows, total = [[text.replace("\u00a0", " ") for text in row] for row in cells(table)]
    assert rows == [["zwaar", "10", "€ 10.000,00"], ["licht", "20", "€ 20.000,00"]]
    assert total[-1] == "€ 30.000,00"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_stands_twice_in_a_letter(lang: str) -> None:
    for record in (four(), two_lots(), four(1), lost_twice()):
        for paper in letters_of(record, lang=lang).values():
            parts = [text for part in paper.parts for text in (*part.paragraphs, *part.points)]
            sentences = [s for text in parts for s in re.split(r"(?<=[.?!]) ", text)]
            assert sorted(sentences) == sorted(set(sentences))


def test_the_points_of_a_letter_add_up_to_its_total() -> None:
    for paper in letters_of(four()).values():
        for table in tables(paper):
            (total,) = table.total
            own = [Fraction(row.cells[2].text.replace(",", ".")) for row in table.rows]
            assert sum(own) == Fraction(total.cells[2].text.replace(",", "."))
