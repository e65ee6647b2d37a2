"""The rules on money in every form they have, for the tests that look at all rules."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from aanbesteding.rules.discounts import Discounts
from aanbesteding.rules.facts import Pick
from aanbesteding.rules.goals import Goal
from aanbesteding.rules.objectives import Objective, goals_in_order, rules_of_goals
from aanbesteding.rules.preference import Preference
from aanbesteding.rules.rule import Rule
from aanbesteding.rules.share_of_turnover import ShareOfTurnover
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
SPEAKERS: list[Rule] = [
    Preference(value="250"),
    Preference(value="-250"),
    *(ShareOfTurnover(at_most="0.4", per=per) for per in ("bidder", "together")),
    *BOUNDS,
]
# Their rows need helpers of more than one rule; test_money and test_soft compare them.
COMPARED_ELSEWHERE = {"discounts", "preference"}

# What bidders A and B of the tiny tenders earn a year, in cents; C does not say. The period is half
# a year: half of what A earns in it is an urgent and a light client, of B a cent less than urgent.
TURNOVER: Mapping[str, Any] = {
    "turnover": {"A": 1600, "B": 996},
    "years": {"2021": Fraction(1, 2)},
}
CASES: list[Rule] = [
    ShareOfTurnover(at_most="0.5"),
    ShareOfTurnover(at_most="0.33", needs=("licht",)),
    ShareOfTurnover(at_most="0.5", per="together"),
    ShareOfTurnover(at_most=1, per="together", bidders=("B", "C")),
    ShareOfTurnover(at_most="0.25", attributes=("nieuw",), lots=("L1", "C"), areas=("noord",)),
    ShareOfTurnover(at_most=0, periods=("2021",), bidders=("A",)),
]

GOLDEN: dict[str, Sequence[Rule]] = {
    "discounts": [Discounts()],
    "preference": [Preference(value="250", bidders=("K02",)), Preference(id="malus", value="-9.5")],
    "share_of_turnover": [
        ShareOfTurnover(at_most=Decimal("0.4"), bidders=("K02",)),
        ShareOfTurnover(
            id="samen", at_most=Decimal("0.3"), per="together", needs=("zwaar",), penalty=1
        ),
    ],
}
STEPS = [
    (0, 4, {"spoed": 2700000, "zwaar": 4200000}),
    (4, 9, {"spoed": 2600000, "zwaar": 3900000}),
]
MORE: Mapping[str, Any] = {
    "tiers": {Pick("K01", "C"): whole_quantity(STEPS)},
    "turnover": {"K01": 90000000, "K02": 40000000},
    "years": {"2021": Fraction(3, 4)},
}
