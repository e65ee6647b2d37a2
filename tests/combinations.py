"""Two lots with a bid for each, and one bidder who wants both lots or none."""

from decimal import Decimal
from typing import Any

from aanbesteding.assessment.marks import CONSENSUS, Mark, Marks
from aanbesteding.bids.bid import Bid, Bids, LotBid, Offer, Received
from aanbesteding.bids.terms import Terms
from aanbesteding.tender.tender import Tender

GOALS = [{"kind": "unmet"}, {"kind": "spend"}]
AWARD = {
    "mode": "published_objective",
    "tie_ladder": ["higher_quality", "draw"],
    "conditions": True,
    "combinations": "two_steps",
}


def tender(**changes: Any) -> Tender:
    """Ten clients in each of two lots; everybody is served, then as cheaply as can be."""
    fields: dict[str, Any] = {
        "id": "samen",
        "title": "Samen of apart",
        "region": "Regio",
        "authority": "Gemeente",
        "schedule": {
            "published": "2027-01-11",
            "bids_due": "2027-03-01",
            "provisional_award": "2027-05-10",
            "contract_start": "2028-01-01",
        },
        "award": AWARD,
        "lots": [{"id": "L1", "title": "Ambulant"}, {"id": "L2", "title": "Verblijf"}],
        "needs": [{"id": "n", "label": "gewoon", "priority": 1, "unit": "cliënt"}],
        "areas": [{"id": "g", "name": "Gemeente"}],
        "periods": [{"id": "2028", "start": "2028-01-01", "end": "2028-12-31"}],
        "demand": [
            {"lot": lot, "need": "n", "area": "g", "period": "2028", "volume": 10}
            for lot in ("L1", "L2")
        ],
        "budgets": [{"id": "alles", "amount": "100000"}],
        "criteria": [{"id": "k", "title": "Plan", "weight": "100", "scale": "tien"}],
        "scales": [{"scale": "tien", "mark": str(m), "label": str(m)} for m in range(11)],
        "rules": [{"kind": "number_of_contracts", "id": "een", "at_most": 1}],
        "goals": GOALS,
        **changes,
    }
    return Tender.model_validate(fields)


def bids(package: tuple[str, str], anker: str = "100", baken: str = "80") -> Bids:
    """Anker bids for L1, Baken for L2, and Combi for both at these prices, together or not."""
    prices = {"Anker": {"L1": anker}, "Baken": {"L2": baken}}
    prices["Combi"] = dict(zip(("L1", "L2"), package, strict=True))
    found = tuple(
        Bid(
            id=bidder,
            name=f"Stichting {bidder}",
            lots=tuple(
                LotBid(
                    lot=lot,
                    offers=(Offer(need="n", capacity=10, price=Decimal(price)),),
                    areas=("g",),
                )
                for lot, price in asked.items()
            ),
            terms=Terms(package=tuple(asked)) if len(asked) > 1 else Terms(),
        )
        for bidder, asked in prices.items()
    )
    return Bids(found, tuple(Received(f"bids/{bid.id}.xlsx", "0", bid.id) for bid in found))


def marks(offered: Bids) -> Marks:
    """The same mark for everyone."""
    return Marks(
        tuple(
            Mark(CONSENSUS, bid.id, lot.lot, "k", Decimal(8), "Omdat het plan goed is.")
            for bid in offered.bids
            for lot in bid.lots
        )
    )
