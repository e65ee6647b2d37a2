"""A contest with one more bid in it, by price and quality points alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from aanbesteding.basis.errors import FormulaDomainError
from aanbesteding.basis.exact import rounded
from aanbesteding.contest.certificate import Place, Table
from aanbesteding.contest.contest import Contest, Points, Pricing
from aanbesteding.contest.count import SHOWN, Judge, Pricer, ranked
from aanbesteding.formulas.formula import Formula
from aanbesteding.formulas.statistics import statistics

NEWCOMER = ""

Known = Mapping[str, Fraction]
Offer = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Field:
    """The bids of a contest as quality and price, and what a newcomer among them would do.

    Differences are worked out without rounding and clipping; `order_with` does both.
    """

    contest: Contest
    pricing: Pricing

    @classmethod
    def of(cls, contest: Contest) -> "Field":
        """Return the field of a contest; raises ValueError where no price counts."""
        if contest.pricing is None:
            raise ValueError("no price counts here")
        return cls(contest, contest.pricing)

    @property
    def formula(self) -> Formula:
        """The formula of the price."""
        return self.pricing.formula

    @cached_property
    def _points(self) -> Mapping[str, tuple[Points, ...]]:
        judge = Judge(self.contest)
        return {entry.bidder: judge.points(entry.values) for entry in self.contest.entries}

    @cached_property
    def offers(self) -> Mapping[str, Offer]:
        """Quality points and price of each bid that is compared by price."""
        judge = Judge(self.contest)
        return {
            entry.bidder: (judge.quality(self._points[entry.bidder]), entry.price)
            for entry in self.contest.entries
            if entry.price is not None
        }

    @cached_property
    def known(self) -> Known:
        """What the formula knows of the bids that are there, of the contest and its parameters."""
        return self._known_of(*self.offers.values())

    def _known_of(self, *offers: Offer) -> Known:
        names = self.formula.statistics
        return {
            **self.pricing.parameters,
            "most_points": self.pricing.weight,
            "most_quality": self.contest.most_quality,
            **statistics(names, "price", [price for _, price in offers]),
            **statistics(names, "quality", [quality for quality, _ in offers]),
        }

    def worth(self, known: Known, offer: Offer) -> Fraction:
        """Return what an offer is worth: its total, or where the lowest wins that below zero."""
        quality, price = offer
        points = self.formula({**known, "price": price, "quality_points": quality})
        total = points if self.contest.on_value else quality + points
        return -total if self.contest.lowest_wins else total

    def ahead(self, one: str, other: str, known: Known) -> Fraction:
        """Return by how much one bid is worth more than another."""
        return self.worth(known, self.offers[one]) - self.worth(known, self.offers[other])

    def ranks(self, known: Known) -> Table:
        """Return the order of the ranked bids by their totals without rounding and clipping."""
        there = [(e.bidder, e.ranked) for e in self.contest.entries if e.bidder in self.offers]
        worth = [(self.worth(known, self.offers[bidder]), inside) for bidder, inside in there]
        found = zip(ranked(worth, lowest_wins=False), there, worth, strict=True)
        placed = [(rank, bidder, total) for rank, (bidder, _), (total, _) in found if rank]
        return tuple(Place(bidder, total, rank) for rank, bidder, total in sorted(placed))

    def quality_below(self, price: Fraction, riser: str) -> Fraction | None:
        """Return under how many quality points a newcomer at a price ends below a bid.

        At most the best quality there is, where that counts. None where there is no answer.
        """
        try:
            known = self._known_of(*self.offers.values(), (Fraction(0), price))
            goal = self.worth(known, self.offers[riser])
            none, one = (self.worth(known, (Fraction(points), price)) for points in (0, 1))
        except FormulaDomainError:
            return None
        below = (goal - none) / (one - none)
        return min(below, known.get("best_quality", below))

    @property
    def best_quality(self) -> Fraction:
        """The most quality points of the bids that are there."""
        return max(quality for quality, _ in self.offers.values())

    @property
    def most_possible(self) -> Fraction:
        """The most quality points a bid can have, with every bonus."""
        return sum((criterion.weight for criterion in self.contest.criteria), start=Fraction(0))

    def at_quality(self, best: Fraction) -> Known:
        """Return what is known when the best quality is this."""
        return {**self.known, "best_quality": best}

    def price_above(self, quality: Fraction, riser: str) -> Fraction | None:
        """Return above what price a newcomer of the best quality ends below a bid, if any.

        For the formulas in which the worth of a bid is a number plus another over its price.
        """
        known, low = self.at_quality(quality), self.known["lowest_price"]
        try:
            goal = self.worth(known, self.offers[riser])
            at_low, at_double = (self.worth(known, (quality, low * times)) for times in (1, 2))
        except FormulaDomainError:
            return None
        part = 2 * (at_low - at_double)
        rest = at_low - part
        return part * low / (goal - rest) if goal > rest else None

    def order_with(self, price: Fraction, quality: Fraction) -> Table:
        """Return the order with a newcomer in it, by the published arithmetic.

        Raises FormulaDomainError when the formula has no answer for these bids.
        """
        own = (Points(NEWCOMER, "", {}, quality, rounded(quality, SHOWN)),)
        entries = self.contest.entries
        every = [(e.bidder, e.price, self._points[e.bidder], e.ranked) for e in entries]
        every.append((NEWCOMER, price, own, True))
        judge = Judge(self.contest)
        pricer = Pricer(self.contest, [(judge.quality(p), asked) for _, asked, p, _ in every])
        counted = [pricer.counted(bidder, asked, points) for bidder, asked, points, _ in every]
        totals = [(c.total, one[3]) for c, one in zip(counted, every, strict=True)]
        ranks = ranked(totals, self.contest.lowest_wins)
        placed = [(r, c.bidder, c.total) for r, c in zip(ranks, counted, strict=True) if r]
        return tuple(Place(bidder, total, rank) for rank, bidder, total in sorted(placed))
