"""What regions need in the reports: lots in their own way, market, municipalities, signing."""

import csv
import io
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from aanbesteding import flow
from aanbesteding.assessment.marks import Marks
from aanbesteding.bids.bid import Bid, Bids, LotBid, Offer
from aanbesteding.report.capacity import capacity_once
from aanbesteding.report.page import page
from aanbesteding.report.signing import signing_csv
from aanbesteding.report.source import Source
from aanbesteding.report.workbook import workbook
from aanbesteding.workbook.write import book_bytes
from tests.report import sample
from tests.report.outline import Outline

LIMIT_BYTES = 3_000_000


def section(name: str, record: dict[str, Any] | None = None) -> str:
    """Return the words of one section of the page."""
    text = page(record or sample.record("regions"), "nl")
    found = re.search(rf'<section aria-labelledby="{name}".*?</section>', text, re.DOTALL)
    assert found, name
    return Outline(found[0]).text.replace("\u00a0", " ")


def changed(**decision: Any) -> dict[str, Any]:
    record = sample.record("regions")
    return {**record, "decision": {**record["decision"], **decision}}


def test_what_only_some_rounds_have_is_no_section_of_another() -> None:
    ids = {a.get("id") for _, a in Outline(page(sample.record("one_bid"), "nl")).tags}
    assert not {"choice", "market", "municipalities", "kpis"} & ids


def test_a_lot_admitted_without_ranking_shows_who_is_admitted_and_no_rank() -> None:
    text = section("award")
    assert "Toegelaten aanbieders – Open toelating" in text
    assert "a · =Zorg a alle 1 alle 2 30" in text
    assert "Voor dit perceel is er geen rangorde" in section("ranking")


def test_a_lot_whose_bids_were_withdrawn_says_so_and_what_happens_now() -> None:
    text = section("award")
    assert "Alle inschrijvingen zijn ingetrokken" in text
    assert "Wat er nu gebeurt: Het lopende contract is met 12 maanden verlengd." in text
    assert "Eén perceel is niet gegund." in section("summary")


def test_a_lot_filled_by_rank_shows_volume_and_what_is_left_after_each_rank() -> None:
    """100 asked; the first can take 50 and the second 20."""
    text = section("award")
    assert "a · =Zorg a 1 90 50 50 50 contract" in text
    assert "b · =Zorg b 2 70 20 20 30 contract" in text


def test_the_reserve_of_a_filled_lot_stands_in_order() -> None:
    lots = sample.record("regions")["decision"]["lots"]
    filled = {**lots[0], "winners": ["a"], "reserve": ["b"]}
    text = section("award", changed(lots=[filled, *lots[1:]]))
    assert "Reservelijst, in volgorde 1. b" in text
    assert "reserve, plaats 1" in text


def test_a_lump_sum_shows_eleven_equal_months_and_what_is_left_for_the_last() -> None:
    """50 × € 1.000,03 is € 50.001,50: eleven times € 4.166,79 leaves € 4.166,81."""
    text = section("award")
    assert "€ 50.001,50" in text
    assert "€ 4.166,79 € 4.166,81" in text


def test_a_bidder_who_works_in_two_areas_counts_once_against_the_demand() -> None:
    """Both bidders together have 60 places; 90 would count the first one twice."""
    source = Source(sample.record("regions"), "nl")
    rows = source.decision["offered"]
    assert sum(row["offered"] for row in rows) == 90
    assert capacity_once(source, source.decision, rows) == {("open", "m"): 60}
    assert "blijvend 65 60 5 tekort" in section("choice")


def test_the_forecast_is_demand_at_the_fixed_price() -> None:
    """65 clients at € 1.200 each."""
    assert "blijvend 65 € 1.200,00 € 78.000,00" in section("choice")


def test_the_market_shows_shortage_before_and_after() -> None:
    """60 places for 100 clients before; 70 of the winners now."""
    text = section("market")
    assert "zwaar 4 60 100 40 tekort" in text
    assert "zwaar 100 60 40 tekort 70 30 tekort 70" in text


def test_a_municipality_over_its_ceiling_is_told_in_words_and_by_how_much() -> None:
    """Three quarters of € 70.002,10 and its own € 48.000 against € 60.000."""
    text = section("municipalities")
    assert "1 van de 2 plafonds wordt overschreden. Samen is dat € 40.501,58 te veel." in text
    assert "Gemeente € 60.000,00 € 100.501,58 -€ 40.501,58 boven het plafond" in text
    assert "binnen het plafond" in text


def test_help_while_waiting_stands_apart_and_leaves_everybody_waiting() -> None:
    text = section("needs")
    assert "een gesprek per maand 30 € 50,00 € 1.500,00" in text
    assert "zwaar De regio 100 30 70 70 70 30" in text


def test_a_requirement_names_who_did_not_meet_it_and_what_was_offered() -> None:
    assert "Minstens drie plekken" in section("bids")
    assert "c · =Zorg c: biedt 2" in section("bids")


def test_a_consortium_shows_its_lead_members_with_shares_and_subcontractors() -> None:
    text = section("bids")
    assert "Zorg een Zorg een (60%); Zorg twee (40%) Onder bv" in text
    assert "2 instellingen" not in text
    assert "3 instellingen en 1 zelfstandige praktijk." in text


def test_a_contract_holder_stands_with_the_contract() -> None:
    assert "Zorg a a Contract 12, artikel 3 Ja" in section("bids")


def test_a_need_shows_segment_profile_and_intensity_and_its_price_a_month() -> None:
    text = section("asked")
    assert "B · Profiel 10 · duurzaam zwaar" in text
    assert "vast € 1.200,00 per maand € 100,00" in text


def test_an_indicator_shows_group_value_before_and_value_aimed_at() -> None:
    text = section("kpis")
    assert "Duur Duur van de hulp duur maanden 11,5 10 elk half jaar" in text


def test_what_is_bound_to_clients_in_care_stands_with_the_budget() -> None:
    text = section("budget")
    assert "van € 500.000,00 ligt € 1.000,00 al vast" in text


def test_minutes_and_days_are_never_added() -> None:
    needs = [{**need, "unit": unit} for need, unit in _units()]
    record = {**sample.record("regions"), "tender": _tender(needs=needs)}
    text = section("summary", record)
    assert "Hoeveel van de vraag wacht? Een deel 30 zwaar en 10 opvang" in text
    assert "Hoeveelheid" in text
    assert "Cliënten" not in section("award", record)


def _units() -> list[tuple[dict[str, Any], str]]:
    needs = sample.record("regions")["tender"]["needs"]
    return list(zip(needs, ("minuut", "dag", "dag"), strict=True))


def _tender(**changes: Any) -> dict[str, Any]:
    return {**sample.record("regions")["tender"], **changes}


def test_the_signing_list_has_a_line_for_every_winner_and_municipality() -> None:
    """The first winner works in two municipalities, the second in one; both in two lots."""
    content = signing_csv(Source(sample.record("regions"), "nl"))
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert list(rows[0]) == ["bidder", "name", "lot", "municipality"]
    places = [(row["bidder"], row["lot"], row["municipality"]) for row in rows]
    first, second = ("Gemeente", "Haven"), ("Haven",)
    assert places == [
        (bidder, lot, place)
        for lot in ("vol", "open")
        for bidder, served in (("a", first), ("b", second))
        for place in served
    ]


def test_a_name_that_looks_like_a_formula_is_text_in_the_signing_list() -> None:
    lines = signing_csv(Source(sample.record("regions"), "nl")).decode("utf-8-sig").splitlines()
    assert lines[1] == "a;'=Zorg a;vol;Gemeente"


def test_a_what_if_has_nobody_sign() -> None:
    assert signing_csv(Source(sample.record("what_if"), "nl")).decode().count("\n") == 1


def test_the_workbook_has_a_sheet_for_each_thing_there_is(tmp_path: Path) -> None:
    path = tmp_path / "regions.xlsx"
    path.write_bytes(book_bytes(workbook(sample.record("regions"), "nl")))
    names = set(load_workbook(path).sheetnames)
    sometimes = {"Gevuld", "Plek", "Gemeenten", "Markt", "Overbrugging", "Eisen", "Meten"}
    assert sometimes | {"Tekenlijst"} <= names


def _large() -> dict[str, Any]:
    """203 bidders, 163 in an open house and 52 ranked, 14 municipalities, 140 rows of demand."""
    lots: list[dict[str, Any]] = [
        {"id": "B", "title": "Open", "mode": "admit_all", "needs": [f"B{n}" for n in range(5)]},
        {"id": "C", "title": "Keuze", "client_choice": True, "needs": [f"C{n}" for n in range(5)]},
    ]
    asked = [(lot["id"], need) for lot in lots for need in lot["needs"]]
    needs = [{"id": n, "label": n, "priority": at} for at, (_, n) in enumerate(asked, start=1)]
    areas = [{"id": f"g{n}", "name": f"Gemeente {n}"} for n in range(14)]
    demand = [
        {"lot": lot, "need": need, "area": area["id"], "period": "2025", "volume": 30}
        for lot, need in asked
        for area in areas
    ]
    places = {"lots": lots, "needs": needs, "areas": areas, "demand": demand}
    tender = sample.small(**places, rules=[], goals=[], criteria=[], award={"mode": "rank_order"})
    served = tuple(area["id"] for area in areas)
    bids = []
    for number in range(203):
        chosen = [x for x in lots if (number < 163 if x["id"] == "B" else number >= 151)]
        found = tuple(
            LotBid(
                lot=str(lot["id"]),
                offers=tuple(Offer(need=n, capacity=9, price=Decimal(100)) for n in lot["needs"]),
                areas=served[: number % 14 + 1],
            )
            for lot in chosen
        )
        bids.append(Bid(id=f"A{number:03}", name=f"Aanbieder {number}", lots=found))
    return sample.read(flow.award(tender, Bids(tuple(bids)), Marks(()), (), sample.INPUTS))


def test_a_round_of_two_hundred_bidders_gives_a_page_that_can_be_opened() -> None:
    """How long it takes is measured by tests.benchmarks.reports."""
    text = page(_large(), "nl")
    assert 200_000 < len(text.encode()) < LIMIT_BYTES
    assert "Toegelaten aanbieders – Open (163 regels)" in text
