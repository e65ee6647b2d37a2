"""One thing about one bid changed: its prices, a mark, the clients it offers. In whole steps."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from aanbesteding.assessment.counting import marks_that_count
from aanbesteding.assessment.judges import judges_of
from aanbesteding.assessment.marks import CONSENSUS, Marks
from aanbesteding.basis.exact import cents, euros
from aanbesteding.bids.bid import Bids, LotBid, Offer
from aanbesteding.bids.limits import asks_price, price_limits
from aanbesteding.rules.facts import Pick
from aanbesteding.tender.tender import Tender

PRICE, MARK, CAPACITY = "price", "mark", "capacity"


class Offered(NamedTuple):
    """What a round has from outside: the bids and the marks."""

    bids: Bids
    marks: Marks


@dataclass(frozen=True)
class Figure:
    """A figure before and after: a price in cents or clients of a need level, or a mark."""

    need: str
    before: Fraction
    after: Fraction


@dataclass(frozen=True)
class Lever(ABC):
    """One thing of one bid that can be made better in whole steps, from none to `most`."""

    tender: Tender
    pick: Pick
    about: str
    most: int

    kind = ""

    @abstractmethod
    def moved(self, offered: Offered, steps: int) -> Offered:
        """Return the same bids and marks, this one thing so many steps better."""

    @abstractmethod
    def figures(self, offered: Offered, steps: int) -> tuple[Figure, ...]:
        """Return each figure that moves, before and after so many steps."""


@dataclass(frozen=True)
class Cheaper(Lever):
    """Every price the bid states in the lot, so many cents lower.

    No price goes below the least that the tender lets a bidder ask.
    """

    kind = PRICE

    def moved(self, offered: Offered, steps: int) -> Offered:
        """Return the bids with these prices lower."""

        def lower(offer: Offer) -> Offer:
            if offer.price is None or not asks_price(self.tender, self.pick.lot, offer.need):
                return offer
            now = cents(offer.price)
            after = _lowered(self.tender, self.pick.lot, offer.need, now, steps)
            return offer.model_copy(update={"price": euros(after)})

        return offered._replace(bids=_with_offers(offered.bids, self.pick, lower))

    def figures(self, offered: Offered, steps: int) -> tuple[Figure, ...]:
        """Return the price of each need level in cents."""
        bid = _lot_bid(offered.bids, self.pick)
        return tuple(
            Figure(
                need,
                Fraction(now),
                Fraction(_lowered(self.tender, self.pick.lot, need, now, steps)),
            )
            for need, now in _stated(self.tender, bid).items()
        )


@dataclass(frozen=True)
class Marked(Lever):
    """The mark that counts on a criterion, so many steps of its scale higher.

    Where the mean or the median of a panel counts, everyone who judges gives that mark. A mark
    that is given once for several lots changes in each of them.
    """

    steps: tuple[Decimal, ...]
    given: Fraction
    once: tuple[str, str, str]
    judges: tuple[str, ...]

    kind = MARK

    def moved(self, offered: Offered, steps: int) -> Offered:
        """Return the marks with this one higher."""
        after = self.steps[steps - 1] if steps else None
        changed = tuple(
            replace(mark, mark=after)
            if after is not None and mark.judged == self.once and mark.assessor in self.judges
            else mark
            for mark in offered.marks.marks
        )
        return offered._replace(marks=replace(offered.marks, marks=changed))

    def figures(self, offered: Offered, steps: int) -> tuple[Figure, ...]:
        """Return the mark."""
        after = Fraction(self.steps[steps - 1]) if steps else self.given
        return (Figure("", self.given, after),)


@dataclass(frozen=True)
class Roomier(Lever):
    """So many clients more of one need level, at the price that was offered."""

    kind = CAPACITY

    def moved(self, offered: Offered, steps: int) -> Offered:
        """Return the bids with this capacity greater."""

        def more(offer: Offer) -> Offer:
            if offer.need != self.about:
                return offer
            return offer.model_copy(update={"capacity": offer.capacity + steps})

        return offered._replace(bids=_with_offers(offered.bids, self.pick, more))

    def figures(self, offered: Offered, steps: int) -> tuple[Figure, ...]:
        """Return the clients of the need level."""
        offer = _lot_bid(offered.bids, self.pick).offer(self.about)
        now = offer.capacity if offer else 0
        return (Figure(self.about, Fraction(now), Fraction(now + steps)),)


def levers_of(tender: Tender, offered: Offered, pick: Pick) -> Iterator[Lever]:
    """Yield what can be changed of a bid for a lot: prices, marks, clients per need level."""
    bid = _lot_bid(offered.bids, pick)
    stated = _stated(tender, bid)
    if stated:
        most = max(now - _least(tender, pick.lot, need, now) for need, now in stated.items())
        yield Cheaper(tender, pick, "", most)
    yield from _marked(tender, offered, pick)
    for offer in bid.offers:
        most = _useful(tender, offered.bids, pick, offer.need) - offer.capacity
        yield Roomier(tender, pick, offer.need, max(0, most))


def _marked(tender: Tender, offered: Offered, pick: Pick) -> Iterator[Lever]:
    counting, judges = marks_that_count(tender, offered.marks), judges_of(tender)
    by_consensus = tender.panel.method == "consensus"
    for criterion in tender.judged(pick.lot):
        given = counting.get((pick.bidder, pick.lot, criterion.id))
        if given is None:
            continue
        marks = sorted({step.mark for step in tender.steps(criterion.scale)})
        higher = tuple(mark for mark in marks if mark > given)
        once = judges.once((pick.bidder, pick.lot, criterion.id))
        who = (CONSENSUS,) if by_consensus else judges.of(pick.bidder, pick.lot, criterion.id)
        yield Marked(tender, pick, criterion.id, len(higher), higher, given, once, who)


def _useful(tender: Tender, bids: Bids, pick: Pick, need: str) -> int:
    """The greatest capacity that can matter: all that is asked, the most that is required, or one
    more than anybody else offers, for where a tie is settled by capacity."""
    asked = sum(ask.volume for ask in tender.demand if (ask.lot, ask.need) == (pick.lot, need))
    required = max((one.least_capacity or 0 for one in tender.requirements), default=0)
    others = (bid.lot(pick.lot) for bid in bids.bids if bid.id != pick.bidder)
    offers = (other.offer(need) for other in others if other is not None)
    return max(asked, required, 1 + max((o.capacity for o in offers if o is not None), default=0))


def _lot_bid(bids: Bids, pick: Pick) -> LotBid:
    found = bids.bid(pick.bidder).lot(pick.lot)
    if found is None:
        raise KeyError(pick)
    return found


def _stated(tender: Tender, bid: LotBid) -> dict[str, int]:
    """The prices that the bidder stated itself, by need level, in cents."""
    return {
        offer.need: cents(offer.price)
        for offer in bid.offers
        if offer.price is not None and asks_price(tender, bid.lot, offer.need)
    }


def _least(tender: Tender, lot: str, need: str, now: int) -> int:
    return min(now, cents(price_limits(tender, lot, need)[0]))


def _lowered(tender: Tender, lot: str, need: str, now: int, off: int) -> int:
    return max(_least(tender, lot, need, now), now - off)


def _with_offers(bids: Bids, pick: Pick, changed: Callable[[Offer], Offer]) -> Bids:
    """The bids with what one offers for a lot changed."""
    bid = bids.bid(pick.bidder)
    lots = tuple(
        one.model_copy(update={"offers": tuple(map(changed, one.offers))})
        if one.lot == pick.lot
        else one
        for one in bid.lots
    )
    other = bid.model_copy(update={"lots": lots})
    return replace(bids, bids=tuple(other if one is bid else one for one in bids.bids))
