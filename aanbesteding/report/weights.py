"""Other weights tried by the reader: what each bid earned of every criterion, as whole numbers.

The page holds them so that its script can work out other rankings exactly. It is a what-if: the
published weights decide, and nothing of it is kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from aanbesteding.report.charts import anchor
from aanbesteding.report.sensitivity_words import sensitive_lots
from aanbesteding.report.source import Record, Source

FINEST = 100


@dataclass(frozen=True)
class Slider:
    """The weight of a criterion in steps of one `unit`-th of a point, as published."""

    id: str
    label: str
    published: str
    steps: int
    most: int


@dataclass(frozen=True)
class Tried:
    """A ranked bid: its published rank and points, and its shares of the most points.

    A share is a whole number, the same part of the most points for every bid and criterion.
    """

    name: str
    short: str
    rank: int
    points: str
    shares: str


@dataclass(frozen=True)
class Weights:
    """A ranking that can be tried with other weights; `part` is what a whole share comes to."""

    id: str
    lot: str
    sliders: tuple[Slider, ...]
    bids: tuple[Tried, ...]
    places: int
    unit: int
    part: str
    whole: str


def weights(source: Source, lot: str) -> Weights | None:
    """Return what trying other weights needs; None where totals are no weighted sum of shares."""
    told = next((one for one in sensitive_lots(source) if one["lot"] == lot), None)
    if told is None or told["weighing"] != "shares" or not told["intervals"]:
        return None
    names = [one["criterion"] for one in told["intervals"]]
    whole = Fraction(told["whole"])
    published = [Fraction(one["weight"]) * whole for one in told["intervals"]]
    unit = lcm(*(weight.denominator for weight in published))
    ranked = [score for score in source.scores.get(lot, []) if score["rank"] is not None]
    rows = [_shares(score, names, published) for score in ranked]
    if unit > FINEST or len(ranked) < 2 or whole.denominator != 1:
        return None
    part = lcm(*(share.denominator for row in rows for share in row))
    key = f"weights-{anchor(lot)}"
    most = max(100, *(int(weight) + 1 for weight in published)) * unit
    labels = (source.name("criterion", name) for name in names)
    sliders = (
        Slider(f"{key}-{at}", label, source.number(weight), int(weight * unit), most)
        for at, (label, weight) in enumerate(zip(labels, published, strict=True))
    )
    bids = (
        Tried(
            source.bidder(score["bidder"]),
            score["bidder"],
            score["rank"],
            source.number(_sum_of(row, published), 2),
            " ".join(str(int(share * part)) for share in row),
        )
        for score, row in zip(ranked, rows, strict=True)
    )
    return Weights(
        id=key,
        lot=source.name("lot", lot),
        sliders=tuple(sliders),
        bids=tuple(bids),
        places=told["places"],
        unit=unit,
        part=str(part),
        whole=str(int(whole)),
    )


def _shares(score: Record, names: Sequence[str], weights: Sequence[Fraction]) -> list[Fraction]:
    """What a bid earned of the most points of each criterion, exactly."""
    earned = {point["criterion"]: Fraction(point["exact"]) for point in score["points"]}
    return [earned[name] / weight for name, weight in zip(names, weights, strict=True)]


def _sum_of(shares: Sequence[Fraction], weights: Sequence[Fraction]) -> Fraction:
    """The points of these shares under these weights."""
    pairs = zip(shares, weights, strict=True)
    return sum((share * weight for share, weight in pairs), Fraction(0))
