"""What solver, second solver and plain search say of the same cases, put side by side."""

from collections.abc import Iterator, Sequence
from functools import cache
from random import Random
from typing import NamedTuple

from aanbesteding.awarding.optimise import Optimum, optimise, refine, rows_of, tops_of
from aanbesteding.awarding.spread import spread
from aanbesteding.awarding.ties import drawn_aims, rivals
from aanbesteding.rules.facts import Chosen, Facts
from aanbesteding.solving.second import second_opinion
from tests.laws.plain_search import Best, Looked, bare
from tests.laws.random_facts import tiny_facts
from tests.laws.random_tenders import Case, always, cases
from tests.laws.stacked import Asked, answers

CASES = 20


class Known(NamedTuple):
    """A case with what plain search found; `name` is enough to make it again."""

    name: str
    looked: Looked
    case: Case
    best: Best | None


@cache
def known(seed: int, count: int = CASES) -> tuple[Known, ...]:
    """Return the cases of the tender of this seed, each looked through."""
    r = Random(seed)
    facts = tiny_facts(r)
    standing = always(r, facts)
    looked = Looked(facts, standing)
    every = enumerate(cases(r, facts, standing, count))
    return tuple(Known(f"{seed}/{at}", looked, case, looked.best(case)) for at, case in every)


def disagreement(one: Known) -> str:
    """Return where solver and plain search differ, in a few words; empty when nowhere."""
    looked, case, best = one.looked, one.case, one.best
    found = optimise(looked.facts, case.rules, case.pursued)
    if found is None or best is None:
        alike = found is None and best is None
        return "" if alike else f"{one.name} fits: {found is not None}, search {best}"
    worth = tuple(goal.value for goal in found.goals)
    if worth != best.worth or not found.proven:
        return f"{one.name} value: {worth}, search {best.worth}"
    if bare(found.chosen) not in _awards(looked, best):
        return f"{one.name} award: not one of the best"
    between, differing = rivals(looked.facts, found).picks, looked.differing(best, found.chosen)
    if between != differing:
        return f"{one.name} rivals: {between}, search {differing}"
    return _drawn(one, best, found)


def _awards(looked: Looked, best: Best) -> set[object]:
    return {bare(looked.awards[index]) for index in best.awards}


def _drawn(one: Known, best: Best, found: Optimum) -> str:
    """Whether an order drawn leaves one award, and the same one."""
    left = {bare(award) for award in one.looked.drawn(best, one.case.order)}
    settled = bare(settle(one.looked.facts, one.case, found))
    return "" if left == {settled} else f"{one.name} drawn: {settled}, search {left}"


def settle(facts: Facts, case: Case, found: Optimum) -> Chosen:
    """Return the award after the order drawn and the spread over areas."""
    drawn = refine(facts, case.rules, found, drawn_aims(facts, case.order))
    return spread(facts, case.rules, drawn)[0].chosen


def second_disagreements(several: Sequence[Known], drawn: bool) -> Iterator[str]:
    """Yield where the second solver differs from plain search; `drawn`: on the one award too."""
    fitting = [(one, one.best) for one in several if one.best is not None]
    found = answers([Asked(one.looked.facts, one.case) for one, _ in fitting], drawn)
    for (one, best), answer in zip(fitting, found, strict=True):
        if answer.worth != best.worth:
            yield f"{one.name} value: {answer.worth}, search {best.worth}"
        left = {bare(award) for award in one.looked.drawn(best, one.case.order)}
        if bare(answer.chosen) not in (left if drawn else _awards(one.looked, best)):
            yield f"{one.name} award: {bare(answer.chosen)}"


def second_finds_none(one: Known) -> bool:
    """Return whether the second solver too finds that no award keeps all rules."""
    facts, rules = one.looked.facts, one.case.rules
    return second_opinion(rows_of(facts, rules), tops_of(facts, rules), {}, True) is None
