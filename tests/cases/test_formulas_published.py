"""Points and prices that others printed; the number of each case is that of the project's list.

- V01: Negometrix, "Best Value total", support-us.negometrix.com, article 44001761046.
- V04: vindinkoopenaanbesteding.nl, relative price score, 50 points.
- V05: aanbestedingszaken.nl, puntenmodel, 60 points.
- V06: Negometrix, gunnen op waarde, support.negometrix.com, article 9000123966.
- V08: Crown Commercial Service guidance, by way of shma.co.uk and publicspendforum.
- V11: World Bank QCBS financial score, the-egov-blog.
- F05: Consip, wiki.acquistinretepa.it, linear min-max: one bid, or all equal, gets the maximum.
- F20: no printed case was found that agrees with its own formula; worked by hand below.
"""

from fractions import Fraction

import pytest

from aanbesteding.formulas import BY_ID


def lowest_share(prices: list[int], most: int) -> list[Fraction]:
    card = BY_ID["price.lowest_share"]
    known = {"lowest_price": Fraction(min(prices)), "most_points": Fraction(most)}
    return [card({**known, "price": Fraction(price)}) for price in prices]


def min_max(prices: list[int], most: int) -> list[Fraction]:
    card = BY_ID["price.min_max"]
    known = {
        "lowest_price": Fraction(min(prices)),
        "highest_price": Fraction(max(prices)),
        "most_points": Fraction(most),
    }
    return [card({**known, "price": Fraction(price)}) for price in prices]


def test_v01_price_points_and_totals_with_quality_points_as_given() -> None:
    points = lowest_share([10_000, 8_000], 70)
    assert points == [56, 70]
    assert [40 + 30 + 20 + points[0], 32 + 20 + 22 + points[1]] == [146, 144]
    assert [round(total * 100 / Fraction(200)) for total in (146, 144)] == [73, 72]


def test_v04_three_prices_and_what_is_left_without_the_lowest() -> None:
    assert lowest_share([40, 80, 100], 50) == [50, 25, 20]
    assert lowest_share([80, 100], 50) == [50, 40]


def test_v05_a_quarter_dearer_costs_twelve_of_sixty_points() -> None:
    assert lowest_share([1_000_000, 1_250_000], 60) == [60, 48]


@pytest.mark.parametrize(("share", "worth"), [(100, 2500), (60, 1500), (0, 0)])
def test_v06_a_wish_of_2500_euros_met_in_part(share: int, worth: int) -> None:
    value = BY_ID["quality.scale_share"](
        {"mark": Fraction(share), "top_mark": Fraction(100), "most_points": Fraction(2500)}
    )
    assert value == worth
    price = BY_ID["value.award_on_value"]({"price": Fraction(80_000), "quality_value": value})
    assert price == 80_000 - worth


def test_v06_the_fictive_price_printed_is_78500() -> None:
    known = {"price": Fraction(80_000), "quality_value": Fraction(1_500)}
    assert BY_ID["value.award_on_value"](known) == 78_500


def test_v08_shares_of_one_to_three_decimals() -> None:
    shares = lowest_share([15_000, 10_000, 30_000], 1)
    assert [round(share * 1000) for share in shares] == [667, 1000, 333]


def test_v11_shares_of_a_hundred_to_one_decimal() -> None:
    assert [round(share * 10) for share in lowest_share([20, 40, 60], 100)] == [1000, 500, 333]


@pytest.mark.parametrize("prices", [[100], [100, 100], [7, 7, 7]])
def test_f05_one_bid_or_equal_bids_get_the_maximum(prices: list[int]) -> None:
    assert set(min_max(prices, 40)) == {40}


def test_f05_the_line_runs_from_the_highest_to_the_lowest_price() -> None:
    # by hand: 30 · (200 - 125) / (200 - 100) = 22.5
    assert min_max([100, 125, 200], 30) == [30, Fraction(45, 2), 0]


def test_f20_by_hand() -> None:
    # 10 points between 20 and 25 euros; 22.50 is half way, 21 a fifth, 24.99 a cent from the end
    card = BY_ID["price.absolute_linear"]
    ends = {"floor_price": Fraction(20), "ceiling_price": Fraction(25), "most_points": Fraction(10)}
    points = {
        price: card({**ends, "price": Fraction(price)})
        for price in ("19", "20", "21", "22.50", "24.99", "25", "26")
    }
    assert points == {
        "19": 10,
        "20": 10,
        "21": 8,
        "22.50": 5,
        "24.99": Fraction(2, 100),
        "25": 0,
        "26": 0,
    }
