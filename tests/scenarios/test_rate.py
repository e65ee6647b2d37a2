"""Shares with Wilson's interval, against the figures Newcombe published."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aanbesteding.scenarios.rate import rate

# Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3.
NEWCOMBE = [
    (81, 263, "0.2553", "0.3662"),
    (15, 148, "0.0624", "0.1605"),
    (0, 20, "0.0000", "0.1611"),
    (1, 29, "0.0061", "0.1718"),
]


@pytest.mark.parametrize(("times", "of", "low", "high"), NEWCOMBE)
def test_bounds_are_those_that_newcombe_published(times: int, of: int, low: str, high: str) -> None:
    found = rate(times, of)
    assert (found.low, found.high) == (Decimal(low), Decimal(high))


@given(st.integers(1, 5000), st.data())
def test_the_share_lies_between_its_bounds_and_turning_it_round_mirrors_them(
    of: int, data: st.DataObject
) -> None:
    times = data.draw(st.integers(0, of))
    found, other = rate(times, of), rate(of - times, of)
    assert found.low is not None
    assert found.high is not None
    assert other.low is not None
    assert found.share == Fraction(times, of)
    assert Decimal(0) <= found.low <= Decimal(times) / of + Decimal("0.0001")
    assert Decimal(times) / of - Decimal("0.0001") <= found.high <= 1
    assert abs((1 - found.high) - other.low) <= Decimal("0.0001")


def test_nothing_counted_is_no_share() -> None:
    found = rate(0, 0)
    assert (found.share, found.low, found.high) == (None, None, None)
