"""How many others stay as good as a bid at another price, or with another mark.

A contest is counted once, and then again for as little as the other price or mark changes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from aanbesteding.contest.contest import Contest, Entry
from aanbesteding.contest.count import Judge, Pricer
from aanbesteding.formulas.statistics import statistics

PROBES = 8
Offers = Sequence[tuple[Fraction, Fraction | None]]


class Overtaking:
    """A contest that was counted once; at other prices and marks only what they change is."""

    def __init__(self, contest: Contest):
        self.contest = contest
        self._judge = Judge(contest)
        points = [self._judge.points(entry.values) for entry in contest.entries]
        qualities = map(self._judge.quality, points)
        entries = contest.entries
        self._offers = [(q, e.price) for q, e in zip(qualities, entries, strict=True)]
        self._known = self._compared(self._offers)
        self._pricer = Pricer(contest, self._offers)
        self._totals = [self._total(self._pricer, offer) for offer in self._offers]
        ranked = (at for at, entry in enumerate(contest.entries) if entry.ranked)
        self._best_first = sorted(ranked, key=self._totals.__getitem__)
        self._at = {entry.bidder: at for at, entry in enumerate(contest.entries)}

    def entry(self, bidder: str) -> Entry:
        """Return the entry of a bidder; raises KeyError when it is not in the contest."""
        return self.contest.entries[self._at[bidder]]

    def stands(self, entry: Entry, places: int, ties: bool) -> bool:
        """Return whether this entry, in place of its bidder's own, is among so many best.

        Fewer others than there are places have a better total; or, where `ties` count against it,
        one that is at least as good. Raises FormulaDomainError for a price of which the
        formula can make nothing.
        """
        at = self._at[entry.bidder]
        offers = list(self._offers)
        offers[at] = (self._judge.quality(self._judge.points(entry.values)), entry.price)
        again = self._compared(offers) != self._known
        pricer = Pricer(self.contest, offers) if again else self._pricer
        own, left = self._total(pricer, offers[at]), places
        for place in self._best_first:
            if place != at:
                total = self._total(pricer, offers[place]) if again else self._totals[place]
                left -= total <= own if ties else total < own
                if left <= 0:
                    return False
        return True

    def _compared(self, offers: Offers) -> Mapping[str, Fraction]:
        """What the price formula wants to know of the offers of all."""
        pricing = self.contest.pricing
        known = [(quality, price) for quality, price in offers if price is not None]
        if pricing is None or not known:
            return {}
        names = pricing.formula.statistics
        return {
            **statistics(names, "price", [price for _, price in known]),
            **statistics(names, "quality", [quality for quality, _ in known]),
        }

    def _total(self, pricer: Pricer, offer: tuple[Fraction, Fraction | None]) -> Fraction:
        """The total of a bid, the best lowest."""
        quality, price = offer
        total = pricer.totalled("", price, (), quality).total
        return total if self.contest.lowest_wins else -total


def first_step(among: Callable[[int], bool], most: int) -> int | None:
    """Return a step that is among the best while one less is not; None where a few tries find none.

    A guess for who decides again, no proof: between the tries it may come and go.
    """
    tries = dict.fromkeys(most * part // PROBES for part in range(PROBES, 0, -1))
    high = next((step for step in tries if step and among(step)), None)
    return None if high is None else _between(among, 0, high)


def next_step(among: Callable[[int], bool], low: int, most: int) -> int | None:
    """Return the same from step `low` on, looking near it first; None where none is found."""
    if among(low):
        return low
    off = 1
    while low < most:
        high = min(low + off, most)
        if among(high):
            return _between(among, low, high)
        low, off = high, off * 2
    return None


def _between(among: Callable[[int], bool], low: int, high: int) -> int:
    """A step between one that is not among the best and one that is."""
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if among(middle) else (middle, high)
    return high


def at_price(entry: Entry, price: Fraction) -> Entry:
    """Return the entry at another price."""
    return replace(entry, price=price)


def with_value(entry: Entry, number: int, value: Fraction) -> Entry:
    """Return the entry with another value on the criterion with that number."""
    return replace(entry, values=(*entry.values[:number], value, *entry.values[number + 1 :]))
