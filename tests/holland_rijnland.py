"""Holland Rijnland 2025 as in the domain guide: six lots, fourteen providers, four scenarios."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from aanbesteding.assessment.marks import CONSENSUS, Mark, Marks
from aanbesteding.bids.bid import Bid, Bids, LotBid, Offer
from aanbesteding.tender.tender import Tender

LOTS = ("L1", "L2", "L3", "L4", "L5", "L6")
TARIFFS = dict(zip(LOTS, ("1.30", "1.86", "2.19", "74.37", "163.59", "1.14"), strict=True))
DEMAND = dict(zip(LOTS, (11_600_000, 8_200_000, 2_900_000, 96_000, 43_800, 2_400_000), strict=True))
CEILINGS = {"bollenstreek": 20_100_000, "leiden": 17_500_000, "rijnstreek": 17_400_000}
SHARES = {"bollenstreek": "0.37", "leiden": "0.31", "rijnstreek": "0.32"}
# Quality and capacity in percent of the demand, per lot.
BIDS: Mapping[str, Mapping[str, tuple[int, int]]] = {
    "P01": {"L1": (88, 30), "L2": (72, 20)},
    "P02": {"L1": (81, 25), "L4": (77, 40)},
    "P03": {"L2": (91, 35), "L3": (86, 45)},
    "P04": {"L2": (84, 30), "L3": (90, 40)},
    "P05": {"L1": (76, 25), "L5": (83, 30)},
    "P06": {"L4": (85, 45), "L5": (79, 35)},
    "P07": {"L1": (69, 15), "L5": (88, 40)},
    "P08": {"L6": (92, 55)},
    "P09": {"L2": (79, 20), "L6": (84, 35)},
    "P10": {"L6": (66, 40)},
    "P11": {"L2": (68, 25), "L3": (71, 30)},
    "P12": {"L1": (73, 20), "L4": (70, 35)},
    "P13": {"L1": (52, 40)},
    "P14": {"L4": (62, 20), "L5": (74, 25)},
}
SCENARIOS = {
    "normaliseren": "Normaliseren",
    "groei": "Groei",
    "personeelstekort": "Personeelstekort",
    "index": "Indexatie",
}
CHANGES: list[dict[str, Any]] = [
    {"scenario": "normaliseren", "what": "demand", "lots": ["L1"], "factor": "0.88"},
    {"scenario": "normaliseren", "what": "demand", "lots": ["L6"], "factor": "0.80"},
    {"scenario": "groei", "what": "demand", "factor": "1.04"},
    {"scenario": "personeelstekort", "what": "capacity", "lots": ["L2", "L3"], "factor": "0.9"},
    {"scenario": "index", "what": "tariff", "factor": "1.045"},
]


def tender(**other: Any) -> Tender:
    """The tender; the budget of 55 million is also the sum of three ceilings."""
    dates = ("published", "bids_due", "provisional_award", "contract_start")
    days = ("2024-03-01", "2024-05-01", "2024-07-15", "2025-01-01")
    fields: dict[str, Any] = {
        "id": "holland-rijnland-2025",
        "title": "Jeugdhulp Holland Rijnland 2025",
        "region": "Holland Rijnland",
        "authority": "Holland Rijnland",
        "schedule": dict(zip(dates, days, strict=True)),
        "award": {
            "mode": "rank_order",
            "selection": "fill_capacity_by_rank",
            "least_points": 55,
            "tie_ladder": ["draw"],
        },
        "price": {"asked": "none"},
        "lots": [{"id": lot, "title": f"Perceel {lot}", "needs": [lot]} for lot in LOTS],
        "needs": [
            {"id": lot, "label": lot.lower(), "priority": at, "unit": "eenheid"}
            for at, lot in enumerate(LOTS, start=1)
        ],
        "areas": [
            {"id": "regio", "name": "Regio"},
            *({"id": area, "name": area.title(), "parent": "regio"} for area in CEILINGS),
        ],
        "periods": [{"id": "2025", "start": "2025-01-01", "end": "2025-12-31"}],
        "demand": [
            {"lot": lot, "need": lot, "area": "regio", "period": "2025", "volume": DEMAND[lot]}
            for lot in LOTS
        ],
        "budgets": [{"id": "regio", "amount": 55_000_000}],
        "tariffs": [
            {"lot": lot, "need": lot, "kind": "fixed", "amount": TARIFFS[lot]} for lot in LOTS
        ],
        "criteria": [{"id": "k", "title": "Kwaliteit", "weight": 100, "scale": "honderd"}],
        "scales": [{"scale": "honderd", "mark": m, "label": str(m)} for m in range(101)],
        "rules": [{"kind": "share", "id": "hoogstens", "of": "volume", "at_most": "0.4"}],
        "cost_shares": [{"area": area, "share": share} for area, share in SHARES.items()],
        "ceilings": [{"area": a, "period": "2025", "amount": n} for a, n in CEILINGS.items()],
        "scenarios": [{"id": id_, "title": title} for id_, title in SCENARIOS.items()],
        "changes": CHANGES,
        **other,
    }
    return Tender.model_validate(fields)


def bids() -> Bids:
    """The fourteen bids; everyone works in the whole region at the tariffs."""
    return Bids(
        tuple(
            Bid(
                id=bidder,
                name=f"Zorg {bidder}",
                lots=tuple(
                    LotBid(
                        lot=lot,
                        offers=(Offer(need=lot, capacity=DEMAND[lot] * percent // 100),),
                        areas=tuple(CEILINGS),
                    )
                    for lot, (_, percent) in found.items()
                ),
            )
            for bidder, found in BIDS.items()
        )
    )


def marks() -> Marks:
    """The panel's consensus."""
    return Marks(
        tuple(
            Mark(CONSENSUS, bidder, lot, "k", Decimal(quality), "omdat")
            for bidder, found in BIDS.items()
            for lot, (quality, _) in found.items()
        )
    )
