"""Spend: discounts by volume, costs of a contract in itself; each counted once, rows and all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aanbesteding.basis.exact import Exact, rounded
from aanbesteding.rules.budget import Budget
from aanbesteding.rules.discounts import Discounts
from aanbesteding.rules.facts import Chosen, Facts, Fee, Pick, Tier, Volume
from aanbesteding.rules.money import bills, fees_paid, prices_paid, spend_terms, spent
from aanbesteding.rules.rule import Key, Row, Tiered, compare
from aanbesteding.rules.tiers import choice, incremental, pieces, tiers_in_force, whole_quantity
from tests import tiny

A, B = Pick("A", "1"), Pick("B", "1")
HEAVY, LIGHT = (Volume("A", "1", need, "a", "p") for need in ("n0", "n1"))
FEE = Fee("A", "1", "a", "p")


def facts(tiers: Sequence[Tier] = (), **more: Any) -> Facts:
    """Two bidders who can each serve three heavy and three light; A at a discount."""
    bare = tiny.facts(
        capacity={"A": (3, 3), "B": (3, 3)},
        demand=(3, 3),
        price={"A": (100, 60), "B": (90, 70)},
        points={"A": 8, "B": 7},
    )
    return replace(bare, tiers={A: tuple(tiers)} if tiers else {}, **more)


def bought(heavy: int, light: int) -> Chosen:
    return Chosen(frozenset([A]), {HEAVY: heavy, LIGHT: light})


def tier(least: int, most: int, heavy: int, light: int, fee: int = 0) -> Tier:
    return Tier(least, most, {"n0": heavy, "n1": light}, fee)


BORDER = (tier(0, 3, 100, 60), tier(3, 6, 80, 50))
GAP = (tier(1, 2, 100, 60), tier(5, 6, 70, 40, 10))
MIXED = (tier(0, 4, 100, 20), tier(2, 6, 60, 55, 30))
FEES = (tier(0, 6, 90, 60), tier(0, 6, 70, 50, 65), tier(2, 3, 95, 10))
TWINS = (tier(1, 4, 80, 50), tier(2, 6, 80, 50))
STEPS = incremental(
    [(2, {"n0": 100, "n1": 60}), (4, {"n0": 90, "n1": 50}), (6, {"n0": 85, "n1": 45})]
)
LISTS = {
    "border": BORDER,
    "gap": GAP,
    "mixed": MIXED,
    "fees": FEES,
    "twins": TWINS,
    "incremental": STEPS,
}


def cheapest(tiers: Sequence[Tier], heavy: int, light: int) -> Exact | None:
    """What buying costs at best, looking at the tiers one by one; None where none holds."""
    if not heavy + light:
        return 0
    return min(
        (
            t.price["n0"] * heavy + t.price["n1"] * light + t.fee
            for t in tiers
            if t.least <= heavy + light <= t.most
        ),
        default=None,
    )


def every_award() -> Iterator[Chosen]:
    yield Chosen(frozenset(), {})
    yield from (bought(heavy, light) for heavy, light in product(range(4), repeat=2))


def ways(found: Facts, chosen: Chosen) -> Iterator[dict[Key, int]]:
    """Every way to say in which piece the units lie: in one at most, and then all of them."""
    runs = pieces(found, A)
    for at in (None, *runs):
        values: dict[Key, int] = {pick: int(pick in chosen.contracts) for pick in found.picks}
        for run in runs:
            values[choice(A, run)] = int(run is at)
            for volume in (HEAVY, LIGHT):
                units = chosen.clients(volume) if run is at else 0
                values[Tiered.of(volume, run.number)] = units
        values |= {volume: chosen.clients(volume) for volume in found.volumes}
        yield values


def holds(rows: Sequence[Row], values: Mapping[Key, int]) -> bool:
    return all(
        compare(sum(c * values[k] for k, c in row.terms.items()), row.sense, row.right)
        for row in rows
    )


def possible(rows: Sequence[Row], found: Facts, chosen: Chosen) -> list[dict[Key, int]]:
    return [values for values in ways(found, chosen) if holds(rows, values)]


def disagreement(rows: Sequence[Row], found: Facts) -> Chosen | None:
    for chosen in every_award():
        fits = not Discounts().breaches(found, chosen)
        if bool(possible(rows, found, chosen)) is not fits:
            return chosen
        for values in possible(rows, found, chosen):
            terms = spend_terms(found, found.volumes, found.fees)
            if sum(c * values[k] for k, c in terms.items()) != spent(found, chosen):
                return chosen
    uncontracted = Chosen(frozenset(), {HEAVY: 1})
    return uncontracted if possible(rows, found, uncontracted) else None


@pytest.mark.parametrize("name", LISTS)
def test_rows_and_counting_of_a_discount_agree_on_every_award_and_what_it_costs(name: str) -> None:
    found = facts(LISTS[name], fees={FEE: 17})
    assert disagreement(list(Discounts().rows(found)), found) is None


@pytest.mark.parametrize("name", LISTS)
def test_spend_is_that_of_the_cheapest_tier_there_is(name: str) -> None:
    found = facts(LISTS[name])
    for heavy, light in product(range(4), repeat=2):
        best = cheapest(LISTS[name], heavy, light)
        if best is None:
            assert Discounts().breaches(found, bought(heavy, light))
        else:
            assert spent(found, bought(heavy, light)) == best


TURNED = {"<=": ">=", ">=": "<=", "==": ">="}
MUTANTS = {
    "one more": lambda row: row._replace(right=row.right + 1),
    "one less": lambda row: row._replace(right=row.right - 1),
    "turned": lambda row: row._replace(sense=TURNED[row.sense]),
    "gone": lambda row: row._replace(terms={}, right=0),
}


def sort_of(row: Row) -> str:
    """Which row of a discount this is: units divided, a bound, a rival kept out, the contract."""
    if row.sense == "==":
        return "divided"
    if A in row.terms:
        return "contract"
    bounds = all(c == 1 for key, c in row.terms.items() if isinstance(key, Tiered))
    return {">=": "least", "<=": "most"}[row.sense] if bounds else "rival"


# Rivals are told apart by far more than one cent, so one cent of room lets no dearer one in.
HARMLESS = {("rival", "one more")}
SORTS = ("divided", "least", "most", "rival", "contract")


@pytest.mark.parametrize(
    ("sort", "mutant"), [pair for pair in product(SORTS, MUTANTS) if pair not in HARMLESS]
)
def test_a_planted_mistake_in_the_rows_of_a_discount_is_caught(sort: str, mutant: str) -> None:
    caught = []
    for tiers in LISTS.values():
        found = facts(tiers)
        rows = list(Discounts().rows(found))
        wrong = [MUTANTS[mutant](row) if sort_of(row) == sort else row for row in rows]
        caught.append(disagreement(wrong, found) is not None)
    assert any(caught)


def test_tiers_that_meet_at_a_border_become_runs_that_do_not_overlap() -> None:
    runs = [(run.least, run.most, run.rivals) for run in pieces(facts(BORDER), A)]
    assert runs == [(1, 2, ()), (3, 6, ())]


def test_where_the_mix_decides_which_tier_is_cheaper_both_stay_and_watch_each_other() -> None:
    runs = [(run.least, run.most, run.tier) for run in pieces(facts(MIXED), A)]
    assert runs == [(1, 1, MIXED[0]), (2, 4, MIXED[0]), (2, 4, MIXED[1]), (5, 6, MIXED[1])]


def test_no_run_of_units_goes_beyond_what_the_bid_can_serve() -> None:
    assert [run.most for run in pieces(facts((tier(0, 10**9, 100, 60),)), A)] == [6]


def test_at_a_border_the_cheaper_tier_counts() -> None:
    assert tiers_in_force(facts(BORDER), bought(2, 1))[A] is BORDER[1]
    assert spent(facts(BORDER), bought(2, 1)) == 2 * 80 + 50


def test_a_contract_without_units_costs_no_tier_fee_whatever_the_first_tier_says() -> None:
    found = facts((tier(0, 6, 90, 60, 500),))
    assert spent(found, bought(0, 0)) == 0
    assert spent(found, bought(1, 0)) == 590


def test_a_bid_without_contract_can_buy_nothing() -> None:
    found = facts(BORDER)
    rows = list(Discounts().rows(found))
    assert not possible(rows, found, Chosen(frozenset(), {HEAVY: 1}))


def test_units_between_two_tiers_are_no_discount_of_the_bid() -> None:
    (count,) = Discounts().breaches(facts(GAP), bought(3, 0))
    assert (count.part, count.counted, count.sense, count.required) == ("A/1", 3, "<=", 0)


prices = st.integers(1, 500)


@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(0, 40)), min_size=1, max_size=5),
    st.integers(0, 45),
)
def test_an_incremental_discount_costs_what_its_units_cost_one_by_one(
    steps: list[tuple[int, int]], units: int
) -> None:
    price, most, marginal = 300, 0, []
    given_steps: list[tuple[int, Mapping[str, Exact]]] = []
    for size, cheaper in steps:
        price, most = price - cheaper, most + size
        marginal += [price] * size
        given_steps.append((most, {"n0": price, "n1": price}))
    tiers = incremental(given_steps)
    units = min(units, most)
    found = replace(facts(tiers), demand=dict.fromkeys(facts().demand, 50))
    assert spent(found, bought(units, 0)) == sum(marginal[:units])


def test_an_incremental_price_is_rounded_once_where_the_tender_says() -> None:
    def half_up(value: Fraction) -> Any:
        return rounded(value, 0)

    steps = [(3, {"n0": Fraction(201, 2)}), (9, {"n0": Fraction(99)})]
    assert [t.price["n0"] for t in incremental(steps, half_up)] == [101, 99]
    assert incremental(steps, half_up)[1].fee == 3 * 2


@pytest.mark.parametrize(
    "steps",
    [
        [(3, {"n0": 100}), (3, {"n0": 90})],
        [(3, {"n0": 100}), (6, {"n0": 110})],
        [(3, {"n0": 100, "n1": 50}), (6, {"n0": 90, "n1": 45})],
        [(3, {"n0": 100}), (6, {"n1": 90})],
    ],
    ids=["not up", "dearer", "uneven", "other need"],
)
def test_steps_that_make_no_incremental_discount_are_refused(
    steps: list[tuple[int, Mapping[str, Exact]]],
) -> None:
    with pytest.raises(ValueError, match="step"):
        incremental(steps)


def test_a_whole_quantity_discount_has_no_fee() -> None:
    made = whole_quantity([(0, 3, {"n0": 100, "n1": 60}), (3, 6, {"n0": 80, "n1": 50})])
    assert made == BORDER


def test_a_lump_sum_is_spent_once_for_a_contract_that_is_given_and_not_without() -> None:
    found = facts(fees={FEE: 5000})
    assert spent(found, bought(1, 0)) == 5100
    assert spent(found, Chosen(frozenset([B]), {HEAVY._replace(bidder="B"): 1})) == 90


def test_a_lump_sum_falls_under_the_budgets_of_its_area_and_period_only() -> None:
    inside = facts().budgets[0]
    other = inside._replace(id="elders", areas=frozenset(["b"]))
    found = facts(fees={FEE: 5000}, budgets=(inside, other))
    counted = {c.part: c.counted for c in Budget().counts(found, bought(1, 0))}
    assert counted == {"b": 5100, "elders": 0}
    rows = {row.part: row.terms.get(A, 0) for row in Budget().rows(found)}
    assert rows == {"b": 5000, "elders": 0}


def test_a_tier_fee_falls_whole_under_each_budget_on_part_of_its_contract() -> None:
    heavy_only = facts().budgets[0]._replace(needs=frozenset(["n0"]))
    found = facts(GAP, budgets=(heavy_only,))
    (count,) = Budget().counts(found, bought(3, 2))
    assert count.counted == 3 * 70 + 10
    (row,) = Budget().rows(found)
    assert [row.terms[choice(A, run)] for run in pieces(found, A)] == [0, 10]


@given(st.integers(0, 3), st.integers(0, 3), st.sampled_from(sorted(LISTS)), st.integers(0, 99))
def test_the_bills_of_all_contracts_add_up_to_what_is_spent(
    heavy: int, light: int, name: str, lump: int
) -> None:
    found = facts(LISTS[name], fees={FEE: lump})
    chosen = Chosen(frozenset([A, B]), {HEAVY: heavy, LIGHT: light})
    assert sum(bill.whole for bill in bills(found, chosen).values()) == spent(found, chosen)
    fees = sum(bill.fees for bill in bills(found, chosen).values())
    assert sum(cents for _, cents in fees_paid(found, chosen)) == fees
    paid = prices_paid(found, chosen)
    assert sum(paid[v] * n for v, n in chosen.volumes.items()) + fees == spent(found, chosen)


def test_a_tier_fee_is_spread_over_areas_by_the_units_bought_there() -> None:
    north, south = (Volume("A", "1", "n0", area, "p") for area in ("a", "b"))
    found = replace(
        facts((tier(1, 9, 80, 50, 90),)),
        volumes=(north, south),
        price={north: 100, south: 100},
        demand={north.ask: 3, south.ask: 3},
    )
    chosen = Chosen(frozenset([A]), {north: 1, south: 2})
    assert dict(fees_paid(found, chosen)) == {FEE: 30, FEE._replace(area="b"): 60}


def test_what_is_whole_is_counted_as_a_whole_number() -> None:
    thirds = {volume: Fraction(100, 3) for volume in facts().volumes}
    found = facts(price=thirds)
    assert type(spent(found, bought(3, 0))) is int
    assert spent(found, bought(1, 0)) == Fraction(100, 3)


def test_a_discount_gives_one_sentence_about_the_contract() -> None:
    assert Discounts().sentence("A/1").key == "rule.discounts.says"
