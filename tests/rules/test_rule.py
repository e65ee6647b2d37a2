"""Bounds, sentences and the counting of what no solver would choose."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from aanbesteding.basis.texts import LANGUAGES, catalogue, say
from aanbesteding.rules import STANDING, WRITTEN, AnyRule
from aanbesteding.rules.budget import Budget, ceiling
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
from aanbesteding.rules.rule import Count, Rule, Sentence, compare
from aanbesteding.rules.share import Share
from aanbesteding.rules.urgent_served import UrgentServed
from aanbesteding.rules.wait_norm import WaitNorm
from aanbesteding.rules.waiting import Waiting
from tests import contract_rules, money_rules, volume_rules

BOUNDS: tuple[dict[str, Any], ...] = (
    {"at_least": 2},
    {"at_most": 8},
    {"at_least": 2, "at_most": 8},
    {"at_least": 2, "at_most": 2},
)
SHARES: tuple[dict[str, Any], ...] = (
    {"at_least": Decimal("0.02")},
    {"at_most": Decimal("0.0625")},
    {"at_least": Decimal("0.02"), "at_most": Decimal("0.25")},
)
SPEAKERS: list[Rule] = [
    *STANDING,
    *(rule(**bounds) for rule in (NumberOfContracts, Coverage, Expertise) for bounds in BOUNDS),
    *(Share(of=of, **shares) for of in ("budget", "volume") for shares in SHARES),
    UrgentServed(),
    Waiting(at_most=5),
    Waiting(at_most_share=Decimal("0.1")),
    Waiting(at_most=5, at_most_share=Decimal("0.1")),
    WaitNorm(),
    Reserved(at_least=3),
    FollowRanking(lot="C", order=(("K01",),)),
    FollowRanking(lot="C", order=(("K01",),), room=(Room("K01", 1, ()),)),
    *contract_rules.SPEAKERS,
    *volume_rules.SPEAKERS,
    *money_rules.SPEAKERS,
]
GOALS = [
    Goal(kind="unmet", need="zwaar"),
    Goal(kind="unmet"),
    Goal(kind="quality"),
    Goal(kind="spend"),
    Goal(kind="contracts"),
    *money_rules.GOALS,
]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("rule", SPEAKERS, ids=lambda rule: rule.sentence("").key)
def test_every_rule_says_itself_whatever_bounds_it_has(rule: Rule, lang: str) -> None:
    sentence = rule.sentence("K01/C")
    said = say(sentence.key, lang, sentence.values)
    assert said.startswith("K01/C: ")
    assert "–" not in said
    assert f"rule.{rule.kind}.title" in catalogue(lang)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("goal", GOALS, ids=lambda goal: goal.name)
def test_every_goal_says_itself(goal: Goal, lang: str) -> None:
    sentence = goal.sentence()
    said = say(sentence.key, lang, sentence.values)
    assert goal.need in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sentence_in_the_texts_is_said_by_a_rule_or_goal(lang: str) -> None:
    said = {rule.sentence("").key for rule in SPEAKERS}
    said |= {goal.sentence().key for goal in GOALS}
    said |= {goal.sentence().key for goal in money_rules.WEIGHED}
    titles = {f"rule.{rule.kind}.title" for rule in SPEAKERS}
    there = {key for key in catalogue(lang) if key.startswith(("rule.", "goal."))}
    assert there == said | titles


def test_the_rule_tests_leave_no_rule_of_the_shelf_out() -> None:
    shelf = {rule.model_fields["kind"].default for rule in WRITTEN} | {r.kind for r in STANDING}
    assert {rule.kind for rule in SPEAKERS} == shelf | {"follow_ranking", "goal"}


def test_a_share_is_said_with_all_its_decimals() -> None:
    sentence = Share(at_most=Decimal("0.0625")).sentence("K01/C")
    assert say(sentence.key, "nl", sentence.values).endswith("hoogstens 6,25% van het budget.")


def test_waiting_with_two_limits_says_both() -> None:
    sentence = Waiting(at_most=5, at_most_share=Decimal("0.1")).sentence("C")
    said = say(sentence.key, "nl", sentence.values)
    assert "5" in said
    assert "10%" in said


@pytest.mark.parametrize("kind", ["number_of_contracts", "coverage", "expertise", "share"])
@pytest.mark.parametrize("bounds", [{}, {"at_least": 1, "at_most": 0}], ids=["none", "crossed"])
def test_a_rule_without_bounds_or_with_crossed_ones_is_refused(
    kind: str, bounds: dict[str, int]
) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(AnyRule).validate_python({"kind": kind, **bounds})


def test_waiting_without_a_limit_is_refused() -> None:
    with pytest.raises(ValidationError):
        Waiting()


def test_a_need_for_a_goal_that_ignores_it_is_refused() -> None:
    with pytest.raises(ValidationError):
        Goal(kind="spend", need="zwaar")


@pytest.mark.parametrize("share", ["-0.1", "1.1", "NaN"])
def test_a_share_outside_nought_and_one_is_refused(share: str) -> None:
    with pytest.raises(ValidationError):
        Share(at_most=share)


def test_an_unknown_field_of_a_rule_is_refused() -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(AnyRule).validate_python({"kind": "urgent_served", "atmost": 1})


def test_a_rule_goes_by_its_id_or_else_its_kind() -> None:
    assert NumberOfContracts(at_most=8, id="acht").name == "acht"
    assert NumberOfContracts(at_most=8).name == "number_of_contracts"


@pytest.mark.parametrize(
    ("sense", "holds"), [("<=", (True, True, False)), (">=", (False, True, True))]
)
def test_compare_reads_left_to_right(sense: str, holds: tuple[bool, ...]) -> None:
    assert tuple(compare(left, sense, 2) for left in (1, 2, 3)) == holds


def test_compare_knows_three_signs_only() -> None:
    assert compare(2, "==", Fraction(4, 2))
    with pytest.raises(ValueError):
        compare(1, "<", 2)


def test_a_rule_that_does_not_constrain_count_and_say_itself_cannot_be_made() -> None:
    with pytest.raises(TypeError, match="abstract"):
        Rule(kind="bare")  # type: ignore[abstract]


def facts_of(lots: tuple[str, ...], periods: tuple[str, ...] = ("2021",), **more: Any) -> Facts:
    asks = [Ask(lot, "zwaar", "stad", period) for lot in lots for period in periods]
    picks = tuple(Pick(b, lot) for lot in lots for b in ("K01", "K02"))
    volumes = tuple(Volume(p.bidder, *a) for p in picks for a in asks if a.lot == p.lot)
    values: dict[str, Any] = {
        "picks": picks,
        "volumes": volumes,
        "needs": (NeedFact("zwaar", 1, False, None),),
        "demand": dict.fromkeys(asks, 10),
        "capacity": {(p, "zwaar"): 6 for p in picks},
        "price": dict.fromkeys(volumes, 100),
        "lots": lots,
        "areas": ("noord", "zuid"),
        "serves": {p: frozenset(["noord"]) for p in picks},
        "traits": {p: frozenset(["ggz"]) for p in picks},
        "all_traits": ("ggz", "crisis"),
    }
    return Facts(**(values | more))


def parts(rule: Rule, facts: Facts) -> list[str]:
    return [row.part for row in rule.rows(facts)]


def test_a_part_names_the_lot_only_where_there_are_several() -> None:
    one, two = facts_of(("C",)), facts_of(("B", "C"))
    assert parts(Coverage(at_least=1), one) == ["noord", "zuid"]
    assert parts(Coverage(at_least=1), two) == ["B/noord", "B/zuid", "C/noord", "C/zuid"]
    assert parts(Expertise(at_least=1), one) == ["ggz", "crisis"]
    assert parts(Expertise(at_least=1, lots=("C",)), two) == ["C/ggz", "C/crisis"]
    assert parts(NumberOfContracts(at_most=1, together=True), two) == ["B+C"]


def test_coverage_asks_only_for_the_areas_of_the_lot() -> None:
    facts = facts_of(("B", "C"), lot_areas={"B": ("noord",)})
    assert parts(Coverage(at_least=1), facts) == ["B/noord", "C/noord", "C/zuid"]


def test_a_part_of_capacity_names_the_period_only_where_there_are_several() -> None:
    assert parts(Capacity(), facts_of(("C",))) == ["K01/C/zwaar", "K02/C/zwaar"]
    assert parts(Capacity(), facts_of(("C",), ("2021", "2022")))[:2] == [
        "K01/C/zwaar/2021",
        "K01/C/zwaar/2022",
    ]


def test_rows_and_counts_bear_the_same_parts() -> None:
    facts = facts_of(("B", "C"), budgets=(whole(("B", "C"), 5000),))
    everyone = Chosen(frozenset(facts.picks), {})
    for rule in SPEAKERS:
        if rule.kind != "follow_ranking":
            counted = dict.fromkeys(count.part for count in rule.counts(facts, everyone))
            assert list(counted) == list(dict.fromkeys(parts(rule, facts))), rule


K01 = Pick("K01", "C")
HERE = Volume("K01", "C", "zwaar", "stad", "2021")


def breached(rule: Rule, volumes: dict[Volume, int]) -> list[tuple[str, object, object]]:
    chosen = Chosen(frozenset([K01]), volumes)
    return [(c.part, c.counted, c.required) for c in rule.breaches(facts_of(("C",)), chosen)]


def test_care_that_nobody_offered_breaches_capacity() -> None:
    elsewhere = HERE._replace(area="elders")
    assert breached(Capacity(), {HERE: 6}) == []
    assert breached(Capacity(), {elsewhere: 1}) == [("K01/C/zwaar", 1, 0)]


def test_less_than_nobody_breaches_capacity() -> None:
    assert breached(Capacity(), {HERE: -1}) == [("K01/C/zwaar", -1, 0)]


def test_care_without_a_contract_breaches_capacity() -> None:
    assert breached(Capacity(), {HERE._replace(bidder="K02"): 1}) == [("K02/C/zwaar", 1, 0)]


def test_care_that_nobody_offered_is_no_reason_to_stumble_elsewhere() -> None:
    strange = {Volume("K99", "Z", "licht", "maan", "1999"): 3}
    facts = facts_of(("C",), budgets=(whole(("C",), 5000),))
    chosen = Chosen(frozenset([Pick("K99", "Z")]), strange)
    for rule in SPEAKERS:
        assert isinstance(rule.breaches(facts, chosen), tuple)
    assert [goal.value(facts, chosen) for goal in GOALS] == [10, 10, 0, 0, 1, 0, 0, 0]


def test_passed_over_bidders_are_counted() -> None:
    ranking = FollowRanking(lot="C", order=(("A",), ("B", "D"), ("E",)))
    facts = facts_of(("C",))

    def passed(*winners: str) -> object:
        chosen = Chosen(frozenset(Pick(w, "C") for w in winners), {})
        return next(ranking.counts(facts, chosen)).counted

    assert [passed(), passed("A"), passed("A", "B"), passed("A", "B", "D", "E")] == [0, 0, 0, 0]
    assert [passed("B"), passed("A", "B", "E"), passed("E"), passed("A", "E")] == [1, 1, 3, 2]


def whole(lots: tuple[str, ...], cents: int, id: str = "heel") -> BudgetFact:
    needs, areas, periods = frozenset(["zwaar"]), frozenset(["stad"]), frozenset(["2021"])
    return BudgetFact(id, cents, frozenset(lots), needs, areas, periods)


def test_the_ceiling_of_a_lot_is_its_least_whole_budget() -> None:
    facts = facts_of(("B", "C"), budgets=(whole(("B", "C"), 9000), whole(("C",), 5000)))
    assert (ceiling(facts, "B"), ceiling(facts, "C")) == (9000, 5000)


def test_a_budget_for_part_of_a_lot_is_no_ceiling_even_if_nobody_bids_for_the_rest() -> None:
    part = whole(("C",), 1000)._replace(needs=frozenset(["zwaar"]))
    light = Ask("C", "licht", "stad", "2021")
    facts = facts_of(("C",), budgets=(part,), demand={HERE.ask: 10, light: 4})
    with pytest.raises(KeyError):
        ceiling(facts, "C")


def test_spend_is_counted_under_each_budget_it_falls_under() -> None:
    facts = facts_of(("B", "C"), budgets=(whole(("B", "C"), 350), whole(("C",), 300, "c")))
    chosen = Chosen(frozenset([K01]), {HERE: 4})
    assert list(Budget().counts(facts, chosen)) == [
        Count("budget", "heel", 400, "<=", 350),
        Count("budget", "c", 400, "<=", 300),
    ]


def test_demand_served_twice_is_a_breach() -> None:
    facts = facts_of(("C",))
    chosen = Chosen(frozenset(facts.picks), dict.fromkeys(facts.volumes, 6))
    assert [(c.counted, c.required) for c in Demand().breaches(facts, chosen)] == [(12, 10)]


def test_larger_is_better_for_quality_points_and_stated_value_alone() -> None:
    larger = [goal.kind for goal in GOALS if goal.larger_is_better]
    assert larger == ["quality", "points", "stated_value"]


def test_goals_go_by_kind_and_need() -> None:
    assert [goal.name for goal in GOALS[:3]] == ["unmet:zwaar", "unmet", "quality"]
    assert GOALS[1].sentence() == Sentence("goal.unmet_every", {"need": ""})


def wait_norm(weeks: int | None, served: int) -> list[tuple[object, object]]:
    facts = facts_of(("C",), needs=(NeedFact("zwaar", 1, False, weeks),))
    chosen = Chosen(frozenset([K01]), {HERE: served} if served else {})
    return [(count.counted, count.required) for count in WaitNorm().counts(facts, chosen)]


def test_the_wait_is_the_number_waiting_at_the_pace_of_those_served() -> None:
    assert wait_norm(6, 9) == [(Fraction(52, 9), 6)]
    assert wait_norm(6, 8) == [(Fraction(104, 8), 6)]
    assert wait_norm(None, 0) == []


def test_when_nobody_is_served_nobody_may_wait() -> None:
    assert wait_norm(52, 0) == [(10, 0)]


def test_a_reserve_larger_than_the_demand_asks_for_all_of_it() -> None:
    chosen = Chosen(frozenset([K01]), {HERE: 6})
    (count,) = Reserved(at_least=12).counts(facts_of(("C",)), chosen)
    assert (count.counted, count.required) == (6, 10)


def test_a_reserve_for_one_area_leaves_the_other_alone() -> None:
    north, south = HERE.ask._replace(area="noord"), HERE.ask._replace(area="zuid")
    facts = facts_of(("C",), demand={north: 4, south: 4}, volumes=(), price={})
    assert parts(Reserved(at_least=1, areas=("zuid",)), facts) == ["C/zwaar/zuid/2021"]


def test_the_smallest_contract_is_asked_in_each_period() -> None:
    facts = facts_of(("C",), ("2021", "2022"), least={K01: 5})
    later = HERE._replace(period="2022")
    chosen = Chosen(frozenset([K01]), {HERE: 6, later: 4})
    assert parts(LeastSize(), facts) == ["K01/C/2021", "K01/C/2022"]
    assert [c.part for c in LeastSize().breaches(facts, chosen)] == ["K01/C/2022"]


def test_the_smallest_contract_binds_nobody_without_one() -> None:
    facts = facts_of(("C",), least={K01: 5})
    nobody = Chosen(frozenset(), {})
    assert list(LeastSize().counts(facts, nobody)) == []
