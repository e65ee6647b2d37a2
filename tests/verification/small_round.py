"""Small rounds made in Python, awarded, and written down as a record to verify."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from aanbesteding import flow
from aanbesteding.assessment.marks import CONSENSUS, Mark, Marks
from aanbesteding.awarding.decision import Draw
from aanbesteding.basis.canonical import canonical, fingerprint
from aanbesteding.bids.bid import Bid, Bids, Event, EventKind, LotBid, Offer, Received
from aanbesteding.scoring.low_price_findings import scoring_findings
from aanbesteding.tender.tender import Tender
from aanbesteding.verification import verify as verify_module
from aanbesteding.verification.round_files import RoundFiles

DAY = date(2026, 3, 2)


def small_tender(**changes: Any) -> Tender:
    """Return a tender with two lots, two need levels and three areas."""
    stated: dict[str, Any] = {
        "id": "small",
        "title": "Klein",
        "region": "Regio",
        "authority": "Gemeente",
        "schedule": {
            "published": DAY,
            "bids_due": date(2026, 4, 1),
            "provisional_award": date(2026, 4, 10),
            "contract_start": date(2027, 1, 1),
        },
        "award": {
            "mode": "rank_order",
            "least_points": 20,
            "tie_ladder": ["heaviest_criterion", "heavier_capacity", "draw"],
        },
        "lots": [
            {"id": "L1", "title": "Een"},
            {"id": "L2", "title": "Twee"},
            {"id": "L3", "title": "Drie", "in_scope": False, "out_of_scope_reason": "Later."},
        ],
        "needs": [
            {"id": "zwaar", "label": "zwaar", "priority": 1, "longest_wait_weeks": 6},
            {"id": "licht", "label": "licht", "priority": 2},
        ],
        "areas": [
            {"id": "R", "name": "Regio", "kind": "region"},
            {"id": "N", "name": "Noord", "parent": "R"},
            {"id": "Z", "name": "Zuid", "parent": "R"},
        ],
        "periods": [{"id": "2027", "start": date(2027, 1, 1), "end": date(2027, 12, 31)}],
        "demand": [
            {"lot": "L1", "need": "zwaar", "area": "R", "period": "2027", "volume": 30},
            {"lot": "L1", "need": "licht", "area": "N", "period": "2027", "volume": 20},
            {"lot": "L2", "need": "zwaar", "area": "Z", "period": "2027", "volume": 10},
        ],
        "budgets": [
            {"id": "een", "amount": "40000.00", "lots": ["L1"]},
            {"id": "noord", "amount": "30000.00", "areas": ["N"]},
            {"id": "alles", "amount": "60000.00"},
        ],
        "criteria": [
            {"id": "q1", "title": "Plan", "weight": 60, "scale": "tien"},
            {"id": "q2", "title": "Mensen", "weight": 40, "scale": "tien", "lowest_mark": 2},
        ],
        "scales": [{"scale": "tien", "mark": mark, "label": str(mark)} for mark in range(8)],
        "expertise": [{"id": "ggz", "label": "ggz"}],
        "rules": [
            {"kind": "number_of_contracts", "id": "hoogstens-twee", "lots": ["L1"], "at_most": 2},
            {"kind": "share", "id": "aandeel", "of": "volume", "at_most": "0.9"},
            {"kind": "coverage", "id": "een-per-gebied", "lots": ["L1"], "at_least": 1},
            {"kind": "waiting", "id": "wachten", "at_most_share": "0.95"},
        ],
        "goals": [
            {"kind": "unmet", "need": "zwaar"},
            {"kind": "unmet", "need": "licht"},
            {"kind": "quality"},
            {"kind": "spend"},
        ],
    }
    return Tender.model_validate({**stated, **changes})


BOTH_NEEDS = ("L1", "vol")

# bidder: marks q1 and q2 per lot, capacity zwaar and licht, price zwaar and licht, areas, and the
# least volume per lot where it states one
GIVEN: Mapping[str, Any] = {
    "A": ({"L1": (7, 6)}, (9, 8), ("1000.00", "500.50"), ("N", "Z")),
    "B": ({"L1": (5, 7), "L2": (6, 6)}, (14, 12), ("900.00", "450.00"), ("N", "Z")),
    "C": ({"L1": (4, 4), "L2": (5, 5)}, (8, 9), ("800.00", "400.00"), ("Z",)),
    "D": ({"L1": (7, 1), "L2": (1, 2)}, (5, 5), ("700.00", "300.00"), ("N",)),
    "E": ({"L1": (6, 6), "L2": (3, 3)}, (6, 6), ("1100.00", "600.00"), ("N", "Z")),
}
EVENTS = (Event(bidder="E", event=EventKind.WITHDRAWN, reason="Trok zich terug.", lot="L1"),)


def mixed_tender(**changes: Any) -> Tender:
    """Return the small tender with lots that each have a way of their own.

    Of `huis` everyone who qualifies is admitted, in `keus` clients choose, `vol` is filled by rank,
    `weg` was withdrawn; L1 is a lump sum and L2 has a minimum of its own.
    """
    base = small_tender()
    lots = [
        {"id": "L1", "title": "Een", "funding": "task_lump_sum"},
        {"id": "L2", "title": "Twee", "least_points": 60},
        {"id": "L3", "title": "Drie", "in_scope": False, "out_of_scope_reason": "Later."},
        {"id": "huis", "title": "Open huis", "mode": "admit_all"},
        {"id": "keus", "title": "Keuze", "client_choice": True},
        {"id": "vol", "title": "Vullen", "selection": "fill_capacity_by_rank"},
        {"id": "weg", "title": "Weg", "fallback": "Het oude contract loopt door."},
    ]
    demand = [
        *base.demand,
        {"lot": "huis", "need": "zwaar", "area": "N", "period": "2027", "volume": 7},
        {"lot": "keus", "need": "zwaar", "area": "R", "period": "2027", "volume": 11},
        {"lot": "keus", "need": "licht", "area": "Z", "period": "2027", "volume": 3},
        {"lot": "vol", "need": "zwaar", "area": "R", "period": "2027", "volume": 20, "in_care": 4},
        {"lot": "vol", "need": "licht", "area": "N", "period": "2027", "volume": 10},
        {"lot": "weg", "need": "zwaar", "area": "N", "period": "2027", "volume": 5},
    ]
    rules = [
        {"kind": "number_of_contracts", "id": "twee", "lots": ["L1", "keus"], "at_most": 2},
        {"kind": "share", "id": "deel", "lots": ["vol"], "of": "volume", "at_most": "0.4"},
        {"kind": "reserved", "id": "vrij", "lots": ["vol"], "needs": ["licht"], "at_least": 2},
    ]
    stated: dict[str, Any] = {
        "lots": lots,
        "demand": demand,
        "rules": rules,
        "budgets": [
            {"id": "een", "amount": "40000.00", "committed": "5000.00", "lots": ["L1"]},
            {"id": "alles", "amount": "90000.00"},
        ],
        "tariffs": [{"lot": "huis", "need": "zwaar", "kind": "fixed", "amount": "950.00"}],
        "requirements": [
            {"id": "groot", "title": "Groot", "lots": ["huis"], "least_capacity": 6},
            {"id": "houder", "title": "Houder", "lots": ["keus"], "contract_held": True},
        ],
        "contract_holders": [{"id": b, "name": b} for b in "ABC"],
        "bridging": [{"need": "zwaar", "by": "lichte hulp", "price": "100.00"}],
        "cost_shares": [
            {"area": "N", "share": "0.25"},
            {"area": "Z", "share": "0.75"},
        ],
        "ceilings": [
            {"area": "N", "period": "2027", "amount": "20000.00"},
            {"area": "R", "period": "2027", "amount": "80000.00"},
        ],
    }
    return small_tender(**{**stated, **changes})


MIXED: Mapping[str, Any] = {
    "A": (
        {"L1": (7, 6), "huis": None, "keus": (3, 3), "vol": (7, 6)},
        *GIVEN["A"][1:],
    ),
    "B": (
        {"L1": (5, 7), "L2": (6, 6), "keus": (5, 5), "vol": (5, 7), "weg": (6, 6)},
        *GIVEN["B"][1:],
        {"vol": 7},
    ),
    "C": ({"L1": (4, 4), "L2": (5, 5), "keus": (4, 4), "vol": (4, 4)}, *GIVEN["C"][1:]),
    "D": ({"L2": (4, 4), "huis": None, "keus": (7, 7)}, *GIVEN["D"][1:]),
    "E": ({"L1": (6, 6), "huis": None, "vol": (6, 6)}, *GIVEN["E"][1:]),
}
MIXED_EVENTS = (
    *EVENTS,
    Event(bidder="B", event=EventKind.WITHDRAWN, reason="Trok zich terug.", lot="weg"),
)


def small_bids(given: Mapping[str, Any] = GIVEN, events: Sequence[Event] = EVENTS) -> Bids:
    """Return bids for the small tender."""
    bids = tuple(_bid(bidder, *row) for bidder, row in sorted(given.items()))
    received = tuple(Received(f"bids/{b.id}.xlsx", "0", b.id) for b in bids)
    return Bids(bids, received, tuple(events))


def _bid(
    bidder: str,
    marks: Any,
    capacity: Sequence[int],
    price: Sequence[str],
    areas: Any,
    least: Mapping[str, int] | None = None,
) -> Bid:
    offers = tuple(
        Offer(need=need, capacity=size, price=Decimal(amount))
        for need, size, amount in zip(("zwaar", "licht"), capacity, price, strict=True)
    )
    lots = tuple(
        LotBid(
            lot=lot,
            offers=offers if lot in BOTH_NEEDS else offers[:1],
            areas=areas,
            least=(least or {}).get(lot),
            expertise=("ggz",) if bidder < "C" else (),
        )
        for lot in sorted(marks)
    )
    return Bid(id=bidder, name=f"Zorg {bidder}", lots=lots)


def small_marks(given: Mapping[str, Any] = GIVEN) -> Marks:
    """Return the panel's consensus for the small bids."""
    return Marks(
        tuple(
            Mark(CONSENSUS, bidder, lot, criterion, Decimal(mark), "Omdat.")
            for bidder, row in sorted(given.items())
            for lot, both in sorted(row[0].items())
            if both
            for criterion, mark in zip(("q1", "q2"), both, strict=True)
        )
    )


def recorded(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    tender: Tender,
    bids: Bids,
    marks: Marks,
    draws: Sequence[Draw] = (),
    what_if: bool = False,
) -> Path:
    """Return the path of a record of this round; reading the round gives back these records."""
    sheet = folder / "bids" / "A.xlsx"
    sheet.parent.mkdir(parents=True, exist_ok=True)
    sheet.write_bytes(b"a bid")
    inputs = {"bids/A.xlsx": fingerprint(b"a bid")}
    if draws:
        text = "".join(
            f"[[draws]]\nlot = {d.lot!r}\nbidders = {list(d.bidders)}\nabout = {d.about!r}\n"
            f"outcome = {list(d.outcome)}\norigin = {d.origin!r}\n"
            + (f"seed = {d.seed!r}\n" if d.seed else "")
            for d in draws
        )
        (folder / "draws.toml").write_text(text, "utf-8")
        inputs["draws.toml"] = fingerprint((folder / "draws.toml").read_bytes())
    make = flow.what_if if what_if else flow.award
    findings = scoring_findings(tender, bids, marks)
    dossier = make(tender, bids, marks, draws, inputs, findings)
    path = folder / ("what-if" if what_if else "award") / "award.json"
    path.parent.mkdir()
    path.write_bytes(canonical(dossier.record()))
    found = RoundFiles(tender, bids, marks, ())
    monkeypatch.setattr(verify_module, "read_round", lambda _: found)
    return path
