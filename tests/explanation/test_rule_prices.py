"""What rules cost on tenders small enough to work out by hand."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from aanbesteding.explanation.judged import Judged, judged
from aanbesteding.explanation.rule_prices import RulePrice, Variant
from aanbesteding.explanation.rules_cost import RulesCost, rules_cost
from aanbesteding.explanation.steps_of_rules import changes_of
from aanbesteding.rules.coverage import Coverage
from aanbesteding.rules.least_quality import LeastQuality
from aanbesteding.rules.number_of_contracts import NumberOfContracts
from aanbesteding.rules.preference import Preference
from aanbesteding.rules.rule import Rule
from aanbesteding.rules.share import Share
from aanbesteding.solving.effort import UNTIL_PROVEN, Effort
from tests.tiny import bid, bids, marks, tender

FREE = {"mode": "published_objective"}
ONE: dict[str, Any] = {"kind": "number_of_contracts", "id": "een", "at_most": 1}
# A helps 5 zwaar and 20 licht and has 8; B helps 10 zwaar and no licht and has 6.
OFFERS = (bid("A", zwaar=5, licht=20), bid("B", zwaar=10, licht=0))
GIVEN = {"A": 8, "B": 6}


def case(rules: Sequence[dict[str, Any]] = (), offers: Any = OFFERS, **changes: Any) -> Judged:
    asked = tender(rules=list(rules), **{"award": FREE, **changes})
    given = {one.id: GIVEN.get(one.id, 8) for one in offers}
    return judged(asked, bids(*offers), marks(given))


def cost(of: Judged, effort: Effort = UNTIL_PROVEN) -> RulesCost:
    found, findings = rules_cost(of, effort)
    assert found is not None
    assert findings == ()
    return found


def price(of: Judged, name: str) -> RulePrice:
    return next(one for one in cost(of).rules if one.name == name)


def variant(of: RulePrice, way: str, field: str = "") -> Variant:
    return next(one for one in of.variants if one.way == way and field in ("", one.field))


def more(of: Variant) -> list[Any]:
    return [one.more for one in of.reached]


def test_one_contract_costs_five_clients_with_heavy_need() -> None:
    # B alone leaves nobody with heavy need waiting, but it has no licht: 20 wait. With both, none.
    found = price(case([ONE]), "een")
    assert found.verdict == "costs"
    # Quality is 80 points x 20 clients more, and 5 zwaar go from 60 to 80 points; 20 cost 1.000.
    assert more(variant(found, "without")) == [0, -20, 20 * 80 + 5 * 20, 20 * 1000_00]
    assert more(variant(found, "looser")) == more(variant(found, "without"))
    tight = variant(found, "tighter")
    limit = (Fraction(1), Fraction(0), Fraction(1), "contract")
    assert (tight.was, tight.now, tight.step, tight.unit) == limit
    assert (tight.status, tight.compared) == ("fits", "worse")
    assert more(tight)[:2] == [10, 0]


def test_a_rule_nobody_feels_does_nothing() -> None:
    found = price(case([{"kind": "coverage", "id": "gebied", "at_least": 0}]), "gebied")
    assert found.verdict == "nothing"
    assert {one.compared for one in found.variants} == {"same"}
    assert {one.field for one in found.variants} == {"", "at_least"}


def test_a_rule_that_is_kept_anyway_is_free_but_not_idle() -> None:
    found = price(case([{"kind": "coverage", "id": "gebied", "at_least": 2}]), "gebied")
    assert found.verdict == "free"
    assert variant(found, "tighter").status == "nothing_fits"
    assert variant(found, "looser").found == "counted"


def test_a_budget_moves_by_a_hundredth_in_whole_cents() -> None:
    # 25.000 buys 25 of 30 clients; a hundredth more is 250, and no client costs that.
    of = case(budgets=[{"id": "jaar", "amount": "25000.99"}])
    found = price(of, "jaar")
    looser, tighter = variant(found, "looser"), variant(found, "tighter")
    assert looser.step == tighter.step == Fraction(250)
    assert looser.now == Fraction("25250.99")
    assert (looser.compared, tighter.compared) == ("same", "worse")
    assert more(tighter)[:2] == [0, 1]
    assert more(variant(found, "without"))[:2] == [0, -5]
    assert found.verdict == "costs"


def test_what_is_bound_already_stays_bound() -> None:
    of = case(budgets=[{"id": "jaar", "amount": "35000", "committed": "10000"}])
    looser = variant(price(of, "jaar"), "looser")
    assert (looser.was, looser.now) == (Fraction(25000), Fraction(25250))


def test_a_budget_of_which_a_share_is_asked_cannot_be_left_out() -> None:
    share = {"kind": "share", "id": "deel", "of": "budget", "at_most": "0.9"}
    of = case([share], budgets=[{"id": "jaar", "amount": "25000"}])
    assert cost(of).moving == ("jaar",)
    assert [one.way for one in price(of, "jaar").variants] == ["looser", "tighter"]


def test_the_ranking_costs_what_the_goals_would_gain_without_it() -> None:
    # A is first and the only one; B leaves 5 fewer of the heaviest waiting.
    found = price(case([ONE], award={"mode": "rank_order"}), "follow_ranking")
    assert found.verdict == "costs"
    assert more(found.variants[0])[0] == -5


def test_by_rank_a_looser_rule_lets_in_the_next_in_rank() -> None:
    found = price(case([ONE], award={"mode": "rank_order"}), "een")
    assert more(variant(found, "looser"))[:2] == [-5, 0]
    assert variant(found, "tighter").status == "nothing_fits"


def test_where_nothing_fits_it_is_told_without_which_rule_something_does() -> None:
    rules = [{"kind": "coverage", "id": "drie", "at_least": 3}, ONE]
    of = cost(case(rules))
    assert (of.status, of.reached) == ("nothing_fits", ())
    assert {one.name: one.verdict for one in of.rules} == {
        "drie": "only_without",
        "een": "neither",
        "jaar": "neither",
    }
    bare = variant(of.rules[0], "without")
    assert [one.value for one in bare.reached][:2] == [0, 20]
    assert {one.more for one in bare.reached} == {None}


def test_a_norm_moves_by_a_week() -> None:
    # 1 of 10 waits: 52 x 1 / 9 is 5,8 weeks; a norm of 6 holds and one of 5 does not.
    needs = [
        {"id": "zwaar", "label": "z", "priority": 1, "unit": "cliënt", "longest_wait_weeks": 6},
        {"id": "licht", "label": "l", "priority": 2, "unit": "cliënt"},
    ]
    of = case([{"kind": "wait_norm", "id": "norm"}], (bid("A", zwaar=9),), needs=needs)
    found = price(of, "norm")
    assert [(one.way, one.status) for one in found.variants] == [
        ("without", "fits"),
        ("looser", "fits"),
        ("tighter", "nothing_fits"),
    ]
    assert found.variants[1].unit == "week"


def test_a_bound_on_a_goal_is_priced_as_a_rule() -> None:
    goals = [
        {"kind": "spend", "at_most": "25000"},
        {"kind": "unmet", "need": "zwaar"},
        {"kind": "unmet", "need": "licht"},
    ]
    found = price(case(goals=goals), "goal:spend")
    assert more(variant(found, "without")) == [0, -5]
    assert variant(found, "tighter").step == 250
    assert more(variant(found, "tighter")) == [0, 1]


def test_a_bonus_only_states_a_value() -> None:
    rule = {"kind": "preference", "id": "bonus", "bidders": ["B"], "value": "10"}
    goals = [{"kind": "unmet"}, {"kind": "stated_value"}]
    found = price(case([rule], goals=goals), "bonus")
    assert found.verdict == "stated"
    assert more(found.variants[0]) == [0, -1000]


def test_a_penalty_is_saved_where_a_soft_rule_is_left_out() -> None:
    goals = [{"kind": "unmet"}, {"kind": "stated_value"}]
    found = price(case([{**ONE, "penalty": "7"}], goals=goals), "een")
    assert found.verdict == "costs"
    assert more(variant(found, "without")) == [0, 700]
    assert more(variant(found, "tighter")) == [0, -700]


def test_without_time_nothing_is_guessed() -> None:
    found, findings = rules_cost(case([ONE]), Effort(seconds=0))
    assert found is not None
    # Three of the rule and two of the budget; a tighter budget still holds this award.
    assert [(one.code, one.values["count"]) for one in findings] == [("R223", 5)]
    assert {one.verdict for one in found.rules} == {"open"}
    solved = [v for one in found.rules for v in one.variants if v.found == "solved"]
    assert {(one.status, one.reached, one.compared) for one in solved} == {("not_proven", (), "")}


def test_before_a_draw_nothing_is_priced() -> None:
    offers = (bid("A"), bid("C"))
    found, findings = rules_cost(case([ONE], offers, award={"mode": "rank_order"}), UNTIL_PROVEN)
    assert found is None
    assert [one.code for one in findings] == ["R222"]


def test_an_open_house_has_nothing_to_price() -> None:
    found, findings = rules_cost(case(award={"mode": "admit_all"}), UNTIL_PROVEN)
    assert found is None
    assert [one.code for one in findings] == ["R221"]


Steps = list[tuple[str, str, Any]]


@pytest.mark.parametrize(
    ("rule", "steps"),
    [
        (
            NumberOfContracts(at_least=3, at_most=3),
            [("looser", "at_least", 2), ("looser", "at_most", 4)],
        ),
        (
            Coverage(at_least=0, at_most=1),
            [("tighter", "at_least", 1), ("looser", "at_most", 2), ("tighter", "at_most", 0)],
        ),
        (
            Share(at_most=Decimal("0.995")),
            [("tighter", "at_most", Fraction("0.985"))],
        ),
        (
            LeastQuality(points=Decimal("0.5"), at_most_share=Decimal("0.005")),
            [
                ("tighter", "points", Fraction("1.5")),
                ("looser", "at_most_share", Fraction("0.015")),
            ],
        ),
        (Preference(value=Decimal(5)), []),
    ],
)
def test_a_limit_moves_one_step_where_the_rule_may_be_written_so(rule: Rule, steps: Steps) -> None:
    every = list(changes_of(rule))
    assert every[0].way == "without"
    assert every[0].changed is None
    assert [(one.way, one.field, one.now) for one in every[1:]] == steps
