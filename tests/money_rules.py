"""The rules on money in every form they have, for the tests that look at all rules."""

from collections.abc import Mapping, Sequence
from typing import Any

from aanbesteding.rules.discounts import Discounts
from aanbesteding.rules.facts import Pick
from aanbesteding.rules.goals import Goal
from aanbesteding.rules.objectives import Objective, goals_in_order, rules_of_goals
from aanbesteding.rules.preference import Preference
from aanbesteding.rules.rule import Rule
from aanbesteding.rules.tiers import whole_quantity

BOUNDED = (
    Goal(kind="unmet", need="zwaar", at_most=4),
    Goal(kind="unmet", at_most=4),
    Goal(kind="quality", at_least=300),
    Goal(kind="spend", at_most=1000),
    Goal(kind="contracts", at_most=3),
    Goal(kind="points", at_least=50),
    Goal(kind="moved", at_most=2),
    Goal(kind="stated_value", at_least=-5),
)
BOUNDS = tuple(rule for rule in rules_of_goals(BOUNDED) if rule.kind == "goal")
GOALS = [Goal(kind="points"), Goal(kind="moved"), Goal(kind="stated_value")]
WEIGHED: tuple[Objective, ...] = goals_in_order([Goal(kind="spend", weight=1)])
SPEAKERS: list[Rule] = [Preference(value="250"), Preference(value="-250"), *BOUNDS]
# Their rows need helpers of more than one rule; test_money and test_soft compare them.
COMPARED_ELSEWHERE = {"discounts", "preference"}

GOLDEN: dict[str, Sequence[Rule]] = {
    "discounts": [Discounts()],
    "preference": [Preference(value="250", bidders=("K02",)), Preference(id="malus", value="-9.5")],
}
STEPS = [
    (0, 4, {"spoed": 2700000, "zwaar": 4200000}),
    (4, 9, {"spoed": 2600000, "zwaar": 3900000}),
]
MORE: Mapping[str, Any] = {"tiers": {Pick("K01", "C"): whole_quantity(STEPS)}}
