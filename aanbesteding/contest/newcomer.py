"""Could one more bid, that loses itself, have changed who wins? By closed form, then recounted.

Between two bids the difference in points is a straight line in one figure that others decide: for
lowest_share the lowest price, for min_max one over the range. Where that line crosses zero lies
the boundary; a newcomer reaches it by its price, or by its quality where the best quality counts.
Section 3 of the catalogue of formulas. A newcomer is taken to have zero or more quality points.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from aanbesteding.basis.errors import FormulaDomainError
from aanbesteding.contest.certificate import (
    Kind,
    Newcomer,
    Pair,
    Prospect,
    Side,
    Table,
    Verdict,
)
from aanbesteding.contest.compared import winners
from aanbesteding.contest.contest import Contest
from aanbesteding.contest.joined import NEWCOMER, Field
from aanbesteding.contest.ways import BY_QUALITY, WAYS, Way
from aanbesteding.tender.decision import Clip

CENTS = 100
FINE = 10**6
NOTHING = Fraction(0)


def prospects(contest: Contest, before: Table, places: int) -> tuple[Prospect, ...]:
    """Return whether one more losing bid could have changed who is first, and who is awarded."""
    return tuple(
        _prospect(contest, before, kind, 1 if kind is Kind.FIRST else places)
        for kind in (Kind.FIRST, Kind.AWARDED)
    )


def _prospect(contest: Contest, before: Table, kind: Kind, places: int) -> Prospect:
    pricing = contest.pricing
    compares_answers = any(criterion.formula.relative for criterion in contest.criteria)
    if pricing is None or compares_answers or pricing.formula.id not in {*WAYS, *BY_QUALITY}:
        return Prospect(kind, Verdict.UNKNOWN)
    search = _Search(Field.of(contest), before, kind, places)
    found = tuple(one for one in (*search.by_price(), *search.by_quality()) if one is not None)
    if found:
        return Prospect(kind, Verdict.POSSIBLE, found)
    steps = (contest.rounding.price, contest.rounding.total)
    slack = sum((Fraction(1, 10**step.decimals) for step in steps if step), start=NOTHING)
    safe = pricing.clip is Clip.NONE and not search.unsure and search.out_of_reach(slack)
    return Prospect(kind, Verdict.IMPOSSIBLE if safe else Verdict.UNKNOWN)


@dataclass
class _Search:
    """Looks, per way in, for the newcomer nearest to the bids that are there."""

    field: Field
    before: Table
    kind: Kind
    places: int
    unsure: bool = False

    @property
    def _pairs(self) -> list[Pair]:
        """Who could fall, and who could rise past it."""
        won = winners(self.before, self.places)
        inside = self.places == 1 or len(won) > self.places
        return [
            (one.bidder, other.bidder)
            for one in self.before
            for other in self.before
            if one.bidder in won and one != other and (inside or other.bidder not in won)
        ]

    def by_price(self) -> Iterator[Newcomer | None]:
        """Yield the nearest newcomer per way in that a price opens, if any."""
        ways = WAYS.get(self.field.formula.id)
        for way in ways(self.field) if ways else ():
            near = [(way.nearness(price), pair, price) for pair, price in self._reached(way)]
            for _, (faller, riser), price in sorted(near):
                found = self._losing(way.side, price, faller, riser)
                if found is not None:
                    yield found
                    break

    def out_of_reach(self, slack: Fraction) -> bool:
        """Whether no losing newcomer brings a pair so close that rounding could turn it.

        Rounding moves two totals apart or together by at most `slack`. Where the total itself is
        scaled by others that is not enough to tell.
        """
        if not slack:
            return True
        if self.field.formula.id in BY_QUALITY:
            return False
        offers, known = self.field.offers, self.field.known
        apart = [pair for pair in self._pairs if offers[pair[0]] != offers[pair[1]]]
        if any(self.field.ahead(*pair, known) <= slack for pair in apart):
            return False
        reached = (
            self.field.quality_below(price, riser)
            for way in WAYS[self.field.formula.id](self.field)
            for (_, riser), price in self._reached(way, slack)
        )
        return all(below is None or below <= -slack for below in reached)

    def _reached(self, way: Way, slack: Fraction = NOTHING) -> Iterator[tuple[Pair, Fraction]]:
        """The pairs that a price brings as near as the slack, and that price."""
        for faller, riser in self._pairs:
            now = self.field.ahead(faller, riser, way.here) - slack
            there = self.field.ahead(faller, riser, way.elsewhere) - slack
            if now != there:
                price = way.price_at(way.zero(now, there))
                if price is not None and price > 0:
                    yield (faller, riser), price

    def _losing(self, side: Side, price: Fraction, faller: str, riser: str) -> Newcomer | None:
        """The newcomer at a price, if it can lose there; counted again just beyond it."""
        below = self.field.quality_below(price, riser)
        if below is None or below <= 0:
            return None
        cents = ceil(price * CENTS) - 1 if side is Side.BELOW else floor(price * CENTS) + 1
        example = Fraction(cents, CENTS)
        if example <= 0 or not self._changes(example, NOTHING):
            self.unsure = True
            return None
        return Newcomer(self.kind, side, price, riser, faller, example, quality_below=below)

    def by_quality(self) -> Iterator[Newcomer | None]:
        """Yield the newcomer with the lowest quality that is better than all and changes it."""
        if self.field.formula.id not in BY_QUALITY:
            return
        levels = [
            (level, *pair) for pair in self._pairs if (level := self._level(*pair)) is not None
        ]
        for level, faller, riser in sorted(levels):
            found = self._dear(level, faller, riser)
            if found is not None:
                yield found
                break

    def _level(self, faller: str, riser: str) -> Fraction | None:
        """The best quality at which two bids are level, where a newcomer can bring it there."""
        field, turn = self.field, BY_QUALITY[self.field.formula.id]
        best, most = field.best_quality, field.most_possible
        near = best + (most - best) / FINE
        if near <= best:
            return None
        try:
            now = field.ahead(faller, riser, field.at_quality(best))
            there = field.ahead(faller, riser, field.at_quality(near))
        except FormulaDomainError:
            return None
        if now == there:
            return None
        figure = turn(best) - now * (turn(near) - turn(best)) / (there - now)
        level = turn(figure) if figure > 0 else best - 1
        return level if best <= level < most else None

    def _dear(self, level: Fraction, faller: str, riser: str) -> Newcomer | None:
        """The newcomer of a quality, at a price at which it loses."""
        quality = Fraction(floor(level * CENTS) + 1, CENTS)
        price = self.field.price_above(level, riser)
        above = self.field.price_above(quality, riser)
        if price is None:
            return None
        if above is None or quality > self.field.most_possible:
            self.unsure = True
            return None
        example = Fraction(floor(above * CENTS) + 1, CENTS)
        if not self._changes(example, quality):
            self.unsure = True
            return None
        return Newcomer(
            self.kind,
            Side.ABOVE,
            price,
            riser,
            faller,
            example,
            quality_above=level,
            example_quality=quality,
        )

    def _changes(self, price: Fraction, quality: Fraction) -> bool:
        """Whether this newcomer loses and changes who wins, by the published arithmetic."""
        try:
            after = self.field.order_with(price, quality)
        except FormulaDomainError:
            return False
        won = winners(after, self.places)
        return NEWCOMER not in won and won != winners(self.before, self.places)
