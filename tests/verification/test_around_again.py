"""What stands around an award is rounded once, to the nearest cent, half a cent up."""

from fractions import Fraction

from aanbesteding.verification.around import forecast, municipalities
from tests import tiny
from tests.verification.test_ended_again import again, served

HALF = Fraction(201, 2)  # the mean of 1.00 and 1.01 euros, in cents
NORTH = {"area": "noord", "period": "2028"}


def test_half_a_cent_of_a_forecast_and_of_a_municipality_is_rounded_up() -> None:
    asked = tiny.tender(
        lots=[{"id": "1", "title": "Open huis", "mode": "admit_all"}],
        demand=[{"lot": "1", "need": "zwaar", **NORTH, "volume": 1}],
        ceilings=[{**NORTH, "amount": "10.00"}],
    )
    offered = tiny.bids(tiny.bid("A", price="1.00"), tiny.bid("B", price="1.01"))
    _, recount = again(served(), asked, offered, tiny.marks({}))
    (row,) = forecast(recount)
    assert (row["price_cents"], row["spend_cents"]) == (HALF, 101)
    (paid,) = municipalities(recount, [{"lot": "1", **NORTH, "spend_cents": HALF}])
    assert (paid["spend_cents"], paid["left_cents"]) == (101, 899)
