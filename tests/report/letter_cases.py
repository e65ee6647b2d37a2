"""Small rounds for the tests of letters, and what a letter says in one text."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from aanbesteding import flow
from aanbesteding.assessment.marks import CONSENSUS, Mark, Marks
from aanbesteding.basis.canonical import canonical, fingerprint
from aanbesteding.bids.bid import Bids, Event
from aanbesteding.dossier.editions.bidder import bidder_edition
from aanbesteding.report.letters.case import Case, Stage
from aanbesteding.report.letters.own import Own
from aanbesteding.report.papers.paper import Paper
from aanbesteding.report.source import Source
from aanbesteding.round.letters import papers_of
from tests import tiny
from tests.report import sample

Record = dict[str, Any]
LAST, FIRST = date(2018, 6, 4), date(2018, 6, 5)
DECIDED = Stage("decided", LAST, FIRST)
TWO_LOTS = [{"id": "1", "title": "Perceel Noord"}, {"id": "2", "title": "Perceel Zuid"}]
TWO = [
    {"id": "plan", "title": "Het plan", "weight": 60, "scale": "tien"},
    {"id": "team", "title": "Het team", "weight": 40, "scale": "tien"},
]
FREE: dict[str, Any] = {"demand": [], "budgets": []}


def record_of(
    tender: Any,
    bids: Bids,
    marks: Mapping[str, Sequence[int]],
    reasons: dict[str, str] | None = None,
) -> Record:
    """Return the record of a round; marks are per bidder in the order of the criteria."""
    given = tuple(
        Mark(CONSENSUS, bidder, lot.lot, one.id, Decimal(mark), _reason(bidder, one.title, reasons))
        for bidder, row in marks.items()
        for lot in bids.bid(bidder).lots
        for one, mark in zip(tender.criteria, row, strict=True)
    )
    return sample.read(flow.award(tender, bids, Marks(given)))


def _reason(bidder: str, title: str, reasons: dict[str, str] | None) -> str:
    return (reasons or {}).get(bidder, f"{title} van {bidder} is gewogen.")


def ranked(places: int = 1, **changes: Any) -> Any:
    """Return a tender with two criteria and a most number of contracts."""
    rules = [{"id": "n", "kind": "number_of_contracts", "at_most": places}]
    return tiny.tender(criteria=TWO, rules=rules, **FREE, **changes)


def four(places: int = 2, **changes: Any) -> Record:
    """Return a round that K1 and K2 win; K3 is third and K4 fourth."""
    bids = tiny.bids(*(tiny.bid(f"K{number}") for number in range(1, 5)))
    marks = {"K1": (9, 9), "K2": (8, 6), "K3": (6, 7), "K4": (2, 3)}
    return record_of(ranked(places, **changes), bids, marks)


def two_lots() -> Record:
    """Return a round of two lots: K1 wins the first and loses the second to K2."""
    return _in_two_lots({"K1": {"1": 8, "2": 4}, "K2": {"2": 9}})


def lost_twice() -> Record:
    """Return a round of two lots, both won by K2 and lost by K1."""
    return _in_two_lots({"K1": {"1": 5, "2": 4}, "K2": {"1": 8, "2": 9}})


def _in_two_lots(given: Mapping[str, Mapping[str, int]]) -> Record:
    """A round of two lots with one contract each; a bid has one mark for both criteria of a lot."""
    tender = ranked(lots=TWO_LOTS)
    bids = tiny.bids(*(tiny.bid(bidder, lots=tuple(marks)) for bidder, marks in given.items()))
    marks = tuple(
        Mark(CONSENSUS, bidder, lot, one.id, Decimal(mark), f"Zo is {one.title} in {lot}.")
        for bidder, row in given.items()
        for lot, mark in row.items()
        for one in tender.criteria
    )
    return sample.read(flow.award(tender, bids, Marks(marks)))


def put_out(
    record_marks: Mapping[str, Sequence[int]], event: str, bidder: str, reason: str
) -> Record:
    """Return a round of which one bid is out by the register."""
    bids = tiny.bids(
        *(tiny.bid(name) for name in record_marks),
        events=[Event.model_validate({"bidder": bidder, "event": event, "reason": reason})],
    )
    return record_of(ranked(), bids, record_marks)


def letters_of(
    record: Record, stage: Stage = DECIDED, own: Own | None = None, lang: str = "nl"
) -> dict[str, Paper]:
    """Return the letters of a record by bidder."""
    papers = papers_of(record, fingerprint(canonical(record)), lang, stage, own or Own())
    return {bid["id"]: paper for bid, paper in zip(record["bids"], papers, strict=True)}


def said(paper: Paper) -> str:
    """Return all that a letter says, a line per sentence, point and row."""
    lines = [paper.kind, paper.title, *paper.sender, *paper.addressee, paper.salutation]
    lines += [f"{fact.term}: {fact.text}" for fact in (*paper.facts, *paper.origin)]
    for part in paper.parts:
        lines += [part.heading, *part.paragraphs, *part.points]
        for table in part.tables:
            lines += [table.caption, " | ".join(column.label for column in table.columns)]
            lines += [" | ".join(cell.text for cell in row.cells) for row in _rows(table)]
            lines.append(table.note)
    lines += [*paper.closing, *(f"{one.role} {one.name}" for one in paper.signatures), paper.mark]
    return "\n".join(line for line in lines if line)


def _rows(table: Any) -> tuple[Any, ...]:
    return (*table.rows, *table.total)


def case_of(bidder: str) -> Case:
    """Return the letter to a bidder of `four` before it is written."""
    record = four()
    return Case(Source(bidder_edition(record, bidder, "0" * 64), "nl"), DECIDED, Own())
