"""Two orders of the same bids side by side: who swapped, which ties came or went."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from aanbesteding.basis.errors import FormulaDomainError
from aanbesteding.contest.certificate import Change, Exclusion, Kind, Pair, Place, Table
from aanbesteding.contest.contest import Contest
from aanbesteding.contest.count import count

TOLD = 10


@dataclass(frozen=True)
class Differences:
    """What changed between two orders, of the bids that stand in both."""

    first: bool
    awarded: bool
    swaps: tuple[Pair, ...]
    ties: tuple[Pair, ...]

    def has(self, kind: Kind) -> bool:
        """Whether something of this kind changed."""
        return {
            Kind.FIRST: self.first,
            Kind.AWARDED: self.awarded,
            Kind.SWAP: bool(self.swaps),
            Kind.TIE: bool(self.ties),
        }[kind]

    def change(self, kind: Kind, without: tuple[str, ...], after: Table) -> Change:
        """Return the change of this kind, with the pairs that show it."""
        pairs = {Kind.SWAP: self.swaps, Kind.TIE: self.ties}.get(kind, ())
        return Change(without, after, len(pairs), pairs[:TOLD])

    def exclusion(self, bidder: str, after: Table) -> Exclusion:
        """Return what excluding a winner did to the rest."""
        pairs = (self.swaps or self.ties)[:TOLD]
        told = after if pairs else ()
        return Exclusion(bidder, True, len(self.swaps), len(self.ties), pairs, told)


def order_of(contest: Contest) -> Table:
    """Return the ranked bids with total and rank, best first, equal ones by identifier.

    Raises FormulaDomainError when a formula has no answer for these bids.
    """
    ranked = [(c.rank, c.bidder, c.total) for c in count(contest) if c.rank is not None]
    return tuple(Place(bidder, total, rank) for rank, bidder, total in sorted(ranked))


def order_without(contest: Contest, left_out: Sequence[str]) -> Table | None:
    """Return the order when these bids are left out; None where a formula has no answer then."""
    kept = tuple(entry for entry in contest.entries if entry.bidder not in left_out)
    try:
        return order_of(replace(contest, entries=kept))
    except FormulaDomainError:
        return None


def winners(table: Table, places: int) -> frozenset[str]:
    """Return the bids whose rank is at most the number of places: with a tie at the border all."""
    return frozenset(place.bidder for place in table if place.rank <= places)


def differences(before: Table, after: Table, places: int) -> Differences:
    """Return what changed for the bids that are left."""
    then = {place.bidder: place.rank for place in before}
    now = {place.bidder: place.rank for place in after}
    swaps, ties = [], []
    for one, other in combinations((p.bidder for p in before if p.bidder in now), 2):
        had, has = _sign(then[other] - then[one]), _sign(now[other] - now[one])
        if had * has < 0:
            swaps.append((one, other))
        elif had != has:
            ties.append((one, other))
    return Differences(
        first=winners(before, 1) != winners(after, 1),
        awarded=winners(before, places) != winners(after, places),
        swaps=tuple(swaps),
        ties=tuple(ties),
    )


def _sign(value: int) -> int:
    return (value > 0) - (value < 0)
