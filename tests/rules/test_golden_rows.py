"""The rows of each rule on the smallest tender, as text that was read by eye.

A difference writes the rows to a temporary file, to be read and moved over the golden one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from aanbesteding.basis.exact import Exact
from aanbesteding.rules.budget import Budget
from aanbesteding.rules.capacity import Capacity
from aanbesteding.rules.coverage import Coverage
from aanbesteding.rules.demand import Demand
from aanbesteding.rules.expertise import Expertise
from aanbesteding.rules.facts import Ask, BudgetFact, Facts, NeedFact, Pick, Volume
from aanbesteding.rules.follow_ranking import FollowRanking, Room
from aanbesteding.rules.least_size import LeastSize
from aanbesteding.rules.number_of_contracts import NumberOfContracts
from aanbesteding.rules.reserved import Reserved
from aanbesteding.rules.rule import Helper, Key, Row, Rule, Tiered, Unmet
from aanbesteding.rules.share import Share
from aanbesteding.rules.soft import Valued
from aanbesteding.rules.urgent_served import UrgentServed
from aanbesteding.rules.wait_norm import WaitNorm
from aanbesteding.rules.waiting import Waiting
from tests import contract_rules, money_rules, volume_rules

GOLDEN = Path(__file__).parents[1] / "golden" / "rows"

K01, K02 = Pick("K01", "C"), Pick("K02", "C")
ZWAAR, SPOED = Ask("C", "zwaar", "stad", "2021"), Ask("C", "spoed", "stad", "2021")
VOLUMES = tuple(Volume(p.bidder, *ask) for p in (K01, K02) for ask in (SPOED, ZWAAR))
WHOLE = (frozenset("C"), frozenset(["spoed", "zwaar"]), frozenset(["stad"]), frozenset(["2021"]))
SMALLEST = Facts(
    picks=(K01, K02),
    volumes=VOLUMES,
    needs=(NeedFact("spoed", 1, True, 0), NeedFact("zwaar", 2, False, 6)),
    demand={SPOED: 4, ZWAAR: 10},
    capacity={(K01, "spoed"): 3, (K01, "zwaar"): 6, (K02, "spoed"): 2, (K02, "zwaar"): 5},
    price=dict(zip(VOLUMES, (2700000, 4200000, 2800000, 4100000), strict=True)),
    budgets=(
        BudgetFact("heel", 50000000, *WHOLE),
        BudgetFact("alleen-spoed", 9000000, WHOLE[0], frozenset(["spoed"]), *WHOLE[2:]),
    ),
    serves={K01: frozenset(["noord", "zuid"]), K02: frozenset(["zuid"])},
    least={K02: 5},
    traits={K01: frozenset(["ggz"]), K02: frozenset(["ggz", "crisis"])},
    points={K01: Fraction(86), K02: Fraction(83)},
    lots=("C",),
    areas=("noord", "zuid"),
    all_traits=("ggz", "crisis"),
)
RULES: dict[str, Sequence[Rule]] = {
    "capacity": [Capacity()],
    "demand": [Demand()],
    "budget": [Budget()],
    "number_of_contracts": [NumberOfContracts(at_least=1, at_most=2)],
    "share": [
        Share(at_least=Decimal("0.02"), at_most=Decimal("0.25")),
        Share(id="grootste", of="volume", at_most=Decimal("0.5")),
    ],
    "coverage": [Coverage(at_least=1)],
    "expertise": [Expertise(at_least=1, expertise=("crisis",))],
    "urgent_served": [UrgentServed()],
    "waiting": [Waiting(at_most=3, at_most_share=Decimal("0.25"), needs=("zwaar",))],
    "wait_norm": [WaitNorm()],
    "reserved": [Reserved(at_least=6, needs=("zwaar",)), Reserved(at_least=6, needs=("spoed",))],
    "least_size": [LeastSize()],
    "follow_ranking": [
        FollowRanking(lot="B", order=(("K01",), ("K02",))),
        FollowRanking(
            id="met-plaatsmaken",
            lot="C",
            order=(("K01",), ("K02",)),
            room=(Room("K01", 1, (Pick("K01", "B"),)),),
        ),
    ],
    **contract_rules.GOLDEN,
    **volume_rules.GOLDEN,
    **money_rules.GOLDEN,
}
FACTS = {
    **dict.fromkeys(contract_rules.GOLDEN, contract_rules.THREE_LOTS),
    **dict.fromkeys(volume_rules.GOLDEN, replace(SMALLEST, **volume_rules.MORE)),
    **dict.fromkeys(money_rules.GOLDEN, replace(SMALLEST, **money_rules.MORE)),
    "follow_ranking": contract_rules.THREE_LOTS,
    "substitution": replace(SMALLEST, **volume_rules.MORE_BRIDGED),
}


def written(key: Key) -> str:
    names = {Pick: "contract", Volume: "volume", Unmet: "unmet", Helper: "helper", Tiered: "tiered"}
    return f"{names[type(key)]}[{', '.join(key)}]"


def term(key: Key, factor: Exact) -> str:
    sign, size = ("-", -factor) if factor < 0 else ("+", factor)
    return f"{sign} {written(key)}" if size == 1 else f"{sign} {size} {written(key)}"


def sum_of(terms: Mapping[Key, Exact]) -> str:
    return "\n".join(f"    {term(key, factor)}" for key, factor in terms.items())


def line(row: Row) -> str:
    return f"{row.rule}: {row.part}\n{sum_of(row.terms)}\n    {row.sense} {row.right}\n"


def stated(rule: Rule, facts: Facts) -> list[str]:
    """What a rule adds to the stated value, in cents."""
    if not isinstance(rule, Valued):
        return []
    return [f"{rule.name}: stated value\n{sum_of(rule.worth_terms(facts))}\n"]


@pytest.mark.parametrize("kind", RULES)
def test_the_rows_are_the_ones_that_were_read(kind: str, tmp_path: Path) -> None:
    facts = FACTS.get(kind, SMALLEST)
    rows = [line(row) for rule in RULES[kind] for row in rule.rows(facts)]
    worth = [text for rule in RULES[kind] for text in stated(rule, facts)]
    found = "\n".join((*rows, *worth))
    golden = GOLDEN / f"{kind}.txt"
    if not golden.exists() or golden.read_text("utf-8") != found:
        (tmp_path / golden.name).write_text(found, "utf-8", newline="\n")
        pytest.fail(f"golden/rows/{golden.name} differs; the rows are in {tmp_path / golden.name}")


def test_every_golden_file_belongs_to_a_rule() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(RULES)
