"""Which awards are nearly as good as the best: the answer for a round."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from aanbesteding.awarding.decide import decide_freely
from aanbesteding.awarding.decision import Outcome
from aanbesteding.awarding.optimise import optimise, refine
from aanbesteding.basis.exact import Exact
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.explanation.judged import Judged
from aanbesteding.explanation.near import Near, first_in_order, goals_near
from aanbesteding.explanation.near_awards import (
    MOST,
    Best,
    NearAward,
    Presence,
    near_awards,
    presence,
    varying,
)
from aanbesteding.rules.facts import Pick
from aanbesteding.rules.objectives import Objective
from aanbesteding.tender.decision import AwardMode

WITHIN = Fraction(1, 100)


@dataclass(frozen=True)
class GoalLimit:
    """A goal, its best value, and the worst that counts as near; None where it is left free."""

    goal: str
    kind: str
    need: str
    larger: bool
    best: Exact
    limit: Exact | None


@dataclass(frozen=True)
class Alternatives:
    """The best award and those near it; `complete` when there are no others within the limits.

    `by_rank`: the ranking decides this tender, so that all of this is a what-if by the goals; then
    `decision_near` says whether the decision itself is within the limits. `equal`: other awards
    are as good as the best, and a draw or the tie ladder has yet to choose.
    """

    within: Fraction
    goal: str
    by_rank: bool
    equal: bool
    decision_near: bool | None
    limits: tuple[GoalLimit, ...]
    awards: tuple[NearAward, ...]
    presence: tuple[Presence, ...]
    complete: bool


def alternatives(
    case: Judged, within: Fraction = WITHIN, most: int = MOST, goal: str = ""
) -> tuple[Alternatives | None, tuple[Finding, ...]]:
    """Return the awards near the best one, or a finding that says why there are none to look for.

    `within` is a part: 1/100 for one percent. With a `goal` only that one may be that much worse,
    and no goal before it. Raises SolverFailedError, RecountError and TooFineError.
    """
    names = [one.name for one in case.goals]
    if goal and goal not in names:
        return None, (_finding("R231", goal=goal, goals=names),)
    best = best_by_goals(case)
    if best is None:
        return None, (_finding("R232"),)
    near = goals_near(case.facts, case.goals, best.goals, within, goal)
    awards, complete = near_awards(case.facts, case.rules, case.goals, near, best, most)
    changing = frozenset[Pick]() if complete else varying(case.facts, case.rules, near, awards)
    given = case.decision.chosen.contracts
    return Alternatives(
        within,
        goal,
        case.tender.choice_mode is AwardMode.RANK_ORDER,
        best.equal,
        _keeps(case, near) if case.decision.outcome is Outcome.AWARDED else None,
        tuple(_limits(case.goals, near, best)),
        awards,
        tuple(presence(case.facts, awards, changing, given)),
        complete,
    ), ()


def _finding(code: str, **values: Any) -> Finding:
    return Finding(code, Weight.REPAIRABLE, None, values)


def best_by_goals(case: Judged) -> Best | None:
    """Return the best award by the goals; None where nothing can be chosen or nothing fits.

    That is the decision itself where the tender published its goals. Of equally good awards which
    a draw has yet to settle, it is the first in the order of the contracts.
    """
    if not case.facts.picks:
        return None
    decision = case.decision
    if case.tender.choice_mode is AwardMode.RANK_ORDER:
        decision = decide_freely(case.tender, case.bids, case.scoresheet, case.draws)
    if decision.outcome is Outcome.AWARDED:
        values = tuple(goal.value(case.facts, decision.chosen) for goal in case.goals)
        return Best(decision.chosen, values, equal=False)
    found = optimise(case.facts, case.rules, case.goals)
    if found is None or decision.outcome is Outcome.NOTHING_FITS:
        return None
    found = refine(case.facts, case.rules, found, first_in_order(case.facts))
    return Best(found.chosen, tuple(goal.value for goal in found.goals), equal=True)


def _limits(goals: Sequence[Objective], near: Sequence[Near], best: Best) -> Iterator[GoalLimit]:
    limits: Mapping[str, Exact] = {one.objective.name: one.limit for one in near}
    for goal, value in zip(goals, best.goals, strict=True):
        limit = limits.get(goal.name)
        yield GoalLimit(goal.name, goal.kind, goal.need, goal.larger_is_better, value, limit)


def _keeps(case: Judged, near: Sequence[Near]) -> bool:
    """Whether the decision itself is within the limits."""
    return not any(one.breaches(case.facts, case.decision.chosen) for one in near)
