"""The quality of a round in a few lines, for the command line; without prices."""

from collections.abc import Iterator

from aanbesteding.report.source import Record, Source


def panel_lines(record: Record, lang: str) -> Iterator[str]:
    """Yield per lot and bid the points for quality so far."""
    source = Source(record, lang)
    for lot in record["lots"]:
        for bid in lot["bids"]:
            yield _line(source, lot, bid)


def _line(source: Source, lot: Record, bid: Record) -> str:
    values = {"lot": lot["lot"], "bidder": source.bidder(bid["bidder"])}
    if bid["status"] != "in":
        status = source.t(f"report.status.{bid['status']}")
        return source.t("cli.panel_out", **values, status=status)
    if not lot["ranked"] or bid["quality"] is None:
        return source.t("cli.panel_none" if lot["ranked"] else "cli.panel_open_house", **values)
    return source.t("cli.panel_points", **values, points=source.number(bid["quality"]))
