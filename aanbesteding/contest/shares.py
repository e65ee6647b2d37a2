"""A contest as weights and shares of the most points: what asking about the weights needs."""

from dataclasses import dataclass
from fractions import Fraction

from aanbesteding.contest.contest import Contest, Counted, Pricing
from aanbesteding.contest.count import count
from aanbesteding.tender.decision import Clip

IN_EUROS = ("value.award_on_value",)
_OF_QUALITY = frozenset({"quality_points", "most_quality", "best_quality", "lowest_quality"})


@dataclass(frozen=True)
class Shares:
    """The ranked bids of a contest, their totals written as `fixed` + the sum of weight × share.

    A share is what a bid earned of the most points of a criterion, exactly as the formula gives
    it: no rounding. The highest total is the best; `ranks` are the published ones. With `euros`
    every weight is an amount of its own and the price is `fixed`; without it only the proportions
    of the weights count and nothing is fixed. What weighs nothing is left out.
    """

    criteria: tuple[str, ...]
    weights: tuple[Fraction, ...]
    bidders: tuple[str, ...]
    rows: tuple[tuple[Fraction, ...], ...]
    fixed: tuple[Fraction, ...]
    ranks: tuple[int, ...]
    euros: bool = False

    @property
    def whole(self) -> Fraction:
        """All weights together, a bonus included."""
        return sum(self.weights, start=Fraction(0))

    def total(self, bid: int) -> Fraction:
        """Return the exact total of the bid at that place."""
        pairs = zip(self.weights, self.rows[bid], strict=True)
        return self.fixed[bid] + sum((w * share for w, share in pairs), start=Fraction(0))


def shares_of(contest: Contest) -> Shares | None:
    """Return a contest as weights and shares; None when its totals are no such sum.

    That is so for formulas that make one number of price and quality together (award on value
    excepted), for price formulas that look at quality, and where a bid has no price to compare.
    """
    pricing = contest.pricing
    if not all("most_points" in c.formula.inputs for c in contest.criteria):
        return None
    if pricing is not None and not _a_sum(pricing):
        return None
    counts = pricing is not None and bool(pricing.formula.inputs)
    if counts and any(e.price is None for e in contest.entries if e.ranked):
        return None
    return _shares(contest, counts and not contest.on_value)


def _a_sum(pricing: Pricing) -> bool:
    """Whether the price is a term of its own; a formula without inputs gives all bids the same."""
    formula = pricing.formula
    if formula.measures == "value":
        return formula.id in IN_EUROS and pricing.clip is Clip.NONE
    inputs = set(formula.inputs)
    return not inputs or ("most_points" in inputs and not inputs & _OF_QUALITY)


def _shares(contest: Contest, priced: bool) -> Shares:
    bids = [bid for bid in count(contest) if bid.rank is not None]
    prices = {entry.bidder: entry.price for entry in contest.entries}
    weighed = [(c.id, c.weight) for c in contest.criteria]
    if priced and contest.pricing is not None:
        weighed.append(("price", contest.pricing.weight))
    heavy = [n for n, (_, weight) in enumerate(weighed) if weight > 0]
    return Shares(
        criteria=tuple(weighed[n][0] for n in heavy),
        weights=tuple(weighed[n][1] for n in heavy),
        bidders=tuple(bid.bidder for bid in bids),
        rows=tuple(tuple(bid.points[n].exact / weighed[n][1] for n in heavy) for bid in bids),
        fixed=tuple(_fixed(contest, bid, prices[bid.bidder]) for bid in bids),
        ranks=tuple(bid.rank or 0 for bid in bids),
        euros=contest.on_value,
    )


def _fixed(contest: Contest, bid: Counted, price: Fraction | None) -> Fraction:
    """What no weight touches: with award on value a euro of the price is a euro less."""
    return -price if contest.on_value and price is not None else Fraction(0)
