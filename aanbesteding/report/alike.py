"""Bids that look alike: points for a person to look at, for internal use."""

from aanbesteding.report.shapes import Cell, Column, Table, columns, text_row
from aanbesteding.report.source import Record, Source


def patterns(source: Source) -> Table | None:
    """Return the bids that look alike, for a person; None where there are none."""
    found, t = source.record.get("advice", {}).get("patterns", ()), source.t
    what, who, more = (t(f"report.patterns.{head}") for head in ("what", "who", "more"))
    cols = (*columns(what, who), Column(more, wide=True))
    rows = tuple(
        text_row(
            Cell(t(f"report.patterns.{flag['kind']}"), _lot(source, flag)),
            source.listed(source.bidder(bidder) for bidder in flag["bidders"]),
            _in_what(source, flag),
        )
        for flag in found
    )
    return Table(t("report.patterns.caption"), cols, rows) if rows else None


def _lot(source: Source, flag: Record) -> str:
    return source.name("lot", flag["lot"]) if flag["lot"] else ""


def _in_what(source: Source, flag: Record) -> str:
    """In what the bids of a flag are alike."""
    values = flag["values"]
    match flag["kind"]:
        case "same_prices":
            return source.listed(source.name("need", need) for need in values["needs"])
        case "same_total":
            return source.euro(values["total"])
        case "same_ratio":
            pairs = zip(flag["bidders"], values["ratios"], strict=True)
            ratios = [f"{bidder} {source.percent(ratio)}" for bidder, ratio in pairs]
            return source.t("report.patterns.ratios", ratios=ratios)
        case "same_answers":
            return source.listed(source.name("criterion", one) for one in values["criteria"])
        case "same_subcontractor":
            return source.listed(values["names"])
        case "bidder_as_subcontractor":
            first, *others = (source.bidder(bidder) for bidder in flag["bidders"])
            helpers = source.listed(others)
            return source.t("report.patterns.helped", bidder=first, helpers=helpers)
    return str(values.get("contact") or values.get("kvk", ""))
