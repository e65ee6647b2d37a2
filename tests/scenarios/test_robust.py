"""Which contracts hold, how often, and whose drop-out hurts most: cases worked out by hand."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from aanbesteding.rules.facts import Facts, Pick
from aanbesteding.rules.follow_ranking import FollowRanking
from aanbesteding.rules.number_of_contracts import NumberOfContracts
from aanbesteding.scenarios.dropout import drop_outs
from aanbesteding.scenarios.problem import Problem
from aanbesteding.scenarios.robust import Asked, Robustness, drawn_futures, robustness
from aanbesteding.scenarios.run import run
from aanbesteding.scenarios.shift import Future
from aanbesteding.scenarios.stand import stand_of
from aanbesteding.scenarios.trial import Trial
from aanbesteding.tender.scenarios import Spread
from tests import tiny
from tests.scenarios.problems import problem


def work(one: Problem, futures: Sequence[Future]) -> tuple[Trial, ...]:
    return run(one, futures, workers=1)


def spread(what: str, low: str, high: str) -> Spread:
    return Spread.model_validate({"what": what, "low": low, "high": high})


def asked(futures: int, *spreads: Spread) -> Asked:
    return Asked(futures, 2015, spreads)


def held(one: Problem, what: Asked, contracts: str) -> Robustness:
    given = frozenset(Pick(bidder, "1") for bidder in contracts)
    return robustness(one, given, what, work)


DOUBLE = asked(10, spread("demand", "2", "2"))
HALF = asked(10, spread("capacity", "0.5", "0.5"))


def test_what_is_certain_happens_in_every_future() -> None:
    """20 asked of A with 15 places: 5 wait, always; there is money enough."""
    (award, *_) = held(problem({"A": [15]}, [10]), DOUBLE, "A").tested
    (short,) = award.shortfalls
    assert (short.chance.times, short.chance.of, short.worst) == (10, 10, 5)
    assert short.mean == Fraction(5)
    assert (award.fits.times, award.holds.times) == (10, 0)
    assert [one.chance.times for one in award.overruns] == [0]
    assert award.mean_paid == 1500


def test_money_that_falls_short_is_counted_apart_from_places() -> None:
    """20 asked, 30 places, money for 12 at 100 cents: 8 wait, and all would cost 800 more."""
    (award, *_) = held(problem({"A": [30]}, [10], budget=1200), DOUBLE, "A").tested
    (over,) = award.overruns
    assert (over.chance.times, over.worst_cents) == (10, 800)
    assert [one.worst for one in award.shortfalls] == [8]
    assert award.holds.times == 0


def test_a_rule_that_cannot_be_met_is_counted_by_name() -> None:
    """With half its places A meets no longer that ten are served by one contract of two."""
    two = NumberOfContracts(id="twee", at_least=2)
    (award, *_) = held(problem({"A": [9], "B": [9]}, [9], rules=[two]), HALF, "A").tested
    assert (award.fits.times, award.broken) == (0, (("twee", 10),))


def test_a_chance_is_the_share_of_futures_and_its_mean_counts_all_of_them() -> None:
    """Demand strays by thousandths around 1000 places: each future says itself who waits."""
    what = asked(60, spread("demand", "0.95", "1.05"))
    one = problem({"A": [1000]}, [1000])
    (award, *_) = held(one, what, "A").tested
    (short,) = award.shortfalls
    given = frozenset({Pick("A", "1")})
    trials = work(Problem(one.facts, one.rules, one.goals, given), drawn_futures(what))
    waits = [trial.unmet["n0"] for trial in trials]
    assert 10 < short.chance.times < 50
    assert short.chance.times == sum(count > 0 for count in waits)
    assert short.mean == Fraction(sum(waits), 60)
    assert short.worst == max(waits)
    assert waits[int(short.worst_in)] == short.worst


def test_what_is_best_in_other_futures_is_tried_beside_the_award_in_the_same_ones() -> None:
    """A alone, the best, suffices now; with half its places B is needed too."""
    one = problem({"A": [10], "B": [10]}, [10], rules=[NumberOfContracts(at_most=2)])
    award, best = held(one, HALF, "A").tested
    assert (award.kind, best.kind, best.found_in) == ("award", "best", 10)
    assert best.winners == (("1", "A"), ("1", "B"))
    assert (award.holds.times, best.holds.times) == (0, 10)


def test_sets_of_contracts_are_tried_once() -> None:
    found = held(problem({"A": [10]}, [10]), asked(3, spread("demand", "1", "1")), "A")
    assert [one.kind for one in found.tested] == ["award"]


def test_named_scenarios_are_tried_with_every_set_of_contracts() -> None:
    one = problem({"A": [10], "B": [10]}, [10])
    short = problem({"A": [4], "B": [10]}, [10])
    given = frozenset({Pick("A", "1")})
    found = robustness(one, given, HALF, work, [("ziek", short)])
    named = [[(trial.future, trial.unmet["n0"]) for trial in own.named] for own in found.tested]
    assert named == [[("ziek", 6)], [("ziek", 0)]]


def test_a_lot_without_promised_volume_keeps_its_contracts() -> None:
    one = problem({"A": [10], "B": [10]}, [10])
    other = Pick("C", "2")
    facts = Facts(
        **{
            **{name: getattr(one.facts, name) for name in Facts.__dataclass_fields__},
            "picks": (*one.facts.picks, other),
            "lots": ("1", "2"),
            "points": {**one.facts.points, other: Fraction(1)},
        }
    )
    given = frozenset({Pick("A", "1"), other})
    found = robustness(Problem(facts, one.rules, one.goals), given, HALF, work)
    assert all(("2", "C") in own.winners for own in found.tested)


def _stands(**other: Any) -> Problem:
    """A with 6, B with 4 places for 10 clients; C waits in reserve, dearer by nothing."""
    return problem({"A": [6], "B": [4], "C": [5]}, [10], contracts="AB", **other)


def test_the_drop_out_of_the_larger_leaves_more_waiting_and_comes_first() -> None:
    """Without A six wait, with C in its place one; without B four, with C none."""
    first, second = drop_outs(_stands(), (), work)
    assert (first.bidder, first.alone.waiting, first.replaced.waiting) == (
        "A", {"n0": 6}, {"n0": 1}
    )  # fmt: skip
    assert (second.bidder, second.alone.waiting, second.replaced.waiting) == (
        "B", {"n0": 4}, {"n0": 0}
    )  # fmt: skip
    assert first.replaced.added == second.replaced.added == (("1", "C"),)
    assert (first.alone.paid, first.replaced.paid) == (-600, -100)


def test_a_dearer_replacement_costs_what_is_paid_more() -> None:
    """C asks 250 for each of the four clients of B: 600 cents more."""
    one = _stands()
    price = {v: 250 if v.bidder == "C" else cents for v, cents in one.facts.price.items()}
    names = Facts.__dataclass_fields__
    facts = Facts(**{**{name: getattr(one.facts, name) for name in names}, "price": price})
    found = drop_outs(Problem(facts, one.rules, one.goals, one.contracts), (), work)
    (without_b,) = [lost for lost in found if lost.bidder == "B"]
    assert without_b.replaced.paid == 4 * (250 - 100)


def test_who_comes_in_follows_the_ranking_where_that_decides() -> None:
    """D, ranked behind C, could serve all that A leaves; C, with one place, must come in first."""
    one = problem({"A": [6], "B": [4], "C": [1], "D": [9]}, [10], contracts="AB")
    ranking = FollowRanking(lot="1", order=(("A",), ("B",), ("C",), ("D",)))
    by_rank = {lost.bidder: lost for lost in drop_outs(one, [ranking], work)}
    assert by_rank["A"].replaced.added == (("1", "C"), ("1", "D"))
    points = {"A": 9, "B": 8, "C": 1, "D": 7}
    free = problem({"A": [6], "B": [4], "C": [1], "D": [9]}, [10], contracts="AB", points=points)
    by_goal = {lost.bidder: lost for lost in drop_outs(free, (), work)}
    assert by_goal["A"].replaced.added == (("1", "D"),)


def test_a_rule_that_breaks_without_a_bidder_is_named() -> None:
    two = NumberOfContracts(id="twee", at_least=2)
    found = {lost.bidder: lost for lost in drop_outs(_stands(rules=[two]), (), work)}
    assert (found["B"].alone.outcome, found["B"].alone.broken) == ("broken", ("twee",))
    assert (found["B"].replaced.outcome, found["B"].replaced.broken) == ("fits", ())


def test_a_round_stands_as_it_was_decided_with_every_named_scenario() -> None:
    """One contract, to A; in the scenario A is gone, and nobody else has a contract."""
    tender = tiny.tender(
        rules=[{"kind": "number_of_contracts", "id": "een", "at_most": 1}],
        scenarios=[{"id": "uit", "title": "Uitval"}],
        changes=[{"scenario": "uit", "what": "drop_out"}],
    )
    bids = tiny.bids(tiny.bid("A"), tiny.bid("B"))
    stand = stand_of(tender, bids, tiny.marks({"A": 8, "B": 6}))
    assert stand.decision.chosen.contracts == {Pick("A", "1")}
    ((name, without),) = stand.named
    assert (name, {pick.bidder for pick in without.facts.picks}) == ("uit:A", {"B"})
    (ranking,) = stand.reserve
    assert isinstance(ranking, FollowRanking)
    assert ranking.order == (("A",), ("B",))


def test_points_stay_as_they_were_when_prices_change() -> None:
    """The price is part of the ranking: the award that was made stays made."""
    tender = tiny.tender(
        scenarios=[{"id": "s", "title": "Straks"}],
        changes=[{"scenario": "s", "what": "price", "factor": "2", "bidders": ["A"]}],
    )
    bids = tiny.bids(tiny.bid("A"), tiny.bid("B"))
    stand = stand_of(tender, bids, tiny.marks({"A": 8, "B": 6}))
    ((_, dearer),) = stand.named
    assert dearer.facts.points == stand.problem.facts.points
    paid = {volume.bidder: cents for volume, cents in dearer.facts.price.items()}
    assert paid == {"A": 200_000, "B": 100_000}
    assert Decimal(100_000) == stand.problem.facts.price[stand.problem.facts.volumes[0]]
