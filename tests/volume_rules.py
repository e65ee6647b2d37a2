"""The rules on volumes in every form they have, for the tests that look at all rules."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from aanbesteding.rules.facts import Fee, FrameworkFact, Pick, Volume
from aanbesteding.rules.framework_maximum import FrameworkMaximum
from aanbesteding.rules.free_capacity import FreeCapacity
from aanbesteding.rules.keep_incumbents import KeepIncumbents
from aanbesteding.rules.least_in_area import LeastInArea
from aanbesteding.rules.quality_share import QualityShare
from aanbesteding.rules.reserved import Reserved
from aanbesteding.rules.rule import Rule
from aanbesteding.rules.share import Share
from aanbesteding.rules.share_ladder import ShareLadder
from aanbesteding.rules.share_of_bidder import ShareOfBidder
from aanbesteding.rules.single_provider import SingleProvider
from aanbesteding.rules.substitution import Substitution
from aanbesteding.rules.transition import Transition
from aanbesteding.rules.urgent_served import UrgentServed
from aanbesteding.rules.wait_norm import WaitNorm
from aanbesteding.rules.waiting import Waiting

SHARES: tuple[dict[str, Any], ...] = (
    {"at_least": Decimal("0.02")},
    {"at_most": Decimal("0.0625")},
    {"at_least": Decimal("0.02"), "at_most": Decimal("0.25")},
)
OF = ("budget", "volume", "awarded_spend", "awarded_volume")
TENTH = Decimal("0.1")
LADDER = tuple(map(Decimal, ("0.4", "0.3", "0.2", "0.1")))
SPEAKERS: list[Rule] = [
    *(Share(of=of, **shares) for of in OF for shares in SHARES),
    *(
        ShareOfBidder(per=per, of=of, **shares)
        for per in ("bidder", "party", "together")
        for of in OF
        for shares in SHARES
    ),
    ShareLadder(shares=LADDER),
    ShareLadder(shares=LADDER, tolerance=TENTH),
    SingleProvider(),
    LeastInArea(at_least=5),
    Substitution(),
    Substitution(at_most=3),
    Transition(at_most=5),
    Transition(at_most_share=TENTH),
    Transition(at_most=5, at_most_share=TENTH),
    KeepIncumbents(at_least=TENTH),
    FreeCapacity(at_least=3),
    QualityShare(points=Decimal(70)),
    QualityShare(points=Decimal(70), at_most_share=TENTH),
]


def numbers(picks: tuple[Pick, ...], volumes: tuple[Volume, ...]) -> Mapping[str, Any]:
    """What the tiny tenders know of free places, clients in care and greatest values.

    Z has clients in care and did not bid.
    """
    in_care = {("A", "licht"): 1, ("B", "licht"): 2, ("B", "spoed"): 1}
    incumbent = {v: in_care[v.bidder, v.need] for v in volumes if (v.bidder, v.need) in in_care}
    incumbent |= {v._replace(bidder="Z"): 1 for v in volumes[:1]}
    free = {"A": 1, "B": 2, "C": 0}
    lots = list(dict.fromkeys(pick.lot for pick in picks))
    return {
        "free": {(p, need): free[p.bidder] for p in picks for need in ("spoed", "licht")},
        "incumbent": incumbent,
        # What 360 cents a year cost in the term; a cent less than what 220 do.
        "frameworks": (FrameworkFact(lots[0], 900 if len(lots) == 1 else 549, Fraction(5, 2)),),
    }


# Heavier places serve lighter need, B's lighter places twice as slowly; points are equal.
BRIDGED: Mapping[str, Any] = {
    "bridging": {"C": (frozenset(["spoed", "licht"]),)},
    "load": {Volume("B", "C", "licht", "noord", "2021"): 2},
    "points": {Pick("A", "C"): Fraction(84), Pick("B", "C"): Fraction(84)},
    "fees": {Fee("A", "C", "noord", "2021"): 30, Fee("B", "C", "noord", "2021"): 10},
}
CASES: list[Rule] = [
    Share(of="awarded_volume", at_most="0.5"),
    Share(of="awarded_volume", at_least="0.4", needs=("licht",)),
    Share(of="awarded_spend", at_least="0.5"),
    Share(of="awarded_spend", at_most="0.45", areas=("noord",)),
    Share(of="volume", at_most="0.5", needs=("licht",), areas=("zuid", "noord")),
    Share(at_most="0.8", needs=("spoed",), lots=("C",)),
    ShareOfBidder(at_most="0.5"),
    ShareOfBidder(at_least="0.25", of="volume"),
    ShareOfBidder(at_least="0.5", at_most="0.75", of="awarded_volume"),
    ShareOfBidder(at_least="0.25", of="awarded_spend", bidders=("A",)),
    ShareOfBidder(at_most="0.4", of="volume", per="party"),
    ShareOfBidder(at_least="0.5", of="awarded_volume", per="party", lots=("L1", "C")),
    ShareOfBidder(at_least="0.5", of="volume", per="together", attributes=("nieuw",)),
    ShareOfBidder(at_most="0.5", of="awarded_spend", per="together", bidders=("A",)),
    ShareLadder(shares=("1",)),
    ShareLadder(shares=("0.5", "0.5")),
    ShareLadder(shares=("0.75", "0.25")),
    ShareLadder(shares=("0.75", "0.25"), needs=("licht",)),
    ShareLadder(shares=("0.5", "0.25"), tolerance="0.25", lots=("L2", "C")),
    Substitution(),
    Substitution(at_most=0),
    Substitution(at_most=1),
    Substitution(at_most=2, needs=("licht",), lots=("C",)),
    Transition(at_most=1),
    Transition(at_most_share="0.5"),
    Transition(at_most=3, at_most_share="0.5", needs=("licht",)),
    Transition(at_most=0, lots=("L2", "C"), areas=("zuid",)),
    KeepIncumbents(at_least="0.5"),
    KeepIncumbents(at_least=1, needs=("licht",)),
    FreeCapacity(at_least=2),
    FreeCapacity(at_least=1, needs=("spoed",), areas=("noord", "zuid")),
    FreeCapacity(at_least=3, lots=("C", "L1")),
    QualityShare(points="84"),
    QualityShare(points="83.5", needs=("licht",)),
    QualityShare(points="84", at_most_share="0.5"),
    QualityShare(points="84", at_most_share=0, lots=("C", "L1")),
    FrameworkMaximum(),
    UrgentServed(areas=("zuid",)),
    Waiting(at_most=0, areas=("noord",), periods=("2021",)),
    Waiting(at_most=0, periods=("2022",)),
    WaitNorm(areas=("noord",)),
    Reserved(at_least=2, needs=("spoed",), areas=("zuid",)),
]
# Their rows lean on capacity: no bidder is the provider, or present, beyond what it can serve.
WITHIN_CAPACITY: list[Rule] = [
    SingleProvider(),
    SingleProvider(needs=("licht",), areas=("noord",), lots=("C", "L2")),
    LeastInArea(at_least=1),
    LeastInArea(at_least=2),
    LeastInArea(at_least=3),
    LeastInArea(at_least=2, needs=("licht",), areas=("noord",), lots=("C", "L2")),
    LeastInArea(at_least=2, periods=("2022",)),
]

# What the smallest tender of the golden rows further knows.
MORE: Mapping[str, Any] = {
    "incumbent": {
        Volume("K01", "C", "zwaar", "stad", "2021"): 4,
        Volume("K02", "C", "zwaar", "stad", "2021"): 3,
        Volume("K09", "C", "zwaar", "stad", "2021"): 1,
    },
    "free": {(Pick("K01", "C"), "spoed"): 2, (Pick("K02", "C"), "spoed"): 1},
    "frameworks": (FrameworkFact("C", 18000000000, 4),),
    "parties": {"K01": frozenset(["K01", "moeder"]), "K02": frozenset(["K02", "moeder"])},
}
MORE_BRIDGED = {**MORE, "bridging": {"C": (frozenset(["spoed", "zwaar"]),)}}
GOLDEN: dict[str, list[Rule]] = {
    "share_of_bidder": [
        ShareOfBidder(at_least=Decimal("0.1"), at_most=Decimal("0.4")),
        ShareOfBidder(
            id="per-organisatie", per="party", of="awarded_volume", at_most=Decimal("0.5")
        ),
        ShareOfBidder(
            id="ruimte", per="together", of="awarded_spend", bidders=("K02",), at_least=TENTH
        ),
    ],
    "share_ladder": [ShareLadder(shares=(Decimal("0.6"), Decimal("0.4")), needs=("zwaar",))],
    "single_provider": [SingleProvider(needs=("zwaar",))],
    "least_in_area": [
        LeastInArea(at_least=6),
        LeastInArea(id="spoed-dichtbij", at_least=6, needs=("spoed",)),
    ],
    "substitution": [Substitution(at_most=2)],
    "transition": [Transition(at_most_share=Decimal("0.25"))],
    "keep_incumbents": [KeepIncumbents(at_least=Decimal("0.8"))],
    "free_capacity": [
        FreeCapacity(at_least=2, needs=("spoed",)),
        FreeCapacity(id="per-gebied", at_least=1, needs=("spoed",), areas=("noord", "zuid")),
    ],
    "quality_share": [
        QualityShare(points=Decimal(84), at_most_share=Decimal("0.25"), needs=("zwaar",)),
        QualityShare(id="gemiddeld", points=Decimal("84.5"), needs=("zwaar",)),
    ],
    "framework_maximum": [FrameworkMaximum()],
}
