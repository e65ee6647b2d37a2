"""Cards and their limits; and numbers worked out by algebra, with the derivation beside them."""

from collections.abc import Mapping
from fractions import Fraction

import pytest

from aanbesteding.basis.errors import FormulaDomainError
from aanbesteding.basis.exact import rounded
from aanbesteding.formulas import BY_ID, SHELF
from aanbesteding.formulas.formula import Formula
from tests.shelf import PUBLISHED, Field, rows, whole


def test_the_shelf_has_no_two_cards_with_one_id() -> None:
    assert len(BY_ID) == len(SHELF)


@pytest.mark.parametrize("card", SHELF, ids=lambda card: card.id)
def test_a_card_is_complete(card: Formula) -> None:
    assert card.source == f"docs/formulas/{card.id}.md"
    assert card.id.split(".")[0] == card.measures
    assert card.compute.__doc__


@pytest.mark.parametrize("card", [c for c in SHELF if c.inputs], ids=lambda card: card.id)
def test_a_missing_input_is_named(card: Formula) -> None:
    everything = dict.fromkeys(card.inputs, Fraction(1))
    for name in card.inputs:
        rest = {key: value for key, value in everything.items() if key != name}
        with pytest.raises(FormulaDomainError, match=name):
            card(rest)


# Inputs in which each formula has an answer, and what must not be among them.
REFUSED: list[tuple[str, Mapping[str, Fraction], list[Mapping[str, Fraction]]]] = [
    ("quality.scale_share", whole(mark=5, top_mark=10), [whole(top_mark=0), whole(mark=11)]),
    ("quality.between", whole(answer=5, best_answer=1, worst_answer=9), [whole(best_answer=9)]),
    (
        "quality.time_share",
        whole(answer=5, mean_answer=9),
        [whole(answer=-1), whole(mean_answer=0)],
    ),
    ("price.absolute_linear", whole(price=5), [whole(floor_price=200), whole(floor_price=201)]),
    (
        "price.absolute_discount",
        whole(price=90),
        [whole(price=201), whole(floor_price=200)],
    ),
    (
        "price.two_slopes",
        whole(price=90),
        [whole(price=201), whole(price=-1), whole(low_price=201), whole(ceiling_price=0)],
    ),
    (
        "price.lowest_share",
        whole(price=90, lowest_price=80),
        [whole(price=0, lowest_price=0), whole(lowest_price=0), whole(price=79)],
    ),
    (
        "price.squared_share",
        whole(price=90, lowest_price=80),
        [whole(price=0, lowest_price=0), whole(lowest_price=0), whole(price=79)],
    ),
    (
        "price.linear_span",
        whole(price=90, lowest_price=80),
        [whole(span=0), whole(lowest_price=0), whole(price=79)],
    ),
    (
        "price.midpoint",
        whole(price=90, lowest_price=80),
        [whole(multiple=1), whole(estimate=0), whole(lowest_price=0), whole(price=79)],
    ),
    (
        "price.logarithm",
        whole(price=90, lowest_price=80),
        [whole(multiple=1), whole(multiple="1/2"), whole(lowest_price=0), whole(price=79)],
    ),
    (
        "price.min_max",
        whole(price=90, lowest_price=80, highest_price=100),
        [whole(price=79), whole(price=101), whole(highest_price=79)],
    ),
    ("price.around_mean", whole(price=90, mean_price=80), [whole(mean_price=0)]),
    (
        "price.discount_share",
        whole(price=90, lowest_price=80),
        [whole(price=201), whole(price=79), whole(ceiling_price=80, price=80)],
    ),
    (
        "price.discount_power",
        whole(price=90, lowest_price=80),
        [
            whole(price=201),
            whole(price=79),
            whole(ceiling_price=80, price=80),
            whole(exponent=0),
            whole(exponent=1001),
        ],
    ),
    (
        "price.benchmark_deviation",
        whole(price=90, trimmed_mean_price=80),
        [whole(trimmed_mean_price=0), whole(benchmark_share=0), whole(price=-1)],
    ),
    (
        "value.price_markup",
        whole(price=90, quality_points=30),
        [whole(price=0), whole(most_points=0), whole(quality_points=110)],
    ),
    (
        "value.quality_per_euro",
        whole(price=90, quality_points=30),
        [whole(price=0), whole(estimate=0), whole(quality_points=-1)],
    ),
    (
        "value.cost_per_point",
        whole(price=90, quality_points=30),
        [whole(price=0), whole(quality_points=0)],
    ),
    (
        "value.weighted_ratio",
        whole(price=90, quality_points=30),
        [
            whole(price=0),
            whole(quality_points=-1),
            whole(most_points=0),
            whole(most_quality=0),
            whole(most_quality=50_001),
        ],
    ),
    (
        "value.relative_cost",
        whole(price=90, quality_points=30, lowest_quality=20),
        [whole(price=0), whole(lowest_quality=-1), whole(lowest_quality=31), whole(most_quality=0)],
    ),
    (
        "value.utility_index",
        whole(price=90, lowest_price=80, quality_points=30, best_quality=40),
        [
            whole(price=79),
            whole(lowest_price=0),
            whole(most_points=10),
            whole(best_quality=80),
            whole(best_quality=29),
        ],
    ),
    (
        "value.both_relative",
        whole(price=90, lowest_price=80, quality_points=30, best_quality=40),
        [
            whole(price=79),
            whole(lowest_price=0),
            whole(best_quality=0),
            whole(quality_points=-1),
            whole(quality_points=41),
        ],
    ),
    ("value.within_budget", whole(price=90, quality_points=30), [whole(price=201)]),
    ("value.lowest_price", whole(price=90), [whole(price=-1)]),
]
REFUSALS = [(card, {**good, **bad}) for card, good, spoiled in REFUSED for bad in spoiled]


@pytest.mark.parametrize(("card", "good"), [(card, good) for card, good, _ in REFUSED])
def test_inside_its_limits_a_formula_answers(card: str, good: Mapping[str, Fraction]) -> None:
    assert isinstance(BY_ID[card]({**PUBLISHED, **good}), Fraction)


@pytest.mark.parametrize(("card", "inputs"), REFUSALS)
def test_outside_its_limits_a_formula_refuses(card: str, inputs: Mapping[str, Fraction]) -> None:
    with pytest.raises(FormulaDomainError):
        BY_ID[card]({**PUBLISHED, **inputs})


def test_a_mean_without_the_ends_needs_three_prices() -> None:
    card = BY_ID["price.benchmark_deviation"]
    with pytest.raises(FormulaDomainError, match="three"):
        Field(rows((90, 0), (100, 0)), PUBLISHED).result(card)


# Worked out by algebra from the expression of the catalogue; no outside authority.


@pytest.mark.parametrize(
    ("share", "fictive"), [(100, 900), (60, 940), (25, 975), (0, 1000), (-50, 1050)]
)
def test_v07_shares_of_rijkswaterstaat_on_a_hundred_thousand(share: int, fictive: int) -> None:
    worth = BY_ID["quality.scale_share"](whole(mark=share, top_mark=100, most_points=100_000))
    bid = {"price": Fraction(1_000_000), "quality_points": worth}
    assert BY_ID["value.award_on_value"](bid) == fictive * 1000


def test_v13_twice_the_lowest_price_gets_nothing() -> None:
    # F06: 10 · (2 · 100 - P) / 100
    card, given = BY_ID["price.linear_span"], whole(lowest_price=100, span=1, most_points=10)
    points = [card({**given, "price": Fraction(price)}) for price in (100, 125, 200, 250)]
    assert points == [10, Fraction(15, 2), 0, -5]


def test_the_french_rule_around_the_middle_of_estimate_and_lowest_price() -> None:
    # F07: middle (120 + 80) / 2 = 100, so 10 · (2 · 100 - P) / 100
    card = BY_ID["price.midpoint"]
    given = whole(lowest_price=80, estimate=120, multiple=2, most_points=10)
    points = [card({**given, "price": Fraction(price)}) for price in (80, 100, 150, 200)]
    assert points == [12, 10, 5, 0]


def test_v15_the_square_at_a_quarter_and_a_whole_above_the_lowest_price() -> None:
    # F09, k = 2: 5 · (1 / 1.25)² and 5 · (1 / 2)²
    card, given = BY_ID["price.squared_share"], whole(lowest_price=4, most_points=5)
    points = [card({**given, "price": Fraction(price)}) for price in (4, 5, 8)]
    assert points == [5, Fraction(16, 5), Fraction(5, 4)]


def test_v19_more_quality_for_a_little_more_money_gives_more_per_euro() -> None:
    # F23: 80 / 1.0 and 99 / 1.18; the source states that the second wins
    card, given = BY_ID["value.quality_per_euro"], whole(estimate=1_000_000)
    one = card({**given, **whole(price=1_000_000, quality_points=80)})
    other = card({**given, **whole(price=1_180_000, quality_points=99)})
    assert one == 80
    assert round(other, 1) == Fraction(839, 10)


def test_v20_three_prices_around_their_mean() -> None:
    # F10: mean 120, so 50 + 100 · 20 / 120, 50 + 100 · 10 / 120, 50 - 100 · 30 / 120
    card = BY_ID["price.around_mean"]
    field = Field(rows((100, 0), (110, 0), (150, 0)), whole(most_points=100))
    points = [field.result(card, at) for at in range(3)]
    assert points == [Fraction(200, 3), Fraction(175, 3), 25]


def test_v23_the_root_of_a_quarter_a_half_and_three_quarters_of_the_best_discount() -> None:
    # F13, a = .5: the roots of .25, .5, .75 and 1
    card = BY_ID["price.discount_power"]
    given = whole(lowest_price=60, ceiling_price=100, exponent="1/2", most_points=1)
    points = [card({**given, "price": Fraction(price)}) for price in (90, 80, 70, 60)]
    assert [str(rounded(found, 4)) for found in points] == ["0.5000", "0.7071", "0.8660", "1.0000"]


@pytest.mark.parametrize(
    ("at", "totals"),
    [((0, 1, 2), [55, 55, 56]), ((1, 2), [80, 76])],
)
def test_v24_without_the_loser_another_bid_wins(at: tuple[int, ...], totals: list[int]) -> None:
    # F01, 50/50: (40, .10) (80, .60) (100, .72)
    field = Field(rows((40, 5), (80, 30), (100, 36)), PUBLISHED).only(*at)
    assert [field.total(BY_ID["price.lowest_share"], n) for n in range(len(at))] == totals


def test_v30_two_bids_tie_at_the_lowest_price_where_their_order_turns() -> None:
    # Pmin* = wq (q_i - q_j) / (wp (1 / P_j - 1 / P_i)) = 6 / (50 / 80 - 50 / 100) = 48
    card = BY_ID["price.lowest_share"]
    field = Field(rows((48, 0), (80, 30), (100, 36)), PUBLISHED)
    assert field.total(card, 1) == field.total(card, 2)


def test_v26_a_bid_too_far_behind_has_no_utility_index() -> None:
    # F11, N = 1.5: (.95 - .25) · 1.5 > 1, so the numerator would be below zero and 80 euros
    # would score worse than 100
    card = BY_ID["value.utility_index"]
    field = Field(rows((100, 15), (80, 57)), whole(most_points=40))
    with pytest.raises(FormulaDomainError, match="lag"):
        field.result(card)


def test_v27_a_losing_bid_of_better_quality_turns_the_utility_index() -> None:
    # F11, N = 1.5: A(100, .85) B(75, .70), then C(400, 1.00)
    card = BY_ID["value.utility_index"]
    field = Field(rows((100, 51), (75, 42), (400, 60)), whole(most_points=40))
    assert [field.only(0, 1).result(card, at) for at in range(2)] == [
        Fraction(75, 100),
        Fraction(775, 1000),
    ]
    three = [rounded(field.result(card, at), 4) for at in range(3)]
    assert [str(found) for found in three] == ["0.5813", "0.5500", "0.1875"]


def test_v29_with_two_bids_a_cent_is_all_or_nothing() -> None:
    field = Field(rows((100, 0), ("100.01", 0)), whole(most_points=1))
    assert [field.result(BY_ID["price.min_max"], at) for at in range(2)] == [1, 0]


def test_the_share_of_a_time_reduction_stops_at_the_mean() -> None:
    # F14b: min(1, T / mean), mean 20
    card = BY_ID["quality.time_share"]
    points = [
        card({**whole(mean_answer=20, most_points=10), **whole(answer=t)}) for t in (5, 20, 35)
    ]
    assert points == [Fraction(5, 2), 10, 10]


@pytest.mark.parametrize(
    ("price", "points"), [(90, 90), (95, 95), (100, 100), (101, 98), (150, 0), (160, 0)]
)
def test_a_percent_above_the_benchmark_costs_two_points_and_one_below_it_one(
    price: int, points: int
) -> None:
    # F16, of a hundred points, benchmark 100
    card, given = BY_ID["price.benchmark_deviation"], whole(most_points=100, benchmark_share=1)
    assert card({**given, **whole(price=price, trimmed_mean_price=100)}) == points


def test_the_relative_cost_of_the_lowest_quality_is_its_price() -> None:
    # F17: SI = (q + 100) / (60 + 100); 80 quality points make it 180 / 160
    card, given = BY_ID["value.relative_cost"], whole(lowest_quality=60, most_quality=100)
    assert card({**given, **whole(price=900, quality_points=60)}) == 900
    assert card({**given, **whole(price=900, quality_points=80)}) == 800


def test_a_price_is_marked_up_by_the_quality_that_lacks() -> None:
    # F26: half of the quality lacks, 60/40: 100 · (1 + .5 · 60 / 40)
    card, given = BY_ID["value.price_markup"], whole(most_quality=60, most_points=40)
    assert card({**given, **whole(price=100, quality_points=30)}) == 175


def test_a_discount_counts_half_under_the_low_price() -> None:
    # F29, X = 20: 80 · (1 - 90/100), and 80 · ((1 - 80/100) + .5 · 10/100)
    card = BY_ID["price.two_slopes"]
    given = whole(ceiling_price=100, low_price=80, most_points=80)
    assert [card({**given, **whole(price=p)}) for p in (90, 80, 70)] == [8, 16, 20]


def test_a_discount_beyond_the_floor_earns_no_more() -> None:
    # F28: 40 · (200 - P) / (200 - 100), at most 40
    card = BY_ID["price.absolute_discount"]
    given = whole(ceiling_price=200, floor_price=100, most_points=40)
    assert [card({**given, **whole(price=p)}) for p in (200, 150, 100, 50)] == [0, 20, 40, 40]


def test_the_square_root_of_quality_per_euro() -> None:
    # F24, 40/80: 64 ^ .5 / 16
    card, given = BY_ID["value.weighted_ratio"], whole(most_quality=40, most_points=80)
    assert card({**given, **whole(price=16, quality_points=64)}) == Fraction(1, 2)


@pytest.mark.parametrize(("best", "worst"), [(14, 42), (42, 14)])
def test_an_answer_halfway_gets_half_and_one_beyond_an_end_no_more(best: int, worst: int) -> None:
    card = BY_ID["quality.between"]
    given = whole(best_answer=best, worst_answer=worst, most_points=8)
    points = {answer: card({**given, **whole(answer=answer)}) for answer in (0, 28, 90)}
    low, high = (8, 0) if best < worst else (0, 8)
    assert points == {0: low, 28: 4, 90: high}


def test_a_fixed_tariff_decides_nothing() -> None:
    assert BY_ID["price.fixed_tariff"]({}) == 0
