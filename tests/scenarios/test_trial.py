"""One award in one future, worked out by hand."""

import json
import pickle
from dataclasses import replace

import pytest

from aanbesteding.basis.canonical import canonical
from aanbesteding.rules.facts import Pick
from aanbesteding.rules.number_of_contracts import NumberOfContracts
from aanbesteding.rules.share import Share
from aanbesteding.scenarios.shift import Future
from aanbesteding.scenarios.trial import Trial, from_record, tried
from tests.scenarios.problems import future, problem

AS_IS = Future("as_is")


def test_contracts_that_stand_are_filled_again_and_no_other_is_given() -> None:
    """A and C hold 10 and 5 of 12 asked; B could hold all, and has no contract."""
    one = tried(problem({"A": [10], "B": [99], "C": [5]}, [12], contracts="AC"), AS_IS)
    assert (one.outcome, one.winners) == ("fits", (("1", "A"), ("1", "C")))
    assert (one.asked, one.unmet, one.paid) == ({"n0": 12}, {"n0": 0}, 1200)
    assert one.holds


def test_awarded_anew_the_goals_choose_and_nobody_has_a_contract_for_nothing() -> None:
    one = tried(problem({"A": [10], "B": [99], "C": [5]}, [10]), AS_IS)
    assert one.winners == (("1", "A"),)


def test_further_contracts_may_be_given_beside_those_that_stand() -> None:
    """A, the best, can take all 12; C keeps its contract."""
    open_again = problem({"A": [12], "B": [99], "C": [5]}, [12], contracts="C")
    one = tried(replace(open_again, more=True), AS_IS)
    assert one.winners == (("1", "A"), ("1", "C"))


def test_who_waits_for_want_of_money_is_told_from_who_waits_for_want_of_places() -> None:
    """Money for 10 of 12 at 100 cents, places for 15: serving all would cost 200 cents too much."""
    poor = tried(problem({"A": [15]}, [12], budget=1000, contracts="A"), AS_IS)
    assert (poor.unmet, poor.spend, poor.whole) == ({"n0": 2}, {"b": 1000}, {"b": 1200})
    assert (poor.over, poor.holds) == (("b",), False)
    full = tried(problem({"A": [10]}, [12], budget=9999, contracts="A"), AS_IS)
    assert (full.unmet, full.spend, full.whole, full.over) == (
        {"n0": 2}, {"b": 1000}, {"b": 1000}, ()
    )  # fmt: skip


def test_where_money_serves_nobody_more_the_whole_costs_what_is_paid() -> None:
    """A has places for five of ten heavy cases, and B for none; A, better and dearer, has the rest.

    Serving the light cases by B would be cheaper, and is not what was awarded.
    """
    one = problem({"A": [5, 10], "B": [0, 10]}, [10, 10], contracts="AB")
    price = {v: 200 if v.bidder == "A" else 100 for v in one.facts.price}
    trial = tried(replace(one, facts=replace(one.facts, price=price)), AS_IS)
    assert trial.unmet == {"n0": 5, "n1": 0}
    assert trial.whole == trial.spend == {"b": 5 * 200 + 10 * 200}


def test_a_rule_that_contracts_cannot_meet_is_named_and_care_goes_on() -> None:
    two = NumberOfContracts(id="twee", at_least=2)
    one = tried(
        problem({"A": [10], "B": [5]}, [12], rules=[two], contracts="AB"),
        future("out", what="drop_out", bidders=["A"]),
    )
    assert (one.outcome, one.broken, one.winners) == ("broken", ("twee",), (("1", "B"),))
    assert one.unmet == {"n0": 7}
    assert one.awarded
    assert not one.holds


def test_a_rule_that_no_award_can_meet_leaves_nothing_when_all_is_awarded_anew() -> None:
    two = NumberOfContracts(id="twee", at_least=2)
    one = tried(problem({"A": [10]}, [12], rules=[two]), AS_IS)
    assert (one.outcome, one.winners, one.awarded) == ("nothing_fits", (), False)


def test_what_all_would_cost_keeps_to_rules_that_are_not_about_money() -> None:
    """At most half of 12 for A alone: 6 of them cost 600, however many places A has."""
    half = Share(id="half", of="volume", at_most="0.5")
    one = tried(problem({"A": [15]}, [12], budget=500, rules=[half], contracts="A"), AS_IS)
    assert (one.unmet, one.whole, one.over) == ({"n0": 7}, {"b": 600}, ("b",))


@pytest.mark.parametrize(
    ("change", "unmet", "paid"),
    [
        ({"what": "demand", "factor": "1.5"}, 3, 1500),
        ({"what": "capacity", "factor": "0.5"}, 4, 800),
        ({"what": "tariff", "factor": "1.1"}, 0, 1320),
        ({"what": "price", "factor": "1.1", "bidders": ["A"]}, 0, 1300),
        ({"what": "budget", "factor": "0"}, 12, 0),
        ({"what": "drop_out", "bidders": ["B"]}, 2, 1000),
    ],
)
def test_a_change_does_what_can_be_counted_on_ones_fingers(
    change: dict[str, object], unmet: int, paid: int
) -> None:
    """A has 10 and B 5 places, at 100 cents, for 12 clients; A is better and is filled first."""
    stands = problem({"A": [10], "B": [5]}, [12], budget=5000, contracts="AB")
    one = tried(stands, future("s", **change))
    assert (one.unmet, one.paid) == ({"n0": unmet}, paid)


def test_a_future_that_goes_wrong_is_a_trial_that_says_so() -> None:
    rule = NumberOfContracts(id="twee", at_most=2)
    gone = future("mis", what="rule", rule="twee", field="at_most", step="-3")
    one = tried(problem({"A": [1]}, [1], rules=[rule]), gone)
    assert (one.outcome, one.future) == ("failed", "mis")
    assert one.error == "ImpossibleChangeError: twee: at_most -3"
    assert not one.awarded


def test_a_trial_survives_being_written_as_json() -> None:
    for name in ("A", None):
        one = tried(problem({"A": [10]}, [12], budget=999, contracts=name), AS_IS)
        assert from_record(json.loads(canonical(one))) == one
    with pytest.raises(ValueError, match="no trial"):
        from_record({"future": "x"})


def test_problem_and_trial_travel_to_another_process() -> None:
    stands = problem({"A": [10]}, [12], contracts="A")
    assert pickle.loads(pickle.dumps(stands)) == stands  # noqa: S301 - our own bytes
    one: Trial = tried(stands, AS_IS)
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301 - our own bytes


def test_contracts_that_stand_cannot_be_lost_to_a_better_bidder() -> None:
    """B is far better and has room; A keeps its contract, and B comes in beside it."""
    points = {"A": 1, "B": 99}
    open_again = problem({"A": [5], "B": [12]}, [12], contracts="A", points=points)
    one = tried(replace(open_again, more=True), AS_IS)
    assert Pick("A", "1") in {Pick(bidder, lot) for lot, bidder in one.winners}
