"""Factors drawn at random: exact, between their ends, the same for who draws more of them."""

from collections import Counter
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aanbesteding.scenarios.drawn import Drawn, factors
from aanbesteding.scenarios.robust import Asked, drawn_futures
from aanbesteding.scenarios.shift import Future, shifted
from aanbesteding.tender.scenarios import Spread
from tests.scenarios.problems import problem

ONE = problem({"A": [10, 10], "B": [10, 10]}, [40, 60]).facts


def spread(what: str, low: str, high: str, **other: object) -> Spread:
    return Spread.model_validate({"what": what, "low": low, "high": high, **other})


@pytest.mark.parametrize(("what", "units"), [("demand", 2), ("capacity", 2), ("budget", 1)])
def test_every_unit_has_a_factor_of_its_own(what: str, units: int) -> None:
    (found,) = factors(Drawn((spread(what, "0.5", "1.5"),), 7, 3), ONE)
    assert len(found) == units
    (same,) = factors(Drawn((spread(what, "0.5", "1.5", together=True),), 7, 3), ONE)
    assert len(same) == units
    assert len(set(same.values())) == 1


def test_a_factor_is_the_raw_number_laid_over_the_thousandths_between_the_ends() -> None:
    """The raw number picks one of 101 thousandths by its share of 2 to the power 64."""
    raw = [int(n) for n in np.random.PCG64(2015).random_raw(4)]
    for number in (0, 1):
        (found,) = factors(Drawn((spread("demand", "0.95", "1.05"),), 2015, number), ONE)
        mine = raw[2 * number : 2 * number + 2]
        assert list(found.values()) == [Fraction(950 + n * 101 // 2**64, 1000) for n in mine]


def test_spreads_after_each_other_use_numbers_after_each_other() -> None:
    both = Drawn((spread("demand", "0", "2"), spread("capacity", "0", "2")), 5, 0)
    demand, capacity = factors(both, ONE)
    raw = [int(n) for n in np.random.PCG64(5).random_raw(4)]
    assert [*demand.values(), *capacity.values()] == [
        Fraction(n * 2001 // 2**64, 1000) for n in raw
    ]


def test_both_ends_occur_and_every_step_about_as_often() -> None:
    """Of eleven steps each should occur 200 times in 2200 draws; sigma is 13.5."""
    found = Counter(
        factor
        for number in range(1100)
        for factor in factors(Drawn((spread("demand", "1", "1.01"),), 1, number), ONE)[0].values()
    )
    assert sorted(found) == [Fraction(1000 + step, 1000) for step in range(11)]
    assert all(abs(count - 200) < 60 for count in found.values())


@given(st.integers(0, 10**6), st.integers(0, 10**9), st.integers(0, 50), st.integers(0, 50))
def test_a_factor_lies_between_its_ends(number: int, seed: int, low: int, wide: int) -> None:
    ends = Fraction(low, 10), Fraction(low + wide, 10)
    asked = spread("demand", str(low / 10), str((low + wide) / 10))
    (found,) = factors(Drawn((asked,), seed, number), ONE)
    assert all(ends[0] <= factor <= ends[1] for factor in found.values())


def test_the_first_futures_of_many_are_those_of_few() -> None:
    spreads = (spread("demand", "0.9", "1.1"),)
    assert drawn_futures(Asked(100, 1, spreads))[:10] == drawn_futures(Asked(10, 1, spreads))


def test_only_what_is_in_scope_changes() -> None:
    one = problem({"A": [10, 10]}, [40, 60])
    asked = Drawn((spread("demand", "2", "2", needs=["n1"]),), 1, 0)
    assert list(shifted(one, Future("x", (asked,))).facts.demand.values()) == [40, 120]
    other = Drawn((spread("capacity", "0.5", "0.5", lots=["9"]),), 1, 0)
    assert shifted(one, Future("x", (other,))).facts == one.facts
