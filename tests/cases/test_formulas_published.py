"""Points and prices that others printed; the number of each case is that of the project's list.

- V01: Negometrix, "Best Value total", support-us.negometrix.com, article 44001761046.
- V02: Mercell, Value for Money NX, wiki page 196086038586.
- V04: vindinkoopenaanbesteding.nl, relative price score, 50 points.
- V05: aanbestedingszaken.nl, puntenmodel, 60 points.
- V06: Negometrix, gunnen op waarde, support.negometrix.com, article 9000123966.
- V08: Crown Commercial Service guidance, by way of shma.co.uk and publicspendforum.
- V11: World Bank QCBS financial score, the-egov-blog.
- V16: bevanbrittan.com, three price lines, one of them nil.
- F05: Consip, wiki.acquistinretepa.it, linear min-max: one bid, or all equal, gets the maximum.
- F06: de.openprocurements.com (chains, 2023) and a forum of French buyers (agorapublix.com).
- F08: Chen's example, printed in ibestuur.nl, "Eerste hulp bij aanbesteden".
- F10: APUC, tender evaluation template, version 7, 2009.
- F20: no printed case was found that agrees with its own formula; worked by hand below.
"""

from fractions import Fraction

import pytest

from aanbesteding.basis.errors import FormulaDomainError
from aanbesteding.basis.exact import rounded
from aanbesteding.formulas import BY_ID
from aanbesteding.formulas.utility_index import price_deficit
from tests.shelf import Field, rows, whole


def lowest_share(prices: list[int], most: int) -> list[Fraction]:
    field = Field(rows(*((price, 0) for price in prices)), whole(most_points=most))
    return [field.result(BY_ID["price.lowest_share"], at) for at in range(len(prices))]


def min_max(prices: list[int], most: int) -> list[Fraction]:
    field = Field(rows(*((price, 0) for price in prices)), whole(most_points=most))
    return [field.result(BY_ID["price.min_max"], at) for at in range(len(prices))]


def test_v01_price_points_and_totals_with_quality_points_as_given() -> None:
    points = lowest_share([10_000, 8_000], 70)
    assert points == [56, 70]
    assert [40 + 30 + 20 + points[0], 32 + 20 + 22 + points[1]] == [146, 144]
    assert [round(total * 100 / Fraction(200)) for total in (146, 144)] == [73, 72]


def test_v02_utility_of_three_bids_and_what_each_must_drop_to_equal_the_best() -> None:
    card = BY_ID["value.utility_index"]
    field = Field(rows((1000, 54), (875, 48), (600, 36)), whole(most_points=40))
    index = [field.result(card, at) for at in range(3)]
    assert [str(rounded(found, 4)) for found in index] == ["0.6000", "0.5829", "0.5500"]
    prices = [offer.price for offer in field.offers]
    deficits = [price_deficit(p, u, max(index)) for p, u in zip(prices, index, strict=True)]
    assert deficits == [0, 25, 50]


def test_v04_three_prices_and_what_is_left_without_the_lowest() -> None:
    assert lowest_share([40, 80, 100], 50) == [50, 25, 20]
    assert lowest_share([80, 100], 50) == [50, 40]


def test_v05_a_quarter_dearer_costs_twelve_of_sixty_points() -> None:
    assert lowest_share([1_000_000, 1_250_000], 60) == [60, 48]


@pytest.mark.parametrize(("share", "worth"), [(100, 2500), (60, 1500), (0, 0)])
def test_v06_a_wish_of_2500_euros_met_in_part(share: int, worth: int) -> None:
    known = whole(mark=share, top_mark=100, most_points=2500)
    assert BY_ID["quality.scale_share"](known) == worth


def test_v06_the_fictive_price_printed_is_78500() -> None:
    known = whole(price=80_000, quality_points=1_500)
    assert BY_ID["value.award_on_value"](known) == 78_500


def test_v08_shares_of_one_to_three_decimals() -> None:
    shares = lowest_share([15_000, 10_000, 30_000], 1)
    assert [round(share * 1000) for share in shares] == [667, 1000, 333]


def test_v11_shares_of_a_hundred_to_one_decimal() -> None:
    assert [round(share * 10) for share in lowest_share([20, 40, 60], 100)] == [1000, 500, 333]


def test_v16_two_price_lines_have_points_and_a_nil_price_has_none() -> None:
    assert lowest_share([85, 100], 10) == [10, Fraction(17, 2)]
    assert lowest_share([15, 25], 5) == [5, 3]
    with pytest.raises(FormulaDomainError, match="zero"):
        lowest_share([10, 0], 15)


@pytest.mark.parametrize("prices", [[100], [100, 100], [7, 7, 7]])
def test_f05_one_bid_or_equal_bids_get_the_maximum(prices: list[int]) -> None:
    assert set(min_max(prices, 40)) == {40}


def test_f05_the_line_runs_from_the_highest_to_the_lowest_price() -> None:
    # by hand: 30 · (200 - 125) / (200 - 100) = 22.5
    assert min_max([100, 125, 200], 30) == [30, Fraction(45, 2), 0]


@pytest.mark.parametrize("price", ["100.00", "123.45", "199.99", "200.00"])
def test_f06_with_a_span_of_one_is_the_line_to_twice_the_lowest_price(price: str) -> None:
    # printed as 10 · [(lowest · 2) - price] / lowest
    given = whole(price=price, lowest_price=100, span=1, most_points=10)
    assert BY_ID["price.linear_span"](given) == 10 * (100 * 2 - Fraction(price)) / 100


def test_f06_a_bid_of_235_beside_one_of_200_gets_33_of_40_points() -> None:
    given = whole(price=235, lowest_price=200, span=1, most_points=40)
    assert BY_ID["price.linear_span"](given) == 33


@pytest.mark.parametrize(("price", "points"), [(80, "100.0"), (100, "83.9"), (125, "67.8")])
def test_f08_half_of_the_points_for_twice_the_lowest_price(price: int, points: str) -> None:
    # printed as 100 - 50 · log(P / LP) / log 2: nothing is left at four times the lowest price
    given = whole(price=price, lowest_price=80, multiple=4, most_points=100)
    assert str(rounded(BY_ID["price.logarithm"](given), 1)) == points


APUC = rows((430_000, 79), (370_000, "69.4"), (480_000, "74.2"))


@pytest.mark.parametrize(
    ("at", "points", "weighted", "quality"),
    [(0, "49.2", "19.7", "47.4"), (1, "63.3", "25.3", "41.6"), (2, "37.5", "15.0", "44.5")],
)
def test_f10_three_prices_around_their_mean(
    at: int, points: str, weighted: str, quality: str
) -> None:
    card = BY_ID["price.around_mean"]
    found = [Field(APUC, whole(most_points=most)).result(card, at) for most in (100, 40)]
    assert [str(rounded(one, 1)) for one in found] == [points, weighted]
    assert str(rounded(APUC[at].quality * 60 / 100, 1)) == quality


@pytest.mark.parametrize(
    ("marks", "total"),
    [
        (("4.8", "3.7", "3.0", "4.0", "4.0", "3.4", "4.6"), "79.0"),
        (("3.0", "3.3", "4.0", "3.6", "4.0", "3.6", "4.4"), "69.4"),
        (("3.2", "4.5", "3.0", "4.0", "4.0", "3.4", "4.6"), "74.2"),
    ],
)
def test_apuc_marks_out_of_five_by_weight(marks: tuple[str, ...], total: str) -> None:
    card, weights = BY_ID["quality.scale_share"], (30, 30, 20, 5, 5, 5, 5)
    points = [
        card(whole(mark=mark, top_mark=5, most_points=weight))
        for mark, weight in zip(marks, weights, strict=True)
    ]
    assert sum(points) == Fraction(total)


def test_f20_by_hand() -> None:
    # 10 points between 20 and 25 euros; 22.50 is half way, 21 a fifth, 24.99 a cent from the end
    card = BY_ID["price.absolute_linear"]
    ends = whole(floor_price=20, ceiling_price=25, most_points=10)
    points = {
        price: card({**ends, **whole(price=price)})
        for price in ("19", "20", "21", "22.50", "24.99", "25", "26")
    }
    assert points == {
        "19": 12,
        "20": 10,
        "21": 8,
        "22.50": 5,
        "24.99": Fraction(2, 100),
        "25": 0,
        "26": -2,
    }
