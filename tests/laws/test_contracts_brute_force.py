"""The best award under a rule on contracts is the best of all that its counting allows.

The solver knows the rows only; the search looks at every award and counts.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from aanbesteding.awarding.optimise import optimise
from aanbesteding.rules.all_or_nothing import AllOrNothing
from aanbesteding.rules.conditions import Conditions
from aanbesteding.rules.facts import Chosen, Condition, Facts, Pick
from aanbesteding.rules.freeze import Freeze
from aanbesteding.rules.implies import Implies
from aanbesteding.rules.least_quality import LeastQuality
from aanbesteding.rules.lots_per_bidder import LotsPerBidder
from aanbesteding.rules.mean_quality import MeanQuality
from aanbesteding.rules.number_of_contracts import NumberOfContracts
from aanbesteding.rules.one_role import OneRole
from aanbesteding.rules.rule import Key, Rule
from aanbesteding.rules.same_provider import SameProvider
from aanbesteding.solving.program import Aim
from tests.contract_rules import BIDDERS, EVERY, LOTS, facts


def awards(of: Facts) -> Iterator[Chosen]:
    for size in range(len(of.picks) + 1):
        for contracts in combinations(of.picks, size):
            yield Chosen(frozenset(contracts), {})


def best(of: Facts, rule: Rule, worth: Mapping[Key, int]) -> int | None:
    """The most that the solver finds under a rule; None when nothing fits."""
    found = optimise(of, (rule,), (), first=[Aim("worth", worth, True)])
    return None if found is None else sum(worth[pick] for pick in found.chosen.contracts)


def searched(of: Facts, rule: Rule, worth: Mapping[Key, int]) -> int | None:
    """The same by looking at every award there is and counting."""
    allowed = (chosen for chosen in awards(of) if not rule.breaches(of, chosen))
    return max((sum(worth[p] for p in one.contracts) for one in allowed), default=None)


some_lots = st.sets(st.sampled_from(LOTS)).map(lambda lots: tuple(sorted(lots)))
some_names = st.sets(
    st.sampled_from([*(f"{p.bidder}/{p.lot}" for p in EVERY), "Niemand/C"]), max_size=3
).map(lambda names: tuple(sorted(names)))
scopes = st.fixed_dictionaries(
    {},
    optional={
        "lots": some_lots,
        "bidders": st.sampled_from([("Anker",), ("Anker", "Combi")]),
        "attributes": st.just(("klein",)),
    },
)
bounds = st.one_of(
    st.fixed_dictionaries({"at_least": st.integers(0, 3)}),
    st.fixed_dictionaries({"at_most": st.integers(0, 3)}),
    st.tuples(st.integers(0, 3), st.integers(0, 2)).map(
        lambda two: {"at_least": two[0], "at_most": sum(two)}
    ),
)
yes_no = st.booleans()
points = st.sampled_from([Decimal(65), Decimal("70.5"), Decimal(83), Decimal(90)])
shares = st.sampled_from([None, Decimal(0), Decimal("0.3"), Decimal("0.5")])


@st.composite
def rules(draw: Any) -> Rule:
    scope, kind = draw(scopes), draw(st.integers(0, 8))
    match kind:
        case 0:
            named = {"contracts": draw(some_names), "together": draw(yes_no)}
            return NumberOfContracts(**scope, **draw(bounds), **named)
        case 1:
            return LotsPerBidder(
                **scope, **draw(bounds), or_none=draw(yes_no), per_company=draw(yes_no)
            )
        case 2:
            return AllOrNothing(**scope, contracts=draw(some_names))
        case 3:
            return SameProvider(**scope)
        case 4:
            least = draw(st.one_of(st.none(), st.integers(1, 3)))
            also = {"also_lots": draw(some_lots), "also_contracts": draw(some_names)}
            return Implies(**scope, contracts=draw(some_names), **also, at_least=least)
        case 5:
            return Freeze(**scope, contracts=draw(some_names), out=draw(yes_no))
        case 6:
            return OneRole(lots=draw(some_lots))
        case 7:
            share = draw(shares)
            return LeastQuality(
                **scope, points=draw(points), at_most_share=share, together=draw(yes_no)
            )
    return MeanQuality(**scope, points=draw(points), together=draw(yes_no))


@given(rules(), st.sets(st.sampled_from(EVERY), min_size=1), st.data())
@settings(max_examples=250, deadline=None)
def test_the_best_award_under_a_rule_is_the_best_of_all_that_its_counting_allows(
    rule: Rule, bids: set[Pick], data: Any
) -> None:
    of = facts(sorted(bids, key=EVERY.index))
    worth: dict[Key, int] = {
        pick: data.draw(st.integers(-4, 5), label=str(pick)) for pick in of.picks
    }
    assert best(of, rule, worth) == searched(of, rule, worth)


conditions = st.builds(
    Condition,
    st.sampled_from(BIDDERS),
    st.frozensets(st.sampled_from(LOTS), min_size=1),
    st.integers(0, 3),
    st.one_of(st.none(), st.integers(0, 3)),
)


@given(st.lists(conditions, max_size=3), st.sets(st.sampled_from(EVERY), min_size=1), st.data())
@settings(max_examples=100, deadline=None)
def test_the_best_award_keeps_every_bidder_s_conditions_and_loses_nothing_else(
    stated: list[Condition], bids: set[Pick], data: Any
) -> None:
    of = facts(sorted(bids, key=EVERY.index), conditions=tuple(stated))
    worth: dict[Key, int] = {
        pick: data.draw(st.integers(-4, 5), label=str(pick)) for pick in of.picks
    }
    assert best(of, Conditions(), worth) == searched(of, Conditions(), worth)
