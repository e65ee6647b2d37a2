"""Bids that look alike: told to a person, with what is alike, and never more than that."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aanbesteding.basis.findings import Weight
from aanbesteding.basis.texts import LANGUAGES, finding_text
from aanbesteding.bids.bid import Bid, LotBid, Offer
from aanbesteding.scoring.alike import Flag
from aanbesteding.scoring.low_price_findings import CODES, scoring_findings
from aanbesteding.scoring.patterns import LONG_ANSWER, patterns
from aanbesteding.tender.tender import Tender
from tests.tiny import bids, marks, scored, tender

NEEDS = [
    {"id": need, "label": need, "priority": at, "unit": "cliënt"}
    for at, need in enumerate(("zwaar", "middel", "licht"), start=1)
]
DEMAND = [
    {"lot": "1", "need": need["id"], "area": "noord", "period": "2028", "volume": volume}
    for need, volume in zip(NEEDS, (10, 20, 10), strict=True)
]
LONG = "Wij kennen ieder kind bij naam en werken in vaste kleine teams. " * 5


def asked(**changes: Any) -> Tender:
    return tender(**{"needs": NEEDS, "demand": DEMAND, **changes})


def bid(
    bidder: str, prices: Sequence[str] = (), answers: Mapping[str, str] | None = None, **more: Any
) -> Bid:
    """A bid for lot 1 with prices for the first need levels."""
    given_prices = [Decimal(price) for price in prices]
    offers = tuple(
        Offer(need=str(need["id"]), capacity=5, price=price)
        for need, price in zip(NEEDS, given_prices, strict=False)
    )
    lot = LotBid(lot="1", offers=offers, answers=answers or {})
    return Bid(id=bidder, name=f"Zorg {bidder}", lots=(lot,), **more)


def found(*offered: Bid, **changes: Any) -> list[Flag]:
    return list(patterns(asked(**changes), bids(*offered)))


def kinds(*offered: Bid, **changes: Any) -> list[str]:
    return [flag.kind for flag in found(*offered, **changes)]


def test_bids_that_differ_in_all_give_nothing() -> None:
    assert found(bid("A", ["10", "21", "33"]), bid("B", ["11", "20", "35"])) == []


def test_the_same_price_for_a_need_level_is_told_once_with_all_its_bidders() -> None:
    offered = [bid("A", ["10", "21"]), bid("B", ["10", "21"]), bid("C", ["10", "22"])]
    assert found(*offered) == [
        Flag("same_prices", "1", ("A", "B"), {"needs": ("middel",)}),
        Flag("same_prices", "1", ("A", "B", "C"), {"needs": ("zwaar",)}),
    ]


@pytest.mark.parametrize("kind", ["ceiling", "floor", "norm"])
def test_a_price_that_is_a_tariff_of_the_buyer_is_not_told(kind: str) -> None:
    tariffs = [{"lot": "1", "need": "zwaar", "kind": kind, "amount": "10"}]
    assert kinds(bid("A", ["10"]), bid("B", ["10"]), tariffs=tariffs) == []
    assert kinds(bid("A", ["9"]), bid("B", ["9"]), tariffs=tariffs) == ["same_prices"]


def test_fixed_tariffs_are_no_prices_of_the_bidders() -> None:
    tariffs = [
        {"lot": "1", "need": need["id"], "kind": "fixed", "amount": amount}
        for need, amount in zip(NEEDS, ("10", "20", "30"), strict=True)
    ]
    alike = [bid(name, ["10", "20", "30"]) for name in "AB"]
    assert kinds(*alike, tariffs=tariffs) == []
    assert kinds(*alike, price={"asked": "none"}) == []
    assert kinds(*alike) == ["same_prices"]


def test_other_prices_with_the_same_total_are_told() -> None:
    """10 · 10 + 20 · 20 + 10 · 30 = 12 · 10 + 19 · 20 + 30 · 10 = 800."""
    offered = [bid("A", ["10", "20", "30"]), bid("B", ["12", "19", "30"])]
    flags = {flag.kind: flag for flag in found(*offered)}
    assert flags["same_total"] == Flag("same_total", "1", ("A", "B"), {"total": Fraction(800)})


def test_a_total_that_the_tender_published_is_not_told() -> None:
    offered = [bid("A", ["10", "20", "30"]), bid("B", ["12", "19", "30"])]
    line = {"formula": "price.absolute_linear", "weight": 0, "floor_price": "800"}
    price = {**line, "ceiling_price": "900"}
    assert "same_total" not in kinds(*offered, price=price)


def test_prices_in_one_ratio_are_told_with_the_ratios() -> None:
    offered = [
        bid("A", ["10", "20", "30"]),
        bid("B", ["11", "22", "33"]),
        bid("C", ["1", "2", "4"]),
    ]
    assert found(*offered) == [
        Flag("same_ratio", "1", ("A", "B"), {"ratios": (Fraction(1), Fraction(11, 10))})
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (["10", "20", "30"], ["11", "22", "33.01"]),
        (["10", "20"], ["11", "22"]),
        (["10", "10", "10"], ["11", "11", "11"]),
        (["0", "20", "30"], ["0", "22", "33"]),
    ],
)
def test_no_ratio_is_told_that_is_inexact_or_says_nothing(one: list[str], other: list[str]) -> None:
    assert "same_ratio" not in kinds(bid("A", one), bid("B", other))


def test_a_discount_on_the_tariffs_of_the_buyer_is_no_agreement_between_bidders() -> None:
    tariffs = [
        {"lot": "1", "need": need["id"], "kind": "ceiling", "amount": amount}
        for need, amount in zip(NEEDS, ("100", "200", "300"), strict=True)
    ]
    offered = [bid("A", ["90", "180", "270"]), bid("B", ["95", "190", "285"])]
    assert kinds(*offered, tariffs=tariffs) == []
    assert kinds(*offered) == ["same_ratio"]


@given(st.permutations(range(3)), st.integers(2, 5))
def test_neither_the_order_of_bids_nor_the_size_of_prices_matters(
    order: list[int], times: int
) -> None:
    prices = [["10", "20", "30"], ["11", "22", "33"], ["10", "22", "35"]]
    offered = [bid("ABC"[at], prices[at]) for at in range(3)]
    larger = [bid("ABC"[at], [str(int(p) * times) for p in prices[at]]) for at in order]
    plain = [(flag.kind, flag.bidders) for flag in found(*offered)]
    assert [(flag.kind, flag.bidders) for flag in found(*larger)] == plain
    assert len(plain) == 3


def test_the_same_long_answer_is_told_apart_from_capitals_and_spaces() -> None:
    one, other = bid("A", answers={"k": LONG}), bid("B", answers={"k": f"  {LONG.upper()}\n"})
    assert found(one, other) == [Flag("same_answers", "1", ("A", "B"), {"criteria": ("k",)})]


def test_a_short_answer_may_be_the_same() -> None:
    text = "x" * (LONG_ANSWER - 1)
    assert kinds(bid("A", answers={"k": text}), bid("B", answers={"k": text})) == []
    assert kinds(bid("A", answers={"k": f"{text}x"}), bid("B", answers={"k": f"{text}x"})) == [
        "same_answers"
    ]


def test_one_bidder_may_repeat_itself() -> None:
    assert kinds(bid("A", answers={"k": LONG, "m": LONG}), bid("B")) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("J. Jansen, 020 123", "j. jansen,  020 123"),
        ("Jan, jan@zorg.example", "Piet (JAN@zorg.example)."),
    ],
)
def test_the_same_contact_is_told(one: str, other: str) -> None:
    assert kinds(bid("A", contact=one), bid("B", contact=other)) == ["same_contact"]


@pytest.mark.parametrize(("one", "other"), [("", ""), ("@", "@ x"), ("Jan", "Piet")])
def test_other_contacts_and_no_contact_are_not_told(one: str, other: str) -> None:
    assert kinds(bid("A", contact=one), bid("B", contact=other)) == []


def test_shared_numbers_and_subcontractors_are_kept_but_were_told_on_reading() -> None:
    offered = [
        bid("A", kvk="12345678", subcontractors=("De Taxi",)),
        bid("B", kvk="12345678", subcontractors=("de taxi", "De Bus")),
    ]
    assert kinds(*offered) == ["same_kvk", "same_subcontractor"]
    assert scoring_findings(asked(), bids(*offered), marks({"A": 8, "B": 8})) == ()


def test_a_bidder_that_helps_another_in_the_same_lot_is_told() -> None:
    offered = [bid("A"), bid("B", subcontractors=("zorg a", "Zorg C")), bid("C")]
    assert found(*offered) == [Flag("bidder_as_subcontractor", "", ("B", "A", "C"))]


def test_helping_in_a_lot_one_does_not_bid_for_is_no_double_role() -> None:
    elsewhere = Bid(id="A", name="Zorg A", lots=(LotBid(lot="2", offers=()),))
    lots = [{"id": "1", "title": "1"}, {"id": "2", "title": "2"}]
    assert kinds(elsewhere, bid("B", subcontractors=("Zorg A",)), lots=lots) == []


def test_where_everyone_is_admitted_nobody_bids_against_another() -> None:
    offered = [
        bid("A", ["10"], contact="Jan"),
        bid("B", ["10"], contact="Jan", subcontractors=("Zorg A",)),
    ]
    assert len(found(*offered)) == 3
    assert found(*offered, award={"mode": "admit_all"}, procedure="open_house") == []


def test_every_pattern_is_a_notice_and_can_be_said_in_both_languages() -> None:
    text = {"k": LONG}
    offered = [
        bid("A", ["10", "20", "30"], text, contact="Jan"),
        bid("B", ["12", "19", "30"], text, contact="Jan", subcontractors=("Zorg A",)),
        bid("C", ["11", "22", "33"]),
    ]
    given_marks = marks({"A": 8, "B": 8, "C": 8})
    findings = scoring_findings(asked(), bids(*offered), given_marks)
    assert {finding.code for finding in findings} == set(CODES.values())
    assert {finding.weight for finding in findings} == {Weight.NOTICE}
    assert all(finding_text(finding, lang) for finding in findings for lang in LANGUAGES)


def test_before_all_are_judged_only_texts_are_told() -> None:
    offered = [bid("A", ["10"], contact="Jan"), bid("B", ["10"], contact="Jan")]
    findings = scoring_findings(asked(), bids(*offered), marks({"A": 8}))
    assert [finding.code for finding in findings] == ["S137"]


def test_no_pattern_changes_a_score() -> None:
    given_marks = marks({"A": 8, "B": 7})
    alike = bids(bid("A", ["10"], contact="Jan"), bid("B", ["10"], contact="Jan"))
    apart = bids(bid("A", ["10"], contact="Jan"), bid("B", ["10"], contact="Piet"))
    assert scored(asked(), alike, given_marks) == scored(asked(), apart, given_marks)
