"""What the editions share: dates with standstill, how was judged, where it comes from."""

from collections.abc import Iterator

from aanbesteding.report.asked import goals_in_words, how_decided, rules_in_words
from aanbesteding.report.explained import Section
from aanbesteding.report.listing import Listing
from aanbesteding.report.origin import timeline
from aanbesteding.report.shapes import Fact
from aanbesteding.report.source import Record, Source


def labels(source: Source, *names: str) -> tuple[str, ...]:
    """Return the headings of a list."""
    return tuple(source.t(f"report.edition.{name}") for name in names)


def dates(source: Source) -> Section:
    """Return the dates of the round in order, and what the standstill is."""
    rows = tuple((together(one["day"]), one["label"]) for one in timeline(source))
    listing = Listing(
        source.t("report.edition.dates"),
        labels(source, "day", "what"),
        ("text", "wide"),
        rows,
    )
    return Section("ed_dates", source.t("report.schedule.as_published"), lists=(listing,))


def together(text: str) -> str:
    """Return a text that no line end may break."""
    return text.replace(" ", "\u00a0")


def judged(source: Source) -> Section:
    """Return how was judged: criteria with weights, the way of deciding, rules and goals."""
    said = tuple(f"{fact.term}: {fact.text} {fact.note}".strip() for fact in how_decided(source))
    lists = (_criteria(source), _rules(source), _goals(source))
    return Section(
        "ed_judged",
        source.t("report.edition.judged_lead"),
        said,
        tuple(one for one in lists if one.rows),
    )


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
        (source.name("lot", lot["lot"]), lot["bids"], len(lot["winners"]), ended(source, lot))
        for lot in source.decision["lots"]
    )
    heads = labels(source, "lot", "bids", "contracts", "ended")
    return Listing(
        source.t("report.edition.per_lot"), heads, ("text", "number", "number", "wide"), rows
    )


def ended(source: Source, lot: Record) -> str:
    """Return how a lot ended, and whether lots were drawn for it."""
    said = source.t(f"report.outcome.{lot['outcome']}")
    drawn = [draw for draw in source.decision.get("draws", ()) if draw["lot"] == lot["lot"]]
    return f"{said} {source.t('report.edition.drawn')}" if drawn else said


def origin_of(source: Source) -> list[Fact]:
    """Return which edition this is, of which record, and the head of the journal."""
    return list(_origin(source))


def _origin(source: Source) -> Iterator[Fact]:
    record, t = source.record, source.t
    kind = record["edition"]
    yield Fact(t("report.edition.edition"), t(f"report.edition.is_{kind}"))
    if record["record_sha256"]:
        yield Fact(t("report.edition.record"), record["record_sha256"], tone="hash")
    if record["journal"]["head"]:
        yield Fact(t("report.journal.head"), record["journal"]["head"], tone="hash")
    yield Fact(t("report.origin.version"), f"aanbesteding {record['package']}")
    yield Fact(t("report.origin.format"), record["format"])
