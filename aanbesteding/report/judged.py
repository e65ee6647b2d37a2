"""The reason for every bid, and what the panel gave and wrote."""

from collections.abc import Mapping, Sequence
from typing import Any

from aanbesteding.assessment.marks import CONSENSUS, EVERY_LOT
from aanbesteding.report.counted_marks import reasons_head
from aanbesteding.report.shapes import Cell, Column, Row, Table, columns, text_row
from aanbesteding.report.source import Record, Source
from aanbesteding.tender.lots import Lot
from aanbesteding.tender.panel import Assessor

Given = Mapping[tuple[str, str, str], Sequence[Record]]
_TONES = {"won": "good", "admitted": "good", "draw": "wait", "open": "wait"}


def reasons(source: Source) -> list[Table]:
    """Return per open lot the result of every bid with its reason."""
    bidder, result, why = (
        source.t(f"report.word.{word}") for word in ("bidder", "result", "reason")
    )
    cols = (*columns(bidder, result), Column(why, wide=True))
    rows: dict[str, list[Row]] = {}
    for reason in source.record["reasons"]:
        rows.setdefault(reason["lot"], []).append(_reason(source, reason))
    return [
        Table(source.t("report.reasons.caption", lot=lot.title), cols, tuple(rows[lot.id]))
        for lot in source.tender.open_lots
        if lot.id in rows
    ]


def _reason(source: Source, reason: Record) -> Row:
    result = reason["result"]
    return text_row(
        source.bidder(reason["bidder"]),
        Cell(source.t(f"report.result.{result}"), tone=_TONES.get(result, "")),
        Cell(source.sentence(reason["key"], reason["values"]), _compared(source, reason)),
    )


def _compared(source: Source, reason: Record) -> str:
    """The points per criterion beside those of the lowest ranked winner, where they were kept."""
    rows = [
        source.t(
            "report.reasons.compared",
            criterion=source.name("criterion", row["criterion"]),
            own=source.number(row["own"]),
            other=source.number(row["other"]),
        )
        for row in reason.get("compared", ())
    ]
    return source.t("report.reasons.beside", rows="; ".join(rows)) if rows else ""


def panel(source: Source) -> list[dict[str, Any]]:
    """Return per bid and lot the mark that counts per criterion, with reasons, and single marks."""
    found, given = [], _members(source)
    several = len(source.tender.open_lots) > 1
    for lot in source.tender.open_lots:
        for score in source.scores.get(lot.id, []):
            table = _marks_table(source, lot, score["bidder"], given)
            if table:
                title = source.bidder(score["bidder"])
                found.append({"bidder": title, "lot": lot.title if several else "", "table": table})
    return found


def assessors(source: Source) -> Table | None:
    """Return who sat on the panel; None when nobody is named."""
    labels = [source.t(f"report.panel.{h}") for h in ("assessor", "expertise", "interest")]
    rows = tuple(
        text_row(Cell(a.name, a.id), a.expertise or "–", _declared(source, a))
        for a in source.tender.assessors
    )
    return Table(source.t("report.panel.caption"), columns(*labels), rows) if rows else None


def _declared(source: Source, assessor: Assessor) -> str:
    """What an assessor declared, and every interest in a bidder."""
    interests = [one for one in source.tender.interests if one.assessor == assessor.id]
    told = [assessor.interest] if assessor.interest else []
    told += [f"{source.name('bidder', one.bidder)}: {one.text}" for one in interests]
    return " · ".join(told) or source.t("report.panel.none")


def _members(source: Source) -> Given:
    """The marks members gave on their own, by bidder, lot and criterion."""
    found: dict[tuple[str, str, str], list[Record]] = {}
    for mark in source.record["marks"]:
        if mark["assessor"] != CONSENSUS:
            found.setdefault((mark["bidder"], mark["lot"], mark["criterion"]), []).append(mark)
    return found


def _marks_table(source: Source, lot: Lot, bidder: str, members: Given) -> Table | None:
    shared, together = source.consensus, source.tender.panel.method == "consensus"
    criteria = [c.id for c in source.tender.judged(lot.id) if (bidder, lot.id, c.id) in shared]
    if not criteria:
        return None
    rows = []
    for criterion in criteria:
        mark = shared[bidder, lot.id, criterion]
        own = members.get((bidder, lot.id, criterion), members.get((bidder, EVERY_LOT, criterion)))
        given = _given(source, own or ()) if together else ""
        name = source.name("criterion", criterion)
        rows.append(text_row(name, source.number(mark["mark"]), Cell(mark["reason"], given)))
    heads = ("criterion", "mark", reasons_head(source.tender))
    labels = [source.t(f"report.panel.{h}") for h in heads]
    cols = (Column(labels[0]), Column(labels[1], number=True), Column(labels[2], wide=True))
    caption = source.t("report.panel.marks", bidder=source.bidder(bidder), lot=lot.title)
    return Table(caption, cols, tuple(rows))


def _given(source: Source, marks: Sequence[Record]) -> str:
    if not marks:
        return ""
    told = [f"{mark['assessor']}: {source.number(mark['mark'])}" for mark in marks]
    return source.t("report.panel.members", marks=told)
