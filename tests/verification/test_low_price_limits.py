"""Of several limits that one price is held against, the highest is told."""

from fractions import Fraction

from aanbesteding.verification.low_price import limits_below, low_price_rows
from tests import tiny
from tests.verification.test_ended_again import scores_of


def test_of_three_bids_a_price_is_held_against_their_mean_and_the_estimate() -> None:
    """101, 95 and 80: a tenth under their mean of 92 is 82.80, a quarter under 100 is 75.

    A bid dearer than eleven tenths of the mean, 101.20, would not have counted in it.
    """
    demand = [{"lot": "1", "need": "zwaar", "area": "noord", "period": "2028", "volume": 1}]
    asked = tiny.tender(
        demand=demand,
        tariffs=[{"lot": "1", "need": "zwaar", "kind": "norm", "amount": "100"}],
        low_prices=[{"id": "m", "method": "rglcap_85"}],
    )
    offered = tiny.bids(
        *(tiny.bid(b, price=p) for b, p in (("A", "101"), ("B", "95"), ("C", "80")))
    )
    scores = scores_of(asked, offered, tiny.marks(dict.fromkeys("ABC", 8)))
    row = list(low_price_rows(asked, offered, scores))[-1]
    assert [(one["against"], one["limit"]) for one in row["limits"]] == [
        ("mean", Fraction("82.8")),
        ("estimate", Fraction(75)),
    ]
    assert (row["bidder"], row["stands_out"], limits_below(row)) == ("C", True, Fraction("82.8"))


def test_a_price_at_the_limit_does_not_stand_out_and_one_below_does() -> None:
    """The mean of 80, 110 and 110 is 100, and a fifth under it is 80."""
    asked = tiny.tender(
        demand=[{"lot": "1", "need": "zwaar", "area": "noord", "period": "2028", "volume": 1}],
        low_prices=[{"id": "m", "method": "below_mean", "below": "0.2"}],
    )
    for lowest, stands_out in (("80", False), ("79.99", True)):
        prices = {"A": "110", "B": "110", "C": lowest}
        offered = tiny.bids(*(tiny.bid(b, price=p) for b, p in prices.items()))
        scores = scores_of(asked, offered, tiny.marks(dict.fromkeys(prices, 8)))
        row = list(low_price_rows(asked, offered, scores))[-1]
        assert (row["bidder"], row["stands_out"]) == ("C", stands_out)


def test_who_asks_just_over_eleven_tenths_of_the_mean_does_not_count_in_it() -> None:
    """Of 100, 100, 100 and 114 the mean is 103.50, and eleven tenths of that is 113.85."""
    asked = tiny.tender(
        demand=[{"lot": "1", "need": "zwaar", "area": "noord", "period": "2028", "volume": 1}],
        low_prices=[{"id": "m", "method": "rglcap_85"}],
    )
    for dearest, mean in (("114", Fraction(100)), ("113.7", Fraction("103.425"))):
        prices = {"A": dearest, "B": "100", "C": "100", "D": "100"}
        offered = tiny.bids(*(tiny.bid(b, price=p) for b, p in prices.items()))
        scores = scores_of(asked, offered, tiny.marks(dict.fromkeys(prices, 8)))
        row = list(low_price_rows(asked, offered, scores))[-1]
        assert [(one["against"], one["amount"]) for one in row["limits"]] == [("mean", mean)]
