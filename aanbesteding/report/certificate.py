"""Rank reversal: whether the ranking would turn if bids left or one more had come in."""

from collections.abc import Sequence
from typing import Any

from aanbesteding.report.certificate_words import (
    answers_of,
    bidders,
    by_construction,
    certified_lots,
    newcomers,
    orders,
    orders_of_the_rest,
    pairs_told,
    said,
    verdict,
)
from aanbesteding.report.shapes import Cell, Row, Table, columns, text_row
from aanbesteding.report.source import Record, Source

EXCLUDED_SHOWN = 3


def certificate(source: Source) -> dict[str, Any] | None:
    """Return the verdict per lot and the tables behind it; None where nothing was certified."""
    lots = certified_lots(source)
    if not lots:
        return None
    return {
        "verdicts": verdicts_table(source, lots),
        "lots": [
            lot_section(source, lot) for lot in lots if not by_construction(lot["certificate"])
        ],
    }


def verdicts_table(source: Source, lots: Sequence[Record]) -> Table:
    """Return per lot in one sentence whether its ranking leans on other bids."""
    rows = []
    for lot in lots:
        told, of_winners = verdict(source, lot["certificate"])
        turns = any(one["after"] for one in lot["certificate"]["exclusions"])
        note = said(source, "verdict.excluded") if turns else ""
        cell = Cell(told, note, "strong" if of_winners else "")
        rows.append(text_row(source.name("lot", lot["lot"]), cell))
    labels = columns(said(source, "lot"), said(source, "outcome"))
    return Table(said(source, "caption"), labels, tuple(rows))


def lot_section(source: Source, lot: Record) -> dict[str, Any]:
    """Return everything that is told of one lot."""
    found, title = lot["certificate"], source.name("lot", lot["lot"])
    places, rests = found["places"], list(orders_of_the_rest(source, found))
    answers = answers_table(source, found) if found["basis"] == "searched" else None
    exclusions = exclusions_table(source, found)
    return {
        "title": title,
        "places": said(source, "places_one" if places == 1 else "places", places=places),
        "answers": answers and answers.about(title),
        "tables": [order_table(source, found, *one).about(title) for one in orders(source, found)],
        "exclusions": exclusions and exclusions.about(title),
        "dropout": said(source, f"exclusions.{source.tender.award.on_dropout or 'unsaid'}"),
        "excluded": [order_table(source, found, *r).about(title) for r in rests[:EXCLUDED_SHOWN]],
        "newcomers": list(newcomers(source, found)),
    }


def answers_table(source: Source, found: Record) -> Table:
    """Return per question whether leaving out losers does it, and the smallest set that does."""
    labels = [said(source, f"answers.{head}") for head in ("question", "answer", "without")]
    rows = tuple(_answer(source, answer) for answer in answers_of(found))
    every = all(answer["complete"] for answer in found["answers"])
    note = said(source, "answers.counted" if every else "answers.counted_some", sets=found["sets"])
    return Table(said(source, "answers.caption"), columns(*labels), rows, note=note)


def _answer(source: Source, answer: Record) -> Row:
    question = said(source, f"answers.{answer['kind']}")
    change = answer["change"]
    if change is None and answer["complete"]:
        return text_row(question, Cell(said(source, "answers.no"), tone="strong"), "–")
    if change is None:
        note = said(source, "answers.unproved")
        return text_row(question, Cell(said(source, "answers.unknown"), note), "–")
    key = "level" if answer["kind"] == "tie" else "pair"
    note = pairs_told(source, change["pairs"], change["turned"], key)
    if not answer["complete"]:
        note = "; ".join(part for part in (note, said(source, "answers.maybe_smaller")) if part)
    yes = Cell(said(source, "answers.yes"), tone="wait")
    return text_row(question, yes, Cell(bidders(source, change["without"]), note))


def order_table(source: Source, found: Record, caption: str, after: Sequence[Record]) -> Table:
    """Return totals and ranks before and after; a bid that left is said to have."""
    heads = ("bidder", "rank", "total", "rank_after", "total_after")
    labels = [said(source, f"table.{head}") for head in heads]
    then = {place["bidder"]: place for place in after}
    rows = [_placed(source, place, then.get(place["bidder"])) for place in found["before"]]
    return Table(caption, columns(*labels, numbers="-nnnn"), tuple(rows))


def _placed(source: Source, was: Record, now: Record | None) -> Row:
    name = source.bidder(was["bidder"])
    before = (str(was["rank"]), source.trimmed(was["total"]))
    if now is None:
        return text_row(name, *before, said(source, "table.gone"), "–", tone="quiet")
    tone = "strong" if now["rank"] != was["rank"] else ""
    return text_row(name, *before, Cell(str(now["rank"]), tone=tone), source.trimmed(now["total"]))


def exclusions_table(source: Source, found: Record) -> Table | None:
    """Return per winner whether the order of the rest changes when it is excluded."""
    if not found["exclusions"]:
        return None
    labels = [said(source, f"exclusions.{head}") for head in ("winner", "rest", "pairs")]
    rows = tuple(_excluded(source, one) for one in found["exclusions"])
    return Table(said(source, "exclusions.caption"), columns(*labels), rows)


def _excluded(source: Source, one: Record) -> Row:
    name = source.bidder(one["bidder"])
    if not one["answered"]:
        return text_row(name, said(source, "exclusions.unanswered"), "–")
    if not one["after"]:
        return text_row(name, said(source, "exclusions.same"), "–")
    key, number = ("pair", one["swaps"]) if one["swaps"] else ("level", one["ties"])
    turned = Cell(said(source, "exclusions.turns"), tone="wait")
    return text_row(name, turned, pairs_told(source, one["pairs"], number, key))
