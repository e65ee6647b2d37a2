"""The facts of the wider shelf, put together twice: by the award and by its verification."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aanbesteding.awarding.problem import facts_of
from aanbesteding.bids.bid import Bid, Member
from aanbesteding.bids.terms import Discount, Terms
from aanbesteding.rules.facts import Facts
from aanbesteding.scoring.scoresheet import Scoresheet
from aanbesteding.tender.tender import Tender
from aanbesteding.verification.facts import count_facts
from aanbesteding.verification.lot_scores import Counted
from tests import tiny

NAMES = st.sampled_from(["A", "B", "C", "zorg a", "Zorg  B", "Hulp", ""])
NUMBERS = st.sampled_from(["", "11111111", "22222222", "33333333"])
PERCENT = st.decimals(0, 100, places=2)
STEPS: list[list[dict[str, Any]]] = [
    [],
    [{"step": "discount"}],
    [{"step": "discount", "decimals": 2, "mode": "floor"}],
]
ENDS = st.sampled_from(["2028-12-31", "2028-06-30", "2028-07-01", "2029-12-31", "2028-01-01"])
ROUNDING = st.sampled_from(STEPS)


def counted(scoresheet: Scoresheet) -> tuple[Counted, ...]:
    """The scores as verification would have worked them out."""
    return tuple(
        Counted(s.bidder, s.lot, s.standing.status.value, "", {}, (), s.quality, s.exact, s.total)
        for s in scoresheet.scores
    )


def both(asked: Tender, offered: tuple[Bid, ...]) -> tuple[Facts, Facts]:
    """The facts of one round, put together twice."""
    bids = tiny.bids(*offered)
    lots = [lot.id for lot in asked.open_lots]
    marks = tiny.marks({bid.id: 7 for bid in offered}, lots=lots)
    sheet = tiny.scored(asked, bids, marks)
    return facts_of(asked, bids, sheet), count_facts(asked, bids, counted(sheet))


@st.composite
def tenders(draw: st.DrawFn) -> Tender:
    discounts = draw(st.sampled_from(["none", "whole_quantity", "incremental"]))
    needs = ["zwaar"] if discounts == "incremental" else []
    every: dict[str, Any] = {
        "contract_cost": st.none() | st.decimals(0, 1000, places=2),
        "free_within_weeks": st.none() | st.integers(0, 9),
        "framework_max_value": st.none() | st.decimals(0, 10**6, places=2),
        "term_years": st.none() | st.integers(1, 9),
        "areas": st.sampled_from([[], ["noord"], ["zuid"]]),
        "client_choice": st.booleans(),
    }
    drawn = ({key: draw(one) for key, one in every.items()} for _ in "12")
    lots = [{"id": str(n), "title": "t", "needs": needs, **d} for n, d in enumerate(drawn, 1)]
    rows = st.fixed_dictionaries(
        {
            "kvk": NUMBERS,
            "name": NAMES,
            "lot": st.sampled_from(["1", "2"]),
            "need": st.sampled_from(["zwaar", "licht"]),
            "area": st.just("noord"),
            "period": st.just("2028"),
            "clients": st.integers(0, 9),
        }
    )
    return tiny.tender(
        lots=lots,
        award={"discounts": discounts, "subcontractors_count": draw(st.booleans())},
        rounding=[{"step": "total"}, *draw(ROUNDING)],
        incumbents=draw(st.lists(rows, max_size=4)),
        attributes=[{"id": "klein", "label": "klein"}],
        periods=[{"id": "2028", "start": "2028-01-01", "end": draw(ENDS)}],
        rules=draw(st.sampled_from([[], [{"kind": "substitution"}]])),
        demand=[
            {"lot": lot, "need": need, "area": "noord", "period": "2028", "volume": 12}
            for lot in ("1", "2")
            for need in needs or ("zwaar", "licht")
        ],
        tariffs=draw(
            st.sampled_from(
                [[], [{"lot": "1", "need": "zwaar", "kind": "fixed", "amount": "1000"}]]
            )
        ),
    )


@st.composite
def offers(draw: st.DrawFn, bidder: str, rising: bool) -> Bid:
    bid = tiny.bid(bidder, price=str(draw(st.decimals(1, 999, places=2))), lots=("1", "2"))
    lots = []
    for lot in bid.lots:
        starts = sorted(draw(st.sets(st.integers(1, 30), max_size=4)))
        off = [draw(PERCENT) for _ in starts]
        tiers = zip(starts, sorted(off) if rising else off, strict=True)
        discounts = tuple(Discount(least=n, percent=p) for n, p in tiers)
        free = {"free": draw(st.none() | st.integers(0, 9))}
        said = tuple(offer.model_copy(update=free) for offer in lot.offers)
        lots.append(lot.model_copy(update={"discounts": discounts, "offers": said}))
    numbers = st.none() | st.integers(1, 2)
    terms = Terms(
        package=draw(st.sampled_from([(), ("1", "2")])),
        least_lots=draw(numbers),
        most_lots=draw(numbers),
        most_units=draw(numbers),
    )
    members = draw(st.lists(NAMES.filter(bool), max_size=2))
    return bid.model_copy(
        update={
            "kvk": draw(NUMBERS),
            "turnover": draw(st.none() | st.decimals(0, 10**9, places=2)),
            "lots": tuple(lots),
            "terms": terms,
            "attributes": draw(st.sampled_from([(), ("klein",)])),
            "members": tuple(Member(name=name) for name in members),
            "subcontractors": tuple(draw(st.lists(NAMES.filter(bool), max_size=2))),
        }
    )


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_both_put_together_the_same_facts(data: st.DataObject) -> None:
    asked = data.draw(tenders())
    rising = asked.award.discounts == "incremental"
    count = data.draw(st.integers(1, 3))
    award, again = both(asked, tuple(data.draw(offers(b, rising)) for b in "ABC"[:count]))
    for field in (
        "fees", "tiers", "free", "incumbent", "attributes", "parties", "conditions",
        "divisible", "bridging", "frameworks", "turnover", "years", "price", "points", "picks",
    ):  # fmt: skip
        assert getattr(award, field) == getattr(again, field), field


def test_prices_of_a_tier_are_whole_cents_unless_the_tender_rounds_finer() -> None:
    """999.99 less 12.34 % is 876.591234, so 876.59; in five decimals 876.59123."""
    tier = (Discount(least=5, percent=Decimal("12.34")),)
    bid = tiny.bid("A", price="999.99")
    bid = bid.model_copy(update={"lots": (bid.lots[0].model_copy(update={"discounts": tier}),)})
    award = {"discounts": "whole_quantity"}
    cents = [found.tiers for found in both(tiny.tender(award=award), (bid,))]
    finer = {"rounding": [{"step": "discount", "decimals": 5}]}
    parts = [found.tiers for found in both(tiny.tender(award=award, **finer), (bid,))]
    for found in cents:
        assert {tiers[1].price["zwaar"] for tiers in found.values()} == {87659}
    for found in parts:
        assert {tiers[1].price["zwaar"] * 1000 for tiers in found.values()} == {87659123}


@pytest.mark.parametrize(("percent", "cents"), [("0", 99950), ("1", 99000), ("50", 50000)])
def test_a_price_is_rounded_only_where_something_is_taken_off(percent: str, cents: int) -> None:
    """999.50 less one percent is 989.505, in whole euros 990; without a discount it stays."""
    tier = (Discount(least=5, percent=Decimal(percent)),)
    bid = tiny.bid("A", price="999.50")
    bid = bid.model_copy(update={"lots": (bid.lots[0].model_copy(update={"discounts": tier}),)})
    rounding = [{"step": "discount", "decimals": 0}]
    asked = tiny.tender(award={"discounts": "whole_quantity"}, rounding=rounding)
    for facts in both(asked, (bid,)):
        ((below, above),) = facts.tiers.values()
        assert (below.price["zwaar"], above.price["zwaar"]) == (99950, cents)
