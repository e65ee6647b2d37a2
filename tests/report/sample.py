"""Records for the tests of the reports: the shipped example and small rounds for every outcome."""

import csv
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from aanbesteding import flow
from aanbesteding.assessment.marks import CONSENSUS, Mark, Marks
from aanbesteding.awarding.decision import Draw
from aanbesteding.basis.canonical import read_json
from aanbesteding.basis.shipped import shipped
from aanbesteding.bids.bid import Bid, Bids, Event, LotBid, Offer, Received
from aanbesteding.dossier.dossier import Dossier, written
from aanbesteding.tender.load import load
from aanbesteding.tender.tender import Tender

Record = dict[str, Any]
AMSTERDAM = "amsterdam-segment-c-2021"


def amsterdam(**changes: Any) -> Tender:
    """Return the tender of the shipped example, with some fields changed."""
    tender, findings = load(shipped("examples", AMSTERDAM))
    assert tender is not None, findings
    return tender.model_copy(update=changes)


def amsterdam_bids() -> Bids:
    """Return the bids of the shipped example, with one correction in the register."""
    rows = _rows(shipped("examples", AMSTERDAM) / "bids.csv")
    bids = tuple(_bid(row) for row in rows)
    event = Event.model_validate(
        {
            "bidder": "K05",
            "event": "corrected",
            "date": "2020-07-06",
            "reason": "De capaciteit was in het verkeerde vak gezet.",
            "lot": "C",
            "field": "lots.C.capacity.spoed",
            "before": "2O",
            "value": "20",
            "request": "Hoeveel spoedplekken biedt u?",
            "answer": "Twintig, zoals in de begeleidende brief staat.",
            "decision": "Hersteld: de brief was op tijd ontvangen.",
        }
    )
    received = tuple(Received(f"bids/{bid.id}.xlsx", "0" * 64, bid.id) for bid in bids)
    return Bids(bids, received, (event,))


def amsterdam_marks() -> Marks:
    """Return the marks of the shipped example."""
    rows = _rows(shipped("examples", AMSTERDAM) / "assessments.csv")
    return Marks(
        tuple(
            Mark(
                r["assessor"],
                r["bidder"],
                r["lot"],
                r["criterion"],
                Decimal(r["mark"]),
                r["reason"],
            )
            for r in rows
        )
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=";"))


def _under(row: dict[str, str], prefix: str) -> dict[str, str]:
    return {k.removeprefix(prefix): v for k, v in row.items() if k.startswith(prefix)}


def _bid(row: dict[str, str]) -> Bid:
    capacity, prices = _under(row, "lots.C.capacity."), _under(row, "lots.C.price.")
    yes = {
        thing: tuple(i for i, said in _under(row, f"lots.C.{thing}.").items() if said == "ja")
        for thing in ("area", "expertise")
    }
    lot = LotBid(
        lot="C",
        offers=tuple(
            Offer(need=n, capacity=int(c), price=Decimal(prices[n])) for n, c in capacity.items()
        ),
        areas=yes["area"],
        expertise=yes["expertise"],
    )
    return Bid(
        id=row["bidder.id"],
        name=row["bidder.name"],
        kvk=row["bidder.kvk"],
        kind=row["bidder.kind"],
        subcontractors=tuple(x for x in row["bidder.subcontractors"].split(", ") if x),
        lots=(lot,),
    )


INPUTS = {"tender.toml": "ab" * 32, "bids/K01.xlsx": "cd" * 32, "assessments/A1.xlsx": "ef" * 32}

SMALL: Record = {
    "id": "klein",
    "title": "Kleine ronde",
    "region": "Proefregio",
    "authority": "Gemeente Proef",
    "schedule": {
        "published": "2024-01-10",
        "bids_due": "2024-02-10",
        "provisional_award": "2024-03-08",
        "contract_start": "2025-01-01",
    },
    "award": {"mode": "rank_order", "least_points": "50", "tie_ladder": ["draw"]},
    "price": {"asked": "per_need"},
    "lots": [{"id": "L1", "title": "Ambulant"}],
    "needs": [{"id": "n", "label": "gewoon", "priority": 1, "unit": "cliënt"}],
    "areas": [{"id": "g", "name": "Gemeente"}],
    "periods": [{"id": "2025", "start": "2025-01-01", "end": "2025-12-31"}],
    "demand": [{"lot": "L1", "need": "n", "area": "g", "period": "2025", "volume": 90}],
    "budgets": [{"id": "alles", "amount": "500000"}],
    "criteria": [
        {"id": "k1", "title": "Aanpak", "weight": "60", "scale": "s"},
        {"id": "k2", "title": "Mensen", "weight": "40", "scale": "s"},
    ],
    "scales": [{"scale": "s", "mark": str(m), "label": f"cijfer {m}"} for m in range(11)],
    "rules": [{"kind": "number_of_contracts", "id": "hoogstens-2", "at_most": 2}],
    "goals": [{"kind": "unmet", "need": "n"}, {"kind": "quality"}, {"kind": "spend"}],
}


def small(**changes: Any) -> Tender:
    """Return a small tender with some fields changed."""
    return Tender.model_validate({**SMALL, **changes})


def small_bids(
    marks: dict[str, tuple[int, int]], lots: tuple[str, ...] = ("L1",), capacity: int = 50
) -> tuple[Bids, Marks]:
    """Return bids with these marks for the two criteria; the price falls with the place."""
    bids, given = [], []
    for at, (bidder, pair) in enumerate(marks.items()):
        offer = Offer(need="n", capacity=capacity, price=Decimal(1000 + 7 * at))
        lot_bids = tuple(LotBid(lot=lot, offers=(offer,), areas=("g",)) for lot in lots)
        bids.append(Bid(id=bidder, name=f"Zorg {bidder} & <Zonen>", lots=lot_bids))
        for lot in lots:
            for criterion, mark in zip(("k1", "k2"), pair, strict=True):
                reason = f"Cijfer {mark} & <uitleg>."
                given.append(Mark(CONSENSUS, bidder, lot, criterion, Decimal(mark), reason))
    return Bids(tuple(sorted(bids, key=lambda bid: bid.id))), Marks(tuple(given))


def read(dossier: Dossier) -> Record:
    """Return the record of an award, as it would be read from award.json."""
    found: Record = read_json(written(dossier.record())[0])
    return found


def _award(tender: Tender, bids: Bids, marks: Marks, draws: tuple[Draw, ...] = ()) -> Record:
    return read(flow.award(tender, bids, marks, draws, INPUTS))


def _amsterdam(**changes: Any) -> Record:
    return _award(amsterdam(**changes), amsterdam_bids(), amsterdam_marks())


def _nothing_fits() -> Record:
    rules = tuple(
        rule.model_copy(update={"at_most": 6}) if rule.kind == "number_of_contracts" else rule
        for rule in amsterdam().rules
    )
    return _amsterdam(rules=rules)


def _what_if() -> Record:
    return read(flow.what_if(amsterdam(), amsterdam_bids(), amsterdam_marks(), (), INPUTS))


def _late() -> Record:
    bids, marks = small_bids({"a": (8, 8), "b": (7, 7)})
    event = Event.model_validate({"bidder": "b", "event": "late", "reason": "Een dag te laat."})
    return _award(small(), Bids(bids.bids, bids.received, (event,)), marks)


def _open_house() -> Record:
    tender = small(award={"mode": "admit_all"}, procedure="open_house", rules=[], criteria=[])
    bids, _ = small_bids({"a": (8, 8), "b": (7, 7)})
    return _award(tender, bids, Marks(()))


def _drawn() -> Record:
    """The tie of the record that needs a draw, settled by people."""
    bids, marks = small_bids({"a": (9, 9), "b": (7, 7), "c": (7, 7)})
    asked = flow.award(small(), bids, marks).decision.draws[0]
    outcome = tuple(reversed(asked.bidders))
    held = Draw(asked.lot, asked.bidders, asked.about, outcome, "people")
    return _award(small(), bids, marks, (held,))


def _lots() -> Record:
    lots = [
        {"id": "L1", "title": "Ambulant", "segment": "B"},
        {"id": "L2", "title": "Verblijf", "segment": "C"},
        {
            "id": "L3",
            "title": "Gesloten hulp",
            "in_scope": False,
            "out_of_scope_reason": "Volgt in een eigen ronde.",
        },
    ]
    areas = [{"id": "g", "name": "Gemeente"}, {"id": "h", "name": "Haven"}]
    demand = [
        {"lot": lot, "need": "n", "area": area, "period": "2025", "volume": 30}
        for lot in ("L1", "L2")
        for area in ("g", "h")
    ]
    budgets = [
        {"id": "een", "amount": "40000", "lots": ["L1"]},
        {"id": "twee", "amount": "300000", "lots": ["L2"]},
    ]
    bids, marks = small_bids({"a": (8, 8), "b": (7, 7), "c": (3, 3)}, ("L1", "L2"))
    tender = small(lots=lots, areas=areas, demand=demand, budgets=budgets)
    return _award(tender, bids, marks)


def _many() -> Record:
    marks = {f"B{at:03}": (5 + at % 5, 4 + at % 6) for at in range(200)}
    totals = sorted((6 * one + 4 * two for one, two in marks.values()), reverse=True)
    places = next(at for at in range(90, 200) if totals[at] < totals[at - 1])
    rules = [{"kind": "number_of_contracts", "id": "hoogstens", "at_most": places}]
    demand = [{"lot": "L1", "need": "n", "area": "g", "period": "2025", "volume": 5000}]
    budgets = [{"id": "alles", "amount": "90000000"}]
    bids, given = small_bids(marks)
    return _award(small(rules=rules, demand=demand, budgets=budgets), bids, given)


def _priced(formula: str, at: str, **price: str) -> Record:
    steps = {"each": ("criterion", "price"), "total": ("total",), "never": ()}[at]
    rounding = [{"step": step} for step in steps]
    asked = {"formula": formula, "weight": "25", **price}
    bids, marks = small_bids({"a": (9, 7), "b": (7, 8), "c": (6, 9), "d": (2, 3)})
    return _award(
        small(award={**SMALL["award"], "on_dropout": "keep"}, price=asked, rounding=rounding),
        bids,
        marks,
    )


def _on_value() -> Record:
    criteria = [{**c, "weight": "9000"} for c in SMALL["criteria"]]
    bids, marks = small_bids({"a": (9, 7), "b": (7, 8), "c": (6, 9)})
    price = {"formula": "value.award_on_value", "weight": "0"}
    return _award(small(criteria=criteria, price=price), bids, marks)


def _regions() -> Record:
    from tests.report import regions

    return regions.record()


def _shelf() -> Record:
    from tests.report import shelf_sample

    return shelf_sample.record()


_LINE = {"floor_price": "85000", "ceiling_price": "95000"}
MAKERS = {
    "awarded": _amsterdam,
    "what_if": _what_if,
    "nothing_fits": _nothing_fits,
    "draw_needed": lambda: _award(small(), *small_bids({"a": (9, 9), "b": (7, 7), "c": (7, 7)})),
    "drawn": _drawn,
    "no_valid_bid": lambda: _award(small(), *small_bids({"a": (1, 2), "b": (2, 2)})),
    "no_bids": lambda: _award(small(), Bids(()), Marks(())),
    "one_bid": lambda: _award(small(), *small_bids({"a": (8, 8)})),
    "late": _late,
    "admit_all": _open_house,
    "lots": _lots,
    "regions": _regions,
    "shelf": _shelf,
    "many": _many,
    "absolute_linear": lambda: _priced("price.absolute_linear", "total", **_LINE),
    "lowest_share": lambda: _priced("price.lowest_share", "each"),
    "min_max": lambda: _priced("price.min_max", "never"),
    "on_value": _on_value,
}
NAMES = tuple(MAKERS)


@cache
def record(name: str) -> Record:
    """Return the record with that name, as it would be read from award.json."""
    return MAKERS[name]()
