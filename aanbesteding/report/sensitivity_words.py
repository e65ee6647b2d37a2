"""What the pages and sheets about sensitivity share: the lots, and their figures in words."""

from fractions import Fraction
from typing import Any

from aanbesteding.report.source import Record, Source


def sensitive_lots(source: Source) -> list[Record]:
    """Return the lots of which the record tells how firm their ranking is."""
    advice: Record = source.record.get("advice") or {}
    return list(advice.get("sensitivity") or ())


def said(source: Source, key: str, **values: Any) -> str:
    """Return a text of this part of the report."""
    return source.t(f"report.sensitivity.{key}", **values)


def others_win(lot: Record) -> tuple[str, ...]:
    """Return what can change: who is first, and who is awarded where that is somebody else too."""
    return ("winner",) if lot["first"] == lot["awarded"] else ("winner", "awarded")


def in_euros(lot: Record) -> bool:
    """Whether a weight is an amount."""
    return bool(lot["weighing"] == "euros")


def gained(lot: Record) -> str:
    """Return the key of what another mark brings: points, or euros."""
    return "decisive.euros" if in_euros(lot) else "decisive.points"


def weighed(source: Source, lot: Record, weight: str | Fraction) -> str:
    """Return a weight as a part of the whole, or as an amount."""
    return source.euro(weight) if in_euros(lot) else source.percent(weight)


def spanned(source: Source, lot: Record, span: Record | None) -> str:
    """Return from which weight to which; in a word where that is every weight or none."""
    if span is None:
        return said(source, "span.none")
    low, high = span["low"], span["high"]
    if low == "0" and high == (None if in_euros(lot) else "1"):
        return said(source, "span.every")
    if high is None:
        return said(source, "span.above", low=weighed(source, lot, low))
    return f"{weighed(source, lot, low)} – {weighed(source, lot, high)}"


def lost_level(source: Source, lot: Record, bidder: str) -> str:
    """Return what settled a tie that kept a bid with rank enough from a contract; else nothing."""
    winners = next(one["winners"] for one in source.decision["lots"] if one["lot"] == lot["lot"])
    if bidder not in lot["awarded"] or bidder in winners:
        return ""
    draws = [draw for draw in source.decision["draws"] if draw["lot"] == lot["lot"]]
    if any(bidder in draw["outcome"] for draw in draws):
        return said(source, "drawn.by_lot")
    tied = any(
        (one["bidder"], one["lot"], one["key"]) == (bidder, lot["lot"], "reason.tie_lost")
        for one in source.record["reasons"]
    )
    return said(source, "drawn.by_tie_rule") if tied else ""


def share(source: Source, found: Record, times: int) -> str:
    """Return how often something happened as a part of all draws."""
    return source.percent(Fraction(times, found["samples"]))
