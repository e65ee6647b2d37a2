"""How firm the ranking of one contest is: other weights, random weights, one other mark."""

from collections.abc import Sequence, Set
from fractions import Fraction

from aanbesteding.contest.compared import order_of
from aanbesteding.contest.contest import Contest
from aanbesteding.contest.decisive import decisive
from aanbesteding.contest.lot_sensitivity import (
    Closest,
    Drawn,
    LotSensitivity,
    RandomWeights,
    Weighing,
)
from aanbesteding.contest.shares import Shares, shares_of
from aanbesteding.contest.smaa import SAMPLES, SEED, Acceptability, smaa
from aanbesteding.contest.weights import changes, intervals

NEAREST = 10
RANKS = 5
SHOWN = 30
RECOUNTED = 10_000


def lot_sensitivity(
    lot: str, contest: Contest, won: Set[str], scales: Sequence[Sequence[Fraction] | None]
) -> LotSensitivity:
    """Return how firm the ranking of a lot is in which these bids won a contract.

    `scales` are per criterion the marks that may be given, None for an answer in a number. At most
    10 bids are compared with the last awarded, 10,000 draws of weights are made, 30 bids and 5
    ranks are told of, and 25 marks. Where one mark moves the points of all bids, no more than
    10,000 bids are counted again.
    """
    places = max(1, len(won))
    order = order_of(contest)
    awarded = tuple(place.bidder for place in order if place.rank <= places)
    shares = shares_of(contest)
    weighing = _weighing(shares)
    varied = shares if shares and weighing in (Weighing.SHARES, Weighing.EUROS) else None
    return LotSensitivity(
        lot=lot,
        contracts=len(won),
        places=places,
        first=tuple(place.bidder for place in order if place.rank == 1),
        awarded=awarded,
        by_rank=frozenset(awarded) == won,
        weighing=weighing,
        whole=shares.whole if shares else Fraction(0),
        intervals=intervals(varied, places) if varied else (),
        closest=_closest(varied, places) if varied else (),
        random_weights=_drawn(shares, places) if shares and weighing == "shares" else None,
        decisive=decisive(contest, scales, places, recounts=RECOUNTED // len(contest.entries)),
    )


def _weighing(shares: Shares | None) -> Weighing:
    if shares is None or not shares.criteria:
        return Weighing.NOT_DEFINED
    if shares.euros:
        return Weighing.EUROS
    return Weighing.SHARES if len(shares.criteria) > 1 else Weighing.ALONE


def _closest(shares: Shares, places: int) -> tuple[Closest, ...]:
    """The last that is awarded against the nearest that are not; the first, if all are."""
    last = places if max(shares.ranks) > places else 1
    order = sorted(range(len(shares.bidders)), key=lambda at: (-shares.total(at), at))
    inside = [at for at in order if shares.ranks[at] <= last]
    outside = [at for at in order if shares.ranks[at] > last]
    ahead = shares.bidders[inside[-1]]
    return tuple(_pair(shares, ahead, shares.bidders[at]) for at in outside[:NEAREST])


def _pair(shares: Shares, ahead: str, behind: str) -> Closest:
    found = changes(shares, ahead, behind)
    return Closest(
        ahead,
        behind,
        min(found, key=lambda change: abs(change.shift), default=None),
        min(found, key=lambda change: abs(change.shift) / change.weight, default=None),
    )


def _drawn(shares: Shares, places: int) -> RandomWeights:
    found = [
        _fared(bidder, fared, places)
        for bidder, fared in zip(shares.bidders, smaa(shares.rows, SAMPLES, SEED), strict=True)
    ]
    ranks = dict(zip(shares.bidders, shares.ranks, strict=True))
    best = sorted(found, key=lambda d: (-d.awarded, -d.first, ranks[d.bidder], d.bidder))
    return RandomWeights(SAMPLES, SEED, shares.criteria, tuple(best[:SHOWN]), len(found))


def _fared(bidder: str, fared: Acceptability, places: int) -> Drawn:
    awarded = sum(fared.ranks[:places])
    return Drawn(bidder, fared.ranks[0], awarded, fared.ranks[:RANKS], fared.central)
