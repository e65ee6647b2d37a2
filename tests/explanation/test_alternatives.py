"""Awards nearly as good as the best, on tenders that can be counted by hand.

Three bidders can each serve everyone: 10 clients zwaar and 20 licht, with one contract to give. A
has 100 points, so its quality is 30 × 100 = 3000; B 90 points and 2700; C 80 points and 2400.
"""

from fractions import Fraction
from typing import Any

import pytest

from aanbesteding.bids.bid import Bid
from aanbesteding.explanation.alternatives import Alternatives, alternatives
from aanbesteding.explanation.judged import Judged, judged
from tests import tiny

ONE = ({"kind": "number_of_contracts", "id": "een", "at_most": 1},)
OBJECTIVE = {"mode": "published_objective"}
MARKS = {"A": 10, "B": 9, "C": 8}
PERCENT = Fraction(1, 100)


def case(*found: Bid, marks: dict[str, int] | None = None, **changes: Any) -> Judged:
    fields = {"award": OBJECTIVE, "rules": ONE, **changes}
    offered = found or tuple(tiny.bid(bidder) for bidder in MARKS)
    given = {bid.id: (marks or MARKS)[bid.id] for bid in offered}
    return judged(tiny.tender(**fields), tiny.bids(*offered), tiny.marks(given))


def near(
    asked: Judged, percent: int | Fraction = 1, most: int = 10, goal: str = ""
) -> Alternatives:
    found, findings = alternatives(asked, percent * PERCENT, most, goal)
    assert found is not None
    assert not findings
    return found


def winners(found: Alternatives) -> list[str]:
    return ["+".join(pick.bidder for pick in one.contracts) for one in found.awards]


def verdicts(found: Alternatives) -> dict[str, str]:
    return {
        one.bidder: "always" if one.every else "never" if one.none else "sometimes"
        for one in found.presence
    }


@pytest.mark.parametrize(
    ("percent", "expected"),
    [(Fraction(999, 100), ["A"]), (10, ["A", "B"]), (20, ["A", "B", "C"])],
)
def test_ten_percent_less_quality_is_nine_for_ten(
    percent: int | Fraction, expected: list[str]
) -> None:
    found = near(case(), percent)
    assert winners(found) == expected
    assert found.complete


def test_the_goals_of_each_award_are_counted_and_the_best_of_equally_unlike_comes_first() -> None:
    found = near(case(), 20)
    at = [limit.goal for limit in found.limits].index("quality")
    assert [one.goals[at] for one in found.awards] == [3000, 2700, 2400]
    assert [one.differs for one in found.awards] == [0, 2, 2]
    assert [[pick.bidder for pick in one.added] for one in found.awards] == [[], ["B"], ["C"]]
    assert [[pick.bidder for pick in one.gone] for one in found.awards] == [[], ["A"], ["A"]]


def test_who_is_in_every_award_or_in_none_holds_beyond_those_listed() -> None:
    found = near(case(), 20, most=1)
    assert winners(found) == ["A", "B"]
    assert not found.complete
    assert verdicts(found) == {"A": "sometimes", "B": "sometimes", "C": "sometimes"}
    assert verdicts(near(case(), 10)) == {"A": "sometimes", "B": "sometimes", "C": "never"}
    assert verdicts(near(case(), 1)) == {"A": "always", "B": "never", "C": "never"}


@pytest.mark.parametrize(("percent", "expected"), [(9, ["A"]), (10, ["A", "B"])])
def test_where_nobody_waits_one_of_ten_may_at_ten_percent_of_the_demand(
    percent: int, expected: list[str]
) -> None:
    """B has the same points, but 9 of the 10 places asked: one waits, 90 points × 1 less."""
    asked = case(tiny.bid("A"), tiny.bid("B", zwaar=9), marks={"A": 10, "B": 10})
    found = near(asked, percent)
    assert winners(found) == expected
    limits = {one.goal: one.limit for one in found.limits}
    assert limits["unmet:zwaar"] == percent * 10 // 100
    assert limits["unmet:licht"] == percent * 20 // 100


def test_where_some_wait_already_the_room_is_a_part_of_those() -> None:
    """5 of 10 zwaar wait with the best: 20 % of 5 is one, and 19 % is none."""
    asked = case(tiny.bid("A", zwaar=5), tiny.bid("B", zwaar=4), marks={"A": 10, "B": 10})
    assert winners(near(asked, 20)) == ["A", "B"]
    assert winners(near(asked, 19)) == ["A"]


def test_of_one_goal_the_earlier_may_be_no_worse_and_the_later_may_be_anything() -> None:
    dear = case(tiny.bid("A"), tiny.bid("B", price="5000"), tiny.bid("C"))
    assert winners(near(dear, 10)) == ["A"]
    assert winners(near(dear, 10, goal="quality")) == ["A", "B"]
    assert winners(near(dear, 90, goal="spend")) == ["A"]
    limits = {one.goal: one.limit for one in near(dear, 10, goal="quality").limits}
    assert limits == {"unmet:zwaar": 0, "unmet:licht": 0, "quality": 2700, "spend": None}


def test_the_first_is_the_one_that_differs_most() -> None:
    """Two contracts of four equal bidders: besides A and B, C and D differ most of all."""
    equal = dict.fromkeys("ABCD", 10)
    two = ({"kind": "number_of_contracts", "id": "twee", "at_least": 2, "at_most": 2},)
    asked = case(*map(tiny.bid, "ABCD"), marks=equal, rules=two)
    found = near(asked, 0)
    assert found.equal
    assert winners(found) == ["A+B", "C+D", "A+C", "A+D", "B+C", "B+D"]
    assert [one.differs for one in found.awards] == [0, 4, 2, 2, 2, 2]


def test_by_rank_order_the_best_by_the_goals_is_a_what_if_and_the_award_may_be_far_from_it() -> (
    None
):
    """The ranking takes A, of 10 zwaar and 20 licht; B is as good for all but points."""
    ranked = case(
        tiny.bid("A", zwaar=5), tiny.bid("B"), marks={"A": 10, "B": 9}, award={"mode": "rank_order"}
    )
    found = near(ranked, 1)
    assert found.by_rank
    assert winners(found) == ["B"]
    assert found.decision_near is False
    assert [one.given for one in found.presence] == [True, False]


def test_within_the_objective_the_decision_is_the_first_of_the_list() -> None:
    found = near(case(), 1)
    assert not found.by_rank
    assert found.decision_near is True
    assert [one.given for one in found.presence] == [True, False, False]


def test_before_a_draw_equal_awards_stand_side_by_side() -> None:
    asked = case(tiny.bid("A"), tiny.bid("B"), marks={"A": 9, "B": 9})
    found = near(asked, 0)
    assert asked.decision.outcome == "draw_needed"
    assert found.equal
    assert found.decision_near is None
    assert winners(found) == ["A", "B"]


def test_an_unknown_goal_is_a_finding_that_names_the_goals() -> None:
    found, (finding,) = alternatives(case(), PERCENT, 10, "kwaliteit")
    assert found is None
    assert finding.code == "R231"
    assert finding.values["goals"] == ["unmet:zwaar", "unmet:licht", "quality", "spend"]


@pytest.mark.parametrize(
    "changes",
    [
        {"rules": ({"kind": "number_of_contracts", "id": "vier", "at_least": 4},)},
        {"award": {"mode": "admit_all"}, "rules": ()},
    ],
)
def test_without_an_award_there_is_nothing_to_differ_from(changes: dict[str, Any]) -> None:
    found, (finding,) = alternatives(case(**changes))
    assert found is None
    assert finding.code == "R232"
