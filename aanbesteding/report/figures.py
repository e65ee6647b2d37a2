"""The sums of a decision that several sections tell: winners, spend, waiting, quality."""

from collections.abc import Iterable
from fractions import Fraction

from aanbesteding.report.source import Record, Source


def winners_of(decision: Record) -> list[str]:
    """Return the bidders with a contract, each once, in the order of the record."""
    return _winners(decision["lots"])


def admitted_of(decision: Record) -> list[str]:
    """Return the bidders admitted to a lot without ranking, each once."""
    return _winners(lot for lot in decision["lots"] if lot["outcome"] == "admitted")


def chosen_of(decision: Record) -> list[str]:
    """Return the bidders with a contract in a lot where bidders are chosen, each once."""
    return _winners(lot for lot in decision["lots"] if lot["outcome"] != "admitted")


def _winners(lots: Iterable[Record]) -> list[str]:
    return list(dict.fromkeys(bidder for lot in lots for bidder in lot["winners"]))


def spend_of(decision: Record) -> int:
    """Return the cents of all contracts together."""
    return sum(c["spend_cents"] for c in decision["contracts"])


def waiting_of(decision: Record) -> int:
    """Return the clients who wait."""
    return sum(n["waiting"] for n in decision["needs"])


def quality_of(source: Source, decision: Record) -> Fraction:
    """Return quality points × clients over all volumes."""
    points = {(s["bidder"], s["lot"]): Fraction(s["quality"]) for s in source.record["scores"]}
    return sum(
        (points[v["bidder"], v["lot"]] * v["clients"] for v in decision["volumes"]), Fraction(0)
    )


def forecast_of(decision: Record) -> int:
    """Return the cents the demand is expected to cost where clients choose."""
    return sum(row["spend_cents"] or 0 for row in decision["forecast"])
