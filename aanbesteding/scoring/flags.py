"""All that a person is pointed at beside the scores: low prices, and bids that look alike."""

from collections.abc import Iterable
from dataclasses import dataclass

from aanbesteding.assessment.assessment import Standing
from aanbesteding.bids.bid import Bids
from aanbesteding.scoring.alike import Flag
from aanbesteding.scoring.low_price import PriceLook, low_prices
from aanbesteding.scoring.patterns import patterns
from aanbesteding.tender.tender import Tender


@dataclass(frozen=True)
class Flags:
    """What the record keeps as advice; nothing in it decides."""

    low_prices: tuple[PriceLook, ...]
    patterns: tuple[Flag, ...]


def flags_of(tender: Tender, bids: Bids, standings: Iterable[Standing]) -> Flags:
    """Return every price held against the stated methods, and what looks alike across bids.

    `standings` are those of the scores, in which a bid with too few points is out.
    """
    return Flags(low_prices(tender, bids, standings), patterns(tender, bids))
