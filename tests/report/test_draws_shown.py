"""A draw that was held is shown whole: on the page, and in the workbook with its seed."""

from typing import Any

import pytest

from aanbesteding.report.award_lines import award_lines
from aanbesteding.report.documents.decision_note import decision_note
from aanbesteding.report.draws import draws_table
from aanbesteding.report.edition_parts import bids_of
from aanbesteding.report.page import page
from aanbesteding.report.source import Source
from aanbesteding.report.workbook import workbook
from tests.report import sample

SEED = "ab" * 32


def seeded() -> dict[str, Any]:
    record = sample.record("drawn")
    draws = [{**draw, "origin": "seed", "seed": SEED} for draw in record["decision"]["draws"]]
    return {**record, "decision": {**record["decision"], "draws": draws}}


def on_sheet(record: dict[str, Any]) -> list[list[Any]]:
    book = workbook(record, "nl")
    (found,) = [sheet for sheet in book.sheets if sheet.name == "Redenen"]
    return [[cell.value if cell else None for cell in row] for row in found.rows]


def test_a_seed_stands_on_the_page_as_code_that_may_break_anywhere() -> None:
    table = draws_table(Source(seeded(), "nl"))
    assert table is not None
    assert table.rows[0].cells[4].text == SEED
    assert f"<code>{SEED}</code>" in page(seeded(), "nl")


def test_the_workbook_holds_who_was_tied_in_which_order_and_who_drew() -> None:
    (draw,) = sample.record("drawn")["decision"]["draws"]
    for record, origin, key in (
        (sample.record("drawn"), "mensen", "–"),
        (seeded(), "de vooraf vastgelegde sleutel", SEED),
    ):
        row = on_sheet(record)[-1]
        assert row[0] == draw["lot"]
        assert [one.split(" · ")[0] for one in row[1].split("; ")] == draw["bidders"]
        assert row[2] == "een contract"
        first, second = draw["outcome"]
        assert row[3].startswith(f"1. {first} · ")
        assert f"; 2. {second} · " in row[3]
        assert row[4:] == [origin, key]


def test_without_draws_the_sheet_ends_with_the_reasons() -> None:
    record = sample.record("awarded")
    rows = on_sheet(record)
    assert len(rows) == 4 + len(record["reasons"])


def test_points_stand_beside_a_reason_only_where_they_were_compared() -> None:
    record = sample.record("many")
    compared = [bool(reason.get("compared")) for reason in record["reasons"]]
    assert True in compared
    rows = [row for row in on_sheet(record) if len(row) == 5]
    assert [bool(row[4]) for row in rows[1:]] == compared
    plain = [{**reason, "compared": []} for reason in record["reasons"]]
    assert {len(row) for row in on_sheet({**record, "reasons": plain})} <= {0, 1, 4}


def undrawn(most: int) -> dict[str, Any]:
    record = sample.record("drawn")
    (draw,) = record["decision"]["draws"]
    given = draw["outcome"][:most]
    row = {**draw, "bidders": given, "outcome": given, "origin": "nobody", "seed": ""}
    return {**record, "decision": {**record["decision"], "draws": [row]}}


@pytest.mark.parametrize(
    ("about", "over"),
    [("contract", "een contract"), ("volume", "het aantal cliënten"), ("", "de volgorde")],
)
def test_it_is_said_what_lots_are_drawn_over(about: str, over: str) -> None:
    record = sample.record("drawn")
    (draw,) = record["decision"]["draws"]
    for open_still in (False, True):
        row = {**draw, "about": about, **({"outcome": []} if open_still else {})}
        told = {**record, "decision": {**record["decision"], "draws": [row]}}
        assert f" om {over}" in list(award_lines(told, "nl"))[-1]
        table = draws_table(Source(told, "nl"))
        assert table is not None
        assert table.rows[0].cells[2].text == on_sheet(told)[-1][2] == over


def test_of_who_was_alone_it_is_said_that_nobody_drew() -> None:
    record = undrawn(1)
    table = draws_table(Source(record, "nl"))
    assert table is not None
    assert table.rows[0].cells[4].text == "niemand: er was geen ander om mee te loten"
    assert on_sheet(record)[-1][4] == table.rows[0].cells[4].text
    last = list(award_lines(record, "nl"))[-1]
    assert last.endswith("Er is niemand om mee te loten, dus die gaat voor.")


def test_of_equals_who_all_have_a_contract_it_is_said_that_nobody_drew() -> None:
    record = undrawn(2)
    table = draws_table(Source(record, "nl"))
    assert table is not None
    cells = [cell.text for cell in table.rows[0].cells]
    assert cells[2:] == ["een contract", cells[1], "niemand: allen konden een contract krijgen"]
    assert on_sheet(record)[-1][2:5] == cells[2:]
    last = list(award_lines(record, "nl"))[-1]
    assert last.endswith("staan gelijk en kunnen allen een contract krijgen. Er is niet geloot.")


def test_no_paper_says_that_lots_were_drawn_where_nobody_drew() -> None:
    told = ("Er is geloot. Zie het proces-verbaal van gunning.", "Er is geloot.")
    for record, drawn in ((undrawn(1), False), (undrawn(2), False), (sample.record("drawn"), True)):
        source = Source(record, "nl")
        note, bids = str(decision_note(source)), str(bids_of(source))
        assert [one in text for one, text in zip(told, (note, bids), strict=True)] == [drawn] * 2
