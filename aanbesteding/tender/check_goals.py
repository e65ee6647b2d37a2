"""Checks of goals: they stand once, go in order or weigh as one, and count what is stated."""

from collections.abc import Iterator

from aanbesteding.basis.findings import Weight
from aanbesteding.rules.preference import Preference
from aanbesteding.rules.rule import Rule
from aanbesteding.rules.soft import Soft
from aanbesteding.tender.problems import Problem
from aanbesteding.tender.tender import Tender

STATED = "stated_value"


def goals_stand_once(tender: Tender) -> Iterator[Problem]:
    """Yield every goal that already stands above it; once as a bound and once to reach is fine."""
    seen: set[tuple[str, bool]] = set()
    for number, goal in enumerate(tender.goals):
        if (goal.name, goal.is_bound) in seen:
            yield Problem("T344", ("goals", str(number)), {"goal": goal.name})
        seen.add((goal.name, goal.is_bound))


def goals_weigh_together(tender: Tender) -> Iterator[Problem]:
    """Yield goals without a weight beside others, weights that say nothing, and what they do."""
    pursued = [(n, goal) for n, goal in enumerate(tender.goals) if not goal.is_bound]
    weights = [(n, goal.weight) for n, goal in pursued if goal.weight is not None]
    for number, goal in pursued if weights else ():
        if goal.weight is None:
            yield Problem("T411", ("goals", str(number), "weight"))
    for number, _ in weights[:1]:
        place = ("goals", str(number), "weight")
        if not any(weight for _, weight in weights):
            yield Problem("T412", place)
        elif 1 < len(weights) == len(pursued):
            yield Problem("T419", place, weight=Weight.NOTICE)


def goals_leave_something_to_strive_for(tender: Tender) -> Iterator[Problem]:
    """Yield that every goal has a bound."""
    if tender.goals and all(goal.is_bound for goal in tender.goals):
        yield Problem("T418", ("goals", "0"))


def stated_values_count(tender: Tender) -> Iterator[Problem]:
    """Yield a goal of stated value that nothing adds to, and every rule whose value none counts."""
    counting = [n for n, goal in enumerate(tender.goals) if goal.kind == STATED]
    stating = [n for n, rule in enumerate(tender.rules) if _states(rule)]
    for number in counting if not stating else ():
        yield Problem("T416", ("goals", str(number)), {"goal": tender.goals[number].name})
    for number in stating if not counting else ():
        yield Problem("T417", ("rules", str(number)), {"rule": tender.rules[number].name})


def _states(rule: Rule) -> bool:
    return isinstance(rule, Preference) or (isinstance(rule, Soft) and rule.penalty is not None)
