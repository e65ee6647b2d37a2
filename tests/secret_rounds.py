"""Small rounds in which everything a bidder would keep to itself can be told from all else.

Every name is a word that stands nowhere else, every price, mark and score a number of six digits
or more, so that whoever finds one in an edition knows whose it was. Lots and periods have names
without digits, so that counts beside each other do not read as a score.
"""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any, NamedTuple

from aanbesteding import flow
from aanbesteding.assessment.marks import CONSENSUS, Mark, Marks
from aanbesteding.basis.canonical import canonical, fingerprint, read_json
from aanbesteding.bids.bid import Bid, Bids, Event
from aanbesteding.tender.tender import Tender
from tests import tiny

Record = dict[str, Any]
SIGNS = "bcdfghjklmnpqrstvwxz"
PRICES: tuple[Record, ...] = (
    {"formula": "price.lowest_share"},
    {"formula": "price.min_max"},
    {"formula": "price.absolute_linear", "floor_price": "1", "ceiling_price": "999999999"},
)


class Secret(NamedTuple):
    """A round as a record, with the hash it is known by; and who sat in its panel."""

    record: Record
    record_hash: str
    assessors: tuple[str, ...]


def word(r: Random, start: str = "") -> str:
    """Return a word that stands nowhere else."""
    return start + "".join(r.choice(SIGNS) for _ in range(10))


def drawn(seed: int) -> Secret:
    """Return the round of this seed, awarded; another is drawn where lots must be drawn."""
    for attempt in range(100):
        r = Random(f"secret {seed} {attempt}")
        tender = _tender(r)
        bids = _bids(r, tender)
        dossier = flow.award(tender, bids, _marks(r, tender, bids))
        if dossier.decision.outcome not in ("draw_needed", "not_proven"):
            content = canonical(dossier.record())
            panel = tuple(name for one in tender.assessors for name in (one.id, one.name))
            return Secret(read_json(content), fingerprint(content), panel)
    raise AssertionError(seed)


@cache
def first(count: int) -> tuple[Secret, ...]:
    """Return the first so many rounds."""
    return tuple(drawn(seed) for seed in range(count))


def _tender(r: Random) -> Tender:
    mode = r.choice(("rank_order", "rank_order", "published_objective", "admit_all"))
    lots = ("een",) if r.random() < 0.5 else ("een", "twee")
    ranked = mode != "admit_all"
    price = {"asked": "per_need", "weight": "40", "clip": "both", **r.choice(PRICES)}
    names = ("k1", "k2") if ranked else ()
    return tiny.tender(
        award={"mode": mode, "tie_ladder": ["draw"]},
        lots=[{"id": lot, "title": f"Perceel {lot}"} for lot in lots],
        demand=[
            {
                "lot": lot,
                "need": need,
                "area": area,
                "period": "jaar",
                "volume": r.choice((r.randint(0, 12), r.randint(0, 90))),
            }
            for lot in lots
            for need in ("zwaar", "licht")
            for area in ("noord", "zuid")
        ],
        periods=[{"id": "jaar", "start": "2028-01-01", "end": "2028-12-31"}],
        budgets=[{"id": "geld", "amount": "900000000000"}] if ranked else [],
        price=price if ranked else {"asked": "per_need"},
        panel={"method": r.choice(("consensus", "mean"))} if ranked else {},
        criteria=[
            {"id": name, "title": name.upper(), "weight": 30, "scale": "s"} for name in names
        ],
        scales=[
            {"scale": "s", "mark": f"{mark}.{r.randint(10**5, 10**6 - 1)}", "label": str(mark)}
            for mark in range(1, 61)
        ]
        if ranked
        else [],
        rounding=[{"step": "total", "decimals": 6}],
        assessors=[{"id": word(r, "A"), "name": word(r, "Beoordelaar ")} for _ in range(2)],
        incumbents=[
            {
                "name": word(r, "Zit"),
                "lot": "een",
                "need": "zwaar",
                "area": "noord",
                "period": "jaar",
                "clients": 3,
            }
        ],
        rules=[{"id": "n", "kind": "number_of_contracts", "at_most": r.randint(1, 3)}]
        if ranked
        else [],
        goals=[{"kind": "unmet"}, {"kind": "quality"}] if mode == "published_objective" else [],
    )


def _bids(r: Random, tender: Tender) -> Bids:
    bids = tiny.bids(*(_bid(r, tender) for _ in range(r.randint(2, 5))))
    events = []
    if len(bids.bids) > 2 and r.random() < 0.5:
        out = r.choice(bids.bids)
        kind = r.choice(("excluded", "withdrawn", "unsuitable"))
        events.append(Event.model_validate({"bidder": out.id, "event": kind, "reason": word(r)}))
    return tiny.bids(*bids.bids, events=events)


def _bid(r: Random, tender: Tender) -> Bid:
    lots = [lot.id for lot in tender.open_lots]
    chosen = sorted(r.sample(lots, r.randint(1, len(lots))))
    offer = {"capacity": 0}
    made: Record = {
        "id": word(r, "Q"),
        "name": word(r, "Zorg "),
        "kvk": str(r.randint(10**7, 10**8 - 1)),
        "kind": r.choice(("institution", "independent_practice", "")),
        "contact": word(r, "contact."),
        "turnover": r.choice((None, _price(r, 13))),
        "lead": "",
        "members": [{"name": word(r, "Lid ")}] if r.random() < 0.4 else [],
        "subcontractors": [word(r, "Onder ")] if r.random() < 0.4 else [],
        "lots": [
            {
                "lot": lot,
                "areas": r.choice((["noord"], ["noord", "zuid"])),
                "offers": [
                    {
                        **offer,
                        "need": need,
                        "capacity": r.randint(1, 80),
                        "price": _price(r),
                    }
                    for need in ("zwaar", "licht")
                ],
                "answers": {c.id: word(r) for c in tender.criteria},
            }
            for lot in chosen
        ],
    }
    return Bid.model_validate(made)


def _price(r: Random, length: int = 9) -> str:
    """A price without 0 and 2, so that no row of counts and years reads as one."""
    figures = "".join(r.choice("13456789") for _ in range(length))
    return str(Decimal(figures) / 100)


def _marks(r: Random, tender: Tender, bids: Bids) -> Marks:
    return Marks(tuple(_given(r, tender, bids)))


def _given(r: Random, tender: Tender, bids: Bids) -> Iterator[Mark]:
    members = tuple(one.id for one in tender.assessors)
    who = (*members, CONSENSUS) if tender.panel.method == "consensus" else members
    free = [step.mark for step in tender.scales]
    r.shuffle(free)
    for bid in bids.bids:
        for lot in bid.lots:
            for criterion in tender.criteria:
                for one in who:
                    mark = free.pop() if free else r.choice(tender.scales).mark
                    yield Mark(one, bid.id, lot.lot, criterion.id, mark, word(r))
