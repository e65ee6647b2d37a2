"""The reason for every bid, and what the panel gave and wrote."""

from collections.abc import Mapping, Sequence
from typing import Any

from aanbesteding.assessment.marks import EVERY_LOT
from aanbesteding.report.counted_marks import reasons_head
from aanbesteding.report.ranking import consensus, lot_scores
from aanbesteding.report.shapes import Cell, Column, Table, columns, text_row
from aanbesteding.report.source import Record, Source
from aanbesteding.tender.lots import Lot
from aanbesteding.tender.panel import Assessor

Given = Mapping[tuple[str, str, str], Sequence[Record]]
_TONES = {"won": "good", "admitted": "good", "draw": "wait", "open": "wait"}


def reasons(source: Source) -> list[Table]:
    """Return per open lot the result of every bid with its reason."""
    labels = [source.t(f"report.word.{word}") for word in ("bidder", "result", "reason")]
    tables = []
    by_lot: dict[str, list[Record]] = {}
    for reason in source.record["reasons"]:
        by_lot.setdefault(reason["lot"], []).append(reason)
    for lot in source.tender.open_lots:
        found = by_lot.get(lot.id, [])
        rows = tuple(
            text_row(
                source.bidder(r["bidder"]),
                Cell(source.t(f"report.result.{r['result']}"), tone=_TONES.get(r["result"], "")),
                Cell(source.sentence(r["key"], r["values"]), _compared(source, r)),
            )
            for r in found
        )
        cols = (*columns(*labels[:2]), Column(labels[2], wide=True))
        if rows:
            caption = source.t("report.reasons.caption", lot=lot.title)
            tables.append(Table(caption, cols, rows))
    return tables


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
    found = []
    given = _members(source)
    for lot in source.tender.open_lots:
        for score in lot_scores(source, lot.id):
            table = _marks_table(source, lot, score["bidder"], given)
            if table:
                title = source.bidder(score["bidder"])
                several = len(source.tender.open_lots) > 1
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
        if mark["assessor"] != "consensus":
            found.setdefault((mark["bidder"], mark["lot"], mark["criterion"]), []).append(mark)
    return found


def _marks_table(source: Source, lot: Lot, bidder: str, members: Given) -> Table | None:
    shared, together = consensus(source), source.tender.panel.method == "consensus"
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
