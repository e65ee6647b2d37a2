"""Random weights: cases worked out by integration, laws of counting, the same draw every time."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aanbesteding.contest.smaa import (
    SAMPLES,
    SEED,
    WHOLE,
    Acceptability,
    random_weights,
    ranking,
    smaa,
    smaa_with,
    whole_numbers,
)
from tests.contest.contests import contest, stability

EYE = [[Fraction(int(row == column)) for column in range(3)] for row in range(3)]
# A share of 10,000 draws is off by less than 0.0254 in all but 1 of 2 million cases: 5.1 times the
# deviation of a fair coin's. The mean weight of 3,000 draws or more is off by less still.
NEAR = Fraction(254, 10_000)

values = st.lists(
    st.lists(st.fractions(-1, 1, max_denominator=12), min_size=3, max_size=3),
    min_size=2,
    max_size=7,
)


def first(found: Acceptability) -> Fraction:
    return Fraction(found.ranks[0], sum(found.ranks))


def near(found: tuple[Fraction, ...] | None, wanted: tuple[str, ...]) -> bool:
    assert found is not None
    return all(abs(f - Fraction(w)) < NEAR for f, w in zip(found, wanted, strict=True))


def test_three_bids_that_each_excel_in_one_thing_are_first_a_third_of_the_time() -> None:
    found = smaa(EYE)
    assert near(tuple(first(bid) for bid in found), ("1/3", "1/3", "1/3"))
    assert near(found[0].central, ("11/18", "7/36", "7/36"))
    assert near(found[1].central, ("7/36", "11/18", "7/36"))
    assert near(found[2].central, ("7/36", "7/36", "11/18"))


def test_two_bids_that_each_excel_in_one_thing_are_first_half_of_the_time() -> None:
    found = smaa([[Fraction(1), Fraction(0)], [Fraction(0), Fraction(1)]])
    assert near(tuple(first(bid) for bid in found), ("1/2", "1/2"))
    assert near(found[0].central, (".75", ".25"))
    assert near(found[1].central, (".25", ".75"))


@pytest.mark.parametrize("other", ["2/10", "5/10", "9/10"])
def test_with_two_criteria_a_bid_is_first_as_often_as_its_interval_is_wide(other: str) -> None:
    rows = [[Fraction(9, 10), Fraction(4, 10)], [Fraction(1, 10), Fraction(other)]]
    made = contest([50, 50], {"a": [9, 4], "b": [1, Fraction(other) * 10]})
    interval = next(i for i in stability(made, 1) if i.criterion == "k1")
    assert interval.winner is not None
    assert interval.winner.high is not None
    kept = interval.winner.high - interval.winner.low
    a, b = smaa(rows)
    assert near((first(a), first(b)), (str(kept), str(1 - kept)))


def test_weights_that_are_given_decide_the_ranks() -> None:
    found = smaa_with(np.array([[5, 2, 3]]), np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1]]))
    assert [bid.ranks for bid in found] == [(1, 0, 0), (0, 0, 1), (0, 1, 0)]
    assert found[0].central == (Fraction(1, 2), Fraction(1, 5), Fraction(3, 10))


def test_equal_bids_share_the_better_rank() -> None:
    found = smaa_with(np.array([[1, 1]]), np.array([[2, 0], [1, 1], [0, 1], [0, 1]]))
    assert [bid.ranks.index(1) for bid in found] == [0, 0, 2, 2]


def test_a_bid_that_never_is_first_has_no_central_weights() -> None:
    better, worse = smaa([[Fraction(1), Fraction(1)], [Fraction(0), Fraction(1, 2)]])
    assert better.ranks == (SAMPLES, 0)
    assert (worse.ranks, worse.central, worse.confidence) == ((0, SAMPLES), None, None)


def test_confidence_is_how_often_a_bid_is_first_with_its_own_weights() -> None:
    drawn = np.array([[[3, 0], [0, 2]], [[3, 0], [0, 2]], [[1, 0], [0, 4]], [[1, 0], [0, 1]]])
    found = smaa_with(np.array([[1, 1], [1, 1], [1, 1], [2, 1]]), drawn)
    # The first is first in draws 1, 2 and 4, with mean weights (4/7, 3/7); with those it would
    # be in 1, 2 and 4 again. The second is first in draw 3, with (1/2, 1/2): then in 3, and in 4.
    assert [bid.ranks for bid in found] == [(3, 1), (1, 3)]
    assert found[0].central == (Fraction(4, 7), Fraction(3, 7))
    assert [bid.confidence for bid in found] == [Fraction(3, 4), Fraction(2, 4)]


@given(values)
def test_every_draw_gives_every_bid_one_rank(rows: list[list[Fraction]]) -> None:
    for bid in smaa(rows, samples=50):
        assert sum(bid.ranks) == 50


@given(values)
def test_a_bid_is_first_with_its_own_central_weights(rows: list[list[Fraction]]) -> None:
    whole = whole_numbers(rows)
    for at, bid in enumerate(smaa(rows, samples=50)):
        assert bid.confidence == (None if bid.central is None else 1)
        if bid.central is not None:
            worth = [
                sum(c * Fraction(int(v)) for c, v in zip(bid.central, row, strict=True))
                for row in whole
            ]
            assert worth[at] == max(worth)


@given(st.lists(st.lists(st.integers(-3, 3), min_size=5, max_size=5), min_size=1, max_size=6))
def test_a_rank_counts_who_is_strictly_better(scores: list[list[int]]) -> None:
    order, better = ranking(np.array(scores))
    for row, bids, places in zip(scores, order, better, strict=True):
        wanted = [sum(other > row[bid] for other in row) for bid in bids]
        assert list(places) == wanted


@given(values)
def test_who_came_in_which_order_does_not_matter(rows: list[list[Fraction]]) -> None:
    assert smaa(rows[::-1], samples=40)[::-1] == smaa(rows, samples=40)


def test_weights_are_the_gaps_between_the_raw_output_of_the_generator() -> None:
    # NumPy keeps raw output the same; the upper 31 of its 64 bits are the places of the cuts.
    raw = [int(number) >> 33 for number in np.random.PCG64(SEED).random_raw(4)]
    found = random_weights(3, 2)
    for row, cuts in zip(found.tolist(), (raw[:2], raw[2:]), strict=True):
        low, high = sorted(cuts)
        assert row == [low, high - low, WHOLE - high]


def test_the_first_draw_is_the_one_numpy_documents_for_this_generator() -> None:
    state = np.random.PCG64(SEED).state["state"]
    # PCG XSL RR 128/64 (O'Neill, 2014), written out: step, fold, rotate.
    multiplier = 0x2360ED051FC65DA44385DF649FCCF645
    after = (state["state"] * multiplier + state["inc"]) % 2**128
    folded, turn = (after >> 64) ^ (after % 2**64), after >> 122
    raw = (folded >> turn | folded << (64 - turn)) % 2**64
    assert int(np.random.PCG64(SEED).random_raw()) == raw


def test_weights_add_up_to_the_whole() -> None:
    assert set(random_weights(6, 500).sum(axis=1).tolist()) == {WHOLE}
    assert random_weights(6, 500).min() >= 0


def test_another_seed_draws_other_weights() -> None:
    assert (random_weights(3, 5) != random_weights(3, 5, seed=SEED + 1)).any()


def test_one_criterion_carries_all_the_weight() -> None:
    assert random_weights(1, 2).tolist() == [[WHOLE], [WHOLE]]


@given(values)
def test_shares_with_a_small_denominator_are_kept_exactly(rows: list[list[Fraction]]) -> None:
    whole = whole_numbers(rows)
    pairs = [
        (v, int(w))
        for row, own in zip(rows, whole, strict=True)
        for v, w in zip(row, own, strict=True)
    ]
    steps = {Fraction(whole) / value for value, whole in pairs if value}
    assert len(steps) <= 1
    assert all(whole == 0 for value, whole in pairs if not value)


def test_shares_that_no_small_denominator_holds_are_off_by_a_step_of_30_bits_at_most() -> None:
    rows = [[Fraction(80, 101 + n), Fraction(n, 7)] for n in range(8)]
    found = whole_numbers(rows)
    steps = Fraction(int(found[7, 1]), 1)
    assert steps >= 2**29
    for row, own in zip(rows, found.tolist(), strict=True):
        for value, whole in zip(row, own, strict=True):
            assert abs(Fraction(whole) / steps - value) <= Fraction(1, 2**29)


def test_numbers_that_could_overflow_are_refused() -> None:
    with pytest.raises(ValueError, match="63 bits"):
        smaa_with(np.array([[2**40, 2**40]]), np.array([[2**30, 1], [0, 1]]))
