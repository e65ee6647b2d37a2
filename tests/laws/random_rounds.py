"""Small rounds drawn at random, and every step of every change of a bid tried in them.

Prices are a few cents, so that every cent can be tried.
"""

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from random import Random
from typing import Any

from aanbesteding.assessment.marks import CONSENSUS, Mark, Marks
from aanbesteding.basis.errors import FindingsError
from aanbesteding.bids.bid import Bid, LotBid, Offer
from aanbesteding.explanation.again import Again
from aanbesteding.explanation.changed import Lever, Offered, levers_of
from aanbesteding.explanation.judged import Judged, judged
from aanbesteding.explanation.why_not import Least, least_change
from aanbesteding.rules.facts import Pick
from aanbesteding.tender.tender import Tender
from tests import tiny

Fields = dict[str, Any]
NEEDS = ("zwaar", "licht")
RELATIVE: tuple[Fields, ...] = (
    {"formula": "price.lowest_share"},
    {"formula": "price.around_mean"},
    {"formula": "price.min_max"},
)
ABSOLUTE: tuple[Fields, ...] = (
    {"formula": "price.absolute_linear", "floor_price": "0.10", "ceiling_price": "1.50"},
    {"formula": "price.fixed_tariff", "weight": "0"},
)
OBJECTIVE, RANKED = "published_objective", "rank_order"


def random_round(r: Random, mode: str) -> tuple[Tender, Offered]:
    """Return a tender of one lot or two with two to four bidders, its bids and marks."""
    lots = ("1",) if r.random() < 0.5 else ("1", "2")
    tender = _tender(r, mode, lots)
    names = "ABCD"[: r.randint(2, 4)]
    bids = tiny.bids(*(_bid(r, name, lots) for name in names))
    marks = Marks(
        tuple(
            Mark(CONSENSUS, bid.id, lot.lot, "k", Decimal(r.randint(1, 4)), "omdat")
            for bid in bids.bids
            for lot in bid.lots
        )
    )
    return tender, Offered(bids, marks)


def _tender(r: Random, mode: str, lots: tuple[str, ...]) -> Tender:
    price = {"asked": "per_need", "weight": str(r.choice((30, 50, 70))), "clip": "both"}
    award: Fields = {"mode": mode, "tie_ladder": _ladder(r)}
    if mode == RANKED and r.random() < 0.2:
        award["selection"] = r.choice(("single_winner", "fill_capacity_by_rank"))
    criterion: Fields = {"id": "k", "title": "Kwaliteit", "weight": 50, "scale": "vier"}
    if r.random() < 0.2:
        criterion["lowest_mark"] = 2
    asked = {lot: {need: r.randint(1, 3) for need in NEEDS} for lot in lots}
    return tiny.tender(
        award=award,
        lots=[{"id": lot, "title": f"Perceel {lot}"} for lot in lots],
        areas=[{"id": "noord", "name": "Noord"}],
        demand=[
            {"lot": lot, "need": need, "area": "noord", "period": "2028", "volume": volume}
            for lot, needs in asked.items()
            for need, volume in needs.items()
        ],
        budgets=_budgets(r, lots),
        price={**price, **r.choice(RELATIVE + ABSOLUTE)},
        criteria=[criterion],
        scales=[{"scale": "vier", "mark": m, "label": str(m)} for m in range(1, 5)],
        rules=list(_rules(r, mode)),
        goals=list(_goals(r)) if mode == OBJECTIVE else [],
        rounding=[{"step": "total", "decimals": r.choice((0, 2))}] if r.random() < 0.7 else [],
    )


def _ladder(r: Random) -> list[str]:
    rungs = ["higher_quality", "lower_price", "heavier_capacity"]
    return [*r.sample(rungs, r.randint(0, 2)), "draw"]


def _budgets(r: Random, lots: tuple[str, ...]) -> list[Fields]:
    if r.random() < 0.3:
        return [{"id": "jaar", "amount": "0.60" if r.random() < 0.3 else "100"}]
    return [{"id": lot, "amount": r.choice(("0.40", "100")), "lots": [lot]} for lot in lots]


def _rules(r: Random, mode: str) -> Iterator[Fields]:
    if mode == RANKED or r.random() < 0.7:
        yield {"id": "n", "kind": "number_of_contracts", "at_most": r.randint(1, 2)}
    if r.random() < 0.2:
        yield {"id": "per", "kind": "lots_per_bidder", "at_most": 1}


def _goals(r: Random) -> Iterator[Fields]:
    unmet = [{"kind": "unmet", "need": need} for need in NEEDS]
    quality, spend = {"kind": "quality"}, {"kind": "spend"}
    orders = ([quality, *unmet, spend], [*unmet, quality, spend], [*unmet, spend, quality])
    yield from r.choice(orders)[: r.randint(3, 4)]


def _bid(r: Random, name: str, lots: tuple[str, ...]) -> Bid:
    chosen = r.sample(lots, r.randint(1, len(lots)))
    return Bid(id=name, name=f"Zorg {name}", lots=tuple(_lot(r, x) for x in sorted(chosen)))


def _lot(r: Random, lot: str) -> LotBid:
    needs = NEEDS if r.random() < 0.7 else (r.choice(NEEDS),)
    offers = tuple(
        Offer(need=n, capacity=r.randint(0, 3), price=Decimal(r.randint(2, 24)) / 100)
        for n in needs
    )
    return LotBid(lot=lot, offers=offers, areas=("noord",))


class Tried:
    """One change of one bid: what the search says, and what judging the whole round again says."""

    def __init__(self, name: str, again: Again, lever: Lever):
        self.case, self.lever = again.case, lever
        self.name = f"{name} {'/'.join(lever.pick)} {lever.kind} {lever.about}".strip()
        self.said: Least = least_change(again, lever)
        self._seen: dict[int, bool] = {}

    def wins(self, step: int) -> bool:
        """Return whether the bid wins, so many steps better."""
        if step not in self._seen:
            self._seen[step] = self._judged(step)
        return self._seen[step]

    def _judged(self, step: int) -> bool:
        bids, marks = self.lever.moved(Offered(self.case.bids, self.case.marks), step)
        try:
            again = judged(self.case.tender, bids, marks, self.case.draws)
        except FindingsError:
            return False
        pick = self.lever.pick
        return again.decision.outcome == "awarded" and any(
            one.lot == pick.lot and pick.bidder in one.winners for one in again.decision.lots
        )

    @cached_property
    def monotone(self) -> bool:
        """Whether it keeps winning once it wins, at every step there is."""
        every = [self.wins(step) for step in range(self.lever.most + 1)]
        return every == sorted(every)

    def wrong_on_either_side(self, steps: int | None = None) -> str:
        """Return what is wrong on the two sides of what was said; empty when nothing is."""
        if self.said.result != "wins":
            return f"{self.name}: all of it wins" if self.wins(self.lever.most) else ""
        steps = self.said.steps if steps is None else steps
        if not self.wins(steps):
            return f"{self.name}: {steps} does not win"
        return f"{self.name}: one step less than {steps} wins" if self.wins(steps - 1) else ""

    def wrong_anywhere(self) -> str:
        """Return whether some smaller change wins, in a few words; empty when none does."""
        first = next((step for step in range(self.lever.most + 1) if self.wins(step)), None)
        said = self.said.steps if self.said.result == "wins" else None
        return "" if first == said else f"{self.name}: {first} wins, said {said}"


def drawn(seed: int, mode: str) -> Judged | None:
    """Return the round of this seed; None where a formula can make nothing of its bids."""
    tender, offered = random_round(Random(f"why {mode} {seed}"), mode)
    try:
        return judged(tender, *offered)
    except FindingsError:
        return None


def tried(seed: int, mode: str) -> Iterator[Tried]:
    """Yield every change of every bid without a contract in the round of this seed."""
    case = drawn(seed, mode)
    if case is None or case.decision.outcome not in ("awarded", "draw_needed"):
        return
    again = Again(case)
    won = {Pick(b, lot.lot) for lot in case.decision.lots for b in lot.winners}
    offered = Offered(case.bids, case.marks)
    for pick in (Pick(bid.id, lot.lot) for bid in case.bids.bids for lot in bid.lots):
        if pick not in won:
            for lever in levers_of(case.tender, offered, pick):
                yield Tried(f"{mode} {seed}", again, lever)
