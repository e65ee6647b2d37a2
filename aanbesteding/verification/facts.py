"""The numbers of the choice, put together again from the tender, the bids and the scores."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from aanbesteding.basis.exact import cents
from aanbesteding.bids.bid import Bids, LotBid
from aanbesteding.rules.facts import Ask, BudgetFact, Facts, NeedFact, Pick, Volume
from aanbesteding.tender.decision import AwardMode
from aanbesteding.tender.needs import Budget, Need
from aanbesteding.tender.tender import Tender
from aanbesteding.verification.areas import Inside, inside, leaves
from aanbesteding.verification.further_facts import (
    bridged_needs,
    companies,
    contract_costs,
    discounted_prices,
    greatest_values,
    in_care,
    lengths,
    own_terms,
    stated_turnover,
)
from aanbesteding.verification.lot_scores import Counted
from aanbesteding.verification.points import fixed_tariffs, paid


def count_facts(tender: Tender, bids: Bids, scores: Sequence[Counted]) -> Facts:
    """Return all numbers the rules and goals count with.

    A lot that is an open house, or in which nobody takes part, stays out. Demand counts only
    where volume is promised.
    """
    taking_part = {
        Pick(s.bidder, s.lot): s
        for s in scores
        if s.status == "in" and tender.mode_of(s.lot) is not AwardMode.ADMIT_ALL
    }
    bid_for = {pick.lot for pick in taking_part}
    order = [lot.id for lot in tender.open_lots if lot.id in bid_for]
    picks = tuple(sorted(taking_part, key=lambda p: (order.index(p.lot), p.bidder)))
    offered = offers_of(bids, picks)
    promised = {lot.id for lot in tender.open_lots if tender.promises_volume(lot)} & bid_for
    asks = {
        Ask(row.lot, row.need, row.area, row.period): row.volume
        for row in tender.demand
        if row.lot in promised
    }
    price = dict(_volumes(tender, offered, asks))
    asked: Counter[str] = Counter()
    for ask, units in asks.items():
        asked[ask.lot] += units
    soon = {lot.id for lot in tender.open_lots if lot.free_within_weeks is not None}
    bidders = [bid for bid in bids.bids if any(bid.id == pick.bidder for pick in picks)]
    within = inside(tender)
    return Facts(
        picks=picks,
        volumes=tuple(price),
        needs=tuple(_need(need) for need in tender.needs),
        demand=asks,
        capacity={(p, o.need): o.capacity for p, bid in offered.items() for o in bid.offers},
        price=price,
        budgets=tuple(_budget(tender, budget, within) for budget in tender.budgets),
        serves={pick: frozenset(bid.areas) for pick, bid in offered.items()},
        traits={pick: frozenset(bid.expertise) for pick, bid in offered.items()},
        least={pick: bid.least for pick, bid in offered.items() if bid.least},
        points={pick: Fraction(taking_part[pick].quality) for pick in picks},
        lots=tuple(order),
        areas=tuple(area.id for area in tender.leaf_areas),
        lot_areas={lot.id: tuple(a.id for a in tender.lot_areas(lot)) for lot in tender.open_lots},
        all_traits=tuple(item.id for item in tender.expertise),
        fees=contract_costs(tender, picks),
        tiers=discounted_prices(tender, offered, asked, price),
        free={
            (pick, offer.need): 0 if offer.free is None else offer.free
            for pick, bid in offered.items()
            for offer in (bid.offers if pick.lot in soon else ())
        },
        incumbent=in_care(tender, bids.bids),
        attributes={bid.id: frozenset(bid.attributes) for bid in bidders},
        parties=companies(tender, bidders),
        conditions=tuple(own_terms(bidders)),
        divisible=frozenset(need.id for need in tender.needs if need.divisible),
        bridging=bridged_needs(tender, order),
        frameworks=tuple(greatest_values(tender, asks)),
        turnover=stated_turnover(bidders),
        years=lengths(tender),
    )


def offers_of(bids: Bids, picks: Sequence[Pick]) -> Mapping[Pick, LotBid]:
    """Return what was bid for these contracts, in their order."""
    known = {Pick(bid.id, lot.lot): lot for bid in reversed(bids.bids) for lot in bid.lots}
    return {pick: known[pick] for pick in picks if pick in known}


def _need(need: Need) -> NeedFact:
    return NeedFact(need.id, need.priority, need.urgent, need.longest_wait_weeks)


def _volumes(
    tender: Tender, offered: Mapping[Pick, LotBid], asks: Mapping[Ask, int]
) -> Iterator[tuple[Volume, int]]:
    """Every volume that is possible, with its price; what has no price at all costs nothing."""
    tariffs, served = fixed_tariffs(tender), leaves(tender)
    by_lot: dict[str, list[Ask]] = {}
    for ask in asks:
        by_lot.setdefault(ask.lot, []).append(ask)
    for pick, bid in offered.items():
        areas, offers = set(bid.areas), {offer.need: offer for offer in bid.offers}
        for ask in by_lot.get(pick.lot, ()):
            offer = offers.get(ask.need)
            if offer is not None and served.get(ask.area, frozenset()) & areas:
                amount = paid(tariffs, pick.lot, offer)
                yield Volume(pick.bidder, *ask), cents(Decimal(0) if amount is None else amount)


def _budget(tender: Tender, budget: Budget, within: Inside) -> BudgetFact:
    """A ceiling less what is bound already, with the areas that are in its scope."""
    named = {part for area in budget.areas for part in within.get(area, ())}
    return BudgetFact(
        id=budget.id,
        cents=cents(budget.amount) - cents(budget.committed),
        lots=frozenset(budget.lots or (lot.id for lot in tender.lots)),
        needs=frozenset(budget.needs or (need.id for need in tender.needs)),
        areas=frozenset(named if budget.areas else within),
        periods=frozenset(budget.periods or (period.id for period in tender.periods)),
    )
