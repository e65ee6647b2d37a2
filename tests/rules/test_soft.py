"""Soft rules and preferences: what is broken has a price, and nothing is forbidden."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import product
from math import ceil
from typing import Any

import pytest
from pydantic import ValidationError

from aanbesteding.basis.exact import Exact
from aanbesteding.rules import WRITTEN
from aanbesteding.rules.coverage import Coverage
from aanbesteding.rules.expertise import Expertise
from aanbesteding.rules.facts import Chosen, Fee, Pick, Volume
from aanbesteding.rules.free_capacity import FreeCapacity
from aanbesteding.rules.keep_incumbents import KeepIncumbents
from aanbesteding.rules.least_in_area import LeastInArea
from aanbesteding.rules.number_of_contracts import NumberOfContracts
from aanbesteding.rules.preference import Preference
from aanbesteding.rules.reserved import Reserved
from aanbesteding.rules.rule import Count, Helper, Key, Row, Rule, Unmet, compare
from aanbesteding.rules.share import Share
from aanbesteding.rules.share_of_turnover import ShareOfTurnover
from aanbesteding.rules.single_provider import SingleProvider
from aanbesteding.rules.soft import Soft, Softened, gap, softened, stated_value, worth_terms
from aanbesteding.rules.transition import Transition
from aanbesteding.rules.waiting import Waiting
from tests import tiny

PRICE = {"A": (70, 50), "B": (95, 40)}
FACTS = replace(
    tiny.facts(
        capacity={"A": (2, 2), "B": (2, 2)},
        demand=(2, 2),
        price=PRICE,
        points={"A": 8, "B": 7},
        budget=410,
        traits={"A": ["ggz"], "B": ["ggz", "crisis"]},
    ),
    fees={Fee("B", "1", "a", "p"): 35},
    attributes={"A": frozenset(["klein"])},
    incumbent={Volume("A", "1", "n0", "a", "p"): 2, Volume("B", "1", "n1", "a", "p"): 1},
    free={(Pick(b, "1"), need): 2 for b in "AB" for need in ("n0", "n1")},
    turnover={"A": 250},
)
SOFT: list[Rule] = [
    NumberOfContracts(at_most=1, penalty="100"),
    NumberOfContracts(at_least=2, at_most=2, penalty="0.01"),
    Coverage(at_least=2, penalty="7"),
    Expertise(at_least=2, expertise=("crisis",), penalty="5"),
    Share(at_least="0.3", at_most="0.5", penalty="3"),
    Share(of="volume", at_least="0.5", at_most="0.6", penalty="2"),
    Waiting(at_most=0, penalty="40"),
    Waiting(at_most_share="0.25", penalty="9.5"),
    Reserved(at_least=2, penalty="11"),
    FreeCapacity(at_least=3, penalty="6"),
    Transition(at_most=1, at_most_share="0.25", penalty="8"),
    KeepIncumbents(at_least="0.75", penalty="13"),
    SingleProvider(penalty="21"),
    LeastInArea(at_least=3, penalty="4"),
    ShareOfTurnover(at_most="0.5", penalty="3"),
]


def every_award() -> Iterator[Chosen]:
    """Every award in which nobody serves without a contract or twice."""
    for given in product((False, True), repeat=2):
        contracts = frozenset(p for p, won in zip(FACTS.picks, given, strict=True) if won)
        for units in product(range(3), repeat=len(FACTS.volumes)):
            volumes = dict(zip(FACTS.volumes, units, strict=True))
            chosen = Chosen(contracts, volumes)
            orderly = all(not n or v.pick in contracts for v, n in volumes.items())
            if orderly and all(chosen.unmet(FACTS, ask) >= 0 for ask in FACTS.demand):
                yield chosen


AWARDS = tuple(every_award())


def values(chosen: Chosen) -> dict[Key, int]:
    found: dict[Key, int] = {pick: int(pick in chosen.contracts) for pick in FACTS.picks}
    found |= {volume: chosen.clients(volume) for volume in FACTS.volumes}
    return found | {Unmet.of(ask): chosen.unmet(FACTS, ask) for ask in FACTS.demand}


def best_worth(rule: Rule, rows: Sequence[Row], chosen: Chosen) -> Exact | None:
    """The best stated value the rows allow this award; None where they do not allow it.

    Helpers of the rule itself are tried one by one; the room of a row is the least under which it
    holds, as every room stands in one row only.
    """
    tops = dict(rule.helpers(FACTS))
    own = {key: top for key, top in tops.items() if not str(key[2]).startswith("slack/")}
    worth = worth_terms(FACTS, [rule])
    found: list[Exact] = []
    for way in product(*(range(top + 1) for top in own.values())):
        at = values(chosen) | dict(zip(own, way, strict=True))
        if all(_holds(row, at, tops) for row in rows):
            found.append(sum(each * at.get(key, 0) for key, each in worth.items()))
    return max(found, default=None)


def _holds(row: Row, at: dict[Key, int], tops: Mapping[Key, int]) -> bool:
    """Whether a row holds with the least room that makes it so, which is noted."""
    rooms = [key for key in row.terms if isinstance(key, Helper) and key[2].startswith("slack/")]
    fixed: Exact = sum(c * at[key] for key, c in row.terms.items() if key not in rooms)
    for used in range(max((tops[key] for key in rooms), default=0) + 1):
        at.update(dict.fromkeys(rooms, used))
        if compare(fixed + sum(row.terms[key] * used for key in rooms), row.sense, row.right):
            return True
    return False


def disagreement(rule: Rule, rows: Sequence[Row]) -> Chosen | None:
    """The first award that does not fit, or whose best value is not the one counted."""
    for chosen in AWARDS:
        if best_worth(rule, rows, chosen) != stated_value(FACTS, [rule], chosen):
            return chosen
    return None


@pytest.mark.parametrize("rule", softened(SOFT), ids=lambda rule: rule.sentence("").key)
def test_a_soft_rule_fits_every_award_at_the_value_that_is_counted(rule: Rule) -> None:
    assert disagreement(rule, list(rule.rows(FACTS))) is None


def moved(by: int) -> Any:
    return lambda row: row._replace(right=row.right + by)


def stiff(row: Row) -> Row:
    own = {k: c for k, c in row.terms.items() if not str(k[-1]).startswith("slack/")}
    return row._replace(terms=own)


MUTANTS = {"one hundred more": moved(100), "one hundred less": moved(-100), "stiff": stiff}


@pytest.mark.parametrize("mutant", MUTANTS)
@pytest.mark.parametrize("kind", sorted({rule.kind for rule in SOFT}))
def test_a_planted_mistake_in_the_rows_of_a_soft_rule_is_caught(kind: str, mutant: str) -> None:
    caught = []
    for rule in softened(SOFT):
        if rule.kind == kind:
            rows = [MUTANTS[mutant](row) for row in rule.rows(FACTS)]
            caught.append(disagreement(rule, rows) is not None)
    assert any(caught)


def test_the_awards_looked_at_break_every_one_of_the_rules() -> None:
    for rule in SOFT:
        assert any(rule.breaches(FACTS, chosen) for chosen in AWARDS)


def test_a_rule_without_penalty_stays_as_it_is() -> None:
    hard = NumberOfContracts(at_most=1)
    assert softened([hard]) == (hard,)


def test_a_soft_rule_breaches_nothing_but_its_counts_still_say_it_is_broken() -> None:
    (soft,) = softened([NumberOfContracts(at_most=1, penalty="100")])
    both = Chosen(frozenset(FACTS.picks), {})
    assert soft.breaches(FACTS, both) == ()
    assert [count.holds for count in soft.counts(FACTS, both)] == [False]
    assert stated_value(FACTS, [soft], both) == -100_00


def test_a_breach_is_rounded_up_to_whole_units() -> None:
    (soft,) = softened([Share(at_most="0.5", penalty="3")])
    assert isinstance(soft, Softened)
    fines = [soft.fine(Count("share", "A/1", n, "<=", 205)) for n in (205, 206, 305, 306)]
    assert fines == [0, 3_00, 3_00, 6_00]


def test_a_gap_is_nothing_where_the_count_holds() -> None:
    pairs = ((3, "<=", 3), (5, "<=", 3), (1, ">=", 3), (3, ">=", 1))
    assert [gap(Count("r", "p", one, sense, two)) for one, sense, two in pairs] == [0, 2, 2, 0]


def test_two_soft_rules_of_one_name_never_share_their_room() -> None:
    rules = softened([Coverage(at_least=2, penalty="7"), Coverage(at_least=1, penalty="7")])
    first, second = (set(dict(rule.helpers(FACTS))) for rule in rules)
    assert first
    assert not first & second


@pytest.mark.parametrize("rule", SOFT, ids=lambda rule: rule.sentence("").key)
def test_a_soft_rule_keeps_its_name_kind_lots_and_sentence(rule: Rule) -> None:
    named = rule.model_copy(update={"id": "regel", "lots": ("1",)})
    (soft,) = softened([named])
    assert (soft.kind, soft.name, soft.lots) == (named.kind, "regel", ("1",))
    assert soft.sentence("x") == named.sentence("x")


def test_rules_that_guard_urgent_need_or_reckon_in_weeks_cannot_be_soft() -> None:
    soft = {rule.model_fields["kind"].default for rule in WRITTEN if issubclass(rule, Soft)}
    assert not soft & {"urgent_served", "wait_norm", "preference"}
    assert soft >= {rule.kind for rule in SOFT}


@pytest.mark.parametrize("penalty", ["0", "-1", "0.001"])
def test_a_penalty_is_a_positive_amount_in_whole_cents(penalty: str) -> None:
    with pytest.raises(ValidationError):
        NumberOfContracts(at_most=1, penalty=penalty)


SMALL = Preference(value="250", attributes=("klein",))
FAR = Preference(value="-99.50", bidders=("B",))


@pytest.mark.parametrize("rule", [SMALL, FAR, Preference(value="1")])
def test_terms_and_worth_of_a_preference_agree_on_every_award(rule: Preference) -> None:
    terms: Mapping[Key, Exact] = worth_terms(FACTS, [rule])
    for chosen in AWARDS:
        at = values(chosen)
        assert sum(c * at[key] for key, c in terms.items()) == rule.worth(FACTS, chosen)


def test_a_preference_counts_the_contracts_in_its_scope_and_no_other() -> None:
    both = Chosen(frozenset(FACTS.picks), {})
    assert SMALL.worth(FACTS, both) == 250_00
    assert FAR.worth(FACTS, both) == -99_50
    assert stated_value(FACTS, [SMALL, FAR, NumberOfContracts(at_most=1)], both) == 150_50
    assert FAR.worth(FACTS, Chosen(frozenset([Pick("A", "1")]), {})) == 0


def test_a_preference_forbids_nothing_and_requires_nothing() -> None:
    both = Chosen(frozenset(FACTS.picks), {})
    assert (list(SMALL.rows(FACTS)), list(SMALL.counts(FACTS, both))) == ([], [])


def test_a_preference_says_whether_it_is_a_bonus_or_a_malus() -> None:
    assert SMALL.sentence("").key.endswith("bonus")
    assert FAR.sentence("").key.endswith("malus")
    assert FAR.sentence("").values["value"] == Decimal("99.50")


def test_the_fine_of_a_fraction_of_a_client_is_that_of_a_whole_one() -> None:
    (soft,) = softened([Waiting(at_most_share="0.25", penalty="9.5")])
    nobody = Chosen(frozenset(), {})
    breach = Fraction(2) - Fraction(1, 2)
    assert stated_value(FACTS, [soft], nobody) == -2 * ceil(breach) * 950


def test_every_number_of_a_facts_record_has_a_top_for_its_rows() -> None:
    tops = dict(softened([Waiting(at_most=0, penalty="1")])[0].helpers(FACTS))
    assert set(tops.values()) == {2}
