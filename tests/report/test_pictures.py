"""What was mended after looking: each of these was seen wrong on a page, a sheet or a letter."""

import io
from dataclasses import replace
from typing import Any

import docx
import pytest

from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.bids.bid import Bids
from aanbesteding.dossier.given import opening_record
from aanbesteding.dossier.steps import Steps
from aanbesteding.report.counted import counted
from aanbesteding.report.goal_words import more_or_less
from aanbesteding.report.listing import Listing, as_table
from aanbesteding.report.money import shares_table
from aanbesteding.report.origin import findings_table
from aanbesteding.report.papers.docx import paper_docx
from aanbesteding.report.papers.paper import Paper, Part, Signature
from aanbesteding.report.shapes import Segment, Table, columns, text_row
from aanbesteding.report.source import Source
from aanbesteding.report.waiting import waiting_table
from tests.report.sample import record

KEPT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}keepNext"


def source(name: str = "awarded", **changes: Any) -> Source:
    return Source({**record(name), **changes}, "nl")


def test_the_lot_is_no_column_where_all_is_about_the_only_one_that_is_bought() -> None:
    lot, bought = source().t("report.word.lot"), source().tender.open_lots[0].title
    rows = [("K1", bought, 3), ("K2", bought, 4)]
    listing = Listing("", ("Inschrijver", lot, "Aantal"), ("text", "text", "count"), rows)
    assert [c.label for c in as_table(source(), listing).columns] == ["Inschrijver", "Aantal"]
    apart = replace(listing, rows=[rows[0], ("K2", "Segment A", 0)])
    assert len(as_table(source(), apart).columns) == 3
    assert len(as_table(source("shelf"), listing).columns) == 3


def test_a_least_and_a_most_that_are_equal_are_said_as_one() -> None:
    shown = record("awarded")
    count = next(c for c in shown["decision"]["counts"] if c["kind"] == "number_of_contracts")
    pair = [{**count, "sense": sense, "required": "6"} for sense in ("<=", ">=")]
    table = counted(source(decision={**shown["decision"], "counts": pair}))["rules"]
    assert table.rows[-1].cells[2].text == "precies 6"


@pytest.mark.parametrize(("holds", "said"), [(True, "Alle 2 tellingen kloppen."), (False, "1.")])
def test_counts_that_all_hold_are_told_in_one_word(holds: bool, said: str) -> None:
    shown = record("awarded")
    first, second = shown["decision"]["counts"][:2]
    counts = [{**first, "holds": True}, {**second, "holds": holds}]
    assert counted(source(decision={**shown["decision"], "counts": counts}))["lead"].endswith(said)


def test_a_tender_without_a_norm_for_waiting_shows_no_columns_of_it() -> None:
    shown = record("awarded")
    bare = [{**need, "longest_wait_weeks": None} for need in shown["decision"]["needs"]]
    table = waiting_table(source(decision={**shown["decision"], "needs": bare}))
    normed = [{**need, "longest_wait_weeks": 6} for need in bare]
    beside = waiting_table(source(decision={**shown["decision"], "needs": normed}))
    assert table is not None
    assert beside is not None
    assert len(beside.columns) - len(table.columns) == 2
    for one in (table, beside):
        assert {len(row.cells) for row in (*one.rows, *one.total)} == {len(one.columns)}
        assert not one.columns[0].number
    assert [column.number for column in table.columns][-1]
    assert not [column.number for column in beside.columns][-1]


def test_shares_of_cost_stand_under_each_other_with_as_many_decimals() -> None:
    shown = record("regions")
    areas = [area["id"] for area in shown["tender"]["areas"]][:2]
    given = [{"area": a, "share": s} for a, s in zip(areas, ("0.081", "0.9190"), strict=True)]
    table = shares_table(
        Source({**shown, "tender": {**shown["tender"], "cost_shares": given}}, "nl")
    )
    assert table is not None
    assert [row.cells[-1].text for row in table.rows] == ["8,1%", "91,9%"]
    given[1]["share"] = "0.9195"
    table = shares_table(
        Source({**shown, "tender": {**shown["tender"], "cost_shares": given}}, "nl")
    )
    assert table is not None
    assert [row.cells[-1].text for row in table.rows] == ["8,10%", "91,95%"]


def test_less_of_a_goal_has_the_sign_of_less() -> None:
    goal = {"kind": "spend", "need": ""}
    assert more_or_less(source(), goal, -1000) == "−€\u00a010,00"
    assert more_or_less(source(), goal, 1000) == "+€\u00a010,00"


def test_sentences_in_a_table_keep_room_and_short_words_do_not() -> None:
    rows = (
        text_row("K1", "ja", "Dit is een hele zin, en die is lang."),
        text_row("Groep", tone="group"),
    )
    looks = Table("", columns("Wie", "Of", "Waarom"), rows).looks
    assert looks == ("t", "t", "t long")


@pytest.mark.parametrize(("width", "slim"), [("14.9%", True), ("15%", False), ("0%", True)])
def test_a_piece_of_a_bar_knows_whether_its_figure_fits_on_a_phone(width: str, slim: bool) -> None:
    assert Segment("0%", width, "served", "12,00").slim is slim


def test_who_signs_signs_below_the_last_rows_of_a_table() -> None:
    rows = tuple(text_row(f"bestand {at}", "hash") for at in range(40))
    table = Table("Bestanden", columns("Bestand", "SHA-256"), rows)
    paper = Paper("nl", "Stuk", "Titel", (Part("Kop", tables=(table,)),))
    for signed, kept in ((replace(paper, signatures=(Signature("Inkoper"),)), 3), (paper, 0)):
        (grid,) = docx.Document(io.BytesIO(paper_docx(signed))).tables
        ends = [[p._p for cell in row.cells for p in cell.paragraphs] for row in grid.rows[1:]]
        stay = [all(p.find(f".//{KEPT}") is not None for p in row) for row in ends]
        assert stay == [False] * (40 - kept) + [True] * kept


def test_a_notice_that_names_several_bids_names_them_on_the_page() -> None:
    values = {"name": "Zorg (fictief)", "bidders": ("A010", "A026")}
    found = (Finding("B124", Weight.NOTICE, None, values),)
    shown = opening_record("0", source().tender, Bids(()), Steps("", ()), found)
    table = findings_table(Source(shown, "nl"))
    assert table is not None
    assert "A010, A026" in table.rows[0].cells[-1].text
