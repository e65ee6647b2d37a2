"""What the editions share: dates with standstill, how was judged, where it comes from."""

from aanbesteding.report.asked import goals_in_words, how_decided, rules_in_words
from aanbesteding.report.explained import Section
from aanbesteding.report.listing import Listing, filled
from aanbesteding.report.origin import timeline
from aanbesteding.report.papers.unbroken import unbroken
from aanbesteding.report.shapes import Fact
from aanbesteding.report.source import Record, Source


def labels(source: Source, *names: str) -> tuple[str, ...]:
    """Return the headings of a list."""
    return tuple(source.t(f"report.edition.{name}") for name in names)


def dates(source: Source) -> Section:
    """Return the dates of the round in order, and what the standstill is."""
    rows = tuple((unbroken(one["day"]), one["label"]) for one in timeline(source))
    heads = labels(source, "day", "what")
    listing = Listing(source.t("report.edition.dates"), heads, ("text", "wide"), rows)
    return Section("ed_dates", source.t("report.schedule.as_published"), lists=(listing,))


def judged(source: Source) -> Section:
    """Return how was judged: criteria with weights, the way of deciding, rules and goals."""
    said = tuple(f"{fact.term}: {fact.text} {fact.note}".strip() for fact in how_decided(source))
    lists = filled(_criteria(source), _rules(source), _goals(source))
    return Section("ed_judged", source.t("report.edition.judged_lead"), said, lists)


def _criteria(source: Source) -> Listing:
    tender = source.tender
    rows = [
        (one.title, one.weight, source.name("criterion", one.parent) if one.parent else None)
        for one in tender.criteria
    ]
    if tender.price.weight:
        rows.append((source.t("report.word.price"), tender.price.weight, None))
    under = any(row[2] for row in rows)
    heads = ("criterion", "most_points", *(("part_of",) if under else ()))
    return Listing(
        source.t("report.edition.criteria"),
        labels(source, *heads),
        ("text", "number", "text")[: len(heads)],
        tuple(row[: len(heads)] for row in rows),
    )


def _rules(source: Source) -> Listing:
    rows = tuple(
        (f"{fact.text} ({fact.note})" if fact.note else fact.text,)
        for fact in rules_in_words(source)
    )
    naming = source.record["rules_naming_bidders"]
    note = source.t("report.edition.rules_naming", count=naming) if naming else ""
    caption = source.t("report.edition.rules")
    return Listing(caption, labels(source, "rule"), ("wide",), rows, note)


def _goals(source: Source) -> Listing:
    rows = tuple((f"{at}. {goal}",) for at, goal in enumerate(goals_in_words(source), start=1))
    return Listing(source.t("report.edition.goals"), labels(source, "goal"), ("wide",), rows)


def bids_of(source: Source) -> Listing:
    """Return how many bids there were per lot, and how many contracts."""
    rows = tuple(
        (source.name("lot", lot["lot"]), lot["bids"], len(lot["winners"]), _ended(source, lot))
        for lot in source.decision["lots"]
    )
    heads = labels(source, "lot", "bids", "contracts", "ended")
    return Listing(
        source.t("report.edition.per_lot"), heads, ("text", "number", "number", "wide"), rows
    )


def _ended(source: Source, lot: Record) -> str:
    """How a lot ended, and whether lots were drawn for it."""
    said = source.t(f"report.outcome.{lot['outcome']}")
    draws = source.decision.get("draws", ())
    drawn = any(draw["lot"] == lot["lot"] and draw["origin"] != "nobody" for draw in draws)
    return f"{said} {source.t('report.edition.drawn')}" if drawn else said


def origin_of(source: Source) -> tuple[Fact, ...]:
    """Return which edition this is, of which record, and the head of the journal."""
    record, t = source.record, source.t
    hashes = (
        Fact(t("report.edition.record"), record["record_sha256"], tone="hash"),
        Fact(t("report.journal.head"), record["journal"]["head"], tone="hash"),
    )
    return (
        Fact(t("report.edition.edition"), t(f"report.edition.is_{record['edition']}")),
        *(fact for fact in hashes if fact.text),
        Fact(t("report.origin.version"), f"aanbesteding {record['package']}"),
        Fact(t("report.origin.format"), record["format"]),
    )
