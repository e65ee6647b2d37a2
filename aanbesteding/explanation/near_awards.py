"""Awards near the best one, found so that they differ as much as they can.

Each is proven: none within the limits differs in more contracts from all those found before it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aanbesteding.awarding.optimise import chosen_of, optimise, program_of, recount, refine
from aanbesteding.basis.exact import Exact
from aanbesteding.explanation.near import MOST_UNLIKE, Near, Unlike, first_in_order
from aanbesteding.rules.facts import Chosen, Facts, Pick
from aanbesteding.rules.objectives import Objective
from aanbesteding.rules.rule import Key, Rule
from aanbesteding.solving.program import Aim

MOST = 10


@dataclass(frozen=True)
class Best:
    """The best award by the goals, and whether others are as good."""

    chosen: Chosen
    goals: tuple[Exact, ...]
    equal: bool


@dataclass(frozen=True)
class NearAward:
    """An award: its contracts, the value of each goal, and what differs.

    `added` and `gone` are against the first of the list, which is the best; `differs` counts the
    contracts that differ from the nearest award found before it.
    """

    contracts: tuple[Pick, ...]
    goals: tuple[Exact, ...]
    added: tuple[Pick, ...] = ()
    gone: tuple[Pick, ...] = ()
    differs: int = 0


@dataclass(frozen=True)
class Presence:
    """In how many awards of the list a contract is; `every` and `none` hold for all within limits.

    `given` says whether it is given in the decision itself.
    """

    bidder: str
    lot: str
    times: int
    every: bool
    none: bool
    given: bool


def near_awards(
    facts: Facts,
    rules: Sequence[Rule],
    goals: Sequence[Objective],
    near: Sequence[Near],
    best: Best,
    most: int = MOST,
) -> tuple[tuple[NearAward, ...], bool]:
    """Return the best award and at most so many beside it, and whether there are no others.

    Each differs most from the nearest one found before it; of those the best by the goals, one
    after the other; of those the first in the order of the contracts.
    """
    found = [NearAward(_given(facts, best.chosen.contracts), best.goals)]
    while True:
        sets = tuple(frozenset(one.contracts) for one in found)
        every = (*rules, *near, Unlike(found=sets))
        if len(found) > most:
            return tuple(found), optimise(facts, every, ()) is None
        optimum = optimise(facts, every, goals, first=(MOST_UNLIKE,))
        if optimum is None:
            return tuple(found), True
        optimum = refine(facts, every, optimum, first_in_order(facts))
        now = optimum.chosen.contracts
        found.append(
            NearAward(
                _given(facts, now),
                tuple(goal.value for goal in optimum.goals),
                _given(facts, now - sets[0]),
                _given(facts, sets[0] - now),
                min(len(now ^ one) for one in sets),
            )
        )


def _given(facts: Facts, contracts: frozenset[Pick]) -> tuple[Pick, ...]:
    return tuple(pick for pick in facts.picks if pick in contracts)


def varying(
    facts: Facts, rules: Sequence[Rule], near: Sequence[Near], awards: Sequence[NearAward]
) -> frozenset[Pick]:
    """Return the contracts that are in some award within the limits and not in another.

    Beyond those of the awards shown, each search asks for the most that can still differ.
    """
    first = frozenset(awards[0].contracts)
    found = frozenset(pick for one in awards for pick in first ^ frozenset(one.contracts))
    program = program_of(facts, (*rules, *near))
    while left := [pick for pick in facts.picks if pick not in found]:
        terms: dict[Key, Exact] = {pick: -1 if pick in first else 1 for pick in left}
        if program.best(Aim("varying", terms, True)) is None:
            break
        chosen = chosen_of(facts, program.values)
        recount(facts, (*rules, *near), chosen)
        other = frozenset(left) & (chosen.contracts ^ first)
        if not other:
            break
        found |= other
    return found


def presence(
    facts: Facts, awards: Sequence[NearAward], changing: frozenset[Pick], given: frozenset[Pick]
) -> Iterator[Presence]:
    """Yield for every contract in how many awards it is, and whether that holds for all others."""
    for pick in facts.picks:
        times = sum(pick in one.contracts for one in awards)
        firm = pick not in changing
        every, none = firm and times == len(awards), firm and not times
        yield Presence(*pick, times, every, none, pick in given)
