"""What is certified about an order: whether leaving bids out, or one more bid, would turn it."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Kind(StrEnum):
    """What may change: who is first, who is awarded, two bids swap, a tie comes or goes."""

    FIRST = "first"
    AWARDED = "awarded"
    SWAP = "swap"
    TIE = "tie"


class Basis(StrEnum):
    """What a certificate rests on.

    `absolute`: no bid enters the points of another. `keeps_order`: others change the points, never
    the order. `nobody`: no losing bid can leave so that two remain. `untouched`: what counts of
    others comes from bids that stay, whichever losing bids leave. `searched`: sets of bids were
    left out and counted again.
    """

    ABSOLUTE = "absolute"
    KEEPS_ORDER = "keeps_order"
    NOBODY = "nobody"
    UNTOUCHED = "untouched"
    SEARCHED = "searched"


class Side(StrEnum):
    """Where a newcomer must come in: below a price, or above one."""

    BELOW = "below"
    ABOVE = "above"


class Verdict(StrEnum):
    """Whether one more losing bid could have changed it; `unknown` is said where it is not known.

    `unknown`: the formula has no boundary in closed form, or clipping, rounding or criteria that
    compare answers come between.
    """

    POSSIBLE = "possible"
    IMPOSSIBLE = "impossible"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Place:
    """A bid in an order: its total (points or euros) as it counts, and its rank."""

    bidder: str
    total: Fraction
    rank: int


Table = tuple[Place, ...]
Pair = tuple[str, str]


@dataclass(frozen=True)
class Change:
    """The smallest set of bids without which something changes, and the order that is left.

    `turned` pairs of bids swap (or their tie comes or goes); `pairs` are the first of them, the
    bid that was the better one first.
    """

    without: tuple[str, ...]
    after: Table
    turned: int = 0
    pairs: tuple[Pair, ...] = ()


@dataclass(frozen=True)
class Answer:
    """Whether leaving out losing bids changes this; without `change` nothing was found.

    `complete` is False where not every set could be looked at: then no change is no proof, and a
    change need not be the smallest.
    """

    kind: Kind
    change: Change | None
    complete: bool = True


@dataclass(frozen=True)
class Exclusion:
    """What happens to the rest when a winner is excluded: how many pairs swap, or tie or untie.

    `after` is the order of the rest where that changes, `pairs` the first pairs that swap (without
    any: that tie or untie). `answered` is False where the formula has no answer for the rest.
    """

    bidder: str
    answered: bool = True
    swaps: int = 0
    ties: int = 0
    pairs: tuple[Pair, ...] = ()
    after: Table = ()

    @property
    def turns(self) -> bool:
        """Whether the order of the rest changes."""
        return bool(self.swaps or self.ties)


@dataclass(frozen=True)
class Newcomer:
    """Where one more bid, that loses itself, changes who is first or who is awarded.

    Beyond `price` (euro), on that `side` of it, `riser` passes `faller`. There the newcomer loses
    when its quality points stay under `quality_below`; where the best quality counts, they must be
    over `quality_above`. `example` is such a price in whole cents, with `example_quality` points,
    with which the order was counted again.
    """

    kind: Kind
    side: Side
    price: Fraction
    riser: str
    faller: str
    example: Fraction
    quality_below: Fraction | None = None
    quality_above: Fraction | None = None
    example_quality: Fraction = Fraction(0)


@dataclass(frozen=True)
class Prospect:
    """Whether one more losing bid could have changed this, and where."""

    kind: Kind
    verdict: Verdict
    newcomers: tuple[Newcomer, ...] = ()


@dataclass(frozen=True)
class Certificate:
    """What is certified about the order of one contest, with `places` to be won.

    Winners are the bids whose rank is at most `places`: with a tie at the border all of them.
    `sets` is how many sets of losing bids were looked at; where an answer is complete they settle
    all others too.
    """

    places: int
    basis: Basis
    before: Table
    losers: tuple[str, ...]
    answers: tuple[Answer, ...]
    exclusions: tuple[Exclusion, ...]
    prospects: tuple[Prospect, ...]
    sets: int = 0

    def answer(self, kind: Kind) -> Answer:
        """Return what leaving out losing bids does to this."""
        return next(answer for answer in self.answers if answer.kind is kind)

    @property
    def complete(self) -> bool:
        """Whether every set of losing bids was looked at, or none had to be."""
        return all(answer.complete for answer in self.answers)

    @property
    def holds(self) -> bool:
        """Whether it is proved that no set of losing bids changes who is awarded."""
        answer = self.answer(Kind.AWARDED)
        return answer.complete and answer.change is None
