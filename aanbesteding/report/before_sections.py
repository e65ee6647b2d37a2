"""What was decided before beside what is computed now, row by row."""

from aanbesteding.basis.texts import say
from aanbesteding.report.explained import Section
from aanbesteding.report.listing import Listing
from aanbesteding.report.source import Record, Source

KINDS = ("text", "text", "number", "number", "number", "number", "wide", "wide")
HEADS = ("old_total", "total", "old_rank", "rank", "why", "where")


def before_sections(source: Source) -> tuple[Section, ...]:
    """Return how many rows are the same, and each row with where it begins to differ."""
    rows = source.record["answer"]["rows"]
    same = sum(row["why"] == "same" for row in rows)
    counted = say("migrate.counted", source.lang, {"count": len(rows), "same": same})
    return (Section("before", source.t("migrate.lead"), (counted,), (_rows(source, rows),)),)


def _rows(source: Source, rows: list[Record]) -> Listing:
    t = source.t
    labels = (
        t("report.word.lot"),
        t("report.word.bidder"),
        *(t(f"migrate.head.{head}") for head in HEADS),
    )
    values = [
        (
            source.name("lot", row["lot"]),
            source.bidder(row["bidder"]),
            *(row[name] for name in HEADS[:4]),
            say(f"migrate.why.{row['why']}", source.lang, row),
            row["where"],
        )
        for row in rows
    ]
    return Listing(t("migrate.caption"), labels, KINDS, values)
