"""Small contests for the tests: marks from 0 to 10, and prices where asked."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from hypothesis import strategies as st

from aanbesteding.contest.contest import Contest, Entry, Pricing, Rounding, Weighed
from aanbesteding.contest.count import count
from aanbesteding.contest.shares import shares_of
from aanbesteding.contest.weights import Interval, intervals
from aanbesteding.formulas import BY_ID
from aanbesteding.formulas.formula import Formula

Number = int | str | Fraction
EXACT = Rounding()


def contest(
    weights: Sequence[Number],
    marks: Mapping[str, Sequence[Number]],
    prices: Sequence[Number] = (),
    pricing: Formula | str = "price.lowest_share",
    price_weight: Number = 40,
    top: Number = 10,
    rounding: Rounding = EXACT,
) -> Contest:
    """Return a contest with criteria k1, k2, … on one scale; a price counts where prices are."""
    formula = BY_ID[pricing] if isinstance(pricing, str) else pricing
    criteria = tuple(
        Weighed(
            f"k{n}",
            BY_ID["quality.scale_share"],
            Fraction(weight),
            {"top_mark": Fraction(top)},
        )
        for n, weight in enumerate(weights, start=1)
    )
    asked = [Fraction(price) for price in prices] if prices else [None for _ in marks]
    entries = tuple(
        Entry(bidder, tuple(Fraction(mark) for mark in row), price)
        for (bidder, row), price in zip(marks.items(), asked, strict=True)
    )
    priced = Pricing(formula, Fraction(price_weight)) if prices else None
    return Contest(criteria, priced, rounding, entries)


def reweighed(made: Contest, criterion: str, weight: Fraction) -> Contest:
    """Return the contest with that share of the whole, the others keeping their proportions."""
    own = {c.id: c.weight for c in made.criteria}
    if made.pricing is not None:
        own["price"] = made.pricing.weight
    whole = sum(own.values())
    rest = (1 - weight) / (whole - own[criterion])
    found = {name: weight if name == criterion else old * rest for name, old in own.items()}
    return replace(
        made,
        criteria=tuple(replace(c, weight=found[c.id]) for c in made.criteria),
        pricing=replace(made.pricing, weight=found["price"]) if made.pricing else None,
    )


def euros(made: Contest, criterion: str, weight: Fraction) -> Contest:
    """Return the contest with that amount for one criterion, the others as they are."""
    return replace(
        made,
        criteria=tuple(
            replace(c, weight=weight) if c.id == criterion else c for c in made.criteria
        ),
    )


def stays(before: Contest, after: Contest, places: int) -> bool:
    """Whether all who ranked within the places are still level with or ahead of all others."""
    ranks = {one.bidder: one.rank or 0 for one in count(before)}
    sign = 1 if after.lowest_wins else -1
    worth = {one.bidder: sign * one.total for one in count(after)}
    inside = [worth[bidder] for bidder, rank in ranks.items() if rank <= places]
    outside = [worth[bidder] for bidder, rank in ranks.items() if rank > places]
    return not outside or max(inside) <= min(outside)


@st.composite
def contests(
    draw: st.DrawFn,
    pricing: Sequence[Formula | str | None] = (None, "price.lowest_share", "price.min_max"),
    rounding: Sequence[Rounding] = (EXACT,),
) -> Contest:
    """Return a contest of two to six bids on two to four criteria, with few different marks."""
    criteria = draw(st.integers(2, 4))
    bids = draw(st.integers(2, 6))
    weights = draw(st.lists(st.integers(1, 9), min_size=criteria, max_size=criteria))
    row = st.lists(st.sampled_from((0, 2, 5, 6, 8, 10)), min_size=criteria, max_size=criteria)
    marks = {f"b{n}": draw(row) for n in range(bids)}
    chosen = draw(st.sampled_from(pricing))
    price = st.integers(80, 130)
    prices = [draw(price) for _ in range(bids)] if chosen else []
    return contest(
        weights,
        marks,
        prices,
        pricing=chosen or "price.fixed_tariff",
        price_weight=draw(st.integers(1, 9)) if chosen else 0,
        rounding=draw(st.sampled_from(rounding)),
    )


def stability(made: Contest, places: int) -> tuple[Interval, ...]:
    """Return how far each weight of a contest that is a weighted sum could vary."""
    shares = shares_of(made)
    assert shares is not None
    return intervals(shares, places)
