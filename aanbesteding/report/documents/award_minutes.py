"""The proces-verbaal of the award: parties, who was chosen and refused and why, and the traces."""

from collections.abc import Iterator

from aanbesteding.report.bought import lots_table
from aanbesteding.report.documents.common import as_point, document, part, said, to_fill
from aanbesteding.report.draws import draws_table
from aanbesteding.report.events import events_table
from aanbesteding.report.judged import assessors, reasons
from aanbesteding.report.origin import origin
from aanbesteding.report.papers.paper import Paper, Part
from aanbesteding.report.shapes import Fact
from aanbesteding.report.source import Source
from aanbesteding.report.steps import no_journal, step_facts
from aanbesteding.report.suitable import requirements_table, together_table
from aanbesteding.report.summary import lots_table as ended_table
from aanbesteding.report.summary import statement, winners_table


def award_minutes(source: Source) -> Paper:
    """Return the report of the award as it is kept in the file, with places to sign."""
    parts = (
        _subject(source),
        _contracts(source),
        _bids(source),
        _happened(source),
        _interests(source),
        _traces(source),
    )
    return document(source, "award", parts, ("authority", "buyer"))


def _subject(source: Source) -> Part:
    places = [a.name for a in source.tender.areas if a.kind == "municipality"]
    who = said(source, "award.for", places=places) if places else ""
    value = to_fill(source, "award.value")
    procedure = said(source, f"procedure.{source.tender.procedure}")
    return part(source, "award.subject", procedure, who, value, tables=(lots_table(source),))


def _contracts(source: Source) -> Part:
    together = together_table(source)
    alone = "" if together else said(source, "award.alone")
    return part(
        source,
        "award.contracts",
        statement(source),
        alone,
        points=_reserve(source),
        tables=(ended_table(source), winners_table(source), together),
    )


def _reserve(source: Source) -> Iterator[str]:
    for lot in source.decision["lots"]:
        if lot["reserve"]:
            names = [source.bidder(bidder) for bidder in lot["reserve"]]
            yield said(source, "award.reserve", lot=source.name("lot", lot["lot"]), names=names)


def _bids(source: Source) -> Part:
    count = said(source, "award.count", bidders=len(source.bids))
    tables = (requirements_table(source), *reasons(source))
    return part(source, "award.bids", count, tables=tables)


def _happened(source: Source) -> Part:
    draws, events = draws_table(source), events_table(source)
    lines = [
        said(source, f"award.no_{name}")
        for name, table in (("draws", draws), ("events", events))
        if table is None
    ]
    return part(source, "award.happened", *lines, tables=(draws, events))


def _interests(source: Source) -> Part:
    table = assessors(source)
    none = "" if table else said(source, "award.no_panel")
    return part(source, "award.interests", none, to_fill(source, "award.others"), tables=(table,))


def _traces(source: Source) -> Part:
    steps = step_facts(source)[:-1]
    points = [as_point(fact) for fact in steps] or [as_point(no_journal(source))]
    rules = Fact(said(source, "award.tender"), source.record["tender_hash"])
    return part(
        source,
        "award.traces",
        said(source, "award.traces_say"),
        points=(*points, as_point(rules)),
        tables=(origin(source)["inputs"],),
    )
