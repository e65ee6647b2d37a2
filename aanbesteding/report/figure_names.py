"""What goals, figures and contracts are called, and how much of a figure there is."""

from fractions import Fraction
from typing import Any

from aanbesteding.report.goal_words import more_or_less
from aanbesteding.report.source import Source
from aanbesteding.report.units import goal_value


def figure_name(source: Source, kind: str, need: str) -> str:
    """Return what is counted in a few words: who waits for which need, quality, spend."""
    if kind == "unmet" and need:
        return source.counted("report.figure_of.unmet", need=source.name("need", need))
    if kind in ("unmet", "moved", "quality"):
        every = "unmet_every" if kind == "unmet" else kind
        return source.counted(f"report.figure_of.{every}")
    return source.t(f"report.figure_of.{kind}")


def figure(source: Source, kind: str, need: str, value: Any) -> str:
    """Return a value in its unit; a dash where there is none."""
    if value is None:
        return "–"
    return goal_value(source, {"kind": kind, "need": need}, _simple(value))


def difference(source: Source, kind: str, need: str, before: Any, after: Any) -> str:
    """Return by how much the second is more (+) or less (−); a dash where one of them misses."""
    if before is None or after is None:
        return "–"
    more = _simple(Fraction(after) - Fraction(before))
    return more_or_less(source, {"kind": kind, "need": need}, more)


def _simple(value: Any) -> Any:
    """A number of the record as whole number where it is one."""
    exact = Fraction(value)
    return exact.numerator if exact.denominator == 1 else str(value)


def contract_name(source: Source, bidder: str, lot: str) -> str:
    """Return the bidder, with the lot where there are several."""
    if len(source.tender.open_lots) == 1:
        return source.bidder(bidder)
    lot = source.name("lot", lot)
    return source.t("report.figure_of.contract", bidder=source.bidder(bidder), lot=lot)
