"""Rows and bounds that only help: no whole solution is lost by them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from aanbesteding.rules.rule import Key, Row
from aanbesteding.solving.links import Rows, links_of, rows_of
from aanbesteding.solving.matrix import NONE, Matrix, matrix_of
from aanbesteding.solving.pricing import priced
from aanbesteding.solving.program import Aim, Program
from aanbesteding.solving.surrogates import surrogates

Points = NDArray[np.int64]
pytestmark = pytest.mark.usefixtures("tightened")
PRICES = st.lists(st.integers(-40, 40), min_size=12, max_size=12)


@st.composite
def facilities(draw: st.DrawFn) -> Matrix:
    """Two or three contracts with capacity, two demands, what may wait, and a cap on contracts.

    Volumes may also need another yes or no, and count in a second demand.
    """
    contracts: list[Key] = [("c", str(n)) for n in range(draw(st.integers(2, 3)))]
    asked = draw(st.lists(st.integers(1, 2), min_size=1, max_size=2))
    tops: dict[Key, int] = dict.fromkeys(contracts, 1)
    volumes: dict[tuple[int, int], Key] = {}
    for at, _ in enumerate(contracts):
        for to, most in enumerate(asked):
            volumes[at, to] = ("v", str(at), str(to))
            tops[volumes[at, to]] = min(most, draw(st.integers(1, 2)))
    rows = []
    for at, contract in enumerate(contracts):
        loads = {volumes[at, to]: draw(st.integers(1, 2)) for to in range(len(asked))}
        rows.append(Row("cap", str(at), {**loads, contract: -draw(st.integers(1, 5))}, "<=", 0))
    for to, most in enumerate(asked):
        waiting: Key = ("w", str(to), "", "")
        tops[waiting] = most
        keys = [*(volumes[at, to] for at in range(len(contracts))), waiting]
        rows.append(Row("demand", str(to), dict.fromkeys(keys, 1), "==", most))
        if draw(st.booleans()):
            rows.append(Row("wait", str(to), {waiting: 1}, "<=", 0))
    some = draw(st.lists(st.sampled_from(sorted(volumes.values())), unique=True))
    if some:
        tops["helper", "", ""] = 1
        most = draw(st.integers(1, 4))
        rows.append(Row("too", "", {**dict.fromkeys(some, 1), ("helper", "", ""): -most}, "<=", 0))
        rows.append(Row("least", "", dict.fromkeys(some, 1), ">=", draw(st.integers(0, 2))))
    if draw(st.booleans()):
        first, *rest = contracts
        worth = {contract: draw(st.integers(1, 9)) for contract in contracts}
        makes_up_for = {contract: draw(st.integers(1, 6)) for contract in rest}
        rows.append(Row("points", "", worth, ">=", draw(st.integers(0, 12))))
        mean = {**makes_up_for, first: -draw(st.integers(1, 9))}
        rows.append(Row("mean", "", mean, "<=", 0))
    rows.append(Row("few", "", dict.fromkeys(contracts, 1), "<=", draw(st.integers(1, 3))))
    found = matrix_of(rows, tops)
    assert found is not None
    return found


def holds(rows: Rows, values: Points) -> NDArray[np.bool_]:
    """Whether each of these points satisfies all rows."""
    table = np.zeros((len(rows.least), values.shape[1]), np.int64)
    table[rows.row_of, rows.index] = rows.factors
    found = values @ table.T
    return np.asarray(((rows.least <= found) & (found <= rows.most)).all(axis=1))


def solutions(matrix: Matrix) -> Points:
    """All whole points that satisfy the rows of a matrix."""
    sizes = tuple(int(top) + 1 for top in matrix.tops)
    every = np.stack(np.unravel_index(np.arange(np.prod(sizes)), sizes), axis=1)
    return np.asarray(every[holds(rows_of(matrix), every)])


@given(facilities())
def test_every_whole_solution_satisfies_all_links(matrix: Matrix) -> None:
    links = links_of(rows_of(matrix), matrix.tops)
    rows = links.rows(np.arange(len(links.volume)))
    assert holds(rows, solutions(matrix)).all()


@given(facilities())
def test_every_whole_solution_satisfies_the_rows_that_follow_from_demand(matrix: Matrix) -> None:
    rows = rows_of(matrix)
    extra = surrogates(rows, matrix.tops, links_of(rows, matrix.tops))
    assert holds(extra, solutions(matrix)).all()


@given(facilities(), PRICES, PRICES, st.integers(-30, 30))
def test_whatever_the_prices_no_solution_within_the_limit_is_lost(
    matrix: Matrix, prices: list[int], costs: list[int], limit: int
) -> None:
    rows = rows_of(matrix)
    cost = np.resize(np.array(costs), len(matrix.keys))
    duals = np.resize(np.array(prices) / 7, len(rows.least))
    found = priced(rows, matrix.tops, cost, duals, limit)
    points = solutions(matrix)
    worth = points @ cost
    within = points[worth <= limit]
    assert (worth >= found.bound).all()
    assert not within[:, found.shut].any()
    assert within[:, found.needed].all()


@given(facilities(), PRICES, st.booleans())
def test_with_all_of_it_the_solver_finds_what_trying_everything_finds(
    matrix: Matrix, costs: list[int], larger: bool
) -> None:
    cost = dict(zip(matrix.keys, costs * 2, strict=False))
    found = Program(matrix).best(Aim("goal", cost, larger))
    worth = solutions(matrix) @ np.array([cost[key] for key in matrix.keys])
    if not len(worth):
        assert found is None
        return
    assert found is not None
    assert found.value == found.bound == (worth.max() if larger else worth.min())


def warehouse() -> Matrix:
    """Two contracts that can each carry 8 of two demands of 5."""
    tops: dict[Key, int] = {("c", "1"): 1, ("c", "2"): 1}
    rows = []
    for at in "12":
        volumes: list[Key] = [("v", at, to) for to in "ab"]
        tops.update(dict.fromkeys(volumes, 5))
        rows.append(Row("cap", at, {**dict.fromkeys(volumes, 1), ("c", at): -8}, "<=", 0))
    rows += [Row("demand", to, {("v", at, to): 1 for at in "12"}, "==", 5) for to in "ab"]
    found = matrix_of(rows, tops)
    assert found is not None
    return found


def broken(matrix: Matrix, values: NDArray[np.float64]) -> Rows:
    """The links that these values, whole or not, break."""
    links = links_of(rows_of(matrix), matrix.tops)
    return links.rows(links.broken(values))


def test_a_split_contract_that_carries_all_of_a_small_demand_breaks_its_link() -> None:
    """5 of 8 units need five eighths of a contract by the capacity, and all of it by the link."""
    matrix = warehouse()
    values = np.array([5 / 8, 5 / 8, 5, 0, 0, 5])
    rows = broken(matrix, values)
    assert sorted(rows.index.tolist()) == [0, 1, 2, 5]
    assert rows.factors.reshape(-1, 2).tolist() == [[1, -5], [1, -5]]


def test_what_no_link_forbids_is_left_alone() -> None:
    assert not len(broken(warehouse(), np.array([1, 1, 5, 0, 0, 5.0])).least)


def test_ten_units_at_eight_a_contract_take_two_contracts() -> None:
    matrix = warehouse()
    rows = rows_of(matrix)
    extra = surrogates(rows, matrix.tops, links_of(rows, matrix.tops))
    found = [
        (extra.factors[a:b].tolist(), int(least))
        for a, b, least in zip(extra.starts, extra.starts[1:], extra.least, strict=False)
    ]
    assert found == [([8, 8], 10), ([1, 1], 2)]


def test_a_contract_that_makes_room_for_another_and_counts_itself_counts_as_both() -> None:
    """Of points 21, 6 and 12 at least 27; the second only beside the first, as a mean asks.

    The first alone makes room for 9 and brings 21 itself, so with the second there is enough.
    """
    first, second, third = keys = [("c", str(n)) for n in range(3)]
    points: Row = Row("points", "", {first: 21, second: 6, third: 12}, ">=", 27)
    mean = Row("mean", "", {second: 6, first: -9}, "<=", 0)
    matrix = matrix_of([points, mean], dict.fromkeys(keys, 1))
    assert matrix is not None
    rows = rows_of(matrix)
    extra = surrogates(rows, matrix.tops, links_of(rows, matrix.tops))
    column = {key: matrix.keys.index(key) for key in keys}
    assert dict(zip(extra.index.tolist(), extra.factors.tolist(), strict=True)) == {
        column[first]: 10, column[third]: 4,
    }  # fmt: skip
    assert extra.least.tolist() == [9]


def test_a_contract_too_dear_for_the_limit_is_shut() -> None:
    """Demand paid 1 a unit: contract 1 costs 100 and brings in at most 8."""
    matrix = warehouse()
    costs = np.array([100, 2, 0, 0, 0, 0])
    duals = np.array([0, 0, 1.0, 1.0])
    found = priced(rows_of(matrix), matrix.tops, costs, duals, 20)
    assert (found.bound, found.shut.tolist(), found.needed.tolist()) == (4, [0], [])


@pytest.mark.parametrize("size", [1, 10**30])
def test_costs_of_any_length_are_counted_exactly(size: int) -> None:
    matrix = warehouse()
    costs = np.array([100 * size, 2 * size, 0, 0, 0, 0], object)
    duals = np.array([0, 0, float(size), float(size)])
    found = priced(rows_of(matrix), matrix.tops, costs, duals, 20 * size)
    assert found.shut.tolist() == [0]
    assert found.bound <= 102 * size


def test_a_row_without_a_yes_or_no_is_no_link() -> None:
    found = matrix_of([Row("r", "", {("a",): 1, ("b",): 1, ("c",): -4}, "<=", 0)], {
        ("a",): 4, ("b",): 4, ("c",): 2,
    })  # fmt: skip
    assert found is not None
    assert NONE not in found.most
    assert not len(links_of(rows_of(found), found.tops).volume)
