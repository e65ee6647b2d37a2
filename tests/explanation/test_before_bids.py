"""What a tender excludes by itself: costs and contradictions worked out by hand."""

from collections.abc import Sequence
from typing import Any

from aanbesteding.awarding.problem import rules_of
from aanbesteding.explanation.before_bids import BeforeBids, before_bids
from aanbesteding.explanation.judged import judged
from tests.tiny import bids, marks, tender

# Ten clients of 1,000 euros who never wait, and twenty of 500: 10,000 and 20,000 euros.
NEEDS = [
    {"id": "zwaar", "label": "zwaar", "priority": 1, "unit": "cliënt", "urgent": True},
    {"id": "licht", "label": "licht", "priority": 2, "unit": "cliënt"},
]
URGENT = {"kind": "urgent_served", "id": "spoed"}


def tariffs(kind: str = "fixed", needs: Sequence[str] = ("zwaar", "licht")) -> list[dict[str, Any]]:
    amounts = {"zwaar": "1000", "licht": "500"}
    return [{"lot": "1", "need": n, "kind": kind, "amount": amounts[n]} for n in needs]


def looked(amount: str = "12250", **changes: Any) -> BeforeBids:
    fields = {"needs": NEEDS, "tariffs": tariffs(), "budgets": [{"id": "jaar", "amount": amount}]}
    asked = tender(**{**fields, **changes})
    facts = judged(asked, bids(), marks({})).facts
    return before_bids(asked, facts, rules_of(asked))


def served(found: Any) -> list[tuple[str, int, int]]:
    return [(need.need, need.served, need.unserved) for need in found]


def clashing(found: BeforeBids) -> list[list[str]]:
    assert all(group.proven for group in found.clashes)
    return [sorted(member.rule for member in group.members) for group in found.clashes]


def test_the_heaviest_need_is_served_first_and_the_rest_of_the_money_goes_to_the_next() -> None:
    found = looked()
    (one,) = found.affordable
    assert (one.urgent, one.short_urgent) == (1_000_000, 0)
    assert (one.whole, one.short_whole) == (2_000_000, 775_000)
    # 2,250 euros are left after the urgent: four light clients and 250 euros.
    assert served(one.needs) == [("zwaar", 10, 0), ("licht", 4, 16)]
    assert found.firm


def test_urgent_care_that_cannot_be_paid_is_told_in_euros_and_clients() -> None:
    (one,) = looked("7500").affordable
    assert one.short_urgent == 250_000
    assert served(one.needs) == [("zwaar", 7, 3), ("licht", 1, 19)]


def test_what_is_committed_already_is_no_longer_there() -> None:
    budgets = [{"id": "jaar", "amount": "12250", "committed": "2250"}]
    (one,) = looked(budgets=budgets).affordable
    assert (one.ceiling, one.short_urgent) == (1_000_000, 0)


def test_budgets_together_may_leave_less_than_each_of_them() -> None:
    budgets = [
        {"id": "alles", "amount": "12250"},
        {"id": "licht", "amount": "1500", "needs": ["licht"]},
    ]
    found = looked(budgets=budgets)
    assert [served(one.needs) for one in found.affordable] == [
        [("zwaar", 10, 0), ("licht", 4, 16)],
        [("licht", 3, 17)],
    ]
    assert served(found.together) == [("zwaar", 10, 0), ("licht", 3, 17)]


def test_the_greatest_value_of_a_lot_is_a_ceiling_per_planned_period() -> None:
    # 40,000 euros over four years is 10,000 for the one year that is planned.
    lots = [{"id": "1", "title": "Een", "framework_max_value": "40000", "term_years": 4}]
    found = looked("1000000", lots=lots)
    framework = found.affordable[1]
    assert (framework.kind, framework.ceiling) == ("framework", 1_000_000)
    assert served(found.together) == [("zwaar", 10, 0), ("licht", 0, 20)]


def test_a_highest_price_is_used_as_the_price_and_that_is_said() -> None:
    found = looked(tariffs=tariffs("ceiling"))
    assert not found.firm
    assert found.affordable[0].short_whole == 775_000


def test_care_without_any_tariff_is_counted_apart() -> None:
    found = looked(tariffs=tariffs(needs=["zwaar"]))
    assert (found.untold, found.affordable[0].untold) == (20, 20)
    assert found.affordable[0].whole == 1_000_000


def test_urgent_care_beyond_the_budget_at_fixed_tariffs_clashes_whatever_is_offered() -> None:
    found = looked("9999", rules=[URGENT])
    assert clashing(found) == [["budget", "spoed"]]
    assert clashing(looked("10000", rules=[URGENT])) == []


def test_at_a_highest_price_lower_bids_may_still_repair_that() -> None:
    assert clashing(looked("9999", rules=[URGENT], tariffs=tariffs("ceiling"))) == []


def test_but_not_below_the_lowest_price() -> None:
    floors = [*tariffs("ceiling"), *tariffs("floor")]
    assert clashing(looked("9999", rules=[URGENT], tariffs=floors)) == [["budget", "spoed"]]


MOST_TWO = {"kind": "number_of_contracts", "id": "hoogstens-twee", "at_most": 2}


def test_more_partners_in_an_area_than_there_are_contracts_clash_whatever_is_offered() -> None:
    three = {"kind": "coverage", "id": "drie-partners", "at_least": 3}
    assert clashing(looked(rules=[MOST_TWO, three])) == [["drie-partners", "hoogstens-twee"]]
    two = {"kind": "coverage", "id": "twee-partners", "at_least": 2}
    assert clashing(looked(rules=[MOST_TWO, two])) == []


def test_contracts_too_few_and_too_small_to_make_up_a_whole_clash() -> None:
    # Twice forty percent of all that is served is never all that is served.
    small = {"kind": "share", "id": "klein", "of": "awarded_volume", "at_most": "0.4"}
    assert clashing(looked(rules=[MOST_TWO, small])) == [["hoogstens-twee", "klein"]]
    half = {"kind": "share", "id": "helft", "of": "awarded_volume", "at_most": "0.5"}
    assert clashing(looked(rules=[MOST_TWO, half])) == []


def test_a_least_above_a_most_in_another_rule_clashes() -> None:
    three = {"kind": "number_of_contracts", "id": "minstens-drie", "at_least": 3}
    assert clashing(looked(rules=[MOST_TWO, three])) == [["hoogstens-twee", "minstens-drie"]]


def test_rules_that_some_bids_may_meet_are_not_blamed() -> None:
    # Who is named, how good they are and how many lots each may win: for the bids to say.
    rules = [
        MOST_TWO,
        {"kind": "mean_quality", "id": "goed", "points": "90"},
        {"kind": "coverage", "id": "hoogstens-een", "at_most": 1},
        {"kind": "expertise", "id": "kundig", "at_least": 2},
        {"kind": "lots_per_bidder", "id": "percelen", "at_least": 1},
    ]
    assert clashing(looked("1000000", rules=rules)) == []


def test_many_contracts_asked_are_no_clash_by_themselves() -> None:
    many = {"kind": "number_of_contracts", "id": "veel", "at_least": 60}
    assert clashing(looked(rules=[many])) == []
