"""One award in one future: a pure function of problem and future, with a small record as result."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from aanbesteding.awarding.optimise import optimise
from aanbesteding.basis.exact import Exact
from aanbesteding.rules.facts import Chosen, Facts
from aanbesteding.rules.goals import Goal
from aanbesteding.rules.money import spent
from aanbesteding.rules.objectives import Objective, goals_in_order
from aanbesteding.rules.rule import Rule
from aanbesteding.scenarios.problem import Problem, with_only
from aanbesteding.scenarios.shift import Future, shifted
from aanbesteding.solving.effort import Effort

FITS, BROKEN, NOTHING_FITS, FAILED = "fits", "broken", "nothing_fits", "failed"
PHYSICAL = ("capacity", "demand", "discounts")
MONEY = ("budget", "framework_maximum")
NEAR = Fraction(1, 10_000)


@dataclass(frozen=True)
class Trial:
    """How an award went in one future; money in cents, care in units a period.

    `outcome` is `fits`; `broken` when contracts that stand cannot meet every rule, with what is
    broken when care goes before those rules; `nothing_fits` when no award at all meets the rules;
    or `failed` with the `error`. `asked` and `unmet` count per need level, `spend` per budget.
    `whole` is what serving everybody whom these contracts can serve would cost, whatever the
    budgets; it is the spend where more money would serve nobody more. Each goal is at most a
    ten-thousandth from the best there is; that somebody waits, or nobody does, is exact.
    """

    future: str
    outcome: str
    winners: tuple[tuple[str, str], ...] = ()
    goals: Mapping[str, Exact] = field(default_factory=dict)
    asked: Mapping[str, int] = field(default_factory=dict)
    unmet: Mapping[str, int] = field(default_factory=dict)
    paid: Exact = 0
    spend: Mapping[str, Exact] = field(default_factory=dict)
    whole: Mapping[str, Exact] = field(default_factory=dict)
    ceilings: Mapping[str, int] = field(default_factory=dict)
    broken: tuple[str, ...] = ()
    error: str = ""

    @property
    def awarded(self) -> bool:
        """Whether there is an award to look at, with every rule met or not."""
        return self.outcome in (FITS, BROKEN)

    @property
    def over(self) -> tuple[str, ...]:
        """The budgets that serving everybody whom these contracts can serve would exceed."""
        return tuple(one for one, cents in self.whole.items() if cents > self.ceilings[one])

    @property
    def holds(self) -> bool:
        """Whether every rule is met, nobody waits and no budget is exceeded."""
        return self.outcome == FITS and not self.over and not any(self.unmet.values())


def tried(problem: Problem, future: Future) -> Trial:
    """Return how the award goes in that future; what goes wrong is a trial that failed."""
    try:
        now = shifted(problem, future)
        return _awarded(now, future.id)
    except Exception as error:  # one future that fails must not take the others with it
        return Trial(future.id, FAILED, error=f"{type(error).__name__}: {error}")


def _awarded(problem: Problem, name: str) -> Trial:
    if problem.closed:
        problem = with_only(problem, problem.contracts or ())
    facts, rules = problem.facts, problem.rules
    best = _best(problem, rules, _without_idle(problem))
    if best is not None:
        chosen, values = best
        return _trial(problem, name, FITS, chosen, values)
    if problem.contracts is None:
        return Trial(name, NOTHING_FITS, asked=_asked(facts))
    alone = with_only(problem, problem.contracts)
    return _trial(alone, name, BROKEN, _care_first(alone), {})


def _without_idle(problem: Problem) -> tuple[Objective, ...]:
    """The goals, and after these no contract that carries nothing."""
    if problem.closed:
        return problem.goals
    return (*problem.goals, *goals_in_order([Goal(kind="contracts")]))


Best = tuple[Chosen, Mapping[str, Exact]]


def _best(problem: Problem, rules: Sequence[Rule], goals: Sequence[Objective]) -> Best | None:
    effort = Effort(gap=NEAR)
    found = optimise(problem.facts, rules, goals, problem.standing(), effort=effort)
    if found is None:
        return None
    return found.chosen, {result.goal: result.value for result in found.goals}


def _care_first(problem: Problem) -> Chosen:
    """The most care by priority that the contracts can give, within the budgets where it can."""
    for kept in ((*PHYSICAL, *MONEY), PHYSICAL):
        rules = [rule for rule in problem.rules if rule.kind in kept]
        found = _best(problem, rules, _care(problem.facts))
        if found is not None:
            return found[0]
    raise AssertionError("capacity and demand leave everybody waiting at worst")


def _care(facts: Facts) -> tuple[Objective, ...]:
    needs = sorted(facts.needs, key=lambda need: need.priority)
    waiting = (Goal(kind="unmet", need=need.id) for need in needs)
    return goals_in_order([*waiting, Goal(kind="spend")])


def _trial(
    problem: Problem, name: str, outcome: str, chosen: Chosen, goals: Mapping[str, Exact]
) -> Trial:
    facts = problem.facts
    unmet = _unmet(facts, chosen)
    spend = {budget.id: spent(facts, chosen, budget.covers) for budget in facts.budgets}
    broken = _broken(problem, chosen) if outcome == BROKEN else []
    return Trial(
        name,
        outcome,
        tuple((pick.lot, pick.bidder) for pick in facts.picks if pick in chosen.contracts),
        goals,
        _asked(facts),
        unmet,
        spent(facts, chosen),
        spend,
        _whole(problem, chosen, unmet) or spend,
        {budget.id: budget.cents for budget in facts.budgets},
        tuple(dict.fromkeys(broken)),
    )


def _broken(problem: Problem, chosen: Chosen) -> list[str]:
    return [b.rule for rule in problem.rules for b in rule.breaches(problem.facts, chosen)]


def _whole(
    problem: Problem, chosen: Chosen, unmet: Mapping[str, int]
) -> Mapping[str, Exact] | None:
    """What it costs when these contracts serve everybody they can, whatever the budgets.

    None when that serves nobody more.
    """
    if not any(unmet.values()):
        return None
    given = replace(with_only(problem, chosen.contracts), contracts=chosen.contracts, more=False)
    unlimited = [rule for rule in given.rules if rule.kind not in MONEY]
    bare = [rule for rule in given.rules if rule.kind in PHYSICAL]
    care = _care(given.facts)
    found = _best(given, unlimited, care) or _best(given, bare, care)
    if found is None:
        raise AssertionError("capacity and demand leave everybody waiting at worst")
    if _unmet(given.facts, found[0]) == unmet:
        return None
    return {b.id: spent(given.facts, found[0], b.covers) for b in given.facts.budgets}


def _asked(facts: Facts) -> Mapping[str, int]:
    found = {need.id: 0 for need in facts.needs}
    for ask, volume in facts.demand.items():
        found[ask.need] += volume
    return found


def _unmet(facts: Facts, chosen: Chosen) -> Mapping[str, int]:
    found = {need.id: 0 for need in facts.needs}
    for ask in facts.demand:
        found[ask.need] += chosen.unmet(facts, ask)
    return found


def from_record(held: Any) -> Trial:
    """Return the trial that a record in JSON types holds; raises ValueError for any other."""
    try:
        money = {name: _exact(held[name]) for name in ("goals", "spend", "whole")}
        winners = tuple((lot, bidder) for lot, bidder in held["winners"])
        known = {**held, **money, "winners": winners, "broken": tuple(held["broken"])}
        return Trial(**{**known, "paid": _number(held["paid"])})
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("no trial") from error


def _exact(held: Mapping[str, Any]) -> Mapping[str, Exact]:
    return {key: _number(value) for key, value in held.items()}


def _number(value: int | str) -> Exact:
    return Fraction(value) if isinstance(value, str) else value
