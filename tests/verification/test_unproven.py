"""The best award of a search that stopped: what it holds, and which bounds can be right."""

from fractions import Fraction
from typing import Any

import pytest

from aanbesteding.verification.proof import proofs
from aanbesteding.verification.prover import Prover
from aanbesteding.verification.unproven import found_again, goals_found
from aanbesteding.verification.verification import NotProven
from tests.verification.test_ended_again import PUBLISHED, Both, served, tiny_again

GOALS = [{"kind": "quality"}, {"kind": "spend"}]
# Ten clients at €1,000 each, with a bidder of 80 points: a quality of 10 × 80.
FOUND = served(("A", "zwaar", "noord", 10))
QUALITY, SPEND = 10 * 80, 10 * 1000 * 100


def stopped(*bounds: object) -> Both:
    tree = {"found": FOUND, "goals": [{"bound": bound} for bound in bounds]}
    return tiny_again(tree, {"A": 8, "B": 6}, award=PUBLISHED, goals=GOALS)


def told(*bounds: object) -> list[tuple[Any, ...]]:
    rows = goals_found(*stopped(*bounds))
    return [tuple(row[name] for name in ("value", "bound", "proven", "gap")) for row in rows]


def test_who_has_a_contract_in_what_was_found_is_told_with_its_clients() -> None:
    found = found_again(stopped()[1])
    assert found["contracts"] == [{"bidder": "A", "lot": "1", "clients": 10}]
    assert [row["clients"] for row in found["volumes"]] == [10]


def test_a_bound_that_is_better_stays_and_tells_the_gap() -> None:
    quality, spend = told("1000", SPEND * 3 // 4)
    assert spend == (SPEND, SPEND * 3 // 4, False, Fraction(1, 4))
    assert quality == (QUALITY, 1000, False, Fraction(1, 4))


def test_a_bound_between_two_whole_numbers_stays() -> None:
    _, spend = told("800", f"{2 * SPEND - 1}/2")
    assert spend[:3] == (SPEND, SPEND - Fraction(1, 2), False)


@pytest.mark.parametrize(
    "bounds", [("-1", SPEND + 1), (), (None, "veel"), (1000, str(SPEND // 2)), ("800", "5/1")]
)
def test_a_bound_that_cannot_be_is_replaced_by_what_was_found(bounds: tuple[object, ...]) -> None:
    for value, bound, proven, gap in told(*bounds):
        assert (bound, proven, gap) == (value, True, 0)


def test_of_a_search_that_stopped_it_is_only_said_that_the_best_is_not_known() -> None:
    found = list(proofs(Prover(60), *stopped(), False))
    assert found == [NotProven("verify.claim.best", {}, "verify.why.stopped")]


def test_where_nobody_takes_part_there_is_nothing_to_prove() -> None:
    stated, recount = tiny_again(served(), {}, award=PUBLISHED)
    assert recount.outcome() == "no_valid_bid"
    assert list(proofs(Prover(60), stated, recount, False)) == []
