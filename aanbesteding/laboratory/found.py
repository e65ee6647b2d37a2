"""What the laboratory found, as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass

from aanbesteding.contest.certificate import Certificate
from aanbesteding.laboratory.curve import Curve
from aanbesteding.laboratory.experiments import Dumping, Reversals
from aanbesteding.laboratory.market import Market
from aanbesteding.laboratory.weights import Setting, Weight


@dataclass(frozen=True)
class LotLab:
    """What was found for one lot; `reversals` by number of bids, the rest with `bids` bids.

    `upper_marks` is the weight of price when all marks are in the better half of each scale,
    `close_prices` when all prices are in the middle half of the range. `past` is the certificate
    of the bids that are there already, when there are any.
    """

    lot: str
    formula: str
    relative: bool
    keeps_order: bool
    monotone: bool
    lowest_wins: bool
    on_value: bool
    dropout_published: bool
    market: Market
    bids: int
    reversals: Mapping[int, Reversals]
    weight: Weight | None
    upper_marks: Weight | None
    close_prices: Weight | None
    settings: tuple[Setting, ...]
    dumping: Dumping
    curve: Curve
    past: Certificate | None = None
