"""Counts of children: what is shown is true, and no small one can be worked out."""

from itertools import product
from random import Random

import pytest

from aanbesteding.dossier.editions.intervals import Known, plus, tightened
from aanbesteding.dossier.editions.small_counts import (
    BELOW,
    Care,
    Protected,
    in_fives,
    known_care,
    protected,
    shown_care,
    shown_count,
)
from tests.assurance.small_counts import Table, as_cbs, drawn, recovered


def test_a_count_is_shown_as_cbs_shows_it() -> None:
    # CBS table 85095NED: all counts are multiples of five; the smallest one shown is 10.
    assert [shown_count(count) for count in range(14)] == ["."] * 10 + [10, 10, 10, 15]
    assert all(abs(in_fives(count) - count) <= 2 for count in range(1000))


def test_no_small_count_can_be_worked_out_of_random_tables() -> None:
    assert [x for seed in range(25) for x in recovered(drawn(Random(f"small {seed}")))] == []


def test_the_attack_works_out_small_counts_behind_plain_rounding() -> None:
    # 100 asked, 96 get help in one contract: rounded 100 and 95, so 1 to 6 wait or so.
    assert recovered(Table((Care(100, 4),), (96,)), as_cbs)


def test_the_attack_sees_a_total_that_gives_a_cell_away() -> None:
    def naive(rows: object, volumes: object) -> Protected:
        return Protected(((100, "."), (100, 50)), (200, 50), None)

    assert recovered(Table((Care(100, 2), Care(100, 50)), (148,)), naive)


def test_one_contract_beside_nobody_waiting_is_not_counted_out() -> None:
    shown = protected([Care(100, 0)], [100])
    assert shown == Protected(((100, "."),), None, None)


def test_large_counts_are_shown_with_total_and_volumes() -> None:
    shown = protected([Care(201, 52), Care(403, 99)], [300, 153])
    assert shown == Protected(((200, 50), (405, 100)), (605, 150), (300, 155))


@pytest.mark.parametrize("care", [Care(15, 3), Care(15, 12), Care(19, 0)])
def test_of_so_little_that_either_part_is_small_only_the_demand_is_shown(care: Care) -> None:
    assert shown_care(care)[1] == "x"


def test_what_a_reader_knows_holds_the_truth_and_nothing_shown_differently() -> None:
    """By looking at every pair: the ranges are those of all pairs that are shown the same."""
    pairs = [Care(d, w) for d in range(45) for w in range(d + 1)]
    for care in pairs[::7]:
        like = [x for x in pairs if shown_care(x) == shown_care(care) and _class(x) == _class(care)]
        if max(x.demand for x in like) < 42:
            known = known_care(care, exactly=False)
            assert known.demand == (min(x.demand for x in like), max(x.demand for x in like))
            assert known.waiting == (min(x.waiting for x in like), max(x.waiting for x in like))


def _class(care: Care) -> tuple[bool, bool, bool]:
    """What the rule itself looks at."""
    much = care.demand >= 2 * BELOW
    return much, much and care.waiting < BELOW, much and care.demand - care.waiting < BELOW


def test_sums_of_ranges_are_exactly_the_sums_there_are() -> None:
    r = Random("ranges")
    for _ in range(60):
        rows = [_ranges(r) for _ in range(2)]
        pairs = [
            [(d, w) for d in range(12) for w in range(12) if _inside(row, d, w)] for row in rows
        ]
        if all(pairs):
            sums = {(a + c, b + d) for (a, b), (c, d) in product(*pairs)}
            both = plus(map(tightened, rows))
            assert sums == {(d, w) for d in range(24) for w in range(24) if _inside(both, d, w)}


def _ranges(r: Random) -> Known:
    ends = [sorted((r.randint(0, 11), r.randint(0, 11))) for _ in range(3)]
    return Known(*((low, high) for low, high in ends))


def _inside(known: Known, demand: int, waiting: int) -> bool:
    values = (demand, waiting, demand - waiting)
    return all(low <= value <= high for (low, high), value in zip(known, values, strict=True))
