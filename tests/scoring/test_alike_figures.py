"""What is told of bids that look alike: which names, which contact, and when nothing is."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from aanbesteding.bids.bid import Bid, LotBid, Offer
from aanbesteding.scoring.alike import Flag
from aanbesteding.scoring.patterns import patterns
from tests.tiny import bids, tender

NEEDS = [
    {"id": need, "label": need, "priority": at, "unit": "cliënt"}
    for at, need in enumerate(("zwaar", "middel", "licht"), start=1)
]
DEMAND = [
    {"lot": "1", "need": need["id"], "area": "noord", "period": "2028", "volume": 10}
    for need in NEEDS
]


def bid(bidder: str, prices: Sequence[str | None] = (), **more: Any) -> Bid:
    """A bid for lot 1 with a price for the need levels where one is given."""
    offers = tuple(
        Offer(need=str(need["id"]), capacity=5, price=Decimal(price))
        for need, price in zip(NEEDS, prices, strict=False)
        if price is not None
    )
    lots = (LotBid(lot="1", offers=offers),)
    return Bid(id=bidder, name=f"Zorg {bidder}", lots=lots, **more)


def found(*offered: Bid, **changes: Any) -> list[Flag]:
    asked = tender(**{"needs": NEEDS, "demand": DEMAND, **changes})
    return list(patterns(asked, bids(*offered)))


def test_of_a_contact_and_the_address_in_it_the_shortest_is_told() -> None:
    both = "Jan Jansen, jan@zorg.example"
    (flag,) = found(bid("A", contact=both), bid("B", contact=both))
    assert flag.values == {"contact": "jan@zorg.example"}


@pytest.mark.parametrize("address", ["j@zorg.example", "jan@z"])
def test_an_address_of_one_letter_is_an_address(address: str) -> None:
    (flag,) = found(bid("A", contact=f"Jan, {address}"), bid("B", contact=f"Piet, {address}"))
    assert flag == Flag("same_contact", "", ("A", "B"), {"contact": address})


def test_shared_subcontractors_are_named_as_each_bidder_wrote_them_and_no_others() -> None:
    offered = bid("A", subcontractors=("De Taxi",)), bid("B", subcontractors=("de taxi", "De Bus"))
    assert found(*offered) == [
        Flag("same_subcontractor", "", ("A", "B"), {"names": ("De Taxi", "de taxi")})
    ]


def test_care_offered_for_nothing_makes_no_equal_totals() -> None:
    assert found(bid("A", ["0"]), bid("B", [None, "0"])) == []
    (flag,) = found(bid("A", ["0.1"]), bid("B", [None, "0.1"]))
    assert flag == Flag("same_total", "1", ("A", "B"), {"total": 1})


@pytest.mark.parametrize(
    ("tariffs", "kinds"), [(("1", "2", "3"), []), (("0", "2", "3"), ["same_ratio"])]
)
def test_a_discount_on_tariffs_says_nothing_and_a_tariff_of_nothing_has_no_discount(
    tariffs: tuple[str, ...], kinds: list[str]
) -> None:
    stated = [
        {"lot": "1", "need": need["id"], "kind": "norm", "amount": amount}
        for need, amount in zip(NEEDS, tariffs, strict=True)
    ]
    offered = bid("A", ["0.8", "1.6", "2.4"]), bid("B", ["0.9", "1.8", "2.7"])
    assert [flag.kind for flag in found(*offered, tariffs=stated)] == kinds


@pytest.mark.parametrize(("length", "kinds"), [(199, []), (200, ["same_answers"])])
def test_an_answer_is_long_from_two_hundred_characters_as_the_officer_reads(
    length: int, kinds: list[str]
) -> None:
    page = Path(__file__).parents[2] / "docs" / "for-the-officer" / "lage-prijzen.md"
    assert "ten minste 200 tekens" in page.read_text("utf-8")
    lots = (LotBid(lot="1", offers=(), answers={"k": "x" * length}),)
    offered = [Bid(id=name, name=name, lots=lots) for name in "AB"]
    assert [flag.kind for flag in found(*offered)] == kinds
