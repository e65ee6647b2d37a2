"""One small round in which nearly every rule of the shelf is at work, and its record."""

from decimal import Decimal
from functools import cache
from typing import Any

from aanbesteding import flow
from aanbesteding.assessment.marks import CONSENSUS, Mark, Marks
from aanbesteding.bids.bid import Bid, Bids, LotBid, Member, Offer, Received
from aanbesteding.bids.terms import Discount, Terms
from aanbesteding.report.source import Source
from aanbesteding.tender.tender import Tender
from tests.report import sample

Record = dict[str, Any]
AREAS = ("noord", "zuid")
RULES: list[Record] = [
    {"kind": "number_of_contracts", "id": "hoogstens-drie", "at_most": 3},
    {
        "kind": "number_of_contracts",
        "id": "liever-een",
        "lots": ["V"],
        "at_most": 1,
        "penalty": "2500",
    },
    {"kind": "number_of_contracts", "id": "klein", "attributes": ["klein"], "at_most": 4,
     "together": True},
    {"kind": "lots_per_bidder", "id": "per-bedrijf", "at_most": 3, "per_company": True},
    {"kind": "all_or_nothing", "id": "paar", "contracts": ["B1/A", "B1/V"]},
    {"kind": "same_provider", "id": "zelfde", "lots": ["A", "V"], "bidders": ["B1"]},
    {"kind": "implies", "id": "alleen-met", "lots": ["D"], "also_lots": ["A"], "bidders": ["B1"]},
    {"kind": "freeze", "id": "uit", "contracts": ["B4/A"], "out": True},
    {"kind": "one_role", "id": "een-rol"},
    {"kind": "least_quality", "id": "genoeg", "points": "40"},
    {"kind": "least_quality", "id": "deel-genoeg", "points": "65", "at_most_share": "0.75"},
    {"kind": "mean_quality", "id": "gemiddeld", "points": "55"},
    {"kind": "share", "id": "deel", "lots": ["A"], "of": "awarded_spend", "at_most": "0.9"},
    {"kind": "share_of_bidder", "id": "groep", "of": "volume", "lots": ["A", "V"],
     "at_most": "0.9", "per": "party"},
    {"kind": "share_of_bidder", "id": "samen", "of": "awarded_volume", "bidders": ["B1", "B2"],
     "lots": ["A", "V"], "at_least": "0.2", "per": "together"},
    {"kind": "share_of_turnover", "id": "omzet", "at_most": "0.6"},
    {"kind": "share_of_turnover", "id": "kleine-omzet", "at_most": "0.4", "attributes": ["klein"],
     "per": "together"},
    {"kind": "share_ladder", "id": "ladder", "lots": ["V"], "shares": ["0.7", "0.3"],
     "tolerance": "0.1"},
    {"kind": "coverage", "id": "overal", "needs": ["zwaar"], "lots": ["A"], "at_least": 1},
    {"kind": "expertise", "id": "kennis", "lots": ["A"], "at_least": 1},
    {"kind": "urgent_served", "id": "spoed"},
    {"kind": "waiting", "id": "wachten", "needs": ["licht"], "at_most": 1, "penalty": "10"},
    {"kind": "wait_norm", "id": "norm", "needs": ["zwaar"]},
    {"kind": "reserved", "id": "vrij", "lots": ["A"], "needs": ["licht"], "areas": ["zuid"],
     "at_least": 3},
    {"kind": "single_provider", "id": "een-hand", "lots": ["D"]},
    {"kind": "least_in_area", "id": "team", "lots": ["A"], "at_least": 3},
    {"kind": "substitution", "id": "overbruggen", "lots": ["A"], "at_most": 12},
    {"kind": "transition", "id": "blijven", "at_most_share": "0.75"},
    {"kind": "keep_incumbents", "id": "houden", "at_least": "0.25"},
    {"kind": "free_capacity", "id": "direct", "lots": ["A"], "needs": ["zwaar"], "at_least": 2},
    {"kind": "quality_share", "id": "goed", "points": "60", "at_most_share": "0.9"},
    {"kind": "quality_share", "id": "goed-gemiddeld", "points": "50"},
    {"kind": "preference", "id": "bonus", "attributes": ["klein"], "value": "1000"},
]  # fmt: skip
GOALS: list[Record] = [
    {"kind": "unmet", "need": "zwaar"},
    {"kind": "unmet", "need": "licht"},
    {"kind": "unmet", "need": "dag"},
    {"kind": "spend", "at_most": "900000"},
    {"kind": "stated_value"},
    {"kind": "moved"},
    {"kind": "spend"},
    {"kind": "points"},
]
TENDER: Record = {
    "id": "plank",
    "title": "Jeugdhulp met alle regels",
    "region": "Proefregio",
    "authority": "Gemeente Proef",
    "schedule": {
        "published": "2027-01-11",
        "bids_due": "2027-03-01",
        "provisional_award": "2027-05-10",
        "contract_start": "2028-01-01",
    },
    "award": {
        "mode": "published_objective",
        "tie_ladder": ["higher_quality", "draw"],
        "discounts": "whole_quantity",
        "conditions": True,
        "combinations": "two_steps",
        "subcontractors_count": True,
    },
    "lots": [
        {
            "id": "A",
            "title": "Ambulant",
            "needs": ["zwaar", "licht"],
            "contract_cost": "1500",
            "free_within_weeks": 6,
            "framework_max_value": "4000000",
            "term_years": 4,
        },
        {"id": "V", "title": "Verblijf", "needs": ["zwaar"], "areas": ["noord"]},
        {"id": "D", "title": "Dagbehandeling", "needs": ["dag"], "areas": ["zuid"]},
    ],
    "needs": [
        {"id": "zwaar", "label": "zware hulp", "priority": 1, "unit": "cliënt", "urgent": True,
         "longest_wait_weeks": 8},
        {"id": "licht", "label": "lichte hulp", "priority": 2, "unit": "cliënt"},
        {"id": "dag", "label": "dagbehandeling", "priority": 3, "unit": "dagdeel"},
    ],
    "areas": [{"id": "noord", "name": "Noord"}, {"id": "zuid", "name": "Zuid"}],
    "periods": [{"id": "2028", "start": "2028-01-01", "end": "2028-12-31"}],
    "demand": [
        {"lot": "A", "need": "zwaar", "area": "noord", "period": "2028", "volume": 12},
        {"lot": "A", "need": "licht", "area": "noord", "period": "2028", "volume": 20},
        {"lot": "A", "need": "licht", "area": "zuid", "period": "2028", "volume": 11},
        {"lot": "V", "need": "zwaar", "area": "noord", "period": "2028", "volume": 10},
        {"lot": "D", "need": "dag", "area": "zuid", "period": "2028", "volume": 900},
    ],
    "budgets": [
        {"id": "hulp", "amount": "900000", "lots": ["A", "V"]},
        {"id": "dag", "amount": "60000", "lots": ["D"]},
    ],
    "attributes": [{"id": "klein", "label": "klein bedrijf"}],
    "incumbents": [
        {"kvk": "10000001", "lot": "A", "need": "zwaar", "area": "noord", "period": "2028",
         "clients": 6},
        {"name": "Huis Vier", "lot": "A", "need": "licht", "area": "noord", "period": "2028",
         "clients": 9},
        {"name": "Kleine Kade", "lot": "A", "need": "licht", "area": "zuid", "period": "2028",
         "clients": 6},
        {"name": "Zorg van Vroeger", "lot": "V", "need": "zwaar", "area": "noord",
         "period": "2028", "clients": 2},
    ],
    "criteria": [{"id": "k", "title": "Kwaliteit", "weight": "100", "scale": "tien"}],
    "scales": [{"scale": "tien", "mark": str(m), "label": str(m)} for m in range(11)],
    "expertise": [{"id": "ggz", "label": "jeugd-ggz"}],
    "rules": RULES,
    "goals": GOALS,
}  # fmt: skip


def tender(**changes: Any) -> Tender:
    """The tender with some fields changed."""
    return Tender.model_validate({**TENDER, **changes})


def _lot(
    lot: str, *offers: tuple[str, int, str], free: int | None = None, discounts: Any = ()
) -> LotBid:
    return LotBid(
        lot=lot,
        offers=tuple(
            Offer(need=need, capacity=capacity, price=Decimal(price), free=free)
            for need, capacity, price in offers
        ),
        areas={"A": AREAS, "V": ("noord",), "D": ("zuid",)}[lot],
        expertise=("ggz",),
        discounts=tuple(Discount(least=n, percent=Decimal(p)) for n, p in discounts),
    )


def bids() -> Bids:
    """A package of two lots, a consortium, a small bidder with discounts, one with a limit."""
    off = ((10, "2.5"), (20, "5"))
    found = (
        Bid(
            id="B1",
            name="Stichting De Brug",
            kvk="10000001",
            turnover=Decimal(2000000),
            lots=(
                _lot("A", ("zwaar", 14, "9000"), ("licht", 8, "3000"), free=4),
                _lot("V", ("zwaar", 8, "20000")),
                _lot("D", ("dag", 600, "55.50")),
            ),
            terms=Terms(package=("A", "V"), most_lots=2, most_units=60),
        ),
        Bid(
            id="B2",
            name="Kleine Kade",
            kvk="10000002",
            turnover=Decimal("850000.50"),
            attributes=("klein",),
            lots=(
                _lot("A", ("zwaar", 12, "9500"), ("licht", 18, "3200"), free=1, discounts=off),
                _lot("V", ("zwaar", 8, "24000")),
            ),
        ),
        Bid(
            id="B3",
            name="Combinatie Kust",
            turnover=Decimal(1400000),
            lead="Kleine Kade",
            members=(Member(name="Kleine Kade", share=Decimal("0.4")), Member(name="Duin & Zee")),
            lots=(
                _lot("A", ("zwaar", 6, "9900"), ("licht", 10, "3900"), free=0),
                _lot("V", ("zwaar", 7, "26000")),
            ),
        ),
        Bid(
            id="B4",
            name="Huis Vier",
            kvk="10000004",
            turnover=Decimal(500000),
            subcontractors=("Duin & Zee",),
            lots=(
                _lot("A", ("zwaar", 5, "9100"), ("licht", 12, "2900"), free=2),
                _lot("D", ("dag", 1000, "58")),
            ),
        ),
        Bid(
            id="B5",
            name="Zorggroep Oost",
            kvk="10000005",
            turnover=Decimal(990000),
            lots=(
                _lot("A", ("zwaar", 10, "9800"), ("licht", 14, "3300"), free=3),
                _lot("V", ("zwaar", 8, "25000")),
            ),
        ),
    )
    return Bids(found, tuple(Received(f"bids/{bid.id}.xlsx", "0" * 64, bid.id) for bid in found))


def marks(offered: Bids) -> Marks:
    """A mark per bidder."""
    given = {"B1": 8, "B2": 7, "B3": 6, "B4": 8, "B5": 6}
    return Marks(
        tuple(
            Mark(CONSENSUS, bid.id, lot.lot, "k", Decimal(given[bid.id]), "Het plan is duidelijk.")
            for bid in offered.bids
            for lot in bid.lots
        )
    )


@cache
def record() -> Record:
    """The record of the round, as it would be read from award.json."""
    offered = bids()
    inputs = {"tender.toml": "ab" * 32}
    return sample.read(flow.award(tender(), offered, marks(offered), (), inputs))


def source(lang: str = "nl") -> Source:
    """The record as the reports read it."""
    return Source(record(), lang)
