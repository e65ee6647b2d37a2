"""What stays open, and for which reason: a solver without time, without an answer, or in doubt."""

import time
from collections.abc import Callable, Iterator
from typing import Any, Literal

import pytest

from aanbesteding.rules.facts import Chosen, Facts, Pick
from aanbesteding.rules.rule import Count, Key, Row, Rule, Sentence
from aanbesteding.solving.second import Sought
from aanbesteding.verification import followed, proof
from aanbesteding.verification import prover as proving
from aanbesteding.verification.climb import Better, Climb
from aanbesteding.verification.frame import Frame
from aanbesteding.verification.lots_drawn import between_all, draws_held
from aanbesteding.verification.model import frame_of, values_of
from aanbesteding.verification.optimal import ROWS, best_of_all
from aanbesteding.verification.prover import DOUBTFUL, FINE, NO_TIME, Asked, Prover
from aanbesteding.verification.recount import Recount, goals_of, stated_rules
from aanbesteding.verification.verification import NotProven
from tests import tiny
from tests.verification.test_climb import compared, lot_by_lot, valued
from tests.verification.test_ended_again import PUBLISHED, served, tiny_again
from tests.verification.test_lots_drawn import TWO_AT_MOST, drawn_by

X, Y = ("x",), ("y",)
TOPS: dict[Key, int] = {X: 5, Y: 5}
SUM = Frame((Row("r", "", {X: 1, Y: 1}, ">=", 5),), TOPS)
SECOND = 10**9


class NobodyWhenCounted(Rule):
    """Nobody may win; its rows keep that from the solver."""

    kind: Literal["nobody"] = "nobody"

    def rows(self, facts: Facts) -> Iterator[Row]:
        yield from ()

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        yield Count("nobody", "", len(chosen.contracts), "<=", 0)

    def sentence(self, part: str) -> Sentence:
        return Sentence("nobody")


@pytest.mark.parametrize(
    ("used", "why"),
    [
        (9 * SECOND, DOUBTFUL),
        (10 * SECOND - 1, DOUBTFUL),
        (10 * SECOND, NO_TIME),
        (11 * SECOND, NO_TIME),
    ],
)
def test_a_solver_that_stopped_had_no_time_only_when_none_was_left(
    monkeypatch: pytest.MonkeyPatch, used: int, why: str
) -> None:
    now = [0]

    def stops(*given: object) -> Sought:
        now[0] = used
        return Sought(None, False)

    monkeypatch.setattr(time, "monotonic_ns", lambda: now[0])
    monkeypatch.setattr(proving, "STEPS", 0)
    monkeypatch.setattr(proving, "seek", stops)
    asked = Prover(10).ask(SUM, (0,))
    assert (asked.values, asked.why) == (None, why)


@pytest.mark.parametrize(
    ("factor", "most", "why"),
    [
        (10**9, 10**15, DOUBTFUL),
        (10**9 + 1, 10**15, FINE),
        (10**9, 10**15 + 1, FINE),
    ],
)
def test_numbers_up_to_what_floating_point_tells_apart_are_put_to_the_solver(
    monkeypatch: pytest.MonkeyPatch, factor: int, most: int, why: str
) -> None:
    monkeypatch.setattr(proving, "STEPS", 0)
    monkeypatch.setattr(proving, "seek", lambda *given: Sought(None, False))
    tops: dict[Key, int] = {X: 10**7, Y: 10**7}
    frame = Frame((Row("r", "", {X: factor, Y: factor - 1}, "<=", most),), tops)
    assert Prover(60).ask(frame, (0,)).why == why


def among_two(*rules: Rule) -> Asked | Better:
    """What is found when A won, where B is as good."""
    facts = tiny.facts({"A": (1,), "B": (1,)}, (1,), {"A": (1,), "B": (1,)}, {"A": 1, "B": 1})
    a, b = Pick("A", "1"), Pick("B", "1")
    frame = Frame((Row("one", "", {a: 1, b: 1}, "==", 1),), dict.fromkeys(facts.picks, 1))
    now: dict[Key, int] = {a: 1, b: 0, **dict.fromkeys(facts.volumes, 0)}
    (answer,) = Climb(Prover(60), facts, rules, frame, now).alike([[a], [b]])
    return answer


def test_another_award_that_breaks_a_rule_when_counted_is_doubtful() -> None:
    assert among_two() == Better(Chosen(frozenset({Pick("B", "1")}), {}), 0)
    assert among_two(NobodyWhenCounted()) == Asked(None, why=DOUBTFUL)


def and_nobody(stated: Callable[..., Any]) -> Callable[..., tuple[Rule, ...]]:
    return lambda *given: (*stated(*given), NobodyWhenCounted())


def test_a_longer_run_that_breaks_a_rule_when_counted_is_not_held_against_an_award(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(followed, "stated_rules", and_nobody(stated_rules))
    both = tiny_again(served(("A", "zwaar", "noord", 1)), {"A": 8, "B": 6})
    (answer,) = followed.longest(Prover(60), *both)
    assert isinstance(answer, NotProven)
    assert (answer.key, answer.why) == ("verify.claim.longest", DOUBTFUL)


def test_an_award_lot_by_lot_that_breaks_a_rule_when_counted_proves_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(proof, "stated_rules", and_nobody(stated_rules))
    assert lot_by_lot(compared(valued(0, 180000))) == [ROWS]


def climb_of(recount: Recount) -> Climb:
    facts, rules = recount.facts, stated_rules(recount.tender, recount.single)
    frame = frame_of(facts, rules)
    now = values_of(Prover(60), frame, facts, recount.chosen, goals_of(recount.tender)).values
    assert now is not None
    return Climb(Prover(60), facts, rules, frame, now)


def test_whether_all_could_have_a_contract_stays_open_where_the_solver_does_not_say(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stated, recount = drawn_by([("contract", "ABC")], "AB", "ABC", TWO_AT_MOST)
    (drawn,) = draws_held(stated, recount)
    climb = climb_of(recount)
    monkeypatch.setattr(climb, "together", lambda keys: iter([Asked(None, why=FINE)]))
    answer = between_all(stated, climb, drawn)
    assert isinstance(answer, NotProven)
    assert (answer.key, answer.why) == ("verify.claim.equals", FINE)


def test_whether_an_award_is_the_only_one_stays_open_where_the_solver_does_not_say(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Climb, "alike", lambda self, groups: iter([Asked(None, why=FINE)]))
    asked = {"award": PUBLISHED, "goals": [{"kind": "unmet"}, {"kind": "spend"}]}
    both = tiny_again(
        served(("A", "zwaar", "noord", 10), ("A", "licht", "noord", 20)), {"A": 8}, **asked
    )
    found = [one for one in best_of_all(Prover(60), *both) if isinstance(one, NotProven)]
    assert [(one.key, one.why) for one in found] == [("verify.claim.unique", FINE)]
