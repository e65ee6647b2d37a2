"""What the formula does to made-up tenders: how often it turns an order, and what a bid can do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from aanbesteding.basis.errors import FormulaDomainError
from aanbesteding.contest.certificate import Basis, Kind
from aanbesteding.contest.contest import Contest, Entry
from aanbesteding.contest.count import count
from aanbesteding.contest.reversal import of_leaving
from aanbesteding.laboratory.market import Market

DUMPED = Fraction(1, 100)
SAFE = (Basis.ABSOLUTE, Basis.KEEPS_ORDER)


@dataclass(frozen=True)
class Reversals:
    """Of so many made-up tenders: in how many losing bids that leave turn the order.

    `winner`: without some losers another bid is first. `pair`: two remaining bids swap. `basis`
    says why neither can ever happen, where that follows from the formula.
    """

    tenders: int
    winner: int
    pair: int
    basis: Basis | None = None


@dataclass(frozen=True)
class Dumping:
    """A bid at a hundredth of the lowest price tried, with the worst marks: what it does.

    `wins`: tenders in which it is first. `turns`: tenders in which it is not, yet decides who is.
    `refused`: tenders in which the formula has no answer for such a price.
    """

    price: Fraction
    tenders: int
    wins: int
    turns: int
    refused: int


def reversals(tenders: Iterable[Contest]) -> Reversals:
    """Return how often leaving out losing bids turns the order, all sets of losers tried.

    A tender with a price outside the formula's domain is not counted.
    """
    found = [of_leaving(contest) for contest in tenders if first(contest) is not None]
    bases = {one.basis for one in found}
    basis = bases.pop() if len(bases) == 1 else None
    return Reversals(
        tenders=len(found),
        winner=sum(one.answer(Kind.FIRST).change is not None for one in found),
        pair=sum(one.answer(Kind.SWAP).change is not None for one in found),
        basis=basis if basis in SAFE else None,
    )


def first(contest: Contest) -> frozenset[str] | None:
    """Return the bids that are first; None when a price is outside the formula's domain."""
    try:
        return frozenset(one.bidder for one in count(contest) if one.rank == 1)
    except FormulaDomainError:
        return None


def dumping(tenders: Sequence[Contest], market: Market) -> Dumping:
    """Return what a bid does that is nearly free and as bad as may be and still take part."""
    worst = tuple(options[0] for options in market.values)
    dumped = Entry("~", worst, market.low * DUMPED)
    number = wins = turns = refused = 0
    for contest in tenders:
        before = first(contest)
        if before is None:
            continue
        number += 1
        after = first(replace(contest, entries=(*contest.entries, dumped)))
        if after is None:
            refused += 1
        elif dumped.bidder in after:
            wins += 1
        elif after != before:
            turns += 1
    return Dumping(market.low * DUMPED, number, wins, turns, refused)
