"""The rules on contracts in every form they have, for the tests that look at all rules."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from aanbesteding.rules.all_or_nothing import AllOrNothing
from aanbesteding.rules.conditions import Conditions
from aanbesteding.rules.coverage import Coverage
from aanbesteding.rules.facts import Condition, Facts, Pick
from aanbesteding.rules.freeze import Freeze
from aanbesteding.rules.implies import Implies
from aanbesteding.rules.least_quality import LeastQuality
from aanbesteding.rules.lots_per_bidder import LotsPerBidder
from aanbesteding.rules.mean_quality import MeanQuality
from aanbesteding.rules.number_of_contracts import NumberOfContracts
from aanbesteding.rules.one_role import OneRole
from aanbesteding.rules.rule import Rule
from aanbesteding.rules.same_provider import SameProvider

SPEAKERS: list[Rule] = [
    *(Coverage(needs=("zwaar",), at_least=low, at_most=high) for low, high in (
        (2, None), (None, 8), (2, 8), (2, 2)
    )),
    *(LotsPerBidder(at_least=low, at_most=high) for low, high in (
        (2, None), (None, 8), (2, 8), (2, 2)
    )),
    *(LotsPerBidder(at_least=2, at_most=high, or_none=True) for high in (None, 8, 2)),
    AllOrNothing(),
    SameProvider(),
    Implies(also_lots=("C",)),
    Implies(also_lots=("B", "C"), at_least=1),
    Freeze(contracts=("K01/C",)),
    Freeze(contracts=("K01/C",), out=True),
    OneRole(),
    LeastQuality(points=Decimal(60)),
    LeastQuality(points=Decimal(60), at_most_share=Decimal("0.1")),
    MeanQuality(points=Decimal("72.5")),
]  # fmt: skip

# On tenders with bidders A, B and C and lots C, L1, L2 and L3; A is small, A and B are related.
ATTRIBUTES = {"A": frozenset(["klein"]), "B": frozenset(["klein", "nieuw"])}
PARTIES = {"A": frozenset(["A", "M"]), "B": frozenset(["B", "M"])}
CONDITIONS = (
    Condition("A", frozenset(["L1", "L2"]), at_least=2),
    Condition("B", frozenset(["L1", "L2", "C"]), at_most=1, most_units=1),
    Condition("B", frozenset(["L1", "L2", "L3"]), at_least=2),
)
CASES: list[Rule] = [
    NumberOfContracts(at_least=1, attributes=("klein",)),
    NumberOfContracts(at_most=1, attributes=("klein", "nieuw"), together=True),
    NumberOfContracts(at_most=0, bidders=("B",)),
    NumberOfContracts(
        at_least=1, at_most=1, contracts=("A/L1", "B/L2", "C/C"), together=True, id="een van drie"
    ),
    Coverage(at_least=1, needs=("licht", "spoed")),
    Coverage(at_most=1, needs=("spoed",), areas=("zuid",)),
    Coverage(at_least=1, attributes=("nieuw",), areas=("noord",)),
    LotsPerBidder(at_most=1),
    LotsPerBidder(at_least=1, bidders=("A",)),
    LotsPerBidder(at_least=1, at_most=2, attributes=("nieuw",), lots=("L1", "L2", "L3")),
    LotsPerBidder(at_least=2, or_none=True),
    LotsPerBidder(at_least=2, at_most=2, or_none=True),
    LotsPerBidder(at_least=3, or_none=True),
    LotsPerBidder(at_most=2, or_none=True),
    LotsPerBidder(at_least=2, or_none=True, lots=("L1", "L2")),
    LotsPerBidder(at_most=1, per_company=True),
    LotsPerBidder(at_least=2, at_most=3, or_none=True, per_company=True),
    AllOrNothing(),
    AllOrNothing(lots=("L1", "L3")),
    AllOrNothing(contracts=("A/L1", "B/L2")),
    AllOrNothing(contracts=("A/C", "B/C", "Z/C")),
    SameProvider(),
    SameProvider(lots=("L1", "L2")),
    Implies(lots=("L1",), also_lots=("L2",)),
    Implies(lots=("L1",), also_lots=("nergens",)),
    Implies(also_lots=("L2", "L3")),
    Implies(also_lots=("L1", "C"), at_least=1),
    Implies(also_lots=("L1", "L2", "L3"), at_least=2),
    Implies(lots=("L1",), also_lots=("L2", "L3"), at_least=1),
    Implies(lots=("L1",), also_lots=("L2",), at_least=2),
    Implies(contracts=("A/L1", "A/C"), also_contracts=("B/L2", "B/C"), at_least=1),
    Implies(contracts=("B/L1", "B/C"), also_contracts=("A/L1", "A/C"), at_least=1),
    Freeze(contracts=("A/L1",)),
    Freeze(contracts=("A/C", "B/C")),
    Freeze(bidders=("A",), lots=("L1", "C")),
    Freeze(bidders=("B",), out=True),
    Freeze(contracts=("Z/C",)),
    Freeze(contracts=("Z/C",), out=True),
    OneRole(),
    OneRole(lots=("L1",)),
    LeastQuality(points=Decimal(84)),
    LeastQuality(points=Decimal("83.5"), bidders=("C",)),
    LeastQuality(points=Decimal(84), at_most_share=Decimal("0.5")),
    LeastQuality(points=Decimal(86), at_most_share=Decimal("0.4"), together=True),
    LeastQuality(points=Decimal(84), at_most_share=Decimal(0)),
    MeanQuality(points=Decimal(84)),
    MeanQuality(points=Decimal("84.75"), together=True),
    Conditions(),
]

BIDDERS, LOTS = ("Anker", "Baken", "Combi"), ("B", "C", "C+")
EVERY = tuple(Pick(bidder, lot) for lot in LOTS for bidder in BIDDERS)


def facts(picks: Sequence[Pick] = EVERY, **more: Any) -> Facts:
    """Anker is small; Anker and Baken are the members of Combi."""
    values: dict[str, Any] = {
        "picks": tuple(picks),
        "volumes": (),
        "needs": (),
        "demand": {},
        "capacity": {},
        "price": {},
        "points": {p: Fraction({"Anker": 60, "Baken": 70, "Combi": 83}[p.bidder]) for p in picks},
        "lots": tuple(lot for lot in LOTS if any(p.lot == lot for p in picks)),
        "attributes": {"Anker": frozenset(["klein"])},
        "parties": {
            "Anker": frozenset(["Anker"]),
            "Baken": frozenset(["Baken"]),
            "Combi": frozenset(["Anker", "Baken", "Combi"]),
        },
    }
    return Facts(**(values | more))


# Three lots, of which K02 did not bid for the last; K01 and K02 share a parent.
THREE_LOTS = Facts(
    picks=tuple(
        Pick(bidder, lot)
        for lot in ("B", "C", "C+")
        for bidder in ("K01", "K02", "K03")
        if (bidder, lot) != ("K02", "C+")
    ),
    volumes=(),
    needs=(),
    demand={},
    capacity={},
    price={},
    points={
        Pick(bidder, lot): Fraction(points)
        for bidder, points in (("K01", 80), ("K02", 72), ("K03", 55))
        for lot in ("B", "C", "C+")
    },
    lots=("B", "C", "C+"),
    attributes={"K02": frozenset(["klein"]), "K03": frozenset(["klein"])},
    parties={"K01": frozenset(["K01", "moeder"]), "K02": frozenset(["K02", "moeder"])},
    conditions=(
        Condition("K01", frozenset(["B", "C"]), at_least=2),
        Condition("K03", frozenset(["B", "C", "C+"]), at_least=2, at_most=2),
    ),
)
GOLDEN: dict[str, list[Rule]] = {
    "lots_per_bidder": [
        LotsPerBidder(at_most=2),
        LotsPerBidder(id="twee-of-geen", at_least=2, or_none=True, bidders=("K03",)),
        LotsPerBidder(id="per-organisatie", at_most=3, per_company=True, bidders=("K01", "K02")),
    ],
    "all_or_nothing": [
        AllOrNothing(bidders=("K02", "K03")),
        AllOrNothing(id="deze-twee", contracts=("K01/B", "K02/C")),
    ],
    "same_provider": [SameProvider(lots=("C", "C+"), bidders=("K01", "K02"))],
    "implies": [
        Implies(lots=("C+",), also_lots=("C",)),
        Implies(id="een-ander", lots=("C+",), also_lots=("B", "C"), at_least=1, bidders=("K01",)),
    ],
    "freeze": [
        Freeze(contracts=("K01/C",)),
        Freeze(id="eruit", contracts=("K03/C",), out=True),
    ],
    "one_role": [OneRole()],
    "least_quality": [
        LeastQuality(points=Decimal(60)),
        LeastQuality(
            id="een-op-vier", points=Decimal(60), at_most_share=Decimal("0.25"), lots=("C",)
        ),
    ],
    "mean_quality": [MeanQuality(points=Decimal(70), lots=("C",))],
    "conditions": [Conditions()],
}
