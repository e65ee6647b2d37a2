"""A contest counted again with one other mark, and for as little of it as that mark changes."""

from bisect import bisect_left, insort
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from aanbesteding.contest.contest import Contest, Points
from aanbesteding.contest.count import Judge, Pricer, count, what_counts
from aanbesteding.formulas.statistics import STATISTICS, statistics

Scales = Sequence[Sequence[Fraction] | None]
Winners = tuple[frozenset[str], frozenset[str]]


class Other(NamedTuple):
    """Another mark: its points, and what they are more than those given, exact and as counted."""

    mark: Fraction
    points: Points
    gained: Fraction
    counts: Fraction


class Trial:
    """A contest that was counted once, and then again for as little as another mark changes.

    At most `recounts` times for all bids (None: always); `untried` is how often it was not done.
    """

    def __init__(self, contest: Contest, scales: Scales, places: int, recounts: int | None = None):
        self.contest = contest
        self.untried = 0
        self._left = recounts
        self._places = places
        entries = contest.entries
        self._judge = Judge(contest)
        self._points = [self._judge.points(entry.values) for entry in entries]
        self._scales = [[self._worth(n, m) for m in scale or ()] for n, scale in enumerate(scales)]
        self._near: dict[tuple[int, Fraction], list[Other]] = {}
        self._seen: list[dict[Fraction, Winners]] = [{} for _ in entries]
        self._quality = [self._judge.quality(points) for points in self._points]
        offers = [(q, entry.price) for q, entry in zip(self._quality, entries, strict=True)]
        self._pricer = Pricer(contest, offers)
        wanted = contest.pricing.formula.statistics if contest.pricing else ()
        self._of_quality = [name for name in wanted if STATISTICS[name].of == "quality"]
        self._known_now = self._known(self._quality)
        self._sign = 1 if contest.lowest_wins else -1
        self._keys = [self._key(at, points) for at, points in enumerate(self._points)]
        self._inside = [at for at, entry in enumerate(entries) if entry.ranked]
        self._order = sorted(self._keys[at] for at in self._inside)
        self.before = self._won(self._keys, self._order)

    def _worth(self, number: int, mark: Fraction) -> tuple[Fraction, Points]:
        values = self.contest.entries[0].values
        return mark, self._judge.points((*values[:number], mark, *values[number + 1 :]))[number]

    def others(self, number: int, given: Fraction) -> Sequence[Other]:
        """Return the other marks on a criterion, nearest in points first."""
        if (number, given) not in self._near:
            step = self.contest.rounding.criterion
            _, own = self._worth(number, given)
            found = [
                Other(
                    mark,
                    worth,
                    worth.exact - own.exact,
                    what_counts(worth, step) - what_counts(own, step),
                )
                for mark, worth in self._scales[number]
                if mark != given
            ]
            found.sort(key=lambda other: (abs(other.gained), other.mark))
            self._near[number, given] = found
        return self._near[number, given]

    def _key(self, at: int, points: tuple[Points, ...]) -> Fraction:
        """The total of a bid, the best lowest."""
        entry = self.contest.entries[at]
        return self._sign * self._pricer.counted(entry.bidder, entry.price, points).total

    def _won(self, keys: Sequence[Fraction], order: Sequence[Fraction]) -> Winners:
        """Who ranks first, and who ranks among the places: nobody better, or too few better."""
        last = order[min(self._places, len(order)) - 1] if self._places > 0 else None
        names = {at: self.contest.entries[at].bidder for at in self._inside}
        return (
            frozenset(names[at] for at in self._inside if keys[at] == order[0]),
            frozenset(names[at] for at in self._inside if last is not None and keys[at] <= last),
        )

    def winners(self, at: int, number: int, other: Other) -> Winners:
        """Return who wins when the bid at that place has this other mark on this criterion."""
        relative = self.contest.criteria[number].formula.relative
        # What else a bid has stays, so its total follows from how much more it counts.
        found = None if relative else self._seen[at].get(other.counts)
        if found is not None:
            return found
        points = (*self._points[at][:number], other.points, *self._points[at][number + 1 :])
        if not relative and not self._moves_others(at, points):
            found = self._alone(at, self._key(at, points))
        elif self._left == 0:
            self.untried += 1
            return self.before
        else:
            found = self._counted_again(at, number, other.mark)
        if not relative:
            self._seen[at][other.counts] = found
        return found

    def _alone(self, at: int, key: Fraction) -> Winners:
        if self._stands(at, key) == self._stands(at, self._keys[at]):
            return self.before
        order = [*self._order]
        order.pop(bisect_left(order, self._keys[at]))
        insort(order, key)
        return self._won([*self._keys[:at], key, *self._keys[at + 1 :]], order)

    def _counted_again(self, at: int, number: int, mark: Fraction) -> Winners:
        self._left = None if self._left is None else self._left - 1
        entries = list(self.contest.entries)
        values = entries[at].values
        changed = (*values[:number], mark, *values[number + 1 :])
        entries[at] = replace(entries[at], values=changed)
        again = count(replace(self.contest, entries=tuple(entries)))
        keys = [self._sign * one.total for one in again]
        return self._won(keys, sorted(keys[each] for each in self._inside))

    def _moves_others(self, at: int, points: Sequence[Points]) -> bool:
        """Whether the price formula gives other bids other points as well."""
        if not self._of_quality or self.contest.entries[at].price is None:
            return False
        after = [*self._quality]
        after[at] = self._judge.quality(points)
        return self._known(after) != self._known_now

    def _known(self, quality: Sequence[Fraction]) -> Mapping[str, Fraction]:
        """What the price formula wants to know of the qualities of all bids with a price."""
        pairs = zip(quality, self.contest.entries, strict=True)
        compared = [q for q, entry in pairs if entry.price is not None]
        return statistics(self._of_quality, "quality", compared) if compared else {}

    def _stands(self, at: int, key: Fraction) -> tuple[int, ...]:
        """Above, level with or below the best other bid, and the last other one with a place."""
        own = bisect_left(self._order, self._keys[at])
        found = []
        for place in (0, self._places - 1):
            there = place + (own <= place)
            if place >= 0 and there < len(self._order):
                limit = self._order[there]
                found.append((key > limit) - (key < limit))
        return tuple(found)
