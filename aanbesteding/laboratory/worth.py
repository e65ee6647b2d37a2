"""What a price and a quality are worth against bids that are there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from aanbesteding.basis.errors import FormulaDomainError
from aanbesteding.contest.contest import Contest
from aanbesteding.contest.count import Judge, Pricer, clipped
from aanbesteding.formulas.worth import worth_of_a_point

Offer = tuple[Fraction, Fraction | None]


@dataclass(frozen=True)
class Entered:
    """What a price brings one more bid: points (for some formulas the whole value), and its lead.

    `lead` is how far its total is ahead of the mean total of the bids that are there.
    """

    points: Fraction
    lead: Fraction


class Field:
    """The bids of a contest, and what any price and quality would be worth among them."""

    def __init__(self, contest: Contest):
        self.contest = contest
        judge = Judge(contest)
        self.qualities = [judge.quality(judge.points(e.values)) for e in contest.entries]
        self.prices = [e.price for e in contest.entries if e.price is not None]
        self._offers: list[Offer] = [
            (q, e.price) for q, e in zip(self.qualities, contest.entries, strict=True)
        ]
        self._pricer = Pricer(contest, self._offers)

    def entered(self, price: Fraction, quality: Fraction) -> Entered | None:
        """Return what one more bid gets, that itself counts among all; None outside the domain."""
        pricer = Pricer(self.contest, [*self._offers, (quality, price)])
        mine = _total(pricer, price, quality)
        others = [_total(pricer, p, q) for q, p in self._offers if p is not None]
        known = [total for total in others if total is not None]
        if mine is None or not known or len(known) < len(others):
            return None
        ahead = mine - mean(known)
        points = pricer.price_points(price, quality).exact
        return Entered(points, -ahead if self.contest.lowest_wins else ahead)

    def euro_per_point(self, price: Fraction, quality: Fraction) -> Decimal | None:
        """Return how much dearer one more bid may be for one more quality point, in euros.

        None where there is no such amount: a dearer price costs nothing there, a lower price can
        be worse, or the formula has no answer.
        """
        pricing = self.contest.pricing
        if pricing is None or not pricing.formula.monotone:
            return None
        card, clip, most = pricing.formula, pricing.clip, pricing.weight
        kept = replace(card, compute=lambda **known: clipped(card.compute(**known), clip, most))
        try:
            pricer = Pricer(self.contest, [*self._offers, (quality, price)])
            known = pricer.price_points(price, quality).inputs
            # Above the best quality that was received the formula has no answer.
            if known.get("best_quality", quality + 1) < quality + 1:
                return None
            return worth_of_a_point(kept, known)
        except FormulaDomainError:
            return None

    def real_weight(self) -> Fraction | None:
        """Return the part of the difference between these bids that price makes, 0 to 1.

        From the cheapest to the dearest price at mean quality, against from the best to the
        worst quality at mean price. None where nothing differs or the formula has no answer.
        """
        if not self.prices or not self.qualities:
            return None
        price, quality = mean(self.prices), mean(self.qualities)
        by_price = self._between((min(self.prices), quality), (max(self.prices), quality))
        by_quality = self._between((price, max(self.qualities)), (price, min(self.qualities)))
        if by_price is None or by_quality is None or by_price + by_quality == 0:
            return None
        return by_price / (by_price + by_quality)

    def _between(
        self, one: tuple[Fraction, Fraction], other: tuple[Fraction, Fraction]
    ) -> Fraction | None:
        first, second = _total(self._pricer, *one), _total(self._pricer, *other)
        return None if first is None or second is None else abs(first - second)


def _total(pricer: Pricer, price: Fraction, quality: Fraction) -> Fraction | None:
    """The exact total (fictive price, for some), None outside the formula's domain."""
    try:
        points = pricer.price_points(price, quality).exact
    except FormulaDomainError:
        return None
    return points if pricer.contest.on_value else quality + points


def mean(values: Sequence[Fraction]) -> Fraction:
    """Return the mean."""
    return sum(values, start=Fraction(0)) / len(values)
