"""The totals of a contest under many sets of bids at once, each with how far off it can be."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm

import numpy as np

from aanbesteding.basis.exact import Step
from aanbesteding.contest.bounded import (
    EXACT_UP_TO,
    Bools,
    Bounded,
    least,
    most,
    on_grid,
    rounded_on_grid,
)
from aanbesteding.contest.columns import (
    OF_ANSWERS,
    OF_PRICES,
    OF_QUALITIES,
    Columns,
    in_units,
    mean,
    of_prices,
    of_qualities,
    sum_of,
)
from aanbesteding.contest.contest import Contest, Pricing
from aanbesteding.contest.count import Judge, what_counts
from aanbesteding.contest.expression import UnreadableExpressionError, worked
from aanbesteding.contest.leaving import statistics_of
from aanbesteding.formulas.formula import Formula
from aanbesteding.tender.decision import Clip

MEAN = "mean_answer "
_ROOM = 8


@dataclass(frozen=True)
class Estimator:
    """Works out totals in units of a grid, in which every rounded or given number is whole."""

    contest: Contest

    @classmethod
    def of(cls, contest: Contest) -> "Estimator | None":
        """Return the estimator of a contest, or None where only exact counting will do."""
        found = cls(contest)
        return found if found._readable and found._fits else None

    @property
    def _readable(self) -> bool:
        priced = self.contest.pricing is not None
        if priced and any(entry.price is None for entry in self.contest.entries):
            return False
        formulas = [c.formula for c in self.contest.criteria if c.formula.relative]
        formulas += [self.contest.pricing.formula] if self.contest.pricing else []
        try:
            for formula in formulas:
                worked(formula.sheet)
        except UnreadableExpressionError:
            return False
        return statistics_of(self.contest) <= {*OF_PRICES, *OF_QUALITIES, *OF_ANSWERS}

    @property
    def _fits(self) -> bool:
        """Whether all that must be whole fits in what a column holds exactly."""
        sums = [sum(map(abs, in_units(column)[0])) for column in self._given]
        amounts = [abs(one) for column in self._given for one in column]
        pricing = self.contest.pricing
        weights = [self.contest.most_quality, pricing.weight if pricing else Fraction(0)]
        biggest = max([*amounts, *weights, *map(abs, self._fixed)])
        return max(sums, default=0) < EXACT_UP_TO and _ROOM * self._grid * biggest < EXACT_UP_TO

    @cached_property
    def _prices(self) -> tuple[Fraction, ...]:
        return tuple(entry.price or Fraction(0) for entry in self.contest.entries)

    @cached_property
    def _relative(self) -> list[int]:
        """The places of the criteria in which answers are compared."""
        return [n for n, one in enumerate(self.contest.criteria) if one.formula.relative]

    @property
    def _given(self) -> list[tuple[Fraction, ...]]:
        """The prices, and the answers that are compared."""
        entries = self.contest.entries
        return [self._prices, *(tuple(e.values[at] for e in entries) for at in self._relative)]

    @cached_property
    def _fixed(self) -> tuple[Fraction, ...]:
        """Per bid the points for the criteria in which others play no part."""
        judge, step = Judge(self.contest), self.contest.rounding.criterion
        return tuple(
            sum(
                (
                    what_counts(points, step)
                    for points, criterion in zip(
                        judge.points(entry.values), self.contest.criteria, strict=True
                    )
                    if not criterion.formula.relative
                ),
                start=Fraction(0),
            )
            for entry in self.contest.entries
        )

    @cached_property
    def _grid(self) -> int:
        rounding, pricing = self.contest.rounding, self.contest.pricing
        steps = (rounding.criterion, rounding.quality, rounding.price, rounding.total)
        sizes = [10**step.decimals for step in steps if step is not None]
        weights = [criterion.weight for criterion in self.contest.criteria]
        weights += [pricing.weight] if pricing else []
        return lcm(*sizes, *(one.denominator for one in (*weights, *self._fixed)))

    def columns(self, present: Bools) -> Columns:
        """Return what the formulas want to know of the bids (rows) there, per set (column)."""
        wanted = statistics_of(self.contest)
        means = [mean(column, present) for column in self._given[1:]]
        found = {f"{MEAN}{at}": one for at, one in zip(self._relative, means, strict=True)}
        found |= of_prices(wanted & set(OF_PRICES), self._prices, present)
        if wanted & set(OF_QUALITIES):
            qualities = [self._quality(number, found) for number in range(present.shape[0])]
            of_all = of_qualities(qualities, present)
            found |= {name: self._points(one) for name, one in of_all.items()}
        return found

    def total(self, number: int, columns: Columns) -> Bounded:
        """Return the total of one bid, in units of the grid."""
        pricing, step = self.contest.pricing, self.contest.rounding.total
        quality = self._quality(number, columns)
        if pricing is None:
            return self._rounded(quality, step)
        known = {**columns, **self._own[number], "quality_points": self._points(quality)}
        points = self._clipped(self._worked(pricing.formula, known), pricing)
        counts = self._rounded(points, self.contest.rounding.price)
        return self._rounded(counts if self.contest.on_value else sum_of(quality, counts), step)

    @cached_property
    def _own(self) -> list[Columns]:
        """What the price formula knows of each bid and of the contest."""
        pricing = self.contest.pricing
        if pricing is None:
            return []
        given = {name: Bounded.of(one) for name, one in pricing.parameters.items()}
        given["most_points"] = Bounded.of(pricing.weight)
        given["most_quality"] = Bounded.of(self.contest.most_quality)
        return [{**given, "price": Bounded.of(price)} for price in self._prices]

    def _rounded(self, number: Bounded, step: Step | None) -> Bounded:
        return number if step is None else rounded_on_grid(number, step, self._grid)

    def _quality(self, number: int, columns: Columns) -> Bounded:
        """The quality of one bid, in units of the grid."""
        found = self._exact(self._fixed[number])
        for at in self._relative:
            criterion = self.contest.criteria[at]
            value = Bounded.of(self.contest.entries[number].values[at])
            given = {name: Bounded.of(one) for name, one in criterion.inputs.items()}
            own = {"mark": value, "answer": value, "most_points": Bounded.of(criterion.weight)}
            known = {**given, **own, "mean_answer": columns[f"{MEAN}{at}"]}
            points = self._worked(criterion.formula, known)
            found = sum_of(found, self._rounded(points, self.contest.rounding.criterion))
        return self._rounded(found, self.contest.rounding.quality)

    def _worked(self, formula: Formula, known: Columns) -> Bounded:
        points = worked(formula.sheet)(known)
        if formula.decimals is not None:
            points = Bounded(points.value, points.error + 2 * 10.0**-formula.decimals)
        return on_grid(points, self._grid)

    def _points(self, units: Bounded) -> Bounded:
        return units / Bounded.of(self._grid)

    def _clipped(self, points: Bounded, pricing: Pricing) -> Bounded:
        """Price points kept within bounds; those surely beyond are exact."""
        if pricing.clip is Clip.NONE:
            return points
        kept = most(points, self._exact(Fraction(0)))
        return least(kept, self._exact(pricing.weight)) if pricing.clip is Clip.BOTH else kept

    def _exact(self, points: Fraction) -> Bounded:
        return Bounded(np.float64(points * self._grid), np.float64(0))
