"""What is told of how firm the ranking of a lot is."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from aanbesteding.contest.decisive import Decisive
from aanbesteding.contest.weights import Change, Interval


class Weighing(StrEnum):
    """What a weight is: a share of the whole, euros on their own, alone, or nothing to vary."""

    SHARES = "shares"
    EUROS = "euros"
    ALONE = "alone"
    NOT_DEFINED = "not_defined"


@dataclass(frozen=True)
class Closest:
    """The least change of one weight that puts `behind` level with `ahead`; None: there is none.

    `absolute` goes the least way from the weight as published to what it becomes, `relative` the
    least way as a part of the weight.
    """

    ahead: str
    behind: str
    absolute: Change | None
    relative: Change | None


@dataclass(frozen=True)
class Drawn:
    """How a bid fared under random weights: times first, times awarded, times at each rank.

    `ranks` stops at the fifth; `central` is the mean of the weights that put it first.
    """

    bidder: str
    first: int
    awarded: int
    ranks: tuple[int, ...]
    central: tuple[Fraction, ...] | None


@dataclass(frozen=True)
class RandomWeights:
    """The draws of weights, the bids that did best in them, and how many bids there were."""

    samples: int
    seed: int
    criteria: tuple[str, ...]
    drawn: tuple[Drawn, ...]
    bids: int


@dataclass(frozen=True)
class LotSensitivity:
    """How firm the ranking of a lot is.

    `places` is how many ranks are looked at: the number of contracts, or one where none was given.
    `first` ranks first, `awarded` within the places; `by_rank` tells whether those are who got a
    contract. `whole` is the sum of all weights, in points or euros.
    """

    lot: str
    contracts: int
    places: int
    first: tuple[str, ...]
    awarded: tuple[str, ...]
    by_rank: bool
    weighing: Weighing
    whole: Fraction
    intervals: tuple[Interval, ...]
    closest: tuple[Closest, ...]
    random_weights: RandomWeights | None
    decisive: Decisive
