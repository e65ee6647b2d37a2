"""The published arithmetic: from values and prices to points, totals and ranks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from aanbesteding.basis.errors import FormulaDomainError
from aanbesteding.basis.exact import Step, exact_sum, rounded
from aanbesteding.contest.contest import Contest, Counted, Points
from aanbesteding.formulas.formula import Formula
from aanbesteding.formulas.statistics import statistics
from aanbesteding.tender.decision import Clip

SHOWN = 2
Known = Mapping[str, Fraction]


def count(contest: Contest) -> tuple[Counted, ...]:
    """Return every bid with its points, total and rank, in the order of the entries.

    Raises FormulaDomainError when a value or price is outside the domain of its formula.
    """
    judge = Judge(contest)
    return count_points(contest, [judge.points(entry.values) for entry in contest.entries])


def count_points(contest: Contest, points: Sequence[tuple[Points, ...]]) -> tuple[Counted, ...]:
    """Return the same, given the points per criterion that the values of each entry brought.

    Raises FormulaDomainError when a price is outside the domain of its formula.
    """
    judge, entries = Judge(contest), contest.entries
    qualities = [judge.quality(mine) for mine in points]
    pricer = Pricer(contest, [(q, e.price) for q, e in zip(qualities, entries, strict=True)])
    counted = [
        pricer.totalled(entry.bidder, entry.price, mine, quality)
        for entry, mine, quality in zip(entries, points, qualities, strict=True)
    ]
    ranks = ranked(
        [(c.total, e.ranked) for c, e in zip(counted, entries, strict=True)],
        contest.lowest_wins,
    )
    return tuple(replace(c, rank=rank) for c, rank in zip(counted, ranks, strict=True))


def ranked(totals: Sequence[tuple[Fraction, bool]], lowest_wins: bool) -> list[int | None]:
    """Return the rank of each total that takes part; equal totals share the better rank."""
    sign = 1 if lowest_wins else -1
    first: dict[Fraction, int] = {}
    for place, worth in enumerate(sorted(sign * total for total, inside in totals if inside), 1):
        first.setdefault(worth, place)
    return [first[sign * total] if inside else None for total, inside in totals]


@dataclass(frozen=True)
class Judge:
    """Makes points of values: each criterion by its formula, rounded where that is published."""

    contest: Contest

    @cached_property
    def _made(self) -> dict[tuple[int, int, int], Points]:
        """Panels give few different marks, so each is worked out once."""
        return {}

    @cached_property
    def _others(self) -> Sequence[Known]:
        """Per criterion what its formula wants to know of the answers of all."""
        return [
            statistics(c.formula.statistics, "answer", [e.values[n] for e in self.contest.entries])
            if c.formula.relative and self.contest.entries
            else {}
            for n, c in enumerate(self.contest.criteria)
        ]

    def points(self, values: Sequence[Fraction]) -> tuple[Points, ...]:
        """Return the points per criterion of one bid's values."""
        return tuple(self.point(number, value) for number, value in enumerate(values))

    def point(self, number: int, value: Fraction) -> Points:
        """Return the points of one value on the criterion with that number."""
        # Fractions are slow to hash, whole numbers are not.
        key = (number, *value.as_integer_ratio())
        if key not in self._made:
            criterion = self.contest.criteria[number]
            known = {**criterion.inputs, **self._others[number], "mark": value, "answer": value}
            self._made[key] = worked_out(
                criterion.id,
                criterion.formula,
                {**known, "most_points": criterion.weight},
                self.contest.rounding.criterion,
            )
        return self._made[key]

    def fault(self, number: int, value: Fraction) -> str:
        """Return the input for which the formula of a criterion has no answer; empty without."""
        try:
            self.point(number, value)
        except FormulaDomainError as error:
            return error.about
        return ""

    def quality(self, points: Iterable[Points]) -> Fraction:
        """Return the quality points of a bid, as they count."""
        rounding = self.contest.rounding
        counts = exact_sum(what_counts(p, rounding.criterion) for p in points)
        return counts if rounding.quality is None else Fraction(rounding.quality.of(counts))


def worked_out(criterion: str, formula: Formula, known: Known, step: Step | None) -> Points:
    """Return what a formula makes of what is known, with the inputs it used."""
    exact = formula(known)
    shown = step.of(exact) if step else rounded(exact, SHOWN)
    return Points(criterion, formula.id, {n: known[n] for n in formula.inputs}, exact, shown)


def what_counts(points: Points, step: Step | None) -> Fraction:
    """Return the rounded points where this step is rounded, else the exact ones."""
    return points.exact if step is None else Fraction(points.rounded)


class Pricer:
    """Makes totals of qualities and prices, given what all bids that count offer."""

    def __init__(self, contest: Contest, offers: Sequence[tuple[Fraction, Fraction | None]]):
        self.contest = contest
        self._known = self._what_is_known(offers)

    def _what_is_known(self, offers: Sequence[tuple[Fraction, Fraction | None]]) -> Known:
        pricing = self.contest.pricing
        compared = [(quality, price) for quality, price in offers if price is not None]
        if pricing is None or not compared:
            return {}
        names = pricing.formula.statistics
        return {
            **pricing.parameters,
            "most_points": pricing.weight,
            "most_quality": self.contest.most_quality,
            **statistics(names, "price", [price for _, price in compared]),
            **statistics(names, "quality", [quality for quality, _ in compared]),
        }

    def counted(self, bidder: str, price: Fraction | None, points: tuple[Points, ...]) -> Counted:
        """Return a bid with its total; without a price to compare its quality is its total."""
        return self.totalled(bidder, price, points, Judge(self.contest).quality(points))

    def totalled(
        self, bidder: str, price: Fraction | None, points: tuple[Points, ...], quality: Fraction
    ) -> Counted:
        """Return the same of a bid whose quality, as it counts, was worked out already."""
        exact = exact_sum(p.exact for p in points)
        if self.contest.pricing is None or price is None:
            return Counted(bidder, points, quality, exact, self._total(quality), None)
        priced = self.price_points(price, quality)
        every = (*points, priced)
        counts = what_counts(priced, self.contest.rounding.price)
        if self.contest.on_value:
            return Counted(bidder, every, quality, priced.exact, self._total(counts), None)
        total = self._total(quality + counts)
        return Counted(bidder, every, quality, exact + priced.exact, total, None)

    def price_points(self, price: Fraction, quality: Fraction) -> Points:
        """Return what a price brings a bid of this quality, clipped where that is published."""
        pricing = self.contest.pricing
        if pricing is None:
            raise ValueError("no price counts here")
        known = {**self._known, "price": price, "quality_points": quality}
        step = self.contest.rounding.price
        found = worked_out("price", pricing.formula, known, step)
        kept = clipped(found.exact, pricing.clip, pricing.weight)
        if kept == found.exact:
            return found
        return replace(found, exact=kept, rounded=step.of(kept) if step else rounded(kept, SHOWN))

    def _total(self, counts: Fraction) -> Fraction:
        step = self.contest.rounding.total
        return counts if step is None else Fraction(step.of(counts))


def clipped(points: Fraction, clip: Clip, most: Fraction) -> Fraction:
    """Return price points kept at zero or more, or between zero and all."""
    if clip is Clip.NONE:
        return points
    kept = max(points, Fraction(0))
    return min(kept, most) if clip is Clip.BOTH else kept
