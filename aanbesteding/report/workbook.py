"""The award workbook: the same as the page, with live formulas next to our own exact results."""

from fractions import Fraction

from aanbesteding.basis.exact import euros
from aanbesteding.report.compared import compared
from aanbesteding.report.counted import failing, goals_table, heavier, sense_of
from aanbesteding.report.draws import draw_rows
from aanbesteding.report.figures import forecast_of, spend_of, waiting_of
from aanbesteding.report.found import found_table
from aanbesteding.report.grid import (
    DASH,
    FIRST,
    as_rows,
    at,
    fixed,
    heads,
    live,
    properties,
    sheet,
    text,
)
from aanbesteding.report.judged import reasons
from aanbesteding.report.sheet_around import forecast_cell
from aanbesteding.report.sheet_award import CEILING, SPEND, award_sheet, volumes_of
from aanbesteding.report.sheet_bids import bids_sheet, offered
from aanbesteding.report.sheet_block import Block
from aanbesteding.report.sheet_control import checksum_sheet
from aanbesteding.report.sheet_guide import guide_sheet
from aanbesteding.report.sheet_lists import sheets_around
from aanbesteding.report.sheet_needs import SERVED, budget_sheet, needs_sheet
from aanbesteding.report.sheet_scores import blocks, marks_sheet, scores_sheet
from aanbesteding.report.source import Record, Source
from aanbesteding.report.summary import lots_table, masthead, statement
from aanbesteding.report.units import measure
from aanbesteding.workbook.book import Book, CellOut, Row, Sheet

_STYLES = {"cents": "row_euro", "share": "row_percent"}
_TINY = "0.000000001"


def workbook(record: Record, lang: str, record_hash: str = "") -> Book:
    """Return the workbook of a record; its properties name the record's hash."""
    source = Source(record, lang, record_hash)
    marks, cells = marks_sheet(source)
    bids = offered(source)
    sheets = (
        summary_sheet(source),
        bids_sheet(source, bids),
        marks,
        scores_sheet(source, cells, bids),
        award_sheet(source, bids),
        needs_sheet(source),
        budget_sheet(source),
        *sheets_around(source),
        rules_sheet(source),
        reasons_sheet(source),
    )
    mark = [source.t("report.what_if.mark")] if source.what_if else []
    title = " · ".join((*mark, source.t(f"report.kind.{record['kind']}"), source.tender.title))
    every = (guide_sheet(source, sheets), *sheets, checksum_sheet(source, sheets))
    return Book(title, every, properties(source), volumes_of(source).names)


def summary_sheet(source: Source) -> Sheet:
    """Return the first sheet: what was decided, the figures by formula, both decisions if any."""
    rows: list[Row] = [(CellOut(statement(source), "strong", span=4),), ()]
    rows += [
        (text(fact.term), CellOut(fact.text, "row", span=3)) for fact in masthead(source)["facts"]
    ]
    rows += [(), *_figures(source), ()]
    lots = lots_table(source)
    rows += as_rows(lots) if lots else []
    rows += _winners(source)
    found = found_table(source)
    rows += [*as_rows(found), ()] if found else []
    both = compared(source)
    if both:
        rows += as_rows(both["figures"]) + as_rows(both["winners"])
    return sheet(source, "summary", rows, (50, 24, 24, 26, 14, 22), (0, 0))


def _winners(source: Source) -> list[Row]:
    """Who has a contract, with rank and total from the scores and the rest from the award."""
    contracts, t = source.decision["contracts"], source.t
    if not contracts:
        return []
    places = {
        (score["bidder"], block.lot.id): (block, row, score)
        for block in blocks(source)
        for row, score in enumerate(block.scores, start=block.first)
    }
    labels = [t(f"report.word.{word}") for word in ("bidder", "lot", "rank", "total")]
    labels += [source.counted("report.word.clients"), t("report.word.spend")]
    key = "report.answer.caption_what_if" if source.what_if else "report.answer.caption"
    rows: list[Row] = [(text(t(key), "strong"),), heads(*labels, numbers="--nnnn")]
    for row, contract in enumerate(contracts, start=FIRST):
        block, there, score = places[contract["bidder"], contract["lot"]]
        rows.append(
            (
                text(source.bidder(contract["bidder"])),
                text(contract["lot"]),
                *_place(source, block, there, score),
                *_amounts(source, contract, row),
            )
        )
    return [*rows, ()]


def _amounts(source: Source, contract: Record, row: int) -> tuple[CellOut, CellOut]:
    """Clients and spend from the award; a dash where nobody was promised anything."""
    if not source.tender.promises_volume(source.lots[contract["lot"]]):
        return DASH, DASH
    award = source.t("report.sheet.award")
    return (
        live(f"{award}!{at(4, row)}", contract["clients"], "row_integer"),
        live(f"{award}!{at(5, row)}", euros(contract["spend_cents"]), "row_euro"),
    )


def _place(source: Source, block: Block, row: int, score: Record) -> tuple[CellOut, CellOut]:
    if score["rank"] is None:
        return text("–"), text("–")
    scores = source.t("report.sheet.scores")
    return (
        live(f"{scores}!{at(block.total + 1, row)}", score["rank"], "row_integer"),
        live(f"{scores}!{at(block.total, row)}", Fraction(score["total"]), "row_number2"),
    )


def _figures(source: Source) -> list[Row]:
    decision, place, t = source.decision, volumes_of(source), source.t
    needs, budgets = decision["needs"], decision["budgets"]
    spend = Fraction(spend_of(decision), 100)
    summed = live(f"SUM({place.column(SPEND)})", spend, "row_euro")
    rows: list[Row] = [(text(t("report.word.spend")), summed)]
    if decision["forecast"]:
        there = f"{t('report.sheet.choice')}!{forecast_cell(source)}"
        forecast = live(there, euros(forecast_of(decision)), "row_euro")
        rows.append((text(t("report.forecast.spend")), forecast))
    if len(budgets) == 1:
        there = f"{t('report.sheet.budget')}!{fixed(CEILING, FIRST)}"
        ceiling = Fraction(budgets[0]["ceiling_cents"], 100)
        rows.append((text(t("report.budget.ceiling")), live(there, ceiling, "row_euro")))
    if needs and source.summable:
        total = f"{t('report.sheet.needs')}!{fixed(SERVED + 1, FIRST + len(needs))}"
        label = text(t("report.wait.waiting"))
        rows.append((label, live(total, waiting_of(decision), "row_integer")))
    return rows


def rules_sheet(source: Source) -> Sheet:
    """Return what was counted for each rule against what it requires, and the goals."""
    t = source.t
    rows: list[Row] = [
        heads(
            t("report.sheet.rule"),
            t("report.counts.counted"),
            t("report.sheet.sense"),
            t("report.counts.required"),
            t("report.counts.holds"),
            numbers="-n-n-",
        )
    ]
    for row, count in enumerate(source.decision["counts"], start=FIRST):
        rows.append(_count(source, count, row))
    return sheet(source, "rules", [*rows, *_goals(source)], (80, 22, 22, 22, 16))


def _goals(source: Source) -> list[Row]:
    """The goals under the rules, each with its number in front as the first column is wide."""
    table = goals_table(source)
    if table is None:
        return []
    labels = [column.label for column in table.columns[1:]]
    rows: list[Row] = [(), (text(table.caption, "strong"),), heads(*labels, numbers="-n-")]
    for row in table.rows:
        order, goal, value, proof = (cell.text for cell in row.cells)
        rows.append((text(f"{order}. {goal}"), text(value, "row_integer"), text(proof)))
    return rows


def _count(source: Source, count: Record, row: int) -> Row:
    found = measure(count)
    style = _STYLES.get(found, "row_number")
    part = 100 if found == "cents" else 1
    values = [Fraction(count[name]) / part for name in ("counted", "required")]
    yes, no = source.t("report.counts.kept"), failing(source, [count])
    holds = _comparison(at(2, row), count["sense"], at(4, row))
    said = source.sentence(count["key"], count["values"], count["kind"])
    note = heavier(source, count)
    return (
        text(f"{said} ({note})" if note else said),
        CellOut(values[0], style),
        text(source.t(f"report.sheet.senses.{sense_of(count)}")),
        CellOut(values[1], style),
        live(
            f'IF({holds},"{yes}","{no}")',
            yes if count["holds"] else no,
            "row_good" if count["holds"] else "row_bad",
        ),
    )


def _comparison(left: str, sense: str, right: str) -> str:
    """A comparison that forgives what binary numbers are off by."""
    match sense:
        case "<=":
            return f"{left}<={right}+{_TINY}"
        case ">=":
            return f"{left}>={right}-{_TINY}"
    return f"ABS({left}-{right})<={_TINY}"


def reasons_sheet(source: Source) -> Sheet:
    """Return the result and the reason for every bid, and the draws that settled a tie.

    Where points were compared with those of the lowest ranked winner, they stand beside it.
    """
    words = [source.t(f"report.word.{word}") for word in ("lot", "bidder", "result", "reason")]
    found = [
        (lot, *(cell.text for cell in row.cells), row.cells[-1].note)
        for lot, table in zip(_reasoned_lots(source), reasons(source), strict=True)
        for row in table.rows
    ]
    beside = any(note for *_, note in found)
    rows: list[Row] = [heads(*words, *([source.t("report.sheet.beside")] if beside else ()))]
    rows += [tuple(map(text, row if beside else row[:-1])) for row in found]
    draws = draw_rows(source)
    rows += [(), *draws] if draws else []
    wide = (10, 36, 16, 64, 52, 52) if beside or draws else (10, 40, 18, 90)
    return sheet(source, "reasons", rows, wide)


def _reasoned_lots(source: Source) -> list[str]:
    """The open lots that have reasons, in the tender's order."""
    found = {reason["lot"] for reason in source.record["reasons"]}
    return [lot.id for lot in source.tender.open_lots if lot.id in found]
