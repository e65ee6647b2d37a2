"""Whether a bid is among the best at another price or mark: as counting the whole contest says."""

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest

from aanbesteding.basis.errors import FormulaDomainError
from aanbesteding.contest.contest import Contest, Entry
from aanbesteding.contest.count import count
from aanbesteding.contest.overtake import Overtaking, first_step, next_step
from tests.random_contests import RELATIVE, random_contest


def among(contest: Contest, entry: Entry, places: int, ties: bool) -> bool:
    """The same by counting everybody again."""
    entries = tuple(entry if one.bidder == entry.bidder else one for one in contest.entries)
    found = {one.bidder: one for one in count(replace(contest, entries=entries))}
    sign = 1 if contest.lowest_wins else -1
    own = sign * found[entry.bidder].total
    inside = {one.bidder for one in entries if one.ranked} - {entry.bidder}
    others = [sign * found[bidder].total for bidder in inside]
    return sum(total <= own if ties else total < own for total in others) < places


@pytest.mark.parametrize("formula", RELATIVE)
def test_a_bid_stands_where_counting_the_whole_contest_puts_it(formula: str) -> None:
    random, seen = Random(f"overtake {formula}"), set()
    for _ in range(40):
        contest = random_contest(random, formula)
        found, places = Overtaking(contest), random.choice((1, 2))
        entry = random.choice(contest.entries)
        price = (
            None if entry.price is None else entry.price * Fraction(random.randint(50, 150), 100)
        )
        other = replace(entry, price=price)
        for ties in (False, True):
            try:
                said = found.stands(other, places, ties)
            except FormulaDomainError:
                continue
            assert said is among(contest, other, places, ties)
            seen.add(said)
    assert seen == {False, True}


@pytest.mark.parametrize("first", [1, 2, 7, 8, 63, 64, 100])
def test_the_first_step_is_found_where_it_holds_from_there_on(first: int) -> None:
    assert first_step(lambda step: step >= first, 100) == first
    assert next_step(lambda step: step >= first, 1, 100) == first


def test_without_any_such_step_there_is_none() -> None:
    assert first_step(lambda step: False, 100) is None
    assert next_step(lambda step: False, 3, 100) is None
    assert first_step(lambda step: True, 0) is None
