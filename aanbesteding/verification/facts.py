"""The numbers of the choice, put together again from the tender, the bids and the scores."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from aanbesteding.basis.exact import cents
from aanbesteding.bids.bid import Bids, LotBid
from aanbesteding.rules.facts import Ask, BudgetFact, Facts, NeedFact, Pick, Volume
from aanbesteding.tender.needs import Budget, Need
from aanbesteding.tender.tender import Tender
from aanbesteding.verification.points import unit_price
from aanbesteding.verification.scores import Counted


def count_facts(tender: Tender, bids: Bids, scores: Sequence[Counted]) -> Facts:
    """Return all numbers the rules and goals count with; a lot nobody takes part in stays out."""
    inside = {Pick(s.bidder, s.lot): s for s in scores if s.status == "in"}
    order = [lot.id for lot in tender.open_lots if any(p.lot == lot.id for p in inside)]
    picks = tuple(sorted(inside, key=lambda p: (order.index(p.lot), p.bidder)))
    offered = {pick: bid for pick in picks if (bid := bids.bid(pick.bidder).lot(pick.lot))}
    asks = {
        Ask(row.lot, row.need, row.area, row.period): row.volume
        for row in tender.demand
        if row.lot in order
    }
    price = {
        volume: cost
        for pick, bid in offered.items()
        for volume, cost in _volumes(tender, pick, bid, asks)
    }
    return Facts(
        picks=picks,
        volumes=tuple(price),
        needs=tuple(_need(need) for need in tender.needs),
        demand=asks,
        capacity={(p, o.need): o.capacity for p, bid in offered.items() for o in bid.offers},
        price=price,
        budgets=tuple(_budget(tender, budget) for budget in tender.budgets),
        serves={pick: frozenset(bid.areas) for pick, bid in offered.items()},
        traits={pick: frozenset(bid.expertise) for pick, bid in offered.items()},
        points={pick: Fraction(inside[pick].quality) for pick in picks},
        lots=tuple(order),
        areas=tuple(area.id for area in tender.leaf_areas),
        lot_areas={lot.id: tuple(a.id for a in tender.lot_areas(lot)) for lot in tender.open_lots},
        all_traits=tuple(item.id for item in tender.expertise),
    )


def _need(need: Need) -> NeedFact:
    return NeedFact(need.id, need.priority, need.urgent, need.longest_wait_weeks)


def _volumes(
    tender: Tender, pick: Pick, bid: LotBid, asks: dict[Ask, int]
) -> Iterator[tuple[Volume, int]]:
    for ask in asks:
        offer = bid.offer(ask.need)
        if ask.lot != pick.lot or offer is None:
            continue
        amount = unit_price(tender, ask.lot, ask.need, offer)
        if amount is not None and tender.leaves_under(ask.area) & set(bid.areas):
            yield Volume(pick.bidder, *ask), cents(amount)


def _budget(tender: Tender, budget: Budget) -> BudgetFact:
    under = {
        asked.area
        for asked in tender.demand
        for area in budget.areas
        if asked.area == area or tender.leaves_under(asked.area) <= tender.leaves_under(area)
    }
    return BudgetFact(
        id=budget.id,
        cents=cents(budget.amount),
        lots=frozenset(budget.lots or (lot.id for lot in tender.lots)),
        needs=frozenset(budget.needs or (need.id for need in tender.needs)),
        areas=frozenset(under if budget.areas else (row.area for row in tender.demand)),
        periods=frozenset(budget.periods or (period.id for period in tender.periods)),
    )
