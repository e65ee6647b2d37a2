"""Bids and published numbers for which every formula on the shelf has an answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from hypothesis import strategies as st

from aanbesteding.contest.contest import Contest, Entry, Pricing, Rounding, Weighed
from aanbesteding.formulas import BY_ID, SHELF
from aanbesteding.formulas.formula import Formula
from aanbesteding.formulas.statistics import statistics
from aanbesteding.tender.decision import PARAMETERS

PRICED = [card for card in SHELF if card.measures in ("price", "value")]
QUALITY = [card for card in SHELF if card.measures == "quality"]
EUROS = ("floor_price", "ceiling_price", "estimate", "low_price", "euro_per_point")


def whole(**given: int | str) -> dict[str, Fraction]:
    """Numbers by name."""
    return {name: Fraction(number) for name, number in given.items()}


@dataclass(frozen=True)
class Offer:
    """What a formula can look at: a price, quality points, an answer (or a mark)."""

    price: Fraction = Fraction(100)
    quality: Fraction = Fraction(0)
    answer: Fraction = Fraction(0)


@dataclass(frozen=True)
class Field:
    """The offers for a lot, with what was published; the first offer is looked at."""

    offers: tuple[Offer, ...]
    published: Mapping[str, Fraction] = field(default_factory=dict)

    def known(self, card: Formula, at: int = 0) -> dict[str, Fraction]:
        """Everything that is known of one offer."""
        own = self.offers[at]
        return {
            **self.published,
            **statistics(card.statistics, "price", [o.price for o in self.offers]),
            **statistics(card.statistics, "quality", [o.quality for o in self.offers]),
            **statistics(card.statistics, "answer", [o.answer for o in self.offers]),
            "price": own.price,
            "quality_points": own.quality,
            "answer": own.answer,
            "mark": own.answer,
        }

    def result(self, card: Formula, at: int = 0) -> Fraction:
        """What the formula makes of one offer."""
        return card(self.known(card, at))

    def total(self, card: Formula, at: int = 0) -> Fraction:
        """The total of one offer: its quality with its points for price, or the value itself."""
        found = self.result(card, at)
        return self.offers[at].quality + found if card.measures == "price" else found

    def first(self, **changes: Fraction) -> "Field":
        """The same field with another first offer."""
        return replace(self, offers=(replace(self.offers[0], **changes), *self.offers[1:]))

    def only(self, *at: int) -> "Field":
        """The same field with some of its offers."""
        return replace(self, offers=tuple(self.offers[n] for n in at))


def good(card: Formula, one: Fraction, other: Fraction) -> bool:
    """Whether one result is at least as good as the other."""
    return one >= other if card.best == "highest" else one <= other


CENTS = st.integers(1, 10**9).map(lambda cents: Fraction(cents, 100))
POINTS = st.integers(1, 400).map(lambda quarters: Fraction(quarters, 4))
SHARES = st.integers(0, 60).map(lambda parts: Fraction(parts, 60))
LESS_THAN_ALL = st.integers(0, 59).map(lambda parts: Fraction(parts, 60))
SOME = st.integers(1, 60).map(lambda parts: Fraction(parts, 60))
TIMES = st.integers(11, 40).map(lambda tenths: Fraction(tenths, 10))
POWERS = st.sampled_from([Fraction(n) for n in ("1/2", "1/3", "1", "2", "3", "4/5", "5/4")])
OF_OWN_KIND = {
    "estimate": CENTS,
    "span": TIMES.map(lambda times: times - 1),
    "multiple": TIMES,
    "exponent": POWERS,
    "benchmark_share": TIMES.map(lambda times: times / 2),
    "euro_per_point": CENTS,
}


@st.composite
def fields(draw: st.DrawFn, card: Formula, least: int = 1) -> Field:
    """A field in which the formula has an answer for every offer."""
    most_points, most_quality = draw(POINTS), draw(POINTS)
    fewest = max(least, 3 if "trimmed_mean_price" in card.inputs else 1)
    prices = draw(st.lists(CENTS, min_size=fewest, max_size=max(fewest, 4)))
    shares = draw(st.lists(SHARES, min_size=len(prices), max_size=len(prices)))
    # A bid that lags too much has no utility index; any other quality does.
    widest = min(most_quality, most_points * Fraction(99, 100))
    offers = tuple(
        Offer(price, widest * share + Fraction(1, 100), most_quality * (1 - share))
        for price, share in zip(prices, shares, strict=True)
    )
    if "mean_answer" in card.inputs:
        offers = (*offers, Offer(answer=Fraction(1)))
    published = {name: draw(OF_OWN_KIND[name]) for name in card.inputs if name in OF_OWN_KIND}
    published |= {"most_points": most_points, "most_quality": most_quality + 1}
    published["top_mark"] = most_quality
    if "best_answer" in card.inputs:
        ends = draw(st.lists(POINTS, min_size=2, max_size=2, unique=True))
        published |= {"best_answer": ends[0], "worst_answer": ends[1]}
    if "ceiling_price" in card.inputs:
        ceiling = published["ceiling_price"] = max(prices) + draw(CENTS)
        published["floor_price"] = ceiling * draw(LESS_THAN_ALL)
        published["low_price"] = ceiling * draw(SOME)
    return Field(offers, published)


PUBLISHED = whole(
    most_points=50,
    most_quality=60,
    top_mark=10,
    best_answer=14,
    worst_answer=42,
    floor_price=50,
    ceiling_price=200,
    estimate=100,
    low_price=90,
    span=1,
    multiple=2,
    exponent="1/2",
    benchmark_share=1,
    euro_per_point=1,
)


def rows(*given: tuple[int | str, int | str]) -> tuple[Offer, ...]:
    """Offers of a price and quality points each."""
    return tuple(Offer(Fraction(price), Fraction(quality)) for price, quality in given)


def contest(
    card: Formula,
    entries: Sequence[tuple[str, Offer]],
    published: Mapping[str, Fraction] = PUBLISHED,
) -> Contest:
    """A contest of bidders whose quality points count as they are.

    A formula for quality makes points of their answers, on top.
    """
    most = published["most_quality"]
    plain = Weighed("k", BY_ID["quality.scale_share"], most, {"top_mark": most})
    if card.measures == "quality":
        answered = Weighed("a", card, published["most_points"], published)
        bids = tuple(Entry(name, (offer.quality, offer.answer)) for name, offer in entries)
        return Contest((plain, answered), None, Rounding(), bids)
    given = {name: published[name] for name in PARAMETERS if name in published}
    pricing = Pricing(card, published["most_points"], given)
    bids = tuple(Entry(name, (offer.quality,), offer.price) for name, offer in entries)
    return Contest((plain,), pricing, Rounding(), bids)
