"""The certificate of an order: would leaving bids out, or one more bid, have turned it?

Section 4 of the catalogue of formulas; the field study is Schotanus et al. 2022, the case of the
excluded winner ECLI:NL:HR:2014:1078.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from itertools import combinations

from aanbesteding.contest.certificate import (
    Answer,
    Basis,
    Certificate,
    Change,
    Exclusion,
    Kind,
    Prospect,
    Table,
    Verdict,
)
from aanbesteding.contest.compared import differences, order_of, order_without, winners
from aanbesteding.contest.contest import Contest
from aanbesteding.contest.ends import settled_by_ends
from aanbesteding.contest.estimate import Estimator
from aanbesteding.contest.leaving import Leaving, leaving
from aanbesteding.contest.newcomer import prospects
from aanbesteding.contest.screen import Sieve, rows_of, smallest_first
from aanbesteding.tender.decision import Clip

COUNTED_AT_ONCE = 256
MOST_COUNTED = 2_000
_SLACK = 4


def certificate(contest: Contest, places: int = 1, at_once: int = COUNTED_AT_ONCE) -> Certificate:
    """Return what is certified about the order of a contest in which `places` are to be won.

    Only ranked bids leave; late drop-outs stay as they are. Every change told is counted exactly;
    up to `at_once` sets are counted without sieving first. Raises FormulaDomainError when the
    contest itself has no order.
    """
    found = of_leaving(contest, places, at_once)
    if found.basis in (Basis.ABSOLUTE, Basis.KEEPS_ORDER):
        return replace(found, prospects=_none_possible())
    return replace(
        found,
        exclusions=tuple(_excluded(contest, found.before, places)),
        prospects=prospects(contest, found.before, places),
    )


def of_leaving(contest: Contest, places: int = 1, at_once: int = COUNTED_AT_ONCE) -> Certificate:
    """Return the certificate as far as losing bids leave: no winner excluded, no further bid.

    Raises as `certificate` does.
    """
    before = order_of(contest)
    won = winners(before, places)
    losers = tuple(place.bidder for place in before if place.bidder not in won)
    basis, sets = _basis(contest, before), leaving(contest, losers)
    if basis is not None:
        answers = _unchanged()
    elif not sets.number:
        basis = Basis.UNTOUCHED if sets.room else Basis.NOBODY
        answers = _unchanged()
    else:
        basis = Basis.SEARCHED
        answers = _search(_Question(contest, before, places), sets, at_once)
    return Certificate(
        places=places,
        basis=basis,
        before=before,
        losers=losers,
        answers=answers,
        exclusions=(),
        prospects=(),
        sets=sets.number if basis is Basis.SEARCHED else 0,
    )


def _unchanged() -> tuple[Answer, ...]:
    return tuple(Answer(kind, None) for kind in Kind)


def _none_possible() -> tuple[Prospect, ...]:
    return tuple(Prospect(kind, Verdict.IMPOSSIBLE) for kind in (Kind.FIRST, Kind.AWARDED))


def _basis(contest: Contest, before: Table) -> Basis | None:
    """Why nothing can change by the way the points are made; None when it must be searched."""
    formulas = [criterion.formula for criterion in contest.criteria]
    if any(formula.relative for formula in formulas):
        return None
    if contest.pricing is None or not contest.pricing.formula.relative:
        return Basis.ABSOLUTE
    rounded_after = contest.rounding.price or contest.rounding.total
    safe = contest.pricing.formula.keeps_order and contest.pricing.clip is Clip.NONE
    if safe and not rounded_after and _far_apart(contest, before):
        return Basis.KEEPS_ORDER
    return None


def _far_apart(contest: Contest, before: Table) -> bool:
    """Whether cutting irrational points can't bring bids level or tell level ones apart."""
    cut = contest.pricing.formula.decimals if contest.pricing else None
    if cut is None:
        return True
    offers = {entry.bidder: (entry.values, entry.price) for entry in contest.entries}
    return all(
        offers[one.bidder] == offers[other.bidder]
        or abs(one.total - other.total) * 10**cut > _SLACK
        for one, other in combinations(before, 2)
    )


@dataclass
class _Question:
    """Counts again without sets of bids and keeps the first change of each kind."""

    contest: Contest
    before: Table
    places: int
    counted: int = 0
    found: dict[Kind, Change] = field(default_factory=dict)

    def ask(self, sets: Iterable[tuple[str, ...]], kinds: Iterable[Kind]) -> bool:
        """Count the sets until every kind is found; False when there are too many to count."""
        open_kinds = [kind for kind in kinds if kind not in self.found]
        for one in sets:
            if not open_kinds or self.counted >= MOST_COUNTED:
                return not open_kinds
            self.counted += 1
            after = order_without(self.contest, one)
            if after is None:
                continue
            found = differences(self.before, after, self.places)
            for kind in [kind for kind in open_kinds if found.has(kind)]:
                self.found[kind] = found.change(kind, one, after)
                open_kinds.remove(kind)
        return True


def _search(question: _Question, sets: Leaving, at_once: int) -> tuple[Answer, ...]:
    """The smallest set that changes each kind of thing."""
    estimator = None if sets.number <= at_once else Estimator.of(question.contest)
    if estimator is None:
        ordered = smallest_first(rows_of(sets), sets.among)
        done = question.ask(ordered, Kind)
        complete: Mapping[Kind, bool] = dict.fromkeys(Kind, done)
    else:
        complete = _sieved(question, sets, estimator)
    safe: Set[Kind] = frozenset()
    if not sets.every:
        safe = settled_by_ends(question.contest, question.before, sets.among, question.places)
    return tuple(_answer(kind, question, sets, complete, safe) for kind in Kind)


def _sieved(question: _Question, sets: Leaving, estimator: Estimator) -> Mapping[Kind, bool]:
    rows = rows_of(sets)
    sieve = Sieve(question.contest, estimator, question.before, question.places)
    kept = sieve.kept(rows, sets.among)
    complete = {}
    for kind in Kind:
        question.counted = 0
        complete[kind] = question.ask(smallest_first(rows[kept[kind]], sets.among), [kind])
    return complete


def _answer(
    kind: Kind, question: _Question, sets: Leaving, complete: Mapping[Kind, bool], safe: Set[Kind]
) -> Answer:
    """A change among sets of sizes that were all looked at is the smallest there is."""
    change = question.found.get(kind)
    if change is None:
        return Answer(kind, None, (complete[kind] and sets.every) or kind in safe)
    return Answer(kind, change, sets.every or len(change.without) <= sets.to_size)


def _excluded(contest: Contest, before: Table, places: int) -> Iterable[Exclusion]:
    """What becomes of the order of the rest when each winner is excluded in turn."""
    won = winners(before, places)
    for place in before:
        if place.bidder in won and len(before) > 1:
            after = order_without(contest, (place.bidder,))
            if after is None:
                yield Exclusion(place.bidder, answered=False)
            else:
                yield differences(before, after, places).exclusion(place.bidder, after)
