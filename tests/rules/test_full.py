"""A bidder is full once it has as many other contracts as it may have, and not before."""

import pytest

from aanbesteding.rules.facts import Pick
from aanbesteding.rules.full import Limit, is_full

A, B, C, OTHER = Pick("K01", "A"), Pick("K01", "B"), Pick("K01", "C"), Pick("K02", "A")


@pytest.mark.parametrize(
    ("most", "given", "full"),
    [
        (1, set(), False),
        (1, {A}, True),
        (2, {A}, False),
        (2, {A, B}, True),
        (1, {OTHER}, False),
        (1, {C}, False),
        (0, set(), True),
    ],
)
def test_only_other_contracts_of_its_own_count(most: int, given: set[Pick], full: bool) -> None:
    assert is_full([Limit(most, (A, B, C))], C, given) is full


def test_a_limit_on_other_bids_says_nothing() -> None:
    assert not is_full([Limit(0, (A, B))], OTHER, {A, B})


def test_one_limit_that_is_reached_is_enough() -> None:
    assert is_full([Limit(5, (A, B, C)), Limit(1, (A, C))], C, {A})
