"""What no set of losing bids can change, however many there are, because the ends don't.

In ``price.around_mean`` the difference between two bids is a straight line in one over the mean
price. What holds at the lowest and at the highest mean that can be left holds for all in between.
"""

from collections.abc import Sequence
from fractions import Fraction

from aanbesteding.contest.certificate import Kind, Table
from aanbesteding.contest.compared import differences, winners
from aanbesteding.contest.contest import Contest
from aanbesteding.contest.joined import Field
from aanbesteding.tender.decision import Clip

STRAIGHT = ("price.around_mean",)


def settled_by_ends(
    contest: Contest, before: Table, losers: Sequence[str], places: int
) -> frozenset[Kind]:
    """Return the kinds of change that leaving out losing bids can't bring about."""
    pricing, rounding = contest.pricing, contest.rounding
    if pricing is None or pricing.formula.id not in STRAIGHT or pricing.clip is not Clip.NONE:
        return frozenset()
    if rounding.price or rounding.total or any(c.formula.relative for c in contest.criteria):
        return frozenset()
    field = Field.of(contest)
    means = _means(field, losers, len(before) - 2)
    ends = [field.ranks({**field.known, "mean_price": mean}) for mean in (min(means), max(means))]
    found = [differences(before, end, places) for end in ends]
    crowded = len(winners(before, places)) > places
    turned = {kind for kind in Kind for one in found if one.has(kind)}
    turned |= {Kind.TIE} if Kind.SWAP in turned else set()
    turned |= {Kind.AWARDED} if crowded else set()
    return frozenset(Kind) - turned


def _means(field: Field, losers: Sequence[str], room: int) -> list[Fraction]:
    """The means that are left when the cheapest or the dearest losers leave, by their number."""
    prices = {bidder: price for bidder, (_, price) in field.offers.items()}
    leaving = sorted(prices[bidder] for bidder in losers if bidder in prices)
    total, found = sum(prices.values(), start=Fraction(0)), []
    for number in range(1, min(room, len(leaving)) + 1):
        left = len(prices) - number
        found += [(total - sum(gone)) / left for gone in (leaving[:number], leaving[-number:])]
    return found
