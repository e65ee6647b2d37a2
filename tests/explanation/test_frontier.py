"""What budget buys, on tenders small enough to work out by hand."""

from fractions import Fraction
from typing import Any

from aanbesteding.explanation.budget_search import Search, waiting_completed
from aanbesteding.explanation.frontier import Frontier, Point, frontier, points_of
from aanbesteding.explanation.judged import Judged, judged
from aanbesteding.rules import STANDING
from aanbesteding.rules.facts import Facts
from aanbesteding.rules.goals import Goal
from aanbesteding.rules.objectives import goals_in_order
from tests.tiny import bid, bids, facts, marks, tender

# A helps one for 1 euro and has 1 point; B helps two for 2,50 each and has 2 points. Three ask.
TWO = facts({"A": [1], "B": [2]}, [3], {"A": [100], "B": [250]}, {"A": 1, "B": 2}, budget=400)
STATED = (Goal(kind="unmet"), Goal(kind="quality"), Goal(kind="spend"))


def search(of: Facts = TWO, goals: tuple[Goal, ...] = STATED) -> Search:
    pursued = waiting_completed(of, goals_in_order(goals))
    return Search(of, STANDING, pursued, of.budgets[:1])


def points(of: Search, most: int = 20) -> tuple[tuple[Point, ...], bool]:
    found = points_of(of, most)
    assert found is not None
    return found


def test_every_ceiling_at_which_something_gets_better_is_found_to_the_cent() -> None:
    found, complete = points(search())
    assert complete
    # A; then B, who is better; A and B; two of B; all.
    assert [(one.cents, one.waiting[0].clients, one.values[1]) for one in found] == [
        (0, 3, 0),
        (100, 2, 1),
        (250, 2, 2),
        (350, 1, 3),
        (500, 1, 4),
        (600, 0, 5),
    ]


def test_each_step_says_how_many_fewer_wait_and_for_how_much_each() -> None:
    found, _ = points(search())
    assert [(one.more_cents, one.fewer, one.each) for one in found] == [
        (None, None, None),
        (100, 1, 100),
        (150, 0, None),
        (100, 1, 100),
        (150, 0, None),
        (100, 1, 100),
    ]
    assert all(one.next_to for one in found[1:])


def test_of_more_points_than_asked_both_ends_and_today_are_shown() -> None:
    found, complete = points(search(), 3)
    assert not complete
    # Halfway is 300: that buys B alone. With today's 400 it is A and B.
    assert [one.cents for one in found] == [0, 250, 350, 600]
    assert not any(one.next_to for one in found)


def test_euros_per_client_are_exact() -> None:
    of = facts({"A": [3]}, [3], {"A": [100]}, {"A": 1})
    found, _ = points(search(of, (Goal(kind="unmet"),)), 2)
    assert [(one.cents, one.each) for one in found] == [(0, None), (300, 100)]
    dear = facts({"A": [3]}, [4], {"A": [100]}, {"A": 1}, budget=10**6)
    with_fees = Facts(**{**vars_of(dear), "price": dict.fromkeys(dear.price, Fraction(401, 3))})
    found, _ = points(search(with_fees, (Goal(kind="unmet"),)), 2)
    assert (found[-1].cents, found[-1].fewer, found[-1].each) == (401, 3, Fraction(401, 3))


def vars_of(of: Facts) -> dict[str, Any]:
    return {name: getattr(of, name) for name in of.__dataclass_fields__}


def test_heavier_need_goes_first_though_more_wait_in_all() -> None:
    # One heavy client costs as much as three light ones.
    of = facts({"A": [1, 3]}, [1, 3], {"A": [300, 100]}, {"A": 1})
    found, _ = points(search(of, ()))
    assert [(one.cents, [w.clients for w in one.waiting]) for one in found] == [
        (0, [1, 3]),
        (100, [1, 2]),
        (200, [1, 1]),
        (300, [0, 3]),
        (400, [0, 2]),
        (500, [0, 1]),
        (600, [0, 0]),
    ]
    third = found[3]
    assert (third.fewer, third.each) == (-1, None)
    assert [one.fewer for one in third.waiting] == [1, -2]


def test_who_waits_is_asked_after_goals_that_do_not_say_so() -> None:
    of = facts({"A": [1, 1]}, [1, 1], {"A": [100, 100]}, {"A": 1})
    named = [goal.name for goal in waiting_completed(of, goals_in_order(STATED))]
    assert named == ["unmet", "quality", "unmet:n0", "unmet:n1"]
    weighed = (Goal(kind="unmet", weight=1), Goal(kind="spend", weight=1))
    assert [g.name for g in waiting_completed(of, goals_in_order(weighed))] == [
        "unmet:n0",
        "unmet:n1",
    ]


def case(**changes: Any) -> Judged:
    award = {"mode": "published_objective"}
    asked = tender(**{"award": award, **changes})
    offers = bids(bid("A", zwaar=2, licht=2))
    return judged(asked, offers, marks({"A": 8}))


def told(of: Judged, budget: str = "") -> Frontier:
    found, findings = frontier(of, budget)
    assert found is not None
    assert findings == ()
    return found


BOTH = [{"id": "alles", "amount": "3000"}, {"id": "zwaar", "amount": "1500", "needs": ["zwaar"]}]


def test_one_budget_moves_and_the_other_stays() -> None:
    found = told(case(budgets=BOTH), "alles")
    assert (found.budgets, found.published_cents, found.least) == (("alles",), 300000, True)
    # Within 1.500 one zwaar at most, whatever the whole budget is.
    assert [(p.cents, [w.clients for w in p.waiting]) for p in found.points] == [
        (0, [10, 20]),
        (100000, [9, 20]),
        (200000, [9, 19]),
        (300000, [9, 18]),
    ]


def test_together_they_move_in_proportion() -> None:
    found = told(case(budgets=BOTH))
    assert (found.budgets, found.reference) == (("alles", "zwaar"), "alles")
    assert (found.least, found.complete) == (False, False)
    # Two zwaar need 2.000 of the second budget, and so 4.000 of the first.
    last = found.points[-1]
    assert (last.cents, [w.clients for w in last.waiting]) == (400000, [8, 18])


def test_by_rank_it_is_said_that_the_goals_choose() -> None:
    assert told(case(award={"mode": "rank_order"})).free
    assert not told(case()).free


def test_what_cannot_be_drawn_is_a_finding() -> None:
    for of, budget, code in (
        (case(), "anders", "R224"),
        (case(budgets=[]), "", "R225"),
        (case(award={"mode": "admit_all"}), "", "R226"),
        (case(demand=[]), "", "R226"),
        (case(rules=[{"kind": "coverage", "at_least": 2}]), "", "R227"),
    ):
        found, findings = frontier(of, budget)
        assert found is None
        assert [one.code for one in findings] == [code]
