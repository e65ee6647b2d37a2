"""The price that is compared, where the buyer fixed a part of the tariffs."""

from decimal import Decimal
from fractions import Fraction

from aanbesteding.bids.bid import LotBid, Offer
from aanbesteding.scoring.price import price_in_ranking
from tests.tiny import tender

# Ten heavy clients at the bidder's 1000, twenty light ones at the buyer's 50.
FIXED = {"lot": "1", "need": "licht", "kind": "fixed", "amount": "50"}


def test_a_fixed_tariff_counts_where_no_price_is_asked() -> None:
    asked = tender(tariffs=[FIXED])
    offers = (Offer(need="zwaar", capacity=1, price=Decimal(1000)), Offer(need="licht", capacity=1))
    bid = LotBid(lot="1", offers=offers)
    assert price_in_ranking(asked, asked.lots[0], bid) == Fraction(10 * 1000 + 20 * 50)


def test_a_norm_is_no_price() -> None:
    asked = tender(tariffs=[{**FIXED, "kind": "norm"}])
    bid = LotBid(lot="1", offers=(Offer(need="licht", capacity=1),))
    assert price_in_ranking(asked, asked.lots[0], bid) == 0
