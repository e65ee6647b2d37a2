"""Rows and counting agree on every possible award of five tiny tenders.

The rows go to the solver, the counting to the recount and to verification; neither reads the
other. Awards with care outside a contract, or with more care than was asked, are left to the
standing rules capacity and demand, which are compared on every award there is: a rule such as
share counts given contracts only and relies on capacity for the rest, and so do its rows.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product

import pytest

from aanbesteding.basis.exact import Exact
from aanbesteding.rules import STANDING, WRITTEN
from aanbesteding.rules.budget import Budget
from aanbesteding.rules.capacity import Capacity
from aanbesteding.rules.coverage import Coverage
from aanbesteding.rules.demand import Demand
from aanbesteding.rules.expertise import Expertise
from aanbesteding.rules.facts import Ask, BudgetFact, Chosen, Facts, NeedFact, Pick, Volume
from aanbesteding.rules.follow_ranking import FollowRanking, Room
from aanbesteding.rules.goals import Goal
from aanbesteding.rules.least_size import LeastSize
from aanbesteding.rules.number_of_contracts import NumberOfContracts
from aanbesteding.rules.reserved import Reserved
from aanbesteding.rules.rule import Count, Key, Row, Rule, Unmet, compare
from aanbesteding.rules.share import Share
from aanbesteding.rules.urgent_served import UrgentServed
from aanbesteding.rules.wait_norm import WaitNorm
from aanbesteding.rules.waiting import Waiting
from tests import contract_rules, money_rules, volume_rules

MOST = 2
PRICE = {("A", "spoed"): 300, ("A", "licht"): 100, ("B", "spoed"): 250, ("B", "licht"): 120}
NEEDS = (NeedFact("spoed", 1, True, 0), NeedFact("licht", 2, False, 51))
SERVES = {"A": {"noord", "zuid"}, "B": {"noord"}, "C": {"zuid"}}
TRAITS = {"A": {"ggz"}, "B": {"ggz", "crisis"}, "C": set[str]()}
POINTS = {"A": Fraction(86), "B": Fraction(167, 2), "C": Fraction(1, 3)}


def tiny(
    bidders: str, lots: Sequence[str], needs: Sequence[str], areas: Sequence[str], **more: object
) -> Facts:
    picks = tuple(Pick(b, lot) for b in bidders for lot in lots)
    asks = [Ask(lot, need, area, "2021") for lot in lots for need in needs for area in areas]
    volumes = tuple(
        Volume(p.bidder, *ask)
        for p in picks
        for ask in asks
        if ask.lot == p.lot and (len(areas) == 1 or ask.area in SERVES[p.bidder])
    )
    price = {v: PRICE.get((v.bidder, v.need), 90) for v in volumes}
    every = tuple(frozenset(x) for x in (lots, needs, areas, ["2021"]))
    budgets = (
        BudgetFact("alles", 400, *every),
        BudgetFact("eerste", 350, frozenset(lots[:1]), *every[1:]),
        BudgetFact("spoed", 249, every[0], frozenset(["spoed"]), *every[2:]),
    )
    facts = Facts(
        picks=picks,
        volumes=volumes,
        needs=NEEDS,
        demand=dict.fromkeys(asks, MOST),
        capacity={(p, n): 1 if p.bidder == "B" else 2 for p in picks for n in needs},
        price=price,
        budgets=budgets,
        serves={p: frozenset(SERVES[p.bidder]) for p in picks},
        traits={p: frozenset(TRAITS[p.bidder]) for p in picks},
        least={p: 2 for p in picks if p.bidder == "B"},
        points={p: POINTS[p.bidder] for p in picks},
        lots=tuple(lots),
        areas=("noord", "zuid"),
        all_traits=("ggz", "crisis"),
        attributes=contract_rules.ATTRIBUTES,
        parties=contract_rules.PARTIES,
        conditions=contract_rules.CONDITIONS,
    )
    numbers = {**volume_rules.numbers(picks, volumes), **money_rules.TURNOVER}
    return replace(facts, **numbers, **more)  # type: ignore[arg-type]


ONE_LOT = tiny("ABC", ["C"], ["spoed", "licht"], ["noord"])
TWO_LOTS = tiny(
    "AB", ["L1", "L2"], ["licht"], ["noord"], lot_areas={"L1": ("noord",), "L2": ("zuid",)}
)
TWO_AREAS = tiny("AB", ["C"], ["spoed"], ["noord", "zuid"])
THREE_LOTS = tiny("AB", ["L1", "L2", "L3"], [], [])
BRIDGED = tiny("AB", ["C"], ["spoed", "licht"], ["noord"], **volume_rules.BRIDGED)
TENDERS = {
    "one lot": ONE_LOT,
    "two lots": TWO_LOTS,
    "two areas": TWO_AREAS,
    "three lots": THREE_LOTS,
    "bridged": BRIDGED,
}


def every_award(facts: Facts) -> Iterator[Chosen]:
    for size in range(len(facts.picks) + 1):
        for given in combinations(facts.picks, size):
            for clients in product(range(MOST + 1), repeat=len(facts.volumes)):
                yield Chosen(frozenset(given), dict(zip(facts.volumes, clients, strict=True)))


def orderly(facts: Facts, chosen: Chosen) -> bool:
    """No care outside a contract, no more care than was asked."""
    return all(not n or v.pick in chosen.contracts for v, n in chosen.volumes.items()) and all(
        chosen.unmet(facts, ask) >= 0 for ask in facts.demand
    )


EVERY = {name: tuple(every_award(facts)) for name, facts in TENDERS.items() if name != "one lot"}
ASKED = {
    name: tuple(
        a for a in awards if all(a.unmet(TENDERS[name], k) >= 0 for k in TENDERS[name].demand)
    )
    for name, awards in EVERY.items()
}
ORDERLY = {
    name: tuple(award for award in every_award(facts) if orderly(facts, award))
    for name, facts in TENDERS.items()
}

OFFERED = {
    name: tuple(a for a in awards if not Capacity().breaches(TENDERS[name], a))
    for name, awards in ORDERLY.items()
}


def values(facts: Facts, chosen: Chosen) -> dict[Key, int]:
    found: dict[Key, int] = {pick: int(pick in chosen.contracts) for pick in facts.picks}
    found.update((volume, clients) for volume, clients in chosen.volumes.items())
    found.update({Unmet.of(ask): chosen.unmet(facts, ask) for ask in facts.demand})
    return found


def possible(rows: Sequence[Row], at: dict[Key, int]) -> bool:
    """Whether a solver could choose this: every row holds, nothing is less than none."""
    return min(at.values()) >= 0 and all(
        compare(sum(factor * at[key] for key, factor in row.terms.items()), row.sense, row.right)
        for row in rows
    )


def helped(rule: Rule, facts: Facts) -> list[dict[Key, int]]:
    """Every way to choose the helpers of a rule."""
    tops = dict(rule.helpers(facts))
    ways = product(*(range(top + 1) for top in tops.values()))
    return [dict(zip(tops, way, strict=True)) for way in ways]


def disagreement(
    rule: Rule, rows: Sequence[Row], facts: Facts, awards: Sequence[Chosen]
) -> Chosen | None:
    """The first award that rows and counting judge differently, if any."""
    ways = helped(rule, facts)
    for chosen in awards:
        at = values(facts, chosen)
        can_be = any(possible(rows, {**at, **way}) for way in ways)
        if can_be is bool(rule.breaches(facts, chosen)):
            return chosen
    return None


BOTH_BEFORE = Room("B", 2, (Pick("B", "L1"), Pick("A", "L1"), Pick("A", "L2")))
OWN_BEFORE = Room("B", 1, (Pick("B", "L2"),))
CASES: list[Rule] = [
    NumberOfContracts(at_most=1),
    NumberOfContracts(at_least=1, at_most=2),
    NumberOfContracts(at_least=2, at_most=2, together=True),
    NumberOfContracts(at_least=1, lots=("L2",)),
    Share(at_least="0.25", at_most="0.75"),
    Share(at_most="0.5", lots=("L1", "C")),
    Share(of="volume", at_least="0.5"),
    Share(of="volume", at_least="0.25", at_most="0.5"),
    Share(at_least=0),
    Coverage(at_least=1),
    Coverage(at_least=1, at_most=1, areas=("noord",)),
    Coverage(at_most=1, lots=("L2", "C")),
    Coverage(at_least=1, areas=("nergens",)),
    Expertise(at_least=1),
    Expertise(at_least=2, at_most=2, expertise=("ggz",)),
    Expertise(at_most=0, expertise=("crisis",), lots=("L1", "C")),
    UrgentServed(),
    UrgentServed(lots=("L1",)),
    Waiting(at_most=0),
    Waiting(at_most=1, needs=("licht",)),
    Waiting(at_most_share="0.5"),
    Waiting(at_most=1, at_most_share="0.4"),
    WaitNorm(),
    WaitNorm(needs=("licht",), lots=("L2", "C")),
    Reserved(at_least=1),
    Reserved(at_least=2, areas=("noord",), lots=("L1", "C")),
    Reserved(at_least=3, needs=("licht",)),
    FollowRanking(lot="C", order=(("A",), ("B",))),
    FollowRanking(lot="L2", order=(("B",), ("A",))),
    FollowRanking(lot="L1", order=(("A", "B"),)),
    FollowRanking(lot="C", order=(("A", "B"), ("C",))),
    FollowRanking(lot="C", order=(("C",), ("A", "B"))),
    FollowRanking(lot="C", order=(("B",), ("A",), ("C",))),
    FollowRanking(lot="L2", order=(("A",), ("B",)), room=(Room("A", 1, (Pick("A", "L1"),)),)),
    FollowRanking(lot="L3", order=(("B",), ("A",)), room=(BOTH_BEFORE, OWN_BEFORE)),
    Budget(),
    LeastSize(),
    *contract_rules.CASES,
    *volume_rules.CASES,
    *money_rules.CASES,
]
EVERYWHERE: list[tuple[Rule, dict[str, tuple[Chosen, ...]]]] = [
    (Capacity(), ASKED),
    (Demand(), EVERY),
    *((rule, OFFERED) for rule in volume_rules.WITHIN_CAPACITY),
]


def fits(rule: Rule, facts: Facts) -> bool:
    if not isinstance(rule, FollowRanking):
        return True
    ranked = {Pick(bidder, rule.lot) for group in rule.order for bidder in group}
    return ranked <= set(facts.picks)


PAIRS = [
    pytest.param(rule, name, ORDERLY[name], id=f"{rule.kind}-{number}-{name}")
    for number, rule in enumerate(CASES)
    for name, facts in TENDERS.items()
    if fits(rule, facts)
] + [
    pytest.param(rule, name, awards, id=f"{rule.kind}-{name}")
    for rule, tenders in EVERYWHERE
    for name, awards in tenders.items()
]


@pytest.mark.parametrize(("rule", "name", "awards"), PAIRS)
def test_rows_and_counting_agree_on_every_award(
    rule: Rule, name: str, awards: tuple[Chosen, ...]
) -> None:
    facts = TENDERS[name]
    assert disagreement(rule, list(rule.rows(facts)), facts, awards) is None


def test_every_rule_of_the_shelf_is_compared() -> None:
    shelf = {rule.model_fields["kind"].default for rule in WRITTEN} | {r.kind for r in STANDING}
    assert set(KINDS) | money_rules.COMPARED_ELSEWHERE == shelf | {"follow_ranking"}


def moved(by: int) -> Callable[[Row], Row]:
    return lambda row: row._replace(right=row.right + by)


def turned(row: Row) -> Row:
    return row._replace(sense={"<=": ">=", ">=": "<=", "==": ">="}[row.sense])


def negated(row: Row) -> Row:
    first = next(iter(row.terms), None)
    return row._replace(terms={k: -f if k == first else f for k, f in row.terms.items()})


MUTANTS = {"one more": moved(1), "one less": moved(-1), "turned": turned, "negated": negated}
KINDS = sorted({rule.kind for rule in (*CASES, *(rule for rule, _ in EVERYWHERE))})
# Nobody waits is the same row with its sign turned; demand is looked at below, with waiting free.
HARMLESS = {("urgent_served", "negated"), ("demand", "turned")}


@pytest.mark.parametrize(
    ("kind", "mutant"), [pair for pair in product(KINDS, MUTANTS) if pair not in HARMLESS]
)
def test_a_planted_mistake_in_the_rows_is_caught(kind: str, mutant: str) -> None:
    caught = []
    for param in PAIRS:
        rule, name, awards = param.values
        assert isinstance(rule, Rule)
        assert isinstance(name, str)
        assert isinstance(awards, tuple)
        if rule.kind == kind:
            rows = [MUTANTS[mutant](row) for row in rule.rows(TENDERS[name])]
            caught.append(disagreement(rule, rows, TENDERS[name], awards) is not None)
    assert any(caught)


def test_who_waits_is_exactly_who_is_not_served() -> None:
    served_by_one = replace(TWO_AREAS, demand=dict.fromkeys(TWO_AREAS.demand, 4))
    chosen = Chosen(frozenset(), dict.fromkeys(TWO_AREAS.volumes, 1))
    rows = list(Demand().rows(served_by_one))
    at = values(served_by_one, chosen)
    for ask in served_by_one.demand:
        key = Unmet.of(ask)
        assert [by for by in (-1, 0, 1) if possible(rows, {**at, key: at[key] + by})] == [0]
        turned_rows = [turned(row) for row in rows]
        assert [b for b in (-1, 0, 1) if possible(turned_rows, {**at, key: at[key] + b})] != [0]


class CountsOneTooMany(NumberOfContracts):
    """Counts a contract more than there is."""

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        for count in super().counts(facts, chosen):
            yield replace(count, counted=count.counted + 1)


class CountsTheOtherWay(Coverage):
    """Requires the opposite."""

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        for count in super().counts(facts, chosen):
            yield replace(count, sense="<=" if count.sense == ">=" else ">=")


@pytest.mark.parametrize("rule", [CountsOneTooMany(at_most=1), CountsTheOtherWay(at_least=1)])
def test_a_planted_mistake_in_the_counting_is_caught(rule: Rule) -> None:
    rows = list(rule.rows(ONE_LOT))
    assert disagreement(rule, rows, ONE_LOT, ORDERLY["one lot"]) is not None


GOALS = [
    Goal(kind="unmet", need="spoed"),
    Goal(kind="unmet", need="licht"),
    Goal(kind="unmet"),
    Goal(kind="quality"),
    Goal(kind="spend"),
    Goal(kind="contracts"),
]


@pytest.mark.parametrize("goal", GOALS, ids=lambda goal: goal.name)
@pytest.mark.parametrize("name", TENDERS)
def test_terms_and_value_of_a_goal_agree_on_every_award(goal: Goal, name: str) -> None:
    facts = TENDERS[name]
    terms = goal.terms(facts)
    for chosen in ORDERLY[name]:
        at = values(facts, chosen)
        summed: Exact = sum(factor * at[key] for key, factor in terms.items())
        assert summed == goal.value(facts, chosen)


def test_the_goals_tell_awards_apart() -> None:
    for goal in GOALS:
        assert len({goal.value(ONE_LOT, chosen) for chosen in ORDERLY["one lot"]}) > 2


def test_the_tiny_tenders_have_hundreds_of_awards() -> None:
    assert {name: len(found) for name, found in EVERY.items()} == {
        "two lots": 2**4 * 3**4,
        "two areas": 2**2 * 3**3,
        "three lots": 2**6,
        "bridged": 2**2 * 3**4,
    }
    assert {name: len(found) for name, found in ORDERLY.items()} == {
        # without C, per lot or need: 1 + 3 + 3 + 6 ways for two bidders to serve at most two
        "two lots": (1 + 3 + 3 + 6) ** 2,
        # A alone 3 × 3, B alone 3, both 6 × 3
        "two areas": 1 + 9 + 3 + 18,
        "three lots": 2**6,
        # two needs: none 1, A or B alone 3² each, both 6²
        "bridged": 1 + 2 * 3**2 + 6**2,
        # none 1, one of three 3² each, two of three 6² each, all three 10²
        "one lot": 1 + 3 * 3**2 + 3 * 6**2 + 10**2,
    }
