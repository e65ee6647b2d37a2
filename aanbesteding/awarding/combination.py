"""Lots compared in two steps: the best award lot by lot, then whether a combination beats it.

A bidder may want some lots together or not at all. Where the tender says so (Directive
2014/24/EU, article 46(3) and recital 79), the best award without any such combination is found
first; combinations win only where the award with them is better by the published goals.
"""

from collections.abc import Sequence

from aanbesteding.awarding.decision import Combination
from aanbesteding.awarding.optimise import Optimum, optimise
from aanbesteding.rules.facts import Facts, Pick
from aanbesteding.rules.goals import Goal
from aanbesteding.rules.objectives import Objective
from aanbesteding.rules.rule import Row, Rule
from aanbesteding.solving.effort import UNTIL_PROVEN, Effort


def combined_picks(facts: Facts) -> tuple[Pick, ...]:
    """Return the contracts a bidder wants only together with others."""
    wanted = {(one.bidder, lot) for one in facts.conditions if one.at_least > 1 for lot in one.lots}
    return tuple(pick for pick in facts.picks if pick in wanted)


def in_two_steps(
    facts: Facts,
    rules: Sequence[Rule],
    goals: Sequence[Goal | Objective],
    effort: Effort = UNTIL_PROVEN,
) -> tuple[Optimum | None, Combination | None]:
    """Return the award in two steps, and the comparison; none where there is nothing to compare.

    Of equally good awards the one lot by lot is kept. Where one of the two is not proven the best,
    nothing is compared, and the one not proven comes back. Raises as `optimise` does.
    """
    combined = combined_picks(facts)
    together = optimise(facts, rules, goals, effort=effort)
    if not combined or together is None or not together.proven:
        return together, None
    without = [Row("per_lot", "/".join(pick), {pick: 1}, "==", 0) for pick in combined]
    per_lot = optimise(facts, rules, goals, without, effort=effort)
    if per_lot is None:
        return together, Combination(combined, (), together.goals, True)
    if not per_lot.proven:
        return per_lot, None
    won = any(
        one.value != other.value for one, other in zip(per_lot.goals, together.goals, strict=True)
    )
    return (
        together if won else per_lot,
        Combination(combined, per_lot.goals, together.goals, won),
    )
