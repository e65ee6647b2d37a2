"""Small tenders, bids and marks, built in code for the tests."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from aanbesteding.assessment.assess import assess
from aanbesteding.assessment.marks import CONSENSUS, Mark, Marks
from aanbesteding.bids.bid import Bid, Bids, Event, LotBid, Offer
from aanbesteding.rules.facts import Ask, BudgetFact, Facts, NeedFact, Pick, Volume
from aanbesteding.scoring.score import score
from aanbesteding.scoring.scoresheet import Scoresheet
from aanbesteding.tender.tender import Tender

DATES = {
    "published": "2027-01-11",
    "bids_due": "2027-03-01",
    "provisional_award": "2027-05-10",
    "contract_start": "2028-01-01",
}


def tender(**changes: Any) -> Tender:
    """A tender with one lot, needs zwaar and licht, areas noord and zuid, one criterion of 100."""
    award = {"mode": "rank_order", "tie_ladder": ["draw"], **changes.pop("award", {})}
    fields: dict[str, Any] = {
        "id": "klein",
        "title": "Klein",
        "region": "Regio",
        "authority": "Gemeente",
        "schedule": DATES,
        "award": award,
        "lots": [{"id": "1", "title": "Perceel 1"}],
        "needs": [
            {"id": "zwaar", "label": "zwaar", "priority": 1, "unit": "cliënt"},
            {"id": "licht", "label": "licht", "priority": 2, "unit": "cliënt"},
        ],
        "areas": [{"id": "noord", "name": "Noord"}, {"id": "zuid", "name": "Zuid"}],
        "periods": [{"id": "2028", "start": "2028-01-01", "end": "2028-12-31"}],
        "demand": [
            {"lot": "1", "need": "zwaar", "area": "noord", "period": "2028", "volume": 10},
            {"lot": "1", "need": "licht", "area": "noord", "period": "2028", "volume": 20},
        ],
        "budgets": [{"id": "jaar", "amount": "1000000"}],
        "criteria": [{"id": "k", "title": "Kwaliteit", "weight": 100, "scale": "tien"}],
        "scales": [{"scale": "tien", "mark": m, "label": str(m)} for m in range(11)],
        "expertise": [{"id": "ggz", "label": "ggz"}, {"id": "crisis", "label": "crisis"}],
        **changes,
    }
    return Tender.model_validate(fields)


def bid(
    bidder: str,
    zwaar: int = 10,
    licht: int = 20,
    price: str = "1000",
    areas: Sequence[str] = ("noord", "zuid"),
    expertise: Sequence[str] = (),
    lots: Sequence[str] = ("1",),
    answers: Mapping[str, str] | None = None,
    meets: Sequence[str] = (),
) -> Bid:
    """A bid with the same offer and answers in every lot named."""
    offers = (
        Offer(need="zwaar", capacity=zwaar, price=Decimal(price)),
        Offer(need="licht", capacity=licht, price=Decimal(price)),
    )
    return Bid(
        id=bidder,
        name=f"Zorg {bidder}",
        lots=tuple(
            LotBid(
                lot=lot,
                offers=offers,
                areas=tuple(areas),
                expertise=tuple(expertise),
                answers=answers or {},
                meets=tuple(meets),
            )
            for lot in lots
        ),
    )


def bids(*found: Bid, events: Sequence[Event] = ()) -> Bids:
    """Bids in the order a round reads them."""
    return Bids(tuple(sorted(found, key=lambda one: one.id)), events=tuple(events))


def marks(given: Mapping[str, Any], criterion: str = "k", lots: Sequence[str] = ("1",)) -> Marks:
    """Consensus marks by bidder on one criterion."""
    return Marks(
        tuple(
            Mark(CONSENSUS, bidder, lot, criterion, Decimal(str(mark)), "omdat")
            for lot in lots
            for bidder, mark in sorted(given.items())
        )
    )


def scored(asked: Tender, offered: Bids, judged: Marks) -> Scoresheet:
    """The scoresheet of a small round."""
    return score(asked, offered, assess(asked, offered, judged))


def facts(
    capacity: Mapping[str, Sequence[int]],
    demand: Sequence[int],
    price: Mapping[str, Sequence[int]],
    points: Mapping[str, int],
    budget: int = 10**9,
    traits: Mapping[str, Sequence[str]] | None = None,
) -> Facts:
    """Facts of one lot and area: capacity and price (cents) per bidder and need level."""
    needs = tuple(NeedFact(f"n{i}", i + 1, False, None) for i in range(len(demand)))
    asks = {Ask("1", need.id, "a", "p"): demand[i] for i, need in enumerate(needs)}
    picks = tuple(Pick(bidder, "1") for bidder in sorted(capacity))
    prices = {
        Volume(pick.bidder, *ask): price[pick.bidder][i]
        for pick in picks
        for i, ask in enumerate(asks)
    }
    every = frozenset({"a"})
    ceiling = BudgetFact(
        "b", budget, frozenset({"1"}), frozenset(n.id for n in needs), every, frozenset({"p"})
    )
    having = traits or {}
    return Facts(
        picks=picks,
        volumes=tuple(prices),
        needs=needs,
        demand=asks,
        capacity={
            (p, need.id): capacity[p.bidder][i] for p in picks for i, need in enumerate(needs)
        },
        price=prices,
        budgets=(ceiling,),
        serves=dict.fromkeys(picks, every),
        traits={p: frozenset(having.get(p.bidder, ())) for p in picks},
        points={p: Fraction(points[p.bidder]) for p in picks},
        lots=("1",),
        areas=("a",),
        all_traits=tuple(sorted({t for held in having.values() for t in held})),
    )
