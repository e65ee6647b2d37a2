"""The note for the executive: what is asked, who wins what, what it costs, who waits, what next."""

from collections.abc import Iterator
from dataclasses import replace

from aanbesteding.report.answers import answers
from aanbesteding.report.certificate_words import certified_lots, verdict
from aanbesteding.report.choice import choice
from aanbesteding.report.counted import soft_in_words, ties_in_words
from aanbesteding.report.documents.common import document, part, said, to_fill
from aanbesteding.report.documents.legality import legality_table
from aanbesteding.report.figures import winners_of
from aanbesteding.report.flags import low_prices
from aanbesteding.report.money import budget_section, municipalities, municipalities_table
from aanbesteding.report.origin import timeline
from aanbesteding.report.papers.paper import Paper, Part
from aanbesteding.report.shapes import Cell, Table, columns, text_row
from aanbesteding.report.source import Record, Source
from aanbesteding.report.summary import lots_table, statement, winners_table
from aanbesteding.report.waiting import levels_table, need_levels, waiting_table

# A note is read in two minutes: longer tables stand in the report of the award.
MOST_ROWS = 14


def decision_note(source: Source) -> Paper:
    """Return the note that goes with the executive's decision."""
    parts = (
        part(source, "note.asked", points=_asked(source)),
        part(source, "note.short", tables=(_answers(source),)),
        _who(source),
        _money(source),
        _care(source),
        part(source, "note.risks", points=_risks(source)),
        part(source, "note.next", points=_next(source)),
        part(source, "note.legal", tables=(legality_table(source),)),
    )
    return document(source, "note", parts, ("authority", "buyer"))


def _asked(source: Source) -> Iterator[str]:
    winners = winners_of(source.decision)
    if not winners:
        yield said(source, "note.ask_none", statement=statement(source))
    else:
        yield said(source, "note.ask_award", winners=len(winners))
        reserve = sum(len(lot["reserve"]) for lot in source.decision["lots"])
        if reserve:
            yield said(source, "note.ask_reserve", bids=reserve)
    waits = any(row["waiting"] for row in source.decision["needs"])
    if waits:
        yield said(source, "note.ask_waiting")
    if any(row["left_cents"] < 0 for row in source.decision["municipalities"]):
        yield said(source, "note.ask_over")
    yield said(source, "note.ask_letters", days=source.record["schedule"]["standstill_days"])


def _answers(source: Source) -> Table:
    """The four answers of the award; who won stands by name below them."""
    facts = list(answers(source))
    if winners_of(source.decision):
        facts[0] = replace(facts[0], note="")
    rows = tuple(text_row(one.term, Cell(one.text, one.note, one.tone)) for one in facts)
    labels = [said(source, f"note.{head}") for head in ("question", "answer")]
    return Table(said(source, "note.answers"), columns(*labels), rows)


def _who(source: Source) -> Part:
    winners = _short(winners_table(source))
    more = "" if winners or not winners_of(source.decision) else said(source, "note.in_minutes")
    return part(source, "note.who", more, tables=(lots_table(source), winners))


def _short(table: Table | None) -> Table | None:
    return table if table and len(table.rows) <= MOST_ROWS else None


def _money(source: Source) -> Part:
    places = source.decision["municipalities"]
    lines = _over(source) if places else [said(source, "note.no_places")]
    tables = [_short(budget_section(_with_spend(source))["table"])]
    if places:
        first = [row for row in places if row["period"] == places[0]["period"]]
        shown = places if len(places) <= MOST_ROWS else first
        tables.append(municipalities_table(source, shown))
        if len(shown) < len(places):
            lines.append(said(source, "note.first_year", period=first[0]["period"]))
    return part(source, "note.money", *lines, tables=tables)


def _with_spend(source: Source) -> Source:
    """The record without the budgets of which this award spends nothing."""
    budgets = [row for row in source.decision["budgets"] if row["spend_cents"]]
    decision = {**source.decision, "budgets": budgets}
    return Source({**source.record, "decision": decision}, source.lang)


def _over(source: Source) -> list[str]:
    """How many municipalities are over their ceiling, and how much that is together."""
    found = municipalities(source) or {}
    return [found["statement"], found["beyond"]]


def _care(source: Source) -> Part:
    levels = need_levels(source, source.decision)
    table = levels_table(source, levels) if levels else None
    chosen = choice(source)
    free = chosen["levels"] if chosen else None
    none = "" if levels or chosen else said(source, "note.no_care")
    return part(source, "note.care", none, tables=(table, free))


def _risks(source: Source) -> Iterator[str]:
    """What was passed over, what hangs by a thread, and what was noticed."""
    out = [row["result"] for row in source.record["reasons"]]
    counts = {"bids": len(out), "lost": out.count("not_won"), "out": out.count("out")}
    yield said(source, "note.passed", **counts)
    if late := _beyond_norm(source):
        yield said(source, "note.beyond_norm", needs=late)
    for lot in source.decision["lots"]:
        yield from _of_lot(source, lot)
    if source.decision["outcome"] == "awarded" and not source.decision["unique"]:
        yield from ties_in_words(source)
    if any(draw["outcome"] and draw["origin"] != "nobody" for draw in source.decision["draws"]):
        yield said(source, "note.drawn")
    if soft := soft_in_words(source):
        yield soft
    for lot in certified_lots(source):
        told, of_winners = verdict(source, lot["certificate"])
        if of_winners:
            yield said(source, "note.leans", lot=source.name("lot", lot["lot"]), said=told)
    prices = low_prices(source)
    if prices and prices["statement"]:
        yield prices["statement"]
    if source.record["findings"]:
        yield said(source, "note.notices", count=len(source.record["findings"]))
    yield to_fill(source, "note.other_risks")


def _beyond_norm(source: Source) -> list[str]:
    """The need levels that somewhere wait longer than their norm, as the award report says it."""
    table = waiting_table(source)
    late = [row.cells[0].text for row in table.rows if row.cells[-1].tone == "bad"] if table else []
    return list(dict.fromkeys(late))


def _of_lot(source: Source, lot: Record) -> Iterator[str]:
    """A lot with one bid or with nobody, and who made room for the next in rank."""
    name = source.name("lot", lot["lot"])
    if lot["outcome"] != "out_of_scope" and lot["bids"] == 1:
        yield said(source, "note.one_bid", lot=name)
    if lot["outcome"] != "out_of_scope" and not lot["winners"]:
        fallback = source.lots[lot["lot"]].fallback or said(source, "fill")
        yield said(source, "note.nobody", lot=name, fallback=fallback)
    if lot["made_room"]:
        names = [source.bidder(bidder) for bidder in lot["made_room"]]
        yield said(source, "note.made_room", lot=name, names=names)


def _next(source: Source) -> Iterator[str]:
    """The days from the provisional award on, as published."""
    for one in timeline(source):
        if one["iso"] >= source.record["schedule"]["provisional_award"]:
            yield f"{one['day']}: {one['label']}"
